"""Coverage: is every affected organisation at every employer represented, by whom, through which path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import Response

from api import shapes
from api.call import Call
from api.export.csv import table
from api.operations import CSV, JSON, Operations
from api.pairs import coverage_asked, matrix, shape, statuses
from api.paths import path_of
from api.queries import CoverageQuery, GroupQuery
from api.statements import described
from domain.book import Entry
from domain.errors import Unknown
from domain.spans import span
from projections.coverage import STATUSES, Coverage, Pair

operations = Operations("coverage")

_COVERAGE = "/projects/<uuid:project>/coverage"


@operations(
    "GET", _COVERAGE, "The coverage of a project on a day", "see coverage", query=CoverageQuery(), produces=(JSON, CSV)
)
def get_coverage(call: Call) -> Response:
    """Every pair of a participant and an organisation of the project, with its status, and the figures."""
    call.demand("coverage")
    world, position = call.known
    coverage = coverage_asked(call, world)
    narrowed = call.asked("employer"), call.asked("organisation")
    wanted = statuses(call)
    if call.accepts(CSV):
        shown = _listed(call, coverage.pairs(call.at, *narrowed), wanted)
        return call.text(table(shown), CSV, f"dekning-{call.at.isoformat()}.csv", position)
    data = {
        "project": {"id": str(call.subject), "name": world.project.name if world.project else None},
        "at": call.at.isoformat(),
        "known_at": call.as_asked("known_at"),
        "group": call.query.get("group"),
        "position": position,
        **(_narrowed(call, coverage, narrowed, wanted) if any(narrowed) else _whole(call, coverage, wanted)),
    }
    return call.answer(data, position)


def _whole(call: Call, coverage: Coverage, wanted: set[str]) -> dict[str, Any]:
    """The figures of the day, and its pairs."""
    pairs: Any = []
    if call.query.get("pairs") != "none":
        everything = wanted == set(STATUSES)
        pairs = (
            matrix(call.services.fragments(coverage.world.register), coverage, call.at)
            if everything
            else _listed(call, coverage.pairs(call.at), wanted)
        )
    return {"summary": coverage.summary(call.at), "pairs": pairs}


def _narrowed(
    call: Call, coverage: Coverage, narrowed: tuple[UUID | None, UUID | None], wanted: set[str]
) -> dict[str, Any]:
    """The pairs of an employer, an organisation or both, and their figures."""
    pairs = coverage.pairs(call.at, *narrowed)
    listed = [] if call.query.get("pairs") == "none" else _listed(call, pairs, wanted)
    return {"summary": coverage.summary_of(pairs, call.at, narrowed[0]), "pairs": listed}


def _listed(call: Call, pairs: Iterable[Pair], wanted: set[str]) -> list[dict[str, Any]]:
    register = call.known[0].register
    return [shape(call, register, pair) for pair in pairs if pair.status in wanted]


@operations(
    "GET", f"{_COVERAGE}/<employer>/<organisation>", "Why a pair has its status", "see coverage", query=GroupQuery()
)
def get_pair(call: Call) -> Response:
    """Every path by which it is represented, the statements behind it, and its timeline."""
    call.project()
    employer, organisation = call.employer(), call.organisation()
    call.demand("coverage")
    world, position = call.known
    coverage = coverage_asked(call, world)
    timeline = coverage.timeline(employer, organisation)
    if not timeline:
        raise Unknown("There is no such pair in the project, on any day.")
    pair = coverage.pair(employer, organisation, call.at)
    paths, behind = _explained(call, coverage, pair)
    data = {
        "project": {"id": str(call.subject), "name": world.project.name if world.project else None},
        "at": call.at.isoformat(),
        "known_at": call.as_asked("known_at"),
        "group": call.query.get("group"),
        "position": position,
        **(shape(call, world.register, pair) if pair else _no_pair(call, employer, organisation)),
        "paths": paths,
        "statements": [described(entry, world) for entry in behind],
        "timeline": shapes.timeline(timeline),
    }
    return call.answer(data, position)


def _no_pair(call: Call, employer: UUID, organisation: UUID) -> dict[str, Any]:
    register = call.known[0].register
    return {
        "employer": shapes.employer_reference(register, employer, call.at),
        "organisation": shapes.organisation_reference(register, organisation),
        "status": None,
        "claimed": False,
        "since": None,
        "until": None,
        "appointments": [],
    }


def _explained(call: Call, coverage: Coverage, pair: Pair | None) -> tuple[list[dict[str, Any]], Sequence[Entry]]:
    """The paths by which the pair is represented, and every statement that its status rests on."""
    if pair is None:
        return [], []
    world, on = coverage.world, call.at
    clarified = [
        entry
        for entry in coverage.clarifications(pair.employer, pair.organisation)
        if entry.event.content["from_"] <= on
    ][-1:]
    reaches = coverage.reaches(pair.employer, pair.organisation, on) if pair.appointments else []
    steps = [edge for reach in reaches for edge in coverage.delegations.to_seats(reach)]
    names = call.names().show_all(edge.to[1] for edge in steps if edge.relation == "person")
    paths = [path_of(coverage, pair, reach, clarified, names, on) for reach in reaches]
    by_group = call.query.get("group") is not None
    taken = [step for path in paths for step in path.steps if by_group or step.relation != "seat"]
    behind = [*clarified, *(entry for step in taken for entry in step.entries)]
    for kind in ("claim", "waiver"):
        behind += world.book.entries(kind, (pair.organisation, pair.employer))
    behind += world.book.entries("reservation", (pair.organisation,))
    standing = {entry.position: entry for entry in behind if _holds(entry, on)}
    return [path.shape(world) for path in paths], [standing[position] for position in sorted(standing)]


def _holds(entry: Entry, on: Any) -> bool:
    content = entry.event.content
    return on in span(content.get("from_"), content.get("until"))
