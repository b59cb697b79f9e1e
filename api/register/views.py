"""Employers and organisations as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from api.http.shapes import PersonNames, employer_reference, iso_day, organisation_reference
from api.register.schemas import EmployerAnswer, Neighbour, OrganisationAnswer, TitleInTime
from api.register.schemas import Kin as KinAnswer
from domain.log.spans import ALWAYS, FOREVER, contains
from domain.log.statements import Statement
from domain.log.world import Register, World
from domain.register.employers import Employer, Name, employers_of
from domain.register.lineage import Kin
from domain.register.organisations import Organisation, organisations_of


def employer_view(register: Register, known: Employer, on: date) -> EmployerAnswer:
    """An employer, with its codes and names over time and its neighbours in history."""
    first, last = (known.exists[0].start, known.exists[-1].stop) if known.exists else (None, None)
    named = known.named(on)
    return {
        "id": str(known.id),
        "kommunenummer": named.kommunenummer,
        "name": named.name,
        "kind": known.kind,
        "orgnr": known.orgnr,
        "from": iso_day(first),
        "until": iso_day(last),
        "exists": contains(known.exists, on),
        "names": [
            {
                "from": iso_day(max(each.from_, first or ALWAYS)),
                "kommunenummer": each.kommunenummer,
                "name": each.name,
            }
            for each in _distinct(known.names)
        ],
        "predecessors": [_neighbour(register, each.employer, each.on, before=True) for each in known.predecessors],
        "successors": [_neighbour(register, each.employer, each.on) for each in known.successors],
    }


def _distinct(names: Sequence[Name]) -> list[Name]:
    """The names without those that change nothing."""
    return [
        name
        for before, name in zip([None, *names], names, strict=False)
        if before is None or (before.name, before.kommunenummer) != (name.name, name.kommunenummer)
    ]


def _neighbour(register: Register, employer: UUID, on: date, *, before: bool = False) -> Neighbour:
    known = employers_of(register).get(employer)
    eve = max((name.from_ for name in known.names if name.from_ < on), default=on) if known and before else on
    return {**employer_reference(register, employer, eve), "on": on.isoformat()}


def organisation_view(register: Register, known: Organisation, on: date) -> OrganisationAnswer:
    """An organisation, with its names and affiliations over time, and what it came of and became."""
    named = known.named(on)
    return {
        "id": str(known.id),
        "slug": known.slug,
        "name": named.name,
        "kind": known.kind,
        "short_name": named.short_name,
        "orgnr": known.orgnr,
        "from": iso_day(known.exists.start),
        "until": iso_day(known.exists.stop),
        "exists": on in known.exists,
        "names": _titles(known),
        "predecessors": [_kin(register, each, before=True) for each in known.predecessors],
        "successors": [_kin(register, each) for each in known.successors],
        "affiliations": [
            {
                "sammenslutning": organisation_reference(register, each.sammenslutning, on),
                "from": iso_day(each.days.start),
                "until": iso_day(each.days.stop),
            }
            for each in sorted(known.affiliations, key=lambda each: each.days)
        ],
    }


def _titles(known: Organisation) -> list[TitleInTime]:
    """The names it has had while it existed, without those that change nothing."""
    stops = [title.from_ for title in known.names[1:]] + [FOREVER]
    held = [title for title, stop in zip(known.names, stops, strict=True) if stop > known.exists.start]
    distinct = [
        title for before, title in zip([None, *held], held, strict=False) if before is None or before[1:] != title[1:]
    ]
    return [
        {"from": iso_day(max(each.from_, known.exists.start)), "name": each.name, "short_name": each.short_name}
        for each in distinct
    ]


def _kin(register: Register, kin: Kin, *, before: bool = False) -> KinAnswer:
    known_as = kin.on - timedelta(days=1) if before else kin.on
    return {**organisation_reference(register, kin.organisation, known_as), "on": kin.on.isoformat()}


def employer_statement(said: Statement, world: World, _: PersonNames, today: date) -> EmployerAnswer:
    """A registration, as the employer that it makes."""
    return employer_view(world.register, employers_of(world.register)[said.content["employer"]], today)


def organisation_statement(said: Statement, world: World, _: PersonNames, today: date) -> OrganisationAnswer:
    """A registration, as the organisation that it makes."""
    return organisation_view(world.register, organisations_of(world.register)[said.content["organisation"]], today)
