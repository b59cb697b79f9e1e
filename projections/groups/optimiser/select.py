"""Who fills the seats so that most are represented: the choice behind a proposed roster.

Of the choices that keep the rules, the best one covers the most affected pairs; of those, it takes the fewest persons;
then represents the most pairs other than through a sammenslutning; then has people from the most employers; then the
fewest seats held elsewhere; then the fewest candidates; and then comes first by the candidates' keys.

Small questions, which are nearly all, are answered exactly. Large ones are answered well, with a bound that is proven:
whoever adds most is taken first, exchanges better the choice, and multipliers tell what no choice covers more than.
Where there are rules the solver tells that, and betters the first tier too.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID

from projections.groups.optimiser.exact import Prover
from projections.groups.optimiser.heuristic import begin, bounded
from projections.groups.optimiser.infeasible import smallest_contradiction
from projections.groups.optimiser.problem import Candidate, Problem, Row

EXACT = 8_000
"""The most entries (classes of pairs × those who represent them) for which all tiers are proven."""


@dataclass(frozen=True)
class Selection:
    """The choice, and what is known of it."""

    chosen: Sequence[UUID]
    """Candidates, in order of key."""
    covers: int
    """The pairs that they represent."""
    bound: int
    """No choice that keeps the rules covers more than this."""
    contradiction: Sequence[Hashable] | None
    """The fewest rules that no choice keeps, SEATS and MUST among them; None where some choice keeps all."""
    proven_throughout: bool
    """Whether no choice is better in any tier, and not in the first alone."""

    @property
    def optimal(self) -> bool:
        """Whether no choice covers more."""
        return self.covers == self.bound


def select(candidates: Sequence[Candidate], seats: int, must: Collection[UUID], rows: Sequence[Row]) -> Selection:
    """At most so many of the candidates, the fixed members among them, that keep the rows.

    The same answer for the same candidates and rows, in whatever order they come. ValueError where two candidates have
    one key, or a fixed member is no candidate; TimeoutError where it is too hard to tell whether any choice keeps the
    rules, and ArithmeticError where their numbers are too far apart.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.key.int)
    keys = [candidate.key for candidate in ordered]
    fixed = set(must)
    if len(set(keys)) < len(keys):
        raise ValueError("two candidates have one key")
    if not fixed <= set(keys):
        raise ValueError("a fixed member is no candidate")
    problem = Problem.of(ordered, seats, fixed, rows)
    chosen = begin(problem)
    if chosen is None:
        return Selection((), 0, 0, smallest_contradiction(problem), proven_throughout=True)
    exact = problem.size <= EXACT
    found = Prover(problem, chosen).prove() if exact else bounded(problem, chosen)
    covers = problem.worth(found.chosen).covers
    return Selection([keys[place] for place in found.chosen], covers, found.bound, None, found.throughout)
