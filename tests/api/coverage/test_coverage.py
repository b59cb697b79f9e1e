"""Coverage: every pair on a day, the figures, and why a pair has its status."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from tests.support.cast import DELTA, FAGFORBUNDET, KRISTIANSUND, LO_KOMMUNE, OLA, UTDANNINGSFORBUNDET, Office, new_id
from tests.support.scene import HALSA, START, Scene

STATUSES = ["direct", "joint", "indirect", "temporary", "waived", "gap", "not_affected", "disputed", "unclarified"]


@pytest.fixture
def picture(office: Office) -> str:
    """The guide's picture: four kommuner, three organisations, three representanter."""
    project = office.project()
    owner = office.as_(KRISTIANSUND)
    slugs = ["fagforbundet", "delta", "utdanningsforbundet"]
    for number in ("1505", "1573", "1576", "1554"):
        owner.put(f"/projects/{project}/participants/{number}", {"from": "2020-01-01"}).expect(201)
        said = {"from": "2020-01-01", "affected": slugs}
        owner.put(f"/projects/{project}/participants/{number}/affected", said).expect(201)
    for slug in slugs:
        body = {"organisation": slug, "person": OLA, "role": "tillitsvalgt", "scope": "all", "from": "2020-02-01"}
        office.as_(f"organisation:{slug}").post(f"/projects/{project}/appointments", body).expect(201)
    return project


def test_the_guides_picture(office: Office, picture: str) -> None:
    """Three representanter cover all twelve pairs, from the day they are appointed."""
    path = f"/projects/{picture}/coverage"
    before = office.as_(KRISTIANSUND).get(path, at="2020-01-31").expect(200).json["summary"]
    assert (before["pairs"], before["gap"], before["ratio"]) == (12, 12, 0)
    summary = office.as_(KRISTIANSUND).get(path, at="2020-02-01").expect(200).json["summary"]
    counts = dict.fromkeys(STATUSES, 0) | {"direct": 12}
    employers = {"participating": 4, "represented": 0}
    assert summary == {"pairs": 12, "affected": 12, "covered": 12, **counts, "ratio": 1, "employers": employers}


def test_the_answer(refusing: Scene) -> None:
    """Project, day, position, figures and pairs, with employers as they were on the day."""
    answer = refusing.owner.get(f"{refusing.path}/coverage", at="2019-06-01").expect(200).json
    assert answer["project"] == {"id": refusing.project, "name": "Felles arkiv"}
    assert (answer["at"], answer["known_at"], answer["group"]) == ("2019-06-01", None, None)
    assert answer["position"] == refusing.office.position()
    assert len(answer["pairs"]) == 9
    halsa = {"id": refusing.office.employer(HALSA, START), "kommunenummer": HALSA, "name": "Halsa"}
    (pair,) = [
        each for each in answer["pairs"] if each["employer"] == halsa and each["organisation"]["slug"] == "fagforbundet"
    ]
    assert pair == {
        "employer": halsa,
        "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
        "status": "direct",
        "claimed": False,
        "since": START,
        "until": "2020-01-01",
        "appointments": [refusing.appointment],
    }


def test_the_figures(scene: Scene) -> None:
    """Each status is counted; what is unclarified or disputed is never covered, or hidden."""
    claim = {"from": START}
    path = f"{scene.path}/participants/1576/affected"
    scene.as_(DELTA).put(f"{scene.path}/waivers/delta/1576", claim).expect(201)
    scene.as_("organisation:tekna").put(f"{scene.path}/claims/tekna/1576", claim).expect(201)
    scene.aure.put(path, {"from": START, "not_affected": ["tekna", "fellesorganisasjonen"]}).expect(200)
    summary = scene.owner.get(f"{scene.path}/coverage", at="2026-01-01").expect(200).json["summary"]
    expected = {"direct": 1, "waived": 1, "gap": 1, "disputed": 1, "not_affected": 1, "unclarified": 5}
    assert {status: summary[status] for status in STATUSES} == {**dict.fromkeys(STATUSES, 0), **expected}
    assert (summary["pairs"], summary["affected"], summary["covered"], summary["ratio"]) == (10, 3, 1, 0.5)
    assert summary["employers"] == {"participating": 2, "represented": 1}


def test_no_ratio_of_nothing(scene: Scene) -> None:
    """Where all that is affected is waived, or nothing is."""
    for slug in ("delta", "utdanningsforbundet", "fagforbundet"):
        scene.as_(f"organisation:{slug}").put(f"{scene.path}/waivers/{slug}/1576", {"from": START}).expect(201)
    query = {"at": "2026-01-01", "employer": "1576", "organisation": "delta"}
    summary = scene.owner.get(f"{scene.path}/coverage", **query).json["summary"]
    assert (summary["affected"], summary["waived"], summary["ratio"]) == (1, 1, None)


def test_what_narrows(refusing: Scene) -> None:
    """Employer and organisation narrow figures and pairs; status and pairs=none the pairs alone."""
    path = f"{refusing.path}/coverage"
    asked: list[tuple[dict[str, str], int, int]] = [
        ({}, 9, 9),
        ({"employer": "1576"}, 3, 3),
        ({"organisation": "delta"}, 3, 3),
        ({"employer": "1576", "organisation": "delta"}, 1, 1),
        ({"status": "gap"}, 9, 2),
        ({"status": "gap,direct"}, 9, 4),
        ({"status": "waived"}, 9, 0),
        ({"pairs": "none"}, 9, 0),
        ({"organisation": "tekna"}, 0, 0),
        ({"employer": "0301"}, 0, 0),
    ]
    for query, counted, shown in asked:
        answer = refusing.owner.get(path, at="2019-06-01", **query).expect(200).json
        assert (answer["summary"]["pairs"], len(answer["pairs"])) == (counted, shown), query
    participating = refusing.owner.get(path, at="2019-06-01", employer="1576").json["summary"]["employers"]
    assert participating == {"participating": 1, "represented": 1}
    for query in ({"status": "direct,never"}, {"pairs": "all"}, {"status": ""}):
        refusing.owner.get(path, **query).refused(422, "invalid")


def test_as_a_table(refusing: Scene) -> None:
    """CSV, a line a pair."""
    answer = refusing.owner.get(f"{refusing.path}/coverage", headers={"Accept": "text/csv"}, at="2019-06-01").expect(
        200
    )
    assert answer.response.mimetype == "text/csv"
    assert answer.position == refusing.office.position()
    rows = list(csv.DictReader(answer.text.splitlines()))
    pairs = refusing.owner.get(f"{refusing.path}/coverage", at="2019-06-01").json["pairs"]
    assert len(rows) == len(pairs) == 9
    for row, pair in zip(rows, pairs, strict=True):
        assert (row["employer_id"], row["organisation"], row["status"]) == (
            pair["employer"]["id"],
            pair["organisation"]["slug"],
            pair["status"],
        )
        assert row["appointments"].split() == pair["appointments"]


def test_since_and_until(scene: Scene) -> None:
    """The span of this status around the day; a break in participation ends it, slots that touch do not."""
    path = f"{scene.path}/participants/1576"
    for from_, until in ((START, "2020-01-01"), ("2020-01-01", "2021-01-01"), ("2022-01-01", None)):
        scene.owner.put(path, {"from": from_, "until": until})

    def span(at: str, organisation: str = "delta") -> tuple[str | None, str | None]:
        query = {"at": at, "employer": "1576", "organisation": organisation}
        (pair,) = scene.owner.get(f"{scene.path}/coverage", **query).expect(200).json["pairs"]
        return pair["since"], pair["until"]

    assert span("2019-06-01") == span("2020-06-01") == (START, "2021-01-01")
    assert span("2022-06-01") == ("2022-01-01", None)
    scene.appoint(DELTA, from_="2023-01-01", until="2024-01-01").expect(201)
    assert span("2022-06-01") == ("2022-01-01", "2023-01-01")
    assert span("2023-06-01") == ("2023-01-01", "2024-01-01")
    scene.appoint(DELTA, from_="2024-01-01", until="2025-01-01").expect(201)
    assert span("2023-06-01") == ("2023-01-01", "2025-01-01")


def test_every_appointment_by_whatever_path(scene: Scene) -> None:
    """All active ones that represent an affected pair; none for any other."""
    sammenslutning = scene.appoint(LO_KOMMUNE, from_=START).expect(201).json["id"]
    joint = scene.appoint(DELTA, from_=START).expect(201).json["id"]
    scene.fagforbundet.put(f"{scene.path}/appointments/{joint}/joint/fagforbundet", {"from": START}).expect(201)
    scene.appoint(FAGFORBUNDET, from_=START, scope=["0301"]).expect(201)
    scene.appoint(FAGFORBUNDET, from_=START, until="2020-01-01").expect(201)
    query = {"at": "2026-01-01", "organisation": "fagforbundet"}
    pairs = scene.owner.get(f"{scene.path}/coverage", **query).json["pairs"]
    shown = {pair["employer"]["name"]: (pair["status"], set(pair["appointments"])) for pair in pairs}
    everyone = {scene.appointment, sammenslutning, joint}
    assert shown == {"Aure": ("direct", everyone), "Heim": ("unclarified", set())}


# One pair


def steps(path: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The steps of a path: from what, how, to what."""
    return [(step["from"]["type"], step["relation"], step["to"]["type"]) for step in path["steps"]]


def test_why_a_pair_is_direct(refusing: Scene) -> None:
    """A path from the pair to the person, each step with the statements behind it, and the timeline."""
    answer = refusing.owner.get(f"{refusing.path}/coverage/1576/fagforbundet", at="2026-01-01").expect(200).json
    assert (answer["status"], answer["appointments"]) == ("direct", [refusing.appointment])
    (path,) = answer["paths"]
    assert (path["kind"], path["temporary"], path["appointment"]) == ("direct", False, refusing.appointment)
    assert steps(path) == [
        ("pair", "affected", "organisation"),
        ("organisation", "appointed", "appointment"),
        ("appointment", "person", "person"),
        ("person", "seat", "seat"),
    ]
    behind = [[said["type"] for said in step["statements"]] for step in path["steps"]]
    assert behind == [
        ["AffectedClarified"],
        ["RepresentantAppointed"],
        ["RepresentantAppointed"],
        ["SeatFilled", "GroupFormed"],
    ]
    assert [said["type"] for said in answer["statements"]] == ["AffectedClarified", "RepresentantAppointed"]
    assert answer["timeline"] == [{"from": START, "until": None, "status": "direct"}]


def test_why_a_pair_is_indirect_and_temporary(scene: Scene) -> None:
    """Through the sammenslutning, and through the vara of one that is away."""
    made = scene.appoint("organisation:unio", from_=START).expect(201).json["id"]
    vara = new_id()
    said = {"vara_for": made, "person": OLA, "from": START}
    unio = scene.as_("organisation:unio")
    unio.put(f"{scene.path}/appointments/{vara}", said).expect(201)
    unio.put(f"{scene.path}/appointments/{made}/leave", {"from": "2026-01-01", "until": "2027-01-01"}).expect(201)
    path = f"{scene.path}/coverage/1576/utdanningsforbundet"
    answer = scene.owner.get(path, at="2026-06-01").expect(200).json
    assert (answer["status"], answer["appointments"]) == ("temporary", [vara])
    (shown,) = answer["paths"]
    assert (shown["kind"], shown["temporary"]) == ("indirect", True)
    assert [step["relation"] for step in shown["steps"]] == ["affected", "affiliation", "appointed", "vara", "person"]
    assert {said["type"] for said in answer["statements"]} == {
        "AffectedClarified",
        "OrganisationAffiliated",
        "RepresentantAppointed",
        "LeaveRecorded",
    }
    assert answer["timeline"] == [
        {"from": START, "until": "2026-01-01", "status": "indirect"},
        {"from": "2026-01-01", "until": "2027-01-01", "status": "temporary"},
        {"from": "2027-01-01", "until": None, "status": "indirect"},
    ]


def test_why_a_pair_is_joint(scene: Scene) -> None:
    """By the mandate, and by the scope in force."""
    scene.as_(UTDANNINGSFORBUNDET).put(f"{scene.appointed}/joint/utdanningsforbundet", {"from": START}).expect(201)
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"scope": ["1576"], "from": "2025-01-01"}).expect(201)
    answer = scene.owner.get(f"{scene.path}/coverage/1576/utdanningsforbundet", at="2026-01-01").expect(200).json
    assert answer["status"] == "joint"
    types = {said["type"] for said in answer["statements"]}
    assert types >= {"AffectedClarified", "JointMandateGiven", "ScopeSet"}


def test_a_pair_that_is_none_on_the_day(refusing: Scene) -> None:
    """Its timeline, and nothing else; on no day, there is no such pair."""
    answer = refusing.owner.get(f"{refusing.path}/coverage/5055/fagforbundet", at="2026-01-01").expect(200).json
    assert answer["timeline"] == [{"from": "2020-01-01", "until": None, "status": "unclarified"}]
    heim = refusing.office.employer("5055")
    none = refusing.owner.get(f"{refusing.path}/coverage/{heim}/fagforbundet", at="2019-12-31").expect(200).json
    assert (none["status"], none["paths"], none["appointments"]) == (None, [], [])
    assert none["timeline"] == answer["timeline"]
    for employer, organisation in (("0301", "fagforbundet"), ("1576", "tekna")):
        refusing.owner.get(f"{refusing.path}/coverage/{employer}/{organisation}").refused(404, "unknown")


def test_a_pair_as_it_was_known(scene: Scene) -> None:
    """Its status and its timeline of then."""
    known = scene.office.position()
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-01-01"}).expect(201)
    path = f"{scene.path}/coverage/1576/fagforbundet"
    assert scene.owner.get(path, at="2026-06-01").json["status"] == "gap"
    then = scene.owner.get(path, at="2026-06-01", known_at=known).expect(200).json
    assert (then["status"], then["position"]) == ("direct", known)
    assert len(then["timeline"]) == 1
