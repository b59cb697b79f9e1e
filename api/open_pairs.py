"""Open pairs with what opened them, who owes an answer, and what would close them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from orjson import Fragment, dumps

from api import pairs
from api.call import Call
from api.forecasts import Change, Told
from api.statements import described
from api.ways import Ways
from api.words import Words
from projections.closing import Closing
from projections.coverage import Coverage, Pair
from projections.opened import CausesByDay, Opened
from projections.why import Why

KEPT_ROWS = 2000
"""Rows of one project and day that are kept written, a few kilobytes each."""
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
        self._words = words
        self._told = Told(words)
        self._causes = CausesByDay(coverage)
        self._ways = Ways(coverage, words, day, today)
        self._written: dict[tuple[UUID, UUID], bytes] = {}

    def explained(self, pair: Pair, most: int = OF_ONE_PAIR) -> dict[str, Any]:
        """What opened the pair, in words and by statements; who owes an answer; the ways to close it."""
        opened, world = Opened(self._coverage, pair), self._coverage.world
        behind = opened.statements(self._causes)
        return {
            "opened": {
                "cause": self._cause(opened, pair),
                "statements": [described(entry, world, self._words) for entry in behind],
            },
            "owed_by": self._ways.owed_by(pair),
            "closing": [self._ways.shape(pair, way) for way in self._closing.ways(pair, most)],
        }

    def row(self, call: Call, pair: Pair) -> Fragment:
        """A pair as it is listed, with its project."""
        who = pair.employer, pair.organisation
        written = self._written.get(who)
        if written is None:
            shown = {**pairs.with_project(call, self._coverage.world, pair), **self.explained(pair, OF_EACH_KIND)}
            if len(self._written) >= KEPT_ROWS:
                self._written.clear()
            written = self._written[who] = dumps(shown)
        return Fragment(written)

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
