"""Mergers and splits of organisations that concern a project: what the old ones had said there, and the new may say.

Nothing of it follows by itself: a new organisation is affected where that is clarified, and speaks in its own name.
What each party would say is proposed here, until it has been said, or something else has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import networkx as nx

from domain.affected.events import ReservationMade, WaiverGiven
from domain.appointments.events import ALL, JointMandateGiven, RepresentantAppointed
from domain.log.book import Book, Entry
from domain.log.drafts import Draft
from domain.log.spans import FOREVER, Span, contains, span
from domain.log.statements import identity
from domain.log.world import World
from domain.projects.state import project_span
from domain.register.lineage import edges
from domain.register.organisations import Organisations
from projections.coverage.delegation_graph import Delegations, appointed
from projections.successions.inheritance import SORTS, Clarified, Own, Sort, Successors


@dataclass(frozen=True)
class OrganisationSuccession(Successors):
    """A merger or split of organisations on a day, as far as it concerns a project."""

    @cached_property
    def clarifications(self) -> Sequence[Clarified]:
        """What was clarified of predecessors, for each successor at each employer that takes part then or later."""
        spans = self.world.participation.spans
        employers = [who for who in spans if any(part.stop > self.on for part in spans[who])]
        found = (self._clarified(employer, new) for new in self.successors for employer in employers)
        return [each for each in found if each.had.keys() - {each.organisation}]

    def _clarified(self, employer: UUID, successor: UUID) -> Clarified:
        old = [*self._predecessors_of(successor), successor]
        before = {who: self._in_force(employer, who, self.eve) for who in old}
        had = {who: said.content["status"] for who, said in before.items() if said is not None}
        here = self._in_force(employer, successor, self.on)
        stands = here.content["status"] if here else None
        found = Clarified(self.on, employer, successor, had, stands, settled=False)
        said_since = here is not None and here.content["from_"] == self.on
        return found._replace(settled=said_since or stands == found.status)

    def _in_force(self, employer: UUID, organisation: UUID, day: date) -> Any:
        entries = self.world.book.entries("clarification", (employer, organisation))
        return next((each.event for each in reversed(entries) if each.event.content["from_"] <= day), None)

    def _predecessors_of(self, successor: UUID) -> Sequence[UUID]:
        return [old for old, successors in self.heirs.items() if successor in successors]

    @cached_property
    def own(self) -> Sequence[Own]:
        """What successors would say in their own name, each thing once."""
        found = [own for new in self.successors for old in self._predecessors_of(new) for own in self._said(old, new)]
        once = {(own.sort, own.successor, own.about): own for own in reversed(found)}
        return sorted(once.values(), key=lambda own: (SORTS.index(own.sort), found.index(own)))

    def _said(self, old: UUID, new: UUID) -> Iterator[Own]:
        yield from self._appointments(old, new)
        yield from self._spans("waivers", old, new)
        yield from self._spans("reservations", old, new)
        yield from self._joint(old, new)

    @cached_property
    def _delegations(self) -> Delegations:
        return Delegations(self.world)

    def _appointments(self, old: UUID, new: UUID) -> Iterator[Own]:
        """Those in term on the eve and the day. A vara is appointed with its principal."""
        for appointment, entry in self._delegations.appointments.items():
            said = appointed(entry)
            term = [part for part in self._delegations.term(appointment) if self.eve in part and self.on in part]
            if said.organisation != old or said.vara_for is not None or not term:
                continue
            scope = self._scope(appointment, self.on)
            told = {"role": said.role, "employed_at": None, "scope": sorted(scope) if scope is not None else ALL}
            whose = {"organisation": new, "appointment": None, "person": None, "vara_for": None}
            draft = Draft(RepresentantAppointed, {**whose, **told, "from_": self.on, "until": _open(term[0].stop)})
            yield Own("appointments", old, appointment, draft, self._has_appointed(new, scope))

    def _scope(self, appointment: UUID, day: date) -> frozenset[UUID] | None:
        return next(each.employers for each in self._delegations.scopes(appointment) if day in each.days)

    def _has_appointed(self, successor: UUID, scope: frozenset[UUID] | None) -> bool:
        """Whether the successor has somebody, on the day or later, for all who are in the scope."""
        return any(
            said.organisation == successor
            and said.vara_for is None
            and any(part.stop > self.on for part in self._delegations.term(appointment))
            and _holds(self._scope(appointment, max(self.on, said.from_)), scope)
            for appointment, said in (
                (each, appointed(entry)) for each, entry in self._delegations.appointments.items()
            )
        )

    def _spans(self, sort: Sort, old: UUID, new: UUID) -> Iterator[Own]:
        """Waivers of employers that take part then or later, and reservations."""
        kind, said = ("waiver", WaiverGiven) if sort == "waivers" else ("reservation", ReservationMade)
        for address in list(self.world.book.addresses(kind)):
            employer = address[1] if kind == "waiver" else None
            if address[0] != old or not (employer is None or self._takes_part(employer)):
                continue
            at = {"employer": employer} if isinstance(employer, UUID) else {}
            about = employer if isinstance(employer, UUID) else None
            yield from self._again(Own(sort, old, about, Draft(said, {"organisation": new, **at}), False), address)

    def _takes_part(self, employer: Any) -> bool:
        return any(part.stop > self.on for part in self.world.participation.spans.get(employer, ()))

    def _joint(self, old: UUID, new: UUID) -> Iterator[Own]:
        """Joint mandates in appointments that are in term then, of others that exist."""
        for address in list(self.world.book.addresses("joint")):
            appointment: Any = address[0]
            made = self.world.appointment(appointment)
            if address[1] != old or made is None or made.organisation == new:
                continue
            if contains(self._delegations.term(appointment), self.on) and self._exists(made.organisation):
                content = {"organisation": new, "appointment": appointment}
                yield from self._again(
                    Own("joint", old, appointment, Draft(JointMandateGiven, content), False), address
                )

    def _exists(self, organisation: UUID) -> bool:
        return self.world.register.organisations.exist(organisation, self.on)

    def _again(self, own: Own, address: tuple[Any, ...]) -> Iterator[Own]:
        """The same for the successor, from the day, if what was said held on the eve and would have gone on."""
        book, kind = self.world.book, own.draft.said.KIND
        for entry in book.entries(kind, address):
            days = _days(entry)
            if self.eve in days and self.on in days:
                content = {**own.draft.content, "from_": self.on, "until": entry.event.content["until"]}
                draft = Draft(own.draft.said, content)
                yield own._replace(draft=draft, settled=_is_said(book, draft, self.on))
                return

    @property
    def complete(self) -> bool:
        """Whether nothing is left for anybody to say."""
        return all(each.settled for each in self.clarifications) and all(each.settled for each in self.own)


def organisation_successions(world: World) -> list[OrganisationSuccession]:
    """The mergers and splits of organisations that concern the project, by day.

    One concerns it if an organisation that is named in it, or has said there what the day took away, has a successor.
    """
    project, known = project_span(world.book), world.register.organisations
    days = sorted({change.on for change in known.changes if project and change.on in project})
    return [each for on in days for each in _of_day(world, known, on)]


def _of_day(world: World, known: Organisations, on: date) -> Iterator[OrganisationSuccession]:
    """Edges with an organisation in common are one change, known by its day and the first of its old ones."""
    said = [edge for change in known.changes if change.on == on for edge in edges(change)]
    there = [(old, new) for old, new in said if old in known and known.exist(new, on)]
    ordered = sorted(there, key=lambda edge: [known[who].slug for who in edge])
    concerned = _concerned(world)
    for change in nx.connected_components(nx.Graph(ordered)):
        heirs = {old: [new for one, new in ordered if one == old] for old, _ in ordered if old in change & concerned}
        if heirs:
            yield OrganisationSuccession(
                world, on, identity("succession", on, min(old for old, _ in ordered if old in change)), heirs
            )


def _concerned(world: World) -> frozenset[UUID]:
    """The organisations that are named, or have said something that stands, in the project."""
    kinds = ("appointment", "waiver", "reservation", "joint")
    speaking = {entry.event.content["organisation"] for kind in kinds for entry in world.book.all_entries(kind)}
    return world.organisations_named | speaking


def _holds(wider: frozenset[UUID] | None, scope: frozenset[UUID] | None) -> bool:
    return wider is None or (scope is not None and scope <= wider)


def _is_said(book: Book, draft: Draft, on: date) -> bool:
    """Whether it holds on the day, or something has been said in its slot."""
    address, at = draft.slot
    return at in book.used(draft.said.KIND, address) or any(
        on in _days(entry) for entry in book.entries(draft.said.KIND, address)
    )


def _days(entry: Entry) -> Span:
    return span(entry.event.content["from_"], entry.event.content["until"])


def _open(stop: date) -> date | None:
    return None if stop == FOREVER else stop
