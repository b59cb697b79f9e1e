"""Measures how fast Samråd is: all measures into docs/benchmarks.md, or those named to the terminal alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import click
from rich.console import Console

from bench import documents, selection
from bench.measures import Measure, take
from bench.report import page, table

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


class Maker(Protocol):
    """Makes a measure ready: reads and makes up all that is not to be measured."""

    def __call__(self, *, tiny: bool = False) -> Measure:
        """Of the size that counts, or of one that only shows that it runs."""


MEASURES: Mapping[str, Maker] = {
    "selection": selection.measure,
    "workbook": documents.workbook,
    "pdf": documents.pdf,
}
"""Each by its measure's name."""


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
def main(names: Sequence[str]) -> None:
    """Runs the measures, one after the other."""
    console = Console()
    results = []
    for name in names or MEASURES:
        console.print(f"bench: measuring {name}")
        results.append(take(MEASURES[name]()))
    console.print(table(results))
    for result in results:
        if result.found:
            console.print(f"{result.measure.name}: {result.found}")
    if not names:
        PAGE.write_text(page(results), encoding="utf-8")
        console.print(f"bench: written to {PAGE.relative_to(PAGE.parent.parent)}")


if __name__ == "__main__":
    main()
