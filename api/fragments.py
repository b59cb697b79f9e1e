"""JSON of what many answers share: employers and organisations of a register, each written once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from orjson import dumps

from api import shapes
from domain.world import Register


class Fragments:
    """Of one register, which is kept as long as it is used."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._employers: dict[bytes, list[tuple[date, bytes]]] = {}
        self._organisations: dict[UUID, bytes] = {}

    def employer(self, packed: bytes, day: date) -> bytes:
        """The employer whose identity has these bytes, as it was on the day."""
        names = self._employers.get(packed)
        if names is None:
            names = self._employers[packed] = self._named(UUID(bytes=packed))
        for from_, written in names:
            if from_ <= day:
                return written
        return names[-1][1]

    def _named(self, employer: UUID) -> list[tuple[date, bytes]]:
        """The days from which it was called so, the last first."""
        known = self._register.employers.get(employer)
        days = [name.from_ for name in reversed(known.names)] if known else [date.min]
        return [(day, dumps(shapes.employer_reference(self._register, employer, day))) for day in days]

    def organisation(self, organisation: UUID) -> bytes:
        """The organisation."""
        if organisation not in self._organisations:
            self._organisations[organisation] = dumps(shapes.organisation_reference(self._register, organisation))
        return self._organisations[organisation]


def members_of(part: Mapping[str, Any]) -> bytes:
    """The members of an object, without its braces."""
    return dumps(part)[1:-1]
