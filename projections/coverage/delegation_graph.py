"""Who reaches whom in a project: a graph from organisations to appointments to persons, each edge with its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

import networkx as nx

from domain.appointments.events import ALL, RepresentantAppointed, ScopeSet
from domain.groups.state import seating_of
from domain.log.book import Entry
from domain.log.spans import ALL_DAYS, ALWAYS, FOREVER, Span, Spans, intersect, span, subtract, union
from domain.log.world import World
from domain.register.organisations import organisations_of


class InForce(NamedTuple):
    """The scope in force in a span."""

    days: Span
    employers: frozenset[UUID] | None
    """None for all participants of the day."""
    entry: Entry


class Scope(NamedTuple):
    """The days on which employers are in an appointment's scope."""

    everybody: Spans
    named: Mapping[UUID, Spans]
    """Those ever named by themselves, with all of their days."""

    def days(self, employer: UUID) -> Spans:
        """Those of one employer."""
        return self.named.get(employer, self.everybody)


def in_force(appointed: Entry, said: Sequence[Entry]) -> Sequence[InForce]:
    """The scope in force on every day, in order: the appointment's own, and what has been said since, by date."""
    later: list[Any] = [each.event for each in said]
    turns = [ALWAYS, *(each.from_ for each in later), FOREVER]
    days = pairwise(turns)
    return [
        InForce(Span(*each), _employers(entry), entry) for each, entry in zip(days, [appointed, *said], strict=True)
    ]


def by_employer(scopes: Sequence[InForce]) -> Scope:
    """The same, by employer."""
    everybody = tuple(union(scope.days for scope in scopes if scope.employers is None))
    named: dict[UUID, list[Span]] = defaultdict(list)
    for scope in scopes:
        for employer in scope.employers or ():
            named[employer].append(scope.days)
    alike = {days: tuple(union([*everybody, *days])) for days in map(tuple, named.values())}
    return Scope(everybody, {employer: alike[tuple(days)] for employer, days in named.items()})


def _employers(entry: Entry) -> frozenset[UUID] | None:
    assert isinstance(entry.event, RepresentantAppointed | ScopeSet)
    scope: Any = entry.event.scope
    return None if scope == ALL else frozenset(scope or ())


Node = tuple[str, UUID]


_KINDS = {"appointed": "direct", "joint": "joint", "affiliation": "indirect"}
"""What a path is, by its first step."""


class Edge(NamedTuple):
    """A step of a path, with the statements behind it."""

    from_: Node
    to: Node
    relation: str
    days: Spans
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Reach:
    """A way in which an appointment speaks for an organisation, whatever the employer."""

    kind: str
    """``direct``, ``joint`` or ``indirect``."""
    temporary: bool
    """Whether by a vara."""
    appointment: UUID
    """The appointment that acts."""
    principal: UUID
    """The appointment whose scope counts; the same unless temporary."""
    days: Spans
    """The days on which it holds, scope aside."""
    edges: Sequence[Edge]


class Delegations:
    """The appointments of a project and all that makes them speak for somebody."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scopes: dict[UUID, Scope] = {}
        self._ways: dict[UUID, Sequence[Reach]] = {}
        self._terms: dict[UUID, Spans] = {}
        self._leaves: dict[UUID, Spans] = {}

    @cached_property
    def appointments(self) -> Mapping[UUID, Entry]:
        """What stands, by appointment."""
        entries = self._world.book.all_entries("appointment")
        return {appointed(entry).appointment: entry for entry in entries}

    @cached_property
    def affiliations(self) -> nx.MultiDiGraph[Node]:
        """The organisations, and to which sammenslutninger they have been affiliated."""
        graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
        for edge in self._affiliations():
            graph.add_edge(edge.from_, edge.to, edge=edge)
        return graph

    @cached_property
    def _following(self) -> Mapping[Node, Sequence[Edge]]:
        """The edges to appointments, from each node."""
        following: dict[Node, list[Edge]] = defaultdict(list)
        for edge in (*self._appointed(), *self._joint()):
            following[edge.from_].append(edge)
        return following

    def term(self, appointment: UUID) -> Spans:
        """From its ``from`` until its ``until`` or end, whichever comes first."""
        if appointment not in self._terms:
            said = appointed(self._made(appointment))
            days = [span(said.from_, said.until)]
            for end in self._entries("end", appointment):
                days = intersect(days, [Span(ALWAYS, end.event.content["on"])])
            self._terms[appointment] = union(days)
        return self._terms[appointment]

    def leaves(self, appointment: UUID) -> Spans:
        """The days its representant is away."""
        if appointment not in self._leaves:
            self._leaves[appointment] = union(_days(entry) for entry in self._entries("leave", appointment))
        return self._leaves[appointment]

    def active(self, appointment: UUID) -> Spans:
        """The days on which the appointment acts (docs/model.md, rule 5)."""
        said = appointed(self._made(appointment))
        organisation = organisations_of(self._world.register).get(said.organisation)
        own = intersect(self.term(appointment), [organisation.exists] if organisation else [])
        own = subtract(own, self.leaves(appointment))
        if said.vara_for is None:
            return own
        if self._world.standing(RepresentantAppointed, said.vara_for) is None:
            return []
        away = intersect(self.term(said.vara_for), self.leaves(said.vara_for))
        return intersect(own, away)

    def scopes(self, appointment: UUID) -> Sequence[InForce]:
        """The scope in force on every day, in order (docs/model.md, rule 6)."""
        return in_force(self._made(appointment), self._entries("scope", appointment))

    def scope(self, appointment: UUID) -> Scope:
        """Its scope on all days."""
        if appointment not in self._scopes:
            self._scopes[appointment] = by_employer(self.scopes(appointment))
        return self._scopes[appointment]

    def reaches(self, organisation: UUID) -> Sequence[Reach]:
        """Every way in which somebody speaks for the organisation on some day."""
        return [way for way in self.ways(organisation) if way.days]

    def ways(self, organisation: UUID) -> Sequence[Reach]:
        """Every way there is to an appointment, also those that hold on no day."""
        if organisation not in self._ways:
            self._ways[organisation] = list(self._reached(organisation))
        return self._ways[organisation]

    def to_seats(self, reach: Reach) -> Sequence[Edge]:
        """The edges of a reach, the one to the person who acts, and those to the seats of the appointment."""
        entry = self._made(reach.appointment)
        person: Node = ("person", appointed(entry).person)
        seats = seating_of(self._world).of_appointment(reach.appointment)
        return [
            *reach.edges,
            Edge(("appointment", reach.appointment), person, "person", ALL_DAYS, [entry]),
            *(Edge(person, ("seat", seated.said.seat), "seat", seated.days, seated.entries) for seated in seats),
        ]

    def _reached(self, organisation: UUID) -> Iterator[Reach]:
        reserved = union(_days(entry) for entry in self._world.book.entries("reservation", (organisation,)))
        for path in self._paths(organisation):
            days: Spans = self.active(path[-1].to[1])
            for edge in path:
                days = intersect(days, edge.days)
            kind = _KINDS[path[0].relation]
            if kind == "indirect":
                days = subtract(days, reserved)
            temporary = path[-1].relation == "vara"
            acting, principal = path[-1].to[1], path[-1].from_[1] if temporary else path[-1].to[1]
            yield Reach(kind, temporary, acting, principal, days, path)

    def _paths(self, organisation: UUID) -> Iterator[list[Edge]]:
        """The ways to appointments: one's own, those of a sammenslutning, joint ones, and the varas of all these."""
        for upwards in self._upwards(("organisation", organisation)):
            end = upwards[-1].to if upwards else ("organisation", organisation)
            for edge in self._following.get(end, ()):
                if edge.relation == "appointed" or not upwards:
                    yield [*upwards, edge]
                    yield from ([*upwards, edge, vara] for vara in self._following[edge.to] if vara.relation == "vara")

    def _upwards(self, source: Node) -> Iterator[list[Edge]]:
        """Nowhere; and every way from an organisation to a sammenslutning that it was affiliated to."""
        yield []
        if source in self.affiliations:
            targets = set(self.affiliations) - {source}
            for path in nx.all_simple_edge_paths(self.affiliations, source, targets):
                yield [self.affiliations.get_edge_data(*step)["edge"] for step in path]

    def _affiliations(self) -> Iterator[Edge]:
        for organisation in organisations_of(self._world.register).values():
            for each in organisation.affiliations:
                ends: tuple[Node, Node] = (
                    ("organisation", organisation.id),
                    ("organisation", each.sammenslutning),
                )
                yield Edge(*ends, "affiliation", [each.days], [each.entry])

    def _appointed(self) -> Iterator[Edge]:
        for appointment, entry in self.appointments.items():
            said = appointed(entry)
            acting: Node = ("appointment", appointment)
            if said.vara_for is None:
                yield Edge(("organisation", said.organisation), acting, "appointed", ALL_DAYS, [entry])
            else:
                leaves = self._entries("leave", said.vara_for)
                yield Edge(("appointment", said.vara_for), acting, "vara", ALL_DAYS, [entry, *leaves])

    def _joint(self) -> Iterator[Edge]:
        for entry in self._world.book.all_entries("joint"):
            said = entry.event.content
            if said["appointment"] in self.appointments:
                ends: tuple[Node, Node] = (
                    ("organisation", said["organisation"]),
                    ("appointment", said["appointment"]),
                )
                yield Edge(*ends, "joint", [_days(entry)], [entry])

    def _made(self, appointment: UUID) -> Entry:
        [made] = self._entries("appointment", appointment)
        return made

    def _entries(self, kind: str, appointment: UUID) -> list[Entry]:
        return self._world.book.entries(kind, (appointment,))


def appointed(entry: Entry) -> RepresentantAppointed:
    """The appointment that the entry makes."""
    assert isinstance(entry.event, RepresentantAppointed)
    return entry.event


def _days(entry: Entry) -> Span:
    said: Any = entry.event
    return span(said.from_, said.until)
