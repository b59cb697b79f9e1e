"""The edges of a change of employers, as the registrar gives them: from old employers to new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.errors import Invalid


@dataclass(frozen=True)
class EdgeAsked:
    """An edge as the registrar gives it: from an old employer to a new one, which may be the same."""

    from_: UUID
    to_number: str | None
    to_name: str | None
    to_id: UUID | None = None
    continues: bool | None = None
    """Whether the old one goes on as the new one; None: by the convention."""


@dataclass(frozen=True)
class New:
    """A new employer of the change, with the edges that lead to it, by their places among all edges."""

    id: UUID | None
    number: str | None
    name: str | None
    edges: Mapping[int, EdgeAsked]

    @property
    def first(self) -> int:
        """The place of its first edge."""
        return min(self.edges)


def grouped(edges: Sequence[EdgeAsked]) -> list[New]:
    """The new employers: edges with the same id, else number, else name lead to the same one.

    Raises :class:`Invalid` where edges contradict each other.
    """
    ids: dict[str | None, UUID] = {edge.to_number: edge.to_id for edge in edges if edge.to_id and edge.to_number}
    groups: dict[object, dict[int, EdgeAsked]] = {}
    for place, edge in enumerate(edges):
        key = edge.to_id or ids.get(edge.to_number) or edge.to_number or ("name", edge.to_name)
        groups.setdefault(key, {})[place] = edge
    new = [_new(group) for group in groups.values()]
    times = Counter(each.number for each in new)
    for place, edge in enumerate(edges):
        if edge.to_number and times[edge.to_number] > 1:
            raise Invalid("Two new employers cannot have the same kommunenummer.", f"/edges/{place}/to/kommunenummer")
    return new


def _new(group: Mapping[int, EdgeAsked]) -> New:
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
    return New(id_, next(iter(numbers), None), next(iter(names), None), group)
