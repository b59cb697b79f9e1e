"""``samrad copy``: a whole store to another place, on either database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from projections.index import tables as index
from projections.store.copying import KEYS, STORE
from projections.store.database import database
from tests.support.cast import FAGFORBUNDET, KARI, Office
from tests.support.scene import Scene
from tests.support.stores import asked, changed, unmade_in, written

Run = Callable[..., Result]


@pytest.fixture
def source(scene: Scene) -> dict[str, str]:
    """The scene, with something in every table."""
    body = {
        "organisation": "fagforbundet",
        "person": KARI,
        "role": "tillitsvalgt",
        "scope": "all",
        "from": "2020-01-01",
    }
    scene.fagforbundet.post(f"{scene.path}/appointments", body, Idempotency_Key="once").expect(201)
    scene.owner.get(scene.appointed).expect(200)
    services = scene.office.services
    written(services.store, services.templates.adding("digest", b"PK\x00\xff"))
    scene.fagforbundet.delete(f"/people/{scene.ola}").expect(204)
    return scene.office.env


@pytest.fixture(params=["the same", "sqlite"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A place where there is nothing: on the database of the tests, and in files."""
    if request.param == "the same":
        return unmade_in(tmp_path / "new")
    return {"SAMRAD_DATABASE": f"sqlite:///{tmp_path}/files/samrad.db", "SAMRAD_KEYS": ""}


def copied(source: dict[str, str], target: dict[str, str]) -> Result:
    """Copy."""
    options = {
        "--from": source["SAMRAD_DATABASE"],
        "--from-keys": source["SAMRAD_KEYS"],
        "--to": target["SAMRAD_DATABASE"],
    }
    return CliRunner().invoke(main, ["copy", *(word for option in options.items() for word in option)])


def content(url: str, tables: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables."""
    with closing(database(url)) as place:
        columns = {table: ", ".join(sorted(place.columns(table))) for table in tables}
    return {table: sorted(asked(url, f"SELECT {columns[table]} FROM {table}"), key=repr) for table in tables}


def tables_of(url: str) -> set[str]:
    """Every table at the place, but the database's own."""
    own = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    if url.startswith("postgresql"):
        own = "SELECT table_name FROM information_schema.tables WHERE table_schema=current_schema()"
    return {name for (name,) in asked(url, own)}


def test_no_table_is_forgotten(source: dict[str, str]) -> None:
    """What follows from the log is worked out anew; a table that somebody adds is copied, or is one of these."""
    follows = {*index.NAMES, "stale"}
    found = tables_of(source["SAMRAD_DATABASE"]) | tables_of(source["SAMRAD_KEYS"])
    assert found - follows == {*STORE, *KEYS}


def test_everything_is_copied(scene: Scene, source: dict[str, str], target: dict[str, str]) -> None:
    """Rows, positions and hashes; and the copy goes on from there, by the same keys."""
    result = copied(source, target)
    assert result.exit_code == 0, result.output
    assert f"Kopiert: {scene.office.position()} hendelser, 4 personer, " in result.stdout
    assert "1 maler, 1 kvitteringer og 4 nøkler." in result.stdout
    there = Office(target)
    with closing(there):
        assert content(there.services.settings.database, STORE) == content(source["SAMRAD_DATABASE"], STORE)
        assert content(there.services.settings.keys, KEYS) == content(source["SAMRAD_KEYS"], KEYS)
        head = CliRunner(env=source).invoke(main, ["verify"]).stdout.splitlines()[-1]
        assert CliRunner(env=target).invoke(main, ["verify", "--head", head]).exit_code == 0
        new = scene.in_(there)
        assert new.owner.get(scene.appointed).json["person"]["name"] == KARI["name"]
        assert new.owner.get(scene.appointed).position == scene.office.position()
        open_now = [each.as_(FAGFORBUNDET).get("/organisations/fagforbundet/gaps").json for each in (scene, new)]
        assert len(open_now[0]) == 1
        assert open_now[0] == open_now[1]
        assert new.as_(FAGFORBUNDET).put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
        assert scene.office.services.reads.of(UUID(scene.kari)) != there.services.reads.of(UUID(scene.kari))


def test_a_place_where_init_has_been(source: dict[str, str], target: dict[str, str]) -> None:
    """Is as good as empty: what init has loaded is in the copy by itself."""
    assert CliRunner(env=target).invoke(main, ["init"]).exit_code == 0
    assert copied(source, target).exit_code == 0
    assert CliRunner(env=target).invoke(main, ["init"]).exit_code == 0


def test_a_place_that_is_not_empty(scene: Scene, source: dict[str, str], target: dict[str, str]) -> None:
    """Is left as it is; so is the store itself."""
    assert copied(source, target).exit_code == 0
    again = copied(source, target)
    assert again.exit_code == 1
    assert "ikke tomt" in again.output
    before = scene.office.position()
    itself = {"SAMRAD_DATABASE": source["SAMRAD_DATABASE"], "SAMRAD_KEYS": source["SAMRAD_KEYS"]}
    arguments = ["--from", itself["SAMRAD_DATABASE"], "--from-keys", itself["SAMRAD_KEYS"]]
    same = CliRunner().invoke(
        main, ["copy", *arguments, "--to", itself["SAMRAD_DATABASE"], "--to-keys", itself["SAMRAD_KEYS"]]
    )
    assert same.exit_code == 1
    assert scene.office.position() == before


def test_a_register_that_somebody_has_spoken_of_is_not_empty(source: dict[str, str], target: dict[str, str]) -> None:
    """Though nothing else has happened there."""
    assert CliRunner(env=target).invoke(main, ["init"]).exit_code == 0
    with closing(Office(target)) as there:
        there.clock.instant += timedelta(days=10_000)
        there.as_("registrar").put("/organisations/ny", {"name": "Ny", "kind": "organisasjon"}).expect(201)
    assert "ikke tomt" in copied(source, target).output


def test_a_store_that_is_not_there(target: dict[str, str], tmp_path: Path) -> None:
    """Nothing is made."""
    missing = {"SAMRAD_DATABASE": f"sqlite:///{tmp_path}/none/samrad.db", "SAMRAD_KEYS": f"sqlite:///{tmp_path}/n.db"}
    result = copied(missing, target)
    assert result.exit_code == 1
    assert "finnes ikke" in result.output
    assert not (tmp_path / "none").exists()


def test_a_log_that_is_not_whole(source: dict[str, str], target: dict[str, str]) -> None:
    """Is told of, and not copied."""
    changed(source["SAMRAD_DATABASE"], "UPDATE log SET subject = 'x' WHERE position = 3")
    result = copied(source, target)
    assert result.exit_code == 1
    assert "Hendelse 3 er ikke som den ble registrert" in result.output
    assert "Lageret" in CliRunner(env=target).invoke(main, ["rebuild"]).output


def test_an_older_store(source: dict[str, str], target: dict[str, str]) -> None:
    """Has to be migrated first."""
    changed(source["SAMRAD_DATABASE"], "ALTER TABLE people DROP COLUMN restricted_from")
    result = copied(source, target)
    assert result.exit_code == 1
    assert "samrad init" in result.output


def test_a_copy_that_turns_out_otherwise(
    source: dict[str, str], target: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is told of."""
    monkeypatch.setattr("projections.store.copying._prints", lambda *_: {})
    result = copied(source, target)
    assert result.exit_code == 1
    assert "ikke som lageret" in result.output
