"""Changes of status, in order of their days: what a forecast is a stretch of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from itertools import accumulate, islice
from typing import NamedTuple
from uuid import UUID

from domain.log.spans import FOREVER
from projections.coverage.line import Line


class StatusChange(NamedTuple):
    """A change of status of pairs that nothing tells apart but the employer."""

    on: date
    organisation: UUID
    before: str | None
    """None where there was no such pair on the eve."""
    after: str | None
    """None where there is no such pair any more."""
    line: Line
    employers: Sequence[UUID]

    def has_status(self, statuses: Collection[str]) -> bool:
        """Whether it is from or to one of the statuses."""
        return self.before in statuses or self.after in statuses


def status_changes_of(line: Line) -> Iterator[tuple[date, str | None, str | None]]:
    """The days on which a line has another status than on the eve, with both."""
    ended, left = FOREVER, None
    for (start, stop), status in line.blocks:
        if ended not in (FOREVER, start):
            yield ended, left, None
        yield start, left if ended == start else None, status
        ended, left = stop, status
    if ended != FOREVER:
        yield ended, left, None


class StatusChanges:
    """Changes in order of their days, with how many pairs change."""

    def __init__(self, turns: Iterable[StatusChange]) -> None:
        self._turns = sorted(turns, key=lambda turn: turn.on)
        self._days = [turn.on for turn in self._turns]
        self._totals = [0, *accumulate(len(turn.employers) for turn in self._turns)]
        self._first, self._last = 0, len(self._turns)

    @property
    def total(self) -> int:
        """How many there are, each of one pair."""
        return self._totals[self._last] - self._totals[self._first]

    def between(self, after: date, until: date) -> StatusChanges:
        """Those after a day, until another (inclusive)."""
        some = copy(self)
        some._first = max(self._first, bisect_right(self._days, after))
        some._last = max(some._first, min(self._last, bisect_right(self._days, until)))
        return some

    def of(self, employer: UUID | None, organisation: UUID | None, statuses: Collection[str] | None) -> StatusChanges:
        """Those of an employer, of an organisation, or from or to some statuses; None for any."""
        found = (turn for turn in self._turns[self._first : self._last] if organisation in (None, turn.organisation))
        found = (turn for turn in found if statuses is None or turn.has_status(statuses))
        if employer is None:
            return StatusChanges(found)
        return StatusChanges(turn._replace(employers=[employer]) for turn in found if employer in turn.employers)

    def page(self, skip: int, count: int) -> Iterator[tuple[StatusChange, UUID]]:
        """So many of them, each with its employer, after having skipped others."""
        skip += self._totals[self._first]
        place = max(self._first, bisect_right(self._totals, skip) - 1)
        stop = min(self._last, bisect_left(self._totals, skip + count))
        skip -= self._totals[place]
        each = ((turn, employer) for turn in self._turns[place:stop] for employer in turn.employers)
        yield from islice(each, skip, skip + count)
