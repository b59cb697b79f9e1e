"""Since when a pair has been what it is, and which statements made it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from domain.book import Entry
from projections.causes import Causes
from projections.coverage import Coverage, Pair
from projections.then_and_now import Changed, Side
from projections.timeline import Cell
from projections.turns import Turn


class Opened:
    """The turn by which a pair came to its status."""

    def __init__(self, coverage: Coverage, pair: Pair) -> None:
        self._coverage = coverage
        self._pair = pair
        line = coverage.line(pair.employer, pair.organisation)
        assert line is not None
        self._line = line

    @property
    def on(self) -> date:
        """The first day of the status."""
        return self._pair.cell.days.start

    @property
    def turn(self) -> Turn:
        """What changed on that day."""
        before = self._before.status if self._before else None
        return Turn(self.on, self._pair.organisation, before, self._pair.status, self._line, [self._pair.employer])

    def statements(self, causes: Mapping[date, Causes]) -> Sequence[Entry]:
        """Those that made it so, in the order in which they were recorded."""
        changed = Changed(self._pair.employer, self._pair.organisation, self._before, self._line.cell(self.on))
        return causes[self.on].of(changed)

    @cached_property
    def _before(self) -> Cell | None:
        """The pair on the eve."""
        return self._line.cell(self.on - timedelta(days=1))


class CausesByDay(dict[date, Causes]):
    """What made the difference between a day and its eve, in one coverage."""

    def __init__(self, coverage: Coverage) -> None:
        super().__init__()
        self._coverage = coverage

    def __missing__(self, day: date) -> Causes:
        eve = Side(self._coverage, day - timedelta(days=1))
        self[day] = Causes(eve, Side(self._coverage, day))
        return self[day]
