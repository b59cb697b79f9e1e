"""The port to a database: SQL that SQLite and PostgreSQL both understand, with ``?`` where a value is bound.

Statements that make tables are written as for SQLite (``INTEGER``, ``TEXT``, ``BLOB``, ``WITHOUT ROWID``).
Whatever fails is raised as an error of ``eventsourcing.persistence``: those that pass are its ``OperationalError``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol
from urllib.parse import urlsplit

from projections.store.sqlite import SQLite

Values = Sequence[Any]


class Cursor(Protocol):
    """Where statements are executed. Rows are read by the names of their columns."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement has changed."""

    def execute(self, statement: str, values: Values = (), /) -> Any:
        """Execute a statement."""

    def executemany(self, statement: str, rows: Iterable[Values], /) -> Any:
        """Execute a statement with each of the rows."""

    def fetchone(self) -> Any:
        """The next row; None if there is none."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Database(Protocol):
    """A database, connected to when it is first used."""

    @property
    def place(self) -> str:
        """Where it is, for people: nothing secret is in it."""

    def exists(self, table: str) -> bool:
        """Whether it has been made, with that table in it."""

    def prepare(self) -> None:
        """Make the place for the tables, where there is none."""

    def columns(self, table: str) -> Sequence[str]:
        """The columns of a table; none if it is not there."""

    def transaction(self, *, in_turn: bool = False, durable: bool = True) -> AbstractContextManager[Cursor]:
        """A transaction: durable when left, rolled back when left by an exception.

        ``in_turn``: no other such transaction goes on meanwhile, until all can see what this one did. Not ``durable``:
        a crash of the machine may undo it, unless something durable came after it.
        """

    def turn(self, name: str) -> AbstractContextManager[None]:
        """As a rule nobody else, in whichever process, is here under the same name: letters and digits."""

    def reading(self) -> AbstractContextManager[Cursor]:
        """Each statement sees one state of the database; one that meets a dropped connection is asked again, once."""

    def snapshot(self) -> AbstractContextManager[Cursor]:
        """All statements see the same state of the database."""

    def alone(self) -> AbstractContextManager[None]:
        """No other process is in here with the same database. Others wait, however long it takes."""

    def flush(self, *tables: str) -> bool:
        """See that what was erased from the tables lies in no file of theirs; False while somebody reads them."""

    def go_on_counting(self, c: Cursor, table: str, column: str) -> None:
        """Rows that are numbered by the database get numbers after those that are there."""

    def close(self) -> None:
        """Close the connections."""


def define(place: Database, *statements: str) -> None:
    """Make tables and indexes, in one transaction."""
    with place.transaction() as c:
        for statement in statements:
            c.execute(statement)


def database(url: str) -> Database:
    """The database of a URL. Raises :class:`ValueError` where it is of another kind, without repeating it."""
    if _is_postgresql(url):
        from projections.store.postgres import Postgres  # noqa: PLC0415  # whoever stays on SQLite need not load a driver

        return Postgres(url)
    return SQLite(url)


def beside(url: str) -> str:
    """The URL of a database beside another one: of the same name, followed by ``-keys``."""
    base, question, query = url.partition("?")
    if not _is_postgresql(url):
        return SQLite.beside(url)
    if len(urlsplit(url).path) < 2:
        raise ValueError("Name the database in SAMRAD_DATABASE, or say with SAMRAD_KEYS where the keys are.")
    return f"{base}-keys{question}{query}"


def _is_postgresql(url: str) -> bool:
    return urlsplit(url).scheme in ("postgresql", "postgres")


def one_of(column: str, values: Collection[object]) -> str:
    """The condition that a column has one of so many values, for which it has marks."""
    return f"{column} IN ({', '.join('?' * len(values))})" if values else "1=0"
