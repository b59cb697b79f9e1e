"""Paths that lack little, sorted by what they lack, and the seats that those who act would need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID, uuid4

from domain.groups.events import GroupFormed, SeatFilled
from domain.groups.state import formed, seating_of
from domain.log.drafts import Draft
from domain.log.spans import FOREVER, contains, span
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import InForce
from projections.gaps.failing_paths import FailingPath, FailingPaths


class Seats:
    """The seats of the group, or of the kind of group, that is asked about on a day."""

    def __init__(self, coverage: Coverage, day: date) -> None:
        self._coverage = coverage
        self._day = day

    @property
    def are_asked(self) -> bool:
        """Whether it takes a seat to count."""
        return self._coverage.group is not None

    @property
    def can_be_given(self) -> bool:
        """Whether there is a group on the day, where it takes a seat."""
        return not self.are_asked or self._group is not None

    def can_count(self, appointment: UUID) -> bool:
        """Whether the appointment counts on the day, or can be made to."""
        return self.can_be_given or self._has(appointment)

    @property
    def until(self) -> date:
        """The first day on which a seat that is given is there no more."""
        return (self._group and self._group.until) or FOREVER

    def until_of(self, appointment: UUID) -> date:
        """The first day on which an appointment counts no more, by the seat that it has or is given."""
        if not self._has(appointment):
            return self.until
        return min(part.stop for part in self._coverage.counted(appointment) if self._day in part)

    def giving(self, appointment: UUID) -> list[Draft]:
        """What makes an appointment count, be it not there yet; nothing where it does."""
        if self._has(appointment):
            return []
        assert self._group is not None
        return [Draft(SeatFilled, self._seat(self._group, appointment))]

    def _has(self, appointment: UUID) -> bool:
        return contains(self._coverage.counted(appointment), self._day)

    def _seat(self, group: GroupFormed, appointment: UUID) -> dict[str, object]:
        nobody_else = {"employer": None, "representant": None}
        days = {"from_": self._day, "until": group.until}
        who = {"group": group.group, "seat": uuid4(), "appointment": appointment, **nobody_else}
        return {**who, "function": "medlem", **days}

    @cached_property
    def _group(self) -> GroupFormed | None:
        """Where a seat would be given: the first of the groups by name."""
        return min(self._groups(), key=lambda group: (group.name, str(group.group)), default=None)

    def _groups(self) -> Iterator[GroupFormed]:
        for entry in seating_of(self._coverage.world).groups.values():
            group = formed(entry)
            if self._coverage.group in (group.group, group.kind) and self._day in span(group.from_, group.until):
                yield group


_KINDS = ("direct", "joint", "indirect")


class Near(NamedTuple):
    """The ways of one organisation on a day that lack nothing, or one thing beside a seat that can be given."""

    acting: Mapping[str, Sequence[FailingPath]]
    """By kind, those that lack nothing but perhaps the employer in their scope; those that last longest first."""
    unseated: Sequence[FailingPath]
    """Of these, those that lack a seat."""
    away: Sequence[FailingPath]
    """Those that lack a representant, or a vara, who is not away."""
    unjoined: Sequence[FailingPath]
    """Those that lack a joint mandate."""
    principals: AbstractSet[UUID]
    """Of all ways that there are, these or others."""


class Nearby:
    """The ways of a day by organisation."""

    def __init__(self, why: FailingPaths, seats: Seats) -> None:
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

    def _lacking(self, ways: Iterable[FailingPath], *names: str) -> list[FailingPath]:
        """Those that lack one of these, or nothing where none is named, a seat aside."""
        found = []
        for each in ways:
            lacking = [condition.name for condition in each.missing if condition.name != "seat"]
            if len(lacking) <= 1 and (lacking[0] in names if lacking else not names):
                found.append(each)
        return sorted(found, key=self._order)

    def _order(self, failing: FailingPath) -> tuple[object, ...]:
        """What lasts longest first; then the nearest kind, and a principal before a vara."""
        reach = failing.reach
        until = min(failing.until, self.scope(reach.principal).days.stop)
        return -until.toordinal(), _KINDS.index(reach.kind), reach.temporary, str(reach.appointment)
