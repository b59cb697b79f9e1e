"""A recorded statement as history and explanations show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api import shapes
from api.parties import party_name
from api.sentences import BOKMAAL, attribution, sentence
from api.words import Words
from domain.book import Entry
from domain.world import World


def described(entry: Entry, world: World, words: Words = BOKMAAL) -> dict[str, Any]:
    """Who said it, in what capacity, when, and what; persons by identity alone."""
    said, register = entry.event, world.register
    content: Mapping[str, Any] = said.content
    on: date = said.at or content.get("from_") or entry.recorded_at.date()
    return {
        "position": entry.position,
        "recorded_at": entry.recorded_at.isoformat(),
        "by": party_name(said.by, register),
        "capacity": said.capacity,
        "on_behalf_of": party_name(said.on_behalf_of, register),
        "type": said.TOPIC,
        "from": shapes.day(content.get("from_", content.get("on"))),
        "until": shapes.day(content.get("until")),
        "text": sentence(entry, world, words),
        "data": {key.rstrip("_"): shapes.plain(key, value, register, on) for key, value in content.items()},
    }


def told(entry: Entry, world: World, words: Words) -> dict[str, Any]:
    """The same, where the text also says who said it, and when."""
    text = f"{sentence(entry, world, words)} {attribution(entry, world, words)}"
    return {**described(entry, world, words), "text": text}
