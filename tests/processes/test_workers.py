"""The workers of a real server are killed, or replaced, while clients speak: what each was told stays true."""

from __future__ import annotations

import http.client
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from api.services import Services
from api.settings import Settings
from domain.log.book import Entry
from projections.store.chain import Whole, verify
from tests.support.cast import KRISTIANSUND, Office
from tests.support.scene import Scene
from tests.support.server import Server, Told, asked
from tests.support.stores import copied, settings_in
from tests.support.waiting import until

pytestmark = pytest.mark.store
FIRST = date(2030, 1, 1)
CLIENTS = 4


class Client(threading.Thread):
    """Kristiansund, clarifying from one day after the other, as fast as it is answered."""

    def __init__(self, server: Server, path: str, token: str, days: Iterator[int], *, keeps: bool) -> None:
        super().__init__()
        self.server, self.path, self.token, self.days = server, path, token, days
        self.keeps = keeps
        """Whether it goes on with a connection after an answer."""
        self.recorded: dict[date, int] = {}
        self.refused: set[date] = set()
        self.unanswered: set[date] = set()
        self.broken_when_new = 0
        """How many connections ended without any answer."""
        self.position = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Speak until it is over."""
        while not self.over.is_set():
            with closing(self.server.client()) as connection:
                self._speak_on(connection)

    def _speak_on(self, connection: http.client.HTTPConnection) -> None:
        """Speak until the connection ends."""
        for number in count():
            day = FIRST + timedelta(days=next(self.days))
            try:
                told = self.say(connection, day)
            except (OSError, http.client.HTTPException):
                self.unanswered.add(day)
                self.broken_when_new += number == 0
                return
            self._note(day, told)
            if not self.keeps or told.headers["Connection"] == "close" or self.over.is_set():
                return

    def say(self, connection: http.client.HTTPConnection, day: date) -> Told:
        """Say something from the day."""
        body = {"from": day.isoformat(), "status": "affected"}
        return asked(connection, "PUT", self.path, body, self.token)

    def _note(self, day: date, told: Told) -> None:
        if told.status == 201:
            self.recorded[day] = int(told.headers["X-Position"])
        elif told.status == 503 and "recorded or not" in told.json["detail"]:
            self.unanswered.add(day)
        else:
            assert told.status in (409, 503), told
            self.refused.add(day)
        position = int(told.headers["X-Position"] or 0)
        assert position == 0 or position > self.position or told.status != 201, "the log went back"
        self.position = max(position, self.position)


def is_said_by_the_crowd(entry: Entry) -> bool:
    """And not in the scene before."""
    return entry.event.KIND == "clarification" and entry.event.content["from_"] >= FIRST


class Crowd:
    """Several clients of a server."""

    def __init__(self, server: Server, env: dict[str, str], scene: Scene, token: str) -> None:
        self.server, self.env, self.scene, self.token = server, env, scene, token
        self.path = f"/api/v1{scene.path}/participants/1576/affected/delta"
        self.clients: list[Client] = []

    @contextmanager
    def speaking(self, *, keeping: bool) -> Iterator[None]:
        """While they speak."""
        days = [iter(range(number, 10**6, CLIENTS)) for number in range(CLIENTS)]
        self.clients = [Client(self.server, self.path, self.token, each, keeps=keeping) for each in days]
        for client in self.clients:
            client.start()
        try:
            yield
        finally:
            for client in self.clients:
                client.over.set()
            for client in self.clients:
                client.join()

    def wait_for(self, more: int) -> None:
        """Until so many more have been acknowledged, to every client at least one."""
        before = [len(client.recorded) for client in self.clients]
        until(lambda: self._has_spoken(before, more), lambda: self.server.lines)

    def _has_spoken(self, before: list[int], more: int) -> bool:
        assert all(client.is_alive() for client in self.clients), "a client met what it should not"
        news = [len(client.recorded) - was for client, was in zip(self.clients, before, strict=True)]
        return sum(news) >= more and all(news)

    @property
    def recorded(self) -> dict[date, int]:
        """What was acknowledged."""
        return {day: position for client in self.clients for day, position in client.recorded.items()}

    def heard(self, *names: str) -> set[date]:
        """What became of the rest."""
        return {day for client in self.clients for name in names for day in getattr(client, name)}

    def in_the_log(self) -> dict[date, int]:
        """What was recorded, once each; the log is whole."""
        with closing(Services(Settings.of(self.env))) as services:
            assert isinstance(verify(services.store), Whole)
            said = services.samrad.entries(UUID(self.scene.project), 0, services.samrad.position())
            days = [(each.event.content["from_"], each.position) for each in said if is_said_by_the_crowd(each)]
        assert len(dict(days)) == len(days), "something was recorded twice"
        return dict(days)

    def was_told_the_truth(self) -> None:
        """What was acknowledged is there, what was refused is not, and nothing is that nobody said."""
        there = self.in_the_log()
        assert {day: there.get(day) for day in self.recorded} == self.recorded
        assert not there.keys() & self.heard("refused")
        assert there.keys() <= self.recorded.keys() | self.heard("unanswered")


@pytest.fixture
def crowd(scene_store: tuple[Path, Scene], tmp_path: Path) -> Iterator[Crowd]:
    """Before a server with as many workers as the database has by default."""
    kept, scene = scene_store
    env = settings_in(copied(kept, tmp_path / "store"))
    with closing(Office(env)) as office:
        office.clock.instant = datetime.now(UTC)
        token = office.token(KRISTIANSUND)
    server = Server(tmp_path, env)
    yield Crowd(server, env, scene, token)
    server.close()


def test_workers_that_are_killed(crowd: Crowd) -> None:
    """kill -9 in the middle of writing: others take their place, and go on by themselves."""
    number, killed = len(crowd.server.workers), set()
    with crowd.speaking(keeping=True):
        for _ in range(3):
            crowd.wait_for(30)
            worker = crowd.server.workers[0]
            worker.kill()
            killed.add(worker.pid)
        crowd.wait_for(30)
    assert len(killed) == 3
    assert crowd.heard("unanswered")
    crowd.was_told_the_truth()
    crowd.server.wait()
    workers = {worker.pid for worker in crowd.server.workers}
    assert len(workers) == number
    assert not workers & killed


@pytest.mark.parametrize("keeping", [False, True])
def test_workers_that_are_replaced(crowd: Crowd, *, keeping: bool) -> None:
    """A reload while clients speak: only a connection that is kept may end without an answer, and whoever then
    says the same again loses nothing, and says nothing twice."""
    old = {worker.pid for worker in crowd.server.workers}
    with crowd.speaking(keeping=keeping):
        crowd.wait_for(30)
        os.kill(crowd.server.process.pid, signal.SIGHUP)
        wait_until_gone(crowd, old)
        crowd.wait_for(30)
    assert not sum(client.broken_when_new for client in crowd.clients)
    assert keeping or not crowd.heard("unanswered")
    crowd.was_told_the_truth()
    for day in crowd.heard("unanswered", "refused"):
        with closing(crowd.server.client()) as connection:
            assert crowd.clients[0].say(connection, day).status in (200, 201)
    assert crowd.in_the_log().keys() == crowd.recorded.keys() | crowd.heard("unanswered", "refused")


def wait_until_gone(crowd: Crowd, old: set[int]) -> None:
    """Until the workers that were are no more, while all go on speaking."""

    def gone() -> bool:
        crowd.wait_for(1)
        return not old & {worker.pid for worker in crowd.server.workers}

    until(gone, lambda: crowd.server.lines)
