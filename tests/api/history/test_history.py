"""History: who said what, when, newest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.cast import DELTA, REGISTRAR
from tests.support.scene import HALSA, HEIM, START, Scene

ENTRY = {"position", "recorded_at", "by", "capacity", "on_behalf_of", "type", "from", "until", "text", "data"}


def test_all_that_was_said(refusing: Scene) -> None:
    """Newest first, each with position and moment."""
    entries = refusing.owner.get(f"{refusing.path}/history").expect(200).json
    assert all(set(entry) == ENTRY for entry in entries)
    positions = [entry["position"] for entry in entries]
    assert positions == sorted(positions, reverse=True)
    assert positions[0] == refusing.office.position()
    assert {entry["recorded_at"] for entry in entries} == {"2026-11-21T12:00:00+00:00"}
    types = [entry["type"] for entry in reversed(entries)]
    assert types == [
        "ProjectRegistered",
        *["ParticipantAdded"] * 3,
        *["AffectedClarified"] * 4,
        *["RepresentantAppointed"] * 2,
        "EmployerRepresentantNamed",
        "GroupFormed",
        "SeatFilled",
    ]
    assert all(entry["text"].endswith(".") for entry in entries)


def test_an_entry(scene: Scene) -> None:
    """Who, in what capacity, for whom; what it says, and in words."""
    scene.office.clock.instant += timedelta(minutes=1)
    span = {"from": "2026-05-03", "until": "2026-06-01"}
    said = scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", span).expect(201)
    entry = scene.owner.get(f"{scene.path}/history", page_size=1).expect(200).json[0]
    heim = {"id": scene.office.employer("5055"), "kommunenummer": "5055", "name": "Heim"}
    assert entry == {
        "position": said.position,
        "recorded_at": "2026-11-21T12:01:00+00:00",
        "by": "organisation:delta",
        "capacity": "organisation",
        "on_behalf_of": None,
        "type": "ClaimMade",
        "from": "2026-05-03",
        "until": "2026-06-01",
        "text": "Delta mener at medlemmene er berørt hos Heim fra 3. mai 2026 til og med 31. mai 2026. "
        "Sagt av Delta på egne vegne 21. november 2026 kl. 13.01.",
        "data": {"organisation": {"slug": "delta", "name": "Delta"}, "employer": heim, **span},
    }


def test_withdrawals_and_corrections_stay(scene: Scene) -> None:
    """History forgets nothing; a repetition is no news."""
    path = f"{scene.path}/claims/delta/1576"
    delta = scene.as_(DELTA)
    for until in ("2027-01-01", "2028-01-01", "2028-01-01"):
        delta.put(path, {"from": START, "until": until})
    delta.delete(path, START).expect(204)
    delta.delete(path, START).expect(204)
    entries = scene.owner.get(f"{scene.path}/history").json
    assert [entry["type"] for entry in entries[:4]] == ["ClaimWithdrawn", "ClaimMade", "ClaimMade", entries[3]["type"]]
    assert entries[3]["type"] != "ClaimMade"


def test_on_whose_behalf(scene: Scene) -> None:
    """A successor, and the owner, for another."""
    path = f"{scene.path}/participants/1571/affected/delta"
    halsa = f"employer:{scene.office.employer('1571', START)}"
    for caller, capacity in ((scene.owner, "owner"), (scene.as_(HEIM), "employer")):
        status = "affected" if capacity == "owner" else "not_affected"
        caller.put(path, {"from": START, "status": status})
        entry = scene.owner.get(f"{scene.path}/history").json[0]
        assert (entry["capacity"], entry["on_behalf_of"]) == (capacity, halsa)


def test_history_as_it_was_known(scene: Scene) -> None:
    """Until a position, and no further."""
    known = scene.office.position()
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/1576", {"from": START}).expect(201)
    answer = scene.owner.get(f"{scene.path}/history", known_at=known).expect(200)
    assert answer.json[0]["position"] == known == answer.position
    assert '"total": 13' in answer.headers["X-Pagination"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nb",
            "Fagforbundet er berørt hos Halsa fra 1. januar 2019. "
            "Sagt av Kristiansund som prosjekteier på vegne av Halsa 21. november 2026 kl. 13.00.",
        ),
        (
            "nn",
            "Fagforbundet er råka hos Halsa frå 1. januar 2019. "
            "Sagt av Kristiansund som prosjekteigar på vegner av Halsa 21. november 2026 kl. 13.00.",
        ),
        (
            "en",
            "Fagforbundet is affected at Halsa from 1 January 2019. "
            "Said by Kristiansund as prosjekteier on behalf of Halsa on 21 November 2026 at 13:00.",
        ),
    ],
)
def test_in_three_languages(refusing: Scene, language: str, text: str) -> None:
    """What was said, and who said it, in what capacity, for whom and when."""
    asked = {"language": language, "type": "AffectedClarified", "employer": HALSA, "at": START}
    assert [entry["text"] for entry in refusing.owner.get(f"{refusing.path}/history", **asked).json] == [text]


def test_a_branch_speaks_for_its_organisation(scene: Scene) -> None:
    """And is named so."""
    said = {"employers": ["1576"], "from": "2026-01-01"}
    scene.fagforbundet.put("/organisations/fagforbundet/branches/1505", said).expect(201)
    branch = scene.as_("organisation:fagforbundet/1505")
    branch.put(f"{scene.path}/claims/fagforbundet/1576", {"from": START}).expect(201)
    text = scene.owner.get(f"{scene.path}/history").json[0]["text"]
    assert "Sagt av laget ved Kristiansund på vegne av Fagforbundet" in text


def positions(scene: Scene, **asked: object) -> list[int]:
    """Which entries are found, in the order they were said."""
    return [entry["position"] for entry in reversed(scene.owner.get(f"{scene.path}/history", **asked).json)]


def test_only_some_types(refusing: Scene) -> None:
    """One, or several; another word is refused with those there are."""
    everything = refusing.owner.get(f"{refusing.path}/history").json[::-1]
    wanted = ("GroupFormed", "ParticipantAdded")
    expected = [entry["position"] for entry in everything if entry["type"] in wanted]
    assert positions(refusing, type=",".join(wanted)) == expected
    answer = refusing.owner.get(f"{refusing.path}/history", type="NameGiven").refused(422, "invalid")
    assert answer.json["errors"][0]["pointer"] == "/type"


def test_only_what_concerns_somebody(scene: Scene) -> None:
    """What they said, what was said for them, and what names them; of an organisation by slug, too."""
    aure, start = scene.office.employer("1576"), scene.office.position()
    scene.appoint(DELTA, scope=["1576"]).expect(201)
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", {"from": "2026-01-01"}).expect(201)
    scene.aure.put(f"{scene.path}/participants/1576/affected/nito", {"from": START, "status": "affected"}).expect(201)
    for employer in (aure, "1576"):
        found = positions(scene, employer=employer)
        assert [each for each in found if each > start] == [start + 1, start + 3]
    found = positions(scene, organisation="delta")
    assert [each for each in found if each > start] == [start + 1, start + 2]
    assert positions(scene, organisation="delta", employer="5055") == [start + 2]
    scene.owner.get(f"{scene.path}/history", organisation="nobody").refused(422, "unknown-reference")


def test_only_what_was_recorded_on_some_days(scene: Scene) -> None:
    """As days are in Oslo: what is said at half past eleven in the evening in UTC was said the day after."""
    scene.office.clock.instant = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    late = scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", {"from": "2026-01-01"}).expect(201).position
    assert positions(scene, recorded_from="2026-11-23") == [late]
    assert positions(scene, recorded_until="2026-11-23")[-1] == late - 1
    assert positions(scene, recorded_from="2026-11-22", recorded_until="2026-11-23") == []
    assert positions(scene, recorded_from="2026-11-24") == []


PARTS = ("/participants", "/coverage", "/gaps", "/history", "/appointments", "/coverage/1576/fagforbundet")


def test_nothing_breaks_when_the_register_forgets_somebody(scene: Scene) -> None:
    """An employer and an organisation that should never have been there, though much was said of them."""
    aure, registrar = scene.office.employer("1576"), scene.as_(REGISTRAR)
    scene.appoint(DELTA, scope=["1576"], employed_at="1576").expect(201)
    for path in (f"/employers/{aure}", "/organisations/fagforbundet", "/organisations/lo-kommune"):
        registrar.delete(path).expect(204)
    for part in ("", *PARTS[:-1]):
        scene.owner.get(f"{scene.path}{part}", at="2026-01-01").expect(200)
    scene.owner.get(f"{scene.path}{PARTS[-1]}").refused(404, "unknown")
    assert "ukjent arbeidsgiver" in str(scene.owner.get(f"{scene.path}/history").json)
    scene.owner.get(scene.appointed).expect(200)
    pairs = scene.owner.get(f"{scene.path}/coverage", at="2026-01-01").json["pairs"]
    assert {(pair["employer"]["name"], pair["organisation"]["slug"]) for pair in pairs} == {
        ("Heim", "delta"),
        ("Heim", "utdanningsforbundet"),
    }


def test_nothing_breaks_when_the_project_is_withdrawn(scene: Scene) -> None:
    """What is asked about it is empty, and its history stays."""
    scene.owner.delete(scene.path).expect(204)
    for part in PARTS[:-1]:
        answer = scene.owner.get(f"{scene.path}{part}").expect(200)
        assert bool(answer.json) == (part in ("/history", "/appointments", "/coverage")), part
    scene.owner.get(f"{scene.path}{PARTS[-1]}").refused(404, "unknown")
    scene.owner.get(scene.path).refused(404, "unknown")
