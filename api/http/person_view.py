"""How persons are shown: by name to those with the right, otherwise as an identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import cast
from uuid import UUID

from api.http.answers import PersonRef
from domain.log.spans import ALWAYS
from domain.people.port import Details, People, Person


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
