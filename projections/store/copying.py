"""Copying a whole store to another place: every row as it is, and then held against the original."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from domain.log.statements import REGISTER
from projections.store.database import Cursor, Database

BATCH = 500
"""Rows in memory at a time."""
BY_INIT = 2
"""At how many moments, at most, ``samrad init`` records something."""
Tables = Mapping[str, Sequence[str]]
STORE: Tables = {
    "stored_events": ("notification_id",),
    "log": ("position",),
    "mentions": ("person", "position"),
    "receipts": ("key",),
    "people": ("id",),
    "reads": ("number",),
    "templates": ("digest",),
    "feeds": ("id",),
}
"""The tables of a store, each with the columns that identify a row."""
KEYS: Tables = {"keys": ("name",)}


class NotEmpty(Exception):
    """There is something in the target that would be lost."""


class Outdated(Exception):
    """The source lacks a table or a column, and has to be migrated."""


class Differs(Exception):
    """The copy is not as the original; the message names the tables."""


class Place(NamedTuple):
    """A store and its keys."""

    store: Database
    keys: Database


class Print(NamedTuple):
    """How many rows there are, and a digest of them all in order."""

    rows: int
    digest: str


def copy(source: Place, target: Place, then: Callable[[Cursor], None]) -> tuple[int, Mapping[str, Print]]:
    """Copy everything as it is when this begins, all of it or nothing; the tables of the target have been made.

    ``then`` is done in the target's transaction: what follows from the log is not copied, but to be worked out anew.

    Answers the last position copied, and what was copied by table. Raises :class:`NotEmpty` and :class:`Outdated`,
    having done nothing; and :class:`Differs`, where what can be read again in the target is something else.
    """
    _same_columns(source, target)
    with (
        source.store.snapshot() as old,
        source.keys.snapshot() as old_keys,
        target.store.transaction(in_turn=True) as new,
        target.keys.transaction() as new_keys,
    ):
        position = _number(old, "SELECT COALESCE(MAX(position), 0) AS number FROM log")
        # After the store: a key too many does no harm, one too few would lose a name.
        _number(old_keys, "SELECT COUNT(*) AS number FROM keys")
        _empty(new, new_keys)
        copied = {**_fill(old, target.store, new, STORE), **_fill(old_keys, target.keys, new_keys, KEYS)}
        target.store.go_on_counting(new, "reads", "number")
        then(new)
    found = {**_prints(target.store, STORE), **_prints(target.keys, KEYS)}
    if found != copied:
        raise Differs(", ".join(table for table in copied if copied[table] != found.get(table)))
    return position, copied


def _same_columns(source: Place, target: Place) -> None:
    """Raise :class:`Outdated` where there is no such column in the source."""
    for old, new, tables in zip(source, target, (STORE, KEYS), strict=True):
        if any(set(new.columns(table)) - set(old.columns(table)) for table in tables):
            raise Outdated


def _empty(c: Cursor, keys: Cursor) -> None:
    """Take away what ``samrad init`` has put there. Raises :class:`NotEmpty` where there is more than that."""
    said = "SELECT COUNT(DISTINCT recorded_at) + COUNT(DISTINCT subject) AS number FROM log"
    lost = [
        *(_number(c, f"SELECT COUNT(*) AS number FROM {table}") for table in list(STORE)[2:]),
        _number(c, "SELECT COUNT(*) AS number FROM log WHERE subject<>?", REGISTER.hex),
        _number(keys, "SELECT COUNT(*) AS number FROM keys WHERE name<>?", "issuer"),
    ]
    if any(lost) or _number(c, said) > BY_INIT + 1:
        raise NotEmpty
    for cursor, tables in ((c, list(STORE)[:2]), (keys, list(KEYS))):
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")


def _fill(old: Cursor, database: Database, new: Cursor, tables: Tables) -> dict[str, Print]:
    """Insert every row of the tables; what they were."""
    prints = {}
    for table, key in tables.items():
        columns, seen = database.columns(table), _Seen()
        insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"
        for rows in _batches(old, table, columns, key):
            new.executemany(insert, rows)
            seen.add(rows)
        prints[table] = seen.print()
    return prints


def _prints(database: Database, tables: Tables) -> dict[str, Print]:
    """What the rows of the tables are."""
    prints = {}
    with database.snapshot() as c:
        for table, key in tables.items():
            seen = _Seen()
            for rows in _batches(c, table, database.columns(table), key):
                seen.add(rows)
            prints[table] = seen.print()
    return prints


def _batches(c: Cursor, table: str, columns: Sequence[str], key: Sequence[str]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a table in the order of their key, few at a time."""
    names, last = ", ".join(key), tuple[Any, ...]()
    where = f"WHERE ({names}) > ({', '.join('?' for _ in key)})"
    while True:
        statement = f"SELECT {', '.join(columns)} FROM {table} {where if last else ''} ORDER BY {names} LIMIT {BATCH}"
        c.execute(statement, last)
        found = c.fetchall()
        if not found:
            return
        yield [tuple(row[name] for name in columns) for row in found]
        last = tuple(found[-1][name] for name in key)


class _Seen:
    """Rows that have been seen, in order."""

    def __init__(self) -> None:
        self._rows, self._digest = 0, sha256()

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """See some more."""
        self._rows += len(rows)
        for row in rows:
            self._digest.update(repr(row).encode())

    def print(self) -> Print:
        """What they were."""
        return Print(self._rows, self._digest.hexdigest())


def _number(c: Cursor, question: str, *values: Any) -> int:
    c.execute(question, values)
    return int(c.fetchone()["number"])
