"""Keys, in a database of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from projections.store.database import Database, define
from projections.store.group_commit import GroupCommit


class KeyStore:
    """Keys by name: one per person, and those of the local issuer of tokens."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._putting: GroupCommit[tuple[str, bytes], bytes] = GroupCommit(self._put)

    def create(self) -> None:
        """Make the table, once; complete an older one."""
        define(self._database, "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID")
        if "kept_at" not in self._database.columns("keys"):
            define(self._database, "ALTER TABLE keys ADD COLUMN kept_at TEXT")

    def put(self, name: str, key: bytes) -> bytes:
        """Keep a key under a name, durably; the one that was kept first stays, and is answered.

        Those that are asked for at the same time are kept in one transaction.
        """
        return self._putting.ask((name, key))

    def _put(self, asked: Sequence[tuple[str, bytes]]) -> Sequence[bytes]:
        now = self._clock().astimezone(UTC).isoformat()
        names = [name for name, _ in asked]
        with self._database.transaction() as c:
            rows = [(name, key, now) for name, key in asked]
            c.executemany("INSERT INTO keys (name, key, kept_at) VALUES (?,?,?) ON CONFLICT DO NOTHING", rows)
            c.execute(f"SELECT name, key FROM keys WHERE name IN ({', '.join('?' * len(names))})", names)
            kept = {row["name"]: bytes(row["key"]) for row in c.fetchall()}
        return [kept[name] for name in names]

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
