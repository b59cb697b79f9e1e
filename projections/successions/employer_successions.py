"""Mergers and splits that concern a project: what the predecessors had, and what of it the successors have.

Participation follows by itself; clarifications, scopes and representanter do not (docs/model.md, rules 2 to 6), so
each party says its own part anew. What it would say is proposed here, until it has been said, or something else has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import networkx as nx

from domain.log.book import Entry
from domain.log.spans import contains, span
from domain.log.statements import identity
from domain.log.world import World
from domain.projects.state import project_span
from projections.coverage.delegation_graph import Delegations, InForce, appointed
from projections.successions.inheritance import Clarified, Ownership, Spokesperson, Successors, Widened


@dataclass(frozen=True)
class EmployerSuccession(Successors):
    """A merger or split on a day, as far as it concerns a project."""

    @cached_property
    def taking_part(self) -> Sequence[UUID]:
        """The successors that take part on the day or later; nothing is proposed to those that have been taken out."""
        return [new for new in self.successors if _takes_part_after(self.world, new, self.on)]

    def predecessors_of(self, successor: UUID) -> Sequence[UUID]:
        """Whom the successor follows."""
        return [old for old, successors in self.heirs.items() if successor in successors]

    # Clarifications

    @cached_property
    def clarifications(self) -> Sequence[Clarified]:
        """What was clarified at predecessors, for each successor that takes part, by organisation."""
        known = self.world.register.organisations
        clarified = [address for address in self.world.book.addresses("clarification") if address[0] in self.heirs]
        asked = {who for _, who in clarified if isinstance(who, UUID) and who in known and self.on in known[who].exists}
        ordered = sorted(asked, key=lambda who: known[who].slug)
        found = (self._clarified(new, organisation) for new in self.taking_part for organisation in ordered)
        return [each for each in found if each.had.keys() - {each.successor}]

    def _clarified(self, successor: UUID, organisation: UUID) -> Clarified:
        here = self._in_force(successor, organisation, self.on)
        had = {
            who: said.content["status"]
            for who in (*self.predecessors_of(successor), successor)
            if (said := self._in_force(who, organisation, self.eve)) is not None
        }
        stands = here.content["status"] if here else None
        found = Clarified(self.on, successor, organisation, had, stands, settled=False)
        said_since = here is not None and here.content["from_"] == self.on
        return found._replace(settled=said_since or stands == found.status)

    def _in_force(self, employer: UUID, organisation: UUID, day: date) -> Any:
        entries = self.world.book.entries("clarification", (employer, organisation))
        return next((each.event for each in reversed(entries) if each.event.content["from_"] <= day), None)

    # Scopes

    @cached_property
    def scopes(self) -> Sequence[Widened]:
        """The appointments, in term on the day or later, whose scope names a predecessor that has successors here."""
        found = (self.scope(appointment) for appointment in sorted(self._delegations.appointments))
        return [each for each in found if each and each.named and each.successors]

    def scope(self, appointment: UUID) -> Widened | None:
        """The scope of an appointment; None for a vara, which follows another's, and for one whose term is over."""
        made = appointed(self._delegations.appointments[appointment])
        in_term = any(part.stop > self.on for part in self._delegations.term(appointment))
        if made.vara_for is not None or not in_term:
            return None
        scopes = self._delegations.scopes(appointment)
        late = [scope for scope in scopes if scope.days.stop > self.on]
        named = [old for old in self.heirs if any(_names(scope, old) for scope in scopes if scope.days.stop > self.eve)]
        successors = self._followers(named or self.heirs)
        wider = {max(scope.days.start, self.on): said for scope in late if (said := self._wider(scope))}
        return Widened(appointment, made.organisation, named, successors, late[0].employers, wider)

    def _wider(self, scope: InForce) -> Sequence[UUID]:
        """The scope with the successors of those it names; none where that is what it is."""
        there = scope.employers or frozenset()
        wider = there.union(self._followers([old for old in self.heirs if old in there]))
        return sorted(wider) if wider > there else []

    def _followers(self, predecessors: Sequence[UUID] | Mapping[UUID, Any]) -> Sequence[UUID]:
        return [new for new in self.taking_part if any(new in self.heirs[old] for old in predecessors)]

    @cached_property
    def _delegations(self) -> Delegations:
        return Delegations(self.world)

    # Those who speak for employers, and the owner

    @cached_property
    def representanter(self) -> Sequence[Spokesperson]:
        """For each successor that takes part, and whose predecessors had somebody to speak for them."""
        found = [Spokesperson(new, self._spoke_for(new), self._speaks_for(new)) for new in self.taking_part]
        return [each for each in found if each.before]

    def _spoke_for(self, successor: UUID) -> Sequence[Entry]:
        employers = self.world.register.employers
        ended = {old for old in self.predecessors_of(successor) if not employers.exist(old, self.on)}
        return [each for each in self._representing(ended) if self.eve in _days(each)]

    def _speaks_for(self, successor: UUID) -> Sequence[Entry]:
        return [each for each in self._representing({successor}) if _days(each).stop > self.on]

    def _representing(self, employers: set[UUID]) -> Sequence[Entry]:
        entries = self.world.book.all_entries("representant")
        mine = (each for each in entries if each.event.content["employer"] in employers)
        return sorted(mine, key=lambda each: (each.event.content["from_"], str(each.event.address)))

    @property
    def owner(self) -> Ownership | None:
        """Whose the project is now, where its owner ended in the change."""
        before = _ending_owner(self.world, self.on)
        return Ownership(before, self.world.owner(self.on)) if before and before in self.heirs else None

    @property
    def complete(self) -> bool:
        """Whether nothing is left for anybody to say."""
        clarified = all(each.settled for each in self.clarifications)
        spoken_for = all(each.settled for each in self.scopes) and all(each.own for each in self.representanter)
        return clarified and spoken_for and not (self.owner and self.owner.after is None)


def employer_successions(world: World) -> list[EmployerSuccession]:
    """The mergers and splits that concern the project, by day.

    A change concerns it if an employer that took part on the eve, or the owner, has a successor in it. One that goes on
    under a new number or name has none.
    """
    project = project_span(world.book)
    changes = world.register.employers.changes if project else ()
    return [each for on, edges in changes if project and on in project for each in _of_day(world, on, edges)]


def _of_day(world: World, on: date, edges: Sequence[tuple[UUID, UUID]]) -> Iterator[EmployerSuccession]:
    """Edges with an employer in common are one change, known by its day and the first of its old employers."""
    concerned = {old for old, new in edges if _concerns(world, old, new, on)}
    if not concerned:
        return
    ordered = sorted(edges, key=lambda edge: [_order(world, who, on) for who in edge])
    for change in sorted(nx.connected_components(nx.Graph(ordered)), key=min):
        heirs = {old: [new for one, new in ordered if one == old] for old, _ in ordered if old in change & concerned}
        if heirs:
            first = min(old for old, _ in edges if old in change)
            yield EmployerSuccession(world, on, identity("succession", on, first), heirs)


def _order(world: World, employer: UUID, on: date) -> tuple[str, str, UUID]:
    """By kommunenummer and name, as of the change."""
    known = world.register.employers.get(employer)
    name = known.named(on) if known else None
    return (name.kommunenummer or "" if name else "", name.name if name else "", employer)


def _concerns(world: World, old: UUID, new: UUID, on: date) -> bool:
    """Whether the project has to do with the old one: not if it leaves that day, and the new one takes no part."""
    eve = on - timedelta(days=1)
    if old == _ending_owner(world, on):
        return True
    if not contains(world.participation.spans.get(old, ()), eve):
        return False
    stays = any(eve in slot.days and slot.days.stop > on for slot in world.participation.slots[old])
    return stays or _takes_part_after(world, new, on)


def _ending_owner(world: World, on: date) -> UUID | None:
    """The owner on the eve, if it no longer exists on the day."""
    owner = world.owner(on - timedelta(days=1))
    employers = world.register.employers
    return owner if owner and owner in employers and employers[owner].has_ended(on) else None


def _takes_part_after(world: World, employer: UUID, on: date) -> bool:
    return any(part.stop > on for part in world.participation.spans.get(employer, ()))


def _names(scope: InForce, employer: UUID) -> bool:
    return scope.employers is not None and employer in scope.employers


def _days(entry: Entry) -> Any:
    return span(entry.event.content["from_"], entry.event.content["until"])
