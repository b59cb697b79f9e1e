"""Restricting the use of somebody's details: they are shown to nobody but who appointed them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import AUDITOR, AURE, DELTA, KARI, KRISTIANSUND, OSLO, REGISTRAR, new_id
from tests.support.scene import PER, Scene


def restrict(scene: Scene, from_: str = "2026-11-21", status: int = 201) -> None:
    """Kari's details."""
    scene.fagforbundet.put(f"/people/{scene.kari}/restriction", {"from": from_}).expect(status)


def test_others_see_no_name(scene: Scene) -> None:
    """Wherever they look; who appointed them sees it, and that it is restricted."""
    restrict(scene)
    hidden = {"id": scene.kari, "name": None, "restricted": True}
    for party in (KRISTIANSUND, AURE, DELTA):
        assert scene.as_(party).get(scene.appointed).json["person"] == hidden
        listed = scene.as_(party).get(f"{scene.path}/appointments").json
        assert hidden in [each["person"] for each in listed]
        steps = scene.as_(party).get(f"{scene.path}/coverage/1576/fagforbundet").json["paths"][0]["steps"]
        assert {"type": "person", **hidden} in [step["to"] for step in steps]
    own = {"id": scene.kari, **KARI, "restricted": True}
    assert scene.fagforbundet.get(scene.appointed).json["person"] == own
    assert scene.fagforbundet.get(f"/people/{scene.kari}").json == own


@pytest.mark.parametrize("party", [REGISTRAR, AUDITOR, KRISTIANSUND, DELTA, OSLO])
def test_only_who_appointed_them_restricts(refusing: Scene, party: str) -> None:
    """And lifts."""
    path = f"/people/{refusing.kari}/restriction"
    refusing.as_(party).put(path, {"from": "2026-11-21"}).refused(403, "not-yours")
    refusing.as_(party).delete(path).refused(403, "not-yours")


def test_an_employers_person(scene: Scene) -> None:
    """Likewise."""
    scene.aure.put(f"/people/{scene.per}/restriction", {"from": "2026-11-21"}).expect(201)
    path = f"{scene.path}/participants"

    def shown(party: str) -> Any:
        rows = scene.as_(party).get(path).expect(200).json
        return next(row["representanter"][0]["person"] for row in rows if row["representanter"])

    assert shown(AURE) == {"id": scene.per, **PER, "restricted": True}
    assert shown(DELTA) == {"id": scene.per, "name": None, "restricted": True}


def test_from_a_day_on(scene: Scene) -> None:
    """Not before it."""
    restrict(scene, "2026-11-22")
    assert scene.owner.get(scene.appointed).json["person"] == {"id": scene.kari, **KARI}
    restrict(scene, "2026-11-21", 200)
    assert scene.owner.get(scene.appointed).json["person"]["name"] is None


def test_lifting(scene: Scene) -> None:
    """Everything is as it was; lifting again changes nothing."""
    path = f"/people/{scene.kari}/restriction"
    restrict(scene)
    for _ in range(2):
        scene.fagforbundet.delete(path).expect(204)
    assert scene.owner.get(scene.appointed).json["person"] == {"id": scene.kari, **KARI}
    assert scene.fagforbundet.get(f"/people/{scene.kari}/held").json["restriction"] is None


def test_nothing_is_recorded_in_the_log(scene: Scene) -> None:
    """A restriction is no statement, and coverage is what it was."""
    before = scene.office.position()
    restrict(scene)
    assert scene.office.position() == before
    assert scene.status("1576", "fagforbundet", "2026-01-01") == "direct"


def test_the_reason_has_no_place(refusing: Scene) -> None:
    """It would be personal itself."""
    body = {"from": "2026-11-21", "reason": "tvist"}
    refused = refusing.fagforbundet.put(f"/people/{refusing.kari}/restriction", body).refused(422, "invalid")
    assert [error["pointer"] for error in refused.json["errors"]] == ["/reason"]


def test_correcting_keeps_the_restriction(scene: Scene) -> None:
    """Details are mended while they are restricted."""
    restrict(scene)
    scene.fagforbundet.put(f"/people/{scene.kari}", {"name": "Kari Ny Eksempel"}).expect(200)
    assert scene.owner.get(scene.appointed).json["person"]["name"] is None


def test_if_match(scene: Scene) -> None:
    """The state of the restriction."""
    path = f"/people/{scene.kari}/restriction"
    made = scene.fagforbundet.put(path, {"from": "2026-11-21"}).expect(201)
    scene.fagforbundet.put(path, {"from": "2026-11-20"}, If_Match='"another"').refused(412, "changed-meanwhile")
    scene.fagforbundet.delete(path, If_Match=made.headers["ETag"]).expect(204)
    scene.fagforbundet.delete(path, If_Match=made.headers["ETag"]).refused(412, "changed-meanwhile")


def test_the_erased_and_the_unknown(scene: Scene) -> None:
    """Have nothing to restrict."""
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    for person in (scene.kari, new_id()):
        path = f"/people/{person}/restriction"
        scene.fagforbundet.put(path, {"from": "2026-11-21"}).refused(404, "unknown")
        scene.fagforbundet.delete(path).refused(404, "unknown")
