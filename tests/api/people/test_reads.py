"""Who has been shown whose name: recorded with every answer that names somebody, for whoever appointed them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import OperationalError

from domain.people.port import Read
from projections.people.reads import ReadsStore
from projections.store import postgres
from projections.store.database import database
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    OLA,
    OSLO,
    REGISTRAR,
    TODAY,
    UTDANNINGSFORBUNDET,
    Answer,
    new_id,
)
from tests.support.scene import START, Scene
from tests.support.stores import on_postgresql

Seen = tuple[str, str, str]
"""Who, whose, and in which view."""


@pytest.fixture(autouse=True)
def unread(scene: Scene) -> None:
    """What was shown while the scene was set is forgotten."""
    scene.office.services.reads.drop_before(TODAY + timedelta(days=1))


def rows(scene: Scene) -> list[dict[str, Any]]:
    """The table as it lies in the store."""
    with closing(database(scene.office.services.settings.database)) as store, store.reading() as c:
        c.execute("SELECT at, by, person, view, project FROM reads ORDER BY number")
        return [dict(row) for row in c.fetchall()]


def seen(scene: Scene) -> set[Seen]:
    """Who has been shown whose name, in which view; once each."""
    called = {UUID(scene.kari).hex: "Kari", UUID(scene.ola).hex: "Ola", UUID(scene.per).hex: "Per"}
    found = [(row["by"].partition(":")[0], called.get(row["person"], "?"), row["view"]) for row in rows(scene)]
    assert len(found) == len(set(found))
    return set(found)


VIEWS: dict[str, tuple[Callable[[Scene], Answer], set[Seen]]] = {
    "one appointment": (lambda s: s.owner.get(s.appointed), {("employer", "Kari", "get_appointment")}),
    "appointments": (
        lambda s: s.owner.get(f"{s.path}/appointments"),
        {("employer", who, "list_appointments") for who in ("Kari", "Ola")},
    ),
    "participants": (lambda s: s.owner.get(f"{s.path}/participants"), {("employer", "Per", "list_participants")}),
    "why a pair is covered": (
        lambda s: s.owner.get(f"{s.path}/coverage/1576/fagforbundet"),
        {("employer", "Kari", "get_pair")},
    ),
    "a person": (lambda s: s.fagforbundet.get(f"/people/{s.kari}"), {("organisation", "Kari", "get_person")}),
    "an appointment corrected": (
        lambda s: s.fagforbundet.put(s.appointed_vara, {"person_id": s.ola, "from": "2019-02-01"}),
        {("organisation", "Ola", "put_appointment")},
    ),
    "said again": (
        lambda s: s.fagforbundet.put(s.appointed_vara, {"person_id": s.ola, "from": START}),
        {("organisation", "Ola", "put_appointment")},
    ),
    "a representant": (
        lambda s: s.aure.put(
            f"{s.path}/participants/1576/representanter/{new_id()}", {"person_id": s.per, "from": START}
        ),
        {("employer", "Per", "put_representant")},
    ),
}


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_is_shown_a_name_is_recorded(scene: Scene, view: str) -> None:
    """Each person once a request, whatever it was that showed them."""
    ask, expected = VIEWS[view]
    assert ask(scene).status in (200, 201)
    assert seen(scene) == expected


def test_a_read(scene: Scene) -> None:
    """When, who, whose, in which view and project."""
    scene.office.clock.instant = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    scene.owner.get(scene.appointed).expect(200)
    scene.fagforbundet.get(f"/people/{scene.kari}").expect(200)
    at, project = "2026-11-22T08:30:00.000000+00:00", UUID(scene.project).hex
    owner = f"employer:{scene.office.employer('1505')}"
    fagforbundet = f"organisation:{scene.as_(REGISTRAR).get('/organisations/fagforbundet').json['id']}"
    kari = UUID(scene.kari).hex
    assert rows(scene) == [
        {"at": at, "by": owner, "person": kari, "view": "get_appointment", "project": project},
        {"at": at, "by": fagforbundet, "person": kari, "view": "get_person", "project": None},
    ]


def test_a_repeated_post_is_a_read_of_whoever_was_named(scene: Scene) -> None:
    """It shows what is kept by then; the first shows only what it says itself."""
    body = {"organisation": "delta", "person": {"name": "Maja Eksempel"}, "role": "tillitsvalgt", "scope": "all"}
    for _ in range(2):
        made = (
            scene.as_(DELTA)
            .post(f"{scene.path}/appointments", {**body, "from": START}, Idempotency_Key="once")
            .expect(201)
        )
    person = UUID(made.json["person"]["id"]).hex
    assert [(row["person"], row["view"]) for row in rows(scene)] == [(person, "post_appointment")]


def test_a_page_shows_only_its_own(scene: Scene) -> None:
    """Who stands on another page has not been shown."""
    first, second = (
        scene.owner.get(f"{scene.path}/appointments", page_size=1, page=page).expect(200).json for page in (1, 2)
    )
    assert [row["person"] for row in rows(scene)] == [UUID(each["person"]["id"]).hex for each in (*first, *second)]
    scene.owner.get(f"{scene.path}/participants", page_size=1, page=1).expect(200)
    assert len(rows(scene)) == 2


NOT_READS: dict[str, Callable[[Scene], Answer]] = {
    "the auditor's null": lambda s: s.as_(AUDITOR).get(s.appointed),
    "the auditor's nulls": lambda s: s.as_(AUDITOR).get(f"{s.path}/appointments"),
    "the auditor's reasons": lambda s: s.as_(AUDITOR).get(f"{s.path}/coverage/1576/fagforbundet"),
    "a stranger's participants": lambda s: s.as_(OSLO).get(f"{s.path}/participants"),
    "the registrar's participants": lambda s: s.as_(REGISTRAR).get(f"{s.path}/participants"),
    "a refused view": lambda s: s.as_(OSLO).get(s.appointed),
    "a refused person": lambda s: s.as_(DELTA).get(f"/people/{s.kari}"),
    "a refused statement": lambda s: s.fagforbundet.put(s.appointed, {"person": {"name": ""}, "from": START}),
    "another state": lambda s: s.fagforbundet.put(s.appointed, {"from": START}, If_Match='"other"'),
    "another state of a person": lambda s: s.fagforbundet.put(f"/people/{s.kari}", KARI, If_Match='"other"'),
    "coverage": lambda s: s.owner.get(f"{s.path}/coverage"),
    "history": lambda s: s.owner.get(f"{s.path}/history"),
    "no content": lambda s: s.fagforbundet.delete(s.appointed_vara),
    "no content but a comparison": lambda s: s.fagforbundet.delete(s.appointed_vara, If_Match="*"),
    "an erasure": lambda s: s.fagforbundet.delete(f"/people/{s.kari}"),
    "a head": lambda s: s.owner.open("HEAD", s.appointed),
    "what the request says": lambda s: s.appoint(person=KARI),
    "what the request says of a representant": lambda s: s.aure.put(
        f"{s.path}/participants/1576/representanter/{new_id()}", {"person": KARI, "from": START}
    ),
    "what the request says once more": lambda s: s.fagforbundet.put(s.appointed_vara, {"person": OLA, "from": START}),
    "a correction of what was said": lambda s: s.fagforbundet.put(
        s.appointed_vara, {"person": OLA, "from": "2019-02-01"}
    ),
    "a correction of a person": lambda s: s.fagforbundet.put(f"/people/{s.kari}", OLA),
    "the reads": lambda s: s.fagforbundet.get(f"/people/{s.kari}/reads"),
}


@pytest.mark.parametrize("what", NOT_READS)
def test_where_no_name_is_shown_there_is_no_read(scene: Scene, what: str) -> None:
    """Nulls, refusals, comparisons, answers without a body, and those that only say the request's own details."""
    assert NOT_READS[what](scene).status in (200, 201, 204, 403, 412, 422)
    assert rows(scene) == []


def test_what_is_not_sent_again_is_not_read_again(scene: Scene) -> None:
    """«Not modified» has no body."""
    etag = scene.owner.get(scene.appointed).headers["ETag"]
    scene.owner.get(scene.appointed, headers={"If-None-Match": etag}).expect(304)
    assert len(rows(scene)) == 1


def test_nothing_is_shown_that_cannot_be_recorded(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The request fails; what was said by it stands, and is said to."""

    def failing(*_: object) -> None:
        raise OperationalError("disk is full")

    monkeypatch.setattr(scene.office.services.reads, "record", failing)
    appointment = f"{scene.path}/appointments/{new_id()}"
    body = {"organisation": "fagforbundet", "role": "tillitsvalgt", "scope": "all", "from": START}
    body["person_id"] = scene.kari
    before = scene.office.position()
    refused = [
        *(scene.owner.get(path) for path in (scene.appointed, f"{scene.path}/appointments")),
        scene.fagforbundet.get(f"/people/{scene.kari}"),
        scene.fagforbundet.put(appointment, body),
    ]
    for answer in refused:
        answer.refused(503, "overloaded")
        assert answer.headers["Retry-After"]
        for word in (*KARI.values(), scene.kari):
            assert word not in answer.text
    assert "is recorded" in refused[-1].json["detail"]
    scene.as_(AUDITOR).get(appointment).expect(200)
    assert scene.office.position() == before + 1
    monkeypatch.undo()
    scene.fagforbundet.put(appointment, body).expect(200)
    assert scene.office.position() == before + 1


def test_a_locked_store_shows_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writing for longer than one waits."""
    monkeypatch.setattr("projections.store.sqlite.LOCK_TIMEOUT", 0.05)
    monkeypatch.setitem(postgres.TIMEOUTS, "lock_timeout", "50ms")
    url = scene.office.services.settings.database
    monkeypatch.setattr(scene.office.services, "reads", ReadsStore(database(url)))
    with closing(database(url)) as other, other.transaction() as c:
        c.execute("LOCK TABLE reads IN EXCLUSIVE MODE" if on_postgresql() else "SELECT 1")
        scene.owner.get(scene.appointed).refused(503, "overloaded")
    assert rows(scene) == []
    scene.owner.get(scene.appointed).expect(200)


def test_nothing_personal_lies_in_the_table(scene: Scene) -> None:
    """Identities, and names of parties and views."""
    scene.owner.get(f"{scene.path}/appointments").expect(200)
    scene.fagforbundet.get(f"/people/{scene.kari}").expect(200)
    content = str(rows(scene))
    assert content.count(UUID(scene.kari).hex) == 2
    for word in (*KARI.values(), *OLA.values(), "Kari", "Ola", "Eksempel", "@"):
        assert word not in content


def test_what_the_party_is_told(scene: Scene) -> None:
    """Newest first; organisations by slug, as in history."""
    scene.as_(UTDANNINGSFORBUNDET).get(scene.appointed).expect(200)
    scene.office.clock.instant += timedelta(minutes=1)
    scene.fagforbundet.get(f"/people/{scene.kari}").expect(200)
    scene.office.clock.instant += timedelta(minutes=1)
    scene.owner.get(f"{scene.path}/appointments").expect(200)
    told = scene.fagforbundet.get(f"/people/{scene.kari}/reads").expect(200).json
    owner = f"employer:{scene.office.employer('1505')}"
    assert told == [
        {"at": "2026-11-21T12:02:00+00:00", "by": owner, "view": "list_appointments", "project": scene.project},
        {"at": "2026-11-21T12:01:00+00:00", "by": FAGFORBUNDET, "view": "get_person", "project": None},
        {
            "at": "2026-11-21T12:00:00+00:00",
            "by": UTDANNINGSFORBUNDET,
            "view": "get_appointment",
            "project": scene.project,
        },
    ]
    ola = scene.fagforbundet.get(f"/people/{scene.ola}/reads").expect(200).json
    assert [each["view"] for each in ola] == ["list_appointments"]
    assert scene.aure.get(f"/people/{scene.per}/reads").expect(200).json == []


def test_pages_and_days(scene: Scene) -> None:
    """A day is one in Oslo."""
    for hour in (21, 22, 23, 47):
        scene.office.clock.instant = datetime(2026, 11, 20, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        scene.owner.get(scene.appointed).expect(200)
    path = f"/people/{scene.kari}/reads"
    second = scene.fagforbundet.get(path, page=2, page_size=3).expect(200)
    assert [each["at"] for each in second.json] == ["2026-11-20T21:30:00+00:00"]
    assert '"total": 4' in second.headers["X-Pagination"]
    days = {day: len(scene.fagforbundet.get(path, at=day).json) for day in ("2026-11-20", "2026-11-21", "2026-11-22")}
    assert days == {"2026-11-20": 2, "2026-11-21": 1, "2026-11-22": 1}


def test_only_the_appointing_party_is_told(scene: Scene) -> None:
    """Neither the project's owner, nor other organisations, nor the auditor; nobody of nobody."""
    path = f"/people/{scene.kari}/reads"
    for party in (KRISTIANSUND, AURE, DELTA, AUDITOR, REGISTRAR, OSLO):
        scene.as_(party).get(path).refused(403, "not-yours")
    scene.fagforbundet.get(f"/people/{scene.per}/reads").refused(403, "not-yours")
    scene.fagforbundet.get(f"/people/{new_id()}/reads").refused(404, "unknown")


def test_reads_of_an_erased_person_remain(scene: Scene) -> None:
    """Without a name; and no others come to them."""
    scene.owner.get(scene.appointed).expect(200)
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    scene.owner.get(scene.appointed).expect(200)
    told = scene.fagforbundet.get(f"/people/{scene.kari}/reads").expect(200)
    assert [each["view"] for each in told.json] == ["get_appointment"]
    assert "Kari" not in told.text


def test_old_reads_are_dropped(scene: Scene) -> None:
    """Those before an instant, whatever its offset; how many is told."""
    reads, kari = scene.office.services.reads, UUID(scene.kari)
    for minutes in (0, 1, 2):
        scene.office.clock.instant = TODAY + timedelta(minutes=minutes)
        scene.owner.get(scene.appointed).expect(200)
    assert reads.drop_before(datetime.fromisoformat("2026-11-21T13:01:00+01:00")) == 1
    assert [each.at - TODAY for each in reads.of(kari)] == [timedelta(minutes=2), timedelta(minutes=1)]
    assert reads.drop_before(TODAY) == 0


def test_the_port(scene: Scene) -> None:
    """What is kept is what was given, all of it or nothing."""
    reads, person = scene.office.services.reads, UUID(new_id())
    kept = [Read(TODAY, "auditor", person, "get_person", project) for project in (None, UUID(scene.project))]
    reads.record(kept)
    assert list(reads.of(person)) == kept[::-1]
    with pytest.raises(AttributeError):
        reads.record([kept[0], None])  # type: ignore[list-item]  # what cannot be written
    assert len(reads.of(person)) == 2
