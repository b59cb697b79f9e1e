"""Appointing over HTTP: in a region, and for a whole country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.appointing import CLIENTS, DAY, ROOT, Appointing, Inserting
from bench.measures import RATE, Measure
from bench.scale import Scale
from bench.serving.floor_store import store
from bench.serving.load import Request
from bench.serving.postgres import FLOOR as FLOOR_DATABASE
from bench.serving.postgres import copy_to, postgres
from bench.serving.server import FLOOR, SAMRAD, Server, serving
from bench.store.asking import FAGFORBUNDET, Asked, asked_in
from bench.store.keeping import copied, kept, scratch
from bench.store.making import Size, settings_in


@dataclass(frozen=True)
class Both:
    """Samråd on a store, the floor on a database of its own, and what is asked."""

    server: Server
    floor: Server
    asked: Asked
    seconds: float
    where: str

    def region(self, suffix: str = "", reach: float | None = None) -> Measure:
        """Appointing in a regional project."""
        plan = self.asked.regional[0]
        what = f"in a project of {len(plan.employers)} × {len(plan.organisations)}"
        return Measure(
            f"appoint{suffix}",
            Inserting(self.floor, plan, 1, self.seconds).rate,
            Appointing(self.server, self.asked, [plan] * CLIENTS, self.seconds, to_all=False).rate,
            of=f"{CLIENTS} clients appoint {what}, each a new person, {self.where}; the floor is a Flask route that "
            "puts a row and an audit row in one transaction",
            reach=reach,
            at_least=True,
            unit=RATE,
        )

    def country(self, suffix: str = "", reach: float | None = None) -> Measure:
        """Appointing for all employers of the national project."""
        plan = self.asked.national
        rows = len(plan.employers)
        return Measure(
            f"national{suffix}",
            Inserting(self.floor, plan, rows, self.seconds).rate,
            Appointing(self.server, self.asked, [plan] * CLIENTS, self.seconds, to_all=True).rate,
            of=f"{CLIENTS} clients appoint for all employers of a project of {rows} × {len(plan.organisations)}, "
            f"each a new person, {self.where}; the floor is a Flask route that puts {rows} rows and an audit row in "
            "one transaction",
            reach=reach,
            at_least=True,
            unit=RATE,
        )

    def country_then(self, name: str, what: str, folder: Path, question: Request) -> Measure:
        """The same, with a question after each appointment, so that what is put off until then shows."""
        plan = self.asked.national
        (folder / f"{name}.json").write_bytes(self.server.ask(question))
        ready = Request.get(f"/answer/{name}")
        rows = len(plan.employers)
        return Measure(
            f"national then {name}",
            Inserting(self.floor, plan, rows, self.seconds, ready).rate,
            Appointing(self.server, self.asked, [plan] * CLIENTS, self.seconds, to_all=True, then=question).rate,
            of=f"the same, each followed by asking for {what}; the floor's by asking for an answer that lies ready",
            at_least=True,
            unit=RATE,
        )

    def writers(self) -> Measure:
        """Several clients in several projects, against one."""
        many, one = (
            Appointing(self.server, self.asked, self.asked.regional[:count], self.seconds, to_all=False)
            for count in (CLIENTS, 1)
        )
        return Measure(
            "writers postgresql",
            one.rate,
            many.rate,
            of=f"{CLIENTS} clients appoint, each in a regional project of its own, {self.where}; the floor is one "
            "client of the same server",
            reach=1.5,
            at_least=True,
            unit=RATE,
        )


@contextmanager
def sqlite(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On SQLite, in the large store."""
    with copied(scale.large) as folder, _both(settings_in(folder), scale.large, scale.seconds, folder) as both:
        national, tokens = both.asked.national, both.asked.tokens
        path = f"{ROOT}/projects/{national.id}/coverage?pairs=none&at={DAY}"
        summary = Request.get(path, tokens[national.owner])
        gaps = Request.get(f"{ROOT}/organisations/{FAGFORBUNDET}/gaps?page_size=100&at={DAY}", tokens[FAGFORBUNDET])
        yield [
            both.region(reach=0.5),
            both.country(reach=0.8),
            both.country_then("summary", "the project's figures of a day", folder, summary),
            both.country_then("gaps", "what is open for Fagforbundet in all projects on a day", folder, gaps),
        ]


@contextmanager
def own_days(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On SQLite, where every employer has clarified on a date of its own."""
    with copied(scale.own_days) as folder, _both(settings_in(folder), scale.own_days, scale.seconds, folder) as both:
        yield [both.country(" own days")]


@contextmanager
def postgresql(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On PostgreSQL, in the small store."""
    with postgres() as base, scratch() as folder:
        env = copy_to(base, kept(scale.small))
        with _both(env, scale.small, scale.seconds, folder, base.url(FLOOR_DATABASE)) as both:
            yield [both.region(" postgresql", 0.4), both.country(" postgresql", 0.8), both.writers()]


@contextmanager
def _both(env: Mapping[str, str], size: Size, seconds: float, folder: Path, floor: str | None = None) -> Iterator[Both]:
    url = floor or f"sqlite:///{folder / 'floor.db'}"
    store(url).create()
    asked = asked_in(env, size)
    days = ", where each employer has clarified on a date of its own" if size.own_days else ""
    where = f"on {'PostgreSQL' if floor else 'SQLite'}, beside {size.events:,} events of other projects{days}"
    floor_env = {"SAMRAD_DATABASE": url, "BENCH_DATABASE": url, "BENCH_ANSWERS": str(folder)}
    with serving(SAMRAD, env) as server, serving(FLOOR, floor_env) as floored:
        yield Both(server, floored, asked, seconds, where)
