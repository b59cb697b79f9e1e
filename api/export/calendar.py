"""Coming changes of status as a calendar (iCalendar, RFC 5545): a whole day each, and no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from icalendar import Calendar, Event

from api.words import Words
from domain.statements import identity

_PRODUCT = "-//Samråd//Samråd//NO"


class Entry(NamedTuple):
    """A change, and what identifies it."""

    project: UUID
    employer: UUID
    organisation: UUID
    on: date
    told: Mapping[str, Any]
    """The change as it is answered, with its project."""


def calendar(entries: Iterable[Entry], recorded_at: datetime, words: Words) -> bytes:
    """The calendar of what had been recorded by an instant. The same change has the same UID in every calendar."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    for entry in entries:
        made.add_component(_event(entry, recorded_at, words))
    content: bytes = made.to_ical()
    return content


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
