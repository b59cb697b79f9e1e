"""Why a pair has its status: every path that holds, every path that fails, what opened it and what would close it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from orjson import Fragment

from api import shapes
from api.about import about
from api.ahead_schemas import WhyQuery
from api.call import Call
from api.failing import Explained
from api.fragments import members_of
from api.open_pairs import open_pairs
from api.operations import Operations
from api.pairs import coverage_asked, shape
from api.paths import Path, path_of
from api.words import Words
from domain.book import Entry
from domain.errors import Unknown
from domain.spans import span
from projections.coverage import Coverage, Pair

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/coverage/<employer>/<organisation>",
    "Why a pair has its status",
    "see coverage",
    query=WhyQuery(),
)
def get_pair(call: Call) -> Response:
    """Every path by which it is represented and every one that fails, the statements behind them, and its timeline."""
    call.project()
    employer, organisation = call.employer(), call.organisation()
    call.demand("coverage")
    world, position = call.known
    coverage = coverage_asked(call, world)
    timeline = coverage.timeline(employer, organisation)
    if not timeline:
        raise Unknown("There is no such pair in the project, on any day.")
    pair = coverage.pair(employer, organisation, call.at)
    last = {"timeline": shapes.timeline(timeline)}
    if pair is None:
        return call.answer({**about(call), **_no_pair(call, employer, organisation), **last}, position)
    clarified = _in_force(coverage.clarifications(employer, organisation), call.at)
    holding = members_of({**about(call), **_holding(call, coverage, pair, clarified)})
    members = [holding, _failing(call, coverage, pair, clarified), members_of(last)]
    return call.answer(Fragment(b"{" + b",".join(members) + b"}"), position)


def _no_pair(call: Call, employer: UUID, organisation: UUID) -> dict[str, Any]:
    register = call.known[0].register
    return {
        "employer": shapes.employer_reference(register, employer, call.at),
        "organisation": shapes.organisation_reference(register, organisation, call.at),
        "status": None,
        "claimed": False,
        "since": None,
        "until": None,
        "appointments": [],
        "paths": [],
        "failing": [],
        "failing_total": 0,
        "statements": [],
        "opened": None,
        "owed_by": [],
        "closing": [],
    }


def _holding(call: Call, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> dict[str, Any]:
    """The pair, and what its status rests on, with the names of those who speak for it."""
    paths, describe = _paths(call, coverage, pair, clarified), open_pairs(call, coverage).describe
    return {
        **shape(call, coverage.world.register, pair),
        "paths": [path.shape(describe) for path in paths],
        "statements": [describe(entry) for entry in _behind(call, coverage, pair, clarified, paths)],
    }


def _failing(call: Call, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> bytes:
    """The members that tell what fails, what opened the pair and what would close it."""
    known, most = open_pairs(call, coverage), call.query["failing"]

    def shown() -> dict[str, Any]:
        explained = Explained(known.why, pair, clarified, Words(call.query["language"]), known.describe)
        failing = explained.failing
        shapes = [explained.shape(each) for each in failing[:most]]
        return {"failing": shapes, "failing_total": len(failing), **known.explained(pair)}

    return known.written(("why", pair.employer, pair.organisation, most), shown)[1:-1]


def _in_force(clarified: Sequence[Entry], on: date) -> Sequence[Entry]:
    """The clarification in force, if there is any."""
    return [entry for entry in clarified if entry.event.content["from_"] <= on][-1:]


def _paths(call: Call, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> list[Path]:
    """The paths by which the pair is represented."""
    reaches = coverage.reaches(pair.employer, pair.organisation, call.at) if pair.appointments else []
    steps = [edge for reach in reaches for edge in coverage.delegations.to_seats(reach)]
    names = call.names().show_all(edge.to[1] for edge in steps if edge.relation == "person")
    return [path_of(coverage, pair, reach, clarified, names, call.at) for reach in reaches]


def _behind(
    call: Call, coverage: Coverage, pair: Pair, clarified: Sequence[Entry], paths: Sequence[Path]
) -> list[Entry]:
    """Every statement that the status rests on, in the order in which they were recorded."""
    by_group, book = call.query.get("group") is not None, coverage.world.book
    taken = [step for path in paths for step in path.steps if by_group or step.relation != "seat"]
    behind = [*clarified, *(entry for step in taken for entry in step.entries)]
    for kind in ("claim", "waiver"):
        behind += book.entries(kind, (pair.organisation, pair.employer))
    behind += book.entries("reservation", (pair.organisation,))
    standing = {entry.position: entry for entry in behind if _holds(entry, call.at)}
    return [standing[position] for position in sorted(standing)]


def _holds(entry: Entry, on: date) -> bool:
    content = entry.event.content
    return on in span(content.get("from_"), content.get("until"))
