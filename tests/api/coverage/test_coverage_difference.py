"""What has changed in coverage: between two days, and since it was known otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, TEKNA
from tests.support.scene import START, Scene

pytestmark = pytest.mark.worked_out
MEETING = "2026-03-12"


def asked(scene: Scene, **query: Any) -> Any:
    """What has changed."""
    return scene.owner.get(f"{scene.path}/coverage/difference", **query).expect(200).json


def brief(told: Any) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """By pair the status before and after."""
    statuses = (tuple((pair[side] or {}).get("status") for side in ("before", "after")) for pair in told["pairs"])
    who = ((pair["employer"]["kommunenummer"], pair["organisation"]["slug"]) for pair in told["pairs"])
    return dict(zip(who, statuses, strict=True))  # type: ignore[arg-type]  # two of them


def types(told: Any) -> list[str]:
    """The statements that made the difference."""
    return [said["type"] for said in told["statements"]]


def test_what_was_believed_at_a_meeting(scene: Scene) -> None:
    """And what is known now of that day: a statement from before the meeting that was recorded after it."""
    believed = scene.office.clock.instant.isoformat()
    before = scene.office.position()
    scene.office.clock.instant += timedelta(days=2)
    waiver = scene.as_(DELTA).put(f"{scene.path}/waivers/delta/1576", {"from": START}).expect(201).position
    scene.as_(DELTA).put(f"{scene.path}/waivers/delta/5055", {"from": "2030-01-01"}).expect(201)
    told = asked(scene, at=MEETING, known_before=believed)
    pair = {
        "employer": {"id": scene.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"},
        "organisation": {"slug": "delta", "name": "Delta"},
        "before": {"status": "gap", "claimed": False, "appointments": []},
        "after": {"status": "waived", "claimed": False, "appointments": []},
        "statements": [waiver],
    }
    assert told["pairs"] == [pair]
    assert told["before"]["position"] == before
    assert told["before"]["known_at"] == believed
    assert (told["before"]["at"], told["after"]["at"]) == (MEETING, MEETING)
    assert [told[side]["summary"]["gap"] for side in ("before", "after")] == [2, 1]
    assert told["after"]["position"] == scene.office.position()
    (said,) = told["statements"]
    assert said["text"] == (
        "Delta lar skriftlig være å peke ut noen for Aure fra 1. januar 2019. "
        "Sagt av Delta på egne vegne 23. november 2026 kl. 13.00."
    )


def test_between_two_days(scene: Scene) -> None:
    """The statements whose days begin or end between them; one that does both is none of them."""
    leave = {"from": "2026-03-01", "until": "2026-06-01"}
    scene.fagforbundet.put(f"{scene.appointed}/leave", leave).expect(201)
    scene.as_(DELTA).put(f"{scene.path}/waivers/delta/1576", {"from": "2026-03-01", "until": "2026-05-01"}).expect(201)
    told = asked(scene, before="2026-02-01", after=MEETING, employer="1576")
    assert brief(told) == {("1576", "delta"): ("gap", "waived"), ("1576", "fagforbundet"): ("direct", "temporary")}
    acting = next(pair for pair in told["pairs"] if pair["organisation"]["slug"] == "fagforbundet")
    assert acting["before"]["appointments"] == [scene.appointment]
    assert acting["after"]["appointments"] == [scene.vara]
    assert types(told) == ["LeaveRecorded", "WaiverGiven"]
    assert asked(scene, before="2026-02-01", after="2026-07-01")["pairs"] == []
    assert asked(scene, before="2026-02-01", after="2026-07-01")["statements"] == []


def test_a_correction_is_told_and_what_it_corrected_is_not(scene: Scene) -> None:
    """So is a withdrawal."""
    path = f"{scene.path}/participants/1576/affected/delta"
    before = scene.office.position()
    scene.aure.put(path, {"from": START, "status": "not_affected"}).expect(200)
    corrected = scene.office.position()
    told = asked(scene, at=MEETING, known_before=before)
    assert brief(told) == {("1576", "delta"): ("gap", "not_affected")}
    assert [said["position"] for said in told["statements"]] == [corrected]
    scene.aure.delete(path, START).expect(204)
    told = asked(scene, at=MEETING, known_before=corrected)
    assert types(told) == ["ClarificationWithdrawn"]
    assert brief(asked(scene, at=MEETING, known_before=corrected, known_after=before)) == {
        ("1576", "delta"): ("not_affected", "gap")
    }


def test_what_did_not_matter_is_not_told(scene: Scene) -> None:
    """A reservation where no sammenslutning spoke for them, beside the waiver that made the difference."""
    delta, before = scene.as_(DELTA), scene.office.position()
    for path in ("reservations/delta", "waivers/delta/1576", "claims/delta/5055"):
        delta.put(f"{scene.path}/{path}", {"from": "2026-01-01"}).expect(201)
    told = asked(scene, at=MEETING, known_before=before, employer="1576")
    assert brief(told) == {("1576", "delta"): ("gap", "waived")}
    assert types(told) == ["WaiverGiven"]


def test_pairs_that_come_and_go(scene: Scene) -> None:
    """By a merger, and each by the name it has on its side."""
    told = asked(scene, before="2019-12-31", after="2020-01-01", organisation="fagforbundet")
    assert brief(told) == {
        ("5055", "fagforbundet"): (None, "unclarified"),
        ("1571", "fagforbundet"): ("direct", None),
        ("5011", "fagforbundet"): ("unclarified", None),
    }
    assert set(types(told)) == {"EmployerChanged", "EmployerRegistered"}


def test_by_group(scene: Scene) -> None:
    """A seat that begins makes the difference there, and none in the project."""
    seat = {"appointment": scene.appointment, "function": "medlem", "from": MEETING}
    scene.owner.put(scene.seated, seat).expect(200)
    days = {"before": "2026-03-01", "after": MEETING, "employer": "1576"}
    told = asked(scene, **days, group="referansegruppe")
    assert brief(told) == {("1576", "fagforbundet"): ("gap", "direct")}
    assert types(told) == ["SeatFilled"]
    assert told["group"] == "referansegruppe"
    assert asked(scene, **days)["pairs"] == []


def test_one_day_as_known_now_has_no_difference(refusing: Scene) -> None:
    """Nothing is asked about, and nothing has changed."""
    told = asked(refusing)
    assert told["pairs"] == told["statements"] == []
    assert told["before"] == told["after"]


def test_in_other_languages(scene: Scene) -> None:
    """The sentences."""
    before = scene.office.position()
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", {"from": "2026-01-01"}).expect(201)
    texts = [asked(scene, known_before=before, language=language)["statements"][0]["text"] for language in ("nn", "en")]
    assert texts[0].startswith("Delta meiner at medlemmene er råka hos Heim")
    assert texts[1].startswith("Delta claims that its members are affected at Heim")


def test_knowledge_and_days_that_are_refused(refusing: Scene) -> None:
    """Each is pointed at; and whoever sees no coverage sees no difference."""
    path = f"{refusing.path}/coverage/difference"
    later = refusing.office.position() + 1
    for name in ("known_before", "known_after", "known_at"):
        answer = refusing.owner.get(path, **{name: later}).refused(422, "future-knowledge")
        assert answer.json["errors"][0]["pointer"] == f"/{name}"
        answer = refusing.owner.get(path, **{name: "2027-01-01T00:00:00Z"}).refused(422, "future-knowledge")
        assert answer.json["errors"][0]["pointer"] == f"/{name}"
        refusing.owner.get(path, **{name: MEETING}).refused(422, "invalid")
    refusing.owner.get(path, before="2026-02-30").refused(422, "invalid")
    refusing.owner.get(path, employer="9999").refused(422, "unknown-reference")
    refusing.owner.get(path, group="koret").refused(422, "unknown-reference")
    refusing.as_(TEKNA).get(path).refused(403, "not-yours")
    for party in (AUDITOR, AURE, FAGFORBUNDET):
        refusing.as_(party).get(path).expect(200)


def test_before_the_project_and_long_after(refusing: Scene) -> None:
    """Days without coverage are compared as days without pairs."""
    told = asked(refusing, before="2000-01-01", after="2026-01-01")
    assert told["before"]["summary"]["pairs"] == 0
    assert all(pair["before"] is None for pair in told["pairs"])
    assert len(told["pairs"]) == told["after"]["summary"]["pairs"] == 6
