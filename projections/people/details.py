"""Personal data, encrypted under a key per person; the keys lie in a database of their own.

A copy of one without the other tells nothing, and erasing a key erases the person from every copy of the store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet

from domain.log.ports import Write
from domain.people.port import Details, Person
from projections.people.keys import KeyStore
from projections.store.database import Database, define

_TABLES = (
    "CREATE TABLE IF NOT EXISTS people (id TEXT PRIMARY KEY, party TEXT, sealed BLOB) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS people_party ON people (party)",
)
_ADDED = ("created_at", "restricted_from")
"""Columns that older stores lack."""


class PeopleStore:
    """Persons in the store's database, readable with the keys of another."""

    def __init__(self, database: Database, keys: KeyStore, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    def create(self) -> None:
        """Make the table, once; complete an older one."""
        define(self._database, *_TABLES)
        there = self._database.columns("people")
        lacking = [column for column in _ADDED if column not in there]
        define(self._database, *(f"ALTER TABLE people ADD COLUMN {column} TEXT" for column in lacking))

    def adding(self, person: UUID, party: str, details: Details) -> Write:
        """What writes a new person, together with the event that names them.

        Their key is kept at once, durably: where nothing is written then, it opens nothing, and a sweep takes it away.
        """
        key = self._keys.put(person.hex, Fernet.generate_key())
        row = (person.hex, party, _sealed(details, key), self._clock().astimezone(UTC).isoformat())
        return lambda c: c.execute("INSERT INTO people (id, party, sealed, created_at) VALUES (?,?,?,?)", row)

    def correct(self, person: UUID, details: Details) -> None:
        """Replace the details of a person."""
        key = self._keys.get(person.hex)
        if key is None:
            raise LookupError("The person has been erased.")
        row = (_sealed(details, key), person.hex)
        with self._database.transaction() as c:
            c.execute("UPDATE people SET sealed=? WHERE id=? AND sealed IS NOT NULL", row)

    def restrict(self, person: UUID, from_: date | None) -> None:
        """Show the details to nobody but the party from that day; None lifts it."""
        with self._database.transaction() as c:
            c.execute("UPDATE people SET restricted_from=? WHERE id=?", (from_ and from_.isoformat(), person.hex))

    def erase(self, person: UUID) -> None:
        """Forget the details for good, with their key; that there was a person stays.

        The key goes first: whatever happens then, nobody reads the rest, and a sweep empties the row.
        """
        self._keys.delete(person.hex)
        with self._database.transaction() as c:
            c.execute("UPDATE people SET sealed=NULL, restricted_from=NULL WHERE id=?", (person.hex,))
        self._database.flush()

    def appointed_by(self, parties: Iterable[str]) -> Sequence[UUID]:
        """Those that the parties have appointed, erased ones left out."""
        found = []
        with self._database.reading() as c:
            for party in parties:
                c.execute(
                    "SELECT id FROM people WHERE party=? AND sealed IS NOT NULL "
                    "AND EXISTS (SELECT 1 FROM mentions WHERE person = people.id) ORDER BY id",
                    (party,),
                )
                found += [UUID(row["id"]) for row in c.fetchall()]
        return found

    def find(self, people: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Those of the persons that are kept, erased ones without details."""
        found = {}
        with self._database.reading() as c:
            for person in set(people):
                c.execute("SELECT * FROM people WHERE id=?", (person.hex,))
                row = c.fetchone()
                if row:
                    found[person] = self._person(person, row)
        return found

    def _person(self, person: UUID, row: Any) -> Person:
        restricted, since = row["restricted_from"], row["created_at"]
        return Person(
            person,
            row["party"],
            self._opened(person, row["sealed"]),
            date.fromisoformat(restricted) if restricted else None,
            datetime.fromisoformat(since) if since else None,
        )

    def _opened(self, person: UUID, sealed: bytes | None) -> Details | None:
        key = self._keys.get(person.hex) if sealed else None
        return Details(**json.loads(Fernet(key).decrypt(sealed))) if key and sealed else None


def _sealed(details: Details, key: bytes) -> bytes:
    return Fernet(key).encrypt(json.dumps(details.as_dict(), ensure_ascii=False).encode())
