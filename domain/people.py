"""The port to personal data: names and contact details, kept apart from the events so that they can be erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Details:
    """A person's name and contact details, as the appointing party gave them."""

    name: str
    email: str | None = None
    phone: str | None = None

    def as_dict(self) -> dict[str, str]:
        """The fields that are given."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Person:
    """A person as kept: who appointed them, and their details unless these have been erased."""

    id: UUID
    party: str
    details: Details | None


class People(Protocol):
    """Where persons are kept."""

    def add(self, person: UUID, party: str, details: Details) -> None:
        """Keep a new person, durably, before any event refers to them."""

    def correct(self, person: UUID, details: Details) -> None:
        """Replace the details of a person."""

    def erase(self, person: UUID) -> None:
        """Forget the details for good, with their key."""

    def find(self, people: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Those of the persons that are kept, erased ones without details."""
