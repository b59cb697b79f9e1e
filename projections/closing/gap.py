"""What would close a gap: the ways, in the order in which they ask least of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from domain.delegation import (
    ROLES,
    JointMandateGiven,
    LeaveRecorded,
    LeaveWithdrawn,
    RepresentantAppointed,
    ScopeSet,
    WaiverGiven,
)
from domain.drafts import Draft
from domain.spans import FOREVER, contains
from projections.closing.seats import Seats
from projections.closing.way import Way, ended, lasting, next_begin
from projections.coverage import Pair
from projections.graph import appointed
from projections.scopes import InForce
from projections.why import Failing, Why


class Gaps:
    """Closes gaps of a project, or of one of its groups, on a day. Kept and shared."""

    def __init__(self, why: Why) -> None:
        self._why = why
        self._day = why.day
        self._coverage = why.coverage
        self._delegations = why.coverage.delegations
        self._book = why.coverage.world.book
        self._seats = Seats(why.coverage, why.day)

    def ways(self, pair: Pair, most: int) -> Iterator[Way]:
        """Of each kind those that last longest, and not more than so many."""
        near = list(filter(self._is_near, self._why.failing(pair.employer, pair.organisation)))
        for found in (
            self._seated(near),
            self._ending_leave(near),
            self._vara(near),
            self._widened("widen", "direct", pair, near),
            self._joint(pair, near),
            self._widened("ask_above", "indirect", pair, near),
            self._appointed(pair),
            self._waived(pair),
        ):
            yield from lasting(found, most)

    def _is_near(self, failing: Failing) -> bool:
        """Whether it lacks one thing, beside a seat that can be given."""
        lacking = [each.name for each in failing.missing]
        if "seat" in lacking and not self._seats.can_be_given:
            return False
        return len(lacking) == 1 or (len(lacking) == 2 and lacking[1] == "seat")

    def _seated(self, near: Iterable[Failing]) -> Iterator[Way]:
        for each in _lacking(near, "seat"):
            yield self._way("seat", each, [])

    def _ending_leave(self, near: Iterable[Failing]) -> Iterator[Way]:
        for each in _lacking(near, "leave", "vara_leave"):
            leaves = [entry.event.content for entry in self._book.entries("leave", (each.missing[0].about,))]
            drafts = [self._ended(leave, ends=begun) for leave, begun in ended(leaves, self._day)]
            yield self._way("end_leave", each, drafts, next_begin(leaves, self._day))

    def _ended(self, leave: Mapping[str, Any], *, ends: bool) -> Draft:
        if ends:
            return Draft(LeaveRecorded, {**leave, "until": self._day})
        return Draft(LeaveWithdrawn, {name: leave[name] for name in ("organisation", "appointment", "from_")})

    def _vara(self, near: Iterable[Failing]) -> Iterator[Way]:
        for each in _lacking(near, "leave"):
            principal = appointed(self._delegations.appointments[each.reach.principal])
            back = each.missing[0].until(self._day)
            days = {"from_": self._day, "until": None if back == FOREVER else back}
            said = {"organisation": principal.organisation, "role": principal.role, "scope": None, **days}
            draft = self._appointing({**said, "vara_for": principal.appointment})
            seating = self._seats.giving(draft.content["appointment"])
            until = min(each.until, back, seating.until)
            yield Way("vara", "temporary", until, [draft, *seating.drafts])

    def _widened(self, kind: str, by: str, pair: Pair, near: Iterable[Failing]) -> Iterator[Way]:
        for each in _lacking(near, "scope"):
            if each.reach.kind == by:
                principal = appointed(self._delegations.appointments[each.reach.principal])
                now = self._scope(principal.appointment)
                said = {"organisation": principal.organisation, "appointment": principal.appointment}
                scope = sorted((now.employers or frozenset()) | {pair.employer})
                draft = Draft(ScopeSet, {**said, "scope": scope, "from_": self._day})
                yield self._way(kind, each, [draft], now.days.stop)

    def _scope(self, principal: UUID) -> InForce:
        return next(scope for scope in self._delegations.scopes(principal) if self._day in scope.days)

    def _joint(self, pair: Pair, near: Sequence[Failing]) -> Iterator[Way]:
        """Letting somebody speak for it too: again, or who speaks for others there; or who speaks for it elsewhere."""
        for each in _lacking(near, "joint"):
            yield self._way("joint", each, [self._mandate(pair, each.reach.principal)])
        known = {way.reach.principal for way in self._why.ways(pair.organisation)}
        for principal in self._acting_at(pair.employer):
            if principal not in known:
                yield self._let(pair, principal)
        yield from self._widened("joint", "joint", pair, near)

    def _let(self, pair: Pair, principal: UUID) -> Way:
        """Letting the appointment speak for it for the first time."""
        active, scope = self._delegations.active(principal), self._delegations.scope(principal).days(pair.employer)
        until = min(part.stop for part in chain(active, scope) if self._day in part)
        seating = self._seats.giving(principal)
        return Way("joint", "joint", min(until, seating.until), [self._mandate(pair, principal), *seating.drafts])

    def _mandate(self, pair: Pair, principal: UUID) -> Draft:
        said = {"organisation": pair.organisation, "appointment": principal, "from_": self._day, "until": None}
        return Draft(JointMandateGiven, said)

    def _acting_at(self, employer: UUID) -> Iterable[UUID]:
        """The appointments that act on the day and have the employer in their scope, varas aside."""
        everywhere, named = self._acting
        return [*everywhere, *named.get(employer, ())]

    @cached_property
    def _acting(self) -> tuple[Sequence[UUID], Mapping[UUID, Sequence[UUID]]]:
        everywhere, named = list[UUID](), defaultdict[UUID, list[UUID]](list)
        for principal, entry in self._delegations.appointments.items():
            acts = appointed(entry).vara_for is None and contains(self._delegations.active(principal), self._day)
            if acts and (self._seats.can_be_given or self._seats.has(principal)):
                employers = self._scope(principal).employers
                everywhere += [principal] if employers is None else []
                for employer in employers or ():
                    named[employer].append(principal)
        return everywhere, named

    def _appointed(self, pair: Pair) -> Iterator[Way]:
        if self._seats.can_be_given:
            exists = self._coverage.world.register.organisations[pair.organisation].exists
            said = {"organisation": pair.organisation, "role": ROLES[0], "scope": [pair.employer]}
            draft = self._appointing({**said, "from_": self._day, "until": None, "vara_for": None})
            seating = self._seats.giving(draft.content["appointment"])
            yield Way("appoint", "direct", min(exists.stop, seating.until), [draft, *seating.drafts])

    def _waived(self, pair: Pair) -> Iterator[Way]:
        said = {"organisation": pair.organisation, "employer": pair.employer, "from_": self._day, "until": None}
        yield Way("waive", "waived", FOREVER, [Draft(WaiverGiven, said)])

    def _way(self, kind: str, failing: Failing, drafts: Sequence[Draft], until: date = FOREVER) -> Way:
        """A way that mends what is missing, with a seat for whoever acts where it takes one."""
        seating = self._seats.giving(failing.reach.appointment)
        status = "temporary" if failing.reach.temporary else failing.reach.kind
        return Way(kind, status, min(failing.until, until, seating.until), [*drafts, *seating.drafts])

    def _appointing(self, said: Mapping[str, Any]) -> Draft:
        """An appointment of somebody; with an identity where a seat is to name it."""
        made = uuid4() if self._seats.are_asked else None
        return Draft(RepresentantAppointed, {**said, "appointment": made, "person": None, "employed_at": None})


def _lacking(failing: Iterable[Failing], *names: str) -> Iterator[Failing]:
    return (each for each in failing if each.missing[0].name in names)
