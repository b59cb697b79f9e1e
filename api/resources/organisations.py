"""Organisations, sammenslutninger and affiliations."""

from __future__ import annotations

from flask import Response

from api import references, shapes
from api.call import Call
from api.operations import Operations
from api.queries import AskedQuery, OrganisationsQuery
from api.schemas import OpenSpanBody, OrganisationBody
from domain.errors import Invalid, Unknown
from domain.organisations import slugify
from domain.register import (
    AffiliationWithdrawn,
    OrganisationAffiliated,
    OrganisationRegistered,
    OrganisationRegistrationWithdrawn,
)
from domain.rights import author
from domain.statements import identity

operations = Operations("register")

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
        and words in f"{known.name} {known.short_name or ''} {known.slug}".casefold()
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
    """By slug or UUID."""
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
    """Its slug is that of the address, and stays when the name changes."""
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
