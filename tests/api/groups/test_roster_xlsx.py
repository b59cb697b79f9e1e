"""Rosters as workbooks, opened again by another library."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.groups.exports import write_xlsx
from api.groups.roster_document import documented
from api.language.words import LANGUAGES, Words
from tests.support.rosters import RULES, large, person, roster, seat

ATTACKS = [
    '=HYPERLINK("http://x.example","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "http://x.example",
    "mailto:x",
    "&P &G",
]


def opened(said: dict[str, Any], language: str = "nb", *, contacts: bool = True) -> Workbook:
    """The workbook, read again."""
    return load_workbook(BytesIO(write_xlsx(said, Words(language), contacts=contacts)))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows under the header."""
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip([str(each) for each in head], row, strict=True)) for row in body]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_seat_and_every_value(language: str) -> None:
    """As the other documents have them, days as days and numbers with their zeros."""
    words = Words(language)
    book = opened(roster(), language)
    found = rows(book.worksheets[0])
    shown = documented(roster(), words, contacts=True)
    heading = {key: words.say(f"column_{key}") for key in ("side", "move", "explanation", *shown.columns)}
    assert len(found) == len(shown.seats)
    for row, seat_ in zip(found, shown.seats, strict=True):
        assert row[heading["name"]] == seat_.name
        assert row[heading["function"]] == seat_.function
        assert row[heading["represents"]] == seat_.represents.name
        assert row[words.say("column_represents_number")] == seat_.represents.number
        assert row[heading["employed_at"]] == (seat_.employed_at.name if seat_.employed_at else None)
        number = row[words.say("column_employed_at_number")]
        assert number == (seat_.employed_at.number if seat_.employed_at else None)
        assert row[heading["from"]] == datetime(2019, 1, 1)  # noqa: DTZ001  # a sheet has no zones
        last = row[heading["last_day"]]
        assert (last.date() if isinstance(last, datetime) else last) == (
            seat_.last_day or words.say("until_further_notice")
        )
        assert row[heading["status"]] == seat_.status
        assert row[heading["explanation"]] == (seat_.explanation or None)
        assert row[heading["move"]] == (seat_.move or None)
        assert row[heading["email"]] == (seat_.email or None)
        assert row[heading["phone"]] == (seat_.phone or None)
    assert {row[words.say("column_represents_number")] for row in found} == {"1571", "0301", None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_and_what_it_is_about(language: str) -> None:
    """On sheets of their own."""
    words = Words(language)
    _, rules, about = opened(roster(), language).worksheets
    assert [tuple(row.values()) for row in rows(rules)] == [
        (words.say(f"rule_{rule['status']}"), rule["text"], rule["basis"], rule["remedy"]) for rule in RULES
    ]
    shown = documented(roster(), words, contacts=True)
    told = dict(about.iter_rows(min_row=3, max_col=2, values_only=True))
    assert dict(shown.facts).items() <= told.items()
    assert told[words.say("fact_position")] == "1204"
    assert told[words.say("knowledge_heading")] == shown.knowledge


def test_a_real_table_that_prints_well() -> None:
    """With a header that is marked, repeated and stays; A4 lying down, as wide as the page; nothing merged."""
    book = opened(large(30))
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    assert table.ref == "A1:N31"
    assert table.headerRowCount == 1
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["H2"].number_format == "dd.mm.yyyy"
    assert not any(each.merged_cells.ranges for each in book.worksheets)
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCDEFGHIJKLMN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_properties(language: str) -> None:
    """Title and language, and no other time than the roster's."""
    properties = opened(roster(), language).properties
    assert properties.title == documented(roster(), Words(language), contacts=True).title
    assert properties.language == language
    assert properties.created == datetime(2026, 1, 20, 9, 14, 3)  # noqa: DTZ001  # a sheet has no zones
    with ZipFile(BytesIO(write_xlsx(roster(), Words(language), contacts=False))) as parcel:
        assert {info.date_time for info in parcel.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", [*ATTACKS, "<b>&amp;", "{{7*7}}", "x" * 200, "Áilu Đuŋŋá Šoŧža", "שלום", "محمد"])
def test_names_stay_as_written(name: str) -> None:
    """And are never a formula, a link or a code in the header of a page."""
    said = roster(
        group={**roster()["group"], "name": name},
        project={"id": "5", "name": name},
        seats=[seat(1, "arbeidstaker", "medlem", person(name, email=name, phone=name))],
    )
    written = write_xlsx(said, Words("nb"), contacts=True)
    book = load_workbook(BytesIO(written))
    row = next(book.worksheets[0].iter_rows(min_row=2, max_row=2))
    assert [cell.value for cell in row].count(name) == 3
    assert {cell.data_type for sheet in book.worksheets for line in sheet for cell in line} <= {"s", "d", "n"}
    with ZipFile(BytesIO(written)) as parcel:
        sheets = b"".join(parcel.read(part) for part in parcel.namelist() if "worksheets" in part)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


def test_contacts_only_where_asked_for() -> None:
    """Neither columns nor values."""
    sheet = opened(roster(), contacts=False).worksheets[0]
    assert not any("@" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "E-post" not in [cell.value for cell in sheet[1]]


def test_nobody() -> None:
    """Is said where the first would be."""
    seats, rules, _ = opened(roster(seats=[], rules=[]), "en").worksheets
    assert seats["A2"].value == "Nobody has a seat in the group on 1 June 2021."
    assert rules["A2"].value == "No rules are recorded for the group."
