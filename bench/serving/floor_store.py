"""Where the floor's application keeps its rows: a connection for each thread, and commits as durable as Samråd's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from threading import Lock, local
from typing import Any, Protocol

import psycopg

from projections.store.sqlite import file_of

Row = Sequence[Any]
TABLES = (
    "CREATE TABLE IF NOT EXISTS appointments (id TEXT, place INTEGER, organisation TEXT, person TEXT, role TEXT, "
    "from_ TEXT, PRIMARY KEY (id, place))",
    "CREATE TABLE IF NOT EXISTS audit (moment TEXT, id TEXT, who TEXT, said TEXT)",
    "CREATE TABLE IF NOT EXISTS pairs (employer TEXT, kommunenummer TEXT, name TEXT, slug TEXT, organisation TEXT, "
    "status TEXT, claimed INTEGER, since TEXT, until TEXT, appointments TEXT)",
)
_APPOINTMENT = "INSERT INTO appointments VALUES (?,?,?,?,?,?)"
_AUDIT = "INSERT INTO audit VALUES (?,?,?,?)"


class Store(Protocol):
    """A database with the tables."""

    def create(self) -> None:
        """Make the tables."""

    def insert(self, rows: Iterable[Row], audit: Row) -> None:
        """All of it in one transaction."""


def store(url: str) -> Store:
    """The one of a URL."""
    return SQLiteStore(url) if url.startswith("sqlite:") else PostgresStore(url)


class SQLiteStore:
    """A file with a write-ahead log, synchronised at every commit; its writers take turns."""

    def __init__(self, url: str) -> None:
        self._file = file_of(url)
        self._own = local()
        self._turn = Lock()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's."""
        if not hasattr(self._own, "connection"):
            self._own.connection = sqlite3.connect(self._file, isolation_level=None)
            self._own.connection.execute("PRAGMA journal_mode=WAL")
            self._own.connection.execute("PRAGMA synchronous=FULL")
        found: sqlite3.Connection = self._own.connection
        return found

    def create(self) -> None:
        """Make the tables."""
        for statement in TABLES:
            self.connection.execute(statement)

    def insert(self, rows: Iterable[Row], audit: Row) -> None:
        """All of it in one transaction."""
        with self._turn:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany(_APPOINTMENT, rows)
            self.connection.execute(_AUDIT, audit)
            self.connection.execute("COMMIT")

    def fill_pairs(self, rows: Iterable[Row]) -> None:
        """Put the pairs there."""
        self.connection.execute("BEGIN")
        self.connection.executemany("INSERT INTO pairs VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        self.connection.execute("COMMIT")

    def pairs(self) -> list[dict[str, Any]]:
        """Every row of the pairs."""
        found = self.connection.execute("SELECT * FROM pairs")
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]


class PostgresStore:
    """A database of a server."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = local()

    @property
    def connection(self) -> psycopg.Connection:
        """This thread's."""
        if not hasattr(self._own, "connection"):
            self._own.connection = psycopg.connect(self._url, autocommit=True)
        found: psycopg.Connection = self._own.connection
        return found

    def create(self) -> None:
        """Make the tables."""
        for statement in TABLES:
            self.connection.execute(statement.encode())

    def insert(self, rows: Iterable[Row], audit: Row) -> None:
        """All of it in one transaction."""
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(_APPOINTMENT.replace("?", "%s").encode(), rows)
            cursor.execute(_AUDIT.replace("?", "%s").encode(), audit)
