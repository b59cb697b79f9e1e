"""Appointments of a project, and what becomes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from bench.store.cast import Cast
from bench.store.plan import Plan
from bench.store.saying import Command, as_organisation
from bench.store.shares import EMPLOYED, ENDED, JOINT, ON_LEAVE, SAMMENSLUTNING, TERM, WIDENED, WITH_VARA
from domain.appointments.events import (
    ALL,
    ROLES,
    AppointmentEnded,
    JointMandateGiven,
    LeaveRecorded,
    RepresentantAppointed,
    Scope,
    ScopeSet,
)

YEAR = 365


class Appointed(NamedTuple):
    """An appointment as first said."""

    id: UUID
    organisation: UUID
    role: str
    from_: date


def appointing(plan: Plan, cast: Cast, drawing: random.Random) -> tuple[Sequence[Appointed], Sequence[Command]]:
    """Every appointment that is no vara, and the commands by which they and their joint mandates are said."""
    appointed, said = list[Appointed](), list[Command]()
    most = 2 * len(plan.employers)
    for number in range(min(most, drawing.randint(*plan.kind.appointments))):
        each = _drawn(number, plan, cast, drawing)
        appointed.append(each)
        said.append([as_organisation(RepresentantAppointed, **_content(each, plan, drawing))])
        said += _joint(each, plan, drawing)
    return appointed, said


def changing(appointed: Sequence[Appointed], plan: Plan, drawing: random.Random) -> Iterator[Command]:
    """Leaves with varas, other scopes, and ends before the term is over."""
    for each in appointed:
        who = {"organisation": each.organisation, "appointment": each.id}
        if drawing.random() < ON_LEAVE:
            yield from _away(each, who, drawing)
        if drawing.random() < WIDENED:
            scope = _scope(plan, drawing)
            yield [as_organisation(ScopeSet, **who, scope=scope, from_=_after(each.from_, drawing))]
        if drawing.random() < ENDED:
            yield [as_organisation(AppointmentEnded, **who, on=_after(each.from_, drawing))]


def _drawn(number: int, plan: Plan, cast: Cast, drawing: random.Random) -> Appointed:
    above = drawing.random() < SAMMENSLUTNING
    weights = [1 / (2 + place) for place in range(len(plan.organisations))]
    organisation = drawing.choice(cast.sammenslutninger) if above else drawing.choices(plan.organisations, weights)[0]
    from_ = plan.from_ + timedelta(days=drawing.randrange(2 * YEAR))
    return Appointed(uuid5(plan.id, f"appointment {number}"), organisation, drawing.choice(ROLES), from_)


def _content(each: Appointed, plan: Plan, drawing: random.Random) -> dict[str, Any]:
    scope = _scope(plan, drawing)
    speaks_at = plan.employers if isinstance(scope, str) else scope
    years = drawing.choice((1, 2, 4))
    return {
        "organisation": each.organisation,
        "appointment": each.id,
        "person": uuid5(each.id, "person"),
        "role": each.role,
        "employed_at": drawing.choice(speaks_at) if drawing.random() < EMPLOYED else None,
        "scope": scope,
        "from_": each.from_,
        "until": each.from_ + timedelta(days=years * YEAR) if drawing.random() < TERM else None,
        "vara_for": None,
    }


def _scope(plan: Plan, drawing: random.Random) -> Scope:
    kind = drawing.choices(list(plan.kind.scopes), list(plan.kind.scopes.values()))[0]
    if kind == "all":
        return ALL
    first = drawing.randrange(len(plan.employers))
    count = 1 if kind == "single" else drawing.randint(2, 8)
    return sorted(plan.employers[first : first + count])


def _joint(each: Appointed, plan: Plan, drawing: random.Random) -> Iterator[Command]:
    if drawing.random() >= JOINT:
        return
    others = [who for who in plan.organisations if who != each.organisation]
    for other in drawing.sample(others, min(len(others), drawing.randint(1, 2))):
        days = {"from_": each.from_, "until": None}
        yield [as_organisation(JointMandateGiven, organisation=other, appointment=each.id, **days)]


def _away(each: Appointed, who: dict[str, UUID], drawing: random.Random) -> Iterator[Command]:
    from_ = _after(each.from_, drawing)
    until = from_ + timedelta(days=drawing.randint(14, 300)) if drawing.random() < TERM else None
    yield [as_organisation(LeaveRecorded, **who, from_=from_, until=until)]
    if drawing.random() < WITH_VARA:
        vara = uuid5(each.id, "vara")
        person = {"person": uuid5(vara, "person"), "role": each.role, "employed_at": None, "scope": None}
        days = {"from_": from_, "until": None, "vara_for": each.id}
        yield [as_organisation(RepresentantAppointed, **{**who, "appointment": vara}, **person, **days)]


def _after(day: date, drawing: random.Random) -> date:
    return day + timedelta(days=drawing.randint(30, 2 * YEAR))
