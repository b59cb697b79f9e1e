"""A smallest set of rules that no choice keeps, by implicit hitting sets.

Each set of rules that some choice keeps leaves rules out, and every contradiction has one of those left out. So the
fewest rules that have one of each of the sets left out, as far as these are known, are no more than the smallest
contradiction has. If no choice keeps them, they are one; if some choice does, another set left out is known.
Source: A. Ignatiev, A. Previti, M. Liffiton and J. Marques-Silva, Smallest MUS extraction with minimal hitting set
dualization, CP 2015.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

import numpy as np

from projections.groups.optimiser.bounds import whole
from projections.groups.optimiser.exact import must_line, rule_line, seats_line
from projections.groups.optimiser.highs import Line, Model, Patience
from projections.groups.optimiser.problem import MUST, SEATS, Floats, Ints, Problem

PAUSES = 100_000
"""Of each question: these are of candidates and rules alone, and soon answered."""


def some_choice(problem: Problem, costs: Floats) -> Ints | None:
    """The choice dearest by costs that keeps everything; None if none does."""
    return _kept(problem, [line for lines in _lines(problem).values() for line in lines], costs)


def smallest_contradiction(problem: Problem) -> Sequence[Hashable]:
    """The fewest rules that no choice keeps, where there is no choice that keeps all."""
    lines = _lines(problem)
    names = list(lines)
    left_out: list[set[Hashable]] = []
    while True:
        hitting = _hitting(names, left_out)
        kept = _grown(problem, lines, hitting)
        if kept is None:
            return hitting
        left_out.append(set(names) - kept)


def _lines(problem: Problem) -> Mapping[Hashable, Sequence[Line]]:
    """The rows of each rule, the built in first."""
    lines: dict[Hashable, list[Line]] = {SEATS: [seats_line(problem)], MUST: [must_line(problem)]}
    for number, name in enumerate(problem.rules.names):
        lines.setdefault(name, []).append(rule_line(problem, number))
    return lines


def _grown(
    problem: Problem, lines: Mapping[Hashable, Sequence[Line]], names: Collection[Hashable]
) -> set[Hashable] | None:
    """As many rules as one adds to some, one by one, with a choice that keeps them; None if none keeps even those."""
    kept = set(names)
    chosen = _keeping(problem, lines, kept)
    if chosen is None:
        return None
    for name in lines:
        if name not in kept:
            other = chosen if _keeps(lines[name], chosen, problem) else _keeping(problem, lines, {*kept, name})
            if other is not None:
                chosen = other
                kept.add(name)
    return kept


def _keeping(problem: Problem, lines: Mapping[Hashable, Sequence[Line]], names: Collection[Hashable]) -> Ints | None:
    """A choice that keeps some rules, if there is one."""
    said = [line for name in lines if name in names for line in lines[name]]
    return _kept(problem, said, np.zeros(problem.count))


def _kept(problem: Problem, lines: Sequence[Line], costs: Floats) -> Ints | None:
    nobody = problem.must[:0]
    if not problem.count:
        return nobody if _keeps(lines, nobody, problem) else None
    model = Model(np.ones(problem.count, dtype=bool), lines, Patience(PAUSES))
    answer = model.maximise(costs)
    if not answer.possible:
        return None
    if answer.values is None:
        raise TimeoutError("it was not told in time whether any choice keeps the rules")
    chosen = np.flatnonzero(answer.values > 0.5)
    if not _keeps(lines, chosen, problem):
        raise ArithmeticError("the numbers in the rules are too far apart to be reckoned with")
    return chosen


def _keeps(lines: Iterable[Line], chosen: Ints, problem: Problem) -> bool:
    """Whether the choice keeps every line."""
    inside = np.zeros(problem.count)
    inside[chosen] = 1
    return all(line.least <= line.values @ inside[line.columns] <= line.most for line in lines)


def _hitting(names: Sequence[Hashable], sets: Sequence[set[Hashable]]) -> Sequence[Hashable]:
    """The fewest names that have one of each set."""
    if not sets:
        return []
    lines = []
    for each in sets:
        columns = np.array([number for number, name in enumerate(names) if name in each])
        lines.append(Line(columns, np.ones(len(columns)), 1, np.inf))
    answer = Model(np.ones(len(names), dtype=bool), lines, Patience(PAUSES)).maximise(-np.ones(len(names)))
    hitting = [] if answer.values is None else np.flatnonzero(answer.values > 0.5).tolist()
    if whole(answer.bound) > -len(hitting) or not hitting:
        raise TimeoutError("it was not found in time which rules contradict each other")
    return [names[number] for number in hitting]
