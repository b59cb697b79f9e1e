"""Coverage as CSV (RFC 4180, UTF-8), and the duty to involve as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from api.documents.csv import written
from api.documents.xlsx import Cell, Sheets, printed, sheet_table
from api.language.words import Words

COLUMNS = (
    "employer_id",
    "kommunenummer",
    "employer",
    "organisation",
    "organisation_name",
    "status",
    "claimed",
    "since",
    "until",
    "appointments",
)


def coverage_csv(pairs: Iterable[Mapping[str, Any]]) -> str:
    """A header, then a line a pair; several appointments with spaces between."""
    return written(COLUMNS, map(cells, pairs))


def cells(pair: Mapping[str, Any]) -> list[Any]:
    """A pair's line."""
    employer, organisation = pair["employer"], pair["organisation"]
    return [
        employer["id"],
        employer["kommunenummer"],
        employer["name"],
        organisation["slug"],
        organisation["name"],
        pair["status"],
        str(pair["claimed"]).lower(),
        pair["since"],
        pair["until"],
        " ".join(pair["appointments"]),
    ]


WIDTHS = {
    "appointed_by": 24,
    "representanter": 28,
    "organisation": 24,
    "how": 24,
    "employer": 22,
    "number": 16,
    "duty": 60,
}


def involvement_xlsx(
    project: str | None, day: date, recorded_at: datetime, duties: Iterable[Mapping[str, Any]], words: Words
) -> bytes:
    """The duties of a day, as :mod:`api.coverage.routes` answers them."""
    title, about = words.say("involvement_title"), words.date(day)
    sheets = Sheets(title, f"{project or ''} {about}".strip(), recorded_at, words)
    sheet = sheets.book.add_worksheet(words.say("sheet_involvement"))
    headings = {column: words.say(f"column_involvement_{column}") for column in WIDTHS}
    rows = [line for duty in duties for line in _lines(duty, words)]
    sheet_table(sheet, "duties", headings, WIDTHS, rows, sheets.formats)
    if not rows:
        sheet.write_string(1, 0, words.say("involvement_none"), sheets.formats.text)
    printed(sheet, [part for part in (title, project) if part], about, words)
    return sheets.bytes()


def _lines(duty: Mapping[str, Any], words: Words) -> Iterable[Mapping[str, Cell]]:
    people = [words.person(each["person"]) for each in duty["appointments"]]
    for employer in duty["employers"]:
        yield {
            "appointed_by": duty["appointed_by"]["name"],
            "representanter": words.list(people),
            "organisation": duty["organisation"]["name"],
            "how": words.say(f"how_{duty['how']}"),
            "employer": employer["name"],
            "number": employer["kommunenummer"],
            "duty": duty["duty"],
        }
