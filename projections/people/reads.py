"""Who has been shown whose name: a table of its own in the store, beside the log. No name is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.people.port import Read
from projections.store.database import Database, define

_TABLES = (
    "CREATE TABLE IF NOT EXISTS reads "
    "(number INTEGER PRIMARY KEY, at TEXT, by TEXT, person TEXT, view TEXT, project TEXT)",
    "CREATE INDEX IF NOT EXISTS reads_person ON reads (person)",
    "CREATE INDEX IF NOT EXISTS reads_at ON reads (at)",
)


class ReadsStore:
    """The reads, in the store's database, numbered as they came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self) -> None:
        """Make the table, once."""
        define(self._database, *_TABLES)

    def record(self, reads: Sequence[Read]) -> None:
        """Keep the reads, durably and all of them, in one transaction."""
        rows = [
            (_text(each.at), each.by, each.person.hex, each.view, each.project and each.project.hex) for each in reads
        ]
        with self._database.transaction() as c:
            c.executemany("INSERT INTO reads (at, by, person, view, project) VALUES (?,?,?,?,?)", rows)

    def of(self, person: UUID) -> Sequence[Read]:
        """The reads of a person that are still kept, newest first; also of one who has been erased."""
        with self._database.reading() as c:
            c.execute("SELECT * FROM reads WHERE person=? ORDER BY number DESC", (person.hex,))
            return [_read(row) for row in c.fetchall()]

    def drop_before(self, instant: datetime) -> int:
        """Forget the reads before the instant, which has an offset; how many they were."""
        with self._database.transaction() as c:
            c.execute("DELETE FROM reads WHERE at<?", (_text(instant),))
            return c.rowcount


def _text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _read(row: Any) -> Read:
    project = UUID(row["project"]) if row["project"] else None
    return Read(datetime.fromisoformat(row["at"]), row["by"], UUID(row["person"]), row["view"], project)
