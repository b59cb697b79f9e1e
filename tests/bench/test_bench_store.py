"""Made-up stores are what they are said to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from api.cli.store import rebuild_index
from api.services import Services
from api.settings import Settings
from bench.store import keeping
from bench.store.asking import asked_in
from bench.store.making import Size, make, settings_in
from bench.store.plan import NATIONAL, REGIONAL
from domain.log.statements import REGISTER, TOPICS
from projections.coverage.line import STATUSES
from projections.store.chain import Whole, verify
from tests.support.stores import asked as rows

pytestmark = pytest.mark.sqlite
SIZE = Size(15_000, country=8)
DAYS = [date(2024 + number // 12, number % 12 + 1, 1) for number in range(36)]
ABOUT_PROJECTS = {"projects", "affected", "appointments", "groups"}
"""The modules of events that are said of projects."""
STEADY = {"ProjectWithdrawn", "ParticipantWithdrawn", "GroupWithdrawn", "RulesWithdrawn", "AdoptionWithdrawn"}
"""What is never said of a project, so that it keeps its size; nor has one a template of its own."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a small country."""
    made = tmp_path_factory.mktemp("made") / "store"
    make(SIZE, made)
    return made


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    """Opened on it."""
    with closing(Services(Settings.of(settings_in(folder)))) as opened:
        yield opened


def test_the_log_is_whole(services: Services) -> None:
    """The chain holds, and each stream is numbered without holes."""
    assert isinstance(verify(services.store), Whole)
    streams = rows(
        services.settings.database,
        "SELECT MAX(originator_version) - COUNT(*) FROM stored_events GROUP BY originator_id",
    )
    assert {gap for (gap,) in streams} == {0}


def test_everything_is_said_that_can_be_said_of_a_project(services: Services) -> None:
    """As often as not, corrected and withdrawn too."""
    of_projects = {topic for topic, said in TOPICS.items() if said.__module__.split(".")[1] in ABOUT_PROJECTS}
    said = {topic for (topic,) in rows(services.settings.database, "SELECT DISTINCT topic FROM stored_events")}
    assert of_projects - said == STEADY | {"TemplateChosen", "TemplateWithdrawn"}


def test_it_can_be_rebuilt(services: Services) -> None:
    """Every event is read, and every project's coverage worked out."""
    done = rebuild_index(services)
    assert done.faults == []
    assert done.events == services.samrad.position() > SIZE.events


def test_the_projects_that_are_asked_about_know_every_status(services: Services) -> None:
    """On one day or another; and on each, every pair is there."""
    seen = Counter[str]()
    for project, day in product((NATIONAL, *REGIONAL), DAYS):
        pairs = services.coverage(services.samrad.world(project)).pairs(day)
        assert len(pairs) == SIZE.country * SIZE.country
        seen.update(pair.status for pair in pairs)
    assert set(seen) == set(STATUSES)


def test_nobody_has_a_name(services: Services) -> None:
    """Events refer to persons; none is kept."""
    assert rows(services.settings.database, "SELECT COUNT(*) FROM people") == [(0,)]
    assert rows(services.settings.database, "SELECT COUNT(*) FROM mentions")[0][0] > 100


def test_the_projects_that_are_asked_about_are_the_same_in_every_store(services: Services, tmp_path: Path) -> None:
    """To the last byte, and at the same positions; the others come after them."""
    make(replace(SIZE, events=10, seed=2), tmp_path)
    urls = [services.settings.database, settings_in(tmp_path)["SAMRAD_DATABASE"]]
    last = "SELECT MAX(position) FROM log WHERE subject=?"
    (((position,),), ((other,),)) = (rows(url, last, REGIONAL[-1].hex) for url in urls)
    assert position == other
    asked = "SELECT * FROM stored_events WHERE notification_id<=? AND originator_id NOT IN (?) ORDER BY notification_id"
    mine, theirs = (rows(url, asked, position, "") for url in urls)
    assert len(mine) == len(theirs) == position
    subjects = "SELECT DISTINCT subject FROM log WHERE position<=?"
    assert {(each.hex,) for each in (NATIONAL, *REGIONAL)} < set(rows(urls[0], subjects, position))
    register = "SELECT MAX(position) FROM log WHERE subject=?"
    ((first,),) = rows(urls[0], register, REGISTER.hex)
    assert mine[first:] == theirs[first:]


def test_each_employer_may_clarify_on_a_day_of_its_own(tmp_path: Path) -> None:
    """Where that is asked for."""
    size = Size(10, own_days=True, country=8)
    make(size, tmp_path)
    with closing(Services(Settings.of(settings_in(tmp_path)))) as opened:
        said = opened.samrad.world(NATIONAL).book.kinds["clarification"]
    first = {address[0]: min(day for day in slots if day) for address, slots in said.items()}
    assert len(set(first.values())) == len(first) > 1


def test_a_kept_store_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And a copy is thrown away after use, whatever was written to it."""
    monkeypatch.setattr(keeping, "CACHE", tmp_path)
    size = Size(10, country=6)
    folder = keeping.kept(size)
    monkeypatch.setattr(keeping, "make", None)
    assert keeping.kept(size) == folder
    with keeping.copied(size) as copy:
        assert (copy / "samrad.db").read_bytes() == (folder / "samrad.db").read_bytes()
        assert asked_in(settings_in(copy), size).tokens
    assert not copy.exists()
    assert {each.name for each in tmp_path.iterdir()} == {folder.name, "lock"}
