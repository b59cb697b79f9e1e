"""Starting: from gunicorn's first instruction to the first answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from time import perf_counter

from api.cli.store import initialise
from api.services import Services
from api.settings import Settings
from bench.appointing import ROOT
from bench.measures import LONG, Measure
from bench.scale import Scale
from bench.serving.load import Request
from bench.serving.server import SAMRAD, await_answer, started
from bench.store.asking import HOURS
from bench.store.keeping import copied, scratch
from bench.store.making import settings_in
from domain.log.statements import Party


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """With the large store, and with an empty one."""
    with copied(scale.large) as folder, scratch() as empty:
        yield [
            Measure(
                "start",
                partial(_start, *_ready(settings_in(empty))),
                partial(_start, *_ready(settings_in(folder))),
                of=f"from gunicorn's start to the first answer, a page of projects, with {scale.many:,} events; the "
                "floor is the same with a store that has just been made",
                reach=1.5,
                unit=LONG,
            )
        ]


def _ready(env: Mapping[str, str]) -> tuple[Mapping[str, str], Request]:
    """The environment of a store that has been made, and the first question to it."""
    with closing(Services(Settings.of(env))) as services:
        initialise(services)
        token = services.issuer.issue(Party("auditor"), HOURS)
    return env, Request.get(f"{ROOT}/projects?page_size=20", token)


def _start(env: Mapping[str, str], request: Request) -> float:
    begun = perf_counter()
    with started(SAMRAD, env) as server:
        await_answer(server, request)
        return perf_counter() - begun
