"""A roster as a file, in whatever form is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from api.documents.csv import harmless
from api.documents.xlsx import Cell, Formats, Sheets, printed, sheet_table
from api.groups.docx import write_docx
from api.groups.pdf import write_pdf
from api.groups.popolo import write_popolo
from api.groups.roster_document import CONTACTS, RosterDocument, SeatShown, documented
from api.http.operation import CSV, DOCX, PDF, POPOLO, XLSX
from api.language.words import Words

COLUMNS = (
    "seat",
    "side",
    "function",
    "person",
    "name",
    "name_shown",
    "organisation",
    "organisation_name",
    "employer_id",
    "kommunenummer",
    "employer",
    "employed_at_id",
    "employed_at_kommunenummer",
    "employed_at",
    "appointment",
    "representant",
    "from",
    "until",
    "active",
    "vacant_since",
    "vacant_reason",
    "vacant_move",
)
CONTACT_COLUMNS = ("email", "phone")


def write_csv(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """A header, then a line a seat in the order of all documents; ``until`` is the first day after."""
    columns = (*COLUMNS, *CONTACT_COLUMNS) if contacts else COLUMNS
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for seat in documented(roster, words, contacts=contacts).seats:
        line = _line(seat.said)
        writer.writerow([harmless(line[column]) for column in columns])
    return out.getvalue().encode()


def _line(seat: Mapping[str, Any]) -> Mapping[str, Any]:
    person, organisation, vacant = seat["person"] or {}, seat["organisation"] or {}, seat["vacant"] or {}
    return {
        "seat": seat["id"],
        "side": seat["side"],
        "function": seat["function"],
        "person": person.get("id"),
        "name": person.get("name"),
        "name_shown": _shown(person),
        "organisation": organisation.get("slug"),
        "organisation_name": organisation.get("name"),
        **_employer("employer", "kommunenummer", seat["employer"]),
        **_employer("employed_at", "employed_at_kommunenummer", seat["employed_at"]),
        "appointment": seat["appointment"],
        "representant": seat["representant"],
        "from": seat["from"],
        "until": seat["until"],
        "active": str(seat["active"]).lower(),
        "vacant_since": vacant.get("since"),
        "vacant_reason": vacant.get("reason"),
        "vacant_move": (vacant.get("move") or {}).get("party"),
        "email": person.get("email"),
        "phone": person.get("phone"),
    }


def _shown(person: Mapping[str, Any]) -> str:
    """Whether there is a name, and why not."""
    if not person:
        return "nobody"
    if person["name"] is not None:
        return "shown"
    return "erased" if person.get("erased") else "restricted" if person.get("restricted") else "not_shown"


def _employer(column: str, number: str, employer: Mapping[str, Any] | None) -> Mapping[str, Any]:
    known = employer or {}
    return {f"{column}_id": known.get("id"), number: known.get("kommunenummer"), column: known.get("name")}


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


def write_xlsx(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """The workbook; a name is never a formula or a link, and a kommunenummer keeps its zeros."""
    shown = documented(roster, words, contacts=contacts)
    sheets = Sheets(shown.title, shown.subtitle, shown.recorded_at, words)
    book, formats = sheets.book, sheets.formats
    _seats(book.add_worksheet(words.say("sheet_seats")), shown, words, formats, contacts=contacts)
    _rules(book.add_worksheet(words.say("sheet_rules")), shown, words, formats)
    _about(book.add_worksheet(words.say("sheet_about")), roster, shown, words, formats)
    return sheets.bytes()


def _seats(sheet: Worksheet, shown: RosterDocument, words: Words, formats: Formats, *, contacts: bool) -> None:
    columns = [column for column in WIDTHS if contacts or column not in CONTACTS]
    rows = [_row(seat, side.heading, words) for side in shown.sides for seat in side.seats]
    sheet_table(sheet, "seats", {column: words.say(f"column_{column}") for column in columns}, WIDTHS, rows, formats)
    for number, seat in enumerate(shown.seats, start=1):
        if seat.vacant:
            sheet.write_string(number, columns.index("status"), seat.status, formats.vacant)
    if not rows:
        sheet.write_string(1, 0, shown.empty, formats.text)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    printed(sheet, (shown.group, shown.project), shown.subtitle, words)


def _row(seat: SeatShown, side: str, words: Words) -> Mapping[str, Cell]:
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


def _rules(sheet: Worksheet, shown: RosterDocument, words: Words, formats: Formats) -> None:
    headings = {column: words.say(f"column_{column}") for column in RULE_WIDTHS}
    rows: Sequence[Mapping[str, Cell]] = [
        {"status": rule.status, "rule": rule.text, "basis": rule.basis, "remedy": rule.remedy} for rule in shown.rules
    ]
    sheet_table(sheet, "rules", headings, RULE_WIDTHS, rows, formats)
    if not rows:
        sheet.write_string(1, 0, words.say("rules_none"), formats.text)
    printed(sheet, (shown.group, shown.project), shown.subtitle, words)


def _about(sheet: Worksheet, roster: Mapping[str, Any], shown: RosterDocument, words: Words, formats: Formats) -> None:
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


ENDINGS: Mapping[str, str] = {CSV: "csv", XLSX: "xlsx", PDF: "pdf", DOCX: "docx", POPOLO: "popolo.json"}
"""How a file of each form ends."""
_WRITERS = {
    CSV: write_csv,
    XLSX: write_xlsx,
    PDF: write_pdf,
    POPOLO: write_popolo,
}


def write_roster(
    roster: Mapping[str, Any], words: Words, form: str, *, contacts: bool, template: bytes | None
) -> bytes:
    """The roster as a file of a media type; ``template``: what it is written in, in Word, where not the usual one."""
    if form == DOCX:
        content = write_docx(roster, words, contacts=contacts, template=template)
    else:
        content = _WRITERS[form](roster, words, contacts=contacts)
    return content
