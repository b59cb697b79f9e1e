"""Why nobody speaks for a pair on a day, or nobody else does: the ways that fail, each with what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.log.spans import FOREVER
from projections.coverage.conditions import Condition, Conditions, place_of
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Reach

_KINDS = ("direct", "joint", "indirect")


class FailingPath(NamedTuple):
    """A way to an appointment that does not hold on a day."""

    reach: Reach
    missing: Sequence[Condition]
    """What is not met, in the order of the edges: the first is where the path breaks off."""

    until: date
    """The first day on which anything that is met no longer is."""


class FailingPaths:
    """The ways of one project, or one of its groups, on a day. Kept and shared: only what is derived is added to it."""

    def __init__(self, coverage: Coverage, day: date) -> None:
        self.coverage = coverage
        self.day = day
        self.conditions = Conditions(coverage)
        self._ways: dict[UUID, Sequence[FailingPath]] = {}

    def failing(self, employer: UUID, organisation: UUID) -> list[FailingPath]:
        """The ways that fail, the one that lacks least first."""
        return sorted(self._failing(employer, organisation), key=_nearest)

    def _failing(self, employer: UUID, organisation: UUID) -> Iterator[FailingPath]:
        for reach, missing, until in self.ways(organisation):
            scope = self.conditions.scope(reach, employer)
            if not scope.holds(self.day):
                yield FailingPath(reach, sorted([*missing, scope], key=place_of) if missing else [scope], until)
            elif missing:
                yield FailingPath(reach, missing, min(until, scope.until(self.day)))

    def ways(self, organisation: UUID) -> Sequence[FailingPath]:
        """Every way, with what it lacks whatever the employer; some may lack nothing."""
        if organisation not in self._ways:
            self._ways[organisation] = list(map(self._whatever_the_employer, self._reaches(organisation)))
        return self._ways[organisation]

    def _reaches(self, organisation: UUID) -> Sequence[Reach]:
        return self.coverage.delegations.ways(organisation)

    def _whatever_the_employer(self, reach: Reach) -> FailingPath:
        missing, until = [], FOREVER
        for each in self.conditions.of(reach):
            if each.holds(self.day):
                until = min(until, each.until(self.day))
            else:
                missing.append(each)
        return FailingPath(reach, missing, until)


def _nearest(failing: FailingPath) -> tuple[object, ...]:
    reach = failing.reach
    return len(failing.missing), _KINDS.index(reach.kind), reach.temporary, str(reach.appointment)
