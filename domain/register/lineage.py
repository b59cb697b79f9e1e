"""What became of employers and organisations: names over time, who came of whom, the edges of a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.log.book import Book
from domain.log.errors import Invalid
from domain.log.spans import Span
from domain.register.events import OrganisationChanged

FIRST_DAY = date(1800, 1, 1)
"""Changes before it are taken for slips of the pen."""


def refuse_too_early(on: date) -> None:
    """Refuse a change on a day before the first (:class:`Invalid`)."""
    if on < FIRST_DAY:
        raise Invalid("Changes are recorded from 1800 on.", "/on")


class Title(NamedTuple):
    """Name and short name from a day on."""

    from_: date
    name: str
    short_name: str | None


class Kin(NamedTuple):
    """A predecessor or successor, and the day of the change."""

    on: date
    organisation: UUID


def changes(book: Book) -> list[OrganisationChanged]:
    """What became of organisations, by day."""
    found = (entry.event for entry in book.all_entries("organisation_change"))
    return sorted((each for each in found if isinstance(each, OrganisationChanged)), key=lambda each: each.on)


def goes_on(change: OrganisationChanged) -> bool:
    """Whether the old one is among the new."""
    return any(successor["to"] == change.organisation for successor in change.successors)


def titles(said: Sequence[OrganisationChanged], who: UUID) -> list[Title]:
    """What changes have called it, without those that call it so again."""
    return list(
        dict.fromkeys(
            Title(change.on, successor["name"], successor["short_name"])
            for change in said
            for successor in change.successors
            if successor["to"] == who
        )
    )


def existence(registered: Span, said: Sequence[OrganisationChanged], who: UUID) -> Span:
    """The days an organisation exists: as registered, from the change it is new in, until the one it ends in."""
    start, stop = registered
    for change in said:
        if change.organisation == who and not goes_on(change):
            stop = min(stop, change.on)
            return Span(min(start, stop), stop)
        if any(new == who for _, new in edges(change)) and change.on < stop:
            start = min(start, change.on)
    return Span(start, stop)


def edges(change: OrganisationChanged) -> list[tuple[UUID, UUID]]:
    """The edges old → new of a change, between different organisations."""
    old = change.organisation
    return [(old, successor["to"]) for successor in change.successors if successor["to"] != old]


@dataclass(frozen=True)
class EmployerEdge:
    """An edge as the registrar gives it: from an old employer to a new one, which may be the same."""

    from_: UUID
    to_number: str | None
    to_name: str | None
    to_id: UUID | None = None
    continues: bool | None = None
    """Whether the old one goes on as the new one; None: by the convention."""


@dataclass(frozen=True)
class NewEmployer:
    """A new employer of the change, with the edges that lead to it, by their places among all edges."""

    id: UUID | None
    number: str | None
    name: str | None
    edges: Mapping[int, EmployerEdge]

    @property
    def first(self) -> int:
        """The place of its first edge."""
        return min(self.edges)


def grouped_by_employer(edges: Sequence[EmployerEdge]) -> list[NewEmployer]:
    """The new employers: edges with the same id, else number, else name lead to the same one.

    Raises :class:`Invalid` where edges contradict each other.
    """
    ids: dict[str | None, UUID] = {edge.to_number: edge.to_id for edge in edges if edge.to_id and edge.to_number}
    groups: dict[object, dict[int, EmployerEdge]] = {}
    for place, edge in enumerate(edges):
        key = edge.to_id or ids.get(edge.to_number) or edge.to_number or ("name", edge.to_name)
        groups.setdefault(key, {})[place] = edge
    new = [_new(group) for group in groups.values()]
    times = Counter(each.number for each in new)
    for place, edge in enumerate(edges):
        if edge.to_number and times[edge.to_number] > 1:
            raise Invalid("Two new employers cannot have the same kommunenummer.", f"/edges/{place}/to/kommunenummer")
    return new


def _new(group: Mapping[int, EmployerEdge]) -> NewEmployer:
    names: dict[str, int] = {}
    numbers: dict[str, int] = {}
    old: set[UUID] = set()
    for place, edge in group.items():
        if edge.from_ in old:
            raise Invalid("This edge is given twice.", f"/edges/{place}")
        old.add(edge.from_)
        if edge.to_name:
            names.setdefault(edge.to_name, place)
        if edge.to_number:
            numbers.setdefault(edge.to_number, place)
    for given, field in ((names, "name"), (numbers, "kommunenummer")):
        if len(given) > 1:
            place = list(given.values())[1]
            raise Invalid("The same new employer is given differently on two edges.", f"/edges/{place}/to/{field}")
    id_ = next((edge.to_id for edge in group.values() if edge.to_id), None)
    return NewEmployer(id_, next(iter(numbers), None), next(iter(names), None), group)
