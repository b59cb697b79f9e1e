"""Making a store, and checking one: what the commands ``init`` and ``rebuild`` do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from api.loading import load
from api.services import Services
from domain.application import Samrad
from domain.register import REGISTER
from domain.statements import Statement
from domain.world import Register
from projections.coverage import Coverage


def initialise(services: Services) -> Sequence[str]:
    """Create or migrate the store and load the register, as far as that is not done.

    Answers what was done, in lines for people.
    """
    with services.store.alone():
        existed = services.store.exists("log")
        services.create()
        index_people(services)
        loaded = load(services.samrad)
        register = services.samrad.world().register
    return (
        f"Lageret {'fantes' if existed else 'er opprettet'}: {services.store.place}",
        f"Registeret er lastet: {_counts(register, services.today())}." if loaded else "Registeret er allerede lastet.",
    )


def index_people(services: Services) -> None:
    """Index who is named where, as far as an older store has not."""
    mapper, lacking = services.samrad.mapper, services.mentions.unindexed()
    events = ((each, cast("Statement", mapper.to_domain_event(each.stored))) for each in lacking)
    services.mentions.add((each, event.content["person"]) for each, event in events)


def _counts(register: Register, today: date) -> str:
    there = [each.kind for each in register.employers.values() if register.employers.exist(each.id, today)]
    kommuner, fylkeskommuner = there.count("kommune"), there.count("fylkeskommune")
    organisations = len(register.organisations)
    return f"{kommuner} kommuner, {fylkeskommuner} fylkeskommuner og {organisations} organisasjoner i dag"


@dataclass(frozen=True)
class Rebuilt:
    """What came of reading everything afresh."""

    projects: int
    events: int
    faults: Sequence[str]
    """What could not be read or derived, for people."""


def rebuild(samrad: Samrad) -> Rebuilt:
    """Read every event of every subject from the log, and derive each project's coverage from them.

    Projections live in memory, by position, so nothing is replaced: this shows that all of it can be made.
    """
    position = samrad.position()
    projects, events, faults = 0, 0, list[str]()
    for subject in (REGISTER, *samrad.log.projects(position)):
        read, unreadable = _read(samrad, subject, position)
        events += read
        faults += unreadable
        if subject == REGISTER or unreadable:
            continue
        try:
            _derive(samrad, subject, position)
            projects += 1
        except Exception as error:
            faults.append(f"Prosjekt {subject}: dekningen kan ikke utledes ({_why(error)}).")
    return Rebuilt(projects, events, faults)


def _read(samrad: Samrad, subject: UUID, position: int) -> tuple[int, list[str]]:
    """How many of the subject's events can be read, and which cannot."""
    read, faults = 0, []
    for logged in samrad.log.select_subject(subject, 0, position):
        try:
            samrad.mapper.to_domain_event(logged.stored)
            read += 1
        except Exception as error:
            faults.append(f"Hendelse {logged.position} ({logged.stored.topic}) kan ikke leses ({_why(error)}).")
    return read, faults


def _derive(samrad: Samrad, subject: UUID, position: int) -> None:
    """Derive the project's coverage for all days."""
    coverage = Coverage(samrad.world(subject, position))
    for employer in coverage.employers:
        for organisation in coverage.organisations:
            coverage.timeline(employer, organisation)


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
