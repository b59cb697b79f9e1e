"""What every statement has in common: who said it, and which slot it fills or empties.

A statement fills the slot of its *address* and its *from* (docs/model.md). The event that records it knows
both, so that one fold (:mod:`domain.log.book`) serves all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, cast
from uuid import UUID, uuid5

from eventsourcing.domain import DomainEvent
from eventsourcing.utils import register_topic

NAMESPACE = UUID("6f6c1a52-4d0f-5e0b-9c1e-5a6d72616431")
"""Root of all derived (uuid5) identities."""

ENVELOPE = ("originator_id", "originator_version", "timestamp", "by", "capacity", "on_behalf_of", "command")

Address = tuple[Hashable, ...]


class Author(NamedTuple):
    """Who says something: the party, in what capacity, and for whom if not for itself."""

    by: str
    capacity: str
    on_behalf_of: str | None = None


class Statement(DomainEvent):
    """An event that fills one slot. Subclasses name their slot by class variables."""

    TOPIC: ClassVar[str] = ""
    """Name of the event in the store; never changes."""
    KIND: ClassVar[str]
    """What is spoken of; shared with the withdrawal."""
    ADDRESS: ClassVar[tuple[str, ...]]
    """Fields that address the slot."""
    DATED: ClassVar[str | None] = "from_"
    """Field with the slot's date; None for objects, which have one slot."""
    EMPTIES: ClassVar[bool] = False
    class_version: ClassVar[int] = 1

    by: str
    capacity: str
    on_behalf_of: str | None
    command: UUID

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "TOPIC" in cls.__dict__:
            register_topic(cls.TOPIC, cls)
            TOPICS[cls.TOPIC] = cls

    @property
    def address(self) -> Address:
        """The values that address the slot."""
        return tuple(getattr(self, name) for name in self.ADDRESS)

    @property
    def at(self) -> date | None:
        """The slot's date."""
        return cast("date | None", getattr(self, self.DATED)) if self.DATED else None

    @property
    def content(self) -> Mapping[str, Any]:
        """What was said, without who said it and when."""
        return {name: value for name, value in vars(self).items() if name not in ENVELOPE}


class Withdrawal(Statement):
    """An event that empties one slot."""

    EMPTIES = True


TOPICS: dict[str, type[Statement]] = {}
"""Every event there is, by its topic."""


def identity(*parts: object) -> UUID:
    """A UUID derived from the parts, the same in every process.

    >>> identity("project", 1) == identity("project", 1)
    True
    """
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def is_dated(kind: str) -> bool:
    """Whether statements of the kind fill slots by date: not those about an object, which has one slot."""
    return next(each for each in TOPICS.values() if kind == each.KIND).DATED not in (None, "on")


@dataclass(frozen=True)
class Party:
    """``registrar``, ``auditor``, or an ``employer``, ``organisation`` or ``branch`` of the register.

    A branch is an organisation's (``id``) at an employer (``seat``).
    """

    capacity: str
    id: UUID | None = None
    seat: UUID | None = None

    def __str__(self) -> str:
        if self.capacity == "branch":
            return f"organisation:{self.id}/{self.seat}"
        return self.capacity if self.id is None else f"{self.capacity}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Party:
        """The party that is written so. Raises :class:`ValueError`.

        >>> Party.parse("registrar")
        Party(capacity='registrar', id=None, seat=None)
        """
        capacity, _, identifier = text.partition(":")
        if capacity in ("registrar", "auditor") and not identifier:
            return cls(capacity)
        if capacity == "organisation" and "/" in identifier:
            organisation, _, seat = identifier.partition("/")
            return cls("branch", UUID(organisation), UUID(seat))
        if capacity in ("employer", "organisation"):
            return cls(capacity, UUID(identifier))
        raise ValueError("No such party.")


REGISTER = identity("register")
"""The subject whose log holds all statements about the register."""
