"""How many of each there are on any day: sums of what begins and what ends, added up once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple


class Change(NamedTuple):
    """So many more of a kind from a day on, or fewer."""

    day: date
    kind: str
    by: int


class Tally:
    """Counts by kind, for every day."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._days: list[date] = [date.min]
        self._counts: list[Counter[str]] = [Counter()]
        for day, changed in groupby(sorted(changes), key=itemgetter(0)):
            counts = Counter(self._counts[-1])
            for change in changed:
                counts[change.kind] += change.by
            self._days.append(day)
            self._counts.append(counts)

    def on(self, day: date) -> Counter[str]:
        """The counts of a day; 0 for kinds there are none of.

        >>> Tally([Change(date(2020, 1, 1), "gap", 2), Change(date(2021, 1, 1), "gap", -1)]).on(date(2022, 5, 1))
        Counter({'gap': 1})
        """
        return self._counts[bisect_right(self._days, day) - 1]
