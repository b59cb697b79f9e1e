"""History: who said what, when, newest first."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import DELTA, REGISTRAR
from tests.scene import HEIM, START, Scene

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
        "text": "Delta mener at medlemmene er berørt hos Heim fra 3. mai 2026 til og med 31. mai 2026.",
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
