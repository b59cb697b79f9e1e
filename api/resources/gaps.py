"""What is open: pairs that are a gap, unclarified or disputed, in a project or across all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response

from api import across, pairs
from api.ahead_schemas import OpenAcrossQuery, OpenQuery
from api.call import Call
from api.export.gaps_csv import table
from api.export.gaps_xlsx import workbook
from api.open_pairs import open_pairs
from api.operations import CSV, JSON, XLSX, Operations
from api.words import Words
from projections.coverage import OPEN, Coverage, Pair
from projections.timelines.open_pairs import OpenBlock, count_of_organisation, of_employer, of_organisation

operations = Operations("coverage")

Found = tuple[Coverage, Pair]
WHOLE = 10_000_000
"""More rows than any table of what is open has: it is never paged."""


@operations(
    "GET",
    "/projects/<uuid:project>/gaps",
    "What is open on a day, and what would close it",
    "see coverage",
    query=OpenQuery(),
    many=True,
    produces=(JSON, CSV, XLSX),
)
def list_gaps(call: Call) -> Response:
    """The pairs that are a gap, unclarified or disputed."""
    call.demand("coverage")
    wanted = pairs.statuses(call) & set(OPEN)
    coverage = pairs.coverage_asked(call, call.known[0])
    narrowed = call.asked("employer"), call.asked("organisation")
    every = not any(narrowed) and wanted == set(OPEN)
    found = coverage.open_on(call.at) if every else coverage.pairs(call.at, *narrowed, wanted)
    return _answered(call, found, lambda page: [(coverage, pair) for pair in page])


@operations(
    "GET",
    "/organisations/<organisation>/gaps",
    "What is open for an organisation, in every project",
    "see gaps of an organisation",
    query=OpenAcrossQuery(),
    many=True,
    produces=(JSON, CSV, XLSX),
)
def list_gaps_of_organisation(call: Call) -> Response:
    """By project, in order of their names; for the organisation itself and the auditor."""
    return _across(call, *across.of_organisation(call))


@operations(
    "GET",
    "/employers/<employer>/gaps",
    "What is open at an employer, in every project",
    "see gaps of an employer",
    query=OpenAcrossQuery(),
    many=True,
    produces=(JSON, CSV, XLSX),
)
def list_gaps_of_employer(call: Call) -> Response:
    """By project, in order of their names; for the employer itself, or its successors, and the auditor."""
    return _across(call, *across.of_employer(call))


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    wanted = sorted(pairs.statuses(call) & set(OPEN))
    across.demand_kind_of_group(call)
    if across.contradicts(call, employer, organisation):
        return _answered(call, [], list)
    if not across.is_looked_up(call):
        return _answered(call, list(_worked_out(call, employer, organisation, wanted)), list)
    return _looked_up(call, employer, organisation, wanted)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]) -> Response:
    """As known now, from the tables."""
    as_table = not call.accepts(JSON)
    skip, size = (0, WHOLE) if as_table else call.stretch
    with call.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            total = count_of_organisation(c, organisation, wanted, call.at)
            found = of_organisation(c, organisation, wanted, call.at, skip, size) if total else []
        else:
            assert employer is not None
            everything = of_employer(c, employer, organisation, wanted, call.at)
            total, found = len(everything), everything[skip : skip + size]
    if as_table:
        return _table(call, list(_in_projects(call, found, position)), position)
    if call.query["ways"]:
        return call.paged(_shown(call, list(_in_projects(call, found, position))), total, position)
    register = call.register_at(position)
    return call.paged(pairs.across(call.services.fragments(register), found, call.at), total, position)


def _in_projects(call: Call, found: Sequence[OpenBlock], position: int) -> Iterator[Found]:
    """What was looked up, each in the coverage of its project."""
    for block in found:
        coverage = call.services.coverage(call.samrad.world(UUID(block.project), position))
        for employer in block.employers:
            pair = coverage.pair(UUID(bytes=employer), block.organisation, call.at)
            assert pair is not None
            yield coverage, pair


def _worked_out(
    call: Call, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]
) -> Iterator[Found]:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    for world in across.worlds(call):
        coverage = across.coverage(call, world)
        found = coverage.pairs(call.at, employer, organisation)
        yield from ((coverage, pair) for pair in found if pair.status in wanted)


def _answered(call: Call, found: Sequence[Any], placed: Callable[[Sequence[Any]], Sequence[Found]]) -> Response:
    """A page of them, or all of them as a table; ``placed`` puts them in the coverages of their projects."""
    if not call.accepts(JSON):
        return _table(call, placed(found), call.known[1])
    return call.listed(found, lambda page: _shown(call, placed(page)))


def _shown(call: Call, page: Sequence[Found]) -> Sequence[Any]:
    if not call.query["ways"]:
        return [pairs.with_project(call, coverage.world, pair) for coverage, pair in page]
    return [open_pairs(call, coverage).row(call, pair) for coverage, pair in page]


def _table(call: Call, found: Sequence[Found], position: int) -> Response:
    shown = (
        (pairs.with_project(call, coverage.world, pair), open_pairs(call, coverage).in_words(pair))
        for coverage, pair in found
    )
    name = f"mangler-{call.at.isoformat()}"
    if call.accepts(CSV):
        return call.text(table(shown), CSV, f"{name}.csv", position)
    recorded_at = call.samrad.log.recorded_at(position) or call.services.clock()
    content = workbook(call.at, recorded_at, shown, Words(call.query["language"]))
    return call.file(content, XLSX, f"{name}.xlsx", position)
