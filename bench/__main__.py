"""Measures how fast Samråd is: all of it into docs/benchmarks.md, or what is named to the terminal alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from bench import documents, questions, reads, rebuilds, selection, sizes, starts, writes
from bench.measures import Maker, Result, take
from bench.picture import picture
from bench.report import page, significant, table
from bench.scale import FULL, Scale

DOCS = Path(__file__).parent.parent / "docs"
MEASURES: Mapping[str, Maker] = {
    "selection": selection.measures,
    "workbook": documents.workbook,
    "pdf": documents.pdf,
    "write": writes.sqlite,
    "own-days": writes.own_days,
    "write-postgresql": writes.postgresql,
    "read": reads.measures,
    "questions": questions.measures,
    "size": sizes.measures,
    "rebuild": rebuilds.measures,
    "start": starts.measures,
}
"""Each makes what is measured with the same servers."""


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
@click.option("--events", type=click.IntRange(1), default=FULL.many, help="Of the large store; nothing is written.")
def main(names: Sequence[str], events: int) -> None:
    """Runs the measures, one after the other."""
    console = Console()
    scale = replace(FULL, many=events)
    results = [result for name in names or MEASURES for result in taken(name, scale, console)]
    console.print(table(results))
    for result in results:
        if result.found:
            console.print(f"{result.measure.name}: {result.found}")
    if not names and scale == FULL:
        (DOCS / "benchmarks.md").write_text(page(results), encoding="utf-8")
        (DOCS / "benchmarks.svg").write_text(picture(results), encoding="utf-8")
        console.print("bench: written to docs/benchmarks.md and docs/benchmarks.svg")


def taken(name: str, scale: Scale, console: Console) -> Iterable[Result]:
    """What the measures of that name come to, each told once it is known."""
    console.print(f"bench: preparing {name}")
    with MEASURES[name](scale) as measures:
        for measure in measures:
            result = take(measure)
            console.print(f"bench: {measure.name} {significant(result.ratio)}, {len(result.ours)} rounds")
            yield result


if __name__ == "__main__":
    main()
