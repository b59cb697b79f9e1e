"""Appointments as they are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.appointments.schemas import AppointmentAnswer
from api.http.answers import PersonRef
from api.http.shapes import (
    PersonNames,
    content_view,
    employer_reference,
    iso_day,
    organisation_reference,
    scope_view,
    span_view,
)
from domain.appointments.events import RepresentantAppointed
from domain.log.spans import contains
from domain.log.statements import Statement
from domain.log.world import World
from projections.coverage.delegation_graph import Delegations


def appointment_view(world: World, said: RepresentantAppointed, person: PersonRef, on: date) -> AppointmentAnswer:
    """An appointment and all that has been said about it."""
    own = (said.appointment,)
    end = world.book.standing("end", own)
    employed = employer_reference(world.register, said.employed_at, on) if said.employed_at else None
    return {
        "id": str(said.appointment),
        "organisation": organisation_reference(world.register, said.organisation, on),
        "person": person,
        "role": said.role,
        "employed_at": employed,
        "scope": scope_view(said.scope),
        "from": iso_day(said.from_),
        "until": iso_day(said.until),
        "vara_for": str(said.vara_for) if said.vara_for else None,
        "end": iso_day(end.content["on"]) if end else None,
        "active": contains(Delegations(world).active(said.appointment), on),
        "scopes": [_about_appointment(entry.event, world, on) for entry in world.book.entries("scope", own)],
        "leaves": [_about_appointment(entry.event, world, on) for entry in world.book.entries("leave", own)],
        "joint": [
            {
                "organisation": organisation_reference(world.register, entry.event.content["organisation"], on),
                **span_view(entry.event),
            }
            for entry in world.book.all_entries("joint")
            if entry.event.content["appointment"] == said.appointment
        ],
    }


def _about_appointment(said: Statement, world: World, on: date) -> Any:
    shown = content_view(said, world, on)
    return {key: value for key, value in shown.items() if key not in ("organisation", "appointment")}


def appointment_statement(said: Statement, world: World, names: PersonNames, today: date) -> AppointmentAnswer:
    """An appointment, with the person by right."""
    assert isinstance(said, RepresentantAppointed)
    return appointment_view(world, said, names.show(said.person), today)
