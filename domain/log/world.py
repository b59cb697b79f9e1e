"""What is known at one position: the register, and one project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from domain.log.book import Book
from domain.log.statements import Statement

Said = TypeVar("Said", bound=Statement)
Known = TypeVar("Known", bound="Register | World")
Made = TypeVar("Made")

WorkedOut = dict[Callable[..., Any], Any]
"""By function (:func:`derived`), what it answered."""


@dataclass(frozen=True)
class Register:
    """The register as known at a position. Kept and shared: never changed."""

    book: Book
    worked_out: WorkedOut = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True)
class World:
    """The register and one project as known at a position. Kept and shared: never changed.

    Where the subject is the register itself, ``book`` is the register's. What it amounts to, features work out of it
    by functions that are :func:`derived`.
    """

    register: Register
    subject: UUID
    book: Book
    worked_out: WorkedOut = field(default_factory=dict, init=False, repr=False, compare=False)

    def following(self, before: World) -> World:
        """This world, sparing itself what an earlier one has worked out from the same statements."""
        if self.register is before.register:
            for work, made in before.worked_out.copy().items():
                if self._amounts_to_the_same(before, _SOURCES[work]):
                    self.worked_out.setdefault(work, made)
        return self

    def _amounts_to_the_same(self, before: World, sources: Sources) -> bool:
        now, then = self.book, before.book
        alike = all(now.kinds.get(kind) is then.kinds.get(kind) for kind in sources.kinds)
        return alike and (not sources.voices or now.voices == then.voices)

    def standing(self, said: type[Said], *address: UUID | None) -> Said | None:
        """What stands at the address, of a kind that has one slot there; None where nothing does."""
        found = self.book.standing(said.KIND, address)
        return found if isinstance(found, said) else None


class Sources(NamedTuple):
    """What something is worked out from, beside the register."""

    kinds: tuple[str, ...]
    voices: bool
    """Whether also from who has ever said something."""


_SOURCES: dict[Callable[..., Any], Sources] = {}


def derived(*kinds: str, voices: bool = False) -> Callable[[Callable[[Known], Made]], Callable[[Known], Made]]:
    """What follows from the register and from statements of these kinds alone is worked out once for each world.

    A later world takes it over while they stand unchanged.
    """

    def once(work: Callable[[Known], Made]) -> Callable[[Known], Made]:
        _SOURCES[work] = Sources(kinds, voices)

        @wraps(work)
        def of(known: Known) -> Made:
            made: Made | None = known.worked_out.get(work)
            if made is None:
                made = known.worked_out.setdefault(work, work(known))
            return made

        return of

    return once
