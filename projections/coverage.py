"""Coverage of a project, for every day at once: each pair as intervals of constant status (MODEL.md, section 3).

By group it is the same, with the appointments that a seat makes count, on the days it does (3.9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from domain.book import Entry
from domain.spans import Span, Spans, contains, intersect, span, union
from domain.world import World
from projections.graph import Delegations, Reach
from projections.timeline import Block, Facts, timeline_of

COVERED = ("direct", "joint", "indirect", "temporary")
AFFECTED = (*COVERED, "waived", "gap")
OPEN = ("gap", "unclarified", "disputed")
"""The statuses on which somebody has a move to make."""
STATUSES = (*AFFECTED, "not_affected", "disputed", "unclarified")


KEPT_DAYS = 8
"""Most ask about today."""


@dataclass(frozen=True)
class Pair:
    """An organisation at an employer on a day."""

    employer: UUID
    organisation: UUID
    status: str
    claimed: bool
    days: Span
    """The span of this status around the day, among the days the pair exists."""
    appointments: Sequence[UUID]
    """Every active one by which it is represented; none unless it is."""


class Scoped(NamedTuple):
    """A reach, and the days on which it includes one employer."""

    reach: Reach
    days: Spans


class PairTimeline(NamedTuple):
    """All days of a pair."""

    blocks: Sequence[Block]
    claims: Spans
    reaches: Sequence[Scoped]


class Coverage:
    """The coverage of one project as known in a world. Kept and shared: only what is derived is added to it."""

    def __init__(
        self,
        world: World,
        delegations: Delegations | None = None,
        counted: Mapping[UUID, Spans] | None = None,
        group: UUID | str | None = None,
    ) -> None:
        self.world = world
        self.group = group
        """The group, or kind of group, by whose seats it is; None for the whole project."""
        self.delegations = delegations or Delegations(world)
        self._counted = counted
        """By appointment the days on which it counts; None where all do."""
        self._groups: dict[UUID | str, Coverage] = {}
        self._days: dict[date, tuple[Sequence[Pair], Mapping[str, Any]]] = {}
        self._pairs: dict[tuple[UUID, UUID], PairTimeline] = {}
        self._alike: dict[tuple[tuple[Span, ...], Facts], Sequence[Block]] = {}

    def by_group(self, asked: UUID | str) -> Coverage:
        """The coverage by the seats of a group, or of all groups of a kind."""
        if asked not in self._groups:
            counted = self.world.seating.counted(asked)
            self._groups[asked] = Coverage(self.world, self.delegations, counted, asked)
        return self._groups[asked]

    @cached_property
    def organisations(self) -> Sequence[UUID]:
        """The organisations of the project, by slug."""
        known = self.world.register.organisations
        named = (who for who in self.world.organisations_named if who in known)
        return sorted(named, key=lambda who: known[who].slug)

    @cached_property
    def employers(self) -> Sequence[UUID]:
        """All that participate on any day."""
        return sorted(self.world.participation.spans)

    def presence(self, employer: UUID, organisation: UUID) -> Spans:
        """The days on which there is such a pair."""
        known = self.world.register.organisations
        if organisation not in self.world.organisations_named or organisation not in known:
            return []
        return intersect(self.world.participation.spans.get(employer, []), [known[organisation].exists])

    def timeline(self, employer: UUID, organisation: UUID) -> Sequence[Block]:
        """The intervals of constant status of the pair, in order."""
        return self._pair(employer, organisation).blocks

    def clarifications(self, employer: UUID, organisation: UUID) -> Sequence[Entry]:
        """What the employer has clarified of the organisation, by date."""
        return self.world.book.entries("clarification", (employer, organisation))

    def reaches(self, employer: UUID, organisation: UUID, day: date) -> list[Reach]:
        """The ways in which somebody speaks for the pair on the day."""
        reaches = self._pair(employer, organisation).reaches
        return [scoped.reach for scoped in reaches if contains(scoped.days, day)]

    def pair(self, employer: UUID, organisation: UUID, day: date) -> Pair | None:
        """The pair on the day; None if there is none."""
        known = self._pair(employer, organisation)
        block = next((block for block in known.blocks if day in block.days), None)
        if block is None:
            return None
        reaches = self.reaches(employer, organisation, day) if block.status in COVERED else []
        acting = sorted({reach.appointment for reach in reaches})
        return Pair(employer, organisation, block.status, contains(known.claims, day), block.days, acting)

    def _pair(self, employer: UUID, organisation: UUID) -> PairTimeline:
        """The pair on all its days; pairs alike share their blocks."""
        key = (employer, organisation)
        if key not in self._pairs:
            presence = tuple(self.presence(employer, organisation))
            reaches = self._reaches(employer, organisation)
            facts = self._facts(employer, organisation, reaches)
            alike = (presence, facts)
            if alike not in self._alike:
                self._alike[alike] = timeline_of(presence, facts)
            self._pairs[key] = PairTimeline(self._alike[alike], facts.claims, reaches)
        return self._pairs[key]

    def _facts(self, employer: UUID, organisation: UUID, reaches: Sequence[Scoped]) -> Facts:
        clarified = (entry.event.content for entry in self.clarifications(employer, organisation))
        return Facts(
            tuple((said["from_"], said["status"]) for said in clarified),
            tuple(self._spans("claim", organisation, employer)),
            tuple(self._spans("waiver", organisation, employer)),
            tuple((scoped.reach.kind, scoped.reach.temporary, tuple(scoped.days)) for scoped in reaches),
        )

    def on(self, day: date) -> tuple[Sequence[Pair], Mapping[str, Any]]:
        """All pairs of a day, and its figures; those of the last few days asked about are kept."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= KEPT_DAYS:
                self._days.clear()
            pairs = self.pairs(day)
            found = self._days[day] = (pairs, self.summary(pairs, day))
        return found

    def pairs(self, day: date, employer: UUID | None = None, organisation: UUID | None = None) -> list[Pair]:
        """The pairs of a day."""
        participants = [who for who in self.world.participation.on(day) if employer in (None, who)]
        named = [who for who in self.organisations if organisation in (None, who)]
        found = (self.pair(one, other, day) for one in participants for other in named)
        return [pair for pair in found if pair is not None]

    def summary(self, pairs: Iterable[Pair], day: date, employer: UUID | None = None) -> dict[str, Any]:
        """The figures of a day's pairs (MODEL.md, 3.10)."""
        counts = Counter(pair.status for pair in pairs)
        affected = sum(counts[status] for status in AFFECTED)
        covered = sum(counts[status] for status in COVERED)
        asked = affected - counts["waived"]
        participants = [who for who in self.world.participation.on(day) if employer in (None, who)]
        represented = self._represented(day)
        return {
            "pairs": counts.total(),
            "affected": affected,
            "covered": covered,
            **{status: counts[status] for status in STATUSES},
            "ratio": covered / asked if asked else None,
            "employers": {
                "participating": len(participants),
                "represented": sum(who in represented for who in participants),
            },
        }

    def _represented(self, day: date) -> set[UUID]:
        """The employers with a representant of their own on the day."""
        said = (entry.event.content for entry in self.world.book.all_entries("representant"))
        return {each["employer"] for each in said if day in span(each["from_"], each["until"])}

    def _reaches(self, employer: UUID, organisation: UUID) -> Sequence[Scoped]:
        held = []
        for reach in self.delegations.reaches(organisation):
            scope = self.delegations.scoped(reach.principal, employer)
            days = intersect(reach.days, scope) if scope else scope
            if days and self._counted is not None:
                days = intersect(days, self._counted.get(reach.appointment, []))
            if days:
                held.append(Scoped(reach, days))
        return held

    def _spans(self, kind: str, organisation: UUID, employer: UUID) -> Spans:
        contents = (entry.event.content for entry in self.world.book.entries(kind, (organisation, employer)))
        return union(span(content["from_"], content["until"]) for content in contents)
