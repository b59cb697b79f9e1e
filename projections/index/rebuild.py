"""The index made afresh from the log, in new tables while the old ones go on answering, or held against them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, cast
from uuid import UUID, uuid4

from domain.application import Samrad
from domain.log.book import Book, Entry
from domain.log.ports import LoggedEvent
from domain.log.spans import FOREVER
from domain.log.statements import REGISTER, Statement
from domain.log.world import Register, World
from projections.coverage.coverage import Coverage
from projections.index.catch_up import mark_since
from projections.index.rows import BlockRow, Concern, Overview, rows_of
from projections.index.tables import IS_OPEN, NAMES, definitions, indexes
from projections.store.database import Cursor, Database, define

NEW, OLD = "_new", "_old"
TOGETHER = 2000
"""Rows written at once, while others wait on SQLite."""
_TABLES: Mapping[type, str] = {Overview: "overviews", BlockRow: "blocks", Concern: "concerns"}
Row = tuple[object, ...]
RebuildProgress = Callable[[int, int], None]
"""Told how many events have been read, and of how many."""


class Unreadable(NamedTuple):
    """An event that cannot be read."""

    logged: LoggedEvent
    error: Exception


class Underivable(NamedTuple):
    """A project whose coverage cannot be worked out."""

    project: UUID
    error: Exception


class Built(NamedTuple):
    """What came of reading everything afresh."""

    position: int
    """All up to there is in the new tables."""
    projects: int
    events: int
    faults: Sequence[Unreadable | Underivable]


class Rebuilding:
    """New tables beside those in use."""

    def __init__(self, database: Database, samrad: Samrad, told: RebuildProgress | None = None) -> None:
        self._database = database
        self._samrad = samrad
        self._told = told or (lambda _done, _of: None)
        self._events = 0
        self._faults: list[Unreadable | Underivable] = []

    def build(self) -> Built:
        """Make the new tables, and fill them."""
        self._drop(NEW)
        define(self._database, *definitions(NEW))
        position = self._samrad.position()
        register = Register(self._book(REGISTER, position))
        projects = self._samrad.log.projects(position)
        rows = self._rows(projects, register, position)
        while together := list(islice(rows, TOGETHER)):
            with self._database.transaction(durable=False) as c:
                _insert(c, together)
        define(self._database, f"INSERT INTO counts{NEW} {counted(NEW)}", *indexes(NEW, uuid4().hex[:8]))
        return Built(position, len(projects), self._events, self._faults)

    def swap(self, built: Built) -> None:
        """Let the new tables take the place of the old. What was said since they were begun is caught up with later."""
        with self._database.transaction(in_turn=True) as c:
            for name in NAMES:
                c.execute(f"ALTER TABLE {name} RENAME TO {name}{OLD}")
                c.execute(f"ALTER TABLE {name}{NEW} RENAME TO {name}")
            c.execute("DELETE FROM stale WHERE position<=?", (built.position,))
            spoken_of = REGISTER in said_since(c, built.position)
            mark_since(c, 0 if spoken_of else built.position, whole=spoken_of)
        self._drop(OLD)

    def drop(self) -> None:
        """Throw the new tables away."""
        self._drop(NEW)

    def _drop(self, suffix: str) -> None:
        define(self._database, *(f"DROP TABLE IF EXISTS {name}{suffix}" for name in NAMES))

    def _rows(self, projects: Sequence[UUID], register: Register, position: int) -> Iterator[Row]:
        for project in projects:
            book = self._book(project, position)
            try:
                rows = rows_of(Coverage(World(register, project, book)))
            except Exception as error:  # whatever it is, the others are still to be worked out
                self._faults.append(Underivable(project, error))
                continue
            yield from (rows.overview, *rows.concerns, *rows.blocks)
            self._told(self._events, position)

    def _book(self, subject: UUID, position: int) -> Book:
        return Book().with_entries(self._entries(subject, position))

    def _entries(self, subject: UUID, position: int) -> Iterator[Entry]:
        mapper = self._samrad.mapper
        for logged in self._samrad.log.select_subject(subject, 0, position):
            try:
                event = cast("Statement", mapper.to_domain_event(logged.stored))
            except Exception as error:  # whatever a damaged event leads to
                self._faults.append(Unreadable(logged, error))
                continue
            self._events += 1
            yield Entry(logged.position, logged.recorded_at, event)


def _insert(c: Cursor, rows: Iterable[Row]) -> None:
    of_tables: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_tables[_TABLES[type(row)]].append(row)
    for table, its in of_tables.items():
        c.executemany(f"INSERT INTO {table}{NEW} VALUES ({', '.join('?' * len(its[0]))})", its)


def counted(suffix: str) -> str:
    """The query for what the blocks amount to: the rows of ``counts``."""
    begun = f"SELECT organisation, status, start AS day, pairs AS more FROM blocks{suffix} WHERE {IS_OPEN}"
    ended = f"SELECT organisation, status, stop, -pairs FROM blocks{suffix} WHERE {IS_OPEN} AND stop<'{FOREVER}'"
    changes = f"({begun} UNION ALL {ended})"
    return (
        f"SELECT organisation, status, substr(day, 1, 7) AS month, day, SUM(more) AS more FROM {changes} changes "
        "GROUP BY organisation, status, day HAVING SUM(more)<>0 UNION ALL "
        f"SELECT organisation, status, substr(day, 1, 7), '', SUM(more) FROM {changes} changes "
        "GROUP BY organisation, status, substr(day, 1, 7) HAVING SUM(more)<>0"
    )


def said_since(c: Cursor, position: int) -> set[UUID]:
    """The subjects of which something has been said after a position."""
    c.execute("SELECT DISTINCT subject FROM log WHERE position>?", (position,))
    return {UUID(row["subject"]) for row in c.fetchall()}


_COLUMNS: Mapping[str, str] = {
    "overviews": "project, name, place, start, stop, owner, told, members, head",
    "blocks": "project, organisation, start, stop, status, claims, place, members, pairs",
    "concerns": "project, party, role, start, stop",
}
_COUNTS = "organisation, status, month, day, more"


class TableDiffers(NamedTuple):
    """A table that is not as it must be."""

    table: str
    whose: UUID
    """The project; of ``counts`` the organisation."""
    superfluous: int
    """Rows that should not be there."""
    missing: int
    """Rows that should."""


class Compared(NamedTuple):
    """What came of comparing."""

    differences: list[TableDiffers]
    left_out: Collection[UUID]
    """Projects of which something has been said meanwhile; with the register's own, nothing could be compared."""


def compare(database: Database, built: Built) -> Compared:
    """Hold the tables in use against new ones, which have just been built. Counts are held against the blocks."""
    with database.snapshot() as c:
        left_out = _left_out(c, built)
        if REGISTER in left_out:
            return Compared([], left_out)
        found = _differing(c, "counts", f"SELECT {_COUNTS} FROM counts", counted(""))
        for table, columns in _COLUMNS.items():
            found += _differing(c, table, f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM {table}{NEW}")
    return Compared([each for each in found if each.whose not in left_out], left_out)


def _left_out(c: Cursor, built: Built) -> Collection[UUID]:
    c.execute("SELECT project FROM stale")
    return {UUID(row["project"]) for row in c.fetchall()} | said_since(c, built.position)


def _differing(c: Cursor, table: str, used: str, right: str) -> list[TableDiffers]:
    superfluous, missing = _without(c, used, right), _without(c, right, used)
    return [TableDiffers(table, UUID(who), superfluous[who], missing[who]) for who in sorted({*superfluous, *missing})]


def _without(c: Cursor, these: str, those: str) -> Counter[str]:
    """How many rows of the one query are not among those of the other, by whose they are."""
    whose = these.split()[1].rstrip(",")
    left = f"SELECT * FROM ({these}) these EXCEPT SELECT * FROM ({those}) those"
    c.execute(f"SELECT {whose} AS whose, COUNT(*) AS number FROM ({left}) d GROUP BY {whose}")
    return Counter({row["whose"]: row["number"] for row in c.fetchall()})
