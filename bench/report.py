"""What was measured, as a table to look at and as a page to keep."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from rich.table import Table

from bench.measures import MOMENT, Result

HEADINGS = ("name", "floor median", "ours median", "ratio", "spread", "reach")


def cells(result: Result) -> Sequence[str]:
    """A row, under the headings."""
    low, high = result.spread
    return (
        result.measure.name,
        f"{result.floor_median * 1e3:,.2f} ms",
        f"{result.ours_median * 1e3:,.2f} ms",
        f"{result.ratio:.1f}",
        f"{low:.1f}–{high:.1f}",
        f"≤ {result.measure.reach:g}{'' if result.reached else ' (not reached)'}",
    )


def table(results: Sequence[Result]) -> Table:
    """For the terminal."""
    drawn = Table(title="Speed as ratios to floors")
    for heading in HEADINGS:
        drawn.add_column(heading, justify="left" if heading == "name" else "right")
    for result in results:
        drawn.add_row(*cells(result), style=None if result.reached else "bold red")
    return drawn


def page(results: Sequence[Result]) -> str:
    """For docs/."""
    rows = [HEADINGS, ("---", *["---:"] * (len(HEADINGS) - 1)), *(cells(result) for result in results)]
    drawn = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    told = "\n".join(_told(result) for result in results)
    return PAGE.format(
        table=drawn, told=told, python=platform.python_version(), cores=os.cpu_count(), moment=MOMENT * 1e3
    )


def _told(result: Result) -> str:
    found = f" It {result.found}." if result.found else ""
    return f"- **{result.measure.name}**: {result.measure.of}.{found} {len(result.ours)} rounds."


PAGE = """\
# Benchmarks

How fast Samråd is where it could be slow. `make bench` measures it and writes this page, all of it.

{table}

{told}

**How it is measured.** Each measure has a *floor*: the plainest code that does the part of the work that nobody can do
without. Floor and ours run in turn in one process, once for nothing and then for as many rounds as stand above, without
garbage collection while the clock runs. What takes under {moment:g} ms is run again and again for so long, and its mean
is taken. The ratio is the median of the rounds' ratios; the spread is where eight of ten of them lie; the reach is what
the ratio should not exceed. Times differ between machines, ratios hardly.

**To repeat it**: `make bench`, with nothing else running. `make bench ARGS="name"` measures some, and leaves this page
alone.

Measured with Python {python} on {cores} cores.
"""
