"""What was measured, as a table to look at and as a page to keep."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from rich.table import Table

from bench.measures import SECONDS, Result
from bench.page import PAGE
from bench.shortfalls import SHORTFALLS
from bench.timing import MOMENT

HEADINGS = ("name", "floor median", "ours median", "ratio", "spread", "reach")


def significant(figure: float) -> str:
    """With as many digits as tell something: three, or two of what is less than one."""
    if figure >= 1:
        return f"{figure:,.{max(0, 3 - len(str(int(figure))))}f}"
    return f"{figure:.2g}"


def cells(result: Result) -> Sequence[str]:
    """A row, under the headings."""
    unit = result.measure.unit
    medians = (f"{significant(each * unit.scale)} {unit.name}" for each in (result.floor_median, result.ours_median))
    low, high = result.spread
    spread = f"{significant(low)}–{significant(high)}" if len(result.ratios) > 1 else "one round"
    return (result.measure.name, *medians, significant(result.ratio), spread, _reach(result))


def _reach(result: Result) -> str:
    measure = result.measure
    if measure.reach is None:
        return "–"
    return f"{'≥' if measure.at_least else '≤'} {measure.reach:g}{'' if result.reached else ' (not reached)'}"


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
        table=drawn,
        told=told,
        shortfalls="".join(_shortfall(result) for result in results if not result.reached),
        python=platform.python_version(),
        cores=os.cpu_count(),
        moment=MOMENT * 1e3,
        seconds=SECONDS,
    )


def _shortfall(result: Result) -> str:
    name = result.measure.name
    why = SHORTFALLS.get(name, "Nobody has looked yet where the time goes.")
    return f"**Why {name} is not reached.** {why}\n\n"


def _told(result: Result) -> str:
    found = f" It {result.found}." if result.found else ""
    rounds = f"{len(result.ours)} rounds" if len(result.ours) > 1 else "One round"
    return f"- **{result.measure.name}**: {result.measure.of}.{found} {rounds}."
