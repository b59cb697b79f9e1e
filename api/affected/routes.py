"""Who is affected: what employers clarify, and who speaks for them; claims, waivers, reservations of organisations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from api.affected.schemas import (
    ClarificationAnswer,
    ClarificationBody,
    ClarificationsAnswer,
    ClarificationsBody,
    OwnWordAnswer,
    RepresentantAnswer,
    ReservationAnswer,
)
from api.affected.views import representant_statement
from api.http import respond
from api.http.operation import Operations
from api.http.request import Request
from api.http.respond import etag_of
from api.http.schemas import RepresentantBody, SpanBody
from api.http.shapes import employer_reference, iso_day, organisation_reference
from api.http.statements import authorise, record, say, state, still, unchanged, withdraw
from api.people.references import PERSON, person_of
from domain.affected.decide import clarified_from, clarify, withdraw_clarifications
from domain.affected.events import (
    AffectedClarified,
    ClaimMade,
    ClaimWithdrawn,
    ClarificationWithdrawn,
    EmployerRepresentantNamed,
    EmployerRepresentantWithdrawn,
    ReservationMade,
    ReservationWithdrawn,
    WaiverGiven,
    WaiverWithdrawn,
)
from domain.log.drafts import Draft
from domain.log.world import World

operations = Operations("clarifications")

_AFFECTED = "/projects/<uuid:project>/participants/<employer>/affected"


def _shape(world: World, employer: UUID, from_: date | None, on: date) -> dict[str, Any]:
    standing = [entry.event.content for entry in clarified_from(world, employer, from_) if not entry.event.EMPTIES]
    lists: dict[str, list[str]] = {"affected": [], "not_affected": []}
    for said in standing:
        lists[said["status"]].append(organisation_reference(world.register, said["organisation"])["slug"])
    shown = employer_reference(world.register, employer, from_ or on)
    return {
        "employer": shown,
        "from": iso_day(from_),
        **{status: sorted(lists[status]) for status in lists},
    }


@operations(
    "PUT",
    _AFFECTED,
    "Clarify who is affected",
    "say clarification",
    body=ClarificationsBody(),
    example={"from": "2026-02-01", "affected": ["fagforbundet", "delta"], "not_affected": ["tekna"]},
    answer=ClarificationsAnswer,
)
def put_affected(request: Request) -> Response:
    """From a day on; organisations not named stand as they were."""
    request.standing_project()
    employer = request.employer()
    authorise(request, "clarification", employer=employer)
    condition = still(request, lambda world: _shape(world, employer, request.day, request.today))
    body = request.body()
    drafts = clarify(employer, body["from_"], body["affected"], body["not_affected"])
    new = all(entry.event.EMPTIES for entry in clarified_from(request.world, employer, body["from_"]))
    done = record(request, lambda _: drafts, condition)
    shape = _shape(done.world, employer, body["from_"], request.today)
    status = 201 if new and done.recorded else 200
    return respond.answer({**shape, "warnings": []}, done.position, status, etag_of(shape))


@operations("DELETE", _AFFECTED, "Withdraw all clarifications of a day", "say clarification")
def delete_affected(request: Request) -> Response:
    """Every clarification of that employer with that ``?from=``."""
    request.project()
    employer = request.employer()
    authorise(request, "clarification", employer=employer)
    condition = still(request, lambda world: _shape(world, employer, request.day, request.today))
    from_ = request.from_asked()
    drafts = withdraw_clarifications(request.world, employer, from_)
    done = record(request, lambda _: drafts, condition)
    return respond.empty(done.position)


@operations(
    "PUT",
    f"{_AFFECTED}/<organisation>",
    "Clarify whether one organisation is affected",
    "say clarification",
    body=ClarificationBody(),
    example={"from": "2026-02-01", "status": "affected"},
    answer=ClarificationAnswer,
)
def put_affected_organisation(request: Request) -> Response:
    """From a day on."""
    request.standing_project()
    return say(request, AffectedClarified, employer=request.employer(), organisation=request.organisation())


@operations("DELETE", f"{_AFFECTED}/<organisation>", "Withdraw one clarification", "say clarification")
def delete_affected_organisation(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, ClarificationWithdrawn, employer=request.employer(), organisation=request.organisation())


representant_operations = Operations("participants")

_REPRESENTANT = "/projects/<uuid:project>/participants/<employer>/representanter/<uuid:representant>"


@representant_operations(
    "PUT",
    _REPRESENTANT,
    "Name a representant of the employer",
    "say representant",
    body=RepresentantBody(),
    example={"person": PERSON, "from": "2026-01-01"},
    answer=RepresentantAnswer,
    view=representant_statement,
)
def put_representant(request: Request) -> Response:
    """Who speaks for the employer in the project."""
    request.standing_project()
    employer, representant = request.employer(), request.args["representant"]
    authorise(request, "representant", employer=employer)
    before = request.world.book.standing("representant", (employer, representant))
    condition = unchanged(request, "representant", (employer, representant))
    body = request.body()
    known = before.content["person"] if before else None
    person = person_of(request.services.people, body, f"employer:{employer}", known)
    request.tell(person.told)
    days = {"from_": body["from_"], "until": body["until"]}
    content = {"employer": employer, "representant": representant, "person": person.id, **days}
    return state(request, Draft(EmployerRepresentantNamed, content), condition, prepare=person.prepare)


@representant_operations(
    "DELETE", _REPRESENTANT, "Withdraw a representant of the employer", "say representant", view=representant_statement
)
def delete_representant(request: Request) -> Response:
    """Recorded by mistake."""
    request.project()
    return withdraw(
        request, EmployerRepresentantWithdrawn, employer=request.employer(), representant=request.args["representant"]
    )


claim_operations = Operations("claims")

_CLAIM = "/projects/<uuid:project>/claims/<organisation>/<employer>"
_WAIVER = "/projects/<uuid:project>/waivers/<organisation>/<employer>"
_RESERVATION = "/projects/<uuid:project>/reservations/<organisation>"
_EXAMPLE = {"from": "2026-01-01", "until": None}


@claim_operations(
    "PUT", _CLAIM, "Claim to be affected", "say claim", body=SpanBody(), example=_EXAMPLE, answer=OwnWordAnswer
)
def put_claim(request: Request) -> Response:
    """Our members there are affected: the organisation's word, until the employer has clarified."""
    request.standing_project()
    return say(request, ClaimMade, organisation=request.organisation(), employer=request.employer())


@claim_operations("DELETE", _CLAIM, "Withdraw a claim", "say claim")
def delete_claim(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, ClaimWithdrawn, organisation=request.organisation(), employer=request.employer())


@claim_operations(
    "PUT", _WAIVER, "Waive representation", "say waiver", body=SpanBody(), example=_EXAMPLE, answer=OwnWordAnswer
)
def put_waiver(request: Request) -> Response:
    """In writing: we appoint nobody for that employer. A right used, not a gap."""
    request.standing_project()
    return say(request, WaiverGiven, organisation=request.organisation(), employer=request.employer())


@claim_operations("DELETE", _WAIVER, "Withdraw a waiver", "say waiver")
def delete_waiver(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, WaiverWithdrawn, organisation=request.organisation(), employer=request.employer())


@claim_operations(
    "PUT",
    _RESERVATION,
    "Reserve against the sammenslutning",
    "say reservation",
    body=SpanBody(),
    example=_EXAMPLE,
    answer=ReservationAnswer,
)
def put_reservation(request: Request) -> Response:
    """We will not be represented by our sammenslutning in this project."""
    request.standing_project()
    return say(request, ReservationMade, organisation=request.organisation())


@claim_operations("DELETE", _RESERVATION, "Withdraw a reservation", "say reservation")
def delete_reservation(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, ReservationWithdrawn, organisation=request.organisation())
