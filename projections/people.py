"""Personal data, encrypted under a key per person; the keys lie in a database of their own.

A copy of one without the other tells nothing, and erasing a key erases the person from every copy of the store.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from cryptography.fernet import Fernet
from eventsourcing.sqlite import SQLiteCursor

from domain.people import Details, Person
from projections.sqlite import datastore, reading

PATIENCE, PAUSE = 1.0, 0.02
"""For how many seconds, and with how many between, emptying the write-ahead log is tried."""


class KeyStore:
    """Keys by name: one per person, and those of the local issuer of tokens."""

    def __init__(self, path: Path) -> None:
        self._store = datastore(path)

    def create(self) -> None:
        """Make the table, once."""
        with self._store.transaction(commit=True) as c:
            c.execute("CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID")

    def put(self, name: str, key: bytes) -> bytes:
        """Keep a key under a name; the one that was kept first stays, and is answered."""
        with self._store.transaction(commit=True) as c:
            c.execute("INSERT INTO keys VALUES (?,?) ON CONFLICT DO NOTHING", (name, key))
            c.execute("SELECT key FROM keys WHERE name=?", (name,))
            return bytes(c.fetchone()["key"])

    def get(self, name: str) -> bytes | None:
        """The key of that name."""
        with reading(self._store) as c:
            c.execute("SELECT key FROM keys WHERE name=?", (name,))
            row = c.fetchone()
        return bytes(row["key"]) if row else None

    def replace(self, name: str, old: bytes, new: bytes) -> bool:
        """Keep another key under the name, overwriting the old one; False where that was no longer the key."""
        with self._store.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("UPDATE keys SET key=? WHERE name=? AND key=? RETURNING name", (new, name, old))
            replaced = bool(cursor.fetchall())
            _empty_the_wal(cursor)
            return replaced

    def delete(self, name: str) -> None:
        """Forget the key, overwriting where it lay."""
        with self._store.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("DELETE FROM keys WHERE name=?", (name,))
            _empty_the_wal(cursor)

    def close(self) -> None:
        """Close the connections."""
        self._store.close()


def _empty_the_wal(cursor: SQLiteCursor) -> None:
    """Empty the write-ahead log, where what has been overwritten still lies; whoever else does so is waited for."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if not any(row[0] for row in cursor.fetchall()):
                return
        time.sleep(PAUSE)


class PeopleStore:
    """Persons in the store's database, readable with the keys of another."""

    def __init__(self, path: Path, keys: KeyStore) -> None:
        self._store = datastore(path)
        self._keys = keys

    def create(self) -> None:
        """Make the table, once."""
        with self._store.transaction(commit=True) as c:
            c.execute("CREATE TABLE IF NOT EXISTS people (id TEXT PRIMARY KEY, party TEXT, sealed BLOB) WITHOUT ROWID")

    def add(self, person: UUID, party: str, details: Details) -> None:
        """Keep a new person, durably, before any event refers to them."""
        key = self._keys.put(person.hex, Fernet.generate_key())
        with self._store.transaction(commit=True) as c:
            c.execute("INSERT INTO people VALUES (?,?,?)", (person.hex, party, _sealed(details, key)))

    def correct(self, person: UUID, details: Details) -> None:
        """Replace the details of a person."""
        key = self._keys.get(person.hex)
        if key is None:
            raise LookupError("The person has been erased.")
        with self._store.transaction(commit=True) as c:
            c.execute("UPDATE people SET sealed=? WHERE id=?", (_sealed(details, key), person.hex))

    def erase(self, person: UUID) -> None:
        """Forget the details for good, with their key; that there was a person stays."""
        self._keys.delete(person.hex)
        with self._store.transaction(commit=True) as c:
            c.execute("UPDATE people SET sealed=NULL WHERE id=?", (person.hex,))

    def find(self, people: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Those of the persons that are kept, erased ones without details."""
        found = {}
        with reading(self._store) as c:
            for person in set(people):
                c.execute("SELECT party, sealed FROM people WHERE id=?", (person.hex,))
                row = c.fetchone()
                if row:
                    found[person] = Person(person, row["party"], self._opened(person, row["sealed"]))
        return found

    def _opened(self, person: UUID, sealed: bytes | None) -> Details | None:
        key = self._keys.get(person.hex)
        return Details(**json.loads(Fernet(key).decrypt(sealed))) if key and sealed else None

    def close(self) -> None:
        """Close the connections."""
        self._store.close()


def _sealed(details: Details, key: bytes) -> bytes:
    return Fernet(key).encrypt(json.dumps(details.as_dict(), ensure_ascii=False).encode())
