"""The best choice, proven: a linear programme, tier after tier, each with what the earlier ones came to held fast."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from projections.groups.optimiser.bounds import whole
from projections.groups.optimiser.highs import Line, Model, Patience
from projections.groups.optimiser.problem import Flags, Floats, Found, Incidence, Ints, Problem, Worth, parted

Part = tuple[int, float]
"""A column, and what it counts for."""


def seats_line(problem: Problem) -> Line:
    """No more are chosen than there are seats."""
    return Line(np.arange(problem.count), np.ones(problem.count), -np.inf, problem.seats)


def must_line(problem: Problem) -> Line:
    """The fixed members are chosen."""
    return Line(problem.must, np.ones(len(problem.must)), len(problem.must), np.inf)


def rule_line(problem: Problem, number: int) -> Line:
    """One of the rows of the rules."""
    row, rules = problem.rules.matrix[number], problem.rules
    columns = np.flatnonzero(row)
    return Line(columns, row[columns].astype(float), float(rules.least[number]), float(rules.most[number]))


def choice_lines(problem: Problem) -> list[Line]:
    """All that a choice keeps."""
    rules = [rule_line(problem, number) for number in range(len(problem.rules.names))]
    return [seats_line(problem), must_line(problem), *rules]


class Programme:
    """The candidates' columns come first, then those that stand for any of several: 1 if one of them is chosen."""

    def __init__(self, problem: Problem) -> None:
        """So far of the choice alone, without any tier."""
        self.problem = problem
        self.lines = choice_lines(problem)
        self.groups: list[Ints] = []
        """The candidates of each column that is not a candidate's own."""

    @property
    def whole(self) -> Flags:
        """Which columns are whole numbers by themselves: the candidates' own, and with them all are."""
        return np.arange(self.problem.count + len(self.groups)) < self.problem.count

    def costs(self, parts: Sequence[Part]) -> Floats:
        """Of all columns."""
        columns, values = zip(*parts, strict=True) if parts else ((), ())
        return np.bincount(np.array(columns, dtype=np.int64), values, len(self.whole)).astype(float)

    def start(self, chosen: Ints) -> Floats:
        """The values of all columns in a choice."""
        inside = np.zeros(self.problem.count)
        inside[chosen] = 1
        return np.append(inside, [inside[group].max() for group in self.groups])

    def tiers(self) -> Iterator[list[Part]]:
        """What counts in each tier, in the order of ``Worth``; its columns and lines are there from then on."""
        problem = self.problem
        yield self._reached(problem.any)
        yield [self._least(group) for group in _alike(problem.persons)]
        yield self._reached(problem.direct)
        yield [self._most(group, 1) for group in _alike(problem.employers, skip=0)]
        yield [(number, -float(load)) for number, load in enumerate(problem.loads) if load]
        yield [(number, -1.0) for number in range(problem.count)]

    def _reached(self, incidence: Incidence) -> list[Part]:
        """The pairs that are reached."""
        groups = parted(incidence.members, incidence.classes, incidence.width)
        weighed = zip(groups, self.problem.weights.tolist(), strict=True)
        return [self._most(group, weight) for group, weight in weighed if len(group)]

    def _most(self, group: Ints, weight: float) -> Part:
        """A column that is at most 1, and at most what is chosen of the group."""
        if len(group) == 1:
            return int(group[0]), weight
        column = self._column(group)
        values = np.append(np.ones(len(group)), -1.0)
        self.lines.append(Line(np.append(group, column), values, 0, np.inf))
        return column, weight

    def _least(self, group: Ints) -> Part:
        """A column that counts against the choice, and is at least each one of the group."""
        if len(group) == 1:
            return int(group[0]), -1.0
        column = self._column(group)
        self.lines += [Line(np.array([column, one]), np.array([1.0, -1.0]), 0, np.inf) for one in group]
        return column, -1.0

    def _column(self, group: Ints) -> int:
        self.groups.append(group)
        return self.problem.count + len(self.groups) - 1


def _alike(labels: Ints, skip: int | None = None) -> Iterable[Ints]:
    """The candidates of each label, except of one label."""
    for label in np.unique(labels):
        if label != skip:
            yield np.flatnonzero(labels == label)


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
