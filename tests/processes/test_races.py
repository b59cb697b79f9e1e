"""Several speak at the same moment: whatever the order, the rules hold of what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from threading import Barrier

import pytest

from domain.log.errors import Conflict
from projections.store.recorder import Recorder
from tests.support.cast import FAGFORBUNDET, KARI, KRISTIANSUND, REGISTRAR, Answer, Office, new_id
from tests.support.scene import Scene

ROUNDS = 5


def at_once(requests: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """All of them, begun together."""
    barrier = Barrier(len(requests))

    def one(request: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return request()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


def statuses(answers: Sequence[Answer]) -> Counter[int]:
    """How many of each status."""
    return Counter(answer.status for answer in answers)


def test_one_etag_is_good_for_one_change(office: Office) -> None:
    """Of several who saw the same, one changes it; the others are told."""
    project = office.project()
    path = f"/projects/{project}"
    put = office.as_(KRISTIANSUND).put
    for number in range(ROUNDS):
        etag = office.as_(KRISTIANSUND).get(path).headers["ETag"]
        bodies = [{"name": f"Navn {number} {each}", "owner": "1505", "from": "2020-01-01"} for each in range(6)]
        answers = at_once([partial(put, path, body, If_Match=etag) for body in bodies])
        assert statuses(answers) == {200: 1, 412: 5}


def test_affiliations_never_go_in_a_circle(office: Office) -> None:
    """Two that would, said at once: one is refused."""
    put = office.as_(REGISTRAR).put
    for number in range(ROUNDS):
        a, b = f"a-{number}", f"b-{number}"
        for slug in (a, b):
            put(f"/organisations/{slug}", {"name": slug, "kind": "sammenslutning"}).expect(201)
        pairs = [(a, b), (b, a)]
        said = {"from": None}
        answers = at_once([partial(put, f"/organisations/{low}/affiliations/{high}", said) for low, high in pairs])
        assert statuses(answers) == {201: 1, 422: 1}


def test_a_number_is_one_employers(office: Office) -> None:
    """Whoever comes first has it."""
    put = office.as_(REGISTRAR).put
    for number in range(ROUNDS):
        body = {"name": "Ny", "kind": "kommune", "kommunenummer": f"99{number:02}"}
        answers = at_once([partial(put, f"/employers/{new_id()}", body) for _ in range(4)])
        assert statuses(answers) == {201: 1, 422: 3}


def test_one_key_makes_one_project(office: Office) -> None:
    """However often it is sent at once, everybody is answered as the first."""
    post = office.as_(KRISTIANSUND).post
    for number in range(ROUNDS):
        body = {"name": f"Prosjekt {number}", "owner": "1505", "from": "2020-01-01"}
        answers = at_once([partial(post, "/projects", body, Idempotency_Key=f"key-{number}") for _ in range(6)])
        assert statuses(answers) == {201: 6}
        assert len({answer.json["id"] for answer in answers}) == 1
        assert len(office.as_(KRISTIANSUND).get("/projects", q=f"Prosjekt {number}").json) == 1


def test_nobody_loses_what_is_not_in_the_same_slot(scene: Scene) -> None:
    """Eight participants at once, and eight appointments."""
    numbers = ["1573", "1563", "1566", "1560", "1557", "1554", "5061", "0301"]
    said = {"from": "2026-01-01"}
    answers = at_once([partial(scene.owner.put, f"{scene.path}/participants/{each}", said) for each in numbers])
    assert statuses(answers) == {201: 8}
    body = {"organisation": "fagforbundet", "role": "tillitsvalgt", "scope": "all", "from": "2026-01-01"}
    bodies = [{**body, "person": {"name": f"Person {each}"}} for each in range(8)]
    answers = at_once([partial(scene.fagforbundet.post, f"{scene.path}/appointments", each) for each in bodies])
    assert statuses(answers) == {201: 8}
    assert len({answer.position for answer in answers}) == 8


def test_what_another_process_said_meanwhile_is_decided_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that lost the race decides again on what is known then; twice lost is a conflict."""
    project = office.project()
    other = Office(office.env)
    record, lost = Recorder.insert_events, []

    def overtaken(self: Recorder, *args: object, **kwargs: object) -> object:
        if self is office.services.samrad.recorder and len(lost) < times:
            lost.append(1)
            body = {"name": f"Annen {new_id()}", "owner": "1505", "from": "2020-01-01"}
            other.as_(KRISTIANSUND).put(f"/projects/{project}", body).expect(200)
        return record(self, *args, **kwargs)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(Recorder, "turn", lambda *_: nullcontext())  # as where its connection is lost
    monkeypatch.setattr(Recorder, "insert_events", overtaken)
    say = {"from": "2026-01-01"}
    times = 1
    office.as_(KRISTIANSUND).put(f"/projects/{project}/participants/1576", say).expect(201)
    lost.clear()
    times = 2
    office.as_(KRISTIANSUND).put(f"/projects/{project}/participants/1573", say).refused(409, Conflict.type)
    lost.clear()
    times = 1
    body = {
        "organisation": "fagforbundet",
        "person": KARI,
        "role": "tillitsvalgt",
        "scope": "all",
        "from": "2026-01-01",
    }
    made = office.as_(FAGFORBUNDET).post(f"/projects/{project}/appointments", body).expect(201)
    seen = other.as_(FAGFORBUNDET).get(made.headers["Location"]).expect(200)
    assert seen.json["person"] == {"id": made.json["person"]["id"], **KARI}
    other.close()
