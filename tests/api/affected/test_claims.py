"""An organisation's own word: claims, waivers and reservations."""

from __future__ import annotations

from typing import Any

from tests.support.cast import DELTA, LO_KOMMUNE, TEKNA
from tests.support.scene import START, Scene

SPAN = {"from": "2026-01-01", "until": "2027-01-01"}
EVE, FIRST, LAST, AFTER = "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"


def pair(scene: Scene, number: str, organisation: str, at: str) -> dict[str, Any]:
    """The pair on a day."""
    query = {"at": at, "employer": number, "organisation": organisation}
    (shown,) = scene.owner.get(f"{scene.path}/coverage", **query).expect(200).json["pairs"]
    return dict(shown)


def test_a_claim_before_anything_is_clarified(scene: Scene) -> None:
    """Unclarified, and claimed as long as the claim holds."""
    answer = scene.as_(TEKNA).put(f"{scene.path}/claims/tekna/1576", SPAN).expect(201).json
    assert answer["organisation"] == {"slug": "tekna", "name": "Tekna"}
    assert answer["employer"]["name"] == "Aure"
    shown = {at: pair(scene, "1576", "tekna", at) for at in (EVE, FIRST, LAST, AFTER)}
    assert {each["status"] for each in shown.values()} == {"unclarified"}
    assert [shown[at]["claimed"] for at in shown] == [False, True, True, False]


def test_a_claim_against_a_clarification(scene: Scene) -> None:
    """Disputed where the employer has said not affected; affected stays what it is, and claimed."""
    for slug in ("delta", "fagforbundet"):
        scene.as_(f"organisation:{slug}").put(f"{scene.path}/claims/{slug}/1576", SPAN).expect(201)
    not_affected = {"from": START, "status": "not_affected"}
    scene.aure.put(f"{scene.path}/participants/1576/affected/delta", not_affected).expect(200)
    statuses = [pair(scene, "1576", "delta", at)["status"] for at in (EVE, FIRST, LAST, AFTER)]
    assert statuses == ["not_affected", "disputed", "disputed", "not_affected"]
    claimed = pair(scene, "1576", "fagforbundet", FIRST)
    assert (claimed["status"], claimed["claimed"]) == ("direct", True)
    scene.as_(DELTA).delete(f"{scene.path}/claims/delta/1576", FIRST).expect(204)
    assert pair(scene, "1576", "delta", FIRST)["status"] == "not_affected"


def test_a_waiver_is_a_right_used(scene: Scene) -> None:
    """Waived instead of a gap, in its span and for its employer; not where somebody speaks."""
    for slug in ("delta", "fagforbundet"):
        scene.as_(f"organisation:{slug}").put(f"{scene.path}/waivers/{slug}/1576", SPAN).expect(201)
    statuses = [pair(scene, "1576", "delta", at)["status"] for at in (EVE, FIRST, LAST, AFTER)]
    assert statuses == ["gap", "waived", "waived", "gap"]
    assert pair(scene, "1576", "fagforbundet", FIRST)["status"] == "direct"
    scene.as_(DELTA).delete(f"{scene.path}/waivers/delta/1576", FIRST).expect(204)
    assert pair(scene, "1576", "delta", FIRST)["status"] == "gap"


def test_a_waiver_is_no_clarification(scene: Scene) -> None:
    """By it alone an organisation is no organisation of the project, but a party."""
    scene.as_(TEKNA).put(f"{scene.path}/waivers/tekna/1576", SPAN).expect(201)
    assert scene.status("1576", "tekna", FIRST) is None
    scene.as_(TEKNA).get(f"{scene.path}/coverage").expect(200)


def test_a_reservation(scene: Scene) -> None:
    """Indirect ends where the organisation will not be represented by its sammenslutning."""
    scene.fagforbundet.delete(scene.appointed).expect(204)
    scene.appoint(LO_KOMMUNE, from_=START).expect(201)
    assert scene.status("1576", "fagforbundet", FIRST) == "indirect"
    path = f"{scene.path}/reservations/fagforbundet"
    scene.fagforbundet.put(path, SPAN).expect(201)
    statuses = [pair(scene, "1576", "fagforbundet", at)["status"] for at in (EVE, FIRST, LAST, AFTER)]
    assert statuses == ["indirect", "gap", "gap", "indirect"]
    scene.fagforbundet.delete(path, FIRST).expect(204)
    assert scene.status("1576", "fagforbundet", FIRST) == "indirect"


def test_spans_of_several_slots(scene: Scene) -> None:
    """Something is so on a day if any slot's span contains it."""
    path = f"{scene.path}/waivers/delta/1576"
    for from_, until in (("2026-01-01", "2026-02-01"), ("2026-01-15", "2026-03-01"), ("2026-05-01", None)):
        scene.as_(DELTA).put(path, {"from": from_, "until": until}).expect(201)
    days = {"2026-02-15": "waived", "2026-03-01": "gap", "2026-04-30": "gap", "2026-05-01": "waived"}
    assert {at: scene.status("1576", "delta", at) for at in days} == days
    scene.as_(DELTA).delete(path, "2026-01-15").expect(204)
    assert scene.status("1576", "delta", "2026-01-20") == "waived"
    assert scene.status("1576", "delta", "2026-02-15") == "gap"
