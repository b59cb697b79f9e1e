"""Appointments and all that an organisation says about them."""

from __future__ import annotations

from typing import Any

from tests.support.cast import DELTA, KARI, LO_KOMMUNE, OLA, TEKNA, UTDANNINGSFORBUNDET, new_id
from tests.support.scene import HALSA, HEMNE, START, Scene

SPAN = {"from": "2026-01-01", "until": "2027-01-01"}
EVE, FIRST, LAST, AFTER = "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"


def on(scene: Scene, *days: str, organisation: str = "fagforbundet") -> list[str | None]:
    """The statuses of Aure's pair on days."""
    return [scene.status("1576", organisation, day) for day in days]


def test_an_appointment(refusing: Scene) -> None:
    """All that has been said about it."""
    shown = refusing.owner.get(refusing.appointed, at="2026-01-01").expect(200).json
    assert shown == {
        "id": refusing.appointment,
        "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
        "person": {"id": refusing.kari, **KARI},
        "role": "tillitsvalgt",
        "employed_at": None,
        "scope": "all",
        "from": START,
        "until": None,
        "vara_for": None,
        "end": None,
        "active": True,
        "scopes": [],
        "leaves": [],
        "joint": [],
    }
    assert refusing.owner.get(refusing.appointed, at="2018-12-31").json["active"] is False


def test_the_first_thing_that_an_organisation_says(scene: Scene) -> None:
    """Makes it a party of the project: it is shown whom it has just appointed."""
    path = f"{scene.path}/appointments/{new_id()}"
    body = {"organisation": "tekna", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": "2026-01-01"}
    tekna = scene.office.as_(TEKNA)
    tekna.get(f"{scene.path}/appointments").refused(403, "not-yours")
    made = tekna.put(path, body).expect(201)
    assert made.json["person"] == tekna.get(path).json["person"] == {"id": made.json["person"]["id"], **KARI}
    assert tekna.put(path, body, If_Match=made.headers["ETag"]).expect(200)


def test_the_appointments_of_a_project(scene: Scene) -> None:
    """All that stand, by organisation, or in term on a day."""
    made = scene.appoint(DELTA, from_="2026-01-01", until="2027-01-01").expect(201).json["id"]
    asked: list[tuple[dict[str, Any], set[str]]] = [
        ({}, {scene.appointment, scene.vara, made}),
        ({"organisation": "delta"}, {made}),
        ({"organisation": "tekna"}, set()),
        ({"at": EVE}, {scene.appointment, scene.vara}),
        ({"at": FIRST}, {scene.appointment, scene.vara, made}),
        ({"at": AFTER, "organisation": "delta"}, set()),
    ]
    for query, found in asked:
        listed = scene.owner.get(f"{scene.path}/appointments", **query).expect(200).json
        assert {each["id"] for each in listed} == found, query


def test_correcting_an_appointment(scene: Scene) -> None:
    """The whole body; what is fixed may be left out, or said as it is."""
    body = {"person": KARI, "role": "hovedtillitsvalgt", "scope": ["1576"], "from": "2026-01-01", "until": "2027-01-01"}
    aure = scene.office.employer("1576")
    shown = scene.fagforbundet.put(scene.appointed, {**body, "employed_at": "1505"}).expect(200).json
    assert (shown["role"], shown["scope"], shown["until"]) == ("hovedtillitsvalgt", [aure], "2027-01-01")
    assert shown["employed_at"]["name"] == "Kristiansund"
    assert on(scene, EVE, FIRST, LAST, AFTER) == ["gap", "direct", "direct", "gap"]
    fixed = {**body, "organisation": "fagforbundet", "vara_for": None}
    assert scene.fagforbundet.put(scene.appointed, fixed).expect(200).json["employed_at"] is None


def test_a_vara_follows_its_principal(scene: Scene) -> None:
    """Organisation and role are the principal's; a correction may leave out whose vara it is."""
    shown = scene.owner.get(scene.appointed_vara).json
    assert shown["vara_for"] == scene.appointment
    assert shown["organisation"]["slug"] == "fagforbundet"
    assert (shown["role"], shown["scope"]) == ("tillitsvalgt", None)
    corrected = scene.fagforbundet.put(scene.appointed_vara, {"person": OLA, "from": "2020-01-01"}).expect(200).json
    assert (corrected["vara_for"], corrected["from"]) == (scene.appointment, "2020-01-01")


def test_a_vara_acts_while_its_principal_is_away(scene: Scene) -> None:
    """In the principal's term and its own, unless itself away."""
    assert scene.owner.get(scene.appointed_vara, at=FIRST).json["active"] is False
    scene.fagforbundet.put(f"{scene.appointed}/leave", SPAN).expect(201)
    assert on(scene, EVE, FIRST, LAST, AFTER) == ["direct", "temporary", "temporary", "direct"]
    assert scene.owner.get(scene.appointed_vara, at=FIRST).json["active"] is True
    assert scene.owner.get(scene.appointed, at=FIRST).json["active"] is False
    scene.fagforbundet.put(f"{scene.appointed_vara}/leave", {"from": "2026-03-01", "until": "2026-04-01"}).expect(201)
    assert on(scene, "2026-02-28", "2026-03-01", "2026-04-01") == ["temporary", "gap", "temporary"]
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-06-01"}).expect(201)
    assert on(scene, "2026-05-31", "2026-06-01") == ["temporary", "gap"]
    scene.fagforbundet.delete(f"{scene.appointed}/leave", FIRST).expect(204)
    assert on(scene, "2026-03-15", "2026-06-01") == ["direct", "gap"]


def test_a_leave_tells_no_reason(refusing: Scene) -> None:
    """That somebody is away, never why."""
    for field in ("reason", "note", "why"):
        refused = refusing.fagforbundet.put(f"{refusing.appointed}/leave", {**SPAN, field: "syk"})
        assert f"/{field}" in [error["pointer"] for error in refused.refused(422, "invalid").json["errors"]]


def test_a_scope_holds_from_a_day_on(scene: Scene) -> None:
    """The latest until the day, else the appointment's own; it follows no merger."""
    path = f"{scene.appointed}/scope"
    scene.fagforbundet.put(path, {"scope": [HALSA, HEMNE], "from": "2019-06-01"}).expect(201)
    assert on(scene, "2019-05-31", "2019-06-01", "2026-01-01") == ["direct", "gap", "gap"]
    assert scene.status(HALSA, "fagforbundet", "2019-12-31") == "direct"
    said = {"from": "2020-01-01", "status": "affected"}
    scene.owner.put(f"{scene.path}/participants/5055/affected/fagforbundet", said).expect(201)
    assert scene.status("5055", "fagforbundet", "2020-01-01") == "gap"
    scene.fagforbundet.put(path, {"scope": "all", "from": "2020-01-01"}).expect(201)
    assert scene.status("5055", "fagforbundet", "2020-01-01") == "direct"
    scopes = scene.owner.get(scene.appointed).json["scopes"]
    assert [each["from"] for each in scopes] == ["2019-06-01", "2020-01-01"]
    scene.fagforbundet.delete(path, "2020-01-01").expect(204)
    assert scene.status("5055", "fagforbundet", "2020-01-01") == "gap"


def test_an_end(scene: Scene) -> None:
    """``on`` is the first day it no longer holds; said again, it is corrected; withdrawn, it did not end."""
    path = f"{scene.appointed}/end"
    scene.fagforbundet.put(path, {"on": "2025-06-01"}).expect(201)
    scene.fagforbundet.put(path, {"on": "2026-01-01"}).expect(200)
    assert on(scene, EVE, FIRST) == ["direct", "gap"]
    assert scene.owner.get(scene.appointed).json["end"] == "2026-01-01"
    scene.fagforbundet.delete(path).expect(204)
    assert on(scene, EVE, FIRST) == ["direct", "direct"]
    assert scene.owner.get(scene.appointed).json["end"] is None


def test_a_joint_mandate(scene: Scene) -> None:
    """Another's appointment speaks for the organisation too; by its vara during a leave."""
    path = f"{scene.appointed}/joint/delta"
    scene.as_(DELTA).put(path, SPAN).expect(201)
    assert on(scene, EVE, FIRST, LAST, AFTER, organisation="delta") == ["gap", "joint", "joint", "gap"]
    joint = scene.owner.get(scene.appointed).json["joint"]
    assert joint == [{"organisation": {"slug": "delta", "name": "Delta"}, **SPAN}]
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-06-01"}).expect(201)
    assert on(scene, "2026-06-01", organisation="delta") == ["temporary"]
    scene.as_(DELTA).delete(path, FIRST).expect(204)
    assert on(scene, FIRST, organisation="delta") == ["gap"]


def test_a_sammenslutning_speaks_indirectly(scene: Scene) -> None:
    """For its organisations, beneath what is direct; for itself directly."""
    made = scene.appoint("organisation:unio", from_="2026-01-01").expect(201).json["id"]
    assert on(scene, EVE, FIRST, organisation="utdanningsforbundet") == ["gap", "indirect"]
    scene.as_(UTDANNINGSFORBUNDET).put(f"{scene.appointed}/joint/utdanningsforbundet", SPAN).expect(201)
    assert on(scene, FIRST, organisation="utdanningsforbundet") == ["joint"]
    pair = scene.owner.get(f"{scene.path}/coverage/1576/utdanningsforbundet", at=FIRST).json
    assert set(pair["appointments"]) == {made, scene.appointment}
    scene.appoint(LO_KOMMUNE, from_="2026-01-01").expect(201)
    assert on(scene, FIRST) == ["direct"]


def test_withdrawing_an_appointment(scene: Scene) -> None:
    """With it its vara has nobody to act for; it may come back, with all that was said about it."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", SPAN).expect(201)
    scene.fagforbundet.delete(scene.appointed).expect(204)
    assert on(scene, EVE, FIRST) == ["gap", "gap"]
    scene.owner.get(scene.appointed).refused(404, "unknown")
    scene.fagforbundet.put(f"{scene.appointed}/leave", SPAN).refused(404, "unknown")
    body = {"organisation": "fagforbundet", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    scene.fagforbundet.put(scene.appointed, body).expect(201)
    assert on(scene, EVE, FIRST) == ["direct", "temporary"]


def test_any_role(scene: Scene) -> None:
    """Is accepted of any organisation."""
    for role in ("tillitsvalgt", "hovedtillitsvalgt", "fellestillitsvalgt"):
        assert scene.appoint(LO_KOMMUNE, role=role).expect(201).json["role"] == role


def test_an_appointment_belongs_to_its_project(scene: Scene) -> None:
    """In another there is none of that id, and a vara is of the same project."""
    other = scene.office.project()
    scene.owner.get(f"/projects/{other}/appointments/{scene.appointment}").refused(404, "unknown")
    vara = {"vara_for": scene.appointment, "organisation": "fagforbundet", "person": OLA, "from": START}
    path = f"/projects/{other}/appointments/{new_id()}"
    scene.fagforbundet.put(path, vara).refused(422, "unknown-reference")


def test_appointments_as_they_were_known(scene: Scene) -> None:
    """Before it was made there is none; an end that came later is not known."""
    known = scene.office.position()
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-01-01"}).expect(201)
    made = scene.appoint().expect(201).json["id"]
    assert scene.owner.get(scene.appointed, known_at=known).json["end"] is None
    scene.owner.get(f"{scene.path}/appointments/{made}", known_at=known).refused(404, "unknown")
    listed = scene.owner.get(f"{scene.path}/appointments", known_at=known).json
    assert {each["id"] for each in listed} == {scene.appointment, scene.vara}
