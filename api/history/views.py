"""A recorded statement as history and explanations show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from orjson import Fragment, dumps

from api.http.answers import HistoryAnswer
from api.http.shapes import Written, iso_day, plain_value
from api.language.parties import party_code
from api.language.sentences import BOKMAAL, attribution, sentence
from api.language.words import Words
from domain.log.book import Entry
from domain.log.world import World

KEPT = 5000
"""Statements that are kept written, of half a kilobyte each."""


def described(entry: Entry, world: World, words: Words = BOKMAAL) -> HistoryAnswer:
    """Who said it, in what capacity, when, and what; persons by identity alone."""
    said, register = entry.event, world.register
    content: Mapping[str, Any] = said.content
    on: date = said.at or content.get("from_") or entry.recorded_at.date()
    return {
        "position": entry.position,
        "recorded_at": entry.recorded_at.isoformat(),
        "by": party_code(said.by, register),
        "capacity": said.capacity,
        "on_behalf_of": party_code(said.on_behalf_of, register),
        "type": said.TOPIC,
        "from": iso_day(content.get("from_", content.get("on"))),
        "until": iso_day(content.get("until")),
        "text": sentence(entry, world, words),
        "data": {key.rstrip("_"): plain_value(key, value, register, on) for key, value in content.items()},
    }


class Described:
    """Statements of one world as they are shown in one language, each written once."""

    def __init__(self, world: World, words: Words) -> None:
        self._world = world
        self._words = words
        self._written: dict[int, Fragment] = {}

    def __call__(self, entry: Entry) -> Written:
        """As :func:`described` shows it."""
        written = self._written.get(entry.position)
        if written is None:
            if len(self._written) >= KEPT:
                self._written.clear()
            written = self._written[entry.position] = Fragment(dumps(described(entry, self._world, self._words)))
        return written


def statement_view(entry: Entry, world: World, words: Words) -> HistoryAnswer:
    """The same, where the text also says who said it, and when."""
    text = f"{sentence(entry, world, words)} {attribution(entry, world, words)}"
    return {**described(entry, world, words), "text": text}
