"""Branches: an organisation lets a local one speak for it, for named employers and days."""

from __future__ import annotations

import pytest

from tests.support.cast import AUDITOR, DELTA, FAGFORBUNDET, KRISTIANSUND, OLA, REGISTRAR, Office, new_id
from tests.support.scene import START, Scene

BRANCH = "organisation:fagforbundet/1505"
"""Fagforbundet's branch in Kristiansund."""
PATH = "/organisations/fagforbundet/branches/1505"
SAID = {"employers": ["1576"], "from": "2026-01-01", "until": "2027-01-01"}


def let_speak(office: Office, **said: object) -> None:
    """Fagforbundet lets its branch speak for Aure."""
    office.as_(FAGFORBUNDET).put(PATH, {**SAID, **said}).expect(201)


def body(**said: object) -> dict[str, object]:
    """An appointment for Aure."""
    usual = {"organisation": "fagforbundet", "person": OLA, "role": "tillitsvalgt", "scope": ["1576"]}
    return {**usual, "from": "2026-06-01", **said}


def test_a_branch_says_nothing_by_itself(scene: Scene) -> None:
    """The default is no."""
    branch = scene.as_(BRANCH)
    branch.put(f"{scene.path}/claims/fagforbundet/1576", {"from": START}).refused(403, "not-yours")
    branch.put(f"{scene.path}/appointments/{new_id()}", body()).refused(403, "not-yours")
    for view in ("coverage", "history", "appointments", "gaps"):
        branch.get(f"{scene.path}/{view}").refused(403, "not-yours")


def test_a_branch_speaks_for_what_it_was_let_to(scene: Scene) -> None:
    """For the named employers, and no others; it is told who said it, and for whom."""
    let_speak(scene.office)
    branch = scene.as_(BRANCH)
    branch.put(f"{scene.path}/claims/fagforbundet/1576", {"from": START}).expect(201)
    branch.put(f"{scene.path}/waivers/fagforbundet/5055", {"from": "2026-01-01"}).refused(403, "not-yours")
    made = branch.post(f"{scene.path}/appointments", body()).expect(201).json
    assert made["person"]["name"] == OLA["name"]
    told = branch.get(f"{scene.path}/history").expect(200).json
    assert {each["type"] for each in told[:2]} == {"RepresentantAppointed", "ClaimMade"}
    kristiansund = scene.office.employer("1505")
    for each in told[:2]:
        assert each["by"] == f"organisation:fagforbundet/{kristiansund}"
        assert (each["capacity"], each["on_behalf_of"]) == ("branch", "organisation:fagforbundet")


@pytest.mark.parametrize("scope", ["all", ["1576", "5055"], ["5055"]])
def test_no_scope_beyond_what_it_was_let_to(scene: Scene, scope: object) -> None:
    """Neither for all, nor for one more."""
    let_speak(scene.office)
    branch, before = scene.as_(BRANCH), scene.office.position()
    branch.post(f"{scene.path}/appointments", body(scope=scope)).refused(403, "not-yours")
    assert scene.office.position() == before
    made = branch.post(f"{scene.path}/appointments", body()).expect(201).json["id"]
    path = f"{scene.path}/appointments/{made}"
    branch.put(f"{path}/scope", {"scope": scope, "from": "2026-07-01"}).refused(403, "not-yours")
    branch.put(path, body(scope=scope)).refused(403, "not-yours")
    branch.put(f"{path}/scope", {"scope": ["1576"], "from": "2026-07-01"}).expect(201)
    scene.fagforbundet.put(f"{path}/scope", {"scope": scope, "from": "2026-08-01"}).expect(201)
    branch.put(f"{path}/end", {"on": "2026-09-01"}).refused(403, "not-yours")


def test_what_the_whole_organisation_says_is_not_the_branchs(scene: Scene) -> None:
    """Kari speaks for all, so the branch neither ends nor corrects her; nor does it make reservations."""
    let_speak(scene.office)
    branch = scene.as_(BRANCH)
    branch.put(f"{scene.appointed}/end", {"on": "2026-07-01"}).refused(403, "not-yours")
    branch.put(scene.appointed, body()).refused(403, "not-yours")
    branch.put(f"{scene.appointed}/leave", {"from": "2026-07-01"}).refused(403, "not-yours")
    branch.delete(scene.appointed).refused(403, "not-yours")
    vara = {"vara_for": scene.appointment, "person": OLA, "from": "2026-07-01"}
    branch.post(f"{scene.path}/appointments", vara).refused(403, "not-yours")
    branch.put(f"{scene.path}/reservations/fagforbundet", {"from": START}).refused(403, "not-yours")
    branch.put(f"{scene.path}/claims/delta/1576", {"from": START}).refused(403, "not-yours")


def test_it_ends_with_its_days_and_with_withdrawal(scene: Scene) -> None:
    """What it said in the meantime stands."""
    let_speak(scene.office)
    branch = scene.as_(BRANCH)
    path = f"{scene.path}/claims/fagforbundet/1576"
    branch.put(path, {"from": START}).expect(201)
    scene.fagforbundet.delete(PATH, "2026-01-01").expect(204)
    branch.put(path, {"from": START, "until": "2026-01-01"}).refused(403, "not-yours")
    branch.get(f"{scene.path}/coverage").refused(403, "not-yours")
    pair = scene.fagforbundet.get(f"{scene.path}/coverage/1576/fagforbundet", at="2026-06-01").json
    assert pair["claimed"]
    let_speak(scene.office, **{"from": "2026-11-22"})
    branch.put(path, {"from": START, "until": "2026-01-01"}).refused(403, "not-yours")


def test_only_the_organisation_lets_its_branches_speak(scene: Scene) -> None:
    """Neither the registrar, nor the branch itself, nor another organisation."""
    let_speak(scene.office)
    for party in (REGISTRAR, AUDITOR, KRISTIANSUND, DELTA, BRANCH):
        scene.as_(party).put(PATH, SAID).refused(403, "not-yours")
        scene.as_(party).delete(PATH, "2026-01-01").refused(403, "not-yours")


def test_who_sees_them(scene: Scene) -> None:
    """The organisation, its branches and the auditor."""
    path = "/organisations/fagforbundet/branches"
    assert scene.fagforbundet.get(path).expect(200).json == []
    let_speak(scene.office)
    for party in (FAGFORBUNDET, AUDITOR, BRANCH):
        (told,) = scene.as_(party).get(path).expect(200).json
        assert told["seat"]["name"] == "Kristiansund"
        assert told["employers"] == [scene.office.employer("1576")]
    assert scene.fagforbundet.get(path, at="2027-01-01").json == []
    for party in (DELTA, KRISTIANSUND, REGISTRAR, "organisation:delta/1505"):
        scene.as_(party).get(path).refused(403, "not-yours")


def test_a_branch_sees_only_projects_it_speaks_in(scene: Scene) -> None:
    """Where a participant is one of its employers."""
    let_speak(scene.office, employers=["1573"])
    scene.as_(BRANCH).get(f"{scene.path}/coverage").refused(403, "not-yours")
    scene.owner.put(f"{scene.path}/participants/1573", {"from": "2026-01-01"}).expect(201)
    scene.as_(BRANCH).get(f"{scene.path}/coverage").expect(200)
