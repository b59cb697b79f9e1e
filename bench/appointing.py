"""Clients that appoint, one request after the other, and the floor's clients that put as many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from bench.serving.load import Request, at_once, one_by_one
from bench.serving.server import Server
from bench.store.asking import Asked
from bench.store.plan import Plan

CLIENTS = 8
ROOT = "/api/v1"
DAY = "2026-03-01"


def body(plan: Plan, number: int, *, to_all: bool) -> Mapping[str, Any]:
    """An appointment with its person, by one of the project's organisations; each number has another."""
    who = f"Kari Eksempel {number}"
    first = number % (len(plan.employers) - 2)
    scope = "all" if to_all else [str(each) for each in plan.employers[first : first + 3]]
    return {
        "organisation": str(plan.organisations[number % len(plan.organisations)]),
        "person": {"name": who, "email": f"kari.{number}@example.org", "phone": "+47 00 00 00 00"},
        "role": "tillitsvalgt",
        "scope": scope,
        "from": "2025-03-01",
        "until": "2027-03-01",
    }


class Appointing:
    """So many clients that appoint, each in a project; what they have appointed is withdrawn when the clock stands."""

    def __init__(
        self,
        server: Server,
        asked: Asked,
        plans: Sequence[Plan],
        seconds: float,
        *,
        to_all: bool,
        then: Request | None = None,
    ) -> None:
        """``then`` is asked after each appointment."""
        self._server, self._asked, self._plans, self._seconds = server, asked, plans, seconds
        self._to_all, self._then = to_all, then
        self._numbers = count()
        self._said: list[tuple[Plan, UUID, str]] = []

    def rate(self) -> float:
        """Appointments a second, each with what is asked then."""
        queues = [_with(self._appointments(plan), self._then) for plan in self._plans]
        found = at_once(self._server.port, queues, self._seconds)
        self._withdraw()
        return found / (2 if self._then else 1)

    def spent(self) -> float:
        """Seconds for an appointment, where all clients are answered in turn."""
        return 1 / self.rate()

    def _appointments(self, plan: Plan) -> Iterator[Request]:
        while True:
            said, appointment = body(plan, next(self._numbers), to_all=self._to_all), uuid4()
            token = self._asked.tokens[UUID(said["organisation"])]
            self._said.append((plan, appointment, token))
            yield Request.put(f"{ROOT}/projects/{plan.id}/appointments/{appointment}", said, token)

    def _withdraw(self) -> None:
        """So that the next round finds the projects as this one did."""
        paths = [(f"{ROOT}/projects/{plan.id}/appointments/{each}", token) for plan, each, token in self._said]
        self._said.clear()
        one_by_one(self._server.port, [Request.delete(path, token) for path, token in paths])


class Inserting:
    """As many clients that put rows: as many a time as it is told."""

    def __init__(self, server: Server, plan: Plan, rows: int, seconds: float, then: Request | None = None) -> None:
        """``then`` is asked after each transaction."""
        self._server, self._plan, self._rows, self._seconds, self._then = server, plan, rows, seconds, then
        self._numbers = count()

    def rate(self) -> float:
        """Transactions a second, each with what is asked then."""
        queues = [_with(self._requests(), self._then) for _ in range(CLIENTS)]
        return at_once(self._server.port, queues, self._seconds) / (2 if self._then else 1)

    def _requests(self) -> Iterator[Request]:
        while True:
            said = body(self._plan, next(self._numbers), to_all=True)
            yield Request.put(f"/rows/{self._rows}/{uuid4()}", said, "token")


def _with(requests: Iterator[Request], then: Request | None) -> Iterator[Request]:
    """Each followed by the same other one."""
    for request in requests:
        yield request
        if then is not None:
            yield then
