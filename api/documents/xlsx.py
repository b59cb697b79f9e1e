"""Sheets of a workbook: tables that people filter and print, in which text stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import Final, NamedTuple
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.documents.line_breaks import shorter
from api.documents.office_parts import CORE, repacked
from api.language.words import Words

Cell = str | date | None

A4: Final = 9
LINE = 15  # points
LINES = 27  # the format's highest row has 409 points
HEADER_LETTERS = 60  # of a name in the header of a page, which holds 255 in all
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Formats(NamedTuple):
    """How cells look."""

    text: Format
    day: Format
    vacant: Format
    head: Format
    title: Format


class Sheets:
    """A workbook while it is written: what its sheets have in common."""

    def __init__(self, title: str, subject: str, recorded_at: datetime, words: Words) -> None:
        self._out = BytesIO()
        self.book = Workbook(self._out, OPTIONS)
        created = recorded_at.astimezone(UTC).replace(tzinfo=None)  # the writer takes UTC without saying so
        self.book.set_properties({"title": title, "subject": subject, "author": "Samråd", "created": created})
        self.words = words
        self.formats = _formats(self.book)

    def bytes(self) -> bytes:
        """The finished workbook."""
        self.book.close()
        return _in_language(self._out.getvalue(), self.words.language)


def _formats(book: Workbook) -> Formats:
    plain = {"text_wrap": True, "valign": "top"}
    return Formats(
        text=book.add_format(plain),
        day=book.add_format({**plain, "num_format": "dd.mm.yyyy", "align": "left"}),
        vacant=book.add_format({**plain, "bold": True}),
        head=book.add_format({**plain, "bold": True, "bg_color": "#E7EBF0"}),
        title=book.add_format({"bold": True, "font_size": 14}),
    )


def sheet_table(
    sheet: Worksheet,
    name: str,
    headings: Mapping[str, str],
    widths: Mapping[str, int],
    rows: Sequence[Mapping[str, Cell]],
    formats: Formats,
) -> None:
    """A table with its header in the first row, which stays in sight and on every page."""
    head = [{"header": heading, "header_format": formats.head} for heading in headings.values()]
    area = (0, 0, max(len(rows), 1), len(headings) - 1)
    sheet.add_table(*area, {"name": name, "columns": head, "style": "Table Style Light 1"})
    sheet.set_row(0, 32)
    for place, column in enumerate(headings):
        sheet.set_column(place, place, widths[column])
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, _height(row, widths))
        for place, column in enumerate(headings):
            _write(sheet, number, place, row[column], formats)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _height(row: Mapping[str, Cell], widths: Mapping[str, int]) -> int:
    """As many lines as the longest text needs, so that readers which do not measure show all of it."""
    lines = max(ceil(len(text) / (1.1 * widths[column])) for column, text in row.items() if isinstance(text, str))
    return LINE * min(max(lines, 1), LINES)


def _write(sheet: Worksheet, row: int, column: int, value: Cell, formats: Formats) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.day)
    elif value:
        sheet.write_string(row, column, value, formats.text)


def printed(sheet: Worksheet, about: Sequence[str], day: str, words: Words) -> None:
    """On A4 lying down, as wide as the page, with title and page numbers."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + " – ".join(map(_short, about)))
    sheet.set_footer("&L" + day + "&R" + words.say("page", page="&P", pages="&N"))


def _short(name: str) -> str:
    """A name as the header of a page takes it; the library takes even ``&&G`` for a picture."""
    return re.sub(r"&(?=[G\[])", "& ", shorter(name, HEADER_LETTERS)).replace("&", "&&")


def _in_language(packed: bytes, language: str) -> bytes:
    """The workbook, with the language that screen readers ask its properties for."""
    with ZipFile(BytesIO(packed)) as parcel:
        core = parcel.read(CORE)
    end = b"</cp:coreProperties>"
    return repacked(packed, {CORE: core.replace(end, f"<dc:language>{language}</dc:language>".encode() + end)})
