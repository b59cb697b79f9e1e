"""Fixtures: stores with the register, and with the scene, made once and copied for each test, and offices on them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from api.http import logs
from api.register.seed import load_register
from api.services import Services, collect_garbage_seldom
from api.settings import Settings
from domain.log.world import Register
from tests.support import stores
from tests.support.cast import TODAY, Clock, Office
from tests.support.routing import compile_addresses_once
from tests.support.scene import Scene, set_up
from tests.support.stores import _room, copied, settings_in

__all__ = ["_room"]

settings.register_profile(
    "samrad",
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,  # as a deadline: a busy machine is no fault
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
)
settings.load_profile("samrad")
compile_addresses_once()

STORED = {"register_store", "bare_office", "samrad", "store", "made", "services"}
"""Fixtures whose tests touch a store."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """On which database."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default=os.environ.get(stores.VARIABLE, "sqlite"))


def pytest_configure(config: pytest.Config) -> None:
    """Whoever makes stores reads it from the environment, in other processes too."""
    os.environ[stores.VARIABLE] = config.getoption("--database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, only tests for which the store matters; those of the one database not on the other."""
    other, mine = "postgresql", config.getoption("--database")
    if mine == "postgresql":
        other = "sqlite"
    left = [item for item in items if item.get_closest_marker(other) or (mine == "postgresql" and not _repeated(item))]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _repeated(item: pytest.Item) -> bool:
    """Whether it may go otherwise with another store."""
    if item.get_closest_marker("worked_out"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & STORED or item.get_closest_marker("store") or item.get_closest_marker("postgresql"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been imported and collected stays: no garbage is looked for among it, and otherwise as in a server."""
    gc.collect()
    gc.freeze()
    collect_garbage_seldom()


@pytest.fixture(scope="session")
def register_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the register, and nothing else."""
    folder = tmp_path_factory.mktemp("register")
    services = Services(Settings.of(settings_in(folder)), Clock(TODAY - timedelta(days=1)))
    services.create()
    load_register(services.samrad)
    services.close()
    return folder


@pytest.fixture(scope="session")
def register(register_store: Path) -> Register:
    """The register in that store: kept and shared, never changed."""
    with closing(Services(Settings.of(settings_in(register_store)))) as services:
        return services.samrad.world().register


@pytest.fixture
def office(register_store: Path, register: Register, tmp_path: Path) -> Iterator[Office]:
    """A Samråd of the test's own, with the real register in it."""
    office = Office(settings_in(copied(register_store, tmp_path / "store"))).knowing(register)
    yield office
    office.close()


@pytest.fixture
def bare_office(tmp_path: Path) -> Iterator[Office]:
    """A Samråd with an empty register."""
    office = Office(settings_in(tmp_path))
    office.services.create()
    yield office
    office.close()


@pytest.fixture(scope="session")
def scene_store(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scene]:
    """A folder with a store in which the scene has been set."""
    folder = copied(register_store, tmp_path_factory.mktemp("scene") / "store")
    office = Office(settings_in(folder))
    scene = set_up(office)
    office.close()
    return folder, scene


@pytest.fixture
def scene(scene_store: tuple[Path, Scene], register: Register, tmp_path: Path) -> Iterator[Scene]:
    """The scene, in an office of the test's own."""
    yield from _opened(scene_store, register, tmp_path / "scene")


@pytest.fixture(scope="module")
def refusing(
    scene_store: tuple[Path, Scene], register: Register, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """The scene, for tests that only read or are refused; at the end nothing has been recorded."""
    yield from _opened(scene_store, register, tmp_path_factory.mktemp("refusing") / "scene", changes=False)


def _opened(store: tuple[Path, Scene], register: Register, folder: Path, *, changes: bool = True) -> Iterator[Scene]:
    kept, scene = store
    office = Office(settings_in(copied(kept, folder))).knowing(register)
    before = office.position()
    yield scene.in_(office)
    assert changes or office.position() == before
    office.close()


@pytest.fixture
def log() -> Iterator[StringIO]:
    """The lines of the log, as they are written."""
    before, written = structlog.get_config(), StringIO()
    logs.configure_logging("debug")
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(written))
    yield written
    structlog.configure(**before)
