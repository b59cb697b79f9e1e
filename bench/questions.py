"""Why, what is open, what is to come, and what if: in the national project, over HTTP."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, cycle
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import orjson

from bench.appointing import DAY, ROOT
from bench.measures import CPU, Measure
from bench.reading import Reading, days, ready
from bench.scale import Scale
from bench.serving.load import Connection, Request
from bench.serving.server import FLOOR, SAMRAD, Server, serving
from bench.store.asking import FAGFORBUNDET, Asked, asked_in
from bench.store.keeping import copied
from bench.store.making import settings_in

PAGE = 50
"""Rows of a page."""
AGAIN = 20
"""Pairs, or pages, that are asked about again and again."""
ACTS = 10
BARE = "the floor is a Flask route that answers the same with orjson, from objects that lie ready"


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """In the small store: what is asked is of one project."""
    with copied(scale.small) as folder:
        env = settings_in(folder)
        asked = asked_in(env, scale.small)
        with serving(SAMRAD, env) as server:
            ours = {name: Reading(server, made(server, asked), scale.seconds) for name, made in _READINGS.items()}
            for name, reading in ours.items():
                (folder / f"{_file(name)}.json").write_bytes(reading.body())
            with serving(FLOOR, {"BENCH_DATABASE": "sqlite://", "BENCH_ANSWERS": str(folder)}) as floor:
                trying = Trying(server, asked)
                yield [
                    *(_read(name, reading, floor, folder, scale) for name, reading in ours.items()),
                    Measure("what-if", trying.recorded, trying.tried, of=_WHAT_IF, reach=3),
                ]


_WHAT_IF = (
    f"what {ACTS} appointments in a national project would change; the floor is recording the same {ACTS}, one "
    "after the other, which are then withdrawn"
)
_AGAIN = f"of {AGAIN}, each asked again and again"
_OF = {
    "why": f"why a pair of a national project is a gap, and what would close it: one {_AGAIN}",
    "gaps page": f"{PAGE} open pairs of a national project, with what would close them: one page {_AGAIN}",
    "forecast page": f"{PAGE} coming changes of a national project, with their causes: one page {_AGAIN}",
    "why another day": "the same why, on another day each time",
    "gaps page another day": "the same page of open pairs, on another day each time",
    "forecast page another day": "the same page of coming changes, on another day each time",
}


def _read(name: str, reading: Reading, floor: Server, folder: Path, scale: Scale) -> Measure:
    bare = ready(floor, f"/answer/{_file(name)}", scale.seconds)
    size = (folder / f"{_file(name)}.json").stat().st_size / 1000
    reach = None if name.endswith("day") else 5
    return Measure(name, bare.cost, reading.cost, of=f"{_OF[name]}, some {size:.0f} kB; {BARE}", reach=reach, unit=CPU)


def _file(name: str) -> str:
    return name.replace(" ", "-")


def _why(server: Server, asked: Asked) -> Iterator[Request]:
    return cycle([_project(asked, f"{path}?at={DAY}") for path in _gaps(server, asked)])


def _why_another_day(server: Server, asked: Asked) -> Iterator[Request]:
    return (_project(asked, f"{path}?at={day}") for path, day in zip(cycle(_gaps(server, asked)), days(), strict=False))


def _gaps(server: Server, asked: Asked) -> list[str]:
    """The addresses of some pairs that are open."""
    request = _project(asked, f"gaps?at={DAY}&ways=false&page_size=10000")
    found: list[Mapping[str, Any]] = orjson.loads(server.ask(request))
    some = random.Random(1).sample(found, min(AGAIN, len(found)))
    return [f"coverage/{pair['employer']['id']}/{pair['organisation']['slug']}" for pair in some]


def _pages(what: str, _: Server, asked: Asked) -> Iterator[Request]:
    """The first pages."""
    return cycle([_project(asked, f"{what}?at={DAY}&page={page}&page_size={PAGE}") for page in range(1, AGAIN + 1)])


def _pages_another_day(what: str, _: Server, asked: Asked) -> Iterator[Request]:
    return (_project(asked, f"{what}?at={day}&page_size={PAGE}") for day in days())


def _project(asked: Asked, what: str) -> Request:
    return Request.get(f"{ROOT}/projects/{asked.national.id}/{what}", asked.tokens[asked.national.owner])


_READINGS: Mapping[str, Callable[[Server, Asked], Iterator[Request]]] = {
    "why": _why,
    "gaps page": partial(_pages, "gaps"),
    "forecast page": partial(_pages, "forecast"),
    "why another day": _why_another_day,
    "gaps page another day": partial(_pages_another_day, "gaps"),
    "forecast page another day": partial(_pages_another_day, "forecast"),
}


class Trying:
    """Ten appointments by one organisation, tried or recorded."""

    def __init__(self, server: Server, asked: Asked) -> None:
        self._server, self._plan = server, asked.national
        self._token = asked.tokens[FAGFORBUNDET]
        self._numbers = count()

    def tried(self) -> float:
        """Seconds until it is known what they would change."""
        changes = [{"method": "PUT", "path": path, "body": body} for path, body in self._acts()]
        path = f"{ROOT}/projects/{self._plan.id}/what-if"
        return self._seconds([Request.post(path, {"changes": changes}, self._token)])

    def recorded(self) -> float:
        """Seconds until the last of them has been recorded."""
        acts = [(f"{ROOT}{path}", body) for path, body in self._acts()]
        spent = self._seconds([Request.put(path, body, self._token) for path, body in acts])
        self._seconds([Request.delete(path, self._token) for path, _ in acts])
        return spent

    def _seconds(self, requests: Sequence[Request]) -> float:
        with Connection(self._server.port) as connection:
            begun = perf_counter()
            for request in requests:
                connection.ask(request)
            return perf_counter() - begun

    def _acts(self) -> list[tuple[str, Mapping[str, Any]]]:
        return [(f"/projects/{self._plan.id}/appointments/{uuid4()}", self._body()) for _ in range(ACTS)]

    def _body(self) -> Mapping[str, Any]:
        number = next(self._numbers)
        first = number % max(1, len(self._plan.employers) - 2)
        return {
            "organisation": str(FAGFORBUNDET),
            "person": {"name": f"Kari Eksempel {number}"},
            "role": "tillitsvalgt",
            "scope": [str(each) for each in self._plan.employers[first : first + 3]],
            "from": "2025-03-01",
        }
