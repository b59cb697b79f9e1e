"""Mergers and splits, of employers and of organisations, that concern a project: who follows whom in it, and when.

Participation follows by itself; nothing else does (docs/model.md, rules 2 to 6). What is therefore to be said anew is
proposed in :mod:`projections.successions.parts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple
from uuid import UUID

import networkx as nx

from domain.affected.state import organisations_named_in
from domain.log.errors import Unknown
from domain.log.spans import contains
from domain.log.statements import identity
from domain.log.world import World
from domain.projects.state import owner_of, participation_of, project_span
from domain.register.employers import employers_of
from domain.register.lineage import edges
from domain.register.organisations import organisations_of
from projections.coverage.delegation_graph import Delegations

Kind = Literal["employer", "organisation"]
Edges = Sequence[tuple[UUID, UUID]]
"""From old ones to new ones, all different."""


@dataclass(frozen=True)
class Succession:
    """A merger or split on a day, as far as it concerns a project."""

    world: World
    kind: Kind
    """What was merged or split."""
    on: date
    id: UUID
    """The same for every project, and whatever is known of it."""
    heirs: Mapping[UUID, Sequence[UUID]]
    """By predecessor that the project had to do with, its successors."""

    @property
    def counterpart(self) -> Kind:
        """What its clarifications are with: organisations at employers, or the other way round."""
        return "organisation" if self.kind == "employer" else "employer"

    @property
    def eve(self) -> date:
        """The last day of those that ended."""
        return self.on - timedelta(days=1)

    @property
    def predecessors(self) -> Sequence[UUID]:
        """The old ones that the project had to do with."""
        return list(self.heirs)

    @cached_property
    def successors(self) -> Sequence[UUID]:
        """Those that follow them, each once."""
        return list(dict.fromkeys(new for successors in self.heirs.values() for new in successors))

    @cached_property
    def taking_part(self) -> Sequence[UUID]:
        """The successors to whom anything is proposed: all organisations, and no employer that has been taken out."""
        return [new for new in self.successors if self.kind == "organisation" or self.takes_part(new)]

    def predecessors_of(self, successor: UUID) -> Sequence[UUID]:
        """Whom the successor follows."""
        return [old for old, successors in self.heirs.items() if successor in successors]

    def takes_part(self, employer: UUID) -> bool:
        """Whether an employer takes part on the day or later."""
        return _takes_part_from(self.world, employer, self.on)

    @cached_property
    def delegations(self) -> Delegations:
        """The appointments of the project."""
        return Delegations(self.world)


def successions(world: World) -> list[Succession]:
    """The mergers and splits that concern the project, by day, on each day those of employers first.

    One that goes on under a new number or name has no successor, and so no succession.
    """
    project = project_span(world.book)
    if project is None:
        return []
    found = [
        succession
        for kind, changes in _CHANGES.items()
        for on, said in changes.edges(world)
        if on in project
        for succession in _of_day(world, kind, on, said)
    ]
    return sorted(found, key=lambda each: each.on)


def find_succession(world: World, succession: UUID) -> Succession:
    """The one with this identity. Raises :class:`Unknown`."""
    found = next((each for each in successions(world) if each.id == succession), None)
    if found is None:
        raise Unknown("There is no such merger or split that concerns the project.")
    return found


def ending_owner(world: World, on: date) -> UUID | None:
    """The owner on the eve, if it no longer exists on the day."""
    owner = owner_of(world, on - timedelta(days=1))
    employers = employers_of(world.register)
    return owner if owner and owner in employers and employers[owner].has_ended(on) else None


def _of_day(world: World, kind: Kind, on: date, said: Edges) -> Iterator[Succession]:
    """Edges with an end in common are one change, known by its day and the first of its old ones."""
    concerned = _CHANGES[kind].concerned(world, on, said)
    if not concerned:
        return
    ordered = sorted(said, key=lambda edge: [_CHANGES[kind].order(world, on, who) for who in edge])
    changes = nx.connected_components(nx.Graph(ordered))
    for change in sorted(changes, key=min) if kind == "employer" else changes:
        heirs = {old: [new for one, new in ordered if one == old] for old, _ in ordered if old in change & concerned}
        if heirs:
            first = min(old for old, _ in said if old in change)
            yield Succession(world, kind, on, identity("succession", on, first), heirs)


# Of employers


def _employer_edges(world: World) -> Iterable[tuple[date, Edges]]:
    return employers_of(world.register).changes


def _employer_order(world: World, on: date, employer: UUID) -> tuple[str, str, UUID]:
    """By kommunenummer and name, as of the change."""
    known = employers_of(world.register).get(employer)
    name = known.named(on) if known else None
    return (name.kommunenummer or "" if name else "", name.name if name else "", employer)


def _employers_concerned(world: World, on: date, said: Edges) -> set[UUID]:
    """The owner, and those that took part on the eve: not one that leaves that day, if the new one takes no part."""
    eve, owner, participation = on - timedelta(days=1), ending_owner(world, on), participation_of(world)

    def concerned(old: UUID, new: UUID) -> bool:
        if old == owner:
            return True
        if not contains(participation.spans.get(old, ()), eve):
            return False
        stays = any(eve in slot.days and slot.days.stop > on for slot in participation.slots[old])
        return stays or _takes_part_from(world, new, on)

    return {old for old, new in said if concerned(old, new)}


def _takes_part_from(world: World, employer: UUID, on: date) -> bool:
    return any(part.stop > on for part in participation_of(world).spans.get(employer, ()))


# Of organisations


def _organisation_edges(world: World) -> Iterable[tuple[date, Edges]]:
    known = organisations_of(world.register)
    days: dict[date, list[tuple[UUID, UUID]]] = defaultdict(list)
    for change in known.changes:
        days[change.on] += [(old, new) for old, new in edges(change) if old in known and known.exist(new, change.on)]
    return days.items()


def _organisation_order(world: World, _: date, organisation: UUID) -> tuple[str]:
    """By slug."""
    return (organisations_of(world.register)[organisation].slug,)


def _organisations_concerned(world: World, _: date, said: Edges) -> set[UUID]:
    """Those that are named, or have said something that stands, in the project."""
    kinds = ("appointment", "waiver", "reservation", "joint")
    speaking = {entry.event.content["organisation"] for kind in kinds for entry in world.book.all_entries(kind)}
    return {old for old, _ in said} & (organisations_named_in(world) | speaking)


class _Changes(NamedTuple):
    """How the register's changes of a kind are found."""

    edges: Callable[[World], Iterable[tuple[date, Edges]]]
    """By day, in order."""
    order: Callable[[World, date, UUID], tuple[object, ...]]
    """In which the ends of edges are shown."""
    concerned: Callable[[World, date, Edges], set[UUID]]
    """The old ones that the project has to do with."""


_CHANGES: Mapping[Kind, _Changes] = {
    "employer": _Changes(_employer_edges, _employer_order, _employers_concerned),
    "organisation": _Changes(_organisation_edges, _organisation_order, _organisations_concerned),
}
