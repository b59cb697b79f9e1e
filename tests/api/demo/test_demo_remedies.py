"""What is open in the demo on many days: every way that is proposed closes it when tried, by those who may alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import demo
from api.demo.digiviken import DIGIVIKEN
from api.demo.orkide import ORKIDE
from api.demo.teller import Example
from api.demo.veileder import VEILEDER
from tests.support.cast import AUDITOR, Office
from tests.support.remedies import check_trying, kinds, open_pairs
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out

DAYS = (
    (VEILEDER, "2025-10-01"),
    (ORKIDE, "2018-02-01"),
    (ORKIDE, "2020-01-01"),
    (DIGIVIKEN, "2022-06-01"),
    (VEILEDER, "2026-11-21"),
    (ORKIDE, "2018-12-31"),
    (ORKIDE, "2019-12-31"),
    (ORKIDE, "2021-04-01"),
    (ORKIDE, "2023-12-31"),
    (DIGIVIKEN, "2024-06-01"),
)


@pytest.fixture(scope="module")
def office(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A Samråd with the demo in it, to ask and not to change."""
    office = Office(settings_in(copied(register_store, tmp_path_factory.mktemp("closing") / "store")))
    demo.run(office.services)
    before = office.position()
    yield office
    assert office.position() == before
    office.close()


@pytest.mark.parametrize(("example", "at"), DAYS, ids=lambda value: getattr(value, "name", value))
def test_every_way_closes_what_is_open(office: Office, example: Example, at: str) -> None:
    """When tried by any of those who may say it; tried by another party, it is refused."""
    pairs = open_pairs(office, example.id, AUDITOR, at=at)
    assert pairs
    for pair in pairs:
        check_trying(office, example.id, pair, at, _others(office, example, pair))


def _others(office: Office, example: Example, pair: dict[str, dict[str, str]]) -> set[str]:
    """Parties of the project: its owner, the organisation, and the auditor."""
    owner = office.as_(AUDITOR).get(f"/projects/{example.id}").json["owner"]["id"]
    return {AUDITOR, f"employer:{owner}", f"organisation:{pair['organisation']['slug']}"}


def test_the_demo_has_ways_of_many_kinds(office: Office) -> None:
    """So that the test above tells something."""
    asked = (open_pairs(office, example.id, AUDITOR, at=at) for example, at in DAYS)
    found = {kind for pairs in asked for pair in pairs for kind in kinds(pair)}
    assert found >= {"widen", "joint", "appoint", "waive", "clarify"}
