"""What changes of organisations amount to: names over time, who came of whom, and when each exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.book import Book
from domain.register import OrganisationChanged
from domain.spans import Span


class Title(NamedTuple):
    """Name and short name from a day on."""

    from_: date
    name: str
    short_name: str | None


class Kin(NamedTuple):
    """A predecessor or successor, and the day of the change."""

    on: date
    organisation: UUID


def changes(book: Book) -> list[OrganisationChanged]:
    """What became of organisations, by day."""
    found = (entry.event for entry in book.all_entries("organisation_change"))
    return sorted((each for each in found if isinstance(each, OrganisationChanged)), key=lambda each: each.on)


def goes_on(change: OrganisationChanged) -> bool:
    """Whether the old one is among the new."""
    return any(successor["to"] == change.organisation for successor in change.successors)


def titles(said: Sequence[OrganisationChanged], who: UUID) -> list[Title]:
    """What changes have called it, without those that call it so again."""
    return list(
        dict.fromkeys(
            Title(change.on, successor["name"], successor["short_name"])
            for change in said
            for successor in change.successors
            if successor["to"] == who
        )
    )


def existence(registered: Span, said: Sequence[OrganisationChanged], who: UUID) -> Span:
    """The days an organisation exists: as registered, from the change it is new in, until the one it ends in."""
    start, stop = registered
    for change in said:
        if change.organisation == who and not goes_on(change):
            stop = min(stop, change.on)
            return Span(min(start, stop), stop)
        if any(new == who for _, new in edges(change)) and change.on < stop:
            start = min(start, change.on)
    return Span(start, stop)


def edges(change: OrganisationChanged) -> list[tuple[UUID, UUID]]:
    """The edges old → new of a change, between different organisations."""
    old = change.organisation
    return [(old, successor["to"]) for successor in change.successors if successor["to"] != old]
