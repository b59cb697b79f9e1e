"""A recorded statement as history and explanations show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api import shapes
from domain.book import Entry
from domain.world import World
from projections.history import party_name, sentence


def described(entry: Entry, world: World) -> dict[str, Any]:
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
        "text": sentence(entry, world),
        "data": {key.rstrip("_"): shapes.plain(key, value, register, on) for key, value in content.items()},
    }
