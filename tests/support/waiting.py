"""Waiting for what will happen: generously, since the machine may be busy, and trying again whatever came before."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 240.0
"""Seconds until it is a fault that something has not happened. Only a test that fails waits so long."""
PAUSE = 0.01
"""Seconds between two looks."""


def until(happened: Callable[[], object], otherwise: Callable[[], object] = lambda: "", pause: float = PAUSE) -> None:
    """Return once it has happened; failing that, in the end, fail and say what is otherwise."""
    give_up = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < give_up, f"{happened.__qualname__} has not come true. {otherwise()}"
        time.sleep(pause)
