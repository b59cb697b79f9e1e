"""What every statement has in common: who said it, and which slot it fills or empties.

A statement fills the slot of its *address* and its *from* (docs/model.md). The event that records it knows
both, so that one fold (:mod:`domain.log.book`) serves all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar, NamedTuple, cast
from uuid import UUID, uuid5

from eventsourcing.domain import DomainEvent
from eventsourcing.utils import register_topic

from domain.log.spans import Span, span

NAMESPACE = UUID("6f6c1a52-4d0f-5e0b-9c1e-5a6d72616431")
"""Root of all derived (uuid5) identities."""

ENVELOPE = ("originator_id", "originator_version", "timestamp", "by", "capacity", "on_behalf_of", "command")

Address = tuple[Hashable, ...]


class Author(NamedTuple):
    """Who says something: the party, in what capacity, and for whom if not for itself."""

    by: str
    capacity: str
    on_behalf_of: str | None = None


class Affects(Enum):
    """Whose coverage in a project may be another once something of a kind has been said."""

    NOBODY = "nobody"
    """Nobody's, but perhaps that by group. So too of the register, by which all is worked out anew."""
    EVERYBODY = "everybody"
    """Everybody's: it says which days there are, and nothing else."""
    ORGANISATION = "organisation"
    """That of the organisation in the address."""
    SPOKEN_FOR = "spoken for"
    """That of everybody for whom the appointment in the address may speak."""


class Statement(DomainEvent):
    """An event that fills one slot. Subclasses describe themselves by class variables, those without a value always.

    ``tests/domain/log/test_kinds.py`` says what else a kind needs, and where.
    """

    TOPIC: ClassVar[str] = ""
    """Name of the event in the store; never changes."""
    KIND: ClassVar[str]
    """What is spoken of; shared with the withdrawal."""
    ADDRESS: ClassVar[tuple[str, ...]]
    """Fields that address the slot."""
    DATED: ClassVar[str | None] = "from_"
    """Field with the slot's date; None for objects, which have one slot."""
    DECIDER: ClassVar[str | None]
    """Field that names whoever decides it, whose stream it belongs to; None for the project's owner. Never changes."""
    AFFECTS: ClassVar[Affects]
    """Whose coverage may be another once it has been said."""
    BEGINS: ClassVar[str | None] = "from_"
    """Field with the first day on which it holds; None where it holds on all days."""
    TAKES_OVER: ClassVar[bool] = False
    """Whether, where coverage depends on it, it holds until the next of its address does."""
    OF_THE_REGISTER: ClassVar[bool] = False
    """Whether it is said of the register, and not of a project."""
    REGISTERS: ClassVar[tuple[str, ...]] = ()
    """Fields that name the employer or organisation of which the register says something."""
    PERSON: ClassVar[str | None] = None
    """Field that names a person."""
    WITHHELD: ClassVar[tuple[str, ...]] = ()
    """Fields, its own and those of what it lists, that name somebody, or that somebody has written freely: the feed of
    events leaves them out, and whoever may read them asks for them."""
    SEEN_AS: ClassVar[str | None] = None
    """The view without which nobody sees it of the organisation that decides it; None where it is seen by whoever sees
    what is said of its project, or of the register."""
    IMMATERIAL: ClassVar[tuple[str, ...]] = ()
    """Fields on which no coverage depends."""
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
            if not cls.EMPTIES:
                KINDS[cls.KIND] = cls

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

    @property
    def days(self) -> Span:
        """The days on which it holds, as it says itself."""
        said = vars(self)
        return span(said[self.BEGINS] if self.BEGINS else None, said.get("until"))

    @property
    def named_person(self) -> UUID | None:
        """The person whom it names."""
        return cast("UUID | None", getattr(self, self.PERSON)) if self.PERSON else None

    @property
    def registered(self) -> frozenset[UUID]:
        """The employers and organisations of which the register says something by it."""
        return frozenset(getattr(self, name) for name in self.REGISTERS)


class Withdrawal(Statement):
    """An event that empties one slot."""

    EMPTIES = True


_SHARED = ("KIND", "ADDRESS", "DATED", "DECIDER", "AFFECTS", "OF_THE_REGISTER", "REGISTERS", "SEEN_AS")


def withdrawal_of(said: type[Statement], topic: str, meaning: str, *keeps: str) -> type[Withdrawal]:
    """The event that empties the slots that ``said`` fills.

    It has the fields that name the slot, and whoever decides; beyond them those that it ``keeps``.
    """
    named = {*said.ADDRESS, said.DATED, said.DECIDER, *keeps}
    members = {
        "__module__": said.__module__,
        "__qualname__": topic,
        "__doc__": meaning,
        "__annotations__": {name: kind for name, kind in said.__annotations__.items() if name in named},
        "TOPIC": topic,
        **{name: getattr(said, name) for name in _SHARED},
        "BEGINS": said.DATED,
    }
    make = cast("Callable[..., type[Withdrawal]]", type(Withdrawal))
    return make(topic, (Withdrawal,), members)


TOPICS: dict[str, type[Statement]] = {}
"""Every event there is, by its topic."""
KINDS: dict[str, type[Statement]] = {}
"""For each kind, the event that fills its slots."""


def identity(*parts: object) -> UUID:
    """A UUID derived from the parts, the same in every process.

    >>> identity("project", 1) == identity("project", 1)
    True
    """
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def is_dated(kind: str) -> bool:
    """Whether the kind is withdrawn by date: not if it is about an object, which has one slot, or never withdrawn."""
    return any(each.EMPTIES and each.DATED is not None and kind == each.KIND for each in TOPICS.values())


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
