"""A good choice fast, and a bound on all of them."""

from __future__ import annotations

import numpy as np

from projections.selecting.arrays import Ints
from projections.selecting.contradiction import some_choice
from projections.selecting.greedy import grow
from projections.selecting.multipliers import descend
from projections.selecting.problem import Found, Problem
from projections.selecting.proof import Prover
from projections.selecting.search import improve

EXCHANGES = 30
"""The most exchanges made of a choice; few are ever found."""
STEPS = 100
"""Towards the bound; on real registers it is then within half a per cent."""


def begin(problem: Problem) -> Ints | None:
    """A good choice that keeps the rules; None where no choice does."""
    start: Ints | None = problem.must
    if not problem.keeps(problem.must):
        reach = np.bincount(problem.any.members, problem.weights[problem.any.classes], problem.count)
        start = some_choice(problem, reach.astype(float))
    return None if start is None else improve(problem, grow(problem, start), EXCHANGES)


def bounded(problem: Problem, chosen: Ints) -> Found:
    """A choice at least as good as one that keeps the rules, and a bound that is worth having."""
    if problem.rules.names:
        covering = Prover(problem, chosen, tiers=1).prove()
        return Found(improve(problem, covering.chosen, EXCHANGES), covering.bound, throughout=False)
    return Found(chosen, descend(problem, problem.worth(chosen).covers, STEPS), throughout=False)
