"""How many of each kind there are on any day: sums of what begins and what ends, added up once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple


class Change(NamedTuple):
    """So many more of a kind from a day on, or fewer."""

    day: date
    kind: int
    """Its place among the counts."""
    by: int


class Tally:
    """Counts of so many kinds, for every day."""

    def __init__(self, kinds: int, changes: Iterable[Change]) -> None:
        counts = [0] * kinds
        self._days: list[date] = [date.min]
        self._counts: list[Sequence[int]] = [tuple(counts)]
        for day, changed in groupby(sorted(changes), key=itemgetter(0)):
            for change in changed:
                counts[change.kind] += change.by
            self._days.append(day)
            self._counts.append(tuple(counts))

    def on(self, day: date) -> Sequence[int]:
        """The counts of a day.

        >>> Tally(2, [Change(date(2020, 1, 1), 1, 2), Change(date(2021, 1, 1), 1, -1)]).on(date(2022, 5, 1))
        (0, 1)
        """
        return self._counts[bisect_right(self._days, day) - 1]


def begun_and_ended(kind: int, days: Iterable[tuple[date, date]], by: int = 1) -> Iterable[Change]:
    """What spans amount to: so many more where they begin, and fewer where they end."""
    for start, stop in days:
        yield Change(start, kind, by)
        yield Change(stop, kind, -by)
