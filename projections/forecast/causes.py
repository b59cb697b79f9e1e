"""Why the status of a pair changes on a day: what begins or ends on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.log.spans import Spans, contains, union
from domain.projects.state import participation_of, project_span
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from projections.coverage.conditions import Conditions
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Reach, appointed
from projections.coverage.line import STATUSES
from projections.coverage.status_changes import StatusChange

Named = Sequence[UUID]
"""Employers or organisations that a sentence names."""


class Cause(NamedTuple):
    """What begins or ends, and whom it is about, by their part in the sentence."""

    key: str
    employers: Mapping[str, Named]
    organisations: Mapping[str, Named]


class CausesOfChange:
    """The causes of changes in one project."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._world = coverage.world
        self._delegations = coverage.delegations
        self._conditions = Conditions(coverage)

    def of(self, turn: StatusChange, employer: UUID) -> list[Cause]:
        """The causes of a change for one of its employers, without repetition."""
        found = self._presence(turn, employer) if None in (turn.before, turn.after) else self._status(turn, employer)
        both = {"employer": [employer]}, {"organisation": [turn.organisation]}
        named = [Cause(each.key, {**both[0], **each.employers}, {**both[1], **each.organisations}) for each in found]
        return [cause for place, cause in enumerate(named) if cause not in named[:place]]

    # A pair appears or disappears

    def _presence(self, turn: StatusChange, employer: UUID) -> Iterator[Cause]:
        begins, world = turn.after is not None, self._world
        for name, days in self._takes(employer, turn.organisation):
            if contains(days, turn.on) == begins and contains(days, _eve(turn.on)) != begins:
                yield self._change(name, turn, employer, begins=begins)
                return
        raise LookupError(f"A pair of {world.subject} appears or disappears for no reason.")

    def _takes(self, employer: UUID, organisation: UUID) -> Iterator[tuple[str, Spans]]:
        """What it takes for the pair to exist, with the days."""
        world = self._world
        project = project_span(world.book)
        yield "project", [project] if project else []
        yield "employer", employers_of(world.register)[employer].exists
        yield "organisation", [organisations_of(world.register)[organisation].exists]
        yield "participation", union(slot.days for slot in participation_of(world).slots[employer])

    def _change(self, name: str, turn: StatusChange, employer: UUID, *, begins: bool) -> Cause:
        on, known = turn.on, employers_of(self._world.register)[employer]
        came_of = [edge.employer for edge in known.predecessors if edge.on == on]
        became = [edge.employer for edge in known.successors if edge.on == on]
        if name in ("employer", "participation") and begins and came_of:
            implied = name == "employer" or self._is_implied(employer, on)
            if implied:
                return Cause(f"cause_{name}_succeeds", {"others": came_of}, {})
        if name == "employer" and not begins and became:
            return Cause("cause_employer_succeeded", {"others": became}, {})
        if name == "organisation" and not begins and (after := self._after(turn.organisation, on)):
            return Cause("cause_organisation_succeeded", {}, {"others": after})
        return Cause(_key(name, begins=begins), {}, {})

    def _after(self, organisation: UUID, on: date) -> Sequence[UUID]:
        """What an organisation becomes on a day."""
        known = organisations_of(self._world.register)[organisation]
        return [each.organisation for each in known.successors if each.on == on]

    def _is_implied(self, employer: UUID, on: date) -> bool:
        return any(slot.implied and slot.days.start == on for slot in participation_of(self._world).slots[employer])

    # A pair gets another status

    def _status(self, turn: StatusChange, employer: UUID) -> Iterator[Cause]:
        facts, on = turn.line.facts, turn.on
        before, clarified = (_in_force(facts.clarified, day) for day in (_eve(on), on))
        if before != clarified:
            yield Cause(f"cause_clarified_{clarified}", {}, {})
        elif _told(turn) == "waived":
            yield Cause(_key("waiver", begins=contains(facts.waivers, on)), {}, {})
        elif clarified == "affected":
            yield from self._reached(turn, employer)
        else:
            yield Cause(_key("claim", begins=contains(facts.claims, on)), {}, {})

    def _reached(self, turn: StatusChange, employer: UUID) -> Iterator[Cause]:
        """Why somebody speaks for the pair from the day, or nobody does as before."""
        gained = _told(turn) == turn.after
        day = turn.on if gained else _eve(turn.on)
        for reach in turn.line.reaches(day):
            if _told(turn) in (reach.kind, "temporary") and reach.temporary == (_told(turn) == "temporary"):
                yield self._why(reach, turn.on, employer, gained=gained)

    def _why(self, reach: Reach, on: date, employer: UUID, *, gained: bool) -> Cause:
        for each in self._conditions.of(reach, employer):
            before, now = each.holds(_eve(on)), each.holds(on)
            if now == gained != before:
                by = {"by": [appointed(self._delegations.appointments[reach.principal]).organisation]}
                return Cause(_key(each.name, begins=now == each.inside), {}, {**by, **each.organisations})
        raise LookupError(f"A reach of {self._world.subject} begins or ends for no reason.")


def _key(name: str, *, begins: bool) -> str:
    return f"cause_{name}_{'begins' if begins else 'ends'}"


def _told(turn: StatusChange) -> str | None:
    """The one of the two statuses that is to be explained: that it begins, or that it ends."""
    assert turn.before is not None
    assert turn.after is not None
    return min(turn.before, turn.after, key=STATUSES.index)


def _eve(on: date) -> date:
    return on - timedelta(days=1)


def _in_force(clarified: Sequence[tuple[date, str]], day: date) -> str | None:
    return next((said for from_, said in reversed(clarified) if from_ <= day), None)
