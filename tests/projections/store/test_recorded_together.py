"""What is said at the same time is recorded together, and each is answered as if it had been alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError, OperationalError

from domain.log.errors import ChangedMeanwhile, Conflict
from projections.store import recorder
from projections.store.chain import Whole, verify
from projections.store.recorder import Recorder, chained
from tests.support.cast import FAGFORBUNDET, KARI, KRISTIANSUND, Answer, Office
from tests.support.scene import Scene
from tests.support.waiting import PATIENCE, until

SAID = {"from": "2026-01-01"}
APPOINTMENT = {"organisation": "fagforbundet", "role": "tillitsvalgt", "scope": "all", "from": "2026-01-01"}


class Held:
    """The first transaction is held up until all others wait, so that they share the second."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self.units: list[int] = []
        self.fault: Exception | None = None
        self._begun, self._let_go = Event(), Event()
        monkeypatch.setattr(recorder, "chained", self._chained)

    def _chained(self, c: Any, units: Sequence[Any]) -> Any:
        self.units.append(len(units))
        self._begun.set()
        assert self._let_go.wait(PATIENCE)
        if len(self.units) == 2 and self.fault is not None:
            raise self.fault
        return chained(c, units)

    def answers(self, first: Callable[[], Answer], others: Sequence[Callable[[], Answer]]) -> list[Answer]:
        """Those of the others, which come one after the other while the first is recorded."""
        self._begun.clear()
        self._let_go.clear()
        with ThreadPoolExecutor(len(others) + 1) as threads:
            held = threads.submit(first)
            try:
                assert self._begun.wait(PATIENCE)
                answers = []
                for place, other in enumerate(others):
                    answers.append(threads.submit(other))
                    until(lambda place=place: self._waiting() > place, pause=0.001)
            finally:
                self._let_go.set()
            assert held.result(PATIENCE).status in (200, 201)
            return [answer.result(PATIENCE) for answer in answers]

    def _waiting(self) -> int:
        """In their project's turn, or with what has been decided."""
        samrad = self.office.services.samrad
        assert isinstance(samrad.recorder, Recorder)
        turns = [*samrad.turns._turns.values(), samrad.recorder._recording]
        return sum(len(turn._waiting) for turn in turns)


@pytest.fixture
def held(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Of the scene's office."""
    return Held(scene.office, monkeypatch)


def first(scene: Scene) -> Callable[[], Answer]:
    """Something that is said of the scene's project."""
    return partial(scene.owner.put, f"{scene.path}/participants/1573", SAID)


def appointing(scene: Scene, name: str, **headers: str) -> Callable[[], Answer]:
    """Fagforbundet appoints a new person."""
    body = {**APPOINTMENT, "person": {"name": name}}
    return partial(scene.fagforbundet.post, f"{scene.path}/appointments", body, **headers)


def test_each_has_its_own_position(scene: Scene, held: Held) -> None:
    """In the order in which they came, in one transaction; the chain goes through them all."""
    before = scene.office.position()
    names = [f"Person {number}" for number in range(5)]
    answers = held.answers(first(scene), [appointing(scene, name) for name in names])
    assert [answer.expect(201).position for answer in answers] == list(range(before + 2, before + 7))
    assert [answer.json["person"]["name"] for answer in answers] == names
    assert len(held.units) == 2
    for answer in answers:
        assert scene.owner.get(answer.headers["Location"]).headers["ETag"] == answer.headers["ETag"]
    assert isinstance(verify(scene.office.services.store), Whole)


def test_each_is_decided_on_those_before_it(scene: Scene, held: Held) -> None:
    """And on what it has asked itself, though another thread decides: of two who saw the same, one changes it."""
    seen = scene.owner.get(scene.path).headers["ETag"]
    names = ["Felles", "Annen", "Tredje"]
    bodies = [{"name": name, "owner": "1505", "from": "2017-01-01"} for name in names]
    changing = [partial(scene.owner.put, scene.path, body, If_Match=seen) for body in bodies]
    plain = [partial(scene.owner.put, f"{scene.path}/participants/{each}", SAID) for each in ("1563", "1566", "1560")]
    same = partial(scene.owner.put, scene.path, bodies[0])
    *_, one, again, two, three = held.answers(first(scene), [*plain, changing[0], same, *changing[1:]])
    assert (one.expect(200).json["name"], one.position) == ("Felles", again.expect(200).position)
    for lost in (two, three):
        lost.refused(412, ChangedMeanwhile.type)
    assert len(held.units) == 2


def test_one_key_is_recorded_once(scene: Scene, held: Held) -> None:
    """Those who send it twice are answered alike, and nobody else notices."""
    twice = appointing(scene, "Kari", Idempotency_Key="key")
    before, one, again, after = held.answers(
        first(scene), [appointing(scene, "Ola"), twice, twice, appointing(scene, "Per")]
    )
    assert one.expect(201).json["id"] == again.expect(201).json["id"]
    assert len({answer.expect(201).json["id"] for answer in (before, one, after)}) == 3
    assert scene.office.position() == max(answer.position for answer in (before, one, after))


def test_what_cannot_be_written_fails_alone(scene: Scene, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the person nor the appointment is there; those of the others are."""
    people = scene.office.services.people
    adding = type(people).adding

    def failing(self: Any, person: UUID, party: str, details: Any) -> Any:
        def fail(_: Any) -> None:
            raise IntegrityError

        return fail if details.name == "Kari" else adding(self, person, party, details)

    monkeypatch.setattr(type(people), "adding", failing)
    before = scene.office.position()
    ola, kari, per = held.answers(first(scene), [appointing(scene, name) for name in ("Ola", "Kari", "Per")])
    kari.refused(409, Conflict.type)
    assert [ola.expect(201).position, per.expect(201).position] == [before + 2, before + 3]
    assert scene.office.position() == before + 3


def test_a_fault_of_the_store_is_everybodys(scene: Scene, held: Held) -> None:
    """Nothing is recorded, and they may ask again."""
    before, held.fault = scene.office.position(), OperationalError("disk is full")
    for answer in held.answers(first(scene), [appointing(scene, name) for name in ("Ola", "Kari")]):
        answer.refused(503, "overloaded")
    assert scene.office.position() == before + 1
    appointing(scene, "Ola")().expect(201)


def test_projects_share_a_transaction(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of several projects while one is recorded is recorded together, each with a position of its own."""
    held, owner = Held(office, monkeypatch), office.as_(KRISTIANSUND)
    held._let_go.set()
    projects = [office.project() for _ in range(4)]
    held.units.clear()
    body = {**APPOINTMENT, "person": KARI}
    appointing_there = [
        partial(office.as_(FAGFORBUNDET).post, f"/projects/{project}/appointments", body) for project in projects[1:]
    ]
    before = office.position()
    answers = held.answers(partial(owner.put, f"/projects/{projects[0]}/participants/1576", SAID), appointing_there)
    assert sorted(answer.expect(201).position for answer in answers) == [before + 2, before + 3, before + 4]
    assert held.units == [1, 3]
