"""The measures still run: on tiny sizes, and nothing is timed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from bench import __main__ as bench
from bench.country import Country
from bench.measures import RATE, Measure, Result, take
from bench.picture import picture
from bench.report import page, significant, table
from bench.scale import TINY
from bench.store import keeping
from projections.groups.optimiser.select import select

POSTGRESQL = "write-postgresql"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", autouse=True)
def _stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Made-up stores are kept for this module alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "CACHE", tmp_path_factory.mktemp("bench"))
        yield


def runs(name: str) -> None:
    """Floor and ours of each measure come to something, and it is told of them."""
    with bench.MEASURES[name](TINY) as measures:
        assert measures
        for measure in measures:
            found = measure.found() if measure.found else None
            result = Result(measure, [measure.floor()], [measure.ours()], found)
            assert result.ratio > 0
            assert f"| {measure.name} | " in page([result])
            assert table([result]).row_count == 1


@pytest.mark.parametrize("name", [name for name in bench.MEASURES if name != POSTGRESQL])
def test_each_measure_runs(name: str) -> None:
    """Each against its floor."""
    runs(name)


@pytest.mark.postgresql
def test_those_on_postgresql_run() -> None:
    """On a server of their own."""
    runs(POSTGRESQL)


def a_measure(*, floor: float, ours: float, reach: float | None, at_least: bool = False) -> Result:
    """What comes to the same in each of two rounds."""
    measure = Measure(
        "a & b", floor=lambda: floor, ours=lambda: ours, of="nothing", reach=reach, at_least=at_least, unit=RATE
    )
    return Result(measure, [floor] * 2, [ours] * 2)


def test_figures_have_three_digits() -> None:
    """And two below one."""
    figures = (12345.6, 123.45, 19.75, 1.234, 0.1234, 0.00123)
    assert [significant(each) for each in figures] == ["12,346", "123", "19.8", "1.23", "0.12", "0.0012"]


@pytest.mark.parametrize(
    ("result", "cells"),
    [
        (a_measure(floor=1, ours=3, reach=2), "| 3.00 | 3.00–3.00 | ≤ 2 (not reached) |"),
        (a_measure(floor=1, ours=1.5, reach=2), "| 1.50 | 1.50–1.50 | ≤ 2 |"),
        (a_measure(floor=100, ours=50, reach=0.4, at_least=True), "| 0.5 | 0.5–0.5 | ≥ 0.4 |"),
        (a_measure(floor=100, ours=30, reach=0.4, at_least=True), "| 0.3 | 0.3–0.3 | ≥ 0.4 (not reached) |"),
        (a_measure(floor=100, ours=30, reach=None), "| 0.3 | 0.3–0.3 | – |"),
    ],
)
def test_what_is_not_reached_is_said(result: Result, cells: str) -> None:
    """In the page too; a rate may not fall short, a cost may not exceed."""
    assert cells in page([result])


def test_the_picture_has_a_bar_for_each_reach() -> None:
    """At its share of what it may be, with its figures in words too; what is only told is left out."""
    results = [
        a_measure(floor=1, ours=1, reach=2),
        a_measure(floor=100, ours=30, reach=0.4, at_least=True),
        a_measure(floor=1, ours=1, reach=None),
    ]
    drawn = ElementTree.fromstring(picture(results))
    _, *bars = drawn.iter(f"{SVG}rect")
    within, beyond = (float(bar.attrib["width"]) for bar in bars)
    line = next(drawn.iter(f"{SVG}line"))
    limit = float(line.attrib["x1"]) - float(bars[0].attrib["x"])
    assert within == limit / 2
    assert beyond > limit
    told = drawn.findtext(f"{SVG}desc") or ""
    assert "1 of 2 measures are within their limit." in told
    assert "a & b: 0.3 (≥ 0.4), beyond its limit." in told


def test_what_takes_long_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other measures run once for nothing, and then at least so many rounds."""
    ran: list[str] = []

    def run() -> float:
        ran.append("floor")
        return 1.0

    measure = Measure("a", floor=run, ours=lambda: 1.0, of="nothing", rounds=(2, 2))
    monkeypatch.setattr("bench.measures.SECONDS", 0.0)
    assert len(take(measure).ours) == len(ran) == 1
    monkeypatch.setattr("bench.measures.SECONDS", 1.0)
    assert len(take(measure).ours) == 2
    assert len(ran) == 1 + 1 + 2


def test_the_country_is_the_same_every_time() -> None:
    """For the same seed; and nobody in it represents a pair that is not there."""
    country = Country.read(30)
    candidates = country.candidates(200, seed=1)
    assert candidates == Country.read(30).candidates(200, seed=1)
    assert candidates != country.candidates(200, seed=2)
    assert all(pair in range(country.pairs) for each in candidates for pair in each.direct | each.indirect)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bound_is_near_on_the_whole_country(seed: int) -> None:
    """Within five per cent; not all pairs can be covered, so that there is something to choose."""
    country = Country.read()
    answer = select(country.candidates(2_000, seed), 60, (), ())
    assert country.pairs == 371 * 34
    assert answer.covers <= answer.bound <= 1.05 * answer.covers
    assert answer.covers < 0.95 * country.pairs
