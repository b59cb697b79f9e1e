"""What a measure is, and how it is taken.

Ours and the floor run in turn, so that whatever else the machine does hits both alike, and each round gives a ratio.
Times differ between machines; the ratio hardly does.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

ROUNDS = (5, 25)
"""The fewest and the most; between them, as many as fit the time."""
SECONDS = 20.0
"""The time for one measure's rounds."""
MOMENT = 0.05
"""Seconds; what is faster is timed many at once, or what else the machine does would show."""


@dataclass(frozen=True)
class Measure:
    """A part of Samråd, and the plainest code that does the part of its work nobody can do without."""

    name: str
    floor: Callable[[], object]
    ours: Callable[[], object]
    reach: float
    """The ratio to reach: ours takes at most so many times as long as the floor."""
    of: str
    """What is measured, on how much, and what the floor is: one sentence."""
    found: Callable[[Any], str] | None = None
    """What ours answered, in a sentence, where that tells something of the measure."""


@dataclass(frozen=True)
class Result:
    """What the rounds of a measure came to, in seconds."""

    measure: Measure
    floor: Sequence[float]
    ours: Sequence[float]
    found: str | None

    @property
    def floor_median(self) -> float:
        """Seconds."""
        return median(self.floor)

    @property
    def ours_median(self) -> float:
        """Seconds."""
        return median(self.ours)

    @property
    def ratios(self) -> Sequence[float]:
        """Of each round."""
        return [ours / floor for floor, ours in zip(self.floor, self.ours, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """Between which ratios eight of ten rounds lie."""
        tenths = quantiles(self.ratios, n=10, method="inclusive")
        return tenths[0], tenths[-1]

    @property
    def reached(self) -> bool:
        """Whether the ratio is as it should be."""
        return self.ratio <= self.measure.reach


def take(measure: Measure) -> Result:
    """Runs the measure: once for nothing, and then its rounds."""
    answer = measure.ours()
    floors, times = _times(measure.floor), _times(measure.ours)
    floor: list[float] = []
    ours: list[float] = []
    until = perf_counter() + SECONDS
    while len(ours) < ROUNDS[0] or (len(ours) < ROUNDS[1] and perf_counter() < until):
        floor.append(_seconds(measure.floor, floors))
        ours.append(_seconds(measure.ours, times))
    return Result(measure, floor, ours, measure.found(answer) if measure.found else None)


def _times(run: Callable[[], object]) -> int:
    """How often it runs in a moment."""
    return max(1, round(MOMENT / _seconds(run, 1)))


def _seconds(run: Callable[[], object], times: int) -> float:
    """How long it takes, the mean of so many, without the collector, which would hit whoever happens to run."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(times):
            run()
        return (perf_counter() - start) / times
    finally:
        gc.enable()
