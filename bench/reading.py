"""A client that reads, by what its answers cost the server."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle, repeat

from bench.appointing import ROOT
from bench.serving.load import Connection, Request
from bench.serving.server import Server
from bench.store.asking import FAGFORBUNDET, Asked
from bench.store.plan import BEGIN

DAYS = 5 * 365
"""The days that are asked about: so many from when the projects begin, in no order."""


def days() -> Iterator[str]:
    """Another day each time; they begin again when all have been asked about."""
    drawn = [(BEGIN + timedelta(days=number)).isoformat() for number in range(DAYS)]
    random.Random(1).shuffle(drawn)
    return cycle(drawn)


class Reading:
    """One client, that asks on the same connection."""

    def __init__(self, server: Server, requests: Iterator[Request], seconds: float) -> None:
        self.server, self._requests, self._seconds = server, requests, seconds

    def cost(self) -> float:
        """CPU seconds of the server for an answer."""
        before, answered, until = self.server.cpu(), 0, time.perf_counter() + self._seconds
        with Connection(self.server.port) as connection:
            while not answered or time.perf_counter() < until:
                connection.ask(next(self._requests))
                answered += 1
        return (self.server.cpu() - before) / answered

    def body(self) -> bytes:
        """One answer."""
        return self.server.ask(next(self._requests))


def summary(server: Server, asked: Asked, seconds: float) -> Reading:
    """The figures of the national project on some day."""
    return _of_project(server, asked, "coverage?pairs=none&", seconds)


def matrix(server: Server, asked: Asked, seconds: float) -> Reading:
    """Every pair of the national project on some day."""
    return _of_project(server, asked, "coverage?", seconds)


def gaps(server: Server, asked: Asked, seconds: float) -> Reading:
    """What is open for the largest organisation on some day, in all projects: the first hundred, and how many."""
    path = f"{ROOT}/organisations/{FAGFORBUNDET}/gaps?page_size=100&"
    return _reading(server, path, asked.tokens[FAGFORBUNDET], seconds)


def ready(server: Server, path: str, seconds: float) -> Reading:
    """Always the same."""
    return Reading(server, repeat(Request.get(path)), seconds)


Reader = Callable[[Server, Asked, float], Reading]


def _of_project(server: Server, asked: Asked, what: str, seconds: float) -> Reading:
    path = f"{ROOT}/projects/{asked.national.id}/{what}"
    return _reading(server, path, asked.tokens[asked.national.owner], seconds)


def _reading(server: Server, path: str, token: str, seconds: float) -> Reading:
    return Reading(server, (Request.get(f"{path}at={day}", token) for day in days()), seconds)
