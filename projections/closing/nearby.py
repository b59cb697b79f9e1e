"""Ways that lack little, sorted by what they lack; for which employers they are is another matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from projections.closing.seats import Seats
from projections.scopes import InForce
from projections.why import Failing, Why

_KINDS = ("direct", "joint", "indirect")


class Near(NamedTuple):
    """The ways of one organisation on a day that lack nothing, or one thing beside a seat that can be given."""

    acting: Mapping[str, Sequence[Failing]]
    """By kind, those that lack nothing but perhaps the employer in their scope; those that last longest first."""
    unseated: Sequence[Failing]
    """Of these, those that lack a seat."""
    away: Sequence[Failing]
    """Those that lack a representant, or a vara, who is not away."""
    unjoined: Sequence[Failing]
    """Those that lack a joint mandate."""
    principals: AbstractSet[UUID]
    """Of all ways that there are, these or others."""


class Nearby:
    """The ways of a day by organisation."""

    def __init__(self, why: Why, seats: Seats) -> None:
        self._why = why
        self._seats = seats
        self._near: dict[UUID, Near] = {}
        self._scopes: dict[UUID, InForce] = {}

    def of(self, organisation: UUID) -> Near:
        """Those of one."""
        if organisation not in self._near:
            self._near[organisation] = self._sorted(organisation)
        return self._near[organisation]

    def scope(self, principal: UUID) -> InForce:
        """The scope of an appointment that is in force."""
        if principal not in self._scopes:
            scopes = self._why.coverage.delegations.scopes(principal)
            self._scopes[principal] = next(scope for scope in scopes if self._why.day in scope.days)
        return self._scopes[principal]

    def _sorted(self, organisation: UUID) -> Near:
        every = self._why.ways(organisation)
        near = [each for each in every if self._seats.can_count(each.reach.appointment)]
        acting = self._lacking(near)
        return Near(
            {kind: [each for each in acting if each.reach.kind == kind] for kind in _KINDS},
            [each for each in acting if each.missing],
            self._lacking(near, "leave", "vara_leave"),
            self._lacking(near, "joint"),
            {each.reach.principal for each in every},
        )

    def _lacking(self, ways: Iterable[Failing], *names: str) -> list[Failing]:
        """Those that lack one of these, or nothing where none is named, a seat aside."""
        found = []
        for each in ways:
            lacking = [condition.name for condition in each.missing if condition.name != "seat"]
            if len(lacking) <= 1 and (lacking[0] in names if lacking else not names):
                found.append(each)
        return sorted(found, key=self._order)

    def _order(self, failing: Failing) -> tuple[object, ...]:
        """What lasts longest first; then the nearest kind, and a principal before a vara."""
        reach = failing.reach
        until = min(failing.until, self.scope(reach.principal).days.stop)
        return -until.toordinal(), _KINDS.index(reach.kind), reach.temporary, str(reach.appointment)
