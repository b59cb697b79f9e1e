"""What is warned of in appointments: what lies outside their terms, and employers that do not take part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.appointments.events import (
    AppointmentEnded,
    JointMandateGiven,
    LeaveRecorded,
    RepresentantAppointed,
    Scope,
    ScopeSet,
)
from domain.log.rules import Content, advice
from domain.log.spans import Span, Spans, contains, intersect, span, subtract, union
from domain.log.world import World


def term(appointment: UUID, world: World) -> Spans:
    """The appointment's term: from its ``from`` until its ``until`` or end, whichever comes first."""
    said = world.appointment(appointment)
    if said is None:
        return []
    end = world.book.standing("end", (appointment,))
    return intersect([span(said.from_, said.until)], [span(None, end.content["on"] if end else None)])


def outside_term(what: str, days: Span, appointment: UUID, world: World) -> Sequence[str]:
    """That it counts only within the appointment's term, where some of its days lie outside."""
    if not subtract(union([days]), term(appointment, world)):
        return []
    return [f"The {what} lies partly or wholly outside the appointment's term, and counts only within it."]


@advice(RepresentantAppointed)
def _appointment(content: Content, world: World) -> Sequence[str]:
    principal, days = content["vara_for"], span(content["from_"], content["until"])
    outside = outside_term("vara's term", days, principal, world) if principal else ()
    return [*outside, *_absent(content["scope"], content["from_"], world)]


@advice(LeaveRecorded)
def _leave(content: Content, world: World) -> Sequence[str]:
    return outside_term("leave", span(content["from_"], content["until"]), content["appointment"], world)


@advice(JointMandateGiven)
def _joint(content: Content, world: World) -> Sequence[str]:
    return outside_term("joint", span(content["from_"], content["until"]), content["appointment"], world)


@advice(ScopeSet)
def _scope(content: Content, world: World) -> Sequence[str]:
    """It holds until the next: whether it is within the term, its first day tells."""
    first, made = content["from_"], content["appointment"]
    within = contains(term(made, world), first)
    outside = [] if within else outside_term("scope", span(first, None), made, world)
    return [*outside, *_absent(content["scope"], first, world)]


@advice(AppointmentEnded)
def _end(content: Content, world: World) -> Sequence[str]:
    said = world.appointment(content["appointment"])
    if said is None:
        return []
    if said.until is not None and content["on"] > said.until:
        return ["The end comes after the appointment's «until», which already ends it."]
    if content["on"] <= said.from_:
        return ["The end comes on or before the appointment's «from»: it holds on no day."]
    return []


def _absent(scope: Scope | None, day: date, world: World) -> Sequence[str]:
    """That it speaks for employers that do not take part."""
    if scope is None or isinstance(scope, str):
        return []
    register, takes_part = world.register.employers, world.participation.spans
    absent = [register[who].named(day).name for who in scope if who not in takes_part]
    return [f"The scope names employers that do not take part (yet): {', '.join(absent)}."] if absent else []
