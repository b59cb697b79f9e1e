"""The choice as arrays: n candidates in order of key, m classes of pairs, r rows of rules."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

import numpy as np

from projections.selecting.arrays import Floats, Ints
from projections.selecting.candidates import Candidate, Row
from projections.selecting.classes import Entries, Incidence
from projections.selecting.rules import Rules


class Worth(NamedTuple):
    """How good a choice is, tier by tier: of two, the greater is the better."""

    covers: int
    """Pairs represented."""
    persons: int
    """Persons, as a negative number."""
    direct: int
    """Pairs that some chosen one represents other than through a sammenslutning."""
    employers: int
    """Employers that the chosen come from."""
    load: int
    """Seats held elsewhere, as a negative number."""
    chosen: int
    """Candidates, as a negative number."""


class Found(NamedTuple):
    """A choice that keeps the rules, and what is known of it."""

    chosen: Ints
    """Places of candidates, in order."""
    bound: int
    """No choice covers more."""
    throughout: bool
    """Whether no choice is better in any tier."""


@dataclass(frozen=True)
class Problem:
    """All that the choice depends on, apart from the names of the candidates."""

    seats: int
    must: Ints
    """Places of the fixed members."""
    rules: Rules
    weights: Floats
    """How many pairs each class has: m."""
    any: Incidence
    """Who reaches what, in whatever way."""
    direct: Incidence
    """Who reaches what other than only through a sammenslutning."""
    persons: Ints
    """The number of each candidate's person: n."""
    employers: Ints
    """The number of the employer that each comes from, from 1; 0 is none: n."""
    loads: Ints

    @classmethod
    def of(cls, candidates: Sequence[Candidate], seats: int, must: Collection[UUID], rows: Sequence[Row]) -> Problem:
        """The problem of candidates in order of key."""
        entries = Entries.of(candidates)
        direct = entries.where(entries.directly)
        return cls(
            seats=seats,
            must=np.array([number for number, each in enumerate(candidates) if each.key in must], dtype=np.int64),
            rules=Rules.of(rows, candidates),
            weights=entries.weights,
            any=Incidence.of(entries, len(candidates)),
            direct=Incidence.of(direct, len(candidates)),
            persons=_numbered(candidate.person for candidate in candidates),
            employers=_numbered((candidate.employer for candidate in candidates), none=True),
            loads=np.array([candidate.load for candidate in candidates], dtype=np.int64),
        )

    @property
    def count(self) -> int:
        """How many candidates there are."""
        return len(self.loads)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.any.classes)

    @cached_property
    def total(self) -> int:
        """The pairs that anybody represents."""
        return int(self.weights.sum())

    def worth(self, chosen: Ints) -> Worth:
        """How good a choice is."""
        return Worth(
            int(self.weights[self.any.covered(chosen) > 0].sum()),
            -len(np.unique(self.persons[chosen])),
            int(self.weights[self.direct.covered(chosen) > 0].sum()),
            len(np.unique(self.employers[chosen][self.employers[chosen] > 0])),
            -int(self.loads[chosen].sum()),
            -len(chosen),
        )

    def keeps(self, chosen: Ints) -> bool:
        """Whether a choice keeps the seats, the fixed members and every rule."""
        return len(chosen) <= self.seats and bool(np.isin(self.must, chosen).all()) and self.rules.keeps(chosen)


def _numbered(names: Iterable[Hashable], *, none: bool = False) -> Ints:
    """Each name's number, in order of first mention; None is 0 where it means none."""
    numbers: dict[Hashable, int] = {None: 0} if none else {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
