"""The demo's merger and its split: what is proposed, and what becomes of it once confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import demo
from api.demo.digiviken import DIGIVIKEN, SPLIT
from api.demo.orkide import HEIM, ORKIDE
from tests.support.cast import AUDITOR, KRISTIANSUND, Office
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out
M = "2020-01-01"
BUSKERUD = "employer:930580260"


@pytest.fixture(scope="module")
def told(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A Samråd with the demo in it; each test that records has a project of it to itself."""
    office = Office(settings_in(copied(register_store, tmp_path_factory.mktemp("demo") / "store")))
    demo.run(office.services)
    yield office
    office.close()


def pairs(office: Office, project: object, at: str, employer: str) -> dict[str, str]:
    """The status of each organisation at an employer."""
    asked = office.as_(AUDITOR).get(f"/projects/{project}/coverage", at=at, employer=employer).expect(200)
    return {pair["organisation"]["slug"]: pair["status"] for pair in asked.json["pairs"]}


def proposed(succession: Any) -> dict[str, list[str]]:
    """By part, the organisations that something is proposed of."""
    parts = ("affected", "not_affected", "scopes")
    return {part: [each["organisation"]["slug"] for each in succession["proposal"][part]] for part in parts}


def tried(office: Office, party: str, project: object, *changes: Any) -> Any:
    """What a what-if answers, and nothing is recorded."""
    before = office.position()
    answer = office.as_(party).post(f"/projects/{project}/what-if", {"at": M, "changes": list(changes)}).expect(200)
    assert office.position() == before
    return answer.json


def at_heim(answer: Any) -> dict[str, str]:
    """By organisation, the status that its pair at Heim would come to have."""
    found = (each for each in answer["changed"] if each["employer"]["name"] == "Heim" and each["after"])
    return {each["organisation"]["slug"]: each["after"][0]["status"] for each in found}


def test_confirming_is_tried_first(told: Office) -> None:
    """Each its own part, upon what is tried before it; another's part is refused, and so is one of no succession."""
    path, owner = f"/projects/{ORKIDE.id}", told.as_(KRISTIANSUND)
    [now] = owner.get(f"{path}/successions").expect(200).json
    history = owner.get(f"{path}/history", page_size=10_000).expect(200).json
    taken_out = next(each["position"] for each in history if each["type"] == "ParticipantWithdrawn")
    [then] = owner.get(f"{path}/successions", known_at=taken_out - 1).expect(200).json
    proposal = then["proposal"]
    let_in = {"method": "PUT", "path": f"{path}/participants/{HEIM}", "body": {"from": M}}
    confirm = {"method": "POST", "path": f"{path}/successions/{now['id']}/confirm"}
    clarified = {**confirm, "body": {part: proposal[part] for part in ("affected", "not_affected")}}
    widened = {**confirm, "body": {"scopes": proposal["scopes"]}}
    elsewhere = {**confirm, "path": f"{path}/successions/{ORKIDE.id}/confirm", "body": {}}

    by_owner = tried(told, KRISTIANSUND, ORKIDE.id, let_in, clarified, widened, elsewhere)
    assert [(each["index"], each["status"]) for each in by_owner["refused"]] == [(2, 403), (3, 404)]
    assert at_heim(by_owner) == {
        "delta": "joint",
        "fagforbundet": "direct",
        "norsk-sykepleierforbund": "not_affected",
        "tekna": "not_affected",
        "utdanningsforbundet": "gap",
    }
    by_unio = tried(told, "organisation:unio", ORKIDE.id, let_in, clarified, widened)
    assert [(each["index"], each["status"]) for each in by_unio["refused"]] == [(0, 403), (1, 403)]
    assert by_unio["changed"] == []


def test_halsa_becomes_heim(told: Office) -> None:
    """Taken out, nothing is proposed; as known before all of it is, and so it is once the owner lets Heim in again."""
    path = f"/projects/{ORKIDE.id}"
    owner, listed = told.as_(KRISTIANSUND), f"{path}/successions"
    [now] = owner.get(listed).expect(200).json
    assert ([each["name"] for each in now["predecessors"]], now["complete"]) == (["Halsa"], True)
    history = owner.get(f"{path}/history", page_size=10_000).expect(200).json
    taken_out = next(each["position"] for each in history if each["type"] == "ParticipantWithdrawn")
    [then] = owner.get(listed, known_at=taken_out - 1).expect(200).json
    assert proposed(then) == {
        "affected": ["delta", "fagforbundet", "utdanningsforbundet"],
        "not_affected": ["norsk-sykepleierforbund", "tekna"],
        "scopes": ["unio"],
    }

    owner.put(f"{path}/participants/{HEIM}", {"from": M}).expect(201)
    confirm, proposal = f"{listed}/{now['id']}/confirm", then["proposal"]
    owner.post(confirm, {part: proposal[part] for part in ("affected", "not_affected")}).expect(200)
    assert pairs(told, ORKIDE.id, M, HEIM)["utdanningsforbundet"] == "gap"
    widened = {"scopes": proposal["scopes"]}
    by_unio = tried(told, "organisation:unio", ORKIDE.id, {"method": "POST", "path": confirm, "body": widened})
    assert (at_heim(by_unio), by_unio["refused"]) == ({"utdanningsforbundet": "indirect"}, [])
    assert told.as_("organisation:unio").post(confirm, widened).expect(200).json["complete"]
    assert pairs(told, ORKIDE.id, M, HEIM) == {
        "delta": "joint",
        "fagforbundet": "direct",
        "norsk-sykepleierforbund": "not_affected",
        "tekna": "not_affected",
        "utdanningsforbundet": "indirect",
    }


def test_viken_is_split(told: Office) -> None:
    """Two have said the same since, so that only Buskerud's part is left, which it confirms itself."""
    path = f"/projects/{DIGIVIKEN.id}"
    buskerud = told.as_(BUSKERUD)
    [split] = buskerud.get(f"{path}/successions").expect(200).json
    assert [each["name"].split()[0] for each in split["successors"]] == ["Akershus", "Buskerud", "Østfold"]
    assert {each["employer"]["name"].split()[0] for each in split["proposal"]["affected"]} == {"Buskerud"}
    assert {each["employer"]["name"].split()[0] for each in split["settled"]["affected"]} == {"Akershus", "Østfold"}
    assert set(pairs(told, DIGIVIKEN.id, SPLIT, "930580260").values()) == {"unclarified"}
    said = {part: split["proposal"][part] for part in ("affected", "not_affected")}
    assert buskerud.post(f"{path}/successions/{split['id']}/confirm", said).expect(200).json["complete"]
    statuses = [pairs(told, DIGIVIKEN.id, SPLIT, orgnr) for orgnr in ("930580260", "930580694")]
    assert statuses[0] == statuses[1]
