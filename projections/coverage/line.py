"""What a pair's status depends on, and the intervals in which it is constant (docs/model.md, rule 8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from domain.log.spans import Span, Spans, contains, cuts
from projections.coverage.delegation_graph import Reach

COVERED = ("direct", "joint", "indirect", "temporary")
AFFECTED = (*COVERED, "waived", "gap")
OPEN = ("gap", "unclarified", "disputed")
"""The statuses on which somebody has a move to make."""
STATUSES = (*AFFECTED, "not_affected", "disputed", "unclarified")


class Block(NamedTuple):
    """A span in which a pair has one status."""

    days: Span
    status: str


class Scoped(NamedTuple):
    """A reach, and the days on which it includes one employer."""

    reach: Reach
    days: Spans


Ways = Mapping[tuple[str, bool], Spans]
"""By kind of reach, and whether by a vara: the days on which an organisation is reached so."""


class Facts(NamedTuple):
    """All that a pair's status depends on."""

    presence: Spans
    """The days on which there is such a pair."""
    clarified: Sequence[tuple[date, str]]
    """What has been clarified, by date."""
    claims: Spans
    waivers: Spans
    ways: Ways

    def days(self) -> set[date]:
        """The days on which something may change."""
        changing = {from_ for from_, _ in self.clarified} | cuts(self.claims) | cuts(self.waivers)
        return changing.union(*map(cuts, self.ways.values()))

    def status(self, day: date) -> str:
        """The status on a day (docs/model.md, rule 8)."""
        clarified = [status for from_, status in self.clarified if from_ <= day]
        if not clarified:
            return "unclarified"
        if clarified[-1] == "not_affected":
            return "disputed" if contains(self.claims, day) else "not_affected"
        reached = {way for way, days in self.ways.items() if contains(days, day)}
        for kind in ("direct", "joint", "indirect"):
            if (kind, False) in reached:
                return kind
        if reached:
            return "temporary"
        return "waived" if contains(self.waivers, day) else "gap"


class Cell(NamedTuple):
    """A pair on a day."""

    status: str
    claimed: bool
    days: Span
    """The span of this status around the day, among the days the pair exists."""
    appointments: Sequence[UUID]
    """Every active one by which it is represented; none unless it is."""


class Line:
    """A pair on all its days. Pairs that nothing tells apart share one."""

    def __init__(self, facts: Facts, reaches: Mapping[int, Scoped]) -> None:
        """``reaches`` are the ways in which somebody speaks for the pair on any day, in the order of the numbers."""
        self.facts = facts
        self._reaches = reaches

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The intervals of constant status on the days that the pair exists, in order."""
        days = self.facts.days()
        blocks: list[Block] = []
        for part in self.facts.presence:
            inside = sorted(day for day in days if part.start < day < part.stop)
            for start, stop in zip([part.start, *inside], [*inside, part.stop], strict=True):
                status = self.facts.status(start)
                if blocks and blocks[-1].days.stop == start and blocks[-1].status == status and start != part.start:
                    blocks[-1] = Block(Span(blocks[-1].days.start, stop), status)
                else:
                    blocks.append(Block(Span(start, stop), status))
        return blocks

    @cached_property
    def _starts(self) -> Sequence[date]:
        return [block.days.start for block in self.blocks]

    def block(self, day: date) -> Block | None:
        """The block that contains the day; None where the pair does not exist."""
        place = bisect_right(self._starts, day) - 1
        return self.blocks[place] if place >= 0 and day < self.blocks[place].days.stop else None

    def reaches(self, day: date) -> list[Reach]:
        """The ways in which somebody speaks for the pair on the day."""
        return [scoped.reach for _, scoped in sorted(self._reaches.items()) if contains(scoped.days, day)]

    def cell(self, day: date) -> Cell | None:
        """The pair on the day; None where it does not exist."""
        block = self.block(day)
        if block is None:
            return None
        reaches = self.reaches(day) if block.status in COVERED else []
        acting = sorted({reach.appointment for reach in reaches})
        return Cell(block.status, contains(self.facts.claims, day), block.days, acting)


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
