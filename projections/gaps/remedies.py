"""What would close what is open, as statements ready to be said, in the order in which they ask least of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from domain.affected.events import AffectedClarified, ClaimMade, ClaimWithdrawn, WaiverGiven
from domain.appointments.events import (
    ROLES,
    JointMandateGiven,
    LeaveRecorded,
    LeaveWithdrawn,
    RepresentantAppointed,
    ScopeSet,
)
from domain.log.drafts import Draft
from domain.log.spans import ALWAYS, FOREVER, contains, span
from domain.log.world import World
from domain.register.organisations import organisations_of
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import Reach, appointed
from projections.gaps.failing_paths import FailingPath, FailingPaths
from projections.gaps.near_misses import Near, Nearby, Seats

KINDS = ("seat", "end_leave", "vara", "widen", "joint", "ask_above", "appoint", "waive", "clarify", "end_claim")
"""In the order in which they are proposed, what asks least of people first; ``seat`` only by group."""


class Remedy(NamedTuple):
    """One way to close what is open at a pair."""

    kind: str
    """One of :data:`KINDS`."""
    status: str
    """What the pair would be."""
    until: date
    """The first day on which it may no longer be enough, as far as is known."""
    drafts: Sequence[Draft]
    """What is to be said. The person of an appointment is None, and so is an identity that the server gives."""


class Offer(NamedTuple):
    """A way that can be made, and how long it lasts: few of the many that there may be are shown."""

    until: date
    make: Callable[[], Remedy]
    appointment: UUID | None = None
    """Whose: of several by the same appointment the first is enough."""


def lasting(offers: Iterable[Offer], most: int) -> Iterator[Remedy]:
    """So many ways, those that last longest first, one by an appointment."""
    found: dict[UUID, Offer] = {}
    for offer in offers:
        found.setdefault(offer.appointment or uuid4(), offer)
    for offer in sorted(found.values(), key=lambda offer: offer.until, reverse=True)[:most]:
        yield offer.make()


def ended(standing: Iterable[Mapping[str, Any]], day: date) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Of the spans that hold on a day, each with whether it also held before, and so ends rather than never was."""
    for content in standing:
        if day in span(content["from_"], content["until"]):
            yield content, content["from_"] < day


def next_begin(standing: Iterable[Mapping[str, Any]], day: date) -> date:
    """When the next of the spans begins."""
    return min((each["from_"] for each in standing if each["from_"] > day), default=FOREVER)


def unclarified(coverage: Coverage, pair: Pair, day: date) -> Iterator[Remedy]:
    """The employer's answer, for all of the days on which it has been owing."""
    since, until = pair.cell.days
    for answer in ("affected", "not_affected"):
        yield Remedy("clarify", _answered(coverage, pair, answer, day), until, [_clarification(pair, answer, since)])


def disputed(coverage: Coverage, pair: Pair, day: date) -> Iterator[Remedy]:
    """The employer comes to the organisation's view, or the organisation to the employer's."""
    world, about = coverage.world, (pair.employer, pair.organisation)
    later = (entry.event.content["from_"] for entry in world.book.entries("clarification", about))
    until = min((from_ for from_ in later if from_ > day), default=FOREVER)
    status = _answered(coverage, pair, "affected", day)
    yield Remedy("clarify", status, until, [_clarification(pair, "affected", day)])
    yield _without_claim(world, pair, day, until)


def _answered(coverage: Coverage, pair: Pair, answer: str, day: date) -> str:
    """What the pair would be on the day, were it clarified so."""
    line = coverage.line(pair.employer, pair.organisation)
    assert line is not None
    return line.facts._replace(clarified=[(ALWAYS, answer)]).status(day)


def _clarification(pair: Pair, answer: str, from_: date) -> Draft:
    about = {"employer": pair.employer, "organisation": pair.organisation}
    return Draft(AffectedClarified, {**about, "from_": from_, "status": answer})


def _without_claim(world: World, pair: Pair, day: date, until: date) -> Remedy:
    claims = [entry.event.content for entry in world.book.entries("claim", (pair.organisation, pair.employer))]
    drafts = []
    for claim, begun_before in ended(claims, day):
        slot: dict[str, Any] = {name: claim[name] for name in ("organisation", "employer", "from_")}
        drafts.append(Draft(ClaimMade, {**claim, "until": day}) if begun_before else Draft(ClaimWithdrawn, slot))
    return Remedy("end_claim", "not_affected", min(until, next_begin(claims, day)), drafts)


class GapRemedies:
    """Closes gaps of a project, or of one of its groups, on a day. Kept and shared."""

    def __init__(self, why: FailingPaths) -> None:
        self._day = why.day
        self._coverage = why.coverage
        self._delegations = why.coverage.delegations
        self._book = why.coverage.world.book
        self._seats = Seats(why.coverage, why.day)
        self._nearby = Nearby(why, self._seats)

    def ways(self, pair: Pair, most: int) -> Iterator[Remedy]:
        """Of each kind those that last longest, and not more than so many."""
        near = self._nearby.of(pair.organisation)
        for found in (
            self._seated(pair, near),
            self._ending_leave(pair, near),
            self._vara(pair, near),
            self._widened("widen", pair, near.acting["direct"], most),
            chain(self._joint(pair, near), self._widened("joint", pair, near.acting["joint"], most)),
            self._widened("ask_above", pair, near.acting["indirect"], most),
            self._appointed(pair),
            self._waived(pair),
        ):
            yield from lasting(found, most)

    def _speaks_at(self, pair: Pair, reach: Reach) -> bool:
        return contains(self._delegations.scope(reach.principal).days(pair.employer), self._day)

    def _scope_until(self, pair: Pair, principal: UUID) -> date:
        """When the employer is in scope no more, of those in whose scope it is."""
        days = self._delegations.scope(principal).days(pair.employer)
        return min(part.stop for part in days if self._day in part)

    def _seated(self, pair: Pair, near: Near) -> Iterator[Offer]:
        for each in near.unseated:
            if self._speaks_at(pair, each.reach):
                yield self._offer("seat", pair, each, list)

    def _ending_leave(self, pair: Pair, near: Near) -> Iterator[Offer]:
        for each in near.away:
            if self._speaks_at(pair, each.reach):
                about = each.missing[0].about
                leaves = [entry.event.content for entry in self._book.entries("leave", (about,))]
                until = next_begin(leaves, self._day)
                yield self._offer("end_leave", pair, each, partial(self._without, leaves), until)

    def _without(self, leaves: Sequence[Mapping[str, Any]]) -> list[Draft]:
        """Leaves that are over on the day, or never were."""
        return [
            Draft(LeaveRecorded, {**leave, "until": self._day})
            if begun
            else Draft(LeaveWithdrawn, {name: leave[name] for name in ("organisation", "appointment", "from_")})
            for leave, begun in ended(leaves, self._day)
        ]

    def _vara(self, pair: Pair, near: Near) -> Iterator[Offer]:
        for each in near.away:
            if each.missing[0].name == "leave" and self._speaks_at(pair, each.reach):
                back = each.missing[0].until(self._day)
                until = min(each.until, back, self._scope_until(pair, each.reach.principal), self._seats.until)
                yield Offer(until, partial(self._with_vara, each.reach.principal, back, until))

    def _with_vara(self, principal: UUID, back: date, until: date) -> Remedy:
        away = appointed(self._delegations.appointments[principal])
        days = {"from_": self._day, "until": None if back == FOREVER else back}
        said = {"organisation": away.organisation, "role": away.role, "scope": None, **days}
        draft = self._appointing({**said, "vara_for": principal})
        return Remedy("vara", "temporary", until, [draft, *self._seats.giving(draft.content["appointment"])])

    def _widened(self, kind: str, pair: Pair, acting: Iterable[FailingPath], most: int) -> Iterator[Offer]:
        """By those who act, but not for the employer: as many as are shown, where none is held up by a seat."""
        found = set[UUID]()
        for each in acting:
            principal = each.reach.principal
            if not self._speaks_at(pair, each.reach):
                found.add(principal)
                yield self._offer(kind, pair, each, partial(self._wider, pair, principal))
            if len(found) == most and not self._seats.are_asked:
                return

    def _wider(self, pair: Pair, principal: UUID) -> list[Draft]:
        employers = self._nearby.scope(principal).employers or frozenset()
        organisation = appointed(self._delegations.appointments[principal]).organisation
        said = {"organisation": organisation, "appointment": principal, "from_": self._day}
        return [Draft(ScopeSet, {**said, "scope": sorted(employers | {pair.employer})})]

    def _joint(self, pair: Pair, near: Near) -> Iterator[Offer]:
        """Letting somebody speak for it too who speaks for others there: again, or for the first time."""
        for each in near.unjoined:
            if self._speaks_at(pair, each.reach):
                yield self._offer("joint", pair, each, partial(self._mandate, pair, each.reach.principal))
        for principal in self._acting_at(pair.employer):
            if principal not in near.principals:
                until = min(
                    self._acts_until[principal], self._scope_until(pair, principal), self._seats.until_of(principal)
                )
                yield Offer(until, partial(self._let, pair, principal, until))

    def _let(self, pair: Pair, principal: UUID, until: date) -> Remedy:
        return Remedy("joint", "joint", until, [*self._mandate(pair, principal), *self._seats.giving(principal)])

    def _mandate(self, pair: Pair, principal: UUID) -> list[Draft]:
        said = {"organisation": pair.organisation, "appointment": principal, "from_": self._day, "until": None}
        return [Draft(JointMandateGiven, said)]

    def _acting_at(self, employer: UUID) -> Iterable[UUID]:
        """The appointments that act on the day and have the employer in their scope, varas aside."""
        return [*self._by_employer.get(None, ()), *self._by_employer.get(employer, ())]

    @cached_property
    def _by_employer(self) -> Mapping[UUID | None, Sequence[UUID]]:
        """Those that act, by whom they name; under None those that are for all."""
        found = defaultdict[UUID | None, list[UUID]](list)
        for principal in self._acts_until:
            employers = self._nearby.scope(principal).employers
            for employer in [None] if employers is None else employers:
                found[employer].append(principal)
        return found

    @cached_property
    def _acts_until(self) -> Mapping[UUID, date]:
        """Those that act on the day and can count, varas aside, with the first day on which they do not."""
        return {
            principal: part.stop
            for principal, entry in self._delegations.appointments.items()
            if appointed(entry).vara_for is None and self._seats.can_count(principal)
            for part in self._delegations.active(principal)
            if self._day in part
        }

    def _appointed(self, pair: Pair) -> Iterator[Offer]:
        if self._seats.can_be_given:
            exists = organisations_of(self._coverage.world.register)[pair.organisation].exists
            until = min(exists.stop, self._seats.until)
            yield Offer(until, partial(self._anew, pair, until))

    def _anew(self, pair: Pair, until: date) -> Remedy:
        said = {"organisation": pair.organisation, "role": ROLES[0], "scope": [pair.employer], "vara_for": None}
        draft = self._appointing({**said, "from_": self._day, "until": None})
        return Remedy("appoint", "direct", until, [draft, *self._seats.giving(draft.content["appointment"])])

    def _waived(self, pair: Pair) -> Iterator[Offer]:
        said = {"organisation": pair.organisation, "employer": pair.employer, "from_": self._day, "until": None}
        yield Offer(FOREVER, lambda: Remedy("waive", "waived", FOREVER, [Draft(WaiverGiven, said)]))

    def _offer(
        self, kind: str, pair: Pair, failing: FailingPath, drafts: Callable[[], Sequence[Draft]], until: date = FOREVER
    ) -> Offer:
        """To mend what is missing, with a seat for whoever acts where it takes one."""
        reach = failing.reach
        in_scope = self._nearby.scope(reach.principal).days.stop
        if self._speaks_at(pair, reach):
            in_scope = self._scope_until(pair, reach.principal)
        lasts = min(failing.until, until, in_scope, self._seats.until_of(reach.appointment))
        status = "temporary" if reach.temporary else reach.kind

        def way() -> Remedy:
            return Remedy(kind, status, lasts, [*drafts(), *self._seats.giving(reach.appointment)])

        return Offer(lasts, way, reach.principal if kind != "seat" else reach.appointment)

    def _appointing(self, said: Mapping[str, Any]) -> Draft:
        """An appointment of somebody; with an identity where a seat is to name it."""
        made = uuid4() if self._seats.are_asked else None
        return Draft(RepresentantAppointed, {**said, "appointment": made, "person": None, "employed_at": None})


class Remedies:
    """Closes what is open in a project, or in one of its groups, on a day. Kept and shared."""

    def __init__(self, why: FailingPaths) -> None:
        self._why = why
        self._gaps = GapRemedies(why)

    def ways(self, pair: Pair, most: int) -> list[Remedy]:
        """The ways to close a pair that is open on the day; of each kind so many at most."""
        if pair.status == "gap":
            return list(self._gaps.ways(pair, most))
        if pair.status == "unclarified":
            return list(unclarified(self._why.coverage, pair, self._why.day))
        return list(disputed(self._why.coverage, pair, self._why.day)) if pair.status == "disputed" else []
