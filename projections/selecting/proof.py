"""The best choice, proven: tier after tier, each with what the earlier ones came to held fast."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np

from projections.selecting.arrays import Floats, Ints
from projections.selecting.multipliers import whole
from projections.selecting.problem import Found, Problem, Worth
from projections.selecting.programme import Programme
from projections.selecting.solver import Line, Model, Patience

WORK = 300_000
"""Entries × pauses, of all questions together: a few seconds where it is hard to tell."""
PAUSES = 25
"""The fewest that are allowed."""
AT_ONCE = 12
"""The candidates of whom one question tells which come first by key."""


class Prover:
    """A choice that keeps the rules, on its way to the best."""

    def __init__(self, problem: Problem, chosen: Ints, tiers: int | None = None) -> None:
        """From any choice that keeps the rules; of the first so many tiers, or of all."""
        self.problem, self.chosen = problem, chosen
        self._programme = Programme(problem)
        parts = list(islice(self._programme.tiers(), tiers))
        self._costs = [self._programme.costs(tier) for tier in parts]
        patience = Patience(max(PAUSES, WORK // max(1, problem.size)))
        self._model = Model(self._programme.whole, self._programme.lines, patience)

    def prove(self) -> Found:
        """The best choice that the work allowed finds."""
        bounds = [self._tier(tier) for tier in range(len(self._costs))]
        throughout = tuple(bounds) == self.problem.worth(self.chosen)
        if throughout:
            self._first()
        return Found(self.chosen, bounds[0], throughout)

    def _tier(self, tier: int) -> int:
        """The most that the tier can be, the earlier ones being no less than they came to; so it is from now on too."""
        costs = self._costs[tier]
        bound = ceiling(self.problem)[tier]
        if self.problem.worth(self.chosen)[tier] < bound:
            bound = whole(min(bound, self._ask(costs)))
        came_to = self.problem.worth(self.chosen)[tier]
        columns = np.flatnonzero(costs)
        self._model.add(Line(columns, costs[columns], came_to, np.inf))
        return max(bound, came_to)

    def _first(self) -> None:
        """Of the choices as good, the one that comes first when keys are compared in order."""
        ever = self._ever()
        self._model.fix(np.setdiff1d(np.arange(self.problem.count), ever), 0)
        for start in range(0, len(ever), AT_ONCE):
            some = ever[start : start + AT_ONCE]
            self._ask(self._counting(some, np.exp2(np.arange(len(some), dtype=np.float64)[::-1])))
            inside = np.isin(some, self.chosen)
            self._model.fix(some[inside], 1)
            self._model.fix(some[~inside], 0)

    def _ever(self) -> Ints:
        """The candidates of some choice as good: those of the choices with most others, until none has any other."""
        ever = self.chosen
        while len(others := np.setdiff1d(np.arange(self.problem.count), ever)):
            self._ask(self._counting(others, np.ones(len(others))))
            if np.isin(self.chosen, ever).all():
                break
            ever = np.union1d(ever, self.chosen)
        return ever

    def _counting(self, candidates: Ints, values: Floats) -> Floats:
        """Costs of some candidates alone."""
        costs = np.zeros(self._model.width)
        costs[candidates] = values
        return costs

    def _ask(self, costs: Floats) -> float:
        """What the costs come to at most; the choice is the best found."""
        answer = self._model.maximise(costs, self._programme.start(self.chosen))
        if answer.values is not None:
            found = np.flatnonzero(answer.values[: self.problem.count] > 0.5)
            if self.problem.keeps(found) and self._gain(found, costs) > 0:
                self.chosen = found
        return answer.bound if answer.possible else math.inf  # the choice there is says that it is possible

    def _gain(self, found: Ints, costs: Floats) -> float:
        """How much better another choice is, by costs."""
        start = self._programme.start
        return float(costs @ start(found) - costs @ start(self.chosen))


def ceiling(problem: Problem) -> Worth:
    """What no choice is better than, seen at a glance."""
    must, loads = problem.must, problem.loads
    others = np.delete(loads, must)
    return Worth(
        problem.total,
        -len(np.unique(problem.persons[must])),
        int(problem.weights[problem.direct.covered(np.arange(problem.count)) > 0].sum()),
        min(len(np.unique(problem.employers[problem.employers > 0])), problem.seats),
        -int(loads[must].sum() + others[others < 0].sum()),
        -len(must),
    )
