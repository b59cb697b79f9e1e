"""Coverage by a group or a kind of group: only those count whom a seat of it names, in a function that counts."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.support import groups
from tests.support.cast import AUDITOR, DELTA, LO_KOMMUNE, OSLO, UTDANNINGSFORBUNDET, new_id
from tests.support.groups import DAY, UNIO, Shape, seat
from tests.support.scene import START, Scene

pytestmark = pytest.mark.worked_out
KINDS = ("styringsgruppe", "prosjektgruppe", "arbeidsgruppe", "testgruppe")
LEAVE = {"from": "2026-01-01", "until": "2026-07-01"}


def coverage(scene: Scene, group: str | None, at: str = DAY, **query: Any) -> Shape:
    """By a group, on a day."""
    answer: Shape = scene.owner.get(f"{scene.path}/coverage", group=group, at=at, **query).expect(200).json
    return answer


def statuses(scene: Scene, group: str | None, at: str = DAY, **query: Any) -> dict[str, str]:
    """The statuses at Aure, by organisation."""
    pairs = coverage(scene, group, at, employer="1576", **query)["pairs"]
    return {each["organisation"]["slug"]: each["status"] for each in pairs}


def status(scene: Scene, at: str = DAY, group: str | None = None, **query: Any) -> str:
    """The status of Fagforbundet at Aure, by the group of the scene unless by another."""
    return statuses(scene, group or scene.group, at, **query)["fagforbundet"]


@pytest.fixture
def styret(scene: Scene) -> str:
    """A styringsgruppe beside the referansegruppe, in which Dag sits for Delta."""
    group = new_id()
    dag = groups.appoint(scene, DELTA, "Dag Eksempel")
    said = {"kind": "styringsgruppe", "name": "Styret", "from": START}
    scene.owner.put(f"{scene.path}/groups/{group}", said).expect(201)
    body = {"appointment": dag, "function": "leder", "from": START}
    scene.owner.put(f"{scene.path}/groups/{group}/seats/{new_id()}", body).expect(201)
    return group


def test_by_id_and_by_kind(scene: Scene, styret: str) -> None:
    """By each group those who sit in it; by none, everybody."""
    by = {
        scene.group: ("direct", "gap"),
        "referansegruppe": ("direct", "gap"),
        styret: ("gap", "direct"),
        "styringsgruppe": ("gap", "direct"),
        "testgruppe": ("gap", "gap"),
        None: ("direct", "direct"),
    }
    for group, (fagforbundet, delta) in by.items():
        shown = coverage(scene, group)
        assert shown["group"] == group
        found = statuses(scene, group)
        assert (found["fagforbundet"], found["delta"], found["utdanningsforbundet"]) == (fagforbundet, delta, "gap")
        covered = [fagforbundet, delta].count("direct")
        assert (shown["summary"]["covered"], shown["summary"]["affected"]) == (covered, 3)


def test_of_several_groups_of_a_kind(scene: Scene, styret: str) -> None:
    """Whoever sits in any of them counts."""
    said = {"kind": "referansegruppe", "name": "Referansegruppe 2", "from": START}
    scene.owner.put(f"{scene.path}/groups/{styret}", said).expect(200)
    found = statuses(scene, "referansegruppe")
    assert (found["fagforbundet"], found["delta"]) == ("direct", "direct")
    assert statuses(scene, "styringsgruppe")["delta"] == "gap"


@pytest.mark.parametrize("kind", KINDS)
def test_by_a_kind_that_the_project_has_not(refusing: Scene, kind: str) -> None:
    """Nobody counts, and nothing is refused."""
    assert statuses(refusing, kind)["fagforbundet"] == "gap"


def test_the_functions_that_count(scene: Scene) -> None:
    """Whoever leads, and members."""
    for function in ("leder", "nestleder", "medlem", "vara", "observatør", "sekretær"):
        seat(scene, scene.seat, function=function)
        assert status(scene) == ("direct" if function in ("leder", "nestleder", "medlem") else "gap"), function


def test_the_days_of_the_seat(scene: Scene) -> None:
    """And of the group: both must contain the day."""
    seat(scene, scene.seat, from_="2026-01-01", until="2027-01-01").expect(200)
    days = ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")
    assert [status(scene, day) for day in days] == ["gap", "direct", "direct", "gap"]
    said = {"kind": "referansegruppe", "name": "x", "from": "2026-03-01", "until": "2026-07-01"}
    scene.owner.put(scene.grouped, said).expect(200)
    days = ("2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01")
    assert [status(scene, day) for day in days] == ["gap", "direct", "direct", "gap"]
    assert status(scene, "2026-02-28", known_at=scene.office.position() - 1) == "direct"


def test_a_vara_counts_by_a_seat_of_its_own(scene: Scene) -> None:
    """As a member, during the leave."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", LEAVE).expect(201)
    assert (status(scene), statuses(scene, None)["fagforbundet"]) == ("gap", "temporary")
    id_ = new_id()
    seat(scene, id_, appointment=scene.vara, function="vara").expect(201)
    assert status(scene) == "gap"
    seat(scene, id_, appointment=scene.vara).expect(200)
    assert [status(scene, day) for day in (DAY, "2026-07-01")] == ["temporary", "direct"]


def test_joint_and_indirect(scene: Scene) -> None:
    """Whoever sits speaks for all that they speak for."""
    scene.as_(DELTA).put(f"{scene.appointed}/joint/delta", {"from": START}).expect(201)
    unio = groups.appoint(scene, UNIO)
    seat(scene, appointment=unio).expect(201)
    assert statuses(scene, scene.group) == {
        "fagforbundet": "direct",
        "delta": "joint",
        "utdanningsforbundet": "indirect",
    }
    lo = groups.appoint(scene, LO_KOMMUNE)
    seat(scene, scene.seat, appointment=lo).expect(200)
    assert statuses(scene, scene.group) == {
        "fagforbundet": "indirect",
        "delta": "gap",
        "utdanningsforbundet": "indirect",
    }


def test_a_waiver(scene: Scene) -> None:
    """Is a right used, by whatever group it is looked at."""
    waiver = f"{scene.path}/waivers/fagforbundet/1576"
    scene.fagforbundet.put(waiver, {"from": START}).expect(201)
    assert (status(scene), status(scene, group="testgruppe")) == ("direct", "waived")


def test_the_employers_side_counts_for_nothing_here(scene: Scene) -> None:
    """It speaks for no organisation."""
    seat(scene, scene.seat, representant=scene.representant).expect(200)
    assert status(scene) == "gap"


def test_the_other_ways_to_ask(scene: Scene, styret: str) -> None:
    """CSV, gaps, and what narrows them."""
    answer = scene.owner.get(
        f"{scene.path}/coverage", headers={"Accept": "text/csv"}, group=styret, at=DAY, employer="1576"
    )
    rows = {row["organisation"]: row["status"] for row in csv.DictReader(io.StringIO(answer.expect(200).text))}
    assert (rows["delta"], rows["fagforbundet"]) == ("direct", "gap")
    assert coverage(scene, styret, pairs="none")["pairs"] == []
    assert coverage(scene, styret, organisation="delta", pairs="none")["summary"]["covered"] == 1
    for group, found in (
        (styret, {"fagforbundet", "utdanningsforbundet"}),
        (scene.group, {"delta", "utdanningsforbundet"}),
    ):
        gaps = scene.owner.get(f"{scene.path}/gaps", group=group, at=DAY, employer="1576").expect(200).json
        assert {each["organisation"]["slug"] for each in gaps if each["status"] == "gap"} == found
        assert {each["project"]["id"] for each in gaps} == {scene.project}


def explained(scene: Scene, **query: Any) -> Shape:
    """Why Fagforbundet's pair at Aure has its status."""
    path = f"{scene.path}/coverage/1576/fagforbundet"
    answer: Shape = scene.owner.get(path, at=DAY, **query).expect(200).json
    return answer


def test_paths_end_in_the_seat(scene: Scene) -> None:
    """With the statements behind it: that the seat was filled, and the group formed."""
    groups.appoint(scene, LO_KOMMUNE)
    shown = explained(scene, group=scene.group)
    assert (shown["group"], shown["status"]) == (scene.group, "direct")
    (path,) = shown["paths"]
    assert [step["relation"] for step in path["steps"]] == ["affected", "appointed", "person", "seat"]
    last = path["steps"][-1]
    assert last["to"] == {
        "type": "seat",
        "id": scene.seat,
        "function": "medlem",
        "group": {"id": scene.group, "kind": "referansegruppe", "name": "Referansegruppa"},
    }
    assert [said["type"] for said in last["statements"]] == ["SeatFilled", "GroupFormed"]
    everybody = explained(scene)
    assert (everybody["group"], len(everybody["paths"])) == (None, 2)


def test_paths_by_a_group_end_in_no_other_seat(scene: Scene, styret: str) -> None:
    """Neither in another group, nor one that does not count; without a group, in each."""
    body = {"appointment": scene.appointment, "function": "medlem", "from": START}
    scene.owner.put(f"{scene.path}/groups/{styret}/seats/{new_id()}", body).expect(201)
    seat(scene, function="sekretær").expect(201)
    for group, found in ((scene.group, 1), ("styringsgruppe", 1), (styret.upper(), 1), (None, 3)):
        shown = explained(scene, group=group)
        (path,) = shown["paths"]
        seats = [step["to"] for step in path["steps"] if step["relation"] == "seat"]
        assert len(seats) == found, group
        filled = [said for said in shown["statements"] if said["type"] == "SeatFilled"]
        assert len(filled) == (found if group else 0)


def test_no_path_by_a_group_without_them(refusing: Scene) -> None:
    """A gap, on all days."""
    shown = explained(refusing, group="styringsgruppe")
    assert (shown["status"], shown["paths"], shown["appointments"]) == ("gap", [], [])
    assert [block["status"] for block in shown["timeline"]] == ["gap"]


def test_the_timeline_by_a_group(scene: Scene) -> None:
    """Changes with the seats."""
    groups.adopt(scene, [], DAY).expect(201)
    groups.adopt(scene, [scene.appointment], "2026-04-01").expect(201)
    timeline = explained(scene, group=scene.group)["timeline"]
    assert [(block["from"], block["until"], block["status"]) for block in timeline] == [
        (START, DAY, "direct"),
        (DAY, "2026-04-01", "gap"),
        ("2026-04-01", None, "direct"),
    ]


@pytest.mark.parametrize(
    "group", ["00000000-0000-4000-8000-000000000000", "klubb", "Styringsgruppe", "", "Referansegruppa"]
)
@pytest.mark.parametrize("path", ["coverage", "gaps", "coverage/1576/fagforbundet"])
def test_an_unknown_group(refusing: Scene, path: str, group: str) -> None:
    """Is refused, with the kinds there are."""
    refused = refusing.owner.get(f"{refusing.path}/{path}", group=group).refused(422, "unknown-reference")
    assert [error["pointer"] for error in refused.json["errors"]] == ["/group"]
    assert all(kind in refused.json["detail"] for kind in KINDS)


def test_a_group_of_another_project(scene: Scene) -> None:
    """Is unknown here."""
    other = scene.office.project()
    scene.owner.get(f"/projects/{other}/coverage", group=scene.group).refused(422, "unknown-reference")


def test_a_group_that_was_withdrawn(scene: Scene) -> None:
    """Is known, and nobody sits in it; before that, somebody did."""
    known = scene.office.position()
    scene.owner.delete(scene.grouped).expect(204)
    assert status(scene) == "gap"
    assert status(scene, known_at=known) == "direct"


def test_a_group_that_was_not_formed_yet(scene: Scene, styret: str) -> None:
    """As known then, nobody sits in it."""
    before = scene.office.position() - 2
    assert statuses(scene, styret, known_at=before)["delta"] == "gap"


def test_who_may_ask(refusing: Scene) -> None:
    """As coverage."""
    path = f"{refusing.path}/coverage"
    refusing.as_(UTDANNINGSFORBUNDET).get(path, group=refusing.group).expect(200)
    refusing.as_(AUDITOR).get(path, group=refusing.group).expect(200)
    refusing.as_(OSLO).get(path, group=refusing.group).refused(403, "not-yours")
