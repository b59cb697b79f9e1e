"""The measures still run: on tiny sizes, and nothing is timed."""

from __future__ import annotations

import pytest

from bench import __main__ as bench
from bench.country import Country
from bench.measures import Measure, Result
from bench.report import page, table
from projections.selection import select


@pytest.mark.parametrize("name", list(bench.MEASURES))
def test_each_measure_runs(name: str) -> None:
    """Floor and ours, and what is told of them."""
    measure = bench.MEASURES[name](tiny=True)
    assert measure.name == name
    measure.floor()
    answer = measure.ours()
    result = Result(measure, [1.0, 1.0], [2.0, 4.0], measure.found(answer) if measure.found else None)
    assert f"| {name} | 1,000.00 ms | 3,000.00 ms | 3.0 | 2.2–3.8 |" in page([result])
    assert table([result]).row_count == 1


def test_what_is_not_reached_is_said() -> None:
    """In the page too."""
    slow = Measure("slow", floor=list, ours=list, reach=2, of="nothing")
    assert "≤ 2 (not reached)" in page([Result(slow, [1.0, 1.0], [3.0, 3.0], None)])


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
