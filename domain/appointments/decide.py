"""Appointing: whose appointment it is, and what is said of it, with what is fixed or follows filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from domain.appointments.events import RepresentantAppointed
from domain.appointments.rules import stays_vara_for
from domain.log.errors import Fixed
from domain.log.world import World


def appointing_organisation(world: World, appointment: UUID, vara_for: UUID | None, named: UUID | None) -> UUID | None:
    """The organisation that appoints: as fixed, as the principal's, or as named; None where that is unclear."""
    made = world.standing(RepresentantAppointed, appointment)
    if made is not None:
        return made.organisation
    principal = world.standing(RepresentantAppointed, vara_for) if vara_for else None
    return named if principal is None else principal.organisation


def appointed(world: World, appointment: UUID, said: Mapping[str, Any], organisation: UUID | None) -> dict[str, Any]:
    """What is said of an appointment, with what is fixed, and what follows from the principal, filled in.

    ``said`` has the fields of :class:`~domain.appointments.events.RepresentantAppointed`, None where nothing is said;
    of ``vara_for``, nothing is said where it lacks it. ``organisation`` is whose it is unless said. What the
    organisation or the role is stays None where nothing tells.

    Raises :class:`Fixed` where it would be vara for another than before, or not of its principal's organisation.
    """
    made = world.standing(RepresentantAppointed, appointment)
    vara_for = said.get("vara_for", made.vara_for if made is not None else None)
    if made is not None:
        stays_vara_for(made, vara_for)
    content = {**said, "vara_for": vara_for, "organisation": said["organisation"] or organisation}
    principal = world.standing(RepresentantAppointed, vara_for) if vara_for else None
    if principal is None:
        return content
    if content["organisation"] != principal.organisation:
        raise Fixed("A vara is appointed by its principal's organisation.", "/organisation")
    return {**content, "role": said["role"] or principal.role}


def unsaid(content: Mapping[str, Any]) -> Sequence[str]:
    """The fields of an appointment that somebody has yet to say: a vara needs no scope, having its principal's."""
    missing = [name for name in ("organisation", "role") if content[name] is None]
    return [*missing, "scope"] if content["scope"] is None and content["vara_for"] is None else missing
