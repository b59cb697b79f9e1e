"""Organisations, sammenslutninger and affiliations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Response

from api import references, shapes
from api.call import Call
from api.operations import Operations
from api.queries import AskedQuery, OrganisationsQuery
from api.schemas import OpenSpanBody, OrganisationBody, OrganisationChangesBody
from domain import unions
from domain.errors import Invalid, Unknown, UnknownReference
from domain.organisations import Organisations, slugify
from domain.register import (
    AffiliationWithdrawn,
    OrganisationAffiliated,
    OrganisationRegistered,
    OrganisationRegistrationWithdrawn,
)
from domain.rights import author
from domain.saying import Said
from domain.statements import identity

operations = Operations("register")

CHANGES = {
    "on": "2028-01-01",
    "edges": [
        {"from": "delta", "to": {"name": "Delta Pluss"}},
        {"from": "skolelederforbundet", "to": {"name": "Delta Pluss"}},
    ],
}
_AFFILIATION = "/organisations/<organisation>/affiliations/<sammenslutning>"


@operations(
    "GET",
    "/organisations",
    "The organisations that exist on a day",
    "see register",
    query=OrganisationsQuery(),
    many=True,
)
def list_organisations(call: Call) -> Response:
    """By kind, and by part of the name."""
    register, at = call.known[0].register, call.at
    kind, words = call.query.get("kind"), call.query.get("q", "").casefold()
    found = [
        known
        for known in register.organisations.values()
        if kind in (None, known.kind)
        and at in known.exists
        and words in f"{known.named(at).name} {known.named(at).short_name or ''} {known.slug}".casefold()
    ]
    ordered = sorted(found, key=lambda known: known.slug)
    return call.listed([shapes.organisation(register, known, at) for known in ordered])


@operations(
    "GET",
    "/organisations/<organisation>",
    "One organisation, with its affiliations",
    "see register",
    query=AskedQuery(),
)
def get_organisation(call: Call) -> Response:
    """By slug or UUID, with its names, predecessors and successors."""
    who = call.organisation()
    register = call.known[0].register
    known = register.organisations.get(who)
    if known is None:
        raise Unknown("There was no such organisation in the register then.")
    return call.single(shapes.organisation(register, known, call.at))


@operations(
    "PUT",
    "/organisations/<organisation>",
    "Register or correct an organisation",
    "say organisation",
    body=OrganisationBody(),
    example={"name": "Fagforbundet", "kind": "organisasjon"},
)
def put_organisation(call: Call) -> Response:
    """Its slug is that of the address, and stays when the name changes; the names of later changes stand."""
    author(call.party, "organisation", {}, call.world, call.today)
    organisations = call.world.register.organisations
    text = call.args["organisation"]
    found = references.organisation(organisations, text)
    if found is None and references.uuid_of(text):
        raise Unknown("There is no such organisation. A new one is registered by its slug.")
    slug = organisations[found].slug if found else text
    if slugify(slug) != slug:
        raise Invalid(f"A slug is written in a–z, 0–9 and single hyphens: «{slugify(slug)}».")
    return call.say(
        OrganisationRegistered,
        content=lambda body: {**body, "slug": slug},
        organisation=found or identity("organisation", slug),
    )


@operations("DELETE", "/organisations/<organisation>", "Withdraw an organisation's registration", "say organisation")
def delete_organisation(call: Call) -> Response:
    """For what should never have been registered."""
    text = call.args["organisation"]
    known = references.organisation(call.world.register.organisations, text)
    gone = known or references.uuid_of(text) or identity("organisation", text)
    return call.withdraw(OrganisationRegistrationWithdrawn, organisation=gone)


@operations(
    "POST",
    "/organisations/changes",
    "Record the new names, mergers and splits of organisations on a day",
    "say organisation_change",
    body=OrganisationChangesBody(),
    example=CHANGES,
    many=True,
    keyed=True,
)
def post_organisation_changes(call: Call) -> Response:
    """Answers the organisations concerned. Said again for an old one and day, it replaces what was said of it."""
    author(call.party, "organisation_change", {}, call.world, call.today)
    receipt = call.receipt("organisation-changes")
    body = call.loaded()
    asked = list(_asked(call.world.register.organisations, body["edges"]))
    if call.replayed:
        done = Said(*call.now, (), recorded=True)
    else:
        done = call.decide(lambda world: unions.drafts(world, body["on"], asked), receipt=receipt)
    register, on = done.world.register, body["on"]
    concerned = dict.fromkeys(edge.from_ for edge in asked)
    for old in tuple(concerned):
        concerned |= {kin.organisation: None for kin in register.organisations[old].successors if kin.on == on}
    shown = [shapes.organisation(register, register.organisations[who], on) for who in concerned]
    return call.answer(shown, done.position, 201 if done.recorded else 200)


def _asked(known: Organisations, edges: Sequence[Mapping[str, Any]]) -> Iterator[unions.Asked]:
    """The edges, once all that they refer to has been found."""
    for place, edge in enumerate(edges):
        old, to = references.organisation(known, edge["from_"]), edge["to"]
        if old is None:
            raise UnknownReference("There is no such organisation.", f"/edges/{place}/from")
        asked = unions.Asked(old, **to, continues=edge["continues"])
        given = "slug" if asked.slug else "id"
        if not asked.name and asked.to(known) is None and (asked.slug or asked.id):
            raise UnknownReference(
                "There is no such organisation. A new one needs a name.", f"/edges/{place}/to/{given}"
            )
        if not (asked.name or asked.slug or asked.id or asked.continues):
            raise Invalid("By its slug or id, or with a name.", f"/edges/{place}/to")
        yield asked


@operations(
    "PUT",
    _AFFILIATION,
    "Record an affiliation",
    "say affiliation",
    body=OpenSpanBody(),
    example={"from": "2020-01-01", "until": None},
)
def put_affiliation(call: Call) -> Response:
    """An organisation belongs to a sammenslutning in a span."""
    return call.say(
        OrganisationAffiliated,
        organisation=call.organisation(),
        sammenslutning=call.organisation("sammenslutning"),
    )


@operations("DELETE", _AFFILIATION, "Withdraw an affiliation", "say affiliation")
def delete_affiliation(call: Call) -> Response:
    """The one with that ``?from=``; without, the one from time out of mind."""
    return call.withdraw(
        AffiliationWithdrawn,
        organisation=call.organisation(),
        sammenslutning=call.organisation("sammenslutning"),
    )
