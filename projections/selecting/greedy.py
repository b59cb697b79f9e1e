"""The plainest good choice: whoever adds most, again and again."""

from __future__ import annotations

import numpy as np

from projections.selecting.arrays import Flags, Floats, Ints
from projections.selecting.problem import Problem


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
