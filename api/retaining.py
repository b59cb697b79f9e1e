"""Whose details have been kept long enough, and erasing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from api.services import OSLO, Services
from domain.people import Person
from domain.retention import Age, ends
from domain.spans import ALWAYS, FOREVER


class Expired(NamedTuple):
    """Somebody whose last term ended long enough ago."""

    person: UUID
    party: str
    end: date
    """The first day on which nothing that names them holds."""

    @property
    def last_day(self) -> date:
        """The last day on which something did."""
        return self.end - timedelta(days=1)


class Found(NamedTuple):
    """Who is to be erased, and who would have been."""

    expired: Sequence[Expired]
    restricted: int
    """Those that are kept for the sake of a restriction."""


def find(services: Services, age: Age) -> Found:
    """Everybody whose last term in any project ended longer ago than that, and is not erased yet."""
    last: dict[UUID, date] = {}
    for subject in services.mentions.all_subjects():
        for person, end in _ends(services, subject).items():
            last[person] = max(last.get(person, ALWAYS), end)
    today = services.today()
    old = {person: end for person, end in last.items() if end != FOREVER and age.after(end) <= today}
    kept = {person: known for person, known in services.people.find(old).items() if known.details is not None}
    free = [Expired(person, known.party, old[person]) for person, known in kept.items() if not _is_kept(known)]
    return Found(sorted(free, key=lambda each: (each.end, each.person)), len(kept) - len(free))


def _is_kept(person: Person) -> bool:
    """A restriction, even one to come, may be there because the person needs the details kept (article 18)."""
    return person.restricted_from is not None


def _ends(services: Services, subject: UUID) -> dict[UUID, date]:
    world = services.samrad.world(subject)
    return dict(ends(world, services.samrad.entries(subject, 0, world.book.position)))


def erase(services: Services, expired: Sequence[Expired]) -> int:
    """Erase them, but for those who have been named again since they were found; how many were erased."""
    erased = 0
    for each in expired:
        subjects = services.mentions.subjects(each.person)
        if all(_ends(services, subject).get(each.person, ALWAYS) <= each.end for subject in subjects):
            services.people.erase(each.person)
            erased += 1
    return erased


def drop_reads(services: Services, age: Age) -> int:
    """Forget who saw details longer ago than that; how many times it was."""
    first = age.before(services.today())
    return services.reads.drop_before(datetime.combine(first, time(), OSLO)) if first > ALWAYS else 0
