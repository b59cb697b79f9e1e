"""What a crash leaves of persons: rows that no event refers to, rows without a key, and keys without a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from projections.people.keys import KeyStore
from projections.store.database import Database

_OF_A_PERSON = re.compile(r"[0-9a-f]{32}")


class Mismatch(Exception):
    """Store and keys do not belong together, so what lacks the other is no orphan."""


@dataclass(frozen=True)
class Orphans:
    """What should not be there, by the person's identity."""

    unmentioned: Sequence[UUID]
    """Persons whom no event refers to: written for a statement that was never recorded."""
    locked: Sequence[UUID]
    """Persons whose key is gone and whose row is not empty yet: an erasure that was cut short."""
    keys: Sequence[UUID]
    """Keys of persons who are not there."""

    def __bool__(self) -> bool:
        return bool(self.unmentioned or self.locked or self.keys)


class OrphanStore:
    """Finds them and takes them away, in the store and among the keys."""

    def __init__(self, database: Database, keys: KeyStore) -> None:
        self._database = database
        self._keys = keys

    def find(self, before: datetime) -> Orphans:
        """Those that were there before the instant; what is younger may be on its way. Raises :class:`Mismatch`."""
        limit = before.astimezone(UTC).isoformat()
        with self._database.reading() as c:
            c.execute("SELECT id, sealed IS NOT NULL AS sealed FROM people ORDER BY id")
            rows = {row["id"]: bool(row["sealed"]) for row in c.fetchall()}
            c.execute(_UNMENTIONED, (limit,))
            unmentioned = [row["id"] for row in c.fetchall()]
        # The keys after the rows: a key is always there before its row.
        keys = {name: at for name, at in self._keys.kept().items() if _OF_A_PERSON.fullmatch(name)}
        sealed = {name for name, there in rows.items() if there}
        if (sealed and not sealed & keys.keys()) or (keys and not rows.keys() & keys.keys()):
            raise Mismatch
        lonely = [name for name, at in keys.items() if name not in rows and (at is None or at < before)]
        return Orphans(
            [UUID(name) for name in unmentioned],
            [UUID(name) for name in sorted(sealed - keys.keys() - set(unmentioned))],
            [UUID(name) for name in sorted(lonely)],
        )

    def remove(self, orphans: Orphans) -> bool:
        """Take them away, keys first. False while somebody still reads an older state of the files."""
        for person in (*orphans.keys, *orphans.unmentioned):
            self._keys.delete(person.hex)
        with self._database.transaction() as c:
            for person in orphans.unmentioned:
                c.execute(_DELETE_UNMENTIONED, (person.hex,))
            for person in orphans.locked:
                c.execute("UPDATE people SET sealed=NULL, restricted_from=NULL WHERE id=?", (person.hex,))
        return self.flush()

    def flush(self) -> bool:
        """See that what was erased lies in no file; False while somebody still reads an older state."""
        return self._database.flush() & self._keys.flush()


_UNMENTIONED = (
    "SELECT id FROM people WHERE COALESCE(created_at, '') < ? "
    "AND NOT EXISTS (SELECT 1 FROM mentions WHERE person = people.id) ORDER BY id"
)
_DELETE_UNMENTIONED = "DELETE FROM people WHERE id=? AND NOT EXISTS (SELECT 1 FROM mentions WHERE person = people.id)"
