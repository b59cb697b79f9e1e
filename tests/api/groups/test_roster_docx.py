"""Rosters as Word documents, opened again."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from api.groups.docx import write_docx
from api.groups.roster_document import documented
from api.language.words import LANGUAGES, Words
from tests.support.rosters import RULES, large, person, roster, seat
from tools import roster_template

ATTACKS = ["{{7*7}}", "{% for x in y %}", "<b>&amp;</b>", "</w:t>", "=1+1", "{#", "]]>", "a\\b"]


def opened(said: dict[str, Any], language: str = "nb", *, contacts: bool = True) -> Opened:
    """The document, read again."""
    return Document(BytesIO(write_docx(said, Words(language), contacts=contacts)))


def cells(page: Opened) -> list[list[list[str]]]:
    """What stands in the tables."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in page.tables]


def text(page: Opened) -> str:
    """What stands outside the tables, and in the footer."""
    return "\n".join(each.text for each in [*page.paragraphs, *page.sections[0].footer.paragraphs])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("contacts", [True, False])
def test_every_seat_and_every_value(language: str, contacts: bool) -> None:
    """As the other documents have them."""
    page = opened(roster(), language, contacts=contacts)
    words = Words(language)
    shown = documented(roster(), words, contacts=contacts)
    *sides, rules = cells(page)
    for side, found in zip(shown.sides, sides, strict=True):
        expected = [
            [seat_.texts[column] + _explained(column, seat_.explanation) for column in shown.columns]
            for seat_ in side.seats
        ]
        assert found == [list(shown.columns.values()), *expected]
    assert rules[1:] == [
        [words.say(f"rule_{rule['status']}"), rule["text"], rule["basis"], rule["remedy"] or ""] for rule in RULES
    ]
    written = text(page)
    assert all(f"{label}: {value}" in written for label, value in shown.facts)
    assert written.count(shown.knowledge) == 2
    assert shown.title in written


def _explained(column: str, explanation: str) -> str:
    return f": {explanation}" if column == "status" and explanation else ""


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_it_can_be_read_by_ear(language: str, tag: str) -> None:
    """Title, language, headings, and header rows that are marked and come again on every page."""
    page = opened(roster(), language)
    properties = page.core_properties
    shown = documented(roster(), Words(language), contacts=True)
    assert (properties.title, properties.language) == (shown.title, language)
    assert properties.created == properties.modified == datetime(2026, 1, 20, 9, 14, 3, tzinfo=UTC)
    defaults = page.styles.element.find(qn("w:docDefaults"))
    assert [each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))] == [tag]
    styles = [each.style.name for each in page.paragraphs if each.style]
    assert styles[:2] == ["Title", "Subtitle"]
    assert styles.count("Heading 1") == 4
    for table, caption in zip(page.tables, [*(side.heading for side in shown.sides), None], strict=True):
        assert [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
        ] == [
            True,
            *([False] * (len(table.rows) - 1)),
        ]
        assert caption in (table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")), None)


def test_what_is_wanting_stands_out() -> None:
    """In bold: vacant seats, and rules that are not met."""
    page = opened(roster(), contacts=False)
    bold = {
        run.text for table in page.tables for row in table.rows for run in row.cells[-1].paragraphs[0].runs if run.bold
    }
    assert "Ubesatt siden 1. mars 2021" in bold
    assert "I funksjon" not in bold
    status = [row.cells[0].paragraphs[0].runs for row in page.tables[-1].rows]
    assert {run.text for runs in status for run in runs if run.bold} == {"Status", "Ikke oppfylt"}


@pytest.mark.parametrize("name", [*ATTACKS, "x" * 200, "Áilu Đuŋŋá Šoŧža áčđŋšŧž", "שלום", "漢字"])
def test_names_stay_as_written(name: str) -> None:
    """None is markup or a field of the template."""
    said = roster(
        project={"id": "5", "name": name},
        seats=[seat(1, "arbeidstaker", "medlem", person(name, email=name, phone=name))],
    )
    page = opened(said)
    assert cells(page)[0][1].count(name) == 3
    assert page.paragraphs[0].text == f"Styringsgruppa i {name}"


def test_many() -> None:
    """All of them are there."""
    sides = cells(opened(large(300)))[:2]
    assert sorted(row[0][-3:] for side in sides for row in side[1:]) == [f"{number:03}" for number in range(300)]


def test_nobody() -> None:
    """Is said for each side, without an empty table."""
    page = opened(roster(seats=[], rules=[]), "en")
    assert page.tables == []
    assert "Nobody has a seat on the employers’ side on this day." in text(page)
    assert "No rules are recorded for the group." in text(page)


def test_contacts_only_where_asked_for() -> None:
    """Neither columns nor values."""
    written = write_docx(roster(), Words("nb"), contacts=False)
    with ZipFile(BytesIO(written)) as parcel:
        body = parcel.read("word/document.xml").decode()
    assert "E-post" not in body
    assert "@" not in body


def test_the_template_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is the one that is there, byte for byte."""
    made = tmp_path / "roster.docx"
    there = roster_template.TARGET.read_bytes()
    monkeypatch.setattr(roster_template, "TARGET", made)
    roster_template.main()
    assert made.read_bytes() == there
