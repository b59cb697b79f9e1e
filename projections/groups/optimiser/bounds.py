"""Bounds by Lagrangian relaxation: a price for reaching each class, at which the candidates are weighed one by one.

With prices p (0 ≤ p ≤ w, the weights), whatever is chosen covers at most Σ (w − p) + Σ of the chosen's reach in prices.
The most that the latter can be is the sum of the dearest that fit the seats. That holds at any prices; the search below
is for those that make it small. Source: M. L. Fisher, The Lagrangian relaxation method, Management Science 27 (1981).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from projections.groups.optimiser.problem import Floats, Ints, Problem

SLACK = 1e-6
"""Far above what floating point adds up to wrongly, far below the one pair that would matter."""
PATIENCE = 5
"""The steps without a better bound after which they are halved."""


class Relaxed(NamedTuple):
    """A bound, and the choice that reaches it at the prices."""

    bound: float
    chosen: Ints


def whole(bound: float) -> int:
    """The greatest number of pairs that a bound allows."""
    return math.floor(bound + SLACK)


def relaxed(problem: Problem, prices: Floats) -> Relaxed:
    """What no choice covers more than: of the rules, the seats and the fixed members alone are minded."""
    reach = np.bincount(problem.any.members, prices[problem.any.classes], problem.count)
    others = reach.copy()
    others[problem.must] = -1
    room = min(problem.seats - len(problem.must), problem.count)
    dearest = np.argpartition(others, -room)[-room:] if room > 0 else problem.must[:0]
    dearest = dearest[others[dearest] > 0]
    chosen = np.concatenate([problem.must, dearest])
    return Relaxed(float((problem.weights - prices).sum() + reach[chosen].sum()), chosen)


def descend(problem: Problem, covers: int, steps: int) -> int:
    """The best bound of so many steps along subgradients, towards a cover that is known to be possible."""
    weights, best = problem.weights, float(problem.total)
    alternatives = np.bincount(problem.any.classes, minlength=len(weights))
    prices = np.where(alternatives == 1, weights, 0.0)
    scale, waited = 1.0, 0
    for _ in range(steps):
        bound, chosen = relaxed(problem, prices)
        waited = 0 if bound < best else waited + 1
        best = min(best, bound)
        if whole(best) <= covers:
            break
        if waited == PATIENCE:
            scale, waited = scale / 2, 0
        slope = (prices < weights) - problem.any.covered(chosen)
        slope[(slope < 0) & (prices <= 0)] = 0
        length = float(slope @ slope)
        if length == 0:
            break
        prices = np.clip(prices + scale * (bound - covers) / length * slope, 0, weights)
    return max(whole(best), covers)
