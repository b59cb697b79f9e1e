"""What a pair's status depends on, and the intervals in which it is constant (MODEL.md, 3.8)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.spans import Span, Spans, contains, cuts


class Block(NamedTuple):
    """A span in which a pair has one status."""

    days: Span
    status: str


class Facts(NamedTuple):
    """All that a pair's status depends on, apart from the days on which it exists."""

    clarified: tuple[tuple[date, str], ...]
    claims: tuple[Span, ...]
    waivers: tuple[Span, ...]
    reaches: tuple[tuple[str, bool, tuple[Span, ...]], ...]

    def days(self) -> set[date]:
        """The days on which something may change."""
        changing = {from_ for from_, _ in self.clarified} | cuts(self.claims) | cuts(self.waivers)
        return changing.union(*(cuts(held) for _, _, held in self.reaches))

    def status(self, day: date) -> str:
        """The status on a day (MODEL.md, 3.8)."""
        clarified = [status for from_, status in self.clarified if from_ <= day]
        if not clarified:
            return "unclarified"
        if clarified[-1] == "not_affected":
            return "disputed" if contains(self.claims, day) else "not_affected"
        reached = {(kind, temporary) for kind, temporary, held in self.reaches if contains(held, day)}
        for kind in ("direct", "joint", "indirect"):
            if (kind, False) in reached:
                return kind
        if reached:
            return "temporary"
        return "waived" if contains(self.waivers, day) else "gap"


def timeline_of(presence: Spans, facts: Facts) -> list[Block]:
    """The intervals of constant status on the days that a pair exists."""
    days = facts.days()
    blocks: list[Block] = []
    for part in presence:
        inside = sorted(day for day in days if part.start < day < part.stop)
        for start, stop in zip([part.start, *inside], [*inside, part.stop], strict=True):
            status = facts.status(start)
            if blocks and blocks[-1].days.stop == start and blocks[-1].status == status and start != part.start:
                blocks[-1] = Block(Span(blocks[-1].days.start, stop), status)
            else:
                blocks.append(Block(Span(start, stop), status))
    return blocks
