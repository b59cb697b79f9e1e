"""Arithmetic of days, against sets of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.log.spans import (
    ALL_DAYS,
    ALWAYS,
    FOREVER,
    Span,
    complement,
    contains,
    cuts,
    intersect,
    span,
    subtract,
    union,
)

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(30)]
_day = st.sampled_from(DAYS)
_spans = st.lists(st.builds(Span, _day, _day), max_size=5)


def days(spans: list[Span]) -> set[date]:
    """The days in the spans, one by one."""
    return {day for day in DAYS for start, stop in spans if start <= day < stop}


def is_normal(spans: list[Span]) -> bool:
    """Sorted, none empty, no two touching."""
    bounded = all(start < stop for start, stop in spans)
    return bounded and all(before.stop < after.start for before, after in pairwise(spans))


@given(_spans)
def test_union(spans: list[Span]) -> None:
    """The days in any."""
    assert days(union(spans)) == days(spans)
    assert is_normal(union(spans))


@given(_spans, _spans)
def test_intersect_and_subtract(left: list[Span], right: list[Span]) -> None:
    """The days in both, and in one alone."""
    a, b = union(left), union(right)
    assert days(intersect(a, b)) == days(a) & days(b)
    assert days(subtract(a, b)) == days(a) - days(b)
    assert is_normal(intersect(a, b))
    assert is_normal(subtract(a, b))


@given(_spans)
def test_complement(spans: list[Span]) -> None:
    """The days in none, on both sides for ever."""
    normal = union(spans)
    assert days(complement(normal)) == set(DAYS) - days(normal)
    assert complement(complement(normal)) == normal
    assert union([*normal, *complement(normal)]) == list(ALL_DAYS)


@given(_spans, _day)
def test_contains(spans: list[Span], day: date) -> None:
    """As the days say."""
    assert contains(spans, day) == (day in days(spans))
    assert any(day in each for each in spans) == (day in days(spans))


def test_a_span_is_half_open() -> None:
    """From inclusive, until exclusive, null open."""
    held = span(FIRST, date(2020, 1, 3))
    assert [day in held for day in DAYS[:3]] == [True, True, False]
    assert span(None, None) == Span(ALWAYS, FOREVER)
    assert cuts([held]) == {FIRST, date(2020, 1, 3)}
    assert "2020-01-01" not in held
