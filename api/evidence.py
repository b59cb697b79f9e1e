"""Evidence: the coverage of a project on a day as one file, with the statements that it follows from.

The same function makes what is exported and what a file is held against. The file is the canonical JSON of its
content: UTF-8, names in order, nothing between the parts, and a newline at the end; ``digest`` is the SHA-256 of the
same without ``digest``. No person is named in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from api import shapes
from domain.book import Entry
from domain.spans import contains, span
from domain.world import World
from projections.coverage import Coverage, Pair
from projections.extract import Extract, Link
from projections.graph import Edge, Reach
from projections.verify import Head

FORMAT = "no.samrad.evidence.1"
Content = dict[str, Any]


class Asked(NamedTuple):
    """Which day, and whose knowledge."""

    at: date
    known_at: int | str | None
    """As asked: a position, an instant, or None for what was known when it was made."""
    position: int
    """The last position of the log that it reflects."""


def content(coverage: Coverage, extract: Extract, asked: Asked) -> Content:
    """All that the file says but its digest."""
    world = coverage.world
    return {
        "format": FORMAT,
        "project": {"id": str(world.subject), "name": world.project.name if world.project else None},
        "at": asked.at.isoformat(),
        "known_at": asked.known_at,
        "position": asked.position,
        "head": _head(extract.head),
        "summary": coverage.summary(asked.at),
        "pairs": _Pairs(coverage, asked.at).shown(),
        "statements": [_statement(each) for each in extract.links],
    }


def sealed(said: Content) -> bytes:
    """The file: the content, with the digest of it."""
    return canonical({**said, "digest": sha256(canonical(said)).hexdigest()})


def canonical(value: Any) -> bytes:
    """The one way in which a value is written."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _head(head: Head) -> Content:
    return {"position": head.position, "hash": head.hash.hex()}


def _statement(link: Link) -> Content:
    recorded = link.recorded._asdict()
    place = {"previous": link.previous.hex(), "hash": link.hash.hex()}
    return {**recorded, "state": link.recorded.state.decode(), **place}


class _Pairs:
    """The pairs of a day, each with its paths and the positions of the statements it rests on."""

    def __init__(self, coverage: Coverage, day: date) -> None:
        self._coverage = coverage
        self._world: World = coverage.world
        self._day = day
        self._paths: dict[int, Content] = {}
        """By reach, which many pairs share."""

    def shown(self) -> list[Content]:
        """All of them, as coverage has them."""
        return [self._shape(pair) for pair in self._coverage.pairs(self._day)]

    def _shape(self, pair: Pair) -> Content:
        reaches = self._coverage.reaches(pair.employer, pair.organisation, self._day) if pair.appointments else []
        paths = [self._path(reach) for reach in reaches]
        steps = {position for path in paths for step in path["steps"] for position in step["statements"]}
        return {
            "employer": shapes.employer_reference(self._world.register, pair.employer, self._day),
            "organisation": shapes.organisation_reference(self._world.register, pair.organisation, self._day),
            "status": pair.status,
            "claimed": pair.cell.claimed,
            "since": shapes.day(pair.cell.days.start),
            "until": shapes.day(pair.cell.days.stop),
            "appointments": [str(appointment) for appointment in pair.appointments],
            "statements": sorted({*self._own(pair), *steps}),
            "paths": paths,
        }

    def _own(self, pair: Pair) -> list[int]:
        """That it takes part, what has been clarified, and what the organisation has said of itself."""
        book, both = self._world.book, (pair.organisation, pair.employer)
        slots = self._world.participation.slots.get(pair.employer, ())
        behind = [slot.entry for slot in slots if slot.entry is not None]
        for kind, address in (("claim", both), ("waiver", both), ("reservation", both[:1])):
            behind += book.entries(kind, address)
        clarified = self._coverage.clarifications(pair.employer, pair.organisation)
        said = [entry.position for entry in clarified if entry.event.content["from_"] <= self._day]
        return [*said[-1:], *(entry.position for entry in behind if self._holds(entry))]

    def _path(self, reach: Reach) -> Content:
        """organisation → (sammenslutning …) → appointment → (vara) → person (→ each of its seats)."""
        if id(reach) not in self._paths:
            edges = self._coverage.delegations.to_seats(reach)
            self._paths[id(reach)] = {
                "kind": reach.kind,
                "temporary": reach.temporary,
                "appointment": str(reach.appointment),
                "steps": [self._step(edge, reach.principal) for edge in edges if contains(edge.days, self._day)],
            }
        return self._paths[id(reach)]

    def _step(self, edge: Edge, principal: UUID) -> Content:
        entries = [entry for entry in edge.entries if self._holds(entry)]
        if edge.relation in ("appointed", "joint"):
            scopes = self._coverage.delegations.scopes(principal)
            entries += [scope.entry for scope in scopes if self._day in scope.days]
        return {
            "from": _node(edge.from_),
            "to": _node(edge.to),
            "relation": edge.relation,
            "statements": sorted({entry.position for entry in entries}),
        }

    def _holds(self, entry: Entry) -> bool:
        said: Mapping[str, Any] = entry.event.content
        return self._day in span(said["from_"], said["until"])


def _node(node: tuple[str, UUID]) -> Content:
    return {"type": node[0], "id": str(node[1])}


def adjacent(links: Sequence[Link]) -> int:
    """How many statements stand right after another that is in the extract too."""
    places = [each.recorded.position for each in links]
    return sum(after == before + 1 for before, after in zip([0, *places], places, strict=False))
