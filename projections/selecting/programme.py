"""The choice as a linear programme: a column for each candidate, and one for each thing that any of several brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from projections.selecting.arrays import Flags, Floats, Ints
from projections.selecting.classes import Incidence, parted
from projections.selecting.problem import Problem
from projections.selecting.solver import Line

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
