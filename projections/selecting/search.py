"""Betters a choice by the best exchange of one candidate for another, as long as there is one.

All exchanges are weighed at once, as a table of leaving × coming. Somebody may also leave for nobody, and, with a seat
free, come for nobody. Whoever comes gains what they reach that no other chosen one does; whoever leaves costs what they
alone reached.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from projections.selecting.arrays import Flags, Floats, Ints
from projections.selecting.problem import Problem

CELLS = 2**21
"""The most exchanges weighed at once; beyond it, those whose leaving costs least."""


class Exchange(NamedTuple):
    """Exchanges, one in each place: who leaves and who comes, n standing for nobody."""

    leaving: Ints
    coming: Ints

    def where(self, kept: Flags | Ints) -> Exchange:
        """Some of them."""
        return Exchange(self.leaving[kept], self.coming[kept])


def improve(problem: Problem, chosen: Ints, steps: int) -> Ints:
    """Makes the best exchange while it betters the choice, at most so many times."""
    for _ in range(steps):
        exchanges = _exchanges(problem, chosen)
        if not len(exchanges.leaving):
            break
        best = _best(problem, chosen, exchanges)
        other = _after(problem, chosen, int(best.leaving[0]), int(best.coming[0]))
        if problem.worth(other) <= problem.worth(chosen):
            break
        chosen = other
    return chosen


def _after(problem: Problem, chosen: Ints, leaving: int, coming: int) -> Ints:
    """The choice when one has left and another has come."""
    kept = chosen[chosen != leaving]
    return kept if coming == problem.count else np.sort(np.append(kept, coming))


def _exchanges(problem: Problem, chosen: Ints) -> Exchange:
    """Those that cover most of the exchanges that keep the rules, if no less than is covered."""
    nobody = problem.count
    leavers = _leavers(problem, chosen)
    gains = _table(problem, chosen, leavers, directly=False)
    gains[:, chosen] = -np.inf
    gains[leavers == nobody, nobody] = -np.inf
    for gain in np.unique(gains[gains >= 0])[::-1]:
        at, coming = np.nonzero(gains == gain)
        exchanges = Exchange(leavers[at], coming)
        keeping = exchanges.where(_keeping(problem, chosen, exchanges))
        if len(keeping.leaving):
            return keeping
    return Exchange(problem.must[:0], problem.must[:0])


def _leavers(problem: Problem, chosen: Ints) -> Ints:
    """Who may leave, nobody among them if a seat is free."""
    free = np.setdiff1d(chosen, problem.must)
    room = max(1, CELLS // (problem.count + 1))
    if len(free) > room:
        covered = problem.any.covered(chosen)
        alone = problem.weights * (covered == 1)
        losses = np.bincount(problem.any.members, alone[problem.any.classes], problem.count)[free]
        free = np.sort(free[np.argsort(losses, kind="stable")[:room]])
    return np.append(free, problem.count) if len(chosen) < problem.seats else free


def _table(problem: Problem, chosen: Ints, leavers: Ints, *, directly: bool) -> Floats:
    """What each exchange gains, which may be negative: leavers × (n + 1)."""
    reached = problem.direct if directly else problem.any
    classes, members, weights = reached.classes, reached.members, problem.weights
    width = problem.count + 1
    covered = reached.covered(chosen)
    alone = np.full(len(weights), -1)
    for row, leaving in enumerate(leavers.tolist()):
        if leaving < problem.count:
            alone[reached.reach[leaving]] = row
    alone[covered != 1] = -1
    entries = np.flatnonzero(alone[classes] >= 0)
    returned = np.bincount(
        alone[classes[entries]] * width + members[entries],
        weights[classes[entries]],
        len(leavers) * width,
    )
    table: Floats = returned.reshape(len(leavers), width).astype(float, copy=False)  # int where there are no entries
    losses = table[np.arange(len(leavers)), leavers]
    table += np.bincount(members, (weights * (covered == 0))[classes], width)
    table -= losses[:, np.newaxis]
    return table


def _keeping(problem: Problem, chosen: Ints, exchanges: Exchange) -> Flags:
    """Whether the rules are kept after each exchange."""
    rules = problem.rules
    sums = rules.sums(chosen)[:, np.newaxis]
    return rules.all_kept(sums - rules.columns(exchanges.leaving) + rules.columns(exchanges.coming))


def _best(problem: Problem, chosen: Ints, exchanges: Exchange) -> Exchange:
    """Of exchanges that cover as much, those that are best in the later tiers, tier by tier."""
    for tier in (_persons, _direct, _employers, _load, _size):
        if len(exchanges.leaving) == 1:
            break
        values = tier(problem, chosen, exchanges)
        exchanges = exchanges.where(values == values.max())
    return exchanges


def _persons(problem: Problem, chosen: Ints, exchanges: Exchange) -> Ints:
    """Fewer persons."""
    return -_distinct(problem.persons + 1, chosen, exchanges)


def _direct(problem: Problem, chosen: Ints, exchanges: Exchange) -> Floats:
    """More pairs represented directly."""
    leavers, row = np.unique(exchanges.leaving, return_inverse=True)
    return _table(problem, chosen, leavers, directly=True)[row, exchanges.coming]


def _employers(problem: Problem, chosen: Ints, exchanges: Exchange) -> Ints:
    """More employers that people come from."""
    return _distinct(problem.employers, chosen, exchanges)


def _load(problem: Problem, _: Ints, exchanges: Exchange) -> Ints:
    """Fewer seats held elsewhere."""
    loads = np.append(problem.loads, 0)
    less: Ints = loads[exchanges.leaving] - loads[exchanges.coming]
    return less


def _size(problem: Problem, _: Ints, exchanges: Exchange) -> Ints:
    """Fewer candidates."""
    fewer: Ints = (exchanges.leaving < problem.count).astype(np.int64) - (exchanges.coming < problem.count)
    return fewer


def _distinct(labels: Ints, chosen: Ints, exchanges: Exchange) -> Ints:
    """How many more labels (0 being none) the chosen have after each exchange."""
    of = np.append(labels, 0)
    held = np.bincount(of[chosen], minlength=int(of.max()) + 1)
    leaving, coming = of[exchanges.leaving], of[exchanges.coming]
    lost = (leaving > 0) & (held[leaving] == 1) & (coming != leaving)
    gained = (coming > 0) & (held[coming] == 0)
    more: Ints = gained.astype(np.int64) - lost
    return more
