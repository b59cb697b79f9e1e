"""What would close the gaps of a day: the fewest appointments to be made anew, or to be given a wider scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from domain.log.spans import contains, span
from domain.register.organisations import organisations_of
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import appointed
from projections.groups.composition import above
from projections.groups.optimiser.set_cover import Option, cover


@dataclass(frozen=True)
class Relief:
    """An appointment, and the gaps that it would close."""

    by: UUID
    """Who appoints, or has appointed."""
    appointment: UUID | None
    """The one to be given a wider scope; None for a new one."""
    organisations: Sequence[UUID]
    """Whose gaps it closes, by slug."""
    employers: Sequence[UUID]
    """Where these are."""
    pairs: int
    direct: int
    """How many of the pairs would be spoken for other than through a sammenslutning, or by a vara."""


@dataclass(frozen=True)
class ReliefPlan:
    """The fewest that close all gaps of their kind."""

    chosen: Sequence[Relief]
    """Those that close the most gaps first."""
    bound: int
    """Fewer do not close them."""

    @property
    def covers(self) -> int:
        """The gaps that are closed."""
        return sum(each.pairs for each in self.chosen)

    @property
    def optimal(self) -> bool:
        """Whether it is proven that fewer do not."""
        return len(self.chosen) == self.bound


class FewestAppointments:
    """The gaps among pairs of a day, and what would close them."""

    def __init__(self, coverage: Coverage, day: date, pairs: Iterable[Pair]) -> None:
        self._coverage = coverage
        self._day = day
        gaps: dict[UUID, list[UUID]] = defaultdict(list)
        for pair in pairs:
            if pair.status == "gap":
                gaps[pair.organisation].append(pair.employer)
        self._known = organisations_of(coverage.world.register)
        self.gaps: Mapping[UUID, Sequence[UUID]] = {who: gaps[who] for who in sorted(gaps, key=self._slug)}
        """By organisation, the employers at which it has one."""

    @cached_property
    def anew(self) -> ReliefPlan:
        """The fewest new appointments that close every gap; of those, with the most that are direct."""
        options: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
        for organisation in self.gaps:
            options[organisation][organisation] = True
            for sammenslutning in self._coordinating(organisation):
                options[sammenslutning][organisation] = False
        ordered = [Option(who, options[who]) for who in sorted(options, key=self._slug)]
        return self._closed_by(ordered, is_new=True)

    @cached_property
    def wider(self) -> ReliefPlan:
        """The fewest appointments in force whose wider scope closes every gap that can be closed so."""
        options: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
        for organisation in self.gaps:
            for reach in self._coverage.delegations.reaches(organisation):
                if contains(reach.days, self._day) and contains(self._coverage.counted(reach.appointment), self._day):
                    reaches = options[reach.principal]
                    direct = reach.kind != "indirect" and not reach.temporary
                    reaches[organisation] = reaches.get(organisation, False) or direct
        return self._closed_by([Option(each, options[each]) for each in sorted(options)], is_new=False)

    def _coordinating(self, organisation: UUID) -> set[UUID]:
        """The sammenslutninger whose appointments would speak for the organisation on the day."""
        entries = self._coverage.world.book.entries("reservation", (organisation,))
        said = (entry.event.content for entry in entries)
        if any(self._day in span(each["from_"], each["until"]) for each in said):
            return set()
        found = above(self._known, organisation, self._day) - {organisation}
        return {who for who in found if self._known.exist(who, self._day)}

    def _closed_by(self, options: Sequence[Option], *, is_new: bool) -> ReliefPlan:
        reached = {who for option in options for who in option.reaches}
        found = cover(options, {who: len(places) for who, places in self.gaps.items() if who in reached})
        closed: dict[UUID, dict[UUID, bool]] = {option.key: {} for option in found.chosen}
        for who in self.gaps:
            ways = [option for option in found.chosen if who in option.reaches]
            if ways:
                best = max(ways, key=lambda option: option.reaches[who])
                closed[best.key][who] = best.reaches[who]
        remedies = [self._remedy(key, whom, is_new=is_new) for key, whom in closed.items()]
        return ReliefPlan(sorted(remedies, key=lambda each: -each.pairs), found.bound)

    def _remedy(self, key: UUID, closed: Mapping[UUID, bool], *, is_new: bool) -> Relief:
        """``closed``: the organisations whose gaps it closes, each with whether directly."""
        made = None if is_new else appointed(self._coverage.delegations.appointments[key])
        places = {employer for who in closed for employer in self.gaps[who]}
        return Relief(
            made.organisation if made else key,
            made.appointment if made else None,
            list(closed),
            [employer for employer in self._coverage.employers if employer in places],
            sum(len(self.gaps[who]) for who in closed),
            sum(len(self.gaps[who]) for who, directly in closed.items() if directly),
        )

    def _slug(self, organisation: UUID) -> str:
        return self._known[organisation].slug
