"""A good choice fast, and a bound on all of them: whoever adds most, bettered by exchanges."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from projections.groups.optimiser.bounds import descend
from projections.groups.optimiser.exact import Prover
from projections.groups.optimiser.infeasible import some_choice
from projections.groups.optimiser.problem import Flags, Floats, Found, Ints, Problem


def grow(problem: Problem, chosen: Ints) -> Ints:
    """Adds the candidate that covers most more until the seats are taken or nobody does, keeping the rules."""
    fresh = problem.weights * (problem.any.covered(chosen) == 0)
    while len(chosen) < problem.seats:
        gains = np.bincount(problem.any.members, fresh[problem.any.classes], problem.count)
        gains[~_keeping(problem, chosen)] = 0
        most = gains.max(initial=0)
        if most == 0:
            break
        best = _best(problem, chosen, np.flatnonzero(gains == most))
        fresh[problem.any.reach[best]] = 0
        chosen = np.append(chosen, best)
    return np.sort(chosen)


def _keeping(problem: Problem, chosen: Ints) -> Flags:
    """Whether the rules are kept when each comes: n. Those chosen gain nothing, and so never come again."""
    rules = problem.rules
    return rules.all_kept(rules.sums(chosen)[:, np.newaxis] + rules.matrix)


def _best(problem: Problem, chosen: Ints, tied: Ints) -> int:
    """Of those that cover as much, the one best in the later tiers; of those, the first."""
    if len(tied) == 1:
        return int(tied[0])
    known = np.isin(problem.persons[tied], problem.persons[chosen])
    tied = tied[known] if known.any() else tied
    direct = _direct(problem, chosen, tied)
    new = (problem.employers[tied] > 0) & ~np.isin(problem.employers[tied], problem.employers[chosen])
    return int(tied[np.lexsort((problem.loads[tied], ~new, -direct))[0]])


def _direct(problem: Problem, chosen: Ints, tied: Ints) -> Floats:
    """How many pairs more each would represent directly."""
    fresh = problem.weights * (problem.direct.covered(chosen) == 0)
    return np.array([fresh[problem.direct.reach[each]].sum() for each in tied.tolist()])


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
        best = _best_exchange(problem, chosen, exchanges)
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
        keeping = exchanges.where(_exchanges_keeping(problem, chosen, exchanges))
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


def _exchanges_keeping(problem: Problem, chosen: Ints, exchanges: Exchange) -> Flags:
    """Whether the rules are kept after each exchange."""
    rules = problem.rules
    sums = rules.sums(chosen)[:, np.newaxis]
    return rules.all_kept(sums - rules.columns(exchanges.leaving) + rules.columns(exchanges.coming))


def _best_exchange(problem: Problem, chosen: Ints, exchanges: Exchange) -> Exchange:
    """Of exchanges that cover as much, those that are best in the later tiers, tier by tier."""
    for tier in (_persons, _direct_after, _employers, _load, _size):
        if len(exchanges.leaving) == 1:
            break
        values = tier(problem, chosen, exchanges)
        exchanges = exchanges.where(values == values.max())
    return exchanges


def _persons(problem: Problem, chosen: Ints, exchanges: Exchange) -> Ints:
    """Fewer persons."""
    return -_distinct(problem.persons + 1, chosen, exchanges)


def _direct_after(problem: Problem, chosen: Ints, exchanges: Exchange) -> Floats:
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
