"""Keys, in a database of their own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from threading import Lock
from typing import NamedTuple

from projections.database import Cursor, Database, define


class _Asked(NamedTuple):
    """A key that is to be kept, and what comes of it."""

    name: str
    key: bytes
    kept: Future[bytes]


class KeyStore:
    """Keys by name: one per person, and those of the local issuer of tokens."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._turn = Lock()
        self._waiting: deque[_Asked] = deque()

    def create(self) -> None:
        """Make the table, once; complete an older one."""
        define(self._database, "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID")
        if "kept_at" not in self._database.columns("keys"):
            define(self._database, "ALTER TABLE keys ADD COLUMN kept_at TEXT")

    def put(self, name: str, key: bytes) -> bytes:
        """Keep a key under a name, durably; the one that was kept first stays, and is answered.

        Those that wait at the same time are kept in one transaction, by whoever comes first.
        """
        asked = _Asked(name, key, Future())
        self._waiting.append(asked)
        with self._turn:
            if not asked.kept.done():
                self._keep([self._waiting.popleft() for _ in range(len(self._waiting))])
        return asked.kept.result()

    def _keep(self, asked: Sequence[_Asked]) -> None:
        try:
            with self._database.transaction() as c:
                kept = [self._kept(c, each) for each in asked]
        except Exception as error:  # whatever it is, it is told to each that waits
            for each in asked:
                each.kept.set_exception(error)
        else:
            for each, key in zip(asked, kept, strict=True):
                each.kept.set_result(key)

    def _kept(self, c: Cursor, asked: _Asked) -> bytes:
        row = (asked.name, asked.key, self._clock().astimezone(UTC).isoformat())
        c.execute("INSERT INTO keys (name, key, kept_at) VALUES (?,?,?) ON CONFLICT DO NOTHING RETURNING key", row)
        found = c.fetchall()
        if not found:
            c.execute("SELECT key FROM keys WHERE name=?", (asked.name,))
            found = c.fetchall()
        return bytes(found[0]["key"])

    def get(self, name: str) -> bytes | None:
        """The key of that name."""
        with self._database.reading() as c:
            c.execute("SELECT key FROM keys WHERE name=?", (name,))
            row = c.fetchone()
        return bytes(row["key"]) if row else None

    def kept(self) -> Mapping[str, datetime | None]:
        """Every name, and when its key was kept, where that is known."""
        with self._database.reading() as c:
            c.execute("SELECT name, kept_at FROM keys")
            rows = c.fetchall()
        return {row["name"]: datetime.fromisoformat(row["kept_at"]) if row["kept_at"] else None for row in rows}

    def replace(self, name: str, old: bytes, new: bytes) -> bool:
        """Keep another key under the name, overwriting the old one; False where that was no longer the key."""
        with self._database.transaction() as c:
            c.execute("UPDATE keys SET key=? WHERE name=? AND key=? RETURNING name", (new, name, old))
            replaced = bool(c.fetchall())
        self.flush()
        return replaced

    def delete(self, name: str) -> None:
        """Forget the key, overwriting where it lay."""
        with self._database.transaction() as c:
            c.execute("DELETE FROM keys WHERE name=?", (name,))
        self.flush()

    def flush(self) -> bool:
        """See that what was forgotten lies in no file; False while somebody still reads an older state."""
        return self._database.flush("keys")
