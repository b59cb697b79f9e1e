"""What the coverage of a project was on one day as known once, and on another as known at another time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.world import World
from projections.coverage import Coverage
from projections.timeline import Cell

Who = tuple[UUID, UUID]
"""An employer and an organisation."""


class Side(NamedTuple):
    """Coverage on a day."""

    coverage: Coverage
    day: date

    @property
    def world(self) -> World:
        """What was known."""
        return self.coverage.world


class Changed(NamedTuple):
    """A pair that is not what it was; None where there is no such pair."""

    employer: UUID
    organisation: UUID
    before: Cell | None
    after: Cell | None


def changed(
    before: Side, after: Side, employer: UUID | None = None, organisation: UUID | None = None
) -> Iterator[Changed]:
    """The pairs that have another status, another claim, or others who act, in the order of the later day."""
    was, now = (_cells(side, employer, organisation) for side in (before, after))
    for who in [*now, *(gone for gone in was if gone not in now)]:
        if _told(was.get(who)) != _told(now.get(who)):
            yield Changed(*who, was.get(who), now.get(who))


def _cells(side: Side, employer: UUID | None, organisation: UUID | None) -> Mapping[Who, Cell]:
    pairs = side.coverage.pairs(side.day, employer, organisation)
    return {(pair.employer, pair.organisation): pair.cell for pair in pairs}


def _told(cell: Cell | None) -> object:
    return cell and (cell.status, cell.claimed, cell.appointments)
