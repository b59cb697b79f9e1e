"""The feed of events: in order, by right, without persons, and held back until there is something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Thread
from typing import Any
from uuid import UUID

import pytest

from api.history import event_feed as events
from api.http.operation import EVENTS, JSON
from domain.log.statements import REGISTER, TOPICS
from projections.store.recorder import LAST_POSITION
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    OSLO,
    REGISTRAR,
    SMOLA,
    TEKNA,
    Answer,
    Caller,
    Office,
)
from tests.support.scene import START, Scene
from tests.support.statements import any_of, said

ATTRIBUTES = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"}


def feed(caller: Caller, **query: Any) -> Answer:
    """A batch."""
    return caller.get("/events", headers={"Accept": JSON}, **query).expect(200)


def following(answer: Answer) -> int:
    """The cursor after the batch."""
    link = re.fullmatch(r'</api/v1/events\?(.*)>; rel="next"', answer.headers["Link"])
    assert link
    return int(dict(part.split("=") for part in link[1].split("&"))["after"])


def all_of(caller: Caller, limit: int, after: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Batch after batch, until the cursor has come to the end of the log."""
    while True:
        answer = feed(caller, after=after, limit=limit)
        assert len(answer.json) <= limit
        yield answer.json
        if following(answer) == answer.position:
            return
        assert following(answer) > after
        after = following(answer)


def ids(caller: Caller, limit: int = 1000, after: int = 0) -> list[int]:
    """The positions of all that the caller reads, in the order of reading."""
    return [int(event["id"]) for batch in all_of(caller, limit, after) for event in batch]


def logged(office: Office, *projects: str) -> list[int]:
    """The positions of what was said of the register and some projects, as the log has it."""
    subjects = [REGISTER, *map(UUID, projects)]
    samrad = office.services.samrad
    return sorted(entry.position for each in subjects for entry in samrad.entries(each, 0, LAST_POSITION))


@pytest.fixture
def other(scene: Scene) -> str:
    """A project of Smøla's, in which Delta alone has said something, between two statements of the scene's."""
    project = scene.office.project(owner="1573")
    scene.owner.put(f"{scene.path}/participants/1573", {"from": START}).expect(201)
    scene.as_(SMOLA).put(f"/projects/{project}/participants/1573", {"from": "2020-01-01"}).expect(201)
    scene.as_(DELTA).put(f"/projects/{project}/claims/delta/1573", {"from": "2020-01-01"}).expect(201)
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/1576", {"from": START}).expect(201)
    return project


def test_an_event(scene: Scene) -> None:
    """A CloudEvent, whose id is its position; who said it, and what, by identities and days."""
    before, span = scene.office.position(), {"from": "2026-05-03", "until": "2026-06-01"}
    position = scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", span).expect(201).position
    delta = scene.owner.get("/organisations/delta").json["id"]
    answer = scene.owner.get("/events", after=before).expect(200)
    assert answer.headers["Content-Type"] == EVENTS
    assert answer.position == position == following(answer)
    assert answer.json == [
        {
            "specversion": "1.0",
            "id": str(position),
            "source": "/api/v1/events",
            "type": "no.samrad.ClaimMade",
            "subject": scene.project,
            "time": "2026-11-21T12:00:00+00:00",
            "datacontenttype": "application/json",
            "data": {
                "by": f"organisation:{delta}",
                "capacity": "organisation",
                "on_behalf_of": None,
                "organisation": delta,
                "employer": scene.office.employer("5055"),
                **span,
            },
        }
    ]


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_the_whole_feed_is_the_log_by_right(scene: Scene, other: str, limit: int) -> None:
    """Page by page, whatever their size, each event once and in order; the cursor passes by what is not theirs."""
    after = scene.office.position() - 30
    expected = {
        AUDITOR: logged(scene.office, scene.project, other),
        FAGFORBUNDET: logged(scene.office, scene.project),
        AURE: logged(scene.office, scene.project),
        DELTA: logged(scene.office, scene.project, other),
        SMOLA: logged(scene.office, scene.project, other),
        REGISTRAR: logged(scene.office),
        OSLO: logged(scene.office),
        TEKNA: logged(scene.office),
    }
    for party, positions in expected.items():
        assert ids(scene.as_(party), limit, after) == [each for each in positions if each > after], party
    assert ids(scene.as_(AUDITOR)) == [*range(1, scene.office.position() + 1)]
    assert ids(scene.as_(TEKNA)) == logged(scene.office)


def test_what_is_said_of_branches_is_for_few(scene: Scene) -> None:
    """The organisation, its branches and the auditor, who may list them; the cursor passes it by for all others."""
    before, path = scene.office.position(), "/organisations/fagforbundet/branches/1505"
    body = {"employers": ["1576"], "from": "2026-01-01", "until": None}
    empowered = scene.fagforbundet.put(path, body).expect(201).position
    branch, of_delta = "organisation:fagforbundet/1505", "organisation:delta/1505"
    assert ids(scene.as_(branch), after=before) == [empowered]
    withdrawn = scene.fagforbundet.delete(path, "2026-01-01").expect(204).position
    for party in (FAGFORBUNDET, AUDITOR):
        assert ids(scene.as_(party), after=before) == [empowered, withdrawn], party
    for party in (DELTA, KRISTIANSUND, AURE, OSLO, REGISTRAR, branch, of_delta):
        answer = feed(scene.as_(party), after=before)
        assert answer.json == [], party
        assert following(answer) == withdrawn, party


def test_much_that_is_not_theirs_is_passed_by(scene: Scene, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of it for each page, which may be empty; the cursor leads on."""
    monkeypatch.setattr(events, "STRETCH", 1)
    monkeypatch.setattr(events, "LOOKED_AT", 2)
    after = logged(scene.office)[-1]
    batches = list(all_of(scene.as_(FAGFORBUNDET), 1, after))
    assert [] in batches
    found = [int(event["id"]) for batch in batches for event in batch]
    assert found == [each for each in logged(scene.office, scene.project) if each > after]
    assert list(all_of(scene.as_(TEKNA), 5, after))[-1] == []
    assert other not in str(batches)


@pytest.mark.parametrize("most", [1, 2])
def test_few_projects_are_looked_at_for_a_page(
    scene: Scene, other: str, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """And each of them once; the next page goes on where this one ended."""
    monkeypatch.setattr(events, "PROJECTS", most)
    asked: list[UUID] = []
    samrad = scene.office.services.samrad
    world = samrad.world

    def counting(subject: UUID = REGISTER, known_at: int | None = None) -> Any:
        asked.extend({subject} - {REGISTER})  # which every request asks about
        return world(subject, known_at)

    after = scene.office.position() - 12
    monkeypatch.setattr(samrad, "world", counting)
    found = []
    for batch in all_of(scene.as_(AUDITOR), 1000, after):
        found += [int(event["id"]) for event in batch]
        assert len(asked) == len(set(asked)) <= most
        asked.clear()
    assert found == [*range(after + 1, scene.office.position() + 1)]
    assert other in str(feed(scene.as_(AUDITOR), after=found[-1] - 2).json)


def test_whoever_becomes_a_party_reads_what_was_said_before(scene: Scene) -> None:
    """By asking from there; the right is that of the moment."""
    before = scene.office.position()
    oslo = scene.as_(OSLO)
    assert following(feed(oslo, after=before - 5)) == before
    assert feed(oslo, after=before - 5).json == []
    scene.owner.put(f"{scene.path}/participants/0301", {"from": START}).expect(201)
    assert ids(oslo, after=before - 5) == [*range(before - 4, before + 2)]


@pytest.mark.parametrize("after", [0, 1, 10**6, 2**63, 10**30])
def test_after_the_end_there_is_nothing(refusing: Scene, after: int) -> None:
    """An empty batch, from whose end one goes on."""
    last = refusing.office.position()
    answer = feed(refusing.owner, after=last + after)
    assert answer.json == []
    assert following(answer) == last + after
    assert answer.position == last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("after", "-1"),
        ("after", "x"),
        ("after", "9" * 5000),
        ("limit", "0"),
        ("limit", "1001"),
        ("wait", "26"),
        ("wait", "-1"),
        ("wait", "inf"),
    ],
)
def test_what_makes_no_sense_is_refused(refusing: Scene, name: str, value: str) -> None:
    """And pointed at."""
    answer = refusing.owner.get("/events", **{name: value}).refused(422, "invalid")
    assert answer.json["errors"][0]["pointer"] == f"/{name}"


def test_a_hundred_unless_said(refusing: Scene) -> None:
    """And a thousand at most."""
    assert len(feed(refusing.owner).json) == 100
    assert len(feed(refusing.owner, limit=1000).json) == 1000


def test_the_link_says_all_that_was_asked(refusing: Scene) -> None:
    """So that it can be followed as it stands."""
    link = feed(refusing.owner, limit=3).headers["Link"]
    assert link == '</api/v1/events?after=3&limit=3&wait=0>; rel="next"'


@pytest.mark.parametrize("topic", TOPICS)
def test_every_event_is_told_without_persons(topic: str) -> None:
    """And without names and free text, by their type and identities."""
    entry = said(TOPICS[topic], **any_of(TOPICS[topic]))
    told = events.event(entry, REGISTER)
    assert set(told) == ATTRIBUTES
    assert told["type"] == f"no.samrad.{topic}"
    assert datetime.fromisoformat(told["time"]) == entry.recorded_at
    assert all(told[name] for name in ATTRIBUTES)
    left_out = {"person", "name", "short_name", "basis"}
    assert set(told["data"]) == {"by", "capacity", "on_behalf_of"} | {
        name.rstrip("_") for name in entry.event.content if name not in left_out
    }
    assert not re.search(r"\'(person|name|basis)\'", str(told["data"]))


def test_no_person_is_named_or_numbered(scene: Scene) -> None:
    """Whoever asks; not those who appointed them either."""
    for party in (FAGFORBUNDET, AURE, AUDITOR):
        text = "".join(map(str, all_of(scene.as_(party), 1000)))
        for word in (*KARI.values(), scene.kari, scene.ola, scene.per):
            assert word not in text


# Waiting


class Pace:
    """Time that passes when somebody sleeps; at a moment, something happens."""

    def __init__(self, happens: Callable[[], object] = lambda: None, at: float = 1.0) -> None:
        self.time = 0.0
        self._at = at
        self._happens = happens

    def sleep(self, seconds: float) -> None:
        """Sleep."""
        before, self.time = self.time, self.time + seconds
        if before < self._at <= self.time:
            meanwhile = Thread(target=self._happens)  # a request of its own
            meanwhile.start()
            meanwhile.join()


def paced(scene: Scene, pace: Pace, places: int = 1) -> None:
    """Let the office's time pass so."""
    waiting = scene.office.services.waiting
    waiting._sleep, waiting._now, waiting._places = pace.sleep, lambda: pace.time, places


def test_it_waits_until_something_is_recorded(scene: Scene) -> None:
    """And answers with that at once."""
    last, path = scene.office.position(), f"{scene.path}/claims/delta/1576"
    pace = Pace(lambda: scene.as_(DELTA).put(path, {"from": START}).expect(201))
    paced(scene, pace)
    answer = feed(scene.owner, after=last, wait=20)
    assert [event["type"] for event in answer.json] == ["no.samrad.ClaimMade"]
    assert answer.position == last + 1 == following(answer)
    assert pace.time == 1.0


def test_it_waits_no_longer_than_it_was_asked_to(scene: Scene) -> None:
    """Then the batch is empty."""
    last, pace = scene.office.position(), Pace()
    paced(scene, pace)
    answer = feed(scene.owner, after=last, wait=5)
    assert answer.json == []
    assert following(answer) == last
    assert pace.time == 5.0


def test_it_does_not_wait_where_there_is_something(scene: Scene) -> None:
    """Nor where nobody asks it to."""
    last, pace = scene.office.position(), Pace()
    paced(scene, pace)
    assert feed(scene.owner, after=last - 1, wait=25).json
    assert feed(scene.owner, after=last).json == []
    assert pace.time == 0.0


def test_what_is_not_theirs_ends_no_wait(scene: Scene) -> None:
    """But the cursor passes it by."""
    last = scene.office.position()
    pace = Pace(lambda: scene.as_(DELTA).put(f"{scene.path}/claims/delta/1576", {"from": START}).expect(201))
    paced(scene, pace)
    answer = feed(scene.as_(TEKNA), after=last, wait=3)
    assert answer.json == []
    assert following(answer) == answer.position == last + 1
    assert pace.time == 3.0


def test_whoever_finds_no_place_does_not_wait(scene: Scene) -> None:
    """There are threads left for others; a place is free again when its wait is over."""
    last = scene.office.position()
    told: list[Answer] = []
    pace = Pace(lambda: told.append(feed(scene.aure, after=last, wait=20)))
    paced(scene, pace)
    assert feed(scene.owner, after=last, wait=2).json == told[0].json == []
    assert pace.time == 2.0
    feed(scene.owner, after=last, wait=2)
    assert pace.time == 4.0


def test_a_process_that_is_to_end_keeps_nobody_waiting(scene: Scene) -> None:
    """They are answered with what there is."""
    pace = Pace(lambda: setattr(scene.office.services.waiting, "goes_on", lambda: False))
    paced(scene, pace)
    assert feed(scene.owner, after=scene.office.position(), wait=20).json == []
    assert pace.time == 1.0


def test_waiting_as_time_passes(scene: Scene) -> None:
    """With a real clock: somebody else records meanwhile."""
    last, told = scene.office.position(), []
    delta, owner = scene.as_(DELTA), scene.owner
    waiting = Thread(target=lambda: told.append(feed(owner, after=last, wait=20)))
    waiting.start()
    said_then = delta.put(f"{scene.path}/claims/delta/1576", {"from": START}).expect(201)
    waiting.join()
    assert [event["id"] for event in told[0].json] == [str(said_then.position)]
