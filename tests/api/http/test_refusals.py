"""Every row of the table of refusals: its status, its type, and nothing recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import IntegrityError

from tests.support.cast import (
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    LO_KOMMUNE,
    OLA,
    REGISTRAR,
    TEKNA,
    Answer,
    Office,
    new_id,
)
from tests.support.scene import HALSA, START, Scene
from tests.support.stores import copied, settings_in

LATER = {"from": "2026-12-01"}


def participant(scene: Scene, number: str = "1573", **body: Any) -> Answer:
    """The owner says that an employer takes part."""
    return scene.owner.put(f"{scene.path}/participants/{number}", {key.rstrip("_"): body[key] for key in body})


def affected(scene: Scene, number: str = "1576", **lists: Any) -> Answer:
    """The owner clarifies."""
    return scene.owner.put(f"{scene.path}/participants/{number}/affected", {**LATER, **lists})


def affiliate(scene: Scene, organisation: str, above: str) -> Answer:
    """The registrar records an affiliation."""
    return scene.as_(REGISTRAR).put(f"/organisations/{organisation}/affiliations/{above}", {})


def correct(scene: Scene, **other: Any) -> Answer:
    """Fagforbundet corrects Kari's appointment."""
    body = {"person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START, **other}
    return scene.fagforbundet.put(scene.appointed, body)


def vara(scene: Scene, principal: str, **other: Any) -> Answer:
    """Fagforbundet appoints a vara."""
    body = {"vara_for": principal, "person": OLA, "from": START, **other}
    return scene.fagforbundet.put(f"{scene.path}/appointments/{new_id()}", body)


def _status(status: str) -> dict[str, str]:
    return {**LATER, "status": status}


def _scope() -> dict[str, Any]:
    return {**LATER, "scope": ["1576"]}


def _organisation(name: str = "Ny Union") -> dict[str, str]:
    return {"name": name, "kind": "organisasjon"}


def _kommune(number: str) -> dict[str, str]:
    return {"name": "Ny", "kind": "kommune", "kommunenummer": number}


def _project(owner: str) -> dict[str, str]:
    return {"name": "Nytt", "owner": owner, "from": START}


def _circle(scene: Scene) -> Answer:
    """LO Kommune in Unio, and Unio in it: the first is accepted beforehand, and recorded."""
    affiliate(scene, "lo-kommune", "unio").expect(201)
    return affiliate(scene, "unio", "lo-kommune")


def _vara_of_another(scene: Scene) -> Answer:
    other = scene.appoint().expect(201).json["id"]
    return scene.fagforbundet.put(scene.appointed_vara, {"vara_for": other, "person": OLA, "from": START})


UNPROCESSABLE: dict[str, tuple[str, Callable[[Scene], Answer]]] = {
    "unknown field": ("invalid", lambda s: participant(s, from_=START, note="x")),
    "missing field": ("invalid", participant),
    "wrong type": ("invalid", lambda s: participant(s, from_=2026)),
    "another form of date": ("invalid", lambda s: participant(s, from_="01.02.2026")),
    "impossible date": ("invalid", lambda s: participant(s, from_="2026-02-30")),
    "an instant for a date": ("invalid", lambda s: participant(s, from_="2026-02-01T00:00:00")),
    "blank name": ("invalid", lambda s: s.appoint(person={"name": "  "})),
    "over-long name": ("invalid", lambda s: s.appoint(person={"name": "x" * 201})),
    "control character": ("invalid", lambda s: s.appoint(person={"name": "Ola\u0007"})),
    "line break": ("invalid", lambda s: s.appoint(person={"name": "Ola\nEksempel"})),
    "half a letter": ("invalid", lambda s: s.appoint(person={"name": "Ola \ud800"})),
    "no e-mail address": ("invalid", lambda s: s.appoint(person={"name": "Ola", "email": "ola"})),
    "unknown role": ("invalid", lambda s: s.appoint(role="leder")),
    "empty scope": ("invalid", lambda s: s.appoint(scope=[])),
    "no scope": ("invalid", lambda s: s.appoint(scope=...)),
    "another word for all": ("invalid", lambda s: s.appoint(scope="everybody")),
    "no person": ("invalid", lambda s: s.appoint(person=...)),
    "two persons": ("invalid", lambda s: s.appoint(person_id=s.kari)),
    "no organisation": ("invalid", lambda s: s.appoint(organisation=...)),
    "unknown status": (
        "invalid",
        lambda s: s.owner.put(f"{s.path}/participants/1576/affected/delta", _status("maybe")),
    ),
    "unknown phase": ("invalid", lambda s: s.owner.put(f"{s.path}/phase", {**LATER, "phase": "lande_sammen"})),
    "no slug": ("invalid", lambda s: s.as_(REGISTRAR).put("/organisations/Ny Union", _organisation())),
    "taken number": ("invalid", lambda s: s.as_(REGISTRAR).put(f"/employers/{new_id()}", _kommune("1576"))),
    "reference in another form": ("invalid", lambda s: s.appoint(scope=[1576])),
    "unknown kommunenummer": ("unknown-reference", lambda s: s.appoint(scope=["9999"])),
    "kommunenummer of another day": ("unknown-reference", lambda s: s.appoint(scope=[HALSA])),
    "unknown organisation": ("unknown-reference", lambda s: affected(s, affected=["nobody"])),
    "unknown employer, half a letter": ("unknown-reference", lambda s: s.appoint(scope=["\ud800"])),
    "unknown principal": ("unknown-reference", lambda s: vara(s, new_id())),
    "unknown person": ("unknown-reference", lambda s: s.appoint(person=..., person_id=new_id())),
    "another's person": ("unknown-reference", lambda s: s.appoint(person=..., person_id=s.per)),
    "unknown owner": ("unknown-reference", lambda s: s.as_(AURE).post("/projects", _project("9999"))),
    "until before from": ("empty-span", lambda s: participant(s, from_="2026-02-01", until="2026-01-01")),
    "until on from": ("empty-span", lambda s: participant(s, from_="2026-02-01", until="2026-02-01")),
    "empty appointment": ("empty-span", lambda s: s.appoint(until="2026-01-01")),
    "another organisation": ("fixed", lambda s: correct(s, organisation="delta")),
    "a principal, for a principal": ("fixed", lambda s: correct(s, vara_for=s.vara, scope=None)),
    "another principal": ("fixed", _vara_of_another),
    "vara of a vara": ("vara-of-vara", lambda s: vara(s, s.vara)),
    "a vara with a scope": ("not-for-a-vara", lambda s: vara(s, s.appointment, scope="all")),
    "the scope of a vara": ("not-for-a-vara", lambda s: s.fagforbundet.put(f"{s.appointed_vara}/scope", _scope())),
    "a joint mandate in a vara": (
        "not-for-a-vara",
        lambda s: s.as_(DELTA).put(f"{s.appointed_vara}/joint/delta", LATER),
    ),
    "joint with itself": (
        "joint-with-itself",
        lambda s: s.fagforbundet.put(f"{s.appointed}/joint/fagforbundet", LATER),
    ),
    "in both lists": ("in-both-lists", lambda s: affected(s, affected=["delta"], not_affected=["tekna", "delta"])),
    "affiliated to itself": ("affiliation-cycle", lambda s: affiliate(s, "unio", "unio")),
    "affiliated in a circle": ("affiliation-cycle", _circle),
    "affiliated to an organisation": ("not-a-sammenslutning", lambda s: affiliate(s, "tekna", "fagforbundet")),
    "no sammenslutning any more": (
        "not-a-sammenslutning",
        lambda s: s.as_(REGISTRAR).put("/organisations/lo-kommune", _organisation("LO Kommune")),
    ),
    "not a participant": ("not-a-participant", lambda s: affected(s, "1573", affected=["delta"])),
    "one word on a non-participant": (
        "not-a-participant",
        lambda s: s.owner.put(f"{s.path}/participants/1573/affected/delta", _status("affected")),
    ),
    "a later position": ("future-knowledge", lambda s: s.owner.get(f"{s.path}/coverage", known_at=10**9)),
    "a later instant": (
        "future-knowledge",
        lambda s: s.owner.get(f"{s.path}/coverage", known_at="2026-11-21T12:00:01Z"),
    ),
    "a bare date": ("invalid", lambda s: s.owner.get(f"{s.path}/coverage", known_at="2026-11-21")),
    "an instant without offset": ("invalid", lambda s: s.owner.get(f"{s.path}/coverage", known_at="2026-11-21T12:00")),
    "unknown employer in a query": ("unknown-reference", lambda s: s.owner.get(f"{s.path}/coverage", employer="9999")),
    "unknown organisation in a query": (
        "unknown-reference",
        lambda s: s.owner.get(f"{s.path}/gaps", organisation="nobody"),
    ),
    "no slot named": ("invalid", lambda s: s.owner.delete(f"{s.path}/participants/1576")),
    "page before the first": ("invalid", lambda s: s.owner.get("/employers", page=0)),
}
"""What was said, the type of its refusal, and who says it how; each is refused with 422."""


PREPARED = ("affiliated in a circle", "another principal")
"""Those for which something is said first."""


@pytest.mark.parametrize("what", UNPROCESSABLE)
def test_what_cannot_be(request: pytest.FixtureRequest, what: str) -> None:
    """Refused with 422 by the type of its rule, in a sentence, and nothing recorded."""
    scene: Scene = request.getfixturevalue("scene" if what in PREPARED else "refusing")
    kind, say = UNPROCESSABLE[what]
    refused = say(scene).refused(422, kind)
    assert refused.position == scene.office.position()
    assert refused.json["detail"][-1] in ".»", refused.text
    if kind == "invalid":
        assert all(set(error) == {"pointer", "detail"} for error in refused.json["errors"])
        assert refused.json["errors"]


def test_fields_are_pointed_at(refusing: Scene) -> None:
    """Each fault by a JSON pointer to it."""
    body = {"person": {"name": "", "phone": "1" * 41}, "role": "x", "scope": ["1576", 7], "from": "x", "a/b~": 1}
    errors = refusing.fagforbundet.post(f"{refusing.path}/appointments", {"organisation": "fagforbundet", **body})
    pointers = {error["pointer"] for error in errors.refused(422, "invalid").json["errors"]}
    assert pointers >= {"/person/name", "/person/phone", "/role", "/scope", "/from", "/a~1b~0"}


def test_a_reference_is_pointed_at(refusing: Scene) -> None:
    """Down to its place in a list."""
    refused = refusing.appoint(scope=["1576", "9999"]).refused(422, "unknown-reference")
    assert [error["pointer"] for error in refused.json["errors"]] == ["/scope/1"]


UNKNOWN: dict[str, Callable[[Scene], Answer]] = {
    "address": lambda s: s.owner.get("/nowhere"),
    "project": lambda s: s.owner.get(f"/projects/{new_id()}"),
    "project that is no UUID": lambda s: s.owner.get("/projects/felles-arkiv"),
    "coverage of no project": lambda s: s.owner.get(f"/projects/{new_id()}/coverage"),
    "employer": lambda s: s.owner.get("/employers/9999"),
    "employer by UUID": lambda s: s.owner.get(f"/employers/{new_id()}"),
    "employer by orgnr": lambda s: s.owner.get("/employers/000000000"),
    "employer on another day": lambda s: s.owner.get(f"/employers/{HALSA}"),
    "participant on another day": lambda s: participant(s, HALSA, from_="2026-01-01"),
    "organisation": lambda s: s.owner.get("/organisations/nobody"),
    "organisation by UUID": lambda s: s.as_(REGISTRAR).put(f"/organisations/{new_id()}", _organisation()),
    "claim of nobody": lambda s: s.owner.put(f"{s.path}/claims/nobody/1576", LATER),
    "appointment": lambda s: s.owner.get(f"{s.path}/appointments/{new_id()}"),
    "leave from no appointment": lambda s: s.fagforbundet.put(f"{s.path}/appointments/{new_id()}/leave", LATER),
    "person": lambda s: s.fagforbundet.get(f"/people/{new_id()}"),
    "pair on no day": lambda s: s.owner.get(f"{s.path}/coverage/1576/tekna"),
    "slot never used": lambda s: s.owner.delete(f"{s.path}/participants/1576", "2030-01-01"),
    "end of what has none": lambda s: s.fagforbundet.delete(f"{s.appointed}/end"),
    "what a succession does not fill": lambda s: s.owner.delete(f"{s.path}/participants/5055", "2021-01-01"),
}
"""What there is not, and who asks for it."""


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_there_is_not(refusing: Scene, what: str) -> None:
    """404, and nothing recorded."""
    refused = UNKNOWN[what](refusing).refused(404, "unknown")
    assert refused.position == refusing.office.position()


def test_the_framework_refuses_as_the_domain_does(refusing: Scene) -> None:
    """The refusals of HTTP itself have types of their own."""
    path = f"{refusing.path}/participants/1573"
    refusing.office.stranger.get(path).refused(401, "unauthenticated")
    refusing.owner.open("POST", path, json={}).refused(405, "method-not-allowed")
    refusing.owner.open("PUT", path, json={}, headers={"Accept": "image/png"}).refused(406, "not-acceptable")
    refusing.owner.open("PUT", path, data="from=2026", content_type="text/plain").refused(415, "unsupported-media-type")
    refusing.owner.open("PUT", path, data="{", content_type="application/json").refused(400, "malformed")
    refusing.owner.open("PUT", path, data=b'{"from":"\xe6"}', content_type="application/json").refused(400, "malformed")
    large = {"from": "x" * 1024 * 1024}
    refusing.owner.put(path, large).refused(413, "too-large")
    refusing.as_(FAGFORBUNDET).put(path, LATER).refused(403, "not-yours")
    refusing.owner.put(path, LATER, If_Match='"old"').refused(412, "changed-meanwhile")


def test_a_mebibyte_is_not_too_much(scene: Scene) -> None:
    """The limit itself is allowed."""
    body = b'{"from": "2026-12-01"}'.ljust(1024 * 1024)
    scene.owner.open("PUT", f"{scene.path}/participants/1573", data=body, content_type="application/json").expect(201)


def test_a_race_lost_once_is_run_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else wrote in between: it is decided anew, and the caller never knows."""
    put, lost = scene.office.services.samrad.events.put, iter([True])

    def losing(*args: Any, **kwargs: Any) -> Any:
        if next(lost, False):
            raise IntegrityError
        return put(*args, **kwargs)

    monkeypatch.setattr(scene.office.services.samrad.events, "put", losing)
    participant(scene, **{"from_": START}).expect(201)
    assert next(lost, None) is None


def test_a_race_lost_twice_is_a_conflict(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """409, and nothing recorded."""
    before, tries = scene.office.position(), []

    def losing(*_: Any, **__: Any) -> Any:
        tries.append(1)
        raise IntegrityError

    monkeypatch.setattr(scene.office.services.samrad.events, "put", losing)
    participant(scene, **{"from_": START}).refused(409, "conflict")
    assert len(tries) == 2
    assert scene.office.position() == before


@pytest.fixture
def hurried(scene_store: tuple[Path, Scene], tmp_path: Path) -> Iterator[Office]:
    """An office that answers each party twice a minute."""
    copied(scene_store[0], tmp_path / "store")
    office = Office({**settings_in(tmp_path / "store"), "SAMRAD_RATE_LIMIT": "2/minute"})
    yield office
    office.close()


def test_too_many_requests(hurried: Office) -> None:
    """429 with Retry-After, to that party alone."""
    for _ in range(2):
        hurried.as_(FAGFORBUNDET).get("/organisations/delta").expect(200)
    refused = hurried.as_(FAGFORBUNDET).get("/organisations/delta").refused(429, "too-many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.position == hurried.position()
    hurried.as_(TEKNA).get("/organisations/delta").expect(200)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """503 with Retry-After, and healthy all the same."""
    office = Office(settings_in(tmp_path))
    for path in ("/readyz", "/employers"):
        refused = office.stranger.get(path, headers={"Authorization": "Bearer x.y.z"}).refused(503, "overloaded")
        assert int(refused.headers["Retry-After"]) > 0
    office.stranger.get("/healthz").expect(200)


def test_a_failure_tells_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails on our side is a problem too, without what was in the request."""

    def failing(*_: Any, **__: Any) -> Any:
        raise RuntimeError(KARI["name"])

    monkeypatch.setattr(scene.office.services.people, "adding", failing)
    before = scene.office.position()
    refused = scene.appoint(person={"name": KARI["name"]}).refused(500, "internal")
    assert KARI["name"] not in refused.text
    assert scene.office.position() == before


def test_the_sammenslutning_is_no_way_round(refusing: Scene) -> None:
    """LO Kommune does not speak for Fagforbundet, whose statements are its own."""
    claim = refusing.as_(LO_KOMMUNE).put(f"{refusing.path}/claims/fagforbundet/1576", LATER)
    claim.refused(403, "not-yours")
