"""How what many answers share is shown: employers, organisations, persons by right, days; and JSON of it, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, cast, overload
from uuid import UUID

from orjson import dumps

from api.http.answers import BlockAnswer, DaysInTime, EmployerRef, OrganisationRef, PersonRef
from domain.log.spans import ALWAYS, FOREVER
from domain.log.statements import Statement
from domain.log.world import Register, World
from domain.people.port import Details, People, Person
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from projections.coverage.line import Block

Shape = Mapping[str, Any]
"""An answer of whatever kind, or what is put into one field by field."""


# An open end is a day like any other to mypy: where there may be one, the answer says `OpenDay`.
@overload
def iso_day(value: date) -> str: ...


@overload
def iso_day(value: date | None) -> str | None: ...


def iso_day(value: date | None) -> str | None:
    """A date as text; the open ends of spans as null."""
    return None if value in (None, ALWAYS, FOREVER) else value.isoformat()


def timeline_view(blocks: Sequence[Block]) -> list[BlockAnswer]:
    """The intervals of constant status of a pair."""
    return [
        {"from": iso_day(block.days.start), "until": iso_day(block.days.stop), "status": block.status}
        for block in blocks
    ]


def employer_reference(register: Register, employer: UUID, on: date) -> EmployerRef:
    """An employer as it was on the day."""
    known = employers_of(register).get(employer)
    if known is None:
        return {"id": str(employer), "kommunenummer": None, "name": None}
    name = known.named(on)
    return {"id": str(employer), "kommunenummer": name.kommunenummer, "name": name.name}


def organisation_reference(register: Register, organisation: UUID, on: date | None = None) -> OrganisationRef:
    """An organisation, by slug and the name it had on the day; by its last name, where none is asked about."""
    known = organisations_of(register).get(organisation)
    if known is None:
        return {"slug": str(organisation), "name": None}
    return {"slug": known.slug, "name": known.named(on).name}


def scope_view(value: str | list[UUID] | None) -> str | list[str] | None:
    """A scope as it is written."""
    return [str(employer) for employer in value] if isinstance(value, list) else value


def span_view(said: Statement) -> DaysInTime:
    return {"from": iso_day(said.content["from_"]), "until": iso_day(said.content["until"])}


def content_view(said: Statement, world: World, on: date) -> dict[str, Any]:
    """What was said, with references as they were on the day."""
    return {key.rstrip("_"): plain_value(key, value, world.register, on) for key, value in said.content.items()}


def plain_value(key: str, value: Any, register: Register, on: date) -> Any:
    """One field of a statement, with references as they were on the day."""
    named = key in ("employer", "owner", "employed_at") or (key == "seat" and value in employers_of(register))
    if named and value is not None:
        return employer_reference(register, value, on)
    if key in ("organisation", "sammenslutning"):
        return organisation_reference(register, value, on)
    if key == "agreed_with":
        return [organisation_reference(register, each)["slug"] for each in value]
    if isinstance(value, Mapping):
        return {inner: plain_value(inner, each, register, on) for inner, each in value.items()}
    if isinstance(value, list):
        return [plain_value("", each, register, on) for each in value]
    if isinstance(value, date):
        return iso_day(value)
    return str(value) if isinstance(value, UUID) else value


class PersonNames:
    """Persons as the asker may see them. Whose names are given is noted in ``shown``.

    Those whom the asker has ``told`` of in the same request are shown just as told, and that is not noted.
    """

    def __init__(
        self,
        people: People | None,
        today: date = ALWAYS,
        is_own: Callable[[Person], bool] = lambda _: True,
        shown: set[UUID] | None = None,
        told: Mapping[UUID, Person] = MappingProxyType({}),
    ) -> None:
        self._people = people
        self._today = today
        self._is_own = is_own
        self._shown = set() if shown is None else shown
        self._told = told

    def show(self, person: UUID) -> PersonRef:
        """One person."""
        return self.show_all([person])[person]

    def show_all(self, people: Iterable[UUID]) -> dict[UUID, PersonRef]:
        """Several persons, by identity."""
        asked = list(people)
        found = {**self._found(asked), **self._told} if self._people else {}
        shapes: dict[UUID, PersonRef] = {}
        for person in asked:
            kept = found.get(person)
            if kept is None or kept.details is None:
                shapes[person] = {"id": str(person), "name": None}
                if self._people:
                    shapes[person]["erased"] = True
            elif kept.is_restricted(self._today) and not self._is_own(kept):
                shapes[person] = {"id": str(person), "name": None, "restricted": True}
            else:
                shapes[person] = named_person(kept, kept.details, self._today)
                self._shown |= {person} - self._told.keys()
        return shapes

    def _found(self, asked: Iterable[UUID]) -> Mapping[UUID, Person]:
        unknown = [person for person in asked if person not in self._told]
        return self._people.find(unknown) if self._people and unknown else {}


def named_person(person: Person, details: Details, today: date) -> PersonRef:
    """A person by name, to those who may see it."""
    restricted = {"restricted": True} if person.is_restricted(today) else {}
    # Which details are given is known only here.
    return cast("PersonRef", {"id": str(person.id), **details.shown(), **restricted})


def own_person(person: Person, details: Details, today: date) -> PersonRef:
    """A person with all details, to whoever appointed them."""
    return cast("PersonRef", {**named_person(person, details, today), **details.as_dict()})


Written = Any
"""A part of an answer that is JSON already, an orjson ``Fragment``: mypy takes it for whatever stands there."""


class Fragments:
    """Of one register, which is kept as long as it is used."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._employers: dict[bytes, list[tuple[date, bytes]]] = {}
        self._organisations: dict[UUID, list[tuple[date, bytes]]] = {}

    def employer(self, packed: bytes, day: date) -> bytes:
        """The employer whose identity has these bytes, as it was on the day."""
        names = self._employers.get(packed)
        if names is None:
            names = self._employers[packed] = self._named(UUID(bytes=packed))
        return _on(day, names)

    def _named(self, employer: UUID) -> list[tuple[date, bytes]]:
        """The days from which it was called so, the last first."""
        known = employers_of(self.register).get(employer)
        days = [name.from_ for name in reversed(known.names)] if known else [date.min]
        return [(day, dumps(employer_reference(self.register, employer, day))) for day in days]

    def organisation(self, organisation: UUID, day: date) -> bytes:
        """The organisation, under the name it had on the day."""
        names = self._organisations.get(organisation)
        if names is None:
            names = self._organisations[organisation] = self._titled(organisation)
        return _on(day, names)

    def _titled(self, organisation: UUID) -> list[tuple[date, bytes]]:
        known = organisations_of(self.register).get(organisation)
        days = [title.from_ for title in reversed(known.names)] if known else [date.min]
        return [(day, dumps(organisation_reference(self.register, organisation, day))) for day in days]


def _on(day: date, names: Sequence[tuple[date, bytes]]) -> bytes:
    """What was so on the day; before the first, the first."""
    for from_, written in names:
        if from_ <= day:
            return written
    return names[-1][1]


def members_of(part: Mapping[str, Any]) -> bytes:
    """The members of an object, without its braces."""
    return dumps(part)[1:-1]
