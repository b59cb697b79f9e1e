"""The shapes of groups, seats, rules and adoptions: plain dicts, made from what stands in a world."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from api.groups.schemas import AdoptionRef, GroupAnswer, RuleAnswer, RulesRef, SeatRef
from api.http.shapes import PersonNames, employer_reference, iso_day, organisation_reference, plain_value
from api.language.parties import party_code
from domain.appointments.events import RepresentantAppointed
from domain.groups.events import GroupFormed, SeatFilled
from domain.groups.state import formed, seating_of
from domain.log.book import Entry
from domain.log.statements import Statement
from domain.log.world import Register, World


def group_view(world: World, said: GroupFormed, on: date) -> GroupAnswer:
    """A group, with its seats, rules and adopted rosters on whatever day."""
    own = (said.group,)
    return {
        "id": str(said.group),
        "kind": said.kind,
        "name": said.name,
        "from": iso_day(said.from_),
        "until": iso_day(said.until),
        "seats": [seat_view(world, seated.said, on) for seated in seating_of(world).of(said.group)],
        "rules": [rules_view(world, entry.event, on) for entry in world.book.entries("rules", own)],
        "adoptions": [adoption_view(world.register, entry) for entry in world.book.entries("adoption", own)],
    }


def groups_view(world: World, on: date) -> list[GroupAnswer]:
    """All groups of the project, in order of their days and names."""
    said = [formed(entry) for entry in seating_of(world).groups.values()]
    return [
        group_view(world, each, on) for each in sorted(said, key=lambda each: (each.from_, each.name, str(each.group)))
    ]


def seat_view(world: World, said: SeatFilled, on: date) -> SeatRef:
    """A seat."""
    named = said.employer and employer_reference(world.register, said.employer, on)
    made = world.standing(RepresentantAppointed, said.appointment) if said.appointment else None
    return {
        "id": str(said.seat),
        "group": str(said.group),
        "function": said.function,
        "appointment": _text(said.appointment),
        "representant": _text(said.representant),
        "organisation": organisation_reference(world.register, made.organisation, on) if made else None,
        "employer": named or None,
        "from": iso_day(said.from_),
        "until": iso_day(said.until),
    }


def rules_view(world: World, said: Statement, on: date) -> RulesRef:
    """The rules of a group from a day on."""
    shown = [rule_view(each, world.register, said.content["from_"] or on) for each in said.content["rules"]]
    return {"group": str(said.content["group"]), "from": iso_day(said.content["from_"]), "rules": shown}


def rule_view(said: Mapping[str, Any], register: Register, on: date) -> RuleAnswer:
    """A rule, with references as they were on the day."""
    # The parameters that it has are those that its kind takes.
    return cast("RuleAnswer", {name: plain_value(name, value, register, on) for name, value in said.items()})


def adoption_view(register: Register, entry: Entry) -> AdoptionRef:
    """A roster as it was adopted."""
    said = entry.event
    return {
        "group": str(said.content["group"]),
        "from": iso_day(said.content["from_"]),
        "appointments": [str(each) for each in said.content["appointments"]],
        "recorded_at": entry.recorded_at.isoformat(),
        "position": entry.position,
        "by": party_code(said.by, register),
    }


def _text(identity: UUID | None) -> str | None:
    return str(identity) if identity else None


def group_statement(said: Statement, world: World, _: PersonNames, today: date) -> GroupAnswer:
    """A group, with its seats, rules and adopted rosters."""
    assert isinstance(said, GroupFormed)
    return group_view(world, said, today)


def seat_statement(said: Statement, world: World, _: PersonNames, today: date) -> SeatRef:
    """A seat."""
    assert isinstance(said, SeatFilled)
    return seat_view(world, said, today)


def rules_statement(said: Statement, world: World, _: PersonNames, today: date) -> RulesRef:
    """Rules of composition."""
    return rules_view(world, said, today)
