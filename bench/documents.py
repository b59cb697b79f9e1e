"""Writing a roster of 300 persons as a workbook and as PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from itertools import cycle
from typing import Any
from uuid import UUID, uuid5

import typst
from xlsxwriter import Workbook

from api.groups.exports import write_xlsx
from api.groups.pdf import write_pdf
from api.groups.roster_document import RosterDocument, SeatShown, documented
from api.language.words import Words
from bench.measures import Measure
from bench.scale import Scale
from bench.timing import Timed

SPACE = UUID("00000000-0000-4000-8000-0000000d0c55")
WORDS = Words("nb")
VARIANTS = 40
"""Rosters that differ in every name, one a round: both libraries would else answer from what they remember."""
RECORDED = datetime(2026, 1, 20, 9, 14, 3, tzinfo=UTC)


@contextmanager
def workbook(scale: Scale) -> Iterator[Sequence[Measure]]:
    """Dict to bytes, against the library alone with cells that are ready."""
    seats = 10 if scale.tiny else 300
    said = roster(seats, 0)
    yield [
        Measure(
            "workbook",
            floor=Timed(partial(write_cells, cells(said))),
            ours=Timed(partial(write_xlsx, said, WORDS, contacts=True)),
            reach=2,
            of=f"a roster of {seats} persons as a workbook, from the answer to the bytes; the floor is XlsxWriter "
            "writing the same cells from a list, as a table, without making them",
        )
    ]


@contextmanager
def pdf(scale: Scale) -> Iterator[Sequence[Measure]]:
    """Dict to bytes, against typst alone with markup that is ready."""
    seats = 10 if scale.tiny else 300
    variants = [roster(seats, number) for number in range(VARIANTS)]
    ours, floors = cycle(variants), cycle([markup(said) for said in variants])
    compiler = typst.Compiler(b"", font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)
    yield [
        Measure(
            "pdf",
            floor=Timed(partial(_compile_next, compiler, floors)),
            ours=Timed(lambda: write_pdf(next(ours), WORDS, contacts=True)),
            reach=2,
            of=f"a roster of {seats} persons as PDF/UA, from the answer to the bytes; the floor is typst setting the "
            "same texts in tables on numbered pages, from markup that is ready and with the typefaces found",
        )
    ]


def roster(seats: int, variant: int) -> Mapping[str, Any]:
    """A made-up answer."""
    return {
        "project": {"id": _identity("project"), "name": "Felles arkiv"},
        "group": {
            "id": _identity("group"),
            "kind": "referansegruppe",
            "name": "Referansegruppa",
            "from": "2019-01-01",
            "until": None,
        },
        "at": "2021-06-01",
        "known_at": None,
        "position": 1204,
        "recorded_at": RECORDED.isoformat(),
        "seats": [_seat(number, variant) for number in range(seats)],
        "rules": [
            {"rule": {}, "basis": "Avtale", "status": "met", "text": f"Regel {number}.", "remedy": None}
            for number in range(5)
        ],
        "adoption": None,
    }


def _seat(number: int, variant: int) -> Mapping[str, Any]:
    appointed = number % 3 > 0
    kommune = {
        "id": _identity(f"kommune {number % 50}"),
        "kommunenummer": f"{301 + number % 50:04}",
        "name": "Kommunen",
    }
    vacant = {
        "since": "2021-03-01",
        "reason": "on_leave",
        "move": {"party": "organisation:fagforbundet", "name": "Fagforbundet"},
        "text": "Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen.",
    }
    return {
        "id": _identity(f"seat {number}"),
        "function": "medlem",
        "side": "arbeidstaker" if appointed else "arbeidsgiver",
        "appointment": _identity(f"appointment {number}") if appointed else None,
        "representant": None if appointed else _identity(f"representant {number}"),
        "person": {
            "id": _identity(f"person {number}"),
            "name": f"Kari Eksempel {variant}-{number}",
            "email": f"kari.eksempel.{number}@kommune.example",
            "phone": f"900 00 {number:03}",
        },
        "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"} if appointed else None,
        "employer": None if appointed else kommune,
        "employed_at": kommune,
        "from": "2019-01-01",
        "until": "2023-01-01",
        "active": number % 10 > 0,
        "vacant": None if number % 10 else vacant,
    }


def _identity(text: str) -> str:
    return str(uuid5(SPACE, text))


def cells(said: Mapping[str, Any]) -> Sequence[Sequence[Sequence[str | date]]]:
    """The rows of three sheets, each cell as it will stand."""
    shown = documented(said, WORDS, contacts=True)
    seats: list[list[str | date]] = [
        [
            side.heading,
            seat.name,
            seat.function,
            seat.represents.name,
            seat.represents.number or "",
            seat.employed_at.name if seat.employed_at else "",
            (seat.employed_at.number if seat.employed_at else "") or "",
            seat.from_ or "",
            seat.last_day or "",
            seat.status,
            seat.explanation,
            seat.move,
            seat.email,
            seat.phone,
        ]
        for side in shown.sides
        for seat in side.seats
    ]
    rules = [[rule.status, rule.text, rule.basis, rule.remedy] for rule in shown.rules]
    return [seats, rules, [[label, value] for label, value in shown.facts]]


def write_cells(sheets: Sequence[Sequence[Sequence[str | date]]]) -> bytes:
    """The workbook that the library makes of them."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    text, day = book.add_format({"text_wrap": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    for rows in sheets:
        sheet = book.add_worksheet()
        sheet.add_table(0, 0, len(rows), len(rows[0]) - 1)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell:
                    sheet.write_string(number, place, cell, text)
    book.close()
    return out.getvalue()


def markup(said: Mapping[str, Any]) -> bytes:
    """The same page as one would write it by hand: footers, thin lines, and names that stand out."""
    shown = documented(said, WORDS, contacts=True)
    head = [f"strong({_quoted(heading)})" for heading in shown.columns.values()]
    facts = ", ".join(_quoted(f"{label}: {value}") for label, value in shown.facts)
    start = PAGE % {"title": _quoted(shown.title), "knowledge": _quoted(shown.knowledge), "facts": facts}
    sides = [_table(side.heading, head, [_row(seat, shown) for seat in side.seats]) for side in shown.sides]
    rules = [[_quoted(text) for text in (rule.status, rule.text, rule.basis, rule.remedy)] for rule in shown.rules]
    named = ["strong[Status]", "strong[Regel]", "strong[Grunnlag]", "strong[Hva som må til]"]
    return "\n".join([start, *sides, _table("Regler", named, rules)]).encode()


PAGE = """\
#set document(title: %(title)s)
#set text(9pt, lang: "nb")
#set page("a4", flipped: true, footer: context grid(
  columns: (1fr, auto), %(knowledge)s, [Side #counter(page).display() av #counter(page).final().first()],
))
#set table(stroke: (bottom: 0.5pt), fill: (_, y) => if y == 0 { silver })
#title()
#grid(columns: 4, %(facts)s)
"""


def _row(seat: SeatShown, shown: RosterDocument) -> Sequence[str]:
    texts = {**seat.texts, "status": f"{seat.texts['status']} {seat.explanation}"}
    bold = {"name", "status"} if seat.vacant else {"name"}
    return [
        f"strong({_quoted(texts[column])})" if column in bold else _quoted(texts[column]) for column in shown.columns
    ]


def _table(heading: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = ", ".join(cell for row in rows for cell in row)
    return f"= {heading}\n#table(columns: (1fr,) * {len(head)}, table.header({', '.join(head)}), {cells})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _compile_next(compiler: typst.Compiler, sources: Iterator[bytes]) -> object:
    return compiler.compile(input=next(sources), format="pdf", pdf_standards=["ua-1"], timestamp=RECORDED)
