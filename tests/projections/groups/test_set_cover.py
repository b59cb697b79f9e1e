"""The fewest options that reach everything, against all choices there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.groups.optimiser import set_cover
from projections.groups.optimiser.highs import Answer, Model
from projections.groups.optimiser.set_cover import Option, cover

THINGS = [UUID(int=number) for number in range(6)]
KEYS = [UUID(int=100 + number) for number in range(7)]


def option(key: int, *reaches: int, direct: Sequence[int] = ()) -> Option:
    """An option that reaches things, some of them directly."""
    return Option(KEYS[key], {THINGS[each]: each in direct for each in (*reaches, *direct)})


def directly(chosen: Sequence[Option], weights: Mapping[UUID, int]) -> int:
    """How much of the weights is reached directly."""
    return sum(weight for thing, weight in weights.items() if any(each.reaches.get(thing) for each in chosen))


def reaches_all(chosen: Sequence[Option], weights: Mapping[UUID, int]) -> bool:
    """Whether everything is reached."""
    return weights.keys() <= {thing for each in chosen for thing in each.reaches}


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Option], dict[UUID, int]]:
    """Options that together reach everything, which has weights."""
    drawn = draw(st.lists(st.dictionaries(st.sampled_from(THINGS), st.booleans(), min_size=1), min_size=1, max_size=7))
    options = [Option(key, reaches) for key, reaches in zip(KEYS, drawn, strict=False)]
    reached = sorted({thing for each in options for thing in each.reaches})
    return options, {thing: draw(st.integers(1, 4)) for thing in reached}


@given(questions())
def test_as_few_as_can_be_and_then_as_direct(question: tuple[list[Option], dict[UUID, int]]) -> None:
    """No choice of fewer reaches all, and none of as many reaches more directly."""
    options, weights = question
    found = cover(options, weights)
    alternatives = (some for count in range(len(options) + 1) for some in combinations(options, count))
    covering_all = [some for some in alternatives if reaches_all(some, weights)]
    fewest = min(map(len, covering_all))
    assert reaches_all(found.chosen, weights)
    assert len(found.chosen) == found.bound == fewest
    best = max(directly(some, weights) for some in covering_all if len(some) == fewest)
    assert directly(found.chosen, weights) == best
    assert cover(options, weights) == found


def test_nothing_to_reach() -> None:
    """Needs nobody."""
    assert cover([], {}) == ([], 0)


def test_one_for_all_rather_than_one_each() -> None:
    """Though each would be direct."""
    own = [option(number, direct=[number]) for number in range(3)]
    everybody = option(3, 0, 1, 2)
    assert cover([*own, everybody], dict.fromkeys(THINGS[:3], 1)).chosen == [everybody]


def test_two_that_are_more_direct_than_two_others() -> None:
    """Weighed by what is reached."""
    light, heavy = option(0, 2, direct=[0]), option(1, 2, direct=[1])
    both = option(2, 0, 1)
    alone = option(3, direct=[2])
    assert cover([both, alone, light, heavy], {THINGS[0]: 1, THINGS[1]: 9, THINGS[2]: 2}).chosen == [light, heavy]


def test_of_two_alike_the_first() -> None:
    """In the order in which they are given."""
    assert cover([option(1, 0), option(0, 0)], {THINGS[0]: 1}).chosen == [option(1, 0)]


def test_where_it_cannot_be_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found at a glance stands, with the bound that is known."""

    def maximise(*_: object) -> Answer:
        return Answer(None, float("inf"), possible=True)

    monkeypatch.setattr(Model, "maximise", maximise)
    own = [option(number, direct=[number]) for number in range(3)]
    found = set_cover.cover([*own, option(3, 0, 1, 2)], dict.fromkeys(THINGS[:3], 1))
    assert found == ([option(3, 0, 1, 2)], 1)
    assert cover(own, dict.fromkeys(THINGS[:3], 1)) == (own, 1)
