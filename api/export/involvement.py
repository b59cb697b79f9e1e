"""The duty to involve as a workbook: a line for each employer, to be filtered and ticked off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from api.export.roster import person_name
from api.export.sheets import Cell, Sheets, printed, table
from api.words import Words

WIDTHS = {
    "appointed_by": 24,
    "representanter": 28,
    "organisation": 24,
    "how": 24,
    "employer": 22,
    "number": 16,
    "duty": 60,
}


def workbook(
    project: str | None, day: date, recorded_at: datetime, duties: Iterable[Mapping[str, Any]], words: Words
) -> bytes:
    """The duties of a day, as :mod:`api.resources.involvement` answers them."""
    title, about = words.say("involvement_title"), words.date(day)
    sheets = Sheets(title, f"{project or ''} {about}".strip(), recorded_at, words)
    sheet = sheets.book.add_worksheet(words.say("sheet_involvement"))
    headings = {column: words.say(f"column_involvement_{column}") for column in WIDTHS}
    rows = [line for duty in duties for line in _lines(duty, words)]
    table(sheet, "duties", headings, WIDTHS, rows, sheets.formats)
    if not rows:
        sheet.write_string(1, 0, words.say("involvement_none"), sheets.formats.text)
    printed(sheet, [part for part in (title, project) if part], about, words)
    return sheets.bytes()


def _lines(duty: Mapping[str, Any], words: Words) -> Iterable[Mapping[str, Cell]]:
    people = [person_name(each["person"], words) for each in duty["appointments"]]
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
