"""Personal data lies in one place, encrypted, and can be erased for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from tests.support.cast import AUDITOR, DELTA, KARI, KRISTIANSUND, OLA, OSLO, Answer, Office, new_id
from tests.support.scene import START, Scene
from tests.support.stores import asked, copy_of, raw

TELLING = (*KARI.values(), "Kari", "Eksempel", "kari@", "11 11 11")
"""What would tell who she is."""


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """The configuration of logs, as it was before the test."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def store(scene: Scene) -> str:
    """The URL of the store."""
    return scene.office.services.settings.database


def people(scene: Scene) -> int:
    """How many persons are kept."""
    return int(asked(store(scene), "SELECT COUNT(*) AS number FROM people")[0][0])


def keys(url: str) -> dict[str, bytes]:
    """The keys of persons, by their names."""
    return {name: bytes(key) for name, key in asked(url, "SELECT name, key FROM keys") if name != "issuer"}


def test_no_name_lies_in_the_store(scene: Scene) -> None:
    """Neither in the event table, nor anywhere else in clear."""
    assert scene.fagforbundet.get(scene.appointed).json["person"] == {"id": scene.kari, **KARI}
    states = b"".join(bytes(state) for (state,) in asked(store(scene), "SELECT state FROM stored_events"))
    assert scene.kari.replace("-", "").encode() in states.replace(b"-", b"")
    content = raw(store(scene)) + raw(scene.office.services.settings.keys)
    for word in TELLING:
        assert word.encode() not in content


def test_keys_lie_in_another_database(scene: Scene) -> None:
    """So that a copy of one without the other tells nothing."""
    settings = scene.office.services.settings
    assert settings.keys != settings.database
    kept = keys(settings.keys)
    assert set(kept) == {person.replace("-", "") for person in (scene.kari, scene.ola, scene.per)}
    content = raw(settings.database)
    assert content
    for key in kept.values():
        assert key not in content


def test_history_names_nobody(scene: Scene) -> None:
    """Not to parties either; persons are identities there."""
    text = scene.fagforbundet.get(f"{scene.path}/history").expect(200).text
    assert scene.kari in text
    for word in TELLING:
        assert word not in text


def test_logs_name_nobody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what was said, nor addresses; not even of what failed on our side."""
    structlog.reset_defaults()
    with capture_logs() as lines:
        made = scene.appoint(DELTA, person=KARI).expect(201)
        scene.as_(DELTA).get(f"/people/{made.json['person']['id']}").expect(200)
        scene.as_(DELTA).get("/organisations", q="Kari Eksempel").expect(200)
        scene.appoint(DELTA, person={**KARI, "email": "no address"}).refused(422, "invalid")
        scene.as_(DELTA).get("/Kari Eksempel").refused(404, "unknown")

        def failing(*_: object) -> None:
            raise RuntimeError(f"no place for {KARI}")

        monkeypatch.setattr(scene.office.services.people, "adding", failing)
        scene.appoint(DELTA, person={"name": "Kari Annet Eksempel"}).refused(500, "internal")
    assert [line["event"] for line in lines] == ["request"] * 5 + ["failed", "request"]
    for word in (*TELLING, made.json["person"]["id"], scene.project):
        assert word not in str(lines)


def test_failures_print_nobody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is what the program held printed with a traceback."""
    printed = StringIO()
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(printed))

    def failing(*_: object) -> None:
        raise RuntimeError(f"no place for {KARI}")

    monkeypatch.setattr(scene.office.services.people, "adding", failing)
    scene.appoint(DELTA, person=KARI).refused(500, "internal")
    assert "RuntimeError" in printed.getvalue()
    for word in TELLING:
        assert word not in printed.getvalue()


def test_addresses_name_nobody(scene: Scene) -> None:
    """Where a new appointment is found."""
    body = {"organisation": "delta", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    made = scene.as_(DELTA).post(f"{scene.path}/appointments", body, Idempotency_Key="k").expect(201)
    assert made.headers["Location"].endswith(made.json["id"])
    for word in TELLING:
        assert word not in str(made.headers)


def test_refusals_name_nobody(refusing: Scene) -> None:
    """What is refused is not told again."""
    wrong = {**KARI, "email": "kari at example", "phone": KARI["phone"] * 9}
    refused = [
        refusing.appoint(person=wrong).refused(422, "invalid"),
        refusing.appoint(person=KARI, scope=["9999"]).refused(422, "unknown-reference"),
        refusing.appoint(OSLO, person=KARI, organisation="delta").refused(403, "not-yours"),
        refusing.fagforbundet.put(f"/people/{refusing.kari}", wrong).refused(422, "invalid"),
    ]
    for answer in refused:
        for word in TELLING:
            assert word not in answer.text + str(answer.headers)


REFUSED: dict[str, tuple[int, Callable[[Scene], Answer]]] = {
    "not theirs": (403, lambda s: s.appoint(OSLO, organisation="delta")),
    "an unknown project": (404, lambda s: s.as_(DELTA).put(f"/projects/{new_id()}/appointments/{new_id()}", _kari())),
    "changed meanwhile": (412, lambda s: s.fagforbundet.put(s.appointed, _kari(), If_Match='"x"')),
    "an empty span": (422, lambda s: s.appoint(until="2020-01-01")),
    "an unknown scope": (422, lambda s: s.appoint(scope=["9999"])),
    "vara of a vara": (422, lambda s: s.appoint(vara_for=s.vara, scope=..., role=...)),
    "another organisation": (422, lambda s: s.fagforbundet.put(s.appointed, {**_kari(), "organisation": "delta"})),
    "a representant of another": (
        403,
        lambda s: s.owner.put(f"{s.path}/participants/1576/representanter/{new_id()}", {"person": OLA, "from": START}),
    ),
    "a representant for no days": (
        422,
        lambda s: s.aure.put(
            f"{s.path}/participants/1576/representanter/{new_id()}", {"person": OLA, "from": START, "until": START}
        ),
    ),
}


def _kari() -> dict[str, object]:
    return {"person": {"name": "Kari"}, "role": "tillitsvalgt", "scope": "all", "from": START}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_appointment_leaves_nobody_behind(refusing: Scene, what: str) -> None:
    """No row of a person, and no key."""
    status, say = REFUSED[what]
    before = (people(refusing), len(keys(refusing.office.services.settings.keys)))
    assert before == (3, 3)
    say(refusing).expect(status)
    assert (people(refusing), len(keys(refusing.office.services.settings.keys))) == before


def test_the_same_person_again_is_the_same(scene: Scene) -> None:
    """A correction with the same details makes nobody new; with others, it does."""
    body = {"person": KARI, "role": "hovedtillitsvalgt", "scope": "all", "from": START}
    assert scene.fagforbundet.put(scene.appointed, body).expect(200).json["person"]["id"] == scene.kari
    assert people(scene) == 3
    other = scene.fagforbundet.put(scene.appointed, {**body, "person": OLA}).expect(200).json["person"]
    assert other["id"] not in (scene.kari, scene.ola)
    assert people(scene) == 4


def test_a_person_is_named_by_who_appointed_them(scene: Scene) -> None:
    """And by nobody else: not even that they exist is told."""
    assert scene.appoint(person=..., person_id=scene.kari).expect(201).json["person"] == {"id": scene.kari, **KARI}
    by_another = scene.appoint(DELTA, person=..., person_id=scene.kari).refused(422, "unknown-reference")
    nobody = scene.appoint(DELTA, person=..., person_id=new_id()).refused(422, "unknown-reference")
    assert by_another.json == nobody.json
    path = f"{scene.path}/participants/1576/representanter/{new_id()}"
    scene.aure.put(path, {"person_id": scene.kari, "from": START}).refused(422, "unknown-reference")
    assert scene.aure.put(path, {"person_id": scene.per, "from": START}).expect(201).json["person"]["id"] == scene.per


def test_an_erased_person_is_gone(scene: Scene) -> None:
    """404 by address; appointments stand without a name; nobody appoints them again."""
    path = f"/people/{scene.kari}"
    before = scene.office.position()
    assert scene.fagforbundet.delete(path).expect(204).position == before
    scene.fagforbundet.get(path).refused(404, "unknown")
    scene.fagforbundet.put(path, {"name": "Kari"}).refused(404, "unknown")
    scene.fagforbundet.delete(path).expect(204)
    erased = {"id": scene.kari, "name": None, "erased": True}
    for party in (KRISTIANSUND, DELTA):
        assert scene.as_(party).get(scene.appointed).json["person"] == erased
        listed = scene.as_(party).get(f"{scene.path}/appointments").json
        assert [each["person"] for each in listed if each["id"] == scene.appointment] == [erased]
    steps = scene.owner.get(f"{scene.path}/coverage/1576/fagforbundet").json["paths"][0]["steps"]
    assert {"type": "person", **erased} in [step["to"] for step in steps]
    assert scene.as_(AUDITOR).get(scene.appointed).json["person"] == {"id": scene.kari, "name": None}
    scene.appoint(person=..., person_id=scene.kari).refused(422, "unknown-reference")
    assert scene.status("1576", "fagforbundet", "2026-01-01") == "direct"


def test_an_erased_persons_appointment_is_corrected_by_naming_somebody(scene: Scene) -> None:
    """The same details again are somebody new, since nothing is left to compare them with."""
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    body = {"person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    assert scene.fagforbundet.put(scene.appointed, body).expect(200).json["person"]["id"] != scene.kari


def test_erasing_takes_the_key(scene: Scene) -> None:
    """From the file itself; the keys of others stay."""
    settings = scene.office.services.settings
    key = keys(settings.keys)[scene.kari.replace("-", "")]
    assert key in raw(settings.keys)
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    assert key not in raw(settings.keys)
    assert len(keys(settings.keys)) == 2


def test_a_restored_copy_of_the_store_names_nobody(scene: Scene, tmp_path: Path) -> None:
    """A backup from before the erasure, with the keys of today."""
    settings = scene.office.services.settings
    scene.office.close()
    backup = copy_of(scene.office.env, tmp_path / "backup")
    office = Office(scene.office.env)
    office.as_("organisation:fagforbundet").delete(f"/people/{scene.kari}").expect(204)
    office.close()
    restored = Office({**backup, "SAMRAD_KEYS": settings.keys})
    shown = restored.as_(KRISTIANSUND).get(scene.appointed).expect(200).json["person"]
    assert shown == {"id": scene.kari, "name": None, "erased": True}
    restored.as_("organisation:fagforbundet").get(f"/people/{scene.kari}").refused(404, "unknown")
    ola = restored.as_(KRISTIANSUND).get(scene.appointed_vara).json["person"]
    assert ola == {"id": scene.ola, **OLA}
    restored.close()


def test_details_are_corrected_for_every_appointment(scene: Scene) -> None:
    """They are the person's, so nothing is recorded in the log."""
    before = scene.office.position()
    corrected = {"name": "Kari Nytt Eksempel", "email": "ny@example.org"}
    shown = scene.fagforbundet.put(f"/people/{scene.kari}", corrected).expect(200)
    assert shown.json == {"id": scene.kari, **corrected}
    assert scene.owner.get(scene.appointed).json["person"] == {"id": scene.kari, **corrected}
    assert scene.office.position() == before
