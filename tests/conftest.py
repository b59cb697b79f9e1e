"""Fixtures: a store with the register in it, copied for each test, and callers to speak through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from api import loading
from api.services import Services, Settings
from tests.cast import TODAY, Clock, Office


def settings_in(folder: Path) -> dict[str, str]:
    """The environment of a store in a folder."""
    return {
        "SAMRAD_DATABASE": f"sqlite:///{folder / 'samrad.db'}",
        "SAMRAD_RATE_LIMIT": "1000000/second",
        "SAMRAD_LOG_LEVEL": "warning",
    }


@pytest.fixture(scope="session")
def register_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the register, and nothing else."""
    folder = tmp_path_factory.mktemp("register")
    services = Services(Settings.of(settings_in(folder)), Clock(TODAY - timedelta(days=1)))
    services.create()
    loading.load(services.samrad)
    services.close()
    return folder


@pytest.fixture
def office(register_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A Samråd of the test's own, with the real register in it."""
    folder = tmp_path / "store"
    shutil.copytree(register_store, folder)
    office = Office(settings_in(folder))
    yield office
    office.close()


@pytest.fixture
def bare_office(tmp_path: Path) -> Iterator[Office]:
    """A Samråd with an empty register."""
    office = Office(settings_in(tmp_path))
    office.services.create()
    yield office
    office.close()
