"""What is refused and warned of in appointments: what is fixed, what a vara has, what lies outside a term."""

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
from domain.log.errors import Fixed, JointWithItself, NotForAVara, UnknownReference, VaraOfVara
from domain.log.rules import Content, advice, rule
from domain.log.spans import Span, Spans, contains, intersect, span, subtract, union
from domain.log.world import World
from domain.projects.state import participation_of
from domain.register.employers import employers_of


@rule(RepresentantAppointed)
def _appointment(content: Content, world: World) -> None:
    entry = world.book.slot("appointment", (content["appointment"],))
    before = world.standing(RepresentantAppointed, content["appointment"])
    if entry is not None and entry.event.content["organisation"] != content["organisation"]:
        raise Fixed("An appointment's organisation is fixed for its life.", "/organisation")
    if before is not None:
        stays_vara_for(before, content["vara_for"])
    if content["vara_for"] is None:
        return
    principal = world.standing(RepresentantAppointed, content["vara_for"])
    if principal is None:
        raise UnknownReference("There is no such appointment in this project.", "/vara_for")
    if principal.vara_for is not None:
        raise VaraOfVara("The principal is itself a vara, and a vara has no vara.", "/vara_for")
    if content["scope"] is not None:
        raise NotForAVara("A vara has its principal's scope, and none of its own.", "/scope")


def stays_vara_for(made: RepresentantAppointed, vara_for: UUID | None) -> None:
    """Refuse to make it vara for another."""
    if made.vara_for != vara_for:
        raise Fixed("Whom an appointment is vara for is fixed for its life.", "/vara_for")


@rule(ScopeSet)
def _not_for_a_vara(content: Content, world: World) -> None:
    appointment = world.standing(RepresentantAppointed, content["appointment"])
    if appointment is not None and appointment.vara_for is not None:
        raise NotForAVara("A vara has its principal's scope and joint mandates, and none of its own.")


@rule(JointMandateGiven)
def _joint(content: Content, world: World) -> None:
    _not_for_a_vara(content, world)
    appointment = world.standing(RepresentantAppointed, content["appointment"])
    if appointment is not None and appointment.organisation == content["organisation"]:
        raise JointWithItself("The appointment is the organisation's own, and speaks for it already.")


def term(appointment: UUID, world: World) -> Spans:
    """The appointment's term: from its ``from`` until its ``until`` or end, whichever comes first."""
    said = world.standing(RepresentantAppointed, appointment)
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
def _outside_or_absent(content: Content, world: World) -> Sequence[str]:
    principal, days = content["vara_for"], span(content["from_"], content["until"])
    outside = outside_term("vara's term", days, principal, world) if principal else ()
    return [*outside, *_absent(content["scope"], content["from_"], world)]


@advice(LeaveRecorded)
def _leave_outside(content: Content, world: World) -> Sequence[str]:
    return outside_term("leave", span(content["from_"], content["until"]), content["appointment"], world)


@advice(JointMandateGiven)
def _joint_outside(content: Content, world: World) -> Sequence[str]:
    return outside_term("joint", span(content["from_"], content["until"]), content["appointment"], world)


@advice(ScopeSet)
def _scope_outside(content: Content, world: World) -> Sequence[str]:
    """It holds until the next: whether it is within the term, its first day tells."""
    first, made = content["from_"], content["appointment"]
    within = contains(term(made, world), first)
    outside = [] if within else outside_term("scope", span(first, None), made, world)
    return [*outside, *_absent(content["scope"], first, world)]


@advice(AppointmentEnded)
def _end(content: Content, world: World) -> Sequence[str]:
    said = world.standing(RepresentantAppointed, content["appointment"])
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
    register, takes_part = employers_of(world.register), participation_of(world).spans
    absent = [register[who].named(day).name for who in scope if who not in takes_part]
    return [f"The scope names employers that do not take part (yet): {', '.join(absent)}."] if absent else []
