"""Made-up stores are made once, and kept between runs under ``var/bench/``, which no commit takes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.store import initialise, rebuild_index
from api.services import Services
from api.settings import Settings
from bench.store.making import Size, make, settings_in
from projections.store.sqlite import SQLite

VERSION = 2
"""To be raised when other stores are made for the same size."""
CACHE = Path(__file__).parents[2] / "var" / "bench"
DATABASES = ("samrad.db", "samrad-keys.db")


def kept(size: Size) -> Path:
    """The folder of the store of that size, made now if need be, and brought up to date. It is not to be written to."""
    folder = CACHE / f"{size}-v{VERSION}"
    with _alone():
        if not folder.exists():
            _make(size, folder)
        with closing(Services(Settings.of(settings_in(folder)))) as services:
            initialise(services)
            services.timelines.catch_up()
        for name in DATABASES:
            _without_log(folder / name)
    return folder


@contextmanager
def copied(size: Size) -> Iterator[Path]:
    """The folder of a copy of the store, for as long as it is used; it lies on the same disk."""
    source = kept(size)
    with scratch() as folder:
        for name in DATABASES:
            shutil.copyfile(source / name, folder / name)
        os.sync()  # or the disk would be busy with it while something else is measured
        yield folder


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="scratch-", dir=CACHE) as folder:
        yield Path(folder)


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else makes one meanwhile."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(size: Size, folder: Path) -> None:
    print(f"bench: making a store of {size.events:,} events ({folder.name}), once for all runs", flush=True)
    unfinished = CACHE / "unfinished"
    for useless in (unfinished, *CACHE.glob(f"{size}-v*")):
        shutil.rmtree(useless, ignore_errors=True)
    make(size, unfinished)
    with closing(Services(Settings.of(settings_in(unfinished)))) as services:
        rebuild_index(services)  # its tables are then as in a store that has been in service
    unfinished.rename(folder)


def _without_log(file: Path) -> None:
    """Bring the write-ahead log into the file, so that the file can be copied by itself."""
    with closing(SQLite(f"sqlite:///{file.absolute()}")) as database:
        database.flush()
