"""Projects, their phases and schemes."""

from __future__ import annotations

from domain.log.statements import REGISTER
from tests.support.cast import AUDITOR, AURE, KRISTIANSUND, REGISTRAR, TEKNA, Office, new_id
from tests.support.scene import START, Scene


def test_a_project(refusing: Scene) -> None:
    """Name, owner and dates, for everybody."""
    shown = refusing.as_(TEKNA).get(refusing.path).expect(200).json
    owner = {"id": refusing.office.employer("1505"), "kommunenummer": "1505", "name": "Kristiansund"}
    assert shown == {
        "id": refusing.project,
        "name": "Felles arkiv",
        "owner": owner,
        "from": START,
        "until": None,
        "phase": None,
        "phases": [],
        "scheme": None,
        "schemes": [],
    }


def test_the_phase_in_force(scene: Scene) -> None:
    """The one with the latest from until the day, in whatever order they were said."""
    path = f"{scene.path}/phase"
    for phase, from_ in (
        ("levere_sammen", "2026-01-01"),
        ("starte_sammen", "2019-01-01"),
        ("forme_sammen", "2020-01-01"),
    ):
        scene.owner.put(path, {"phase": phase, "from": from_}).expect(201)
    asked = {"2018-12-31": None, "2019-12-31": "starte_sammen", "2020-01-01": "forme_sammen", None: "levere_sammen"}
    for at, phase in asked.items():
        assert scene.owner.get(scene.path, at=at).json["phase"] == phase
    scene.owner.delete(path, "2020-01-01").expect(204)
    assert scene.owner.get(scene.path, at="2020-01-01").json["phase"] == "starte_sammen"


def test_the_scheme_in_force(scene: Scene) -> None:
    """When it was agreed, with whom, and the days for forankring."""
    agreed = {"agreed_on": "2019-02-01", "agreed_with": ["delta", "fagforbundet"], "forankring_days": 14}
    scene.owner.put(f"{scene.path}/scheme", {**agreed, "from": "2019-03-01"}).expect(201)
    scene.owner.put(f"{scene.path}/scheme", {**agreed, "forankring_days": 0, "from": "2020-01-01"}).expect(201)
    shown = scene.owner.get(scene.path, at="2019-12-31").json
    assert shown["scheme"] == {**agreed, "from": "2019-03-01"}
    assert [each["forankring_days"] for each in shown["schemes"]] == [14, 0]
    assert scene.owner.get(scene.path, at="2019-02-28").json["scheme"] is None
    for days in (-1, 14.5, "14", True, 10**6):
        refused = scene.owner.put(f"{scene.path}/scheme", {**agreed, "forankring_days": days, "from": "2021-01-01"})
        refused.refused(422, "invalid")


def test_the_projects(office: Office) -> None:
    """By owner, participant, words of the name, and a day on which they go on."""
    made = {}
    for name, owner, until in (("Felles lønn", "1505", None), ("Felles ÅRSPLAN", "1576", "2022-01-01")):
        body = {"name": name, "owner": owner, "from": "2020-01-01", "until": until}
        made[name] = office.as_(f"employer:{owner}").post("/projects", body).expect(201).json["id"]
    lonn = made["Felles lønn"]
    office.as_(KRISTIANSUND).put(f"/projects/{lonn}/participants/1573", {"from": "2021-01-01", "until": "2022-01-01"})
    names = {
        (): ["Felles lønn", "Felles ÅRSPLAN"],
        (("owner", "1505"),): ["Felles lønn"],
        (("owner", "0301"),): [],
        (("q", "årsplan"),): ["Felles ÅRSPLAN"],
        (("at", "2022-01-01"),): ["Felles lønn"],
        (("at", "2019-12-31"),): [],
        (("participant", "1573"),): ["Felles lønn"],
        (("participant", "1573"), ("at", "2021-12-31")): ["Felles lønn"],
        (("participant", "1573"), ("at", "2022-01-01")): [],
    }
    for query, found in names.items():
        listed = office.as_(TEKNA).get("/projects", **dict(query)).expect(200).json
        assert sorted(each["name"] for each in listed) == found, query
    office.as_(TEKNA).get("/projects", owner="9999").refused(422, "unknown-reference")


def test_correcting_a_project(scene: Scene) -> None:
    """The whole body; an end cuts off what lies after."""
    body = {"name": "Felles sak", "owner": "1505", "from": START, "until": "2026-06-01"}
    shown = scene.owner.put(scene.path, body).expect(200).json
    assert (shown["name"], shown["until"]) == ("Felles sak", "2026-06-01")
    assert scene.status("1576", "delta", "2026-05-31") == "gap"
    assert scene.status("1576", "delta", "2026-06-01") is None


def test_withdrawing_a_project(scene: Scene) -> None:
    """It is gone from lists and answers; its history stays, for its owner; it may come back."""
    assert len(scene.owner.get("/projects").json) == 1
    scene.owner.delete(scene.path).expect(204)
    scene.owner.get(scene.path).refused(404, "unknown")
    assert scene.owner.get("/projects").json == []
    scene.owner.put(f"{scene.path}/phase", {"phase": "starte_sammen", "from": START}).refused(404, "unknown")
    scene.fagforbundet.put(f"{scene.path}/claims/fagforbundet/0301", {"from": START}).refused(404, "unknown")
    assert scene.owner.get(f"{scene.path}/history").expect(200).json[0]["type"] == "ProjectWithdrawn"
    body = {"name": "Felles arkiv", "owner": "1505", "from": START}
    scene.aure.put(scene.path, {**body, "owner": "1576"}).refused(403, "not-yours")
    scene.owner.put(scene.path, body).expect(201)
    assert scene.status("1576", "delta", "2026-01-01") == "gap"


def test_a_project_as_it_was_known(scene: Scene) -> None:
    """The name then; before it was registered, none."""
    known = scene.office.position()
    scene.owner.put(scene.path, {"name": "Nytt navn", "owner": "1505", "from": START}).expect(200)
    assert scene.owner.get(scene.path).json["name"] == "Nytt navn"
    assert scene.owner.get(scene.path, known_at=known).json["name"] == "Felles arkiv"
    assert scene.owner.get("/projects", known_at=known).json[0]["name"] == "Felles arkiv"
    registered = min(each["position"] for each in scene.owner.get(f"{scene.path}/history").json)
    assert scene.owner.get("/projects", known_at=registered - 1).json == []


def test_the_owner_of_another_is_no_owner(office: Office) -> None:
    """An id that is taken is corrected by its own owner alone."""
    project = office.project()
    body = {"name": "Tatt", "owner": "1576", "from": START}
    office.as_(AURE).put(f"/projects/{project}", body).refused(403, "not-yours")
    office.as_(AURE).put(f"/projects/{new_id()}", body).expect(201)
    office.as_(REGISTRAR).put(f"/projects/{project}", body).expect(200)


def test_the_register_is_no_project(office: Office) -> None:
    """Though it has an identity of its own: whoever had it as a project would read all of it, and say more of it."""
    path, before = f"/projects/{REGISTER}", office.position()
    for party in (KRISTIANSUND, REGISTRAR):
        office.as_(party).put(path, {"name": "Felles arkiv", "owner": "1505", "from": START}).refused(403, "not-yours")
    for view in ("", "/history", "/coverage", "/evidence", "/fragility"):
        office.as_(AUDITOR).get(f"{path}{view}").refused(404, "unknown")
    assert office.position() == before
