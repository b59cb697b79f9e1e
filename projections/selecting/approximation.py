"""A good choice fast, and a bound on all of them."""

from __future__ import annotations

import numpy as np

from projections.selecting.contradiction import some_choice
from projections.selecting.greedy import grow
from projections.selecting.multipliers import descend, whole
from projections.selecting.problem import Floats, Found, Ints, Problem
from projections.selecting.programme import Programme
from projections.selecting.search import improve
from projections.selecting.solver import Model, Patience

EXCHANGES = 30
"""The most exchanges made of a choice; few are ever found."""
STEPS = 100
"""Towards the bound; on real registers it is then within half a per cent."""


def approximate(problem: Problem, *, bounded: bool) -> Found | None:
    """A choice that keeps the rules, with a bound worth having if asked for; None where no choice keeps them."""
    if problem.keeps(problem.must):
        start: Ints | None = problem.must
    else:
        start, _ = some_choice(problem, _reach(problem, problem.weights))
    if start is None:
        return None
    found = Found(_bettered(problem, start), problem.total, throughout=False)
    if not bounded:
        return found
    if len(problem.rules.names):
        return _priced(problem, found)
    covers = problem.worth(found.chosen).covers
    return found._replace(bound=descend(problem, covers, STEPS))


def _bettered(problem: Problem, start: Ints) -> Ints:
    return improve(problem, grow(problem, start), EXCHANGES)


def _reach(problem: Problem, prices: Floats) -> Floats:
    """What each candidate reaches, in prices of the classes: n."""
    return np.bincount(problem.any.members, prices[problem.any.classes], problem.count).astype(float)


def _priced(problem: Problem, found: Found) -> Found:
    """With the rules in the bound: prices are those of the linear programme, at which HiGHS weighs all choices."""
    prices = _prices(problem)
    start, most = some_choice(problem, _reach(problem, prices))
    bound = min(problem.total, whole(float((problem.weights - prices).sum()) + most))
    other = found.chosen if start is None else _bettered(problem, start)
    chosen = max(found.chosen, other, key=problem.worth)
    return Found(chosen, bound, throughout=False)


def _prices(problem: Problem) -> Floats:
    """What one more candidate for each class would be worth, were seats divisible: m. At most the class's weight."""
    programme = Programme(problem)
    first = len(programme.lines)
    costs = programme.costs(programme.reached(problem.any))
    model = Model(np.zeros(len(programme.whole), dtype=bool), programme.lines, Patience(0))
    model.maximise(costs)
    prices = problem.weights.copy()
    several = np.bincount(problem.any.classes, minlength=len(prices)) > 1
    prices[several] = np.clip(np.abs(model.duals()[first:]), 0, prices[several])
    return prices
