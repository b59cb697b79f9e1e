"""Waiting for something to be recorded, by few at a time, so that there are always threads for those who do not."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

PACE = 0.25
"""Seconds between two looks."""


class Waiting:
    """A room with few places. Whoever finds none does not wait."""

    def __init__(
        self,
        places: int,
        sleep: Callable[[float], object] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.goes_on: Callable[[], bool] = lambda: True
        """Whether the process goes on serving; once it does not, nobody is kept waiting."""
        self._places = places
        self._sleep = sleep
        self._now = now
        self._lock = Lock()

    def until(self, happened: Callable[[], bool], seconds: float) -> None:
        """Return once it has happened, or the seconds have passed, or the process is about to end."""
        if seconds <= 0 or not self._enter():
            return
        try:
            due = self._now() + seconds
            while not happened() and self.goes_on() and (left := due - self._now()) > 0:
                self._sleep(min(PACE, left))
        finally:
            self._leave()

    def _enter(self) -> bool:
        with self._lock:
            self._places -= 1 if (there := self._places > 0) else 0
        return there

    def _leave(self) -> None:
        with self._lock:
            self._places += 1
