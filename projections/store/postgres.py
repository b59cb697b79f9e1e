"""PostgreSQL, as a database of the port in :mod:`projections.store.database`, and the connections kept to it."""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from eventsourcing.persistence import OperationalError
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from domain.log.ports import Uncertain
from projections.store.failures import translated

if TYPE_CHECKING:
    from projections.store.database import Cursor

Connection = psycopg.Connection[DictRow]
Answer = TypeVar("Answer")

SIZE = 8
"""Connections of one process to one database, at most: as many as a worker has threads."""
PATIENCE = 5
"""Seconds to wait for a connection that others use, or for the server to answer a new one."""
TIMEOUTS = {"lock_timeout": "15s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}
"""How long a statement waits for others, how long it may take, and how long a transaction may be left alone."""
_NETWORK = {
    "connect_timeout": PATIENCE,
    "keepalives_idle": 30,
    "tcp_user_timeout": 15_000,
    "application_name": "samrad",
}
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"

logging.getLogger("psycopg").setLevel(logging.ERROR)  # its warnings of what else fails may quote values


class Lease:
    """A connection in somebody's use."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.connection = connections.taken()

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer; where the server has dropped the connection, that of another one.

        Not for what has been begun on the connection before.
        """
        try:
            return question(self.connection)
        except psycopg.OperationalError:
            if not self.connection.closed:
                raise
        self._connections.drop_idle()  # they have hardly fared better
        self.connection = self._connections.connect()
        return question(self.connection)


class Connections:
    """Up to :data:`SIZE` connections to the database of a URL. Raises :class:`ValueError` where that is none."""

    def __init__(self, url: str) -> None:
        try:
            self.arguments: dict[str, Any] = {**_NETWORK, **conninfo_to_dict(url)}
        except psycopg.ProgrammingError:
            raise ValueError("The postgresql:// URL cannot be read.") from None  # it may hold a password
        self._idle: deque[Connection] = deque()
        self._room = BoundedSemaphore(SIZE)

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        """A connection, outside any transaction. Raises psycopg's OperationalError where there is none to be had."""
        if not self._room.acquire(timeout=PATIENCE):
            raise psycopg.OperationalError("All connections are in use.")
        try:
            lease = Lease(self)
            try:
                yield lease
            finally:
                self._give_back(lease.connection)
        finally:
            self._room.release()

    def taken(self) -> Connection:
        """One that is kept, or else a new one."""
        with suppress(IndexError):
            return self._idle.pop()
        return self.connect()

    def connect(self, **other: Any) -> Connection:
        """A new connection, which is the caller's to close; ``other`` are parameters of libpq that differ."""
        connection = psycopg.connect(**{**self.arguments, **other}, autocommit=True, row_factory=dict_row)
        for name, value in TIMEOUTS.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.execute(_DURABLE)
        return connection

    def _give_back(self, connection: Connection) -> None:
        if connection.info.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def drop_idle(self) -> None:
        """Close those that nobody uses."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()


FLUSH_PATIENCE = "1s"
"""How long rewriting a table waits for its readers."""
TURN, ALONE, NAMED = 0x5361, 0x6D72, 0x6164
"""Advisory locks: to write in turn, to be alone, and for turns with names. Half of their key is the schema."""
_IN_TURN = f"BEGIN; SELECT pg_advisory_xact_lock({TURN}, hashtext(current_schema()))"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_COLUMNS = (
    "SELECT attname AS name FROM pg_attribute "
    "WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)
_PASSING = (errors.UndefinedTable, errors.ReadOnlySqlTransaction)
"""Not made yet, or on its way from one server to another."""
_TYPES = {
    "INTEGER PRIMARY KEY": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    "INTEGER": "BIGINT",
    "TEXT": 'TEXT COLLATE "C"',
    "BLOB": "BYTEA",
    "WITHOUT ROWID": "",
}


@lru_cache(256)
def _bound(statement: str) -> bytes:
    """The statement with psycopg's placeholders, and, where it makes something, with PostgreSQL's types."""
    if statement.startswith(("CREATE", "ALTER")):
        statement = re.sub("|".join(_TYPES), lambda found: _TYPES[found[0]], statement)
    return statement.replace("%", "%%").replace("?", "%s").encode()


class PostgresCursor:
    """A psycopg cursor that takes statements as the port has them."""

    def __init__(self, cursor: psycopg.Cursor[DictRow]) -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        with self._cursor.connection.pipeline():  # what has been sent is answered before it begins
            return self._cursor.rowcount

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        self._cursor.execute(_bound(statement), values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        self._cursor.executemany(_bound(statement), rows)

    def fetchone(self) -> DictRow | None:
        return self._cursor.fetchone()

    def fetchall(self) -> list[DictRow]:
        return self._cursor.fetchall()


class Reader(PostgresCursor):
    """One whose statements stand alone, so that they can be asked again."""

    def __init__(self, lease: Lease) -> None:
        super().__init__(lease.connection.cursor())
        self._lease = lease

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        self._cursor = self._lease.ask(lambda connection: connection.execute(_bound(statement), values))


class Postgres:
    """A database of a PostgreSQL server, by its URL."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)
        self._turns = Connections(url)
        """Others, so that whoever has its turn is not kept waiting by those who wait for it."""
        self._found: set[str] = set()

    @property
    def place(self) -> str:
        """Server and database."""
        host, port, name = (self._connections.arguments.get(key) or "" for key in ("host", "port", "dbname"))
        return f"postgresql://{host}{f':{port}' if port else ''}/{name}"

    def exists(self, table: str) -> bool:
        """Whether the table is there; once it was, it is."""
        try:
            if table not in self._found and self.columns(table):
                self._found.add(table)
        except OperationalError:
            if not self._lacks_database() and self.columns(table):  # it was made meanwhile, or fails as before
                self._found.add(table)
        return table in self._found

    def prepare(self) -> None:
        """Make the database, where there is none and the role may."""
        try:
            self._reach()
        except OperationalError:
            if self._lacks_database():
                self._make()
            else:
                self._reach()  # somebody has made it meanwhile, or it fails as before

    def _reach(self) -> None:
        with translated(psycopg.Error), closing(self._connections.connect()):
            pass

    def _make(self) -> None:
        making = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(self._name))
        with (
            translated(psycopg.Error),
            closing(self._connections.connect(dbname="postgres")) as connection,
            suppress(errors.DuplicateDatabase, errors.UniqueViolation),  # somebody else was faster
        ):
            connection.execute(making)

    def _lacks_database(self) -> bool:
        """Whether the server is there, and has no such database."""
        try:
            with closing(self._connections.connect(dbname="postgres")) as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (self._name,)).fetchone()
        except psycopg.Error:
            return False
        return bool(self._name) and found is None

    @property
    def _name(self) -> str:
        return str(self._connections.arguments.get("dbname", ""))

    def columns(self, table: str) -> Sequence[str]:
        """The columns of a table; none if it is not there."""
        with self.reading() as c:
            c.execute(_COLUMNS, (table,))
            return [row["name"] for row in c.fetchall()]

    @contextmanager
    def transaction(self, *, in_turn: bool = False, durable: bool = True) -> Iterator[PostgresCursor]:
        """A transaction, each statement of which sees what has been committed before it.

        Statements are sent without waiting for each other: what is wrong with one is told when rows are asked for
        after it, or in the end. Raises :class:`~domain.log.ports.Uncertain` where the connection breaks in the end.
        """
        with (
            translated(psycopg.Error, *_PASSING),
            self._begun(_IN_TURN if in_turn else "BEGIN") as connection,
            _committed(connection),
            connection.cursor() as cursor,
        ):
            if not durable:
                connection.execute("SET LOCAL synchronous_commit = off", prepare=False)
            yield PostgresCursor(cursor)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Nobody else is here under the same name. Where the connection is lost meanwhile, somebody else may be."""
        lock = f"BEGIN; SELECT pg_advisory_xact_lock({NAMED}, hashtext(current_schema() || '{name}'))"
        with translated(psycopg.Error), self._begun(lock, self._turns):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[PostgresCursor]:
        """All statements see the same state of the database."""
        with translated(psycopg.Error), self._begun(_SNAPSHOT) as connection, connection.cursor() as cursor:
            yield PostgresCursor(cursor)

    @contextmanager
    def _begun(self, how: str, connections: Connections | None = None) -> Iterator[Connection]:
        """A connection in a transaction that is rolled back, unless it has been committed."""
        with (connections or self._connections).lease() as lease:
            try:
                lease.ask(lambda connection: connection.execute(how.encode(), prepare=False))
                yield lease.connection
            finally:
                with suppress(psycopg.Error):
                    lease.connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[PostgresCursor]:
        """Each statement sees one state of the database; one that meets a dropped connection is asked again, once."""
        with translated(psycopg.Error, *_PASSING), self._connections.lease() as lease:
            yield Reader(lease)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process is in here with the same database. The lock goes with its connection."""
        self.prepare()
        with translated(psycopg.Error), closing(self._connections.connect()) as connection:
            connection.execute("SET lock_timeout = 0; SET statement_timeout = 0", prepare=False)
            connection.execute("SELECT pg_advisory_lock(%s, hashtext(current_schema()))", (ALONE,))
            yield

    def flush(self, *tables: str) -> bool:
        """Write the tables anew, without what was erased; False where readers would have to be waited for."""
        if not tables:
            return True
        try:
            with translated(psycopg.Error), closing(self._connections.connect()) as connection:
                connection.execute("SELECT set_config('lock_timeout', %s, false)", (FLUSH_PATIENCE,))
                for table in tables:
                    connection.execute(sql.SQL("VACUUM (FULL) {}").format(sql.Identifier(table)))
        except OperationalError:
            return False
        return True

    def go_on_counting(self, c: Cursor, table: str, column: str) -> None:
        """Rows that are numbered by the database get numbers after those that are there."""
        after = f"(SELECT COALESCE(MAX({column}), 0) + 1 FROM {table})"
        c.execute(f"SELECT setval(pg_get_serial_sequence(?, ?), {after}, false)", (table, column))

    def close(self) -> None:
        """Close the connections."""
        self._connections.drop_idle()
        self._turns.drop_idle()


@contextmanager
def _committed(connection: Connection) -> Iterator[None]:
    """Statements that are sent without waiting for each other, and in the end committed."""
    is_sent = is_done = False
    try:
        with connection.pipeline() as pipeline:
            yield
            is_sent = True
            _commit(connection, pipeline)
            is_done = True
    except psycopg.OperationalError as error:
        if is_done:
            return  # it was lost after that
        if is_sent and (connection.closed or error.diag.severity_nonlocalized != "ERROR"):
            raise Uncertain(str(error)) from error
        raise


def _commit(connection: Connection, pipeline: psycopg.Pipeline) -> None:
    """Commit, and see that it was done: after an error that somebody has caught, PostgreSQL rolls back instead."""
    done = connection.execute("COMMIT")
    pipeline.sync()
    if done.statusmessage != "COMMIT":
        raise OperationalError("The transaction had failed.")
