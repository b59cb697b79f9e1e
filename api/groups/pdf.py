"""A roster as PDF/UA-1: tagged, to be read by eye and by ear; the page is ``api/groups/templates/roster.typ``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import UTC
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import Any

import typst

from api.documents.line_breaks import Piece, broken, shorter
from api.groups.roster_document import RosterDocument, RuleShown, SeatShown, SideShown, documented
from api.language.words import Words

SHARES = {
    "name": 35,
    "function": 19,
    "represents": 35,
    "employed_at": 30,
    "from": 25,
    "last_day": 25,
    "status": 39,
    "email": 40,
    "phone": 22,
}
"""How wide the columns are, of each other."""
RULE_SHARES = {"status": 14, "rule": 34, "basis": 22, "remedy": 30}

HEADER_LETTERS = 150
ROOM = 739.8  # points between the margins of A4 lying down
FACT = 165.0
INSET = 5.0
TALL = 250  # letters in a cell
LARGE = 50_000  # letters of data, some hundred seats
REMEMBERED = 10  # documents

_ONE_AT_A_TIME = Lock()
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
_FOREIGN = re.compile("[^\\x20-\\x7e\u00a0-\u024f\u2010-\u2027\ufffd]")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """The pages, the same bytes on every machine: the typefaces are typst's own and the date is the roster's."""
    shown = documented(roster, words, contacts=contacts)
    said = _data(shown, words)
    try:
        return _compiled(said, shown)
    except typst.TypstError as error:
        return _without(_missing(error), {**said, "note": words.say("letters_missing")}, shown)


def picture(roster: Mapping[str, Any], words: Words, ppi: int) -> bytes:
    """The first page as PNG, so many points to the inch."""
    shown = documented(roster, words, contacts=False)
    data = json.dumps(_data(shown, words), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        pages = _compiler().compile(format="png", ppi=ppi, sys_inputs={"roster": data}, timestamp=shown.recorded_at)
    first = pages[0] if isinstance(pages, list) else pages
    assert isinstance(first, bytes)
    return first


def _without(missing: Set[str], said: Mapping[str, Any], shown: RosterDocument) -> bytes:
    """The pages with letters that no typeface has written as U+FFFD; PDF/UA refuses to show them as boxes."""
    pattern = re.compile("|".join(_with_marks(text) for text in sorted(missing, key=len, reverse=True)))
    replaced = _replaced(said, pattern)
    if replaced == said:
        replaced = _replaced(said, _FOREIGN)
    try:
        return _compiled(replaced, shown)
    except typst.TypstError as error:
        if replaced == said:
            raise
        return _without(_missing(error), replaced, shown)


def _with_marks(text: str) -> str:
    """The text with its marks; an ordinary letter is missing only where it has one that does not fit."""
    ordinary = all(letter < "\u0250" for letter in text)
    return re.escape(text) + _MARKS + ("+" if ordinary else "*")


def _replaced(said: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(said, str):
        return pattern.sub("\N{REPLACEMENT CHARACTER}", said)
    if isinstance(said, Mapping):
        return {key: _replaced(value, pattern) for key, value in said.items()}
    return [_replaced(each, pattern) for each in said] if isinstance(said, list | tuple) else said


def _data(shown: RosterDocument, words: Words) -> dict[str, Any]:
    """What the page says, each text as it will stand."""
    at = shown.recorded_at.astimezone(UTC)
    widths, rule_widths = _widths(shown.columns, SHARES), _widths(RULE_SHARES, RULE_SHARES)
    return {
        "title": shown.title,
        "subtitle": shown.subtitle,
        "short": shorter(f"{shown.title}. {shown.subtitle}", HEADER_LETTERS),
        "language": shown.language,
        "date": {"year": at.year, "month": at.month, "day": at.day, "hour": at.hour, "minute": at.minute, "second": 0},
        "heading": broken(shown.title, ROOM, 22),
        "facts": [[label, broken(value, FACT, 10)] for label, value in shown.facts],
        "fact_width": FACT,
        "empty": shown.empty,
        "columns": _columns(shown.columns, widths),
        "sides": [_side(side, widths) for side in shown.sides],
        "rule_columns": _columns({key: words.say(f"column_{key}") for key in RULE_SHARES}, rule_widths),
        "rules_heading": words.say("rules_heading"),
        "rules_none": words.say("rules_none"),
        "rules": [_rule(rule, rule_widths) for rule in shown.rules],
        "knowledge_heading": words.say("knowledge_heading"),
        "knowledge": shown.knowledge,
        "page": words.say("page", page="{page}", pages="{pages}"),
        "note": "",
    }


def _widths(columns: Iterable[str], shares: Mapping[str, int]) -> Mapping[str, float]:
    """Of the columns, in points; all together as wide as the page."""
    shown = {column: shares[column] for column in columns}
    return {column: ROOM * share / sum(shown.values()) for column, share in shown.items()}


def _columns(headings: Mapping[str, str], widths: Mapping[str, float]) -> Sequence[dict[str, Any]]:
    return [{"key": key, "heading": heading, "width": widths[key]} for key, heading in headings.items()]


def _side(side: SideShown, widths: Mapping[str, float]) -> dict[str, Any]:
    return {"heading": side.heading, "empty": side.empty, "rows": [_seat(seat, widths) for seat in side.seats]}


def _seat(seat: SeatShown, widths: Mapping[str, float]) -> dict[str, Any]:
    row = _row(seat.texts, seat.explanation, widths)
    return {**row, "named": seat.named, "wanting": seat.vacant}


def _rule(rule: RuleShown, widths: Mapping[str, float]) -> dict[str, Any]:
    texts = {"status": rule.status, "rule": rule.text, "basis": rule.basis, "remedy": rule.remedy}
    return {**_row(texts, "", widths), "wanting": rule.kind == "unmet"}


def _row(texts: Mapping[str, str], explanation: str, widths: Mapping[str, float]) -> dict[str, Any]:
    return {
        "cells": {column: _cell(texts[column], width) for column, width in widths.items()},
        "explanation": explanation and _cell(explanation, widths["status"]),
        "tall": _tall(*texts.values(), explanation),
    }


def _cell(text: str, width: float) -> str | Sequence[Piece]:
    return broken(text, width - 2 * INSET, 9)


def _tall(*texts: str) -> bool:
    """Whether a row may be too tall for a page, and so has to go on on the next."""
    return any(len(text) > TALL for text in texts)


def _rules(shown: RosterDocument) -> Sequence[dict[str, Any]]:
    return [
        {
            "cells": {"status": rule.status, "rule": rule.text, "basis": rule.basis, "remedy": rule.remedy},
            "vacant": rule.kind == "unmet",
            "tall": _tall(rule.text, rule.basis, rule.remedy),
        }
        for rule in shown.rules
    ]


@cache
def _compiler() -> typst.Compiler:
    """One for the process, since finding typefaces takes longer than a page; it takes one caller at a time."""
    with as_file(files("api") / "groups" / "templates" / "roster.typ") as page:
        fonts = typst.Fonts(include_system_fonts=False)
        return typst.Compiler(page, root=page.parent, font_paths=fonts, ignore_system_fonts=True)


@cache
def _blank() -> typst.Compiler:
    return typst.Compiler(b"", font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)


def _forget() -> None:
    """Typst keeps the parts of its last documents to be quick with the next; a large one's would fill the memory."""
    for _ in range(REMEMBERED):
        _blank().compile(input=b"", format="pdf")


def _compiled(said: Mapping[str, Any], shown: RosterDocument) -> bytes:
    data = json.dumps(said, ensure_ascii=False)
    with _ONE_AT_A_TIME:
        pages = _compiler().compile(
            format="pdf", sys_inputs={"roster": data}, pdf_standards=["ua-1"], timestamp=shown.recorded_at
        )
        if len(data) > LARGE:
            _forget()
    assert isinstance(pages, bytes)
    return pages


def _missing(error: typst.TypstError) -> Set[str]:
    """The texts that no typeface has letters for; the error itself where it is about something else."""
    found = {_unescaped(text) for text in _MISSING.findall(error.diagnostic)}
    if not found:
        raise error
    return found


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
