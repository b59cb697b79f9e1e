"""Reading over HTTP, by the CPU seconds that the server's processes spend on an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import orjson

from bench.measures import CPU, Measure
from bench.reading import gaps, matrix, ready, summary
from bench.scale import Scale
from bench.serving.floor_store import SQLiteStore
from bench.serving.server import FLOOR, SAMRAD, serving
from bench.store.asking import asked_in
from bench.store.keeping import copied
from bench.store.making import settings_in

READY = "the floor is a Flask route that answers the same with orjson, from objects that lie ready"


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """In the large store."""
    with copied(scale.large) as folder:
        env = settings_in(folder)
        asked = asked_in(env, scale.large)
        with serving(SAMRAD, env) as server:
            readings = [reader(server, asked, scale.seconds) for reader in (summary, gaps, matrix)]
            answers = [reading.body() for reading in readings]
            for name, answer in zip(("summary", "gaps"), answers, strict=False):
                (folder / f"{name}.json").write_bytes(answer)
            url = _pairs_in(folder, answers[2])
            floor_env = {"SAMRAD_DATABASE": url, "BENCH_DATABASE": url, "BENCH_ANSWERS": str(folder)}
            with serving(FLOOR, floor_env) as floor:
                floors = [ready(floor, path, scale.seconds) for path in ("/answer/summary", "/answer/gaps", "/pairs")]
                yield [
                    Measure(name, plain.cost, ours.cost, of=of, reach=reach, unit=CPU)
                    for (name, of, reach), plain, ours in zip(_told(scale, answers), floors, readings, strict=True)
                ]


def _told(scale: Scale, answers: Sequence[bytes]) -> Sequence[tuple[str, str, float]]:
    open_pairs, all_pairs = (len(orjson.loads(answers[1])), len(orjson.loads(answers[2])["pairs"]))
    where = f"beside {scale.many:,} events of other projects, another day each time"
    return [
        ("summary", f"the figures of a national project, {where}; {READY}", 2),
        (
            "gaps",
            f"what is open for Fagforbundet in all projects: the first {open_pairs} pairs, and how many there are, "
            f"{where}; {READY}",
            2,
        ),
        (
            "matrix",
            f"all {all_pairs:,} pairs of a national project, {where}; the floor is a Flask route that selects as many "
            "rows of ten columns from SQLite and answers them with orjson",
            1,
        ),
    ]


def _pairs_in(folder: Path, answer: bytes) -> str:
    """The database of the floor, with the pairs of an answer in a table."""
    url = f"sqlite:///{folder / 'floor.db'}"
    floor = SQLiteStore(url)
    floor.create()
    floor.fill_pairs(
        (
            *(pair["employer"][name] for name in ("id", "kommunenummer", "name")),
            *(pair["organisation"][name] for name in ("slug", "name")),
            *(pair[name] for name in ("status", "claimed", "since", "until")),
            orjson.dumps(pair["appointments"]).decode(),
        )
        for pair in orjson.loads(answer)["pairs"]
    )
    return url
