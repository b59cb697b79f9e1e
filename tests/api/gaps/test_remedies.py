"""What would close what is open: ready requests, in order of what asks least, each by those who may say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.demo.digiviken import AKERSHUS, VIKEN
from api.language.words import LANGUAGES
from projections.gaps.remedies import KINDS
from tests.support import groups
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KRISTIANSUND, UTDANNINGSFORBUNDET, YS_KOMMUNE, Office
from tests.support.remedies import Shape, changes, check_trying, kinds, open_pairs, sent, what_if
from tests.support.scene import START, Scene
from tests.support.stores import copy_of

pytestmark = pytest.mark.worked_out

DAY = "2026-01-01"
GROUP = "referansegruppe"
DAYS = (START, "2019-06-01", "2020-01-01", "2025-06-01", DAY, "2030-01-01")


@pytest.fixture
def crowded(scene: Scene) -> Scene:
    """Delta has one at Aure without a seat, one who is away, one who speaks elsewhere; so has its sammenslutning."""
    away = groups.appoint(scene, DELTA, "Siri Eksempel", scope=["1576"], until="2028-01-01")
    scene.as_(DELTA).put(f"{scene.path}/appointments/{away}/leave", {"from": START, "until": "2027-01-01"}).expect(201)
    groups.appoint(scene, DELTA, "Dag Eksempel", scope=["1505"], until="2029-01-01")
    groups.appoint(scene, DELTA, "Eli Eksempel", scope=["1576"], from_="2025-01-01", until="2026-06-01")
    groups.appoint(scene, YS_KOMMUNE, "Per Eksempel", scope=["1505"])
    not_affected = {"from": "2025-01-01", "not_affected": ["utdanningsforbundet"]}
    scene.aure.put(f"{scene.path}/participants/1576/affected", not_affected).expect(201)
    claim = f"{scene.path}/claims/utdanningsforbundet/1576"
    scene.as_(UTDANNINGSFORBUNDET).put(claim, {"from": "2025-06-01"}).expect(201)
    return scene


def at_aure(scene: Scene, slug: str, at: str = DAY, party: str = KRISTIANSUND, **query: str) -> list[Shape]:
    """What is open there for an organisation: one pair, or none."""
    narrowed = {"at": at, "employer": "1576", "organisation": slug, **query}
    return open_pairs(scene.office, scene.project, party, **narrowed)


def test_every_kind_in_the_order_of_what_asks_least(crowded: Scene) -> None:
    """For a gap, a pair that is unclarified, and one that is disputed."""
    [gap] = at_aure(crowded, "delta", group=GROUP)
    assert kinds(gap) == list(KINDS[:8])
    assert [way["status"] for way in gap["closing"]] == [
        "direct",
        "direct",
        "temporary",
        "direct",
        "joint",
        "indirect",
        "direct",
        "waived",
    ]
    [disputed] = at_aure(crowded, "utdanningsforbundet")
    assert (disputed["status"], kinds(disputed)) == ("disputed", ["clarify", "end_claim"])
    heim = crowded.owner.get(f"{crowded.path}/gaps", at=DAY, status="unclarified").json
    assert all(kinds(pair) == ["clarify", "clarify"] for pair in heim)
    assert {"seat", "clarify", "end_claim"} | set(kinds(gap)) == set(KINDS)


def test_a_seat_only_by_group(crowded: Scene) -> None:
    """Elsewhere none is needed: nobody is proposed one."""
    [gap] = at_aure(crowded, "delta", "2024-01-01")
    assert "seat" not in kinds(gap)
    assert all(len(way["changes"]) == 1 for way in gap["closing"])


@pytest.mark.parametrize("at", DAYS)
def test_every_way_closes_what_is_open(crowded: Scene, at: str) -> None:
    """When tried by any of those who may say it; tried by another party, it is refused."""
    others = {KRISTIANSUND, AURE, FAGFORBUNDET, DELTA, UTDANNINGSFORBUNDET, YS_KOMMUNE, AUDITOR}
    named = {f"employer:{crowded.office.employer(each.partition(':')[2])}" for each in (KRISTIANSUND, AURE)}
    before = crowded.office.position()
    pairs = open_pairs(crowded.office, crowded.project, AUDITOR, at=at)
    assert pairs
    for pair in pairs:
        check_trying(crowded.office, crowded.project, pair, at, others - {KRISTIANSUND, AURE} | named)
    assert crowded.office.position() == before


def test_by_group_the_owner_gives_a_seat(crowded: Scene, tmp_path: Path) -> None:
    """After whoever appoints has said its part; each way said for real, in a copy, closes the pair."""
    [gap] = at_aure(crowded, "delta", group=GROUP)
    for place, way in enumerate(gap["closing"]):
        copy = crowded.in_(Office(copy_of(crowded.office.env, tmp_path / str(place))))
        assert all(answer.status in (200, 201) for answer in sent(copy.office, way)), way["kind"]
        asked = {"at": DAY, "group": GROUP}
        told = copy.owner.get(f"{copy.path}/coverage/1576/delta", **asked).json
        assert (told["status"], at_aure(copy, "delta", group=GROUP)) == (way["status"], []), way["kind"]
        copy.office.close()
    seats = [way for way in gap["closing"] if len(way["changes"]) > 1]
    assert {way["kind"] for way in seats} == {"end_leave", "vara", "widen", "ask_above", "appoint"}
    for way in seats:
        tried = what_if(crowded.office, crowded.project, way["by"][0][0]["party"], way, DAY)
        assert [(each["index"], each["status"]) for each in tried["refused"]] == [(1, 403)]
        assert way["by"][-1] == [{"capacity": "owner", "party": owner(crowded), "name": "Kristiansund"}]


def owner(scene: Scene) -> str:
    """Kristiansund, as tokens name it."""
    return f"employer:{scene.office.employer('1505')}"


def test_what_is_said_is_open_no_more(crowded: Scene) -> None:
    """In the project and across projects; the name is for the organisation to fill in, and nobody else speaks."""
    [gap] = at_aure(crowded, "delta", "2024-01-01")
    [way] = [way for way in gap["closing"] if way["kind"] == "appoint"]
    assert way["fill"] == ["/changes/0/body/person/name"]
    [act] = way["changes"]
    answer = crowded.as_(DELTA).open(act["method"], act["path"], json=act["body"]).refused(422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == ["/person/name"]
    [filled] = changes(way)
    crowded.owner.open("POST", filled["path"], json=filled["body"]).refused(403, "not-yours")
    assert [answer.status for answer in sent(crowded.office, way)] == [201]
    assert at_aure(crowded, "delta", "2024-01-01") == []
    across = crowded.as_(DELTA).get("/organisations/delta/gaps", at="2024-01-01", employer="1576").json
    assert across == crowded.aure.get("/employers/1576/gaps", at="2024-01-01", organisation="delta").json == []


def test_who_owes_an_answer(crowded: Scene) -> None:
    """The organisation of a gap; the employer of a pair that is unclarified or disputed."""
    aure = {"capacity": "employer", "party": f"employer:{crowded.office.employer('1576')}", "name": "Aure"}
    delta = {"capacity": "organisation", "party": DELTA, "name": "Delta"}
    assert at_aure(crowded, "delta", "2024-01-01")[0]["owed_by"] == [delta]
    assert at_aure(crowded, "utdanningsforbundet")[0]["owed_by"] == [aure]
    waiting = open_pairs(crowded.office, crowded.project, AUDITOR, at="2019-06-01", employer="5011")
    assert {pair["status"] for pair in waiting} == {"unclarified"}
    heim = {"capacity": "employer", "party": f"employer:{crowded.office.employer('5055')}", "name": "Heim"}
    for pair in waiting:
        assert pair["owed_by"] == [heim]
        assert [each["party"] for each in pair["closing"][0]["by"][0]] == [heim["party"], owner(crowded)]


def test_an_employer_that_was_split_owes_by_its_successors(scene: Scene) -> None:
    """Viken by the three of 2024, each with full voice."""
    project = scene.office.project(from_="2022-01-01")
    for employer in (VIKEN, "1505"):
        scene.owner.put(f"/projects/{project}/participants/{employer}", {"from": "2022-01-01"}).expect(201)
    said = {"from": "2022-01-01", "status": "affected"}
    scene.owner.put(f"/projects/{project}/participants/1505/affected/delta", said).expect(201)
    asked = {"at": "2023-01-01", "status": "unclarified"}
    [pair] = open_pairs(scene.office, project, AUDITOR, **asked)
    names = {each["name"].split()[0] for each in pair["owed_by"]}
    assert names == {"Akershus", "Buskerud", "Østfold"}
    check_trying(scene.office, project, pair, "2023-01-01", {DELTA})
    [one] = scene.as_(f"employer:{AKERSHUS}").get(f"/employers/{VIKEN}/gaps", **asked, ways="true").json
    assert one["owed_by"] == pair["owed_by"]


def test_in_the_language_that_is_asked_for(crowded: Scene) -> None:
    """Each way, and what opened the pair."""
    told = [at_aure(crowded, "delta", "2024-01-01", language=language)[0] for language in LANGUAGES]
    assert len({pair["opened"]["cause"] for pair in told}) == 3
    assert len({str([way["text"] for way in pair["closing"]]) for pair in told}) == 3
    assert told[0]["closing"][-1]["text"] == "Delta kan skriftlig la være å peke ut noen for Aure."
    assert told[2]["closing"][-1]["text"] == "Delta can say in writing that it appoints nobody for Aure."


def test_ways_only_where_they_are_wanted(crowded: Scene) -> None:
    """In a project unless they are not; across projects if they are."""
    more = {"opened", "owed_by", "closing"}
    [bare] = at_aure(crowded, "delta", "2024-01-01", ways="false")
    [whole] = at_aure(crowded, "delta", "2024-01-01")
    assert (more & bare.keys(), bare) == (set(), {name: value for name, value in whole.items() if name not in more})
    asked = {"at": "2024-01-01", "employer": "1576"}
    delta = crowded.as_(DELTA)
    assert delta.get("/organisations/delta/gaps", **asked).json == [bare]
    assert delta.get("/organisations/delta/gaps", **asked, ways="true").json == [whole]
    crowded.owner.get(f"{crowded.path}/gaps", ways="perhaps").refused(422, "invalid")
