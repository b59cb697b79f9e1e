"""Employers, organisations, affiliations, branches, and changes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Response

from api.http import respond
from api.http.fields import find_employer, find_organisation, uuid_of
from api.http.operation import Operations, field_by_field
from api.http.request import Request
from api.http.schemas import AskedQuery, ListQuery, OpenSpanBody
from api.http.statements import authorise, keyed, record, say, withdraw
from api.register.schemas import (
    AffiliationAnswer,
    BranchAnswer,
    BranchBody,
    ChangesBody,
    EmployerAnswer,
    EmployerBody,
    EmployersQuery,
    OrganisationAnswer,
    OrganisationBody,
    OrganisationChangesBody,
    OrganisationsQuery,
)
from api.register.views import employer_statement, employer_view, organisation_statement, organisation_view
from domain.application import CommandResult
from domain.log.errors import Unknown, UnknownReference
from domain.log.statements import identity
from domain.register.employer_changes import EmployerEdge, change_employers
from domain.register.employers import employers_of
from domain.register.events import (
    AffiliationWithdrawn,
    BranchEmpowered,
    BranchWithdrawn,
    EmployerRegistered,
    EmployerRegistrationWithdrawn,
    OrganisationAffiliated,
    OrganisationRegistered,
    OrganisationRegistrationWithdrawn,
)
from domain.register.lineage import refuse_too_early
from domain.register.organisation_changes import OrganisationEdge, change_organisations, refuse_unnamed
from domain.register.organisations import Organisations, checked_slug, organisations_of
from domain.rights import demand

operations = Operations("register")

EMPLOYER = {"name": "Aure", "kind": "kommune", "kommunenummer": "1576", "orgnr": "942957427", "from": None}
EMPLOYER_CHANGES = {
    "on": "2028-01-01",
    "edges": [
        {"from": "1573", "to": {"kommunenummer": "1599", "name": "Nordmøre"}},
        {"from": "1576", "to": {"kommunenummer": "1599", "name": "Nordmøre"}},
    ],
}


@operations(
    "GET",
    "/employers",
    "The employers that exist on a day",
    "see register",
    query=EmployersQuery(),
    answer=list[EmployerAnswer],
)
def list_employers(request: Request) -> Response:
    """By kind, and by part of the name, number or organisasjonsnummer."""
    register, at = request.known[0].register, request.at
    kind, words = request.query.get("kind"), request.query.get("q", "").casefold()
    found = []
    for employer in employers_of(register).values():
        name = employer.named(at)
        said = f"{name.name} {name.kommunenummer or ''} {employer.orgnr or ''}".casefold()
        if kind in (None, employer.kind) and words in said and employers_of(register).exist(employer.id, at):
            found.append((name.kommunenummer or "", name.name, employer))
    ordered = sorted(found, key=lambda each: each[:2])
    return respond.listed(request, [employer_view(register, employer, at) for _, _, employer in ordered])


@operations(
    "GET",
    "/employers/<employer>",
    "One employer, through its names and numbers",
    "see register",
    query=AskedQuery(),
    answer=EmployerAnswer,
)
def get_employer(request: Request) -> Response:
    """With predecessors and successors."""
    who = request.employer()
    register = request.known[0].register
    employer = employers_of(register).get(who)
    if employer is None:
        raise Unknown("There was no such employer in the register then.")
    return respond.single(request, employer_view(register, employer, request.at))


@operations(
    "PUT",
    "/employers/<uuid:employer>",
    "Register or correct an employer",
    "say employer",
    body=EmployerBody(),
    example=EMPLOYER,
    answer=EmployerAnswer,
    view=employer_statement,
)
def put_employer(request: Request) -> Response:
    """The whole of the registration; numbers and names of later changes stand."""
    return say(request, EmployerRegistered, employer=request.args["employer"])


@operations(
    "DELETE",
    "/employers/<uuid:employer>",
    "Withdraw an employer's registration",
    "say employer",
    view=employer_statement,
)
def delete_employer(request: Request) -> Response:
    """For what should never have been registered."""
    return withdraw(request, EmployerRegistrationWithdrawn, employer=request.args["employer"])


@operations(
    "POST",
    "/employers/changes",
    "Record the renumberings, mergers and splits of a day",
    "say change",
    body=ChangesBody(),
    example=EMPLOYER_CHANGES,
    answer=list[EmployerAnswer],
)
def post_changes(request: Request) -> Response:
    """Answers the employers concerned. Said again for an old employer and day, it replaces what was said of it."""
    authorise(request, "change")
    again = keyed(request, "changes")
    body = request.loaded()
    refuse_too_early(body["on"])
    edges = []
    for index, edge in enumerate(body["edges"]):
        old = find_employer(employers_of(request.world.register), edge["from_"], body["on"] - timedelta(days=1))
        if old is None:
            raise UnknownReference("There is no such employer on the eve of the change.", f"/edges/{index}/from")
        to = edge["to"]
        edges.append(EmployerEdge(old, to["kommunenummer"], to["name"], to["id"], edge["continues"]))
    if again.replayed:
        done = CommandResult(*request.now, (), recorded=True)
    else:
        done = record(request, lambda world: change_employers(world, body["on"], edges), keyed=again)
    concerned = {edge.from_: None for edge in edges}
    register = done.world.register
    for old in tuple(concerned):
        concerned |= {edge.employer: None for edge in employers_of(register)[old].successors if edge.on == body["on"]}
    shown = [employer_view(register, employers_of(register)[who], body["on"]) for who in concerned]
    return respond.answer(shown, done.position, 201 if done.recorded else 200)


ORGANISATION_CHANGES = {
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
    answer=list[OrganisationAnswer],
)
def list_organisations(request: Request) -> Response:
    """By kind, and by part of the name."""
    register, at = request.known[0].register, request.at
    kind, words = request.query.get("kind"), request.query.get("q", "").casefold()
    found = [
        known
        for known in organisations_of(register).values()
        if kind in (None, known.kind)
        and at in known.exists
        and words in f"{known.named(at).name} {known.named(at).short_name or ''} {known.slug}".casefold()
    ]
    ordered = sorted(found, key=lambda known: known.slug)
    return respond.listed(request, [organisation_view(register, known, at) for known in ordered])


@operations(
    "GET",
    "/organisations/<organisation>",
    "One organisation, with its affiliations",
    "see register",
    query=AskedQuery(),
    answer=OrganisationAnswer,
)
def get_organisation(request: Request) -> Response:
    """By slug or UUID, with its names, predecessors and successors."""
    who = request.organisation()
    register = request.known[0].register
    known = organisations_of(register).get(who)
    if known is None:
        raise Unknown("There was no such organisation in the register then.")
    return respond.single(request, organisation_view(register, known, request.at))


@operations(
    "PUT",
    "/organisations/<organisation>",
    "Register or correct an organisation",
    "say organisation",
    body=OrganisationBody(),
    example={"name": "Fagforbundet", "kind": "organisasjon"},
    answer=OrganisationAnswer,
    view=organisation_statement,
)
def put_organisation(request: Request) -> Response:
    """Its slug is that of the address, and stays when the name changes; the names of later changes stand."""
    authorise(request, "organisation")
    organisations = organisations_of(request.world.register)
    text = request.args["organisation"]
    found = find_organisation(organisations, text)
    if found is None and uuid_of(text):
        raise Unknown("There is no such organisation. A new one is registered by its slug.")
    slug = checked_slug(organisations[found].slug if found else text)
    return say(
        request,
        OrganisationRegistered,
        content=lambda body: {**body, "slug": slug},
        organisation=found or identity("organisation", slug),
    )


@operations(
    "DELETE",
    "/organisations/<organisation>",
    "Withdraw an organisation's registration",
    "say organisation",
    view=organisation_statement,
)
def delete_organisation(request: Request) -> Response:
    """For what should never have been registered."""
    text = request.args["organisation"]
    known = find_organisation(organisations_of(request.world.register), text)
    gone = known or uuid_of(text) or identity("organisation", text)
    return withdraw(request, OrganisationRegistrationWithdrawn, organisation=gone)


@operations(
    "POST",
    "/organisations/changes",
    "Record the new names, mergers and splits of organisations on a day",
    "say organisation_change",
    body=OrganisationChangesBody(),
    example=ORGANISATION_CHANGES,
    keyed=True,
    answer=list[OrganisationAnswer],
)
def post_organisation_changes(request: Request) -> Response:
    """Answers the organisations concerned. Said again for an old one and day, it replaces what was said of it."""
    authorise(request, "organisation_change")
    again = keyed(request, "organisation-changes")
    body = request.loaded()
    asked = list(_asked(organisations_of(request.world.register), body["edges"]))
    if again.replayed:
        done = CommandResult(*request.now, (), recorded=True)
    else:
        done = record(request, lambda world: change_organisations(world, body["on"], asked), keyed=again)
    register, on = done.world.register, body["on"]
    concerned = dict.fromkeys(edge.from_ for edge in asked)
    for old in tuple(concerned):
        concerned |= {kin.organisation: None for kin in organisations_of(register)[old].successors if kin.on == on}
    shown = [organisation_view(register, organisations_of(register)[who], on) for who in concerned]
    return respond.answer(shown, done.position, 201 if done.recorded else 200)


def _asked(known: Organisations, edges: Sequence[Mapping[str, Any]]) -> Iterator[OrganisationEdge]:
    """The edges, once all that they refer to has been found."""
    for place, edge in enumerate(edges):
        old, to = find_organisation(known, edge["from_"]), edge["to"]
        if old is None:
            raise UnknownReference("There is no such organisation.", f"/edges/{place}/from")
        asked = OrganisationEdge(old, **to, continues=edge["continues"])
        refuse_unnamed(known, asked, place)
        yield asked


@operations(
    "PUT",
    _AFFILIATION,
    "Record an affiliation",
    "say affiliation",
    body=OpenSpanBody(),
    example={"from": "2020-01-01", "until": None},
    answer=AffiliationAnswer,
)
def put_affiliation(request: Request) -> Response:
    """An organisation belongs to a sammenslutning in a span."""
    return say(
        request,
        OrganisationAffiliated,
        organisation=request.organisation(),
        sammenslutning=request.organisation("sammenslutning"),
    )


@operations("DELETE", _AFFILIATION, "Withdraw an affiliation", "say affiliation")
def delete_affiliation(request: Request) -> Response:
    """The one with that ``?from=``; without, the one from time out of mind."""
    return withdraw(
        request,
        AffiliationWithdrawn,
        organisation=request.organisation(),
        sammenslutning=request.organisation("sammenslutning"),
    )


branch_operations = Operations("branches")

_BRANCHES = "/organisations/<organisation>/branches"
_BRANCH = f"{_BRANCHES}/<employer>"


@branch_operations(
    "GET",
    _BRANCHES,
    "The branches of an organisation",
    "see branches",
    query=ListQuery(),
    answer=list[BranchAnswer],
)
def list_branches(request: Request) -> Response:
    """All that were ever let to speak, or those of a day."""
    organisation = request.organisation()
    demand(request.party, "branches", request.world, request.today, organisation=organisation)
    world, at = request.known[0], request.query.get("at")
    said = [entry.event for entry in world.book.all_entries("branch")]
    mine = [each for each in said if each.content["organisation"] == organisation]
    shown = [field_by_field(each, world, request.names(), request.today) for each in mine]
    return respond.listed(request, [each for each in _ordered(shown) if at is None or _holds(each, at.isoformat())])


def _ordered(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(shown, key=lambda each: (str(each["seat"]["kommunenummer"]), each["from"]))


def _holds(shape: dict[str, Any], at: str) -> bool:
    return bool(shape["from"] <= at and (shape["until"] is None or at < shape["until"]))


@branch_operations(
    "PUT",
    _BRANCH,
    "Let a branch speak",
    "say branch",
    body=BranchBody(),
    example={"employers": ["1505", "1576"], "from": "2026-01-01", "until": None},
    answer=BranchAnswer,
)
def put_branch(request: Request) -> Response:
    """The branch that sits at an employer speaks for the organisation, for these employers, in a span."""
    return say(
        request,
        BranchEmpowered,
        content=lambda body: {**body, "employers": sorted(set(body["employers"]))},
        organisation=request.organisation(),
        seat=request.employer(),
    )


@branch_operations("DELETE", _BRANCH, "Let a branch speak no more", "say branch")
def delete_branch(request: Request) -> Response:
    """What was said with that ``?from=`` is withdrawn."""
    return withdraw(request, BranchWithdrawn, organisation=request.organisation(), seat=request.employer())
