"""What is accepted, but perhaps not meant: sentences for whoever said it (docs/api.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.appointments.events import ALL
from domain.log.spans import Span, Spans, contains, intersect, span, subtract, union
from domain.log.statements import Statement
from domain.log.world import World

Content = Mapping[str, Any]


def warnings_of(said: type[Statement], content: Content, world: World) -> list[str]:
    """Warnings about a statement that has been accepted; none, as a rule."""
    if said.EMPTIES:
        return []
    if said.KIND in ("leave", "scope", "joint"):
        return _outside_term(said.KIND, content, content["appointment"], world) + _scope(content, world)
    if said.KIND == "end":
        return _end(content, world)
    if said.KIND == "appointment":
        principal = content["vara_for"]
        return (_outside_term("vara's term", content, principal, world) if principal else []) + _scope(content, world)
    if said.KIND in ("waiver", "claim", "representant"):
        return _outside_participation(content, world)
    if said.KIND in ("participant", "phase", "scheme", "group"):
        return _outside_project(content, world)
    if said.KIND == "seat":
        return _seat(content, world)
    if said.KIND == "adoption":
        return _adoption(content, world)
    return []


def _days(content: Content) -> Span:
    return span(content["from_"], content.get("until"))


def term(appointment: UUID, world: World) -> Spans:
    """The appointment's term: from its ``from`` until its ``until`` or end, whichever comes first."""
    said = world.appointment(appointment)
    if said is None:
        return []
    end = world.book.standing("end", (appointment,))
    return intersect([span(said.from_, said.until)], [span(None, end.content["on"] if end else None)])


def _outside_term(what: str, content: Content, appointment: UUID, world: World) -> list[str]:
    days = _days(content)
    held = [days.start] if what == "scope" else None
    outside = subtract(union([days]), term(appointment, world))
    if not outside or (held and not any(days.start in part for part in outside)):
        return []
    return [f"The {what} lies partly or wholly outside the appointment's term, and counts only within it."]


def _end(content: Content, world: World) -> list[str]:
    said = world.appointment(content["appointment"])
    if said is None:
        return []
    if said.until is not None and content["on"] > said.until:
        return ["The end comes after the appointment's «until», which already ends it."]
    if content["on"] <= said.from_:
        return ["The end comes on or before the appointment's «from»: it holds on no day."]
    return []


def _seat(content: Content, world: World) -> list[str]:
    warnings = _outside_term("seat", content, content["appointment"], world) if content["appointment"] else []
    group = world.group(content["group"])
    if group is not None and subtract(union([_days(content)]), [span(group.from_, group.until)]):
        warnings.append("The seat lies partly outside the group's own days, and counts only within them.")
    return warnings


def _adoption(content: Content, world: World) -> list[str]:
    day = content["from_"]
    absent = [str(each) for each in content["appointments"] if not contains(term(each, world), day)]
    return [f"These appointments are not in their term that day: {', '.join(absent)}."] if absent else []


def _scope(content: Content, world: World) -> list[str]:
    scope = content.get("scope")
    if scope is None or scope == ALL:
        return []
    register, takes_part = world.register.employers, world.participation.spans
    absent = [register[who].named(content["from_"]).name for who in scope if who not in takes_part]
    return [f"The scope names employers that do not take part (yet): {', '.join(absent)}."] if absent else []


def _outside_participation(content: Content, world: World) -> list[str]:
    if subtract(union([_days(content)]), world.participation.spans.get(content["employer"], [])):
        return ["The employer does not take part in the project on all of these days; it counts when it does."]
    return []


def _outside_project(content: Content, world: World) -> list[str]:
    project = world.project
    if project is None or not subtract(union([_days(content)]), [span(project.from_, project.until)]):
        return []
    return ["It lies partly or wholly outside the project's own days, and counts only within them."]
