"""A roster as a Word document, for people to go on writing in.

An office may have a template of its own: a DOCX with these fields, each a text unless said otherwise.

===========================  ==========================================================================
``project``, ``group``       their names
``at``                       the day, written out
``title``, ``subtitle``      as in the other documents
``knowledge``                what the roster rests on
``contacts``                 whether e-mail and telephone are to be shown (true or false)
``facts``                    a list, each with ``label`` and ``value``
``sides``                    a list, each with ``heading``, ``empty`` (said where nobody has a seat) and ``seats``
``seats`` of a side          a list, each with ``name``, ``function``, ``represents``, ``employed_at``,
                             ``first_day``, ``last_day``, ``status``, ``explanation``, ``email``, ``phone``,
                             ``vacant`` (true or false)
``rules``                    a list, each with ``status``, ``rule``, ``basis``, ``remedy``, ``unmet`` (true or false)
``labels``                   the headings of all these, and ``rules``, ``no_rules``, ``knowledge``
===========================  ==========================================================================

Written as ``{{ group }}``; ``{%p for side in sides %}`` … ``{%p endfor %}`` repeats paragraphs, and ``{%tr for seat in
side.seats %}`` … ``{%tr endfor %}``, each in a row of its own, rows of a table. ``{% if seat.vacant %}`` chooses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from importlib.resources import files
from io import BytesIO
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from api.documents.docx_templates import Fields, examined
from api.documents.office_parts import repacked
from api.groups.roster_document import COLUMNS, CONTACTS, RosterDocument, RuleShown, SeatShown, documented
from api.language.words import Words

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def write_docx(roster: Mapping[str, Any], words: Words, *, contacts: bool, template: bytes | None = None) -> bytes:
    """The document, in the office's template or our own."""
    return fill(template, roster, words, contacts=contacts)


def check(template: bytes) -> None:
    """Refuse a template that is unsafe or cannot be filled.

    Raises:
        ValueError: with a sentence that says what is wrong.
    """
    examined(template)
    for contacts in (True, False):
        fill(template, SAMPLE, Words("nb"), contacts=contacts)


def fill(template: bytes | None, roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """The template with the roster in it; the same bytes for the same roster."""
    shown = documented(roster, words, contacts=contacts)
    try:
        page = DocxTemplate(BytesIO(template or (files("api") / "groups" / "templates" / "roster.docx").read_bytes()))
        page.render(_fields(roster, shown, words, contacts=contacts), Fields(), autoescape=True)
        _signed(page, shown)
        out = BytesIO()
        page.save(out)
    except TemplateError as error:
        raise ValueError(f"The template cannot be filled: {error.message}.") from error
    except RecursionError as error:
        raise ValueError("The template is nested too deep.") from error
    except (OpcError, AttributeError, LookupError, SyntaxError, TypeError) as error:
        raise ValueError(_BROKEN) from error
    return repacked(out.getvalue(), {})


_BROKEN = "The template is no Word document, or a broken one."


def _fields(roster: Mapping[str, Any], shown: RosterDocument, words: Words, *, contacts: bool) -> dict[str, Any]:
    return {
        "project": shown.project,
        "group": shown.group,
        "at": words.date(roster["at"]),
        "title": shown.title,
        "subtitle": shown.subtitle,
        "knowledge": shown.knowledge,
        "contacts": contacts,
        "facts": [{"label": label, "value": value} for label, value in shown.facts],
        "sides": [
            {"heading": side.heading, "empty": side.empty, "seats": [_seat(seat, contacts) for seat in side.seats]}
            for side in shown.sides
        ],
        "rules": [_rule(rule) for rule in shown.rules],
        "labels": _labels(words),
    }


def _seat(seat: SeatShown, contacts: bool) -> Mapping[str, Any]:
    texts = dict(seat.texts)
    hidden = {} if contacts else dict.fromkeys(CONTACTS, "")
    return texts | hidden | {"first_day": texts["from"], "explanation": seat.explanation, "vacant": seat.vacant}


def _rule(rule: RuleShown) -> Mapping[str, Any]:
    return {
        "status": rule.status,
        "rule": rule.text,
        "basis": rule.basis,
        "remedy": rule.remedy,
        "unmet": rule.kind == "unmet",
    }


def _labels(words: Words) -> Mapping[str, str]:
    columns = (*COLUMNS, *CONTACTS, "rule", "basis", "remedy")
    return {column: words.say(f"column_{column}") for column in columns} | {
        "first_day": words.say("column_from"),
        "rules": words.say("rules_heading"),
        "no_rules": words.say("rules_none"),
        "knowledge": words.say("knowledge_heading"),
    }


def _signed(page: DocxTemplate, shown: RosterDocument) -> None:
    """With title, language and time; the language is also that of text which says no other."""
    properties = page.docx.core_properties
    properties.title, properties.language = shown.title[:255], shown.language
    properties.created = properties.modified = shown.recorded_at.astimezone(UTC).replace(tzinfo=None)
    for language in page.docx.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), LANGUAGES[shown.language])


def _sample(number: int, side: str, vacant: Mapping[str, Any] | None) -> Mapping[str, Any]:
    party = {"id": "sample", "slug": "sample", "kommunenummer": "0301", "name": "Oslo"}
    return {
        "id": str(number),
        "function": "medlem",
        "side": side,
        "appointment": "sample",
        "representant": None,
        "person": {"id": "sample", "name": "Kari Eksempel", "email": "kari@eksempel.example", "phone": "900 00 000"},
        "organisation": party,
        "employer": None,
        "employed_at": party,
        "from": "2019-01-01",
        "until": None,
        "active": vacant is None,
        "vacant": vacant,
    }


_VACANT = {"since": "2021-03-01", "reason": "on_leave", "move": None, "text": "Er borte."}
_SEATS: Sequence[Mapping[str, Any]] = [
    _sample(number, side, vacant)
    for number, (side, vacant) in enumerate(
        (side, vacant) for side in ("arbeidsgiver", "arbeidstaker") for vacant in (None, _VACANT)
    )
]
SAMPLE: Mapping[str, Any] = {
    "project": {"id": "sample", "name": "Felles arkiv"},
    "group": {"id": "sample", "kind": "styringsgruppe", "name": "Styringsgruppa", "from": "2019-01-01", "until": None},
    "at": "2021-06-01",
    "known_at": None,
    "position": 1,
    "recorded_at": "2021-01-01T00:00:00+00:00",
    "seats": _SEATS,
    "rules": [
        {"rule": {}, "basis": "Avtale", "status": status, "text": "En regel.", "remedy": None}
        for status in ("met", "unmet", "not_applicable")
    ],
    "adoption": None,
}
"""A made-up roster in which every choice of a template is met."""
