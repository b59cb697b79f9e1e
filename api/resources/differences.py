"""What has changed in the coverage of a project, between two days or since it was known otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response

from api import shapes
from api.call import Call
from api.history_schemas import CoverageDifferenceQuery
from api.operations import Operations
from api.pairs import coverage_asked
from api.statements import told
from api.words import Words
from domain.book import Entry
from projections.causes import Causes
from projections.then_and_now import Changed, Side, changed
from projections.timeline import Cell

operations = Operations("coverage")


class Asked(NamedTuple):
    """One side of the comparison: a day, and the position whose knowledge is asked for."""

    side: Side
    known_at: int | str | None
    position: int


@operations(
    "GET",
    "/projects/<uuid:project>/coverage/difference",
    "What has changed between two days, or since it was known otherwise",
    "see coverage",
    query=CoverageDifferenceQuery(),
)
def coverage_difference(call: Call) -> Response:
    """The pairs that differ, the figures before and after, and the statements that made the difference.

    ``before`` and ``after`` are days; ``known_before`` and ``known_after`` say what was known of them.
    """
    call.demand("coverage")
    before, after = _asked(call, "before"), _asked(call, "after")
    narrowed = call.asked("employer"), call.asked("organisation")
    causes, latest = Causes(before.side, after.side), max(before, after, key=lambda each: each.position).side.world
    found = [(pair, causes.of(pair)) for pair in changed(before.side, after.side, *narrowed)]
    behind = {entry.position: entry for _, entries in found for entry in entries}
    words = Words(call.query["language"])
    shape = {
        "project": {"id": str(call.subject), "name": latest.project.name if latest.project else None},
        "group": call.query.get("group"),
        "before": _figures(before, narrowed),
        "after": _figures(after, narrowed),
        "pairs": [_shape(pair, entries, before, after) for pair, entries in found],
        "statements": [told(behind[position], latest, words) for position in sorted(behind)],
    }
    return call.answer(shape, after.position)


def _asked(call: Call, which: str) -> Asked:
    name = f"known_{which}" if f"known_{which}" in call.query else "known_at"
    position = call.known_by(name)
    world, reflected = call.now if position is None else call.samrad.world_and_position(call.subject, position)
    day: date = call.query.get(which) or call.at
    return Asked(Side(coverage_asked(call, world), day), call.as_asked(name), reflected)


def _figures(asked: Asked, narrowed: tuple[UUID | None, UUID | None]) -> dict[str, Any]:
    coverage, day = asked.side
    summary = (
        coverage.summary_of(coverage.pairs(day, *narrowed), day, narrowed[0])
        if any(narrowed)
        else coverage.summary(day)
    )
    return {"at": day.isoformat(), "known_at": asked.known_at, "position": asked.position, "summary": summary}


def _shape(pair: Changed, entries: Sequence[Entry], before: Asked, after: Asked) -> dict[str, Any]:
    """The pair, its employer as on the later side, or as on the earlier if it is there alone."""
    side = after.side if pair.after is not None else before.side
    register = side.world.register
    return {
        "employer": shapes.employer_reference(register, pair.employer, side.day),
        "organisation": shapes.organisation_reference(register, pair.organisation, side.day),
        "before": _cell(pair.before),
        "after": _cell(pair.after),
        "statements": [entry.position for entry in entries],
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    acting = [str(appointment) for appointment in cell.appointments]
    return {"status": cell.status, "claimed": cell.claimed, "appointments": acting}
