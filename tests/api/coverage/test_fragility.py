"""On whom coverage hangs, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import groups
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    LO_KOMMUNE,
    OSLO,
    REGISTRAR,
    TEKNA,
    UTDANNINGSFORBUNDET,
    YS_KOMMUNE,
    new_id,
)
from tests.support.groups import DAY, UNIO, Shape
from tests.support.scene import HALSA, START, Scene

pytestmark = pytest.mark.worked_out

EARLY = "2019-06-01"
"""A day on which Aure, Halsa and Hemne all take part."""


def fragility(scene: Scene, at: str = DAY, party: str = KRISTIANSUND, **query: Any) -> Shape:
    """On whom the coverage hangs on a day."""
    answer: Shape = scene.as_(party).get(f"{scene.path}/fragility", at=at, **query).expect(200).json
    return answer


def hanging(shown: Shape) -> list[tuple[str, str, str, str, str]]:
    """Where, whose, with what status, without whom it would have which."""
    return [
        (
            each["employer"]["name"],
            each["organisation"]["slug"],
            each["status"],
            each["person"]["id"],
            each["without"],
        )
        for each in shown["hanging"]
    ]


def lost(shown: Shape) -> dict[str, tuple[int, int, int]]:
    """By person, how many pairs would be a gap, waived and temporary."""
    return {each["person"]["id"]: (each["gap"], each["waived"], each["temporary"]) for each in shown["absences"]}


def remedies(shown: Shape) -> list[tuple[str, list[str], list[str], int, int]]:
    """By whom, for whom and where; how many pairs, and of these directly."""
    return [
        (
            each["by"]["slug"],
            [who["slug"] for who in each["organisations"]],
            [who["name"] for who in each["employers"]],
            each["pairs"],
            each["direct"],
        )
        for each in shown["appointments"]
    ]


def person(scene: Scene, appointment: str) -> str:
    """Who has been appointed."""
    answer: str = scene.owner.get(f"{scene.path}/appointments/{appointment}").expect(200).json["person"]["id"]
    return answer


# On one person


def test_hanging_on_one(scene: Scene) -> None:
    """Kari alone speaks for Fagforbundet; should she be away, Ola would."""
    shown = fragility(scene, EARLY)
    assert hanging(shown) == [
        ("Aure", "fagforbundet", "direct", scene.kari, "temporary"),
        ("Halsa", "fagforbundet", "direct", scene.kari, "temporary"),
    ]
    assert [each["appointments"] for each in shown["hanging"]] == [[scene.appointment]] * 2
    assert {each["person"]["name"] for each in shown["hanging"]} == {KARI["name"]}
    assert lost(shown) == {scene.kari: (0, 0, 2)}
    assert shown["totals"] == {"hanging": 2, "absences": 1, "load": 1}


def test_without_a_vara(scene: Scene) -> None:
    """It would be a gap, or waived where that has been said in writing."""
    scene.fagforbundet.delete(scene.appointed_vara).expect(204)
    scene.fagforbundet.put(f"{scene.path}/waivers/fagforbundet/{HALSA}", {"from": START}).expect(201)
    shown = fragility(scene, EARLY)
    assert [each["without"] for each in shown["hanging"]] == ["gap", "waived"]
    assert lost(shown) == {scene.kari: (1, 1, 0)}
    (absence,) = shown["absences"]
    fagforbundet = {"slug": "fagforbundet", "name": "Fagforbundet"}
    assert absence["by_organisation"] == [{"organisation": fagforbundet, "gap": 1, "waived": 1, "temporary": 0}]


@pytest.mark.parametrize(
    "away", [{"until": "2025-01-01"}, {"from": "2026-03-01"}, {"leave": "2026-01-01"}], ids=["over", "not yet", "away"]
)
def test_a_vara_that_would_not_be_there(scene: Scene, away: dict[str, str]) -> None:
    """By its own dates, and its own leaves."""
    dates = {"from": away.get("from", START), "until": away.get("until")}
    body = {"vara_for": scene.appointment, "person_id": scene.ola, **dates}
    scene.fagforbundet.put(scene.appointed_vara, body).expect(200)
    if "leave" in away:
        scene.fagforbundet.put(f"{scene.appointed_vara}/leave", {"from": away["leave"]}).expect(201)
    assert hanging(fragility(scene)) == [("Aure", "fagforbundet", "direct", scene.kari, "gap")]


def test_somebody_who_is_their_own_vara(scene: Scene) -> None:
    """Is away in both."""
    body = {"vara_for": scene.appointment, "person_id": scene.kari, "from": START}
    scene.fagforbundet.put(scene.appointed_vara, body).expect(200)
    assert hanging(fragility(scene)) == [("Aure", "fagforbundet", "direct", scene.kari, "gap")]


def test_during_a_leave(scene: Scene) -> None:
    """It is the vara on whom it hangs, and Kari's absence changes nothing more."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-01-01"}).expect(201)
    shown = fragility(scene)
    assert hanging(shown) == [("Aure", "fagforbundet", "temporary", scene.ola, "gap")]
    assert lost(shown) == {scene.ola: (1, 0, 0)}


def test_two_who_speak(scene: Scene) -> None:
    """Nothing hangs on one of them, however they speak; but two appointments of one person are one."""
    groups.appoint(scene, LO_KOMMUNE, "Liv Eksempel")
    assert hanging(fragility(scene)) == []
    assert lost(fragility(scene)) == {}
    scene.fagforbundet.put(f"{scene.path}/reservations/fagforbundet", {"from": START}).expect(201)
    groups.appoint(scene, FAGFORBUNDET, person=..., person_id=scene.kari)
    (shown,) = fragility(scene)["hanging"]
    assert (shown["person"]["id"], len(shown["appointments"])) == (scene.kari, 2)


def test_a_principal_beside_another_vara(scene: Scene) -> None:
    """Does not hang on one, but on a vara once the principal is away."""
    nils = groups.appoint(scene, FAGFORBUNDET, "Nils Eksempel")
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-01-01"}).expect(201)
    shown = fragility(scene)
    assert hanging(shown) == []
    assert lost(shown) == {person(scene, nils): (0, 0, 1)}


def test_jointly(scene: Scene) -> None:
    """Whoever speaks for others too is missed by all of them, and so does the vara follow."""
    scene.as_(DELTA).put(f"{scene.appointed}/joint/delta", {"from": START}).expect(201)
    shown = fragility(scene)
    assert hanging(shown) == [
        ("Aure", "delta", "joint", scene.kari, "temporary"),
        ("Aure", "fagforbundet", "direct", scene.kari, "temporary"),
    ]
    assert [each["organisation"]["slug"] for each in shown["absences"][0]["by_organisation"]] == [
        "delta",
        "fagforbundet",
    ]


def test_whose_absence_would_open_most(scene: Scene) -> None:
    """Gaps come first, then pairs that a vara would be left with."""
    nils = person(scene, groups.appoint(scene, DELTA, "Nils Eksempel"))
    shown = fragility(scene, EARLY)
    assert lost(shown) == {nils: (1, 0, 0), scene.kari: (0, 0, 2)}
    assert [each["person"]["id"] for each in shown["absences"]] == [nils, scene.kari]


# For how much


def test_load(scene: Scene) -> None:
    """Employers, pairs, appointments, seats and groups of the day."""
    groups.appoint(scene, FAGFORBUNDET, person=..., person_id=scene.kari, scope=[HALSA])
    shown = fragility(scene, EARLY)
    assert shown["load"] == [
        {
            "person": {"id": scene.kari, **KARI},
            "employers": 2,
            "pairs": 2,
            "appointments": 2,
            "seats": 1,
            "groups": 1,
            "projects": 0,
        }
    ]


def other_project(scene: Scene, *, until: str | None = None, with_: str = "1576") -> str:
    """Another project, in which Fagforbundet has appointed Kari too."""
    project = scene.office.project(from_=START, until=until, owner=with_)
    body = {"organisation": "fagforbundet", "person_id": scene.kari, "role": "tillitsvalgt", "scope": "all"}
    answer = scene.fagforbundet.post(f"/projects/{project}/appointments", {**body, "from": START}).expect(201)
    return f"/projects/{project}/appointments/{answer.json['id']}"


@pytest.mark.parametrize(("party", "seen"), [(AUDITOR, 2), (FAGFORBUNDET, 2), (AURE, 1), (KRISTIANSUND, 0)])
def test_projects_that_the_asker_sees(scene: Scene, party: str, seen: int) -> None:
    """Others are not told of, nor counted."""
    other_project(scene)
    other_project(scene, with_="0301")
    assert fragility(scene, party=party)["load"][0]["projects"] == seen


def test_projects_of_the_day(scene: Scene) -> None:
    """As known then: those that go on, with an appointment that is active."""
    known = scene.office.position()
    path = other_project(scene)
    ended = other_project(scene, until="2026-01-01")
    assert fragility(scene, party=FAGFORBUNDET)["load"][0]["projects"] == 1
    assert fragility(scene, "2025-12-31", FAGFORBUNDET)["load"][0]["projects"] == 2
    assert fragility(scene, party=FAGFORBUNDET, known_at=known)["load"][0]["projects"] == 0
    scene.fagforbundet.put(f"{path}/end", {"on": "2026-01-01"}).expect(201)
    assert fragility(scene, party=FAGFORBUNDET)["load"][0]["projects"] == 0
    scene.as_(AURE).delete(ended.partition("/appointments")[0]).expect(204)
    assert fragility(scene, "2025-12-31", FAGFORBUNDET)["load"][0]["projects"] == 1


def test_more_projects_than_are_looked_into(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are not counted, and that is said."""
    other_project(scene)
    monkeypatch.setattr("api.coverage.other_projects.MOST", 0)
    assert fragility(scene, party=FAGFORBUNDET)["load"][0]["projects"] is None


def test_projects_that_are_not_seen_are_not_looked_into(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """So nobody finds out how many there are."""
    other_project(scene, with_="0301")
    monkeypatch.setattr("api.coverage.other_projects.MOST", 0)
    for party, told in ((AURE, 0), (AUDITOR, None), (FAGFORBUNDET, None)):
        assert fragility(scene, party=party)["load"][0]["projects"] == told, party


# What would close the gaps


def test_the_fewest_by_organisations(scene: Scene) -> None:
    """Delta and Utdanningsforbundet have nobody at Aure, and no sammenslutning in common."""
    shown = fragility(scene, EARLY)
    assert shown["gaps"] == 2
    assert remedies(shown["fewest"]) == [
        ("delta", ["delta"], ["Aure"], 1, 1),
        ("utdanningsforbundet", ["utdanningsforbundet"], ["Aure"], 1, 1),
    ]
    assert {name: shown["fewest"][name] for name in ("covers", "bound", "optimal")} == {
        "covers": 2,
        "bound": 2,
        "optimal": True,
    }
    assert shown["widen"] == {"covers": 0, "bound": 0, "optimal": True, "appointments": []}


def affect(scene: Scene, *organisations: str) -> None:
    """At Aure they are affected as well."""
    said = {"from": START, "affected": list(organisations)}
    scene.aure.put(f"{scene.path}/participants/1576/affected", said).expect(200)


def test_the_fewest_by_a_sammenslutning(scene: Scene) -> None:
    """One of Unio's closes the gaps of two, but not of one that has a reservation."""
    affect(scene, "norsk-sykepleierforbund")
    assert remedies(fragility(scene)["fewest"]) == [
        ("unio", ["norsk-sykepleierforbund", "utdanningsforbundet"], ["Aure"], 2, 0),
        ("delta", ["delta"], ["Aure"], 1, 1),
    ]
    path = f"{scene.path}/reservations/utdanningsforbundet"
    scene.as_(UTDANNINGSFORBUNDET).put(path, {"from": START}).expect(201)
    assert [by for by, *_ in remedies(fragility(scene)["fewest"])] == [
        "delta",
        "norsk-sykepleierforbund",
        "utdanningsforbundet",
    ]


def test_wider_scopes(scene: Scene) -> None:
    """Kari could speak for Halsa too; of two, it is the organisation's own that is told."""
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"from": START, "scope": ["1576"]}).expect(201)
    groups.appoint(scene, LO_KOMMUNE, scope=["1576"])
    shown = fragility(scene, EARLY)
    assert shown["gaps"] == 3
    (widen,) = shown["widen"]["appointments"]
    assert remedies(shown["widen"]) == [("fagforbundet", ["fagforbundet"], ["Halsa"], 1, 1)]
    assert (widen["appointment"], widen["person"]["id"]) == (scene.appointment, scene.kari)
    assert shown["widen"]["covers"] == 1
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": START}).expect(201)
    assert remedies(fragility(scene, EARLY)["widen"]) == [("lo-kommune", ["fagforbundet"], ["Halsa"], 1, 0)]


def test_a_wider_scope_of_somebody_away(scene: Scene) -> None:
    """Would do as long as a vara acts, but not directly."""
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"from": START, "scope": ["1576"]}).expect(201)
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": START}).expect(201)
    shown = fragility(scene, EARLY)["widen"]
    assert remedies(shown) == [("fagforbundet", ["fagforbundet"], ["Halsa"], 1, 0)]
    assert shown["appointments"][0]["appointment"] == scene.appointment
    scene.fagforbundet.delete(scene.appointed_vara).expect(204)
    assert fragility(scene, EARLY)["widen"]["appointments"] == []


# Of what is asked


def test_by_group(scene: Scene) -> None:
    """Kari sits in the referansegruppe, and Ola does not: there he would not count."""
    shown = fragility(scene, EARLY, group="referansegruppe")
    assert shown["group"] == "referansegruppe"
    assert lost(shown) == {scene.kari: (2, 0, 0)}
    groups.seat(scene, appointment=scene.vara).expect(201)
    assert lost(fragility(scene, EARLY, group=scene.group)) == {scene.kari: (0, 0, 2)}
    nobody = fragility(scene, EARLY, group="testgruppe")
    assert (nobody["hanging"], nobody["absences"], nobody["load"], nobody["gaps"]) == ([], [], [], 4)
    assert nobody["widen"]["appointments"] == []


def test_a_vara_that_counts_where_the_principal_does_not(scene: Scene) -> None:
    """Begins to when the principal, who has a seat by another appointment, goes on leave."""
    other = groups.appoint(scene, FAGFORBUNDET, person=..., person_id=scene.kari)
    groups.seat(scene, scene.seat, appointment=other).expect(200)
    assert lost(fragility(scene, group=scene.group)) == {scene.kari: (1, 0, 0)}
    groups.seat(scene, appointment=scene.vara).expect(201)
    assert lost(fragility(scene, group=scene.group)) == {scene.kari: (0, 0, 1)}


def test_narrowed(scene: Scene) -> None:
    """To an employer, an organisation or a person."""
    nils = person(scene, groups.appoint(scene, DELTA, "Nils Eksempel"))
    at_halsa = fragility(scene, EARLY, employer=HALSA)
    assert (lost(at_halsa), at_halsa["gaps"]) == ({scene.kari: (0, 0, 1)}, 0)
    of_delta = fragility(scene, EARLY, organisation="delta")
    assert (lost(of_delta), [each["person"]["id"] for each in of_delta["load"]]) == ({nils: (1, 0, 0)}, [nils])
    of_nils = fragility(scene, EARLY, person=nils)
    assert [each[3] for each in hanging(of_nils)] == [nils]
    assert of_nils["totals"] == {"hanging": 1, "absences": 1, "load": 1}
    assert fragility(scene, EARLY, person=new_id())["totals"] == {"hanging": 0, "absences": 0, "load": 0}


def test_pages(scene: Scene) -> None:
    """Of each list, with how long they are."""
    groups.appoint(scene, DELTA, "Nils Eksempel")
    pages = [fragility(scene, EARLY, page=page, page_size=1) for page in (1, 2, 3, 4)]
    assert [[len(each[name]) for each in pages] for name in ("hanging", "absences", "load")] == [
        [1, 1, 1, 0],
        [1, 1, 0, 0],
        [1, 1, 0, 0],
    ]
    assert all(each["totals"] == {"hanging": 3, "absences": 2, "load": 2} for each in pages)


def test_as_it_was_known(scene: Scene) -> None:
    """Before Delta had appointed."""
    known = scene.office.position()
    groups.appoint(scene, DELTA, "Nils Eksempel")
    assert fragility(scene, known_at=known)["totals"]["load"] == 1
    assert (fragility(scene)["totals"]["load"], fragility(scene)["gaps"]) == (2, 1)


@pytest.mark.parametrize("at", ["2018-12-31", "2027-01-01"])
def test_outside_the_project(scene: Scene, at: str) -> None:
    """Nothing hangs on anybody."""
    scene.owner.put(scene.path, {"name": "Felles arkiv", "owner": "1505", "from": START, "until": "2027-01-01"})
    shown = fragility(scene, at)
    assert shown["totals"] == {"hanging": 0, "absences": 0, "load": 0}
    assert (shown["hanging"], shown["absences"], shown["load"], shown["gaps"]) == ([], [], [], 0)
    nothing = {"covers": 0, "bound": 0, "optimal": True, "appointments": []}
    assert (shown["fewest"], shown["widen"]) == (nothing, nothing)


# Who may ask


def test_who_may_ask(refusing: Scene) -> None:
    """The parties; the auditor, without names; nobody else."""
    for party in (AURE, FAGFORBUNDET, DELTA, LO_KOMMUNE, YS_KOMMUNE, UNIO):
        assert fragility(refusing, party=party)["hanging"][0]["person"]["name"] == KARI["name"]
    shown = fragility(refusing, party=AUDITOR)
    for told in (shown["hanging"], shown["absences"], shown["load"]):
        assert told[0]["person"] == {"id": refusing.kari, "name": None}
    for party in (REGISTRAR, OSLO, TEKNA):
        refusing.as_(party).get(f"{refusing.path}/fragility").refused(403, "not-yours")


def test_that_names_were_shown_is_recorded(scene: Scene) -> None:
    """Of those on the page alone."""
    nils = person(scene, groups.appoint(scene, DELTA, "Nils Eksempel"))
    fragility(scene, party=AURE, organisation="fagforbundet")
    for caller, who, times in ((scene.fagforbundet, scene.kari, 1), (scene.as_(DELTA), nils, 0)):
        reads = caller.get(f"/people/{who}/reads").expect(200).json
        assert [each["view"] for each in reads].count("get_fragility") == times


@pytest.mark.parametrize(
    ("query", "kind", "pointer"),
    [
        ({"organisation": "nobody"}, "unknown-reference", "/organisation"),
        ({"employer": "0000"}, "unknown-reference", "/employer"),
        ({"group": "nobody"}, "unknown-reference", "/group"),
        ({"person": "kari"}, "invalid", "/person"),
        ({"page_size": "1001"}, "invalid", "/page_size"),
        ({"known_at": "999999"}, "future-knowledge", "/known_at"),
    ],
)
def test_questions_that_cannot_be(refusing: Scene, query: dict[str, str], kind: str, pointer: str) -> None:
    """Each pointed at."""
    refused = refusing.owner.get(f"{refusing.path}/fragility", **query).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
