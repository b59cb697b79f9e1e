"""What is refused of appointments: what is fixed for their life, and what a vara has of its principal alone."""

from __future__ import annotations

from uuid import UUID

from domain.appointments.events import JointMandateGiven, RepresentantAppointed, ScopeSet
from domain.log.errors import Fixed, JointWithItself, NotForAVara, UnknownReference, VaraOfVara
from domain.log.rules import Content, rule
from domain.log.world import World


@rule(RepresentantAppointed)
def _appointment(content: Content, world: World) -> None:
    entry = world.book.slot("appointment", (content["appointment"],))
    before = world.appointment(content["appointment"])
    if entry is not None and entry.event.content["organisation"] != content["organisation"]:
        raise Fixed("An appointment's organisation is fixed for its life.", "/organisation")
    if before is not None:
        stays_vara_for(before, content["vara_for"])
    if content["vara_for"] is None:
        return
    principal = world.appointment(content["vara_for"])
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
    appointment = world.appointment(content["appointment"])
    if appointment is not None and appointment.vara_for is not None:
        raise NotForAVara("A vara has its principal's scope and joint mandates, and none of its own.")


@rule(JointMandateGiven)
def _joint(content: Content, world: World) -> None:
    _not_for_a_vara(content, world)
    appointment = world.appointment(content["appointment"])
    if appointment is not None and appointment.organisation == content["organisation"]:
        raise JointWithItself("The appointment is the organisation's own, and speaks for it already.")
