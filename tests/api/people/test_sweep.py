"""Sweeping what crashes leave of persons, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from api.cli import opening
from api.services import Services
from domain.people.port import Details
from projections.people.keys import KeyStore
from projections.store.database import database
from tests.support.cast import KARI
from tests.support.scene import Scene
from tests.support.stores import asked, urls_in, written

Run = Callable[..., Result]
PARTY = "organisation:00000000-0000-0000-0000-000000000000"


@pytest.fixture
def run(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the scene's store."""
    monkeypatch.setattr(opening, "Services", lambda settings: Services(settings, scene.office.clock))
    env = scene.office.env

    def run(*arguments: str, **more: str) -> Result:
        from api.cli.main import main

        return CliRunner(env={**env, **more}).invoke(main, ["people", "sweep", *arguments])

    return run


def later(scene: Scene, minutes: int = 61) -> None:
    """The clock goes on."""
    scene.office.clock.instant += timedelta(minutes=minutes)


def ids(scene: Scene) -> tuple[set[str], set[str]]:
    """Who has a row, and who has a key."""
    settings = scene.office.services.settings
    rows = {name for (name,) in asked(settings.database, "SELECT id FROM people")}
    return rows, {name for (name,) in asked(settings.keys, "SELECT name FROM keys WHERE length(name) = 32")}


def test_nothing_to_sweep(scene: Scene, run: Run) -> None:
    """In a store that nobody has crashed on."""
    later(scene)
    before = ids(scene)
    for arguments in ([], ["--yes"]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Personer ingen hendelse viser til: 0." in result.stdout
    assert ids(scene) == before


def test_a_person_that_no_event_refers_to(scene: Scene, run: Run) -> None:
    """Goes with its key, once it is an hour old."""
    lost = uuid4()
    before = ids(scene)
    services = scene.office.services
    written(services.store, services.people.adding(lost, PARTY, Details("Halv Eksempel")))
    later(scene, 59)
    assert str(lost) not in run("--yes").stdout
    later(scene, 2)
    told = run()
    assert f"Person ingen hendelse viser til: {lost}" in told.stdout
    assert "Halv" not in told.output
    assert lost.hex in ids(scene)[0]
    assert "Ryddet." in run("--yes").stdout
    assert ids(scene) == before


def test_a_key_without_a_row(scene: Scene, run: Run) -> None:
    """Likewise; the keys of the issuer are nobody's."""
    lost = uuid4()
    before = ids(scene)
    scene.office.services.keys.put(lost.hex, b"key")
    assert str(lost) not in run("--yes").stdout
    later(scene)
    assert f"Nøkkel uten rad: {lost}" in run("--yes").stdout
    assert ids(scene) == before
    assert scene.office.services.keys.get("issuer")


def test_a_row_without_a_key(scene: Scene, run: Run) -> None:
    """Is emptied: that is how an erasure ends."""
    settings = scene.office.services.settings
    scene.office.services.keys.delete(UUID(scene.kari).hex)
    assert f"Rad uten nøkkel: {scene.kari}" in run().stdout
    run("--yes")
    rows = dict(asked(settings.database, "SELECT id, sealed FROM people"))
    assert rows[UUID(scene.kari).hex] is None
    assert rows[UUID(scene.ola).hex]
    assert "Rader uten nøkkel: 0." in run().stdout


def test_keys_of_another_store_are_left_alone(scene: Scene, run: Run, tmp_path: Path) -> None:
    """And so is the store: a setting that is wrong takes nobody away."""
    later(scene)
    _, other = urls_in(tmp_path / "other")
    with closing(database(other)) as place:
        place.prepare()
        keys = KeyStore(place, scene.office.clock)
        keys.create()
        keys.put(uuid4().hex, b"key")
        for rows in (1, 0):
            result = run("--yes", SAMRAD_KEYS=other)
            assert result.exit_code == 1
            assert "hører ikke sammen" in result.output
            assert len(keys.kept()) == rows
            for name in keys.kept():
                keys.delete(name)
    assert scene.fagforbundet.get(scene.appointed).json["person"]["name"] == KARI["name"]
