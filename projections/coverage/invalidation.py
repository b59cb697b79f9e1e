"""Whose coverage in a project statements may change: the organisations, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard
from uuid import UUID

from domain.affected.state import organisations_named_in
from domain.appointments.events import RepresentantAppointed
from domain.log.statements import KINDS, Address, Affects, Statement
from domain.log.world import World
from domain.register.organisations import organisations_of

Spoken = tuple[str, Address]
"""What a statement is about: its kind and address."""


def concerned(spoken: Iterable[Spoken], world: World) -> frozenset[UUID] | None:
    """The organisations whose coverage may be another since this was spoken of, as its kind says; None for all.

    ``world`` is as known after it.
    """
    found: set[UUID] = set()
    for kind, address in spoken:
        said = KINDS[kind]
        if said.AFFECTS is Affects.EVERYBODY:
            return None
        if said.AFFECTS is Affects.ORGANISATION:
            found.add(_identity(address[said.ADDRESS.index("organisation")]))
        elif said.AFFECTS is Affects.SPOKEN_FOR:
            found |= _spoken_for(_identity(address[said.ADDRESS.index("appointment")]), world)
    return frozenset(found)


def _spoken_for(appointment: UUID, world: World) -> set[UUID]:
    """Everybody for whom an appointment may speak, on whatever day: a vara as its principal."""
    entry = world.book.slot("appointment", (appointment,))
    if entry is None:
        return set()
    made, by = entry.event, entry.event.content["organisation"]
    above = organisations_of(world.register).above
    below = {who for who in organisations_named_in(world) if by in above(who)}
    return {by} | below | (_joint_in(made.vara_for or appointment, world) if _stands(made) else _joint_with(by, world))


def _stands(made: Statement) -> TypeGuard[RepresentantAppointed]:
    """Whether it is there: of one that was withdrawn nobody tells any more whose vara it was."""
    return isinstance(made, RepresentantAppointed)


def _joint_in(appointment: UUID, world: World) -> set[UUID]:
    """Those that have ever let an appointment speak for them too."""
    return {_identity(who) for made, who in world.book.kinds.get("joint", {}) if made == appointment}


def _joint_with(organisation: UUID, world: World) -> set[UUID]:
    """Those that have ever let any appointment of an organisation speak for them too."""
    makers = ((world.book.slot("appointment", (made,)), who) for made, who in world.book.kinds.get("joint", {}))
    return {_identity(who) for made, who in makers if made and made.event.content["organisation"] == organisation}


def _identity(value: object) -> UUID:
    assert isinstance(value, UUID)
    return value
