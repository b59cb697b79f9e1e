"""What is open as files: a line a pair, with what opened it, who owes an answer, and what would close it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from api.coverage.exports import COLUMNS, cells
from api.documents.csv import written
from api.documents.xlsx import Cell, Sheets, printed, sheet_table
from api.language.words import Words

MORE = ("opened", "owed_by", "closing")
Found = tuple[Mapping[str, Any], tuple[str, str, str]]
"""A pair as it is answered, and those three in words."""


def gaps_csv(found: Iterable[Found]) -> str:
    """A header, then a line a pair, the project first; the rest as in coverage, then three columns in words."""
    head = ("project_id", "project", *COLUMNS[:-1], *MORE)
    return written(head, ([*_project(pair), *cells(pair)[:-1], *told] for pair, told in found))


def _project(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["project"]["id"], pair["project"]["name"]


WIDTHS = {
    "project": 22,
    "employer": 20,
    "number": 16,
    "organisation": 24,
    "status": 18,
    "since": 12,
    "last": 12,
    "opened": 40,
    "owed_by": 22,
    "closing": 60,
}


def gaps_xlsx(day: date, recorded_at: datetime, found: Iterable[Found], words: Words) -> bytes:
    """The open pairs of a day, as :mod:`api.gaps.routes` answers them, with what is told of each in words."""
    title, about = words.say("open_title"), words.date(day)
    sheets = Sheets(title, about, recorded_at, words)
    sheet = sheets.book.add_worksheet(words.say("sheet_open"))
    headings = {column: words.say(f"column_open_{column}") for column in WIDTHS}
    rows = [_line(*each, words) for each in found]
    sheet_table(sheet, "open", headings, WIDTHS, rows, sheets.formats)
    if not rows:
        sheet.write_string(1, 0, words.say("open_none"), sheets.formats.text)
    printed(sheet, [title], about, words)
    return sheets.bytes()


def _line(pair: Mapping[str, Any], told: tuple[str, str, str], words: Words) -> Mapping[str, Cell]:
    opened, owed_by, closing = told
    status = words.say(f"open_{pair['status']}")
    return {
        "project": pair["project"]["name"],
        "employer": pair["employer"]["name"],
        "number": pair["employer"]["kommunenummer"],
        "organisation": pair["organisation"]["name"],
        "status": words.say("open_claimed", status=status) if pair["claimed"] else status,
        "since": date.fromisoformat(pair["since"]) if pair["since"] else None,
        "last": date.fromisoformat(pair["until"]) - timedelta(days=1) if pair["until"] else None,
        "opened": opened,
        "owed_by": owed_by,
        "closing": closing,
    }
