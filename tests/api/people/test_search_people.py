"""Looking for people: among one's own, without a name in any address."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.people.port import Details
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, KRISTIANSUND, OSLO, REGISTRAR, new_id
from tests.support.scene import HALSA, HEIM, START, Scene
from tests.support.stores import written


def found(scene: Scene, party: str = FAGFORBUNDET, **sought: Any) -> list[str]:
    """The names of those found."""
    answer = scene.as_(party).post("/people/search", sought).expect(200)
    return [each["name"] for each in answer.json]


@pytest.mark.parametrize(
    ("sought", "names"),
    [
        ({"name": "kari"}, ["Kari Eksempel"]),
        ({"name": "EKSEMPEL"}, ["Kari Eksempel", "Ola Eksempel"]),
        ({"name": "per"}, []),
        ({"name": "%"}, []),
        ({"email": KARI["email"]}, ["Kari Eksempel"]),
        ({"email": "kari"}, []),
        ({"phone": KARI["phone"]}, ["Kari Eksempel"]),
        ({"phone": "+47"}, []),
        ({"name": "ola", "phone": KARI["phone"]}, []),
        ({"name": "eksempel", "phone": KARI["phone"], "email": None}, ["Kari Eksempel"]),
    ],
)
def test_by_any_part_of_the_name_and_all_of_the_rest(refusing: Scene, sought: Any, names: list[str]) -> None:
    """All that is given must fit."""
    assert found(refusing, **sought) == names


def test_only_ones_own(refusing: Scene) -> None:
    """Not those of others in the same project, whatever their names."""
    assert found(refusing, AURE, name="eksempel") == ["Per Eksempel"]
    for party in (DELTA, KRISTIANSUND, OSLO):
        assert found(refusing, party, name="eksempel") == []
    for party in (REGISTRAR, AUDITOR):
        refusing.as_(party).post("/people/search", {"name": "eksempel"}).refused(403, "not-yours")


def test_a_successor_finds_those_it_takes_over(scene: Scene) -> None:
    """And the employer that has ended finds nobody."""
    path = f"{scene.path}/participants/{HALSA}/representanter/{new_id()}"
    scene.as_(HEIM).put(path, {"person": {"name": "Siri Eksempel"}, "from": START}).expect(201)
    assert found(scene, HEIM, name="eksempel") == ["Siri Eksempel"]
    halsa = f"employer:{scene.office.employer(HALSA, '2019-01-01')}"
    scene.as_(halsa).post("/people/search", {"name": "eksempel"}).refused(403, "not-yours")


def test_norwegian_letters(scene: Scene) -> None:
    """Large and small."""
    scene.fagforbundet.put(f"/people/{scene.ola}", {"name": "ÅSE Øyås Eksempel"}).expect(200)
    assert found(scene, name="åse øYÅ") == ["ÅSE Øyås Eksempel"]


def test_the_erased_are_not_found(scene: Scene) -> None:
    """The restricted are, by who appointed them."""
    scene.fagforbundet.delete(f"/people/{scene.ola}").expect(204)
    scene.fagforbundet.put(f"/people/{scene.kari}/restriction", {"from": "2026-11-21"}).expect(201)
    answer = scene.fagforbundet.post("/people/search", {"name": "eksempel"}).expect(200)
    assert answer.json == [{"id": scene.kari, **KARI, "restricted": True}]


def test_nor_are_those_that_no_statement_names(scene: Scene) -> None:
    """What a crash left of them is nobody to be appointed."""
    services = scene.office.services
    party = services.people.find([UUID(scene.kari)]).popitem()[1].party
    written(services.store, services.people.adding(uuid4(), party, Details("Halv Eksempel")))
    assert found(scene, name="halv") == []


def test_pages(refusing: Scene) -> None:
    """By name, with the total."""
    path = "/people/search?page=2&page_size=1"
    answer = refusing.fagforbundet.post(path, {"name": "eksempel"}).expect(200)
    assert [each["name"] for each in answer.json] == ["Ola Eksempel"]
    assert json.loads(answer.headers["X-Pagination"])["total"] == 2


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("", {}),
        ("", {"name": None}),
        ("/name", {"name": " "}),
        ("/name", {"name": ["kari"]}),
        ("/email", {"email": 1}),
        ("/born", {"name": "kari", "born": "1970-01-01"}),
    ],
)
def test_what_cannot_be_looked_for(refusing: Scene, pointer: str, body: Any) -> None:
    """At least one of them, and nothing else."""
    refused = refusing.fagforbundet.post("/people/search", body).refused(422, "invalid")
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]


def test_nothing_is_recorded(refusing: Scene) -> None:
    """It is a question."""
    before = refusing.office.position()
    answer = refusing.fagforbundet.post("/people/search", {"name": "kari"}).expect(200)
    assert answer.position == before == refusing.office.position()
