"""Appointments, and what an organisation says about those that stand: scope, leave, end, joint mandates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.appointments.schemas import (
    AppointmentAnswer,
    AppointmentBody,
    AppointmentsQuery,
    DaysAnswer,
    EndAnswer,
    EndBody,
    ScopeAnswer,
    ScopeBody,
)
from api.appointments.views import appointment_statement, appointment_view
from api.http import respond
from api.http.fields import find_organisation, uuid_of
from api.http.operation import Operations
from api.http.problems import invalid
from api.http.request import Request
from api.http.schemas import AskedQuery, SpanBody
from api.http.statements import Keyed, authorise, keyed, replay, say, state, unchanged, withdraw
from api.people.references import PERSON, person_of
from domain.appointments.decide import appointed, appointing_organisation, unsaid
from domain.appointments.events import (
    AppointmentEnded,
    AppointmentEndWithdrawn,
    AppointmentWithdrawn,
    JointMandateGiven,
    JointMandateWithdrawn,
    LeaveRecorded,
    LeaveWithdrawn,
    RepresentantAppointed,
    ScopeSet,
    ScopeWithdrawn,
)
from domain.log.drafts import Draft
from domain.log.errors import Unknown
from domain.log.spans import contains
from domain.log.world import World
from domain.projects.state import goes_on
from domain.register.organisations import organisations_of
from projections.coverage.delegation_graph import Delegations

operations = Operations("appointments")

_APPOINTMENTS = "/projects/<uuid:project>/appointments"
APPOINTMENT = f"{_APPOINTMENTS}/<uuid:appointment>"
_EXAMPLE = {
    "organisation": "fagforbundet",
    "person": PERSON,
    "role": "hovedtillitsvalgt",
    "employed_at": "1505",
    "scope": "all",
    "from": "2026-02-01",
    "until": "2028-02-01",
}


def _organisation(request: Request, appointment: UUID) -> UUID | None:
    """The organisation that appoints, as far as is clear before the body is read."""
    named, principal = request.raw.get("organisation"), uuid_of(str(request.raw.get("vara_for") or ""))
    known = find_organisation(organisations_of(request.world.register), named) if isinstance(named, str) else None
    return appointing_organisation(request.world, appointment, principal, known)


def _appoint(request: Request, appointment: UUID, keyed: Keyed | None = None) -> Response:
    request.standing_project()
    made = request.world.standing(RepresentantAppointed, appointment)
    organisation = _organisation(request, appointment)
    addressed = {"appointment": appointment, "organisation": organisation, "person": None}
    if organisation is not None or request.party.capacity != "organisation":
        authorise(request, "appointment", **addressed)
    condition = unchanged(request, "appointment", (appointment,))
    body = _completed(request, appointment, organisation)
    party, before = f"organisation:{organisation}", made.person if made else None
    person = person_of(request.services.people, body, party, before)
    request.tell(person.told)
    del body["person_id"]
    draft = Draft(RepresentantAppointed, {"appointment": appointment, **body, "person": person.id})
    return state(request, draft, condition, prepare=person.prepare, keyed=keyed)


def _completed(request: Request, appointment: UUID, organisation: UUID | None) -> dict[str, Any]:
    """The body with what is fixed, and what follows from the principal, filled in."""
    said = {name: value for name, value in request.body().items() if name != "vara_for" or name in request.raw}
    content = appointed(request.world, appointment, said, organisation)
    missing = unsaid(content)
    if missing:
        raise invalid([{"pointer": f"/{name}", "detail": "Missing data for required field."} for name in missing])
    return content


@operations(
    "POST",
    _APPOINTMENTS,
    "Appoint a representant, or a vara for one",
    "say appointment",
    body=AppointmentBody(),
    example=_EXAMPLE,
    answer=AppointmentAnswer,
    view=appointment_statement,
)
def post_appointment(request: Request) -> Response:
    """Under an identity of the server's choosing."""
    request.standing_project()
    made = keyed(request, str(uuid4()))
    location = f"/projects/{request.subject}/appointments/{made.made}"
    if made.replayed:
        return replay(request, "appointment", (UUID(made.made),), location)
    return respond.located(_appoint(request, UUID(made.made), made), location)


@operations(
    "PUT",
    APPOINTMENT,
    "Appoint, or correct an appointment",
    "say appointment",
    body=AppointmentBody(),
    example=_EXAMPLE,
    answer=AppointmentAnswer,
    view=appointment_statement,
)
def put_appointment(request: Request) -> Response:
    """Under an identity of the client's choosing; organisation and ``vara_for`` are fixed for its life."""
    return _appoint(request, request.args["appointment"])


@operations(
    "GET",
    _APPOINTMENTS,
    "The appointments",
    "see appointments",
    query=AppointmentsQuery(),
    answer=list[AppointmentAnswer],
)
def list_appointments(request: Request) -> Response:
    """All that stand, or those in term on a day."""
    request.demand("appointments")
    world, at = request.known[0], request.query.get("at")
    delegations, organisation = Delegations(world), request.asked("organisation")
    said = [
        entry.event
        for appointment, entry in delegations.appointments.items()
        if at is None or (goes_on(world.book, at) and contains(delegations.term(appointment), at))
    ]
    mine = [
        each for each in said if isinstance(each, RepresentantAppointed) and organisation in (None, each.organisation)
    ]
    ordered = sorted(mine, key=lambda each: (each.from_, str(each.appointment)))
    return respond.listed(request, ordered, lambda page: _shapes(request, world, page))


def _shapes(request: Request, world: World, said: Sequence[RepresentantAppointed]) -> list[AppointmentAnswer]:
    people = request.names().show_all(each.person for each in said)
    return [appointment_view(world, each, people[each.person], request.at) for each in said]


@operations("GET", APPOINTMENT, "One appointment", "see appointments", query=AskedQuery(), answer=AppointmentAnswer)
def get_appointment(request: Request) -> Response:
    """With its scopes, leaves, end and joint mandates."""
    in_address(request, standing=False)
    request.demand("appointments")
    world = request.known[0]
    said = world.standing(RepresentantAppointed, request.args["appointment"])
    if said is None:
        raise Unknown("There is, or was then, no such appointment in this project.")
    return respond.single(request, appointment_view(world, said, request.names().show(said.person), request.at))


def in_address(request: Request, *, standing: bool = True) -> dict[str, Any]:
    """The appointment in the address, and the organisation that made it."""
    world = request.standing_project() if standing else request.project()
    entry = world.book.slot("appointment", (request.args["appointment"],))
    if entry is None or (standing and entry.event.EMPTIES):
        raise Unknown("There is no such appointment in this project.")
    return {"appointment": request.args["appointment"], "organisation": entry.event.content["organisation"]}


@operations("DELETE", APPOINTMENT, "Withdraw an appointment", "say appointment", view=appointment_statement)
def delete_appointment(request: Request) -> Response:
    """Recorded by mistake; one that ends is ended."""
    return withdraw(request, AppointmentWithdrawn, **in_address(request, standing=False))


_SPAN = {"from": "2026-06-01", "until": "2026-08-01"}


@operations(
    "PUT",
    f"{APPOINTMENT}/scope",
    "Set the scope from a day on",
    "say scope",
    body=ScopeBody(),
    example={"scope": ["1505", "1576"], "from": "2026-09-01"},
    answer=ScopeAnswer,
)
def put_scope(request: Request) -> Response:
    """``all``, or a set of employers."""
    return say(request, ScopeSet, **in_address(request))


@operations("DELETE", f"{APPOINTMENT}/scope", "Withdraw a scope", "say scope")
def delete_scope(request: Request) -> Response:
    """The one with that ``?from=``."""
    return withdraw(request, ScopeWithdrawn, **in_address(request, standing=False))


@operations(
    "PUT", f"{APPOINTMENT}/leave", "Record a leave", "say leave", body=SpanBody(), example=_SPAN, answer=DaysAnswer
)
def put_leave(request: Request) -> Response:
    """That somebody is away, never why."""
    return say(request, LeaveRecorded, **in_address(request))


@operations("DELETE", f"{APPOINTMENT}/leave", "Withdraw a leave", "say leave")
def delete_leave(request: Request) -> Response:
    """The one with that ``?from=``."""
    return withdraw(request, LeaveWithdrawn, **in_address(request, standing=False))


@operations(
    "PUT",
    f"{APPOINTMENT}/end",
    "End an appointment",
    "say end",
    body=EndBody(),
    example={"on": "2027-01-01"},
    answer=EndAnswer,
)
def put_end(request: Request) -> Response:
    """``on`` is the first day it no longer holds."""
    return say(request, AppointmentEnded, **in_address(request))


@operations("DELETE", f"{APPOINTMENT}/end", "Withdraw the end", "say end")
def delete_end(request: Request) -> Response:
    """It did not end after all."""
    return withdraw(request, AppointmentEndWithdrawn, **in_address(request, standing=False))


@operations(
    "PUT",
    f"{APPOINTMENT}/joint/<organisation>",
    "Give a joint mandate",
    "say joint",
    body=SpanBody(),
    example=_SPAN,
    answer=DaysAnswer,
)
def put_joint(request: Request) -> Response:
    """The organisation lets another's appointment speak for it too (fellestillitsvalgt)."""
    about = in_address(request)
    return say(request, JointMandateGiven, appointment=about["appointment"], organisation=request.organisation())


@operations(
    "DELETE",
    f"{APPOINTMENT}/joint/<organisation>",
    "Withdraw a joint mandate",
    "say joint",
)
def delete_joint(request: Request) -> Response:
    """The one with that ``?from=``."""
    about = in_address(request, standing=False)
    return withdraw(
        request, JointMandateWithdrawn, appointment=about["appointment"], organisation=request.organisation()
    )
