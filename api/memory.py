"""How a process that keeps much collects garbage."""

from __future__ import annotations

import gc

THRESHOLDS = (50_000, 20, 20)
"""Seldom: what is kept of projects is millions of small things, and hardly any of what goes is in circles."""


def collect_seldom() -> None:
    """From now on, in this process."""
    gc.set_threshold(*THRESHOLDS)
