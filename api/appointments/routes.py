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
from api.appointments.views import appointment_view
from api.http.operation import Operations
from api.http.problems import invalid
from api.http.references import find_organisation, uuid_of
from api.http.schemas import AskedQuery, SpanBody
from api.http.shapes import Shape
from api.http.statements import Call
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
from domain.log.errors import Unknown
from domain.log.ports import Receipt
from domain.log.spans import contains
from domain.log.world import World
from domain.projects.state import goes_on
from domain.rights import author
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


def _organisation(call: Call, appointment: UUID) -> UUID | None:
    """The organisation that appoints, as far as is clear before the body is read."""
    named, principal = call.raw.get("organisation"), uuid_of(str(call.raw.get("vara_for") or ""))
    known = find_organisation(call.world.register.organisations, named) if isinstance(named, str) else None
    return appointing_organisation(call.world, appointment, principal, known)


def _appoint(call: Call, appointment: UUID, receipt: Receipt | None = None) -> Response:
    call.standing_project()
    made = call.world.appointment(appointment)
    organisation = _organisation(call, appointment)
    addressed = {"appointment": appointment, "organisation": organisation, "person": None}
    if organisation is not None or call.party.capacity != "organisation":
        author(call.party, "appointment", addressed, call.world, call.today)
    call.unchanged("appointment", (appointment,))
    body = _completed(call, appointment, organisation)
    person, prepare = person_of(call, body, f"organisation:{organisation}", made.person if made else None)
    del body["person_id"]
    return call.say(
        RepresentantAppointed,
        content=lambda _: {**body, "person": person},
        prepare=prepare,
        receipt=receipt,
        **{**addressed, "organisation": body["organisation"]},
    )


def _completed(call: Call, appointment: UUID, organisation: UUID | None) -> dict[str, Any]:
    """The body with what is fixed, and what follows from the principal, filled in."""
    said = {name: value for name, value in call.body().items() if name != "vara_for" or name in call.raw}
    content = appointed(call.world, appointment, said, organisation)
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
    answer=AppointmentAnswer(),
)
def post_appointment(call: Call) -> Response:
    """Under an identity of the server's choosing."""
    call.standing_project()
    receipt = call.receipt(str(uuid4()))
    base = f"/projects/{call.subject}/appointments"
    if receipt is not None and call.replayed:
        return call.replay("appointment", (UUID(receipt.made),), f"{base}/{receipt.made}")
    appointment = UUID(receipt.made) if receipt else uuid4()
    return call.located(_appoint(call, appointment, receipt), f"{base}/{appointment}")


@operations(
    "PUT",
    APPOINTMENT,
    "Appoint, or correct an appointment",
    "say appointment",
    body=AppointmentBody(),
    example=_EXAMPLE,
    answer=AppointmentAnswer(),
)
def put_appointment(call: Call) -> Response:
    """Under an identity of the client's choosing; organisation and ``vara_for`` are fixed for its life."""
    return _appoint(call, call.args["appointment"])


@operations(
    "GET",
    _APPOINTMENTS,
    "The appointments",
    "see appointments",
    query=AppointmentsQuery(),
    many=True,
    answer=AppointmentAnswer(),
)
def list_appointments(call: Call) -> Response:
    """All that stand, or those in term on a day."""
    call.demand("appointments")
    world, at = call.known[0], call.query.get("at")
    delegations, organisation = Delegations(world), call.asked("organisation")
    said = [
        entry.event
        for appointment, entry in delegations.appointments.items()
        if at is None or (goes_on(world.book, at) and contains(delegations.term(appointment), at))
    ]
    mine = [
        each for each in said if isinstance(each, RepresentantAppointed) and organisation in (None, each.organisation)
    ]
    ordered = sorted(mine, key=lambda each: (each.from_, str(each.appointment)))
    return call.listed(ordered, lambda page: _shapes(call, world, page))


def _shapes(call: Call, world: World, said: Sequence[RepresentantAppointed]) -> list[Shape]:
    people = call.names().show_all(each.person for each in said)
    return [appointment_view(world, each, people[each.person], call.at) for each in said]


@operations("GET", APPOINTMENT, "One appointment", "see appointments", query=AskedQuery(), answer=AppointmentAnswer())
def get_appointment(call: Call) -> Response:
    """With its scopes, leaves, end and joint mandates."""
    in_address(call, standing=False)
    call.demand("appointments")
    world = call.known[0]
    said = world.appointment(call.args["appointment"])
    if said is None:
        raise Unknown("There is, or was then, no such appointment in this project.")
    return call.single(appointment_view(world, said, call.names().show(said.person), call.at))


def in_address(call: Call, *, standing: bool = True) -> dict[str, Any]:
    """The appointment in the address, and the organisation that made it."""
    world = call.standing_project() if standing else call.project()
    entry = world.book.slot("appointment", (call.args["appointment"],))
    if entry is None or (standing and entry.event.EMPTIES):
        raise Unknown("There is no such appointment in this project.")
    return {"appointment": call.args["appointment"], "organisation": entry.event.content["organisation"]}


@operations("DELETE", APPOINTMENT, "Withdraw an appointment", "say appointment")
def delete_appointment(call: Call) -> Response:
    """Recorded by mistake; one that ends is ended."""
    return call.withdraw(AppointmentWithdrawn, **in_address(call, standing=False))


_SPAN = {"from": "2026-06-01", "until": "2026-08-01"}


@operations(
    "PUT",
    f"{APPOINTMENT}/scope",
    "Set the scope from a day on",
    "say scope",
    body=ScopeBody(),
    example={"scope": ["1505", "1576"], "from": "2026-09-01"},
    answer=ScopeAnswer(),
)
def put_scope(call: Call) -> Response:
    """``all``, or a set of employers."""
    return call.say(ScopeSet, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/scope", "Withdraw a scope", "say scope")
def delete_scope(call: Call) -> Response:
    """The one with that ``?from=``."""
    return call.withdraw(ScopeWithdrawn, **in_address(call, standing=False))


@operations(
    "PUT", f"{APPOINTMENT}/leave", "Record a leave", "say leave", body=SpanBody(), example=_SPAN, answer=DaysAnswer()
)
def put_leave(call: Call) -> Response:
    """That somebody is away, never why."""
    return call.say(LeaveRecorded, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/leave", "Withdraw a leave", "say leave")
def delete_leave(call: Call) -> Response:
    """The one with that ``?from=``."""
    return call.withdraw(LeaveWithdrawn, **in_address(call, standing=False))


@operations(
    "PUT",
    f"{APPOINTMENT}/end",
    "End an appointment",
    "say end",
    body=EndBody(),
    example={"on": "2027-01-01"},
    answer=EndAnswer(),
)
def put_end(call: Call) -> Response:
    """``on`` is the first day it no longer holds."""
    return call.say(AppointmentEnded, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/end", "Withdraw the end", "say end")
def delete_end(call: Call) -> Response:
    """It did not end after all."""
    return call.withdraw(AppointmentEndWithdrawn, **in_address(call, standing=False))


@operations(
    "PUT",
    f"{APPOINTMENT}/joint/<organisation>",
    "Give a joint mandate",
    "say joint",
    body=SpanBody(),
    example=_SPAN,
    answer=DaysAnswer(),
)
def put_joint(call: Call) -> Response:
    """The organisation lets another's appointment speak for it too (fellestillitsvalgt)."""
    about = in_address(call)
    return call.say(JointMandateGiven, appointment=about["appointment"], organisation=call.organisation())


@operations(
    "DELETE",
    f"{APPOINTMENT}/joint/<organisation>",
    "Withdraw a joint mandate",
    "say joint",
)
def delete_joint(call: Call) -> Response:
    """The one with that ``?from=``."""
    about = in_address(call, standing=False)
    return call.withdraw(JointMandateWithdrawn, appointment=about["appointment"], organisation=call.organisation())
