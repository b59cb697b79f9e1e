"""Coverage: is every affected organisation at every employer represented, by whom, through which path."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response

from api.about import about
from api.call import Call
from api.export.csv import table
from api.operations import CSV, JSON, Operations
from api.pairs import coverage_asked, matrix, shape, statuses
from api.queries import CoverageQuery
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
        **about(call),
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
