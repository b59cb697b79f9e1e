"""What a measure is, and how it is taken.

Ours and the floor run in turn, so that whatever else the machine does hits both alike, and each round gives a ratio.
Times differ between machines; the ratio hardly does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

from bench.scale import Scale

ROUNDS = (5, 25)
"""The fewest and the most; between them, as many as fit the time."""
SECONDS = 20.0
"""The time for one measure's rounds. What takes longer for a single round is run once, and no more."""

Run = Callable[[], float]
"""Does it, and answers what it came to, in the measure's unit."""


class Unit(NamedTuple):
    """What is measured in."""

    name: str
    scale: float = 1
    """What a figure is multiplied by where it is shown."""


TIME = Unit("ms", 1e3)
"""Seconds."""
CPU = Unit("ms CPU", 1e3)
"""Seconds that processes have worked."""
LONG = Unit("s")
"""Seconds too, but many."""
RATE = Unit("/s")
MEMORY = Unit("MB")


@dataclass(frozen=True)
class Measure:
    """A part of Samråd, and the plainest code that does the part of its work nobody can do without."""

    name: str
    floor: Run
    ours: Run
    of: str
    """What is measured, on how much, and what the floor is: one sentence."""
    reach: float | None = None
    """The ratio of ours to the floor to reach; None where it is only told."""
    at_least: bool = False
    """Whether the ratio should not be less than its reach, as where both are rates; else it should not be more."""
    unit: Unit = TIME
    rounds: tuple[int, int] = ROUNDS
    """The fewest and the most."""
    found: Callable[[], str] | None = None
    """What ours answers, in a sentence, where that tells something of the measure."""


Maker = Callable[[Scale], AbstractContextManager[Sequence[Measure]]]
"""Makes measures ready: reads, makes up and starts all that is not to be measured, for as long as they are taken."""


@dataclass(frozen=True)
class Result:
    """What the rounds of a measure came to, in its unit."""

    measure: Measure
    floor: Sequence[float]
    ours: Sequence[float]
    found: str | None = None

    @property
    def floor_median(self) -> float:
        """Of the floor."""
        return median(self.floor)

    @property
    def ours_median(self) -> float:
        """Of ours."""
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
        if len(self.ratios) == 1:
            return self.ratio, self.ratio
        tenths = quantiles(self.ratios, n=10, method="inclusive")
        return tenths[0], tenths[-1]

    @property
    def share(self) -> float | None:
        """How much of what it may cost it costs: 1 at its reach, more where that is not reached; None without one."""
        if self.measure.reach is None:
            return None
        return self.measure.reach / self.ratio if self.measure.at_least else self.ratio / self.measure.reach

    @property
    def reached(self) -> bool:
        """Whether the ratio is as it should be."""
        return self.share is None or self.share <= 1


def take(measure: Measure) -> Result:
    """Runs the measure: once for nothing, and then its rounds; or once for all, where that has taken so long."""
    began = perf_counter()
    floor, ours = [measure.floor()], [measure.ours()]
    if perf_counter() - began < SECONDS:
        floor, ours = [], []
        until, (fewest, most) = perf_counter() + SECONDS, measure.rounds
        while len(ours) < fewest or (len(ours) < most and perf_counter() < until):
            floor.append(measure.floor())
            ours.append(measure.ours())
    return Result(measure, floor, ours, measure.found() if measure.found else None)
