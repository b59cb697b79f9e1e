"""The port to personal data: names and contact details, kept apart from the events so that they can be erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.log.ports import Write


@dataclass(frozen=True)
class Details:
    """A person's name and contact details, as the appointing party gave them."""

    name: str
    email: str | None = None
    phone: str | None = None
    gender: str | None = None
    """As the person has stated it, if they have; never guessed, and shown to nobody but who appointed them."""

    def as_dict(self) -> dict[str, str]:
        """The fields that are given."""
        return {key: value for key, value in vars(self).items() if value is not None}

    def shown(self) -> dict[str, str]:
        """The fields that are given, and that all parties of a project may see."""
        return {key: value for key, value in self.as_dict().items() if key != "gender"}


@dataclass(frozen=True)
class Person:
    """A person as kept: who appointed them, and their details unless these have been erased."""

    id: UUID
    party: str
    details: Details | None
    restricted_from: date | None = None
    """The day from which the details are shown to nobody but the party; None unless restricted."""
    kept_since: datetime | None = None
    """When they were first kept, where that is known."""

    def is_restricted(self, today: date) -> bool:
        """Whether the details are shown to the party alone."""
        return self.restricted_from is not None and self.restricted_from <= today


class NamedPeople(Protocol):
    """Where those are found whom statements name."""

    def adding(self, person: UUID, party: str, details: Details) -> Write:
        """What writes a new person, together with the event that names them. Their key is kept at once, durably."""

    def find(self, people: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Those of the persons that are kept, erased ones without details."""


class People(NamedPeople, Protocol):
    """Where persons are kept."""

    def correct(self, person: UUID, details: Details) -> None:
        """Replace the details of a person."""

    def erase(self, person: UUID) -> None:
        """Forget the details for good, with their key."""

    def restrict(self, person: UUID, from_: date | None) -> None:
        """Show the details to nobody but the party from that day; None lifts it."""

    def appointed_by(self, parties: Iterable[str]) -> Sequence[UUID]:
        """Those that the parties have appointed, erased ones left out."""


@dataclass(frozen=True)
class Read:
    """That a person's name or contact details were shown to a party; never what they are."""

    at: datetime
    """The instant, with its offset."""
    by: str
    """The party, as :class:`~domain.rights.Party` is written."""
    person: UUID
    view: str
    """The operation that showed them, such as ``get_appointment``."""
    project: UUID | None
    """The project in which they were shown, if it was in one."""


class Reads(Protocol):
    """Who has been shown whose name. Kept beside the log, since it is no statement, and not kept for ever."""

    def record(self, reads: Sequence[Read]) -> None:
        """Keep the reads, durably and all of them, in one transaction."""

    def of(self, person: UUID) -> Sequence[Read]:
        """The reads of a person that are still kept, newest first; also of one who has been erased."""

    def drop_before(self, instant: datetime) -> int:
        """Forget the reads before the instant, which has an offset; how many they were."""
