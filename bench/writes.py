"""Appointing over HTTP: in a region, and for a whole country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.appointing import CLIENTS, DAY, ROOT, Appointing, Inserting
from bench.measures import RATE, Measure
from bench.scale import Scale
from bench.serving.floor_store import store
from bench.serving.load import Request
from bench.serving.postgres import FLOOR as FLOOR_DATABASE
from bench.serving.postgres import copy_to, postgres
from bench.serving.server import FLOOR, SAMRAD, Server, serving
from bench.store.asking import Asked, asked_in
from bench.store.keeping import copied, kept, scratch
from bench.store.making import Size, settings_in

ROUTE = "the floor is a Flask route that puts {rows} and an audit row in one transaction"


@contextmanager
def sqlite(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On SQLite, in the large store."""
    with copied(scale.large) as folder, _both(settings_in(folder), scale.large, folder) as (server, floor, asked):
        ours, floors = _clients(server, floor, asked, scale)
        with_summary = Measure(
            "national then summary",
            floors[1].rate_with_answer,
            ours[1].rate_with_summary,
            of="the same, each followed by asking for the project's figures of a day; the floor's by asking for an "
            "answer that lies ready",
            unit=RATE,
        )
        yield [*_measures(ours, floors, asked, _in(scale.large), (0.5, 0.8)), with_summary]


@contextmanager
def own_days(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On SQLite, where every employer has clarified on a date of its own."""
    size = scale.own_days
    with copied(size) as folder, _both(settings_in(folder), size, folder) as (server, floor, asked):
        ours, floors = _clients(server, floor, asked, scale)
        national = _measures(ours, floors, asked, _in(size), (None, None), " own days")[1]
        yield [national]


@contextmanager
def postgresql(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On PostgreSQL, in the small store."""
    with postgres() as base, scratch() as folder:
        env = copy_to(base, kept(scale.small))
        with _both(env, scale.small, folder, base.url(FLOOR_DATABASE)) as (server, floor, asked):
            ours, floors = _clients(server, floor, asked, scale)
            many = Appointing(server, asked, asked.regional[:CLIENTS], scale.seconds, to_all=False)
            one = Appointing(server, asked, asked.regional[:1], scale.seconds, to_all=False)
            writers = Measure(
                "writers postgresql",
                one.rate,
                many.rate,
                of=f"appointments by {CLIENTS} clients, each in a regional project of its own; the floor is one client "
                "of the same server",
                reach=1.5,
                at_least=True,
                unit=RATE,
            )
            yield [*_measures(ours, floors, asked, "on PostgreSQL", (0.4, 0.8), " postgresql"), writers]


def _in(size: Size) -> str:
    return f"on SQLite, beside {size.events:,} events of other projects"


@contextmanager
def _both(
    env: Mapping[str, str], size: Size, folder: Path, floor: str | None = None
) -> Iterator[tuple[Server, Server, Asked]]:
    """Samråd on a store, the floor on a database of its own, and what is asked."""
    url = floor or f"sqlite:///{folder / 'floor.db'}"
    store(url).create()
    asked = asked_in(env, size)
    floor_env = {"SAMRAD_DATABASE": url, "BENCH_DATABASE": url, "BENCH_ANSWERS": str(folder)}
    with serving(SAMRAD, env) as server, serving(FLOOR, floor_env) as floored:
        national = asked.national
        path = f"{ROOT}/projects/{national.id}/coverage?pairs=none&at={DAY}"
        (folder / "summary.json").write_bytes(server.ask(Request.get(path, asked.tokens[national.owner])))
        yield server, floored, asked


Pair = tuple[Sequence[Appointing], Sequence[Inserting]]


def _clients(server: Server, floor: Server, asked: Asked, scale: Scale) -> Pair:
    """Those of a region, and those of the whole country."""
    region, country = asked.regional[0], asked.national
    return (
        [
            Appointing(server, asked, [region] * CLIENTS, scale.seconds, to_all=False),
            Appointing(server, asked, [country] * CLIENTS, scale.seconds, to_all=True),
        ],
        [
            Inserting(floor, region, 1, scale.seconds),
            Inserting(floor, country, len(country.employers), scale.seconds),
        ],
    )


def _measures(
    ours: Sequence[Appointing],
    floors: Sequence[Inserting],
    asked: Asked,
    where: str,
    reach: tuple[float | None, float | None],
    suffix: str = "",
) -> Sequence[Measure]:
    region, country = asked.regional[0], asked.national
    return [
        Measure(
            f"{name}{suffix}",
            floor.rate,
            mine.rate,
            of=f"{CLIENTS} clients appoint {what}, each with a new person, {where}; {ROUTE.format(rows=rows)}",
            reach=to_reach,
            at_least=True,
            unit=RATE,
        )
        for name, mine, floor, what, rows, to_reach in zip(
            ("appoint", "national"),
            ours,
            floors,
            (
                f"in a project of {len(region.employers)} × {len(region.organisations)}",
                f"for all employers in one of {len(country.employers)} × {len(country.organisations)}",
            ),
            ("a row", f"{len(country.employers)} rows"),
            reach,
            strict=True,
        )
    ]
