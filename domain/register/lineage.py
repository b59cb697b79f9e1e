"""What became of employers and organisations: names over time, who came of whom, the edges of a change."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar
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


# Changes as they are asked for: edges from old ones to new ones, which may be the same


class Edge(Protocol):
    """An edge as the registrar gives it."""

    @property
    def from_(self) -> UUID:
        """The old one."""


AnyEdge = TypeVar("AnyEdge", bound=Edge)
Key = TypeVar("Key", bound=Hashable)


def grouped(edges: Sequence[AnyEdge], to: Sequence[Key]) -> dict[Key, dict[int, AnyEdge]]:
    """The edges by the new one that each leads to, and by their places among all."""
    groups: dict[Key, dict[int, AnyEdge]] = {}
    for place, (edge, key) in enumerate(zip(edges, to, strict=True)):
        groups.setdefault(key, {})[place] = edge
    return groups


def refuse_repeated(edges: Iterable[tuple[int, Hashable]]) -> None:
    """Refuse the first edge, by its place, that has the same ends as one before it."""
    given = set()
    for place, ends in edges:
        if ends in given:
            raise Invalid("This edge is given twice.", f"/edges/{place}")
        given.add(ends)


def said_alike(edges: Mapping[int, Edge], attribute: str, field: str, detail: str) -> Any:
    """What the edges to a new one say of it; None if nothing. Refuses, in these words, what contradicts it."""
    said: dict[Any, int] = {}
    for place, edge in edges.items():
        if getattr(edge, attribute):
            said.setdefault(getattr(edge, attribute), place)
    if len(said) > 1:
        raise Invalid(detail, f"/edges/{list(said.values())[1]}/to/{field}")
    return next(iter(said), None)


def became(
    old: Iterable[UUID], new: Iterable[tuple[dict[str, Any], Iterable[Edge]]]
) -> dict[UUID, list[dict[str, Any]]]:
    """The successors of each of the old ones, from the new ones with the edges that lead to them."""
    successors: dict[UUID, list[dict[str, Any]]] = {each: [] for each in old}
    for successor, edges in new:
        for edge in edges:
            successors[edge.from_].append(successor)
    return successors
