"""The linear rules of a choice, as arrays."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
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
        """The rows in an order that does not depend on how they came."""
        place = {candidate.key: number for number, candidate in enumerate(candidates)} if rows else {}
        said = sorted((_canonical(row, place) for row in rows), key=lambda each: (each[1:], repr(each[0])))
        matrix = np.zeros((len(said), len(candidates)), dtype=np.int64)
        for number, (_, _, _, coefficients) in enumerate(said):
            for at, coefficient in coefficients:
                matrix[number, at] = coefficient
        least = np.array([each[1] for each in said], dtype=float)
        return cls([each[0] for each in said], matrix, least, np.array([each[2] for each in said], dtype=float))


def _canonical(row: Row, place: Mapping[UUID, int]) -> tuple[Hashable, float, float, list[tuple[int, int]]]:
    """Whose, least, most, and the coefficients by place."""
    known = sorted((place[key], value) for key, value in row.coefficients.items() if value and key in place)
    return (
        row.rule,
        -np.inf if row.least is None else row.least,
        np.inf if row.most is None else row.most,
        known,
    )
