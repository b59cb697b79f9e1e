"""The one fold: statements in log order become a book of slots.

A book is a value. Folding more statements in gives a new book that shares what did not change with the old, so
that readers need no lock and a query at another position, a rebuild and a trial run all mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from domain.log.statements import Address, Statement


class Entry(NamedTuple):
    """A statement where it stands in the log."""

    position: int
    recorded_at: datetime
    event: Statement


Slots = Mapping[date | None, Entry]
"""By the slot's date (None for an object's only slot)."""


@dataclass(frozen=True)
class Book:
    """What stands in every slot of one subject (a project, or the register), as known at ``position``."""

    position: int = 0
    kinds: Mapping[str, Mapping[Address, Slots]] = field(default_factory=dict)
    versions: Mapping[UUID, int] = field(default_factory=dict)
    """The last version of each stream of the subject."""
    voices: frozenset[str] = frozenset()
    """The parties that have ever said something, or had it said on their behalf."""

    def with_entries(self, entries: Iterable[Entry]) -> Book:
        """The book with the entries folded in, in order."""
        kinds = dict(self.kinds)
        versions = dict(self.versions)
        voices = set(self.voices)
        fresh: dict[str, dict[Address, Slots]] = {}
        position = self.position
        for entry in entries:
            event, position = entry.event, entry.position
            addresses = fresh.get(event.KIND)
            if addresses is None:
                addresses = fresh[event.KIND] = dict(kinds.get(event.KIND, {}))
            addresses[event.address] = {**addresses.get(event.address, {}), event.at: entry}
            versions[event.originator_id] = event.originator_version
            voices.add(event.on_behalf_of or event.by)
        return Book(position, {**kinds, **fresh}, versions, frozenset(voices))

    def slot(self, kind: str, address: Address, at: date | None = None) -> Entry | None:
        """What was last said in the slot, be it a withdrawal; None if nothing ever was."""
        return self.kinds.get(kind, {}).get(address, {}).get(at)

    def standing(self, kind: str, address: Address, at: date | None = None) -> Statement | None:
        """The statement that stands in the slot; None if it is empty."""
        entry = self.slot(kind, address, at)
        return None if entry is None or entry.event.EMPTIES else entry.event

    def used(self, kind: str, address: Address) -> Slots:
        """All slots of the address that were ever spoken of, empty ones too."""
        return self.kinds.get(kind, {}).get(address, {})

    def entries(self, kind: str, address: Address) -> list[Entry]:
        """What stands in the slots of the address, by their dates."""
        slots = self.kinds.get(kind, {}).get(address, {})
        return [slots[at] for at in sorted(slots, key=_date_order) if not slots[at].event.EMPTIES]

    def all_entries(self, kind: str) -> Iterator[Entry]:
        """What stands in any slot of the kind."""
        for slots in self.kinds.get(kind, {}).values():
            for entry in slots.values():
                if not entry.event.EMPTIES:
                    yield entry

    def changed_since(self, before: Book) -> Iterator[tuple[str, Address]]:
        """The kinds and addresses of what has been said since an earlier book of the same subject."""
        for kind, addresses in self.kinds.items():
            known = before.kinds.get(kind, {})
            if addresses is known:
                continue
            for (address, slots), then in zip_longest(addresses.items(), known.values()):
                if slots is not then:
                    yield kind, address

    def addresses(self, kind: str) -> Iterator[Address]:
        """The addresses of the kind in which something stands."""
        for address, slots in self.kinds.get(kind, {}).items():
            if any(not entry.event.EMPTIES for entry in slots.values()):
                yield address


def _date_order(at: date | None) -> date:
    return at or date.min
