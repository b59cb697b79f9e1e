"""Classes of pairs that the same candidates represent in the same ways, and who reaches which.

What the pairs of a class have in common is all that a choice can tell them by, so a class counts as its pairs, and the
pairs that nobody represents are not there at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from projections.selecting.arrays import Flags, Floats, Ints
from projections.selecting.candidates import Candidate


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
