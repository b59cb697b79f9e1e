"""Appointments and all that an organisation says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api import references, shapes
from api.call import Call
from api.names import Shape
from api.operations import Operations
from api.persons import PERSON, person_of
from api.problems import invalid
from api.queries import AppointmentsQuery, AskedQuery
from api.schemas import AppointmentBody
from domain.delegation import (
    AppointmentWithdrawn,
    RepresentantAppointed,
)
from domain.errors import Fixed, Unknown
from domain.log import Receipt
from domain.participation import goes_on
from domain.rights import author
from domain.spans import contains
from domain.world import World
from projections.graph import Delegations

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


def _organisation(call: Call, made: RepresentantAppointed | None, body: Mapping[str, Any]) -> UUID | None:
    """The organisation that appoints: as fixed, as the principal's, or as the body says; None where that is unclear."""
    if made is not None:
        return made.organisation
    principal = references.uuid_of(str(body.get("vara_for") or ""))
    known = call.world.appointment(principal) if principal else None
    if known is not None:
        return known.organisation
    named = body.get("organisation")
    return references.organisation(call.world.register.organisations, named) if isinstance(named, str) else None


def _appoint(call: Call, appointment: UUID, receipt: Receipt | None = None) -> Response:
    call.standing_project()
    made = call.world.appointment(appointment)
    organisation = _organisation(call, made, call.raw)
    addressed = {"appointment": appointment, "organisation": organisation, "person": None}
    if organisation is not None or call.party.capacity != "organisation":
        author(call.party, "appointment", addressed, call.world, call.today)
    call.unchanged("appointment", (appointment,))
    body = _completed(call, call.body(), made, organisation)
    person, prepare = person_of(call, body, f"organisation:{organisation}", made.person if made else None)
    del body["person_id"]
    return call.say(
        RepresentantAppointed,
        content=lambda _: {**body, "person": person},
        prepare=prepare,
        receipt=receipt,
        **{**addressed, "organisation": body["organisation"]},
    )


def _completed(
    call: Call, body: dict[str, Any], made: RepresentantAppointed | None, organisation: UUID | None
) -> dict[str, Any]:
    """The body with what is fixed, and what follows from the principal, filled in."""
    if made is not None and "vara_for" not in call.raw:
        body["vara_for"] = made.vara_for
    if made is not None and body["vara_for"] != made.vara_for:
        raise Fixed("Whom an appointment is vara for is fixed for its life.", "/vara_for")
    body["organisation"] = body["organisation"] or organisation
    principal = call.world.appointment(body["vara_for"]) if body["vara_for"] else None
    if principal is not None:
        if body["organisation"] != principal.organisation:
            raise Fixed("A vara is appointed by its principal's organisation.", "/organisation")
        body["role"] = body["role"] or principal.role
    missing = [name for name in ("organisation", "role") if body[name] is None]
    missing += ["scope"] if body["scope"] is None and body["vara_for"] is None else []
    if missing:
        raise invalid([{"pointer": f"/{name}", "detail": "Missing data for required field."} for name in missing])
    return body


@operations(
    "POST",
    _APPOINTMENTS,
    "Appoint a representant, or a vara for one",
    "say appointment",
    body=AppointmentBody(),
    example=_EXAMPLE,
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
)
def put_appointment(call: Call) -> Response:
    """Under an identity of the client's choosing; organisation and ``vara_for`` are fixed for its life."""
    return _appoint(call, call.args["appointment"])


@operations("GET", _APPOINTMENTS, "The appointments", "see appointments", query=AppointmentsQuery(), many=True)
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
    return [shapes.appointment(world, each, people[each.person], call.at) for each in said]


@operations("GET", APPOINTMENT, "One appointment", "see appointments", query=AskedQuery())
def get_appointment(call: Call) -> Response:
    """With its scopes, leaves, end and joint mandates."""
    in_address(call, standing=False)
    call.demand("appointments")
    world = call.known[0]
    said = world.appointment(call.args["appointment"])
    if said is None:
        raise Unknown("There is, or was then, no such appointment in this project.")
    return call.single(shapes.appointment(world, said, call.names().show(said.person), call.at))


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
