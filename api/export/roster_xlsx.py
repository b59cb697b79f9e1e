"""A roster as a workbook: the seats as a table, the rules, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from api.export.roster import CONTACTS, Document, Seat, documented
from api.export.sheets import Cell, Formats, Sheets, printed, table
from api.words import Words

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


def document(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """The workbook; a name is never a formula or a link, and a kommunenummer keeps its zeros."""
    shown = documented(roster, words, contacts=contacts)
    sheets = Sheets(shown.title, shown.subtitle, shown.recorded_at, words)
    book, formats = sheets.book, sheets.formats
    _seats(book.add_worksheet(words.say("sheet_seats")), shown, words, formats, contacts=contacts)
    _rules(book.add_worksheet(words.say("sheet_rules")), shown, words, formats)
    _about(book.add_worksheet(words.say("sheet_about")), roster, shown, words, formats)
    return sheets.bytes()


def _seats(sheet: Worksheet, shown: Document, words: Words, formats: Formats, *, contacts: bool) -> None:
    columns = [column for column in WIDTHS if contacts or column not in CONTACTS]
    rows = [_row(seat, side.heading, words) for side in shown.sides for seat in side.seats]
    table(sheet, "seats", {column: words.say(f"column_{column}") for column in columns}, WIDTHS, rows, formats)
    for number, seat in enumerate(shown.seats, start=1):
        if seat.vacant:
            sheet.write_string(number, columns.index("status"), seat.status, formats.vacant)
    if not rows:
        sheet.write_string(1, 0, shown.empty, formats.text)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    printed(sheet, (shown.group, shown.project), shown.subtitle, words)


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
    table(sheet, "rules", headings, RULE_WIDTHS, rows, formats)
    if not rows:
        sheet.write_string(1, 0, words.say("rules_none"), formats.text)
    printed(sheet, (shown.group, shown.project), shown.subtitle, words)


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
    printed(sheet, (shown.group, shown.project), shown.subtitle, words)
