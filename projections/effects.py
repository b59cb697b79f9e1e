"""Whose coverage in a project statements may change: the organisations, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from domain.statements import Address
from domain.world import World

Spoken = tuple[str, Address]
"""What a statement is about: its kind and address."""

_OF_ALL = ("project", "participant")
_OF_APPOINTMENTS = ("appointment", "scope", "leave", "end")
_NAMED_AT = {"clarification": 1, "joint": 1, "claim": 0, "waiver": 0, "reservation": 0}
"""By kind, where in the address the organisation stands."""


def concerned(spoken: Iterable[Spoken], world: World) -> frozenset[UUID] | None:
    """The organisations whose coverage may be another since this was spoken of; None for all.

    ``world`` is as known after it. A kind that is not named here changes no coverage but that by group.
    """
    found: set[UUID] = set()
    for kind, address in spoken:
        if kind in _OF_ALL:
            return None
        if kind in _NAMED_AT:
            found.add(_identity(address[_NAMED_AT[kind]]))
        elif kind in _OF_APPOINTMENTS:
            found |= _spoken_for(_identity(address[0]), world)
    return frozenset(found)


def _spoken_for(appointment: UUID, world: World) -> set[UUID]:
    """Everybody for whom those of whoever made the appointment may speak, on whatever day: itself or a vara for it."""
    by = _maker(appointment, world)
    if by is None:
        return set()
    above = world.register.organisations.above
    below = {who for who in world.organisations_named if by in above(who)}
    joint = {_identity(who) for made, who in world.book.kinds.get("joint", {}) if _maker(_identity(made), world) == by}
    return {by} | below | joint


def _maker(appointment: UUID, world: World) -> UUID | None:
    entry = world.book.slot("appointment", (appointment,))
    return entry.event.content["organisation"] if entry else None


def _identity(value: object) -> UUID:
    assert isinstance(value, UUID)
    return value
