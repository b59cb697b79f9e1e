"""Open pairs with what opened them, who owes an answer, and what would close them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any

from orjson import Fragment, dumps

from api import pairs
from api.call import Call
from api.forecasts import Change, Told
from api.statements import Described
from api.ways import Ways
from api.words import Words
from projections.closing import Closing
from projections.coverage import Coverage, Pair
from projections.opened import CausesByDay, Opened
from projections.why import Why

KEPT = 24_000_000
"""Bytes that are kept written, of one project and day: some 6,000 rows."""
OF_EACH_KIND = 1
"""The ways of one kind that a list shows."""
OF_ONE_PAIR = 5
"""The ways of one kind that the answer about one pair shows."""


class OpenPairs:
    """The pairs of one coverage on one day, in one language. Kept and shared: only what is derived is added to it."""

    def __init__(self, coverage: Coverage, day: date, words: Words, today: date) -> None:
        self.why = Why(coverage, day)
        self._coverage = coverage
        self._closing = Closing(self.why)
        self.describe = Described(coverage.world, words)
        self._told = Told(words)
        self._causes = CausesByDay(coverage)
        self._ways = Ways(coverage, words, day, today)
        self._written: dict[Hashable, bytes] = {}
        self._size = 0

    def explained(self, pair: Pair, most: int = OF_ONE_PAIR) -> dict[str, Any]:
        """What opened the pair, in words and by statements; who owes an answer; the ways to close it."""
        opened = Opened(self._coverage, pair)
        behind = opened.statements(self._causes)
        return {
            "opened": {
                "cause": self._cause(opened, pair),
                "statements": [self.describe(entry) for entry in behind],
            },
            "owed_by": self._ways.owed_by(pair),
            "closing": [self._ways.shape(pair, way) for way in self._closing.ways(pair, most)],
        }

    def row(self, call: Call, pair: Pair) -> Fragment:
        """A pair as it is listed, with its project."""

        def shown() -> dict[str, Any]:
            return {**pairs.with_project(call, self._coverage.world, pair), **self.explained(pair, OF_EACH_KIND)}

        return Fragment(self.written((pair.employer, pair.organisation), shown))

    def written(self, what: Hashable, shown: Callable[[], Mapping[str, Any]]) -> bytes:
        """Something of the day as JSON, in which there is nobody's name: written once, but by group, where what is
        proposed has identities of its own for whoever asks."""
        if self._coverage.group is not None:
            return dumps(shown())
        written = self._written.get(what)
        if written is None:
            written = dumps(shown())
            if self._size + len(written) > KEPT:
                self._written, self._size = {}, 0
            self._written[what], self._size = written, self._size + len(written)
        return written

    def in_words(self, pair: Pair) -> tuple[str, str, str]:
        """What opened it, who owes an answer, and what would close it."""
        owed = ", ".join(each["name"] for each in self._ways.owed_by(pair))
        ways = (self._ways.text(pair, way) for way in self._closing.ways(pair, 1))
        return self._cause(Opened(self._coverage, pair), pair), owed, " ".join(ways)

    def _cause(self, opened: Opened, pair: Pair) -> str:
        return self._told.cause(Change(self._coverage, opened.turn, pair.employer))


def open_pairs(call: Call, coverage: Coverage) -> OpenPairs:
    """Those of a coverage, on the day and in the language that are asked for."""
    language = call.query["language"]

    def made() -> OpenPairs:
        return OpenPairs(coverage, call.at, Words(language), call.today)

    return call.services.kept(coverage, (call.at, language, call.today), made)
