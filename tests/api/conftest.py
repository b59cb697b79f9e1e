"""The scene, set once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog

from api.http import logs
from domain.log.world import Register
from tests.support.cast import Office
from tests.support.scene import Scene, set_up
from tests.support.stores import copied, settings_in


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
