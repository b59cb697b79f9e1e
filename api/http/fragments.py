"""JSON of what many answers share: employers and organisations of a register, each written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from orjson import dumps

from api.http.shapes import employer_reference, organisation_reference
from domain.log.world import Register

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
        known = self.register.employers.get(employer)
        days = [name.from_ for name in reversed(known.names)] if known else [date.min]
        return [(day, dumps(employer_reference(self.register, employer, day))) for day in days]

    def organisation(self, organisation: UUID, day: date) -> bytes:
        """The organisation, under the name it had on the day."""
        names = self._organisations.get(organisation)
        if names is None:
            names = self._organisations[organisation] = self._titled(organisation)
        return _on(day, names)

    def _titled(self, organisation: UUID) -> list[tuple[date, bytes]]:
        known = self.register.organisations.get(organisation)
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
