"""Rules of composition: what may be asked of a group's members, as data that an owner sets (never a constant).

A rule is a mapping with ``rule`` (one of :data:`PARAMETERS`), ``basis`` (where it comes from, in words) and the
parameters that the rule takes. A parameter that names nobody means each one that the project has on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.groups.events import Rule
from domain.log.book import Book

SIDES = ("arbeidstaker", "arbeidsgiver")
"""Of the employees, by appointment, and of the employers, by their representanter."""
GENDERS = ("kvinne", "mann", "annet")
"""As people may state of themselves."""


class Parameters(NamedTuple):
    """What a rule takes."""

    needed: Sequence[str] = ()
    optional: Sequence[str] = ()


PARAMETERS: Mapping[str, Parameters] = {
    "seats": Parameters(("side",), ("min", "max")),
    "sammenslutning": Parameters(("min",), ("sammenslutning",)),
    "organisation": Parameters(("min",), ("organisation",)),
    "employer": Parameters(("min",), ("employer", "side")),
    "fylke": Parameters(("min",), ("fylke", "side")),
    "one_seat_per_person": Parameters(),
    "term": Parameters(("months",), ("side",)),
    "gender_balance": Parameters(("percent",)),
}
"""The rules there are:

``seats``: so many seats on a side. ``sammenslutning``, ``organisation``: so many appointed by it (for a sammenslutning
also by those affiliated to it). ``employer``, ``fylke``: so many employed there, or representing an employer there.
``one_seat_per_person``: nobody sits twice. ``term``: no seat is for longer. ``gender_balance``: at least so many per
cent, rounded down, of each of women and men, among members who have said what they are.
"""


def faults(rule: Mapping[str, Any]) -> Mapping[str, str]:
    """By parameter, what is wrong with a rule; nothing, as a rule.

    >>> faults({"rule": "term", "basis": "Avtalen", "percent": 40})
    {'months': 'The rule «term» needs it.', 'percent': 'The rule «term» does not take it.'}
    """
    needed, optional = PARAMETERS[rule["rule"]]
    given = {name for name, value in rule.items() if value is not None} - {"rule", "basis"}
    lacking = {name: f"The rule «{rule['rule']}» needs it." for name in needed if name not in given}
    strange = sorted(given - {*needed, *optional})
    found = lacking | dict.fromkeys(strange, f"The rule «{rule['rule']}» does not take it.")
    if rule["rule"] == "seats" and not given & {"min", "max"}:
        found["min"] = "Say «min», «max», or both."
    if rule.get("min") is not None and rule.get("max") is not None and rule["min"] > rule["max"]:
        found["max"] = "«max» is less than «min»."
    return found


def repeated(rules: Iterable[Mapping[str, Any]]) -> int | None:
    """The place of the first rule that asks the same of the same as one before it; None where there is none."""
    seen: list[Mapping[str, Any]] = []
    for place, rule in enumerate(rules):
        what = {name: value for name, value in rule.items() if name not in ("basis", "min", "max", "months", "percent")}
        if what in seen:
            return place
        seen.append(what)
    return None


def rules_in_force(book: Book, group: UUID, day: date) -> Sequence[Rule]:
    """The rules of a group on a day; none where none have been set."""
    sets = [entry for entry in book.entries("rules", (group,)) if entry.event.days.start <= day]
    rules: Sequence[Rule] = sets[-1].event.content["rules"] if sets else ()
    return rules
