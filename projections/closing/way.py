"""A way to close what is open, by statements that are ready to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.drafts import Draft
from domain.spans import FOREVER, span

KINDS = ("seat", "end_leave", "vara", "widen", "joint", "ask_above", "appoint", "waive", "clarify", "end_claim")
"""In the order in which they are proposed, what asks least of people first; ``seat`` only by group."""


class Way(NamedTuple):
    """One way to close what is open at a pair."""

    kind: str
    """One of :data:`KINDS`."""
    status: str
    """What the pair would be."""
    until: date
    """The first day on which it may no longer be enough, as far as is known."""
    drafts: Sequence[Draft]
    """What is to be said. The person of an appointment is None, and so is an identity that the server gives."""


def lasting(ways: Iterable[Way], most: int) -> list[Way]:
    """So many of them, those that last longest first; each statement once."""
    found: dict[object, Way] = {}
    for way in ways:
        found.setdefault(_said(way), way)
    return sorted(found.values(), key=lambda way: way.until, reverse=True)[:most]


def _said(way: Way) -> object:
    return repr([(draft.said.TOPIC, draft.content) for draft in way.drafts])


def ended(standing: Iterable[Mapping[str, Any]], day: date) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Of the spans that hold on a day, each with whether it also held before, and so ends rather than never was."""
    for content in standing:
        if day in span(content["from_"], content["until"]):
            yield content, content["from_"] < day


def next_begin(standing: Iterable[Mapping[str, Any]], day: date) -> date:
    """When the next of the spans begins."""
    return min((each["from_"] for each in standing if each["from_"] > day), default=FOREVER)
