"""Groups of a project: formed, corrected, ended, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import groups
from tests.support.cast import AUDITOR, AURE, FAGFORBUNDET, OSLO, REGISTRAR, TEKNA, Answer, is_uuid, new_id
from tests.support.scene import START, Scene

KINDS = ("styringsgruppe", "prosjektgruppe", "referansegruppe", "arbeidsgruppe", "testgruppe")
GROUP = {"kind": "arbeidsgruppe", "name": "Turnus", "from": "2026-01-01", "until": "2027-01-01"}


def form(scene: Scene, **said: Any) -> Answer:
    """The owner forms a group."""
    body = {**GROUP, **{key.rstrip("_"): value for key, value in said.items()}}
    body = {key: value for key, value in body.items() if value is not ...}
    return scene.owner.post(f"{scene.path}/groups", body)


def names(scene: Scene, **query: Any) -> list[str]:
    """The groups that are listed."""
    return [each["name"] for each in scene.owner.get(f"{scene.path}/groups", **query).expect(200).json]


def test_a_group(refusing: Scene) -> None:
    """What it is, when, and who has a seat."""
    seat = {
        "id": refusing.seat,
        "group": refusing.group,
        "function": "medlem",
        "appointment": refusing.appointment,
        "representant": None,
        "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
        "employer": None,
        "from": START,
        "until": None,
    }
    expected = {
        "id": refusing.group,
        "kind": "referansegruppe",
        "name": "Referansegruppa",
        "from": START,
        "until": None,
        "seats": [seat],
        "rules": [],
        "adoptions": [],
    }
    assert refusing.owner.get(refusing.grouped).expect(200).json == expected
    assert refusing.owner.get(f"{refusing.path}/groups").expect(200).json == [expected]


def test_under_an_identity_of_the_servers(scene: Scene) -> None:
    """With its address."""
    made = form(scene).expect(201)
    assert is_uuid(made.json["id"])
    assert made.headers["Location"] == f"/api/v1{scene.path}/groups/{made.json['id']}"
    assert made.json["warnings"] == []
    assert {key: made.json[key] for key in GROUP} == GROUP
    shown = scene.owner.get(f"{scene.path}/groups/{made.json['id']}").expect(200)
    assert {**shown.json, "warnings": []} == made.json


def test_of_every_kind(scene: Scene) -> None:
    """As the guide names them."""
    for kind in KINDS:
        assert form(scene, kind=kind).expect(201).json["kind"] == kind


def test_a_repeated_post(scene: Scene) -> None:
    """Under the same key it is the same group; once that is withdrawn, it is no more."""
    path = f"{scene.path}/groups"
    made, again = (scene.owner.post(path, GROUP, Idempotency_Key="once").expect(201) for _ in range(2))
    assert made.json == again.json
    assert made.headers["Location"] == again.headers["Location"]
    scene.owner.post(path, {**GROUP, "name": "En annen"}, Idempotency_Key="once").refused(422, "invalid")
    scene.owner.delete(f"{path}/{made.json['id']}").expect(204)
    scene.owner.post(path, GROUP, Idempotency_Key="once").refused(404, "unknown")


def test_correcting_a_group(scene: Scene) -> None:
    """The whole body; its seats stay, and count within its days alone."""
    said = {"kind": "styringsgruppe", "name": "Styret", "from": "2026-01-01", "until": "2026-07-01"}
    shown = scene.owner.put(scene.grouped, said).expect(200).json
    assert {key: shown[key] for key in said} == said
    assert [each["id"] for each in shown["seats"]] == [scene.seat]
    days = ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert [groups.seats(scene, day)[scene.seat]["active"] for day in days] == [False, True, True, False]
    before = scene.office.position()
    scene.owner.put(scene.grouped, said).expect(200)
    assert scene.office.position() == before, "what stands already was recorded again"


def test_the_groups_of_a_day(scene: Scene) -> None:
    """All without a day; the last day is the one before «until»."""
    form(scene).expect(201)
    assert names(scene) == ["Referansegruppa", "Turnus"]
    asked = [("2018-12-31", []), ("2025-12-31", ["Referansegruppa"]), ("2027-01-01", ["Referansegruppa"])]
    for day, found in asked:
        assert names(scene, at=day) == found, day
    for day in ("2026-01-01", "2026-12-31"):
        assert names(scene, at=day) == ["Referansegruppa", "Turnus"]
    assert names(scene, page=2, page_size=1) == ["Turnus"]


def test_withdrawing_a_group(scene: Scene) -> None:
    """With it its seats count no more; it may be formed again, with all that was said about it."""
    known = scene.office.position()
    for _ in range(2):
        scene.owner.delete(scene.grouped).expect(204)
    assert scene.office.position() == known + 1
    assert names(scene) == []
    for path in (scene.grouped, f"{scene.grouped}/roster", f"{scene.grouped}/roster/difference"):
        scene.owner.get(path).refused(404, "unknown")
        assert scene.owner.get(path, known_at=known).status == 200, path
    for path in ("proposal", "comparison", "adopt"):
        body = {"seats": 1, "at": START} if path == "proposal" else {"appointments": [], "at": START}
        scene.owner.post(f"{scene.grouped}/roster/{path}", body).refused(404, "unknown")
    groups.seat(scene).refused(404, "unknown")
    groups.rules(scene).refused(404, "unknown")
    scene.owner.put(scene.grouped, GROUP).expect(201)
    assert list(groups.seats(scene)) == [scene.seat]


def test_groups_as_they_were_known(scene: Scene) -> None:
    """Before it was formed there was none."""
    known = scene.office.position()
    made = form(scene).expect(201).json["id"]
    assert names(scene, known_at=known) == ["Referansegruppa"]
    scene.owner.get(f"{scene.path}/groups/{made}", known_at=known).refused(404, "unknown")
    scene.owner.get(f"{scene.path}/groups/{made}/roster", known_at=known).refused(404, "unknown")


def test_a_group_outside_the_project(scene: Scene) -> None:
    """Is accepted, and said to count for nothing there."""
    (warning,) = form(scene, from_="2018-01-01").expect(201).json["warnings"]
    assert "outside the project's own days" in warning


def test_a_group_belongs_to_its_project(scene: Scene) -> None:
    """In another there is none of that id."""
    other = scene.office.project()
    for path in ("", "/roster"):
        scene.owner.get(f"/projects/{other}/groups/{scene.group}{path}").refused(404, "unknown")


def test_if_match(scene: Scene) -> None:
    """A group is corrected, and withdrawn, as it was last seen; a new seat in it is another state."""
    seen = scene.owner.get(scene.grouped).headers["ETag"]
    groups.seat(scene, function="vara", appointment=scene.vara).expect(201)
    scene.owner.put(scene.grouped, GROUP, If_Match=seen).refused(412, "changed-meanwhile")
    scene.owner.delete(scene.grouped, If_Match=seen).refused(412, "changed-meanwhile")
    seen = scene.owner.get(scene.grouped).headers["ETag"]
    changed = scene.owner.put(scene.grouped, GROUP, If_Match=seen).expect(200)
    scene.owner.delete(scene.grouped, If_Match=changed.headers["ETag"]).expect(204)
    scene.owner.put(scene.grouped, GROUP, If_Match="*").refused(412, "changed-meanwhile")


@pytest.mark.parametrize("party", [REGISTRAR, AUDITOR, AURE, FAGFORBUNDET, OSLO])
def test_only_the_owner_forms_groups(refusing: Scene, party: str) -> None:
    """Nor does anybody else withdraw them."""
    refusing.as_(party).post(f"{refusing.path}/groups", GROUP).refused(403, "not-yours")
    refusing.as_(party).put(refusing.grouped, GROUP).refused(403, "not-yours")
    refusing.as_(party).delete(refusing.grouped).refused(403, "not-yours")


def test_the_parties_and_the_auditor_see_them(refusing: Scene) -> None:
    """And nobody else."""
    for party in (AURE, FAGFORBUNDET, AUDITOR):
        assert refusing.as_(party).get(f"{refusing.path}/groups").expect(200).json
    for party in (REGISTRAR, OSLO, TEKNA):
        for path in (f"{refusing.path}/groups", refusing.grouped):
            refusing.as_(party).get(path).refused(403, "not-yours")


IMPOSSIBLE: dict[str, tuple[str, str, Callable[[Scene], Answer]]] = {
    "unknown kind": ("invalid", "/kind", lambda s: form(s, kind="klubb")),
    "no kind": ("invalid", "/kind", lambda s: form(s, kind=...)),
    "no name": ("invalid", "/name", lambda s: form(s, name=...)),
    "blank name": ("invalid", "/name", lambda s: form(s, name=" ")),
    "over-long name": ("invalid", "/name", lambda s: form(s, name="x" * 201)),
    "a name of two lines": ("invalid", "/name", lambda s: form(s, name="Turnus\nog ferie")),
    "no first day": ("invalid", "/from", lambda s: form(s, from_=...)),
    "impossible day": ("invalid", "/from", lambda s: form(s, from_="2026-02-30")),
    "seats in the same breath": ("invalid", "/seats", lambda s: form(s, seats=[])),
    "empty span": ("empty-span", "/until", lambda s: form(s, until="2026-01-01")),
    "ends before it begins": ("empty-span", "/until", lambda s: form(s, until="2025-01-01")),
}
"""What was said, the type of its refusal, where it points, and how it was said."""


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_no_group_is(refusing: Scene, what: str) -> None:
    """Refused, pointed at, and nothing recorded."""
    kind, pointer, say = IMPOSSIBLE[what]
    refused = say(refusing).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
    assert refused.position == refusing.office.position()


def test_what_was_never_a_group(refusing: Scene) -> None:
    """Is known at no address."""
    path = f"{refusing.path}/groups/{new_id()}"
    for address in (path, f"{path}/roster", f"{path}/roster/difference", f"{refusing.path}/groups/gruppa"):
        refusing.owner.get(address).refused(404, "unknown")
    for address in (path, f"{path}/seats/{refusing.seat}"):
        refusing.owner.delete(address).refused(404, "unknown")
    refusing.owner.delete(f"{path}/rules", "2026-01-01").refused(404, "unknown")
    refusing.owner.delete(f"{path}/roster/adopt", "2026-01-01").refused(404, "unknown")
