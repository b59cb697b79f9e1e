"""Clarifications: who is affected at an employer."""

from __future__ import annotations

from tests.support.scene import HALSA, HEMNE, START, Scene


def test_clarifying_many_at_once(scene: Scene) -> None:
    """Those not named stand as they were."""
    path = f"{scene.path}/participants/1576/affected"
    answer = scene.aure.put(path, {"from": "2026-01-01", "not_affected": ["delta"], "affected": ["tekna"]}).expect(201)
    assert answer.json["from"] == "2026-01-01"
    assert (answer.json["affected"], answer.json["not_affected"]) == (["tekna"], ["delta"])
    assert scene.status("1576", "delta", "2026-01-01") == "not_affected"
    assert scene.status("1576", "tekna", "2026-01-01") == "gap"
    assert scene.status("1576", "fagforbundet", "2026-01-01") == "direct"
    more = scene.aure.put(path, {"from": "2026-01-01", "affected": ["delta"]}).expect(200)
    assert (more.json["affected"], more.json["not_affected"]) == (["delta", "tekna"], [])


def test_clarifying_is_effective_from_a_day(scene: Scene) -> None:
    """In force is the slot with the latest from; withdrawn, the one before it."""
    path = f"{scene.path}/participants/1576/affected/delta"
    scene.aure.put(path, {"from": "2026-01-01", "status": "not_affected"}).expect(201)
    scene.aure.put(path, {"from": "2024-01-01", "status": "affected"}).expect(201)
    asked = {"2018-12-31": None, "2019-01-01": "gap", "2025-12-31": "gap", "2026-01-01": "not_affected"}
    assert {at: scene.status("1576", "delta", at) for at in asked} == asked
    scene.aure.delete(path, "2026-01-01").expect(204)
    assert scene.status("1576", "delta", "2026-01-01") == "gap"


def test_before_the_first_clarification(scene: Scene) -> None:
    """A pair there is, since the organisation is named, but unclarified."""
    path = f"{scene.path}/participants/1576/affected/tekna"
    scene.owner.put(path, {"from": "2026-06-01", "status": "affected"}).expect(201)
    assert scene.status("1576", "tekna", "2026-05-31") == "unclarified"
    assert scene.status("5055", "tekna", "2026-06-01") == "unclarified"
    assert scene.status("1576", "tekna", "2026-06-01") == "gap"
    scene.owner.delete(path, "2026-06-01").expect(204)
    assert scene.status("1576", "tekna", "2026-06-01") is None


def test_it_does_not_follow_a_merger(scene: Scene) -> None:
    """Halsa's stays Halsa's: Heim clarifies anew."""
    assert scene.status(HALSA, "fagforbundet", "2019-12-31") == "direct"
    assert scene.status("5055", "fagforbundet", "2020-01-01") == "unclarified"


def test_a_sammenslutning_may_be_named(scene: Scene) -> None:
    """It is a column of its own; the appointment of its organisation does not speak for it."""
    said = {"from": START, "affected": ["lo-kommune"]}
    scene.aure.put(f"{scene.path}/participants/1576/affected", said).expect(200)
    assert scene.status("1576", "lo-kommune", "2026-01-01") == "gap"


def test_only_of_a_participant(scene: Scene) -> None:
    """As known: on some day it takes part; then on any date it may be clarified."""
    path, said = f"{scene.path}/participants/1573/affected/delta", {"from": "2026-01-01", "status": "affected"}
    scene.owner.put(path, said).refused(422, "not-a-participant")
    scene.owner.put(f"{scene.path}/participants/1573", {"from": "2028-01-01"}).expect(201)
    scene.owner.put(path, said).expect(201)
    scene.owner.delete(f"{scene.path}/participants/1573", "2028-01-01").expect(204)
    scene.owner.put(path, {**said, "from": "2026-02-01"}).refused(422, "not-a-participant")
    scene.owner.delete(path, "2026-01-01").expect(204)


def test_a_participant_by_succession_is_one(scene: Scene) -> None:
    """Nobody said that Heim takes part."""
    said = {"from": "2020-01-01", "status": "affected"}
    scene.owner.put(f"{scene.path}/participants/5055/affected/fagforbundet", said).expect(201)
    assert scene.status("5055", "fagforbundet", "2020-01-01") == "direct"


def test_all_or_nothing(scene: Scene) -> None:
    """One unknown among many, and none is recorded."""
    path, before = f"{scene.path}/participants/{HEMNE}/affected", scene.office.position()
    scene.owner.put(path, {"from": START, "affected": ["delta", "nobody"]}).refused(422, "unknown-reference")
    assert scene.office.position() == before
    assert scene.status(HEMNE, "delta", START) == "unclarified"


def test_saying_nothing_records_nothing(scene: Scene) -> None:
    """Empty lists are no statement."""
    before = scene.office.position()
    scene.aure.put(f"{scene.path}/participants/1576/affected", {"from": "2026-01-01"}).expect(200)
    assert scene.office.position() == before
