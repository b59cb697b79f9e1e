"""What would close what is open, as statements that are ready to be said."""

from __future__ import annotations

from projections.closing.answers import disputed, unclarified
from projections.closing.gap import Gaps
from projections.closing.way import KINDS, Way
from projections.coverage import Pair
from projections.why import Why

__all__ = ["KINDS", "Closing", "Way"]


class Closing:
    """Closes what is open in a project, or in one of its groups, on a day. Kept and shared."""

    def __init__(self, why: Why) -> None:
        self._why = why
        self._gaps = Gaps(why)

    def ways(self, pair: Pair, most: int) -> list[Way]:
        """The ways to close a pair that is open on the day; of each kind so many at most."""
        if pair.status == "gap":
            return list(self._gaps.ways(pair, most))
        if pair.status == "unclarified":
            return list(unclarified(self._why.coverage, pair, self._why.day))
        return list(disputed(self._why.coverage, pair, self._why.day)) if pair.status == "disputed" else []
