"""Timing what runs in this process."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter

MOMENT = 0.05
"""Seconds; what is faster is timed many at once, or what else the machine does would show."""


class Timed:
    """Something to run, that answers how many seconds it takes: the mean of as many times as fill a moment."""

    def __init__(self, run: Callable[[], object]) -> None:
        self._run = run
        self._times: int | None = None

    def __call__(self) -> float:
        """The seconds."""
        if self._times is None:
            self._seconds(1)
            self._times = max(1, round(MOMENT / self._seconds(1)))
        return self._seconds(self._times)

    def _seconds(self, times: int) -> float:
        """Without the collector, which would hit whoever happens to run."""
        gc.collect()
        gc.disable()
        try:
            start = perf_counter()
            for _ in range(times):
                self._run()
            return (perf_counter() - start) / times
        finally:
            gc.enable()
