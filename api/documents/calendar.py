"""Coming changes of status as a calendar (iCalendar, RFC 5545): a whole day each, and no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from icalendar import Calendar, Event, vDuration, vText

from api.language.words import Words
from domain.log.statements import identity

REFRESHED = timedelta(hours=4)
"""After how long a subscriber's program should ask again."""
_BEFORE = {"name": "x-wr-calname", "description": "x-wr-caldesc"}
_PRODUCT = "-//Samråd//Samråd//NO"


class Entry(NamedTuple):
    """A change, and what identifies it."""

    project: UUID
    employer: UUID
    organisation: UUID
    on: date
    told: Mapping[str, Any]
    """The change as it is answered, with its project."""


class Published(NamedTuple):
    """What a calendar that is subscribed to tells of itself."""

    name: str
    about: str


def calendar(
    entries: Iterable[Entry], recorded_at: datetime, words: Words, published: Published | None = None
) -> bytes:
    """The calendar of what had been recorded by an instant. The same change has the same UID in every calendar."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    if published is not None:
        _publish(made, published)
    for entry in entries:
        made.add_component(_event(entry, recorded_at, words))
    content: bytes = made.to_ical()
    return content


def _publish(made: Calendar, published: Published) -> None:
    """Name the calendar, and say how often it is worth asking for: as RFC 7986 has it, and as programs did before."""
    made.add("method", "PUBLISH")
    for name, text in (("name", published.name), ("description", published.about)):
        for known_as in (name, _BEFORE[name]):
            made.add(known_as, vText(text))
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESHED))


def _event(entry: Entry, recorded_at: datetime, words: Words) -> Event:
    event, told = Event(), entry.told
    event.add("uid", f"{identity('forecast', *entry[:4])}@samrad")
    event.add("dtstamp", recorded_at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    before, after = (words.say(f"coverage_{told[name] or 'none'}") for name in ("from_status", "to_status"))
    organisation, employer = told["organisation"]["name"], told["employer"]["name"]
    event.add(
        "summary",
        words.say("coming_summary", organisation=organisation, employer=employer, before=before, after=after),
    )
    event.add("description", f"{told['project']['name']}: {told['cause']}")
    return event
