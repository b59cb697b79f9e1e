"""Participants of a project, by what was said and by succession, and their representanter."""

from __future__ import annotations

from typing import Any

from tests.support.cast import AURE, KARI, new_id
from tests.support.scene import HALSA, HEIM, HEMNE, PER, START, Scene


def slots(scene: Scene, **query: Any) -> dict[str, list[dict[str, Any]]]:
    """The slots of each participant, by name."""
    rows = scene.owner.get(f"{scene.path}/participants", **query).expect(200).json
    return {row["employer"]["name"]: row["slots"] for row in rows}


def said(from_: str, until: str | None = None, *, implied: bool = False) -> dict[str, Any]:
    """A slot."""
    return {"from": from_, "until": until, "implied": implied}


def test_successors_take_part_without_a_word(refusing: Scene) -> None:
    """Heim's slot is implied by that of Halsa and Hemne."""
    assert slots(refusing) == {
        "Aure": [said(START)],
        "Halsa": [said(START)],
        "Hemne": [said(START)],
        "Heim": [said("2020-01-01", implied=True)],
    }
    assert set(slots(refusing, at="2019-12-31")) == {"Aure", "Halsa", "Hemne"}
    assert set(slots(refusing, at="2020-01-01")) == {"Aure", "Heim"}
    rows = refusing.owner.get(f"{refusing.path}/participants").json
    days = {row["employer"]["name"]: row["participates"] for row in rows}
    assert days["Halsa"] == [{"from": START, "until": "2020-01-01"}]


def test_a_successor_inherits_the_latest_until(scene: Scene) -> None:
    """Of those slots that contain the eve; null if one is."""
    path = f"{scene.path}/participants"
    for number, until in ((HALSA, "2024-01-01"), (HEMNE, "2026-01-01")):
        scene.owner.put(f"{path}/{number}", {"from": START, "until": until}).expect(200)
    assert slots(scene)["Heim"] == [said("2020-01-01", "2026-01-01", implied=True)]
    scene.owner.put(f"{path}/{HEMNE}", {"from": START, "until": "2019-12-31"}).expect(200)
    assert slots(scene)["Heim"] == [said("2020-01-01", "2024-01-01", implied=True)]
    scene.owner.put(f"{path}/{HALSA}", {"from": START, "until": "2019-12-31"}).expect(200)
    assert "Heim" not in slots(scene)
    scene.owner.put(f"{path}/{HALSA}", {"from": "2019-12-31"}).expect(201)
    assert slots(scene)["Heim"] == [said("2020-01-01", implied=True)]


def test_what_is_said_of_the_slot_comes_before_succession(scene: Scene) -> None:
    """Another end, or none at all; withdrawn, it stays empty."""
    path = f"{scene.path}/participants/5055"
    scene.owner.put(path, {"from": "2020-01-01", "until": "2021-01-01"}).expect(201)
    assert slots(scene)["Heim"] == [said("2020-01-01", "2021-01-01")]
    scene.owner.delete(path, "2020-01-01").expect(204)
    assert "Heim" not in slots(scene)
    scene.owner.put(path, {"from": "2022-01-01"}).expect(201)
    assert slots(scene)["Heim"] == [said("2022-01-01")]


def test_only_days_of_the_project_and_of_the_employer_count(scene: Scene) -> None:
    """A slot may be longer than either, with advice."""
    answer = scene.owner.put(f"{scene.path}/participants/1573", {"from": "2018-01-01"}).expect(201)
    assert answer.json["warnings"]
    rows = scene.owner.get(f"{scene.path}/participants").json
    smola = next(row for row in rows if row["employer"]["name"] == "Smøla")
    assert smola["slots"] == [said("2018-01-01")]
    assert smola["participates"] == [{"from": START, "until": None}]


def test_slots_that_touch_are_one_participation(scene: Scene) -> None:
    """And a break is one."""
    path = f"{scene.path}/participants/1573"
    for from_, until in (("2020-01-01", "2021-01-01"), ("2021-01-01", "2022-01-01"), ("2023-01-01", None)):
        scene.owner.put(path, {"from": from_, "until": until}).expect(201)
    rows = scene.owner.get(f"{scene.path}/participants").json
    smola = next(row for row in rows if row["employer"]["name"] == "Smøla")
    assert smola["participates"] == [
        {"from": "2020-01-01", "until": "2022-01-01"},
        {"from": "2023-01-01", "until": None},
    ]


def test_what_has_been_said_about_a_participant(scene: Scene) -> None:
    """Clarifications, claims, waivers and representanter, to parties."""
    span = {"from": "2026-01-01", "until": "2027-01-01"}
    for what in ("claims", "waivers"):
        scene.as_("organisation:delta").put(f"{scene.path}/{what}/delta/1576", span).expect(201)
    rows = scene.owner.get(f"{scene.path}/participants", at="2026-01-01").expect(200).json
    aure = next(row for row in rows if row["employer"]["name"] == "Aure")
    delta = {"organisation": {"slug": "delta", "name": "Delta"}, **span}
    assert (aure["claims"], aure["waivers"]) == ([delta], [delta])
    told = {(each["organisation"]["slug"], each["status"], each["from"]) for each in aure["clarifications"]}
    assert told == {(slug, "affected", START) for slug in ("fagforbundet", "delta", "utdanningsforbundet")}
    person = {"id": scene.per, **PER}
    assert aure["representanter"] == [{"id": scene.representant, "person": person, "from": START, "until": None}]


def test_naming_a_representant(scene: Scene) -> None:
    """A PUT on the id corrects the whole; withdrawn, it is gone."""
    path = f"{scene.path}/participants/1576/representanter/{scene.representant}"
    represented = {"participating": 2, "represented": 1}
    summary = f"{scene.path}/coverage"
    assert scene.owner.get(summary).json["summary"]["employers"] == represented
    made = scene.aure.put(path, {"person": KARI, "from": START, "until": "2026-01-01"}).expect(200).json
    assert made["person"]["name"] == KARI["name"]
    assert made["until"] == "2026-01-01"
    assert scene.owner.get(summary).json["summary"]["employers"] == {**represented, "represented": 0}
    assert scene.owner.get(summary, at="2025-12-31").json["summary"]["employers"] == represented
    scene.aure.delete(path).expect(204)
    assert scene.owner.get(summary, at="2025-12-31").json["summary"]["employers"] == {**represented, "represented": 0}


def test_a_representant_is_the_employers_in_the_address(scene: Scene) -> None:
    """The same id under another employer is another one."""
    path = f"{scene.path}/participants/5055/representanter/{scene.representant}"
    scene.as_(AURE).put(path, {"person": PER, "from": "2020-01-01"}).refused(403, "not-yours")
    scene.as_(HEIM).put(path, {"person": PER, "from": "2020-01-01"}).expect(201)
    scene.as_(HEIM).delete(path).expect(204)
    scene.as_(HEIM).delete(f"{scene.path}/participants/5055/representanter/{new_id()}").refused(404, "unknown")
    assert scene.owner.get(f"{scene.path}/coverage").json["summary"]["employers"]["represented"] == 1


def test_participants_as_they_were_known(scene: Scene) -> None:
    """The slots of then."""
    known = scene.office.position()
    scene.owner.delete(f"{scene.path}/participants/{HALSA}", START).expect(204)
    scene.owner.delete(f"{scene.path}/participants/{HEMNE}", START).expect(204)
    assert set(slots(scene)) == {"Aure"}
    assert set(slots(scene, known_at=known)) == {"Aure", "Halsa", "Hemne", "Heim"}
