"""``samrad verify``: the command that tells whether anybody has changed the log behind the program's back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from tests.support.cast import KARI
from tests.support.scene import Scene
from tests.support.stores import changed, copy_of

Run = Callable[..., Result]


@pytest.fixture
def run(scene: Scene) -> Run:
    """Run a command on the store of the scene."""
    settings = scene.office.services.settings
    env = {"SAMRAD_DATABASE": settings.database, "SAMRAD_KEYS": settings.keys}
    return lambda *arguments: CliRunner(env=env).invoke(main, arguments)


def change(scene: Scene, *statements: str) -> None:
    """Do something to the store behind the program's back."""
    changed(scene.office.services.settings.database, *statements)


def broken(result: Result) -> str:
    """What is told of a log that is not whole."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Loggen er brutt. ")
    return line.removeprefix("Loggen er brutt. ")


def test_a_whole_log(scene: Scene, run: Run) -> None:
    """How many events, the last hash, and on the last line the head to keep elsewhere."""
    result = run("verify")
    assert result.exit_code == 0, result.output
    first, _, last = result.stdout.splitlines()
    told = re.fullmatch(r"Loggen er hel: (\d+) hendelser, siste hash ([0-9a-f]{64})\.", first)
    assert told is not None
    assert int(told[1]) == scene.office.position()
    assert last == f"{told[1]}:{told[2]}"
    scene.owner.put(f"{scene.path}/phase", {"phase": "forme_sammen", "from": "2026-01-01"}).expect(201)
    later = run("verify", "--head", last)
    assert later.exit_code == 0, later.output
    assert later.stdout.startswith(f"Loggen er hel: {int(told[1]) + 1} hendelser")


def test_long_logs_tell_how_far_it_has_come(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the answer, not in it."""
    monkeypatch.setattr("projections.store.chain.PROGRESS", 500)
    result = run("verify")
    assert result.stderr.startswith("500 hendelser lest …\n1000 hendelser lest …\n")
    assert len(result.stdout.splitlines()) == 3


def test_a_changed_event(scene: Scene, run: Run) -> None:
    """Which, of what type, when, about what; nothing of what it says."""
    entries = scene.owner.get(f"{scene.path}/history").json
    position = min(entry["position"] for entry in entries if entry["type"] == "RepresentantAppointed")
    change(scene, f"UPDATE stored_events SET state = substr(state, 2) WHERE notification_id = {position}")
    told = broken(run("verify"))
    assert told == (
        f"Hendelse {position} er ikke som den ble registrert: RepresentantAppointed, "
        f"registrert 2026-11-21T12:00:00+00:00, om prosjekt {scene.project}."
    )
    for word in (scene.kari, *KARI.values()):
        assert word not in told


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (("DELETE FROM log WHERE position=9", "DELETE FROM stored_events WHERE notification_id=9"), "9 mangler"),
        (("DELETE FROM log WHERE position=9",), "9 står bare i tabellen stored_events"),
        (("DELETE FROM stored_events WHERE notification_id=9",), "9 står bare i tabellen log"),
        (("INSERT INTO log VALUES (-3, '', '', '')",), "-3 er satt inn etterpå"),
        (("UPDATE stored_events SET topic='Kari Eksempel' WHERE notification_id=9",), "9 er ikke som den ble"),
    ],
)
def test_what_is_told(scene: Scene, run: Run, statements: tuple[str, ...], words: str) -> None:
    """The first event concerned; and of what somebody has put there, no text of theirs."""
    change(scene, *statements)
    told = broken(run("verify"))
    assert f"Hendelse {words}" in told
    assert "Kari" not in told


def test_what_cannot_be_read_is_told_as_such(scene: Scene, run: Run) -> None:
    """Type, moment and subject."""
    change(scene, "UPDATE log SET subject='x', recorded_at='y' WHERE position=9")
    change(scene, "UPDATE stored_events SET topic='z' WHERE notification_id=9")
    assert broken(run("verify")).endswith(
        "9 er ikke som den ble registrert: ukjent type, registrert på ukjent tidspunkt, om ukjent emne."
    )


def test_an_end_that_was_cut_off(scene: Scene, run: Run) -> None:
    """Nobody can see it from inside; a head kept elsewhere shows it."""
    noted = run("verify").stdout.splitlines()[-1]
    last = scene.office.position()
    change(scene, f"DELETE FROM log WHERE position={last}", f"DELETE FROM stored_events WHERE notification_id={last}")
    assert run("verify").exit_code == 0
    assert f"Hendelse {last} mangler, og alt etter den" in broken(run("verify", "--head", noted))


def test_another_history(run: Run) -> None:
    """A head of which the log knows nothing."""
    assert "Ved hendelse 17" in broken(run("verify", "--head", f"17:{'0' * 64}"))


@pytest.mark.parametrize("head", ["17", "17:", f"-1:{'0' * 64}", f"17:{'0' * 63}", f"17:{'g' * 64}", f"١:{'0' * 64}"])
def test_a_head_that_is_none(run: Run, head: str) -> None:
    """Is a mistake in the command, and says nothing of the log."""
    result = run("verify", "--head", head)
    assert result.exit_code == 2
    assert "POSISJON:HASH" in result.output


def test_a_store_without_hashes(scene: Scene, run: Run) -> None:
    """Is migrated by init."""
    change(scene, "ALTER TABLE log DROP COLUMN hash")
    result = run("verify")
    assert result.exit_code == 1
    assert "samrad init" in result.stderr
    assert run("init").exit_code == 0
    assert run("verify").exit_code == 0


def test_without_a_store(tmp_path: Path) -> None:
    """There is nothing to verify."""
    result = CliRunner(env={"SAMRAD_DATABASE": f"sqlite:///{tmp_path}/samrad.db"}).invoke(main, ["verify"])
    assert result.exit_code == 1
    assert "samrad init" in result.output


def test_a_copy_without_its_keys(scene: Scene, tmp_path: Path) -> None:
    """Whoever verifies a copy needs no names, and so no keys."""
    position = scene.office.position()
    scene.office.close()
    copy = copy_of(scene.office.env, tmp_path / "copy")
    env = {**copy, "SAMRAD_KEYS": f"sqlite:///{tmp_path / 'none.db'}"}
    result = CliRunner(env=env).invoke(main, ["verify"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"Loggen er hel: {position} hendelser")
    assert not (tmp_path / "none.db").exists()
