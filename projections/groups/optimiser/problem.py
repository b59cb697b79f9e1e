"""The choice as arrays: n candidates in order of key, m classes of pairs, r rows of rules."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import chain, pairwise
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Candidate:
    """An appointment that could have a seat."""

    key: UUID
    person: Hashable
    """The same for several candidates of one person."""
    direct: frozenset[int]
    """The affected pairs, by number, that it represents directly or by a joint mandate."""
    indirect: frozenset[int]
    """Those that it represents only through a sammenslutning."""
    employer: UUID | None
    """Where the person is employed."""
    load: int = 0
    """The seats that the person holds elsewhere."""


class Row(NamedTuple):
    """A linear rule over the chosen: the sum of their coefficients is at least and at most so much."""

    rule: Hashable
    """Whose row it is; one rule may have several."""
    coefficients: Mapping[UUID, int]
    """By candidates' keys; all others have 0, and keys of no candidate count for nothing."""
    least: int | None
    most: int | None


class BuiltIn(Enum):
    """The rules that are there without being said, by the names a contradiction gives them."""

    SEATS = "seats"
    MUST = "must"


SEATS: Final = BuiltIn.SEATS
"""No more are chosen than there are seats."""
MUST: Final = BuiltIn.MUST
"""The fixed members are chosen."""


def parted(values: Ints, labels: Ints, count: int) -> list[Ints]:
    """The values of each label from 0 to count, the labels being in order."""
    edges = np.searchsorted(labels, np.arange(count + 1)).tolist()
    return [values[start:end] for start, end in pairwise(edges)]


class Entries(NamedTuple):
    """Who reaches which class, in order of class."""

    classes: Ints
    """The class of each entry."""
    members: Ints
    """The candidate of each entry."""
    directly: Flags
    """Whether other than only through a sammenslutning."""
    weights: Floats
    """How many pairs each class has: m."""

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Entries:
        """Of n candidates, by their places."""
        reach = _codes(candidates)
        pairs, codes = np.divmod(reach, 2 * max(1, len(candidates)))
        starts = np.flatnonzero(np.diff(pairs, prepend=-1))
        ends = np.append(starts, len(pairs))[1:]
        numbers: dict[bytes, int] = {}
        encoded, size = codes.tobytes(), codes.itemsize
        labels = [
            numbers.setdefault(encoded[start:end], len(numbers))
            for start, end in zip((starts * size).tolist(), (ends * size).tolist(), strict=True)
        ]
        kept = np.frombuffer(b"".join(numbers), dtype=np.int64)
        lengths = [len(each) // size for each in numbers]
        weights = np.bincount(labels, minlength=len(numbers)).astype(float)
        return cls(np.repeat(np.arange(len(numbers)), lengths), kept // 2, kept % 2 == 1, weights)

    def where(self, kept: Flags) -> Entries:
        """Some of them."""
        return Entries(self.classes[kept], self.members[kept], self.directly[kept], self.weights)


@dataclass(frozen=True)
class Incidence:
    """Which candidates reach which classes, by class and by candidate."""

    classes: Ints
    """The class of each entry, in order."""
    members: Ints
    """The candidate of each entry."""
    reach: Sequence[Ints]
    """The classes of each candidate: n."""
    width: int
    """How many classes there are."""

    @classmethod
    def of(cls, entries: Entries, count: int) -> Incidence:
        """Of n candidates and m classes."""
        classes, members = entries.classes, entries.members
        order = np.argsort(members, kind="stable")
        return cls(classes, members, parted(classes[order], members[order], count), len(entries.weights))

    def covered(self, chosen: Ints) -> Ints:
        """How many of the chosen reach each class: m."""
        reached = [self.reach[each] for each in chosen.tolist()]
        return np.bincount(np.concatenate(reached) if reached else self.classes[:0], minlength=self.width)


def _codes(candidates: Sequence[Candidate]) -> Ints:
    """Sorted: pair × 2 n + candidate × 2 + whether direct, one for each pair that a candidate represents."""
    direct = [candidate.direct for candidate in candidates]
    indirect = [
        candidate.indirect - candidate.direct if candidate.direct else candidate.indirect for candidate in candidates
    ]
    both = [*direct, *indirect]
    lengths = np.fromiter(map(len, both), np.int64, len(both))
    pairs = np.fromiter(chain.from_iterable(both), np.int64, int(lengths.sum()))
    places = np.arange(len(candidates)) * 2
    codes = np.repeat(np.concatenate([places + 1, places]), lengths)
    return np.sort(pairs * (2 * len(candidates)) + codes)


@dataclass(frozen=True)
class Rules:
    """The rows over the candidates: r rows, n columns."""

    names: Sequence[Hashable]
    """Whose each row is."""
    matrix: Ints
    least: Floats
    """Minus infinity where there is no least."""
    most: Floats

    def sums(self, chosen: Ints) -> Ints:
        """What the choice, by places, has in each row: r."""
        summed: Ints = self.matrix[:, chosen].sum(axis=1)
        return summed

    def columns(self, places: Ints) -> Ints:
        """What each adds to each row, n standing for nobody: r × places."""
        count = self.matrix.shape[1]
        return np.where(places < count, self.matrix[:, np.minimum(places, count - 1)], 0)

    def all_kept(self, sums: Ints) -> Flags:
        """Whether the sums of each choice keep every row: r × choices."""
        within = (sums >= self.least[:, np.newaxis]) & (sums <= self.most[:, np.newaxis])
        kept: Flags = np.logical_and.reduce(within, axis=0)
        return kept

    def keeps(self, chosen: Ints) -> bool:
        """Whether the choice, by places, keeps every row."""
        return bool(self.all_kept(self.sums(chosen)[:, np.newaxis])[0])

    @classmethod
    def of(cls, rows: Sequence[Row], candidates: Sequence[Candidate]) -> Rules:
        """The rows that some choice breaks, in an order that does not depend on how they came."""
        place = {candidate.key: number for number, candidate in enumerate(candidates)} if rows else {}
        said = [placed for row in rows if (placed := _Placed.of(row, place)).can_break]
        said.sort(key=lambda each: (each.least, each.most, each.coefficients, repr(each.rule)))
        matrix = np.zeros((len(said), len(candidates)), dtype=np.int64)
        for number, each in enumerate(said):
            for at, coefficient in each.coefficients:
                matrix[number, at] = coefficient
        least = np.array([each.least for each in said], dtype=float)
        most = np.array([each.most for each in said], dtype=float)
        return cls([each.rule for each in said], matrix, least, most)


class _Placed(NamedTuple):
    """A row with candidates' places for their keys."""

    rule: Hashable
    least: float
    most: float
    coefficients: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, row: Row, place: Mapping[UUID, int]) -> _Placed:
        """Without those who are no candidates."""
        least = -math.inf if row.least is None else row.least
        most = math.inf if row.most is None else row.most
        known = [(place[key], value) for key, value in row.coefficients.items() if value and key in place]
        return cls(row.rule, least, most, sorted(known))

    @property
    def can_break(self) -> bool:
        """Whether not every choice keeps it."""
        values = [value for _, value in self.coefficients]
        return sum(min(value, 0) for value in values) < self.least or sum(max(value, 0) for value in values) > self.most


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
