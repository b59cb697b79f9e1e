"""The feed of events: what was recorded, in order, for whoever may know it. Persons have no place in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, cast
from uuid import UUID

from api.history.schemas import EventAnswer
from api.services import Services
from domain.log.book import Entry
from domain.log.statements import REGISTER, TOPICS, Party, Statement
from domain.rights import sees
from projections.store.event_feed import Placed

SOURCE = "/api/v1/events"
PREFIX = "no.samrad."
LOOKED_AT, PROJECTS = 5000, 100
"""How many events, and of how many projects, are looked at for one page."""
STRETCH = 100
"""How many are fetched at a time, at the least."""


class Page(NamedTuple):
    """Events that the asker may know, and how far they have been looked for."""

    events: list[EventAnswer]
    upto: int


class Reader:
    """Reads the feed for one party. Whether it may know of a project is asked once."""

    def __init__(self, services: Services, party: Party, today: date) -> None:
        self._services = services
        self._party = party
        self._today = today
        self._known: dict[UUID, bool] = {}

    def page(self, after: int, upto: int, limit: int) -> Page:
        """The next events after a position, none later than ``upto``.

        It ends early where much has been looked at that is not the asker's: the next page goes on from there.
        """
        found: list[EventAnswer] = []
        self._known.clear()
        position = after
        for placed in self._stretches(after, upto, limit):
            if not self._has_room(placed.subject):
                break
            if self._may_know(placed.subject) and self._may_see(placed):
                found.append(self._event(placed))
            position = placed.logged.position
            if len(found) == limit:
                break
        return Page(found, position)

    def _stretches(self, after: int, upto: int, limit: int) -> Iterator[Placed]:
        """The log after a position, as far as is looked for one page."""
        looked_at = 0
        while after < upto and looked_at < LOOKED_AT:
            placed = self._services.feed.stretch(after, upto, max(limit, STRETCH))
            yield from placed
            looked_at += len(placed)
            after = placed[-1].logged.position if placed else upto

    def _has_room(self, subject: UUID) -> bool:
        return subject in self._known or len(self._known) < PROJECTS

    def _may_know(self, subject: UUID) -> bool:
        if subject not in self._known:
            view = "register" if subject == REGISTER else "history"
            self._known[subject] = sees(self._party, view, self._services.samrad.world(subject), self._today)
        return self._known[subject]

    def _may_see(self, placed: Placed) -> bool:
        """Whether the asker sees what it is about, where the register has something that not everybody sees."""
        view = TOPICS[placed.logged.stored.topic].SEEN_AS
        if view is None:
            return True
        organisation = self._said(placed).content["organisation"]
        return sees(self._party, view, self._services.samrad.world(), self._today, organisation=organisation)

    def _event(self, placed: Placed) -> EventAnswer:
        return event(Entry(placed.logged.position, placed.logged.recorded_at, self._said(placed)), placed.subject)

    def _said(self, placed: Placed) -> Statement:
        return cast("Statement", self._services.samrad.mapper.to_domain_event(placed.logged.stored))


def event(entry: Entry, subject: UUID) -> EventAnswer:
    """A statement as a CloudEvent: who said it, and what, by identities and days alone."""
    said = entry.event
    who = {"by": said.by, "capacity": said.capacity, "on_behalf_of": said.on_behalf_of}
    return {
        "specversion": "1.0",
        "id": str(entry.position),
        "source": SOURCE,
        "type": f"{PREFIX}{said.TOPIC}",
        "subject": "register" if subject == REGISTER else str(subject),
        "time": entry.recorded_at.isoformat(),
        "datacontenttype": "application/json",
        "data": {**who, **_plain(said.content, said.WITHHELD)},
    }


def _plain(value: Any, withheld: Collection[str]) -> Any:
    if isinstance(value, Mapping):
        return {key.rstrip("_"): _plain(each, withheld) for key, each in value.items() if key not in withheld}
    if isinstance(value, list):
        return [_plain(each, withheld) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
