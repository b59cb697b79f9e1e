"""A path that explains why a pair is represented: from pair to seat, each step with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from api import shapes
from api.statements import Described
from domain.book import Entry
from domain.group import COUNTING
from domain.spans import contains, span
from domain.world import Register
from projections.coverage import Coverage, Pair
from projections.graph import Edge, Reach

Names = Mapping[UUID, Mapping[str, Any]]
"""Persons as they are shown, by identity."""


class Step(NamedTuple):
    """One step, shown."""

    from_: Mapping[str, Any]
    to: Mapping[str, Any]
    relation: str
    entries: Sequence[Entry]

    def shape(self, describe: Described) -> dict[str, Any]:
        """As it is answered."""
        return {
            "from": self.from_,
            "to": self.to,
            "relation": self.relation,
            "statements": [describe(entry) for entry in self.entries],
        }


@dataclass(frozen=True)
class Path:
    """A whole path."""

    reach: Reach
    steps: Sequence[Step]

    def shape(self, describe: Described) -> dict[str, Any]:
        """As it is answered."""
        return {
            "kind": self.reach.kind,
            "temporary": self.reach.temporary,
            "appointment": str(self.reach.appointment),
            "steps": [step.shape(describe) for step in self.steps],
        }


def path_of(
    coverage: Coverage,
    pair: Pair,
    reach: Reach,
    clarified: Sequence[Entry],
    names: Names,
    on: date,
) -> Path:
    """pair → organisation → (sammenslutning …) → appointment → (vara) → person (→ each of its seats), on a day.

    Where a group is asked about, only by the seats of it that count.
    """
    edges = [
        edge
        for edge in coverage.delegations.to_seats(reach)
        if edge.relation != "seat" or (contains(edge.days, on) and _is_by(edge, coverage.group))
    ]
    return Path(reach, [first_step(coverage, pair, clarified, on), *steps_along(coverage, reach, edges, names, on)])


def first_step(coverage: Coverage, pair: Pair, clarified: Sequence[Entry], on: date) -> Step:
    """From the pair to its organisation, by the clarification in force, if there is any."""
    register = coverage.world.register
    organisation = {"type": "organisation", **shapes.organisation_reference(register, pair.organisation, on)}
    employer = shapes.employer_reference(register, pair.employer, on)
    start = {"type": "pair", "employer": employer, "organisation": organisation["slug"]}
    return Step(start, organisation, "affected", clarified)


def steps_along(coverage: Coverage, reach: Reach, edges: Iterable[Edge], names: Names, on: date) -> Iterator[Step]:
    """The steps of a reach along some of its edges, with the statements that hold on the day."""
    register = coverage.world.register
    scope = [each.entry for each in coverage.delegations.scopes(reach.principal) if on in each.days]
    for edge in edges:
        entries = [entry for entry in edge.entries if _holds(entry, on)]
        if edge.relation in ("appointed", "joint"):
            entries += [entry for entry in scope if entry not in entries]
        to = _seat(edge) if edge.relation == "seat" else _node(edge.to, register, names, on)
        yield Step(_node(edge.from_, register, names, on), to, edge.relation, entries)


def _is_by(edge: Edge, asked: UUID | str | None) -> bool:
    seat, group = (entry.event.content for entry in edge.entries)
    return asked is None or (seat["function"] in COUNTING and asked in (group["group"], group["kind"]))


def _seat(edge: Edge) -> dict[str, Any]:
    seat, group = (entry.event.content for entry in edge.entries)
    within = {"id": str(group["group"]), "kind": group["kind"], "name": group["name"]}
    return {"type": "seat", "id": str(seat["seat"]), "function": seat["function"], "group": within}


def _holds(entry: Entry, on: date) -> bool:
    return on in span(entry.event.content["from_"], entry.event.content["until"])


def _node(node: tuple[str, UUID], register: Register, names: Names, on: date) -> dict[str, Any]:
    kind, identifier = node
    if kind == "organisation":
        return {"type": kind, **shapes.organisation_reference(register, identifier, on)}
    return {"type": kind, **(names[identifier] if kind == "person" else {"id": str(identifier)})}
