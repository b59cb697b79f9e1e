"""The same over HTTP in a large store and in a small one: what is asked about is the same project in both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from bench.appointing import CLIENTS, Appointing
from bench.measures import CPU, TIME, Measure, Run
from bench.reading import gaps, matrix, summary
from bench.scale import Scale
from bench.serving.server import SAMRAD, Server, serving
from bench.store.asking import Asked, asked_in
from bench.store.keeping import copied
from bench.store.making import Size, settings_in

REACH = 1.2
Making = Callable[[Server, Asked, float], Run]


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """Each of those against a floor, against itself."""
    with ExitStack() as stack:
        (small, of_small), (large, of_large) = (
            stack.enter_context(_served(size)) for size in (scale.small, scale.large)
        )
        where = f"{scale.many:,} events of other projects; the floor is the same beside {scale.few:,}"
        yield [
            Measure(
                f"{name} by size",
                making(small, of_small, scale.seconds),
                making(large, of_large, scale.seconds),
                of=f"{what} beside {where}",
                reach=REACH,
                unit=CPU if name in ("summary", "gaps", "matrix") else TIME,
            )
            for name, (making, what) in MAKING.items()
        ]


@contextmanager
def _served(size: Size) -> Iterator[tuple[Server, Asked]]:
    with copied(size) as folder:
        env = settings_in(folder)
        asked = asked_in(env, size)
        with serving(SAMRAD, env) as server:
            yield server, asked


def _region(server: Server, asked: Asked, seconds: float) -> Run:
    return Appointing(server, asked, [asked.regional[0]] * CLIENTS, seconds, to_all=False).spent


def _country(server: Server, asked: Asked, seconds: float) -> Run:
    return Appointing(server, asked, [asked.national] * CLIENTS, seconds, to_all=True).spent


MAKING: dict[str, tuple[Making, str]] = {
    "appoint": (_region, "an appointment in a regional project, the mean of 8 clients,"),
    "national": (_country, "an appointment for all employers of a national project, the mean of 8 clients,"),
    "summary": (lambda *given: summary(*given).cost, "the figures of a national project"),
    "matrix": (lambda *given: matrix(*given).cost, "all pairs of a national project"),
    "gaps": (
        lambda *given: gaps(*given).cost,
        "what is open for Fagforbundet in all projects, of which there are more,",
    ),
}
