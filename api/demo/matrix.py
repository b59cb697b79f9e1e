"""The matrix in the terminal: kommuner down, organisations across, a letter and a colour for each status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.language.words import collated

Coverage = Mapping[str, Any]


class Look(NamedTuple):
    """How a status is shown: never by colour alone."""

    letter: str
    style: str
    meaning: str


LOOKS: Mapping[str, Look] = {
    "direct": Look("D", "bold bright_white on dark_green", "direkte: organisasjonens egen representant"),
    "joint": Look("F", "bold black on dark_cyan", "felles: en annens representant, med fellesmandat"),
    "indirect": Look("S", "bold bright_white on dodger_blue3", "gjennom forhandlingssammenslutningen"),
    "temporary": Look("V", "black on gold1", "vara, mens representanten er borte"),
    "waived": Look("A", "bold bright_white on purple4", "avstått: lar skriftlig være å peke ut noen"),
    "gap": Look("M", "bold bright_white on red3", "mangler: berørt, og ingen representerer"),
    "not_affected": Look("I", "grey30 on grey82", "ikke berørt"),
    "disputed": Look("O", "bold black on orange1", "omstridt: arbeidsgiver sier nei, organisasjonen ja"),
    "unclarified": Look("U", "bold black on light_pink3", "uavklart: arbeidsgiver har ikke sagt noe"),
}
GAP_BETWEEN = 3
"""Columns of the terminal between two matrices."""


def legend() -> RenderableType:
    """The nine letters."""
    table = Table.grid(padding=(0, 1))
    for look in LOOKS.values():
        table.add_row(Text(f" {look.letter} ", style=look.style), look.meaning)
    return table


def side_by_side(console: Console, matrices: Sequence[RenderableType]) -> RenderableType:
    """Beside each other where the terminal is wide enough, else below each other."""
    widths = [console.measure(matrix).maximum for matrix in matrices]
    if sum(widths) + GAP_BETWEEN * (len(widths) - 1) > console.width:
        return Group(*(Padding(matrix, (0, 0, 1, 0)) for matrix in matrices))
    grid = Table.grid(padding=(0, GAP_BETWEEN, 0, 0))
    grid.add_row(*matrices)
    return grid


def matrix(heading: str, coverage: Coverage) -> RenderableType:
    """One day, with its figures under it."""
    organisations = {pair["organisation"]["slug"]: pair["organisation"]["name"] for pair in coverage["pairs"]}
    columns = sorted(organisations, key=collated)
    rows: dict[str, tuple[Mapping[str, Any], dict[str, str]]] = {}
    for pair in coverage["pairs"]:
        _, statuses = rows.setdefault(pair["employer"]["id"], (pair["employer"], {}))
        statuses[pair["organisation"]["slug"]] = pair["status"]
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for slug in columns:
        table.add_column(abbreviated(organisations[slug]), no_wrap=True, justify="center")
    for employer, statuses in sorted(rows.values(), key=_by_name):
        table.add_row(_shown(employer), *(_cell(statuses.get(slug)) for slug in columns))
    return Group(Text(heading, style="bold"), table, *map(Text, figures(coverage["summary"])))


def figures(summary: Mapping[str, Any]) -> tuple[str, str, str]:
    """The counts, in three short lines."""
    among = f" av {summary['affected'] - summary['waived']}" if summary["waived"] else ""
    ratio = "" if summary["ratio"] is None else f" ({round(summary['ratio'] * 100)} %{among})"
    return (
        f"{summary['employers']['participating']} deltakere, {summary['pairs']} par",
        f"{summary['affected']} berørt, {summary['covered']} dekket{ratio}",
        " ".join(f"{LOOKS[status].letter}{summary[status]}" for status in LOOKS if summary[status]),
    )


def names(coverages: Sequence[Coverage]) -> str:
    """What the heads of the columns stand for."""
    found = {pair["organisation"]["name"] for coverage in coverages for pair in coverage["pairs"]}
    return ", ".join(f"{abbreviated(name)} = {name}" for name in sorted(found, key=collated))


def abbreviated(name: str) -> str:
    """Three letters of a name: its capitals, where it has several words.

    >>> abbreviated("Fagforbundet"), abbreviated("Norsk Sykepleierforbund"), abbreviated("NITO")
    ('Fag', 'NSy', 'NIT')
    """
    first, *more = name.split()
    return first[0] + more[0][:2] if more else first[:3]


def _by_name(row: tuple[Mapping[str, Any], Any]) -> tuple[bool, str]:
    employer = row[0]
    return employer["kommunenummer"] is None, collated(employer["name"])


def _shown(employer: Mapping[str, Any]) -> str:
    number, name = employer["kommunenummer"], employer["name"]
    return f"{number} {name}" if number else name.replace("fylkeskommune", "fylkesk.")


def _cell(status: str | None) -> Text:
    return Text(f" {LOOKS[status].letter} ", style=LOOKS[status].style) if status else Text("")
