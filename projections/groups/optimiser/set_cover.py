"""The fewest choices that together reach everything there is to reach: a set cover, proven.

Of the covers with the fewest options, the best reaches the most directly. Source of the programme: V. V. Vazirani,
Approximation Algorithms, chapter 13 (Springer 2001).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from projections.groups.optimiser.highs import Line, Model, Patience
from projections.groups.optimiser.problem import Floats

PAUSES = 10_000
"""Of the solver: far more than it takes for as many organisations as there are."""
SLACK = 1e-6


class Option(NamedTuple):
    """What can be chosen."""

    key: UUID
    reaches: Mapping[UUID, bool]
    """Of each thing that it reaches, whether directly."""


class Cover(NamedTuple):
    """A choice that reaches everything."""

    chosen: Sequence[Option]
    """In the order in which they were given."""
    bound: int
    """No choice of fewer reaches everything."""


def cover(options: Sequence[Option], weights: Mapping[UUID, int]) -> Cover:
    """The fewest options that reach all things, of which the weights tell how much each counts when reached directly.

    Each thing is reached by some option, and no weight is less than 1. The same answer for the same, in the same order.
    """
    if not weights:
        return Cover([], 0)
    return _Covering(_different(options), weights).solved()


def _different(options: Sequence[Option]) -> list[Option]:
    """Of those that reach the same in the same way, the first alone."""
    first: dict[frozenset[tuple[UUID, bool]], Option] = {}
    for option in options:
        first.setdefault(frozenset(option.reaches.items()), option)
    return list(first.values())


class _Covering:
    """A column for each option, and then one for each thing: 1 if it is reached directly."""

    def __init__(self, options: Sequence[Option], weights: Mapping[UUID, int]) -> None:
        self._options = options
        self._weights = weights
        self._one = sum(weights.values()) + 1
        """What an option costs: more than all that could be reached directly."""

    def solved(self) -> Cover:
        """The best that is found, from one that is found at a glance."""
        begun, count = self._greedy(), len(self._options)
        whole = np.arange(count + len(self._weights)) < count
        costs = np.array([-self._one] * count + list(self._weights.values()), dtype=float)
        answer = Model(whole, list(self._lines()), Patience(PAUSES)).maximise(costs, self._start(begun))
        chosen = begun if answer.values is None else set(np.flatnonzero(answer.values[:count] > 0.5).tolist())
        least = 1 if math.isinf(answer.bound) else math.ceil(-answer.bound / self._one - SLACK)
        return Cover([self._options[place] for place in sorted(chosen)], max(1, least))

    def _lines(self) -> Iterator[Line]:
        """Each thing is reached; and it is reached directly only where one that reaches it so is chosen."""
        for place, thing in enumerate(self._weights):
            ways = [(number, option.reaches.get(thing)) for number, option in enumerate(self._options)]
            reaching = np.array([number for number, way in ways if way is not None])
            yield Line(reaching, np.ones(len(reaching)), 1, np.inf)
            columns = np.array([*(number for number, way in ways if way), len(self._options) + place])
            yield Line(columns, np.append(np.ones(len(columns) - 1), -1.0), 0, np.inf)

    def _greedy(self) -> set[int]:
        """Whoever reaches the most things that nobody reaches yet, until all are reached."""
        left, chosen = set(self._weights), set[int]()
        while left:
            best = max(range(len(self._options)), key=lambda number: len(left & self._options[number].reaches.keys()))
            chosen.add(best)
            left -= self._options[best].reaches.keys()
        return chosen

    def _start(self, chosen: set[int]) -> Floats:
        inside = [float(number in chosen) for number in range(len(self._options))]
        direct = [
            float(any(self._options[number].reaches.get(thing, False) for number in chosen)) for thing in self._weights
        ]
        return np.array(inside + direct)
