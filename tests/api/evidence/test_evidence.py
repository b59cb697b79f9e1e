"""Evidence: the coverage of a day as a file, with the statements that it follows from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from api.evidence.check import unproven
from api.evidence.file import adjacent, read_evidence
from tests.support.cast import AUDITOR, FAGFORBUNDET, KARI, OLA, OSLO, REGISTRAR, TEKNA
from tests.support.evidence import exported, without_digest, written
from tests.support.scene import START, Scene


def evidence(scene: Scene, **query: Any) -> Any:
    """What the file says."""
    return json.loads(exported(scene.office, scene.project, **query))


@pytest.mark.parametrize("at", ["2019-02-01", "2020-01-01", "2026-11-21"])
def test_it_says_what_coverage_says(refusing: Scene, at: str) -> None:
    """The same pairs in the same order, and the same figures."""
    told, coverage = evidence(refusing, at=at), refusing.owner.get(f"{refusing.path}/coverage", at=at).json
    assert [{**pair, "statements": ..., "paths": ...} for pair in told["pairs"]] == [
        {**pair, "statements": ..., "paths": ...} for pair in coverage["pairs"]
    ]
    for name in ("project", "at", "known_at", "position", "summary"):
        assert told[name] == coverage[name], name


def test_it_is_a_file_to_keep(refusing: Scene) -> None:
    """Named after project, day and position; the same question gives the same bytes, to whomever."""
    answer = refusing.owner.get(f"{refusing.path}/evidence", at=START).expect(200)
    name = f"bevis-{refusing.project}-{START}-{refusing.office.position()}.json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.position == refusing.office.position()
    for party in (AUDITOR, FAGFORBUNDET):
        assert exported(refusing.office, refusing.project, party, at=START) == answer.response.get_data()


def test_its_form_is_the_only_one(refusing: Scene) -> None:
    """As anybody can write it: names in order, nothing between the parts, a newline at the end."""
    data = exported(refusing.office, refusing.project, at=START)
    said = json.loads(data)
    assert data == _written(said)
    digest = said.pop("digest")
    assert digest == hashlib.sha256(_written(said)).hexdigest() == hashlib.sha256(without_digest(data)).hexdigest()


def _written(said: Any) -> bytes:
    return f"{json.dumps(said, sort_keys=True, separators=(',', ':'), ensure_ascii=False)}\n".encode()


def test_every_statement_has_its_place_in_the_chain(refusing: Scene) -> None:
    """All of the project and of the register, as recorded, and each hash by the layout that is told of."""
    told = evidence(refusing)
    statements = told["statements"]
    history = refusing.owner.get(f"{refusing.path}/history", page_size=1000).json
    of_project = [each for each in statements if each["subject"] == refusing.project.replace("-", "")]
    assert [each["position"] for each in of_project] == sorted(entry["position"] for entry in history)
    assert len(statements) == refusing.office.position()
    before = "00" * 32
    for each in statements:
        assert each["previous"] == before
        before = each["hash"] = _hash(each)
    assert told["head"] == {"position": refusing.office.position(), "hash": before}


def _hash(each: dict[str, Any]) -> str:
    names = ("position", "recorded_at", "subject", "originator_id", "originator_version", "topic", "state")
    fields = [str(each[name]).encode() for name in names]
    told = b"".join(len(field).to_bytes(8, "big") + field for field in fields)
    return hashlib.sha256(bytes.fromhex(each["previous"]) + told).hexdigest()


def test_a_pair_names_what_it_rests_on(scene: Scene) -> None:
    """By position: that Aure takes part, the clarification, the appointment; by a vara, also the leave."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-02-01", "until": "2026-03-01"}).expect(201)
    topics = {each["position"]: each["topic"] for each in evidence(scene)["statements"]}

    def found(at: str) -> Any:
        pairs = evidence(scene, at=at)["pairs"]
        return next(pair for pair in pairs if (_number(pair), pair["organisation"]["slug"]) == ("1576", "fagforbundet"))

    direct, temporary = found("2026-01-15"), found("2026-02-15")
    assert [topics[each] for each in direct["statements"]] == [
        *("ParticipantAdded", "AffectedClarified", "RepresentantAppointed", "GroupFormed", "SeatFilled"),
    ]
    [path] = temporary["paths"]
    assert (temporary["status"], path["temporary"], path["appointment"]) == ("temporary", True, scene.vara)
    assert [(step["relation"], step["to"]["type"]) for step in path["steps"]] == [
        *(("appointed", "appointment"), ("vara", "appointment"), ("person", "person")),
    ]
    assert [topics[each] for each in path["steps"][1]["statements"]] == ["RepresentantAppointed", "LeaveRecorded"]
    assert "LeaveRecorded" in {topics[each] for each in temporary["statements"]}
    assert not any(pair["paths"] for pair in evidence(scene, at="2026-02-15")["pairs"] if pair["status"] == "gap")


def _number(pair: Any) -> str:
    return str(pair["employer"]["kommunenummer"])


def test_others_have_their_hashes_alone(scene: Scene, tmp_path: Path) -> None:
    """What is said in another project is not in it; the chain goes on across it."""
    scene.office.project()
    position = scene.office.position()
    scene.owner.put(f"{scene.path}/phase", {"phase": "forme_sammen", "from": "2026-01-01"}).expect(201)
    statements = evidence(scene)["statements"]
    assert [each["position"] for each in statements[-2:]] == [position - 1, position + 1]
    assert statements[-1]["previous"] != statements[-2]["hash"]
    found = read_evidence(written(exported(scene.office, scene.project), tmp_path))
    assert unproven(found) is None
    assert adjacent(found.extract.links) == len(statements) - 1


def test_branches_are_not_in_it(scene: Scene, tmp_path: Path) -> None:
    """What an organisation lets its branches say, is for it and them."""
    before = evidence(scene)["statements"]
    said = {"employers": ["1576"], "from": "2026-01-01"}
    scene.fagforbundet.put("/organisations/fagforbundet/branches/1505", said).expect(201)
    scene.fagforbundet.delete("/organisations/fagforbundet/branches/1505", "2026-01-01").expect(204)
    told = evidence(scene)
    assert told["statements"] == before
    assert told["head"]["position"] == told["position"] == before[-1]["position"] + 2
    assert unproven(read_evidence(written(exported(scene.office, scene.project), tmp_path))) is None


def test_as_known_before(scene: Scene) -> None:
    """By position or instant: only what had been recorded, and the head of then."""
    then = scene.office.position()
    known = exported(scene.office, scene.project, at="2026-11-21", known_at=then)
    scene.fagforbundet.delete(scene.appointed).expect(204)
    assert exported(scene.office, scene.project, at="2026-11-21", known_at=then) == known
    told, now = json.loads(known), evidence(scene, at="2026-11-21")
    assert told["head"]["position"] == told["position"] == told["known_at"] == then
    assert told["summary"]["covered"] > now["summary"]["covered"]
    nothing = evidence(scene, known_at=0)
    assert (nothing["statements"], nothing["pairs"], nothing["project"]["name"]) == ([], [], None)
    assert nothing["head"] == {"position": 0, "hash": "00" * 32}
    register = evidence(scene, known_at="2026-11-21T11:59:59+00:00")
    assert register["pairs"] == []
    assert register["position"] == register["statements"][-1]["position"] < then


def test_what_is_refused(refusing: Scene) -> None:
    """Others than parties and the auditor; knowledge of what is to come; a project that is not there."""
    path = f"{refusing.path}/evidence"
    for outsider in (OSLO, TEKNA, REGISTRAR):
        refusing.as_(outsider).get(path).refused(403, "not-yours")
    for known_at in (refusing.office.position() + 1, "2026-11-22T12:00:00+01:00"):
        refusing.owner.get(path, known_at=known_at).refused(422, "future-knowledge")
    refusing.owner.get("/projects/00000000-0000-4000-8000-000000000000/evidence").refused(404, "unknown")


def test_nobody_is_named(scene: Scene) -> None:
    """Persons are ids, before their details are erased and after; so nothing is recorded as read."""
    data = exported(scene.office, scene.project, FAGFORBUNDET)
    for word in (*KARI.values(), *OLA.values(), "Per Eksempel"):
        assert word not in data.decode()
    assert scene.kari in data.decode()
    assert scene.fagforbundet.get(f"/people/{scene.kari}/reads").expect(200).json == []
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    assert exported(scene.office, scene.project, FAGFORBUNDET) == data
