"""All that a way to be represented takes: conditions, each on its edge of the path (docs/model.md, rules 5 to 9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.groups.state import seating_of
from domain.log.book import Entry
from domain.log.spans import FOREVER, Spans, contains, span, union
from domain.register.organisations import organisations_of
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Edge, Reach, appointed

_ORDER = ("affiliation", "reservation", "joint", "organisation", "scope")
"""On one edge, what is least easily mended comes first; then the others as they are."""


class Condition(NamedTuple):
    """Something that a reach takes: on days inside its spans, or outside them."""

    name: str
    days: Spans
    inside: bool
    place: int
    """Of the edge it belongs to; after the last one, the edge to a seat."""
    about: UUID
    """The appointment, or the organisation, of which it is asked."""
    organisations: Mapping[str, Sequence[UUID]]
    """Those whom a sentence about it names, by their part in it."""

    def holds(self, day: date) -> bool:
        """Whether it is met on the day."""
        return contains(self.days, day) == self.inside

    def until(self, day: date) -> date:
        """The first day after this one on which it is otherwise."""
        turns = (edge for part in self.days for edge in part if edge > day)
        return min(turns, default=FOREVER)


class Conditions:
    """The conditions of the ways in one project, or in one of its groups."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._world = coverage.world
        self._delegations = coverage.delegations

    def of(self, reach: Reach, employer: UUID | None = None) -> Iterator[Condition]:
        """All of them; without an employer, those that are the same for all."""
        last = len(reach.edges) - 1
        above = last - reach.temporary
        yield from self._upwards(reach)
        yield self._exists(reach, above)
        if employer is not None:
            yield self.scope(reach, employer)
        yield from self._acting(reach, above)
        yield Condition("seat", self._coverage.counted(reach.appointment), True, last + 1, reach.appointment, {})

    def scope(self, reach: Reach, employer: UUID) -> Condition:
        """The only one that depends on the employer."""
        days = self._delegations.scope(reach.principal).days(employer)
        return Condition("scope", days, True, len(reach.edges) - 1 - reach.temporary, reach.principal, {})

    def _upwards(self, reach: Reach) -> Iterator[Condition]:
        """Of the edges to a sammenslutning, or to another's appointment."""
        for place, edge in enumerate(reach.edges):
            if edge.relation == "affiliation":
                named = {"member": [edge.from_[1]], "above": [edge.to[1]]}
                yield Condition("affiliation", edge.days, True, place, edge.from_[1], named)
                if place == 0:
                    who = edge.from_[1]
                    yield Condition("reservation", self._reserved(who), False, 0, who, {})
            elif edge.relation == "joint":
                yield Condition("joint", edge.days, True, place, reach.principal, {})

    def _exists(self, reach: Reach, place: int) -> Condition:
        by = appointed(self._delegations.appointments[reach.appointment]).organisation
        exists = [organisations_of(self._world.register)[by].exists]
        return Condition("organisation", exists, True, place, by, {"organisation": [by]})

    def _acting(self, reach: Reach, place: int) -> Iterator[Condition]:
        """That the representant acts, or is away and the vara does."""
        known, principal, vara = self._delegations, reach.principal, reach.appointment
        yield Condition("term", known.term(principal), True, place, principal, {})
        if not reach.temporary:
            yield Condition("leave", known.leaves(principal), False, place, principal, {})
            return
        yield Condition("principal_leave", known.leaves(principal), True, place + 1, principal, {})
        yield Condition("vara_term", known.term(vara), True, place + 1, vara, {})
        yield Condition("vara_leave", known.leaves(vara), False, place + 1, vara, {})

    def _reserved(self, organisation: UUID) -> Spans:
        said = (entry.event.content for entry in self._world.book.entries("reservation", (organisation,)))
        return union(span(each["from_"], each["until"]) for each in said)

    def behind(self, condition: Condition, edges: Sequence[Edge], day: date) -> list[Entry]:
        """The statements by which the condition is, or is not, met on the day."""
        book, about = self._world.book, condition.about
        match condition.name:
            case "affiliation" | "joint":
                return list(edges[condition.place].entries)
            case "reservation":
                return [entry for entry in book.entries("reservation", (about,)) if _lasts(entry, day)]
            case "organisation":
                return [organisations_of(self._world.register)[about].entry]
            case "scope":
                return [scope.entry for scope in self._delegations.scopes(about) if day in scope.days]
            case "term" | "vara_term":
                return [*book.entries("appointment", (about,)), *book.entries("end", (about,))]
            case "leave" | "vara_leave" | "principal_leave":
                return [entry for entry in book.entries("leave", (about,)) if _lasts(entry, day)]
            case "seat":
                return self._seats(about)
        raise ValueError(condition.name)

    def _seats(self, appointment: UUID) -> list[Entry]:
        """The appointment's seats in the group asked about: of other days, or in a function that does not count."""
        seats = seating_of(self._world).of_appointment(appointment)
        return [seat.entries[0] for seat in seats if self._coverage.group in (seat.group.group, seat.group.kind)]


def _lasts(entry: Entry, day: date) -> bool:
    return day in span(entry.event.content["from_"], entry.event.content["until"])


def place_of(condition: Condition) -> tuple[int, int]:
    """Its place in the order of the path's edges."""
    name = condition.name
    return condition.place, _ORDER.index(name) if name in _ORDER else len(_ORDER)
