"""A way to close what is open, by statements that are ready to be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

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


class Offer(NamedTuple):
    """A way that can be made, and how long it lasts: few of the many that there may be are shown."""

    until: date
    make: Callable[[], Way]
    appointment: UUID | None = None
    """Whose: of several by the same appointment the first is enough."""


def lasting(offers: Iterable[Offer], most: int) -> Iterator[Way]:
    """So many ways, those that last longest first, one by an appointment."""
    found: dict[UUID, Offer] = {}
    for offer in offers:
        found.setdefault(offer.appointment or uuid4(), offer)
    for offer in sorted(found.values(), key=lambda offer: offer.until, reverse=True)[:most]:
        yield offer.make()


def ended(standing: Iterable[Mapping[str, Any]], day: date) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Of the spans that hold on a day, each with whether it also held before, and so ends rather than never was."""
    for content in standing:
        if day in span(content["from_"], content["until"]):
            yield content, content["from_"] < day


def next_begin(standing: Iterable[Mapping[str, Any]], day: date) -> date:
    """When the next of the spans begins."""
    return min((each["from_"] for each in standing if each["from_"] > day), default=FOREVER)
