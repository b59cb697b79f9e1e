"""A roster as a workbook: the seats as a table, the rules, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.export.parcel import CORE, repacked
from api.export.roster import CONTACTS, Document, Seat, documented, shorter
from api.words import Words

Cell = str | date | None

WIDTHS: Final = {
    "side": 17,
    "name": 24,
    "function": 11,
    "represents": 22,
    "represents_number": 16,
    "employed_at": 20,
    "employed_at_number": 16,
    "from": 11,
    "last_day": 14,
    "status": 24,
    "explanation": 36,
    "move": 18,
    "email": 28,
    "phone": 15,
}
RULE_WIDTHS: Final = {"status": 16, "rule": 60, "basis": 40, "remedy": 60}
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


def document(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """The workbook; a name is never a formula or a link, and a kommunenummer keeps its zeros."""
    shown = documented(roster, words, contacts=contacts)
    out = BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties(
        {"title": shown.title, "subject": shown.subtitle, "author": "Samråd", "created": _naive(shown.recorded_at)}
    )
    formats = _formats(book)
    _seats(book.add_worksheet(words.say("sheet_seats")), shown, words, formats, contacts=contacts)
    _rules(book.add_worksheet(words.say("sheet_rules")), shown, words, formats)
    _about(book.add_worksheet(words.say("sheet_about")), roster, shown, words, formats)
    book.close()
    return _in_language(out.getvalue(), shown.language)


def _formats(book: Workbook) -> Formats:
    plain = {"text_wrap": True, "valign": "top"}
    return Formats(
        text=book.add_format(plain),
        day=book.add_format({**plain, "num_format": "dd.mm.yyyy", "align": "left"}),
        vacant=book.add_format({**plain, "bold": True}),
        head=book.add_format({**plain, "bold": True, "bg_color": "#E7EBF0"}),
        title=book.add_format({"bold": True, "font_size": 14}),
    )


def _seats(sheet: Worksheet, shown: Document, words: Words, formats: Formats, *, contacts: bool) -> None:
    columns = [column for column in WIDTHS if contacts or column not in CONTACTS]
    rows = [_row(seat, side.heading, words) for side in shown.sides for seat in side.seats]
    _table(sheet, "seats", {column: words.say(f"column_{column}") for column in columns}, WIDTHS, rows, formats)
    for number, seat in enumerate(shown.seats, start=1):
        if seat.vacant:
            sheet.write_string(number, columns.index("status"), seat.status, formats.vacant)
    if not rows:
        sheet.write_string(1, 0, shown.empty, formats.text)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _printed(sheet, shown, words)


def _row(seat: Seat, side: str, words: Words) -> Mapping[str, Cell]:
    employed_at = seat.employed_at
    return {
        "side": side,
        "name": seat.name,
        "function": seat.function,
        "represents": seat.represents.name,
        "represents_number": seat.represents.number,
        "employed_at": employed_at.name if employed_at else None,
        "employed_at_number": employed_at.number if employed_at else None,
        "from": seat.from_,
        "last_day": seat.last_day or words.say("until_further_notice"),
        "status": seat.status,
        "explanation": seat.explanation,
        "move": seat.move,
        "email": seat.email,
        "phone": seat.phone,
    }


def _rules(sheet: Worksheet, shown: Document, words: Words, formats: Formats) -> None:
    headings = {column: words.say(f"column_{column}") for column in RULE_WIDTHS}
    rows: Sequence[Mapping[str, Cell]] = [
        {"status": rule.status, "rule": rule.text, "basis": rule.basis, "remedy": rule.remedy} for rule in shown.rules
    ]
    _table(sheet, "rules", headings, RULE_WIDTHS, rows, formats)
    if not rows:
        sheet.write_string(1, 0, words.say("rules_none"), formats.text)
    _printed(sheet, shown, words)


def _about(sheet: Worksheet, roster: Mapping[str, Any], shown: Document, words: Words, formats: Formats) -> None:
    """Label and value, a fact a row; the title on top."""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, shown.title, formats.title)
    facts = [
        *shown.facts,
        (words.say("fact_position"), str(roster["position"])),
        (words.say("fact_recorded"), words.instant(roster["recorded_at"])),
        (words.say("knowledge_heading"), shown.knowledge),
    ]
    for number, (label, value) in enumerate(facts, start=2):
        sheet.write_string(number, 0, label, formats.head)
        sheet.write_string(number, 1, value, formats.text)
    _printed(sheet, shown, words)


def _table(
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


def _printed(sheet: Worksheet, shown: Document, words: Words) -> None:
    """On A4 lying down, as wide as the page, with title and page numbers."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + " – ".join(_short(name) for name in (shown.group, shown.project)))
    sheet.set_footer("&L" + shown.subtitle + "&R" + words.say("page", page="&P", pages="&N"))


def _short(name: str) -> str:
    """A name as the header of a page takes it; the library takes even ``&&G`` for a picture."""
    return re.sub(r"&(?=[G\[])", "& ", shorter(name, HEADER_LETTERS)).replace("&", "&&")


def _naive(instant: datetime) -> datetime:
    """UTC without saying so, which is how the format's writer takes it."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def _in_language(packed: bytes, language: str) -> bytes:
    """The workbook, with the language that screen readers ask its properties for."""
    with ZipFile(BytesIO(packed)) as parcel:
        core = parcel.read(CORE)
    end = b"</cp:coreProperties>"
    return repacked(packed, {CORE: core.replace(end, f"<dc:language>{language}</dc:language>".encode() + end)})
