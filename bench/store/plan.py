"""Which projects a store holds, and how big each is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from bench.store.cast import Cast

SPACE = UUID("00000000-0000-4000-8000-0000000be9c4")
NATIONAL = uuid5(SPACE, "asked national")
"""Of all employers and organisations."""
REGIONAL = tuple(uuid5(SPACE, f"asked regional {number}") for number in range(8))
"""Of 20 employers and 10 organisations each."""
BEGIN = date(2024, 1, 1)
"""When the asked projects begin: since then there are as many employers as today."""
EARLIEST = date(2019, 1, 1)
"""When the first of the others does: so there are mergers in the lives of many."""
ABSENT = 0.02
"""The share of projects in which the largest organisation has nobody."""
Scopes = Mapping[str, float]
NEAR: Scopes = {"all": 0.3, "neighbours": 0.5, "single": 0.2}
FAR: Scopes = {"all": 0.005, "neighbours": 0.695, "single": 0.3}


@dataclass(frozen=True)
class Kind:
    """A kind of project."""

    name: str
    employers: tuple[int, int]
    """The fewest and the most; so are the next two."""
    organisations: tuple[int, int]
    appointments: tuple[int, int]
    """Never more than two for each employer."""
    scopes: Scopes
    """The share of appointments by what they are for."""


SMALL = Kind("small", (2, 5), (3, 8), (2, 7), NEAR)
REGION = Kind("regional", (20, 20), (10, 10), (22, 28), NEAR)
NATION = Kind("national", (1000, 1000), (1000, 1000), (700, 700), FAR)
EVERY = 520
"""One project in so many is national; of the others, two in five are regional."""


@dataclass(frozen=True)
class Plan:
    """A project that is to be told."""

    id: UUID
    kind: Kind
    name: str
    from_: date
    employers: Sequence[UUID]
    organisations: Sequence[UUID]
    each_its_own_day: bool = False
    """Whether every employer clarifies on a date of its own; else neighbours do on the same."""

    @property
    def owner(self) -> UUID:
        """Who owns it."""
        return self.employers[0]


def asked(cast: Cast, *, own_days: bool) -> Iterator[Plan]:
    """The projects that are measured, the same in every store; ``own_days`` of the national one alone."""
    national = _drawn(NATIONAL, NATION, "Felles system", BEGIN, cast, random.Random(str(NATIONAL)))
    yield replace(national, each_its_own_day=own_days)
    for number, each in enumerate(REGIONAL):
        yield _drawn(each, REGION, f"Felles region {number}", BEGIN, cast, random.Random(str(each)))


def ballast(cast: Cast, seed: int) -> Iterator[Plan]:
    """The others, without end."""
    number = 0
    while True:
        drawing = random.Random(f"{seed} {number}")
        kind = _kind(number, drawing)
        begin = date(2024 + drawing.randrange(2), 1, 1) if kind is NATION else _day(drawing)
        yield _drawn(uuid5(SPACE, f"{seed} {number}"), kind, f"Felles løft {number}", begin, cast, drawing)
        number += 1


def _kind(number: int, drawing: random.Random) -> Kind:
    if number % EVERY == EVERY - 1:
        return NATION
    return REGION if drawing.random() < 0.4 else SMALL


def _day(drawing: random.Random) -> date:
    return EARLIEST + timedelta(days=drawing.randrange(6 * 365))


def _drawn(project: UUID, kind: Kind, name: str, begin: date, cast: Cast, drawing: random.Random) -> Plan:
    there = cast.on(begin.replace(month=1, day=1))
    count = min(len(there), drawing.randint(*kind.employers))
    first = drawing.randrange(len(there) - count + 1)
    return Plan(project, kind, name, begin, there[first : first + count], _organisations(kind, cast, drawing))


def _organisations(kind: Kind, cast: Cast, drawing: random.Random) -> Sequence[UUID]:
    largest, *others = cast.organisations
    count = min(len(others), drawing.randint(*kind.organisations) - 1)
    drawn = drawing.sample(others, count)
    if kind is not NATION and drawing.random() < ABSENT:
        return drawn
    return [largest, *drawn]
