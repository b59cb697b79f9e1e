"""Making a store, and its tables afresh: what the commands ``init`` and ``rebuild`` do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from api.loading import load
from api.services import Services
from domain.register import REGISTER
from domain.statements import Statement
from domain.world import Register
from projections.timelines.comparing import Differs
from projections.timelines.comparing import compare as held_against
from projections.timelines.rebuilding import Rebuilding, Told, Underivable, Unreadable


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
    """What came of making the tables of timelines afresh."""

    projects: int
    events: int
    faults: Sequence[str]
    """What could not be read or worked out, or is not as it must be, for people."""


def rebuild(services: Services, told: Told | None = None) -> Rebuilt:
    """Make the tables afresh from the log, in place of those in use; with faults those stay."""
    with services.store.alone():
        rebuilding = Rebuilding(services.store, services.samrad, told)
        built = rebuilding.build()
        if built.faults:
            rebuilding.drop()
        else:
            rebuilding.swap(built)
    return Rebuilt(built.projects, built.events, [_fault(each) for each in built.faults])


def compare(services: Services, told: Told | None = None) -> Rebuilt:
    """Make the tables afresh, and hold those in use against them. Nothing is changed."""
    with services.store.alone():
        services.timelines.catch_up()
        rebuilding = Rebuilding(services.store, services.samrad, told)
        built = rebuilding.build()
        compared = held_against(services.store, built)
        rebuilding.drop()
    faults = [*map(_fault, built.faults), *map(_difference, compared.differences)]
    if REGISTER in compared.left_out:
        faults.append("Registeret ble endret imens, så ingenting er sammenlignet. Prøv igjen.")
    return Rebuilt(built.projects - len(compared.left_out), built.events, faults)


def _fault(fault: Unreadable | Underivable) -> str:
    why = f"{type(fault.error).__name__}: {fault.error}"
    if isinstance(fault, Underivable):
        return f"Prosjekt {fault.project}: dekningen kan ikke utledes ({why})."
    return f"Hendelse {fault.logged.position} ({fault.logged.stored.topic}) kan ikke leses ({why})."


def _difference(found: Differs) -> str:
    whose = "Organisasjon" if found.table == "counts" else "Prosjekt"
    return f"{whose} {found.whose}: i «{found.table}» er {found.superfluous} rader for mye, og {found.missing} mangler."
