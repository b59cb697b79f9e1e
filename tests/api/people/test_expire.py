"""Erasing those whose last term ended long ago, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from api.cli import opening
from api.cli import people as people_commands
from api.services import Services
from domain.people.port import Read
from domain.people.retention import Age
from tests.support.cast import KARI, KRISTIANSUND, OLA
from tests.support.scene import PER, Scene

Run = Callable[..., Result]


@pytest.fixture
def run(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the scene's store, on the day of the scene."""
    monkeypatch.setattr(opening, "Services", lambda settings: Services(settings, scene.office.clock))
    env = scene.office.env

    def run(*arguments: str, **more: str) -> Result:
        from api.cli.main import main

        return CliRunner(env={**env, **more}).invoke(main, ["people", "expire", *arguments])

    return run


def end(scene: Scene, on: str = "2024-11-21") -> None:
    """Kari's appointment: the first day it no longer holds."""
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": on})


def names(scene: Scene) -> list[str | None]:
    """Kari's, and her vara's."""
    paths = (scene.appointed, scene.appointed_vara)
    return [scene.fagforbundet.get(path).json["person"]["name"] for path in paths]


BOTH = [KARI["name"], OLA["name"]]


def test_a_dry_run_tells_and_does_nothing(scene: Scene, run: Run) -> None:
    """Identities, party and last day, and no name; the vara's term goes with its principal's."""
    end(scene)
    result = run("--older-than", "2y")
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()[:2]) == sorted(
        f"{person}  organisation:fagforbundet  siste dag 20. november 2024" for person in (scene.kari, scene.ola)
    )
    assert "Ville slettet 2 personer. Ingenting er gjort" in result.stdout
    assert "Eksempel" not in result.output
    assert names(scene) == BOTH


def test_with_yes_they_are_erased(scene: Scene, run: Run) -> None:
    """And again nobody is; coverage stands, and so does the log."""
    end(scene)
    before = scene.office.position()
    assert "Slettet 2 personer" in run("--older-than", "2y", "--yes").stdout
    assert names(scene) == [None, None]
    assert "Slettet 0 personer" in run("--older-than", "2y", "--yes").stdout
    assert scene.office.position() == before
    assert scene.aure.get(f"/people/{scene.per}").json["name"] == PER["name"]
    assert scene.status("1576", "fagforbundet", "2020-01-01") == "direct"


@pytest.mark.parametrize(
    ("on", "age", "old"),
    [
        ("2024-11-21", "2y", True),
        ("2024-11-22", "2y", False),
        ("2025-05-21", "18m", True),
        ("2025-05-22", "18m", False),
        ("2026-08-23", "90d", True),
        ("2026-08-24", "90d", False),
        ("2030-01-01", "1d", False),
    ],
)
def test_to_the_day(scene: Scene, run: Run, on: str, age: str, old: bool) -> None:
    """Full years, months or days without a term, on 21 November 2026."""
    end(scene, on)
    assert (scene.kari in run("--older-than", age).stdout) == old


def test_nobody_with_an_open_term(scene: Scene, run: Run) -> None:
    """In whatever project."""
    end(scene)
    other = scene.office.project(from_="2024-01-01")
    body = {"organisation": "fagforbundet", "person_id": scene.kari, "role": "tillitsvalgt", "scope": "all"}
    scene.fagforbundet.post(f"/projects/{other}/appointments", {**body, "from": "2024-03-01"}).expect(201)
    result = run("--older-than", "1d", "--yes")
    assert "Slettet 1 person " in result.stdout
    assert names(scene) == [KARI["name"], None]


def test_a_project_that_has_ended_ends_all_terms(scene: Scene, run: Run) -> None:
    """Open ones too; representanter of employers among them."""
    body = {"name": "Felles arkiv", "owner": "1505", "from": "2019-01-01", "until": "2024-11-21"}
    scene.owner.put(scene.path, body).expect(200)
    assert "Ville slettet 3 personer" in run("--older-than", "2y").stdout
    assert "Ville slettet 0 personer" in run("--older-than", "3y").stdout


def test_an_organisation_that_has_ended_ends_its_terms(scene: Scene, run: Run) -> None:
    """Nobody is left to say that they end."""
    body = {"name": "Fagforbundet", "kind": "organisasjon", "until": "2024-11-21"}
    scene.as_("registrar").put("/organisations/fagforbundet", body).expect(200)
    assert "Ville slettet 2 personer" in run("--older-than", "2y").stdout


def test_what_was_withdrawn_ends_when_that_is_said(scene: Scene, run: Run) -> None:
    """Not on a day in the past that nobody knew of then."""
    scene.fagforbundet.delete(scene.appointed).expect(204)
    assert scene.kari not in run("--older-than", "1d").stdout
    scene.office.clock.instant = datetime(2027, 11, 21, 12, tzinfo=UTC)
    assert scene.kari in run("--older-than", "1y").stdout


def test_the_restricted_are_kept(scene: Scene, run: Run) -> None:
    """Since they may need it; that there are some is told."""
    end(scene)
    scene.fagforbundet.put(f"/people/{scene.kari}/restriction", {"from": "2030-01-01"}).expect(201)
    result = run("--older-than", "2y", "--yes")
    assert "Beholdes fordi bruken er begrenset: 1 person." in result.stdout
    assert names(scene) == [KARI["name"], None]


def test_somebody_named_again_meanwhile_is_kept(scene: Scene) -> None:
    """Between finding and erasing."""
    end(scene)
    services = scene.office.services
    found = people_commands.find_expired(services, Age.of("2y"))
    assert {each.person for each in found.expired} == {UUID(scene.kari), UUID(scene.ola)}
    scene.appoint(person=..., person_id=scene.kari).expect(201)
    assert people_commands.erase_expired(services, found.expired) == 1
    assert names(scene) == [KARI["name"], None]


def test_reads_go_with_age(scene: Scene, run: Run) -> None:
    """Those older than that, of whomever."""
    reads = scene.office.services.reads
    days = [datetime(2024, 11, 20, 12, tzinfo=UTC), datetime(2024, 11, 22, 12, tzinfo=UTC)]
    reads.record([Read(day, KRISTIANSUND, UUID(scene.per), "get_appointment", None) for day in days])
    result = run("--older-than", "2y", "--yes")
    assert "1 eldre visninger" in result.stdout
    assert days[1] in [each.at for each in reads.of(UUID(scene.per))]
    assert days[0] not in [each.at for each in reads.of(UUID(scene.per))]


def test_the_age_may_be_a_setting(scene: Scene, run: Run) -> None:
    """Which the command says otherwise; without either, nothing is done."""
    end(scene)
    assert scene.kari in run(SAMRAD_RETENTION="2y").stdout
    assert scene.kari not in run("--older-than", "3y", SAMRAD_RETENTION="2y").stdout
    assert run("--yes").exit_code == 2
    assert run(SAMRAD_RETENTION="to år").exit_code == 1
    assert names(scene) == BOTH


@pytest.mark.parametrize("age", ["", "0d", "-1y", "2", "y", "2 y", "2w", "10000y", "1.5y", "٢y"])
def test_ages_that_are_none(run: Run, age: str) -> None:
    """Are refused, with how one is written."""
    result = run("--older-than", age)
    assert result.exit_code == 2
    assert "2y (år), 18m (måneder) eller 90d (dager)" in " ".join(result.output.split())


def test_at_most_the_beginning_of_time(scene: Scene, run: Run) -> None:
    """An age beyond all dates erases nobody."""
    end(scene)
    assert "Slettet 0 personer og 0 eldre visninger." in run("--older-than", "9999y", "--yes").stdout
