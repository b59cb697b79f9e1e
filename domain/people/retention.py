"""How long details of a person are kept, and from when it is counted.

A person is in a project for as long as something that names them holds there: an appointment, or an entry as an
employer's representant. It holds until its ``until`` or its end; until the project, the organisation or the employer
ends; for a vara, until its principal's does; and where it was withdrawn, or another person put in its place, until
the day that was recorded. What is open holds for ever.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.log.book import Entry
from domain.log.spans import ALWAYS, FOREVER
from domain.log.statements import Address
from domain.log.world import World
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of

_WRITTEN = re.compile(r"([1-9][0-9]{0,3})([ymd])")
_NOUNS = {"y": "år", "m": "måneder", "d": "dager"}


class Age(NamedTuple):
    """A number of years, months or days: ``2y``, ``18m``, ``90d``."""

    number: int
    unit: str

    @classmethod
    def of(cls, text: str) -> Age:
        """The age that is written so. Raises :class:`ValueError`.

        >>> Age.of("18m")
        Age(number=18, unit='m')
        """
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError(f"En alder skrives som 2y (år), 18m (måneder) eller 90d (dager), ikke «{text}».")
        return cls(int(written[1]), written[2])

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    def in_words(self) -> str:
        """In bokmål.

        >>> Age.of("2y").in_words()
        '2 år'
        """
        return f"{self.number} {_NOUNS[self.unit]}"

    def after(self, day: date) -> date:
        """The day that is so much later; the last of its month where there is no such date. FOREVER stays.

        >>> Age.of("6m").after(date(2026, 8, 31))
        datetime.date(2027, 2, 28)
        """
        return day if day == FOREVER else self._shifted(day, 1) or FOREVER

    def before(self, day: date) -> date:
        """The day that is so much earlier, likewise.

        >>> Age.of("2y").before(date(2028, 2, 29))
        datetime.date(2026, 2, 28)
        """
        return self._shifted(day, -1) or ALWAYS

    def _shifted(self, day: date, sign: int) -> date | None:
        """None where it is beyond all dates."""
        try:
            if self.unit == "d":
                return day + sign * timedelta(days=self.number)
            months = day.year * 12 + day.month - 1 + sign * self.number * (12 if self.unit == "y" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (ValueError, OverflowError):
            return None


def ends(world: World, entries: Iterable[Entry]) -> Mapping[UUID, date]:
    """By person, the first day on which nothing in the project that named them holds; FOREVER while anything does.

    ``entries`` are all statements of the project, in order, up to the position of the world.
    """
    slots: dict[tuple[str, Address], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.event.KIND in ENDS:
            slots[entry.event.KIND, entry.event.address].append(entry)
    last: dict[UUID, date] = {}
    for (kind, address), said in slots.items():
        for entry, following in zip(said, [*said[1:], None], strict=True):
            person = entry.event.named_person
            if person is None or (following and following.event.named_person == person):
                continue
            end = following.recorded_at.date() if following else _end(kind, world, address)
            last[person] = max(last.get(person, ALWAYS), end)
    return last


def _end(kind: str, world: World, address: Address) -> date:
    """The first day on which what stands in the slot does not hold."""
    return min(_project(world), ENDS[kind](world, address))


def _project(world: World) -> date:
    entry = world.book.slot("project", ())
    if entry is None:
        return FOREVER
    until: date | None = entry.recorded_at.date() if entry.event.EMPTIES else entry.event.content["until"]
    return until or FOREVER


def _appointment(world: World, address: Address) -> date:
    entry = world.book.slot("appointment", address)
    if entry is None:
        return FOREVER
    if entry.event.EMPTIES:
        return entry.recorded_at.date()
    said = entry.event.content
    days: list[date] = [
        said["until"] or FOREVER,
        *(each.event.content["on"] for each in world.book.entries("end", address)),
    ]
    organisation = organisations_of(world.register).get(said["organisation"])
    days += [organisation.exists.stop] if organisation else []
    days += [_appointment(world, (said["vara_for"],))] if said["vara_for"] else []
    return min(days)


def _representant(world: World, address: Address) -> date:
    said = world.book.standing("representant", address)
    if said is None:
        return FOREVER
    employer = employers_of(world.register).get(said.content["employer"])
    exists = employer.exists[-1].stop if employer and employer.exists else FOREVER
    until: date = said.content["until"] or FOREVER
    return min(until, exists)


ENDS = {"appointment": _appointment, "representant": _representant}
"""For each kind that names a person, when what it says ends."""
