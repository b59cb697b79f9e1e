"""The linear rules of a choice, as arrays."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import numpy as np

from projections.selecting.arrays import Flags, Floats, Ints
from projections.selecting.candidates import Candidate, Row


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
