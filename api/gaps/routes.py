"""What is open, why, and what would close it: gaps, unclarified and disputed pairs, unrepresented employers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Response
from orjson import Fragment

from api.coverage.cross_project import (
    contradicts_query,
    coverage_in,
    demand_kind_of_group,
    employer_asked,
    is_looked_up,
    organisation_asked,
    worlds_asked,
)
from api.coverage.views import block_fragment, coverage_asked, pair_view, pair_with_project, statuses_asked
from api.gaps.exports import gaps_csv, gaps_xlsx
from api.gaps.path_views import FailingPathsView, Path, path_of
from api.gaps.schemas import (
    ExplainedAnswer,
    GapAnswer,
    OpenAcrossQuery,
    OpenQuery,
    UnrepresentedAnswer,
    UnrepresentedQuery,
    WhyQuery,
)
from api.gaps.views import gaps_view
from api.http.fragments import members_of
from api.http.operation import CSV, JSON, XLSX, Operations
from api.http.project_stages import about
from api.http.requests import blanks, request_of, sayers
from api.http.shapes import employer_reference, iso_day, organisation_reference, timeline_view
from api.http.statements import Call
from api.language.words import Words
from domain.affected.events import EmployerRepresentantNamed
from domain.log.book import Entry
from domain.log.drafts import Draft
from domain.log.errors import Unknown
from domain.log.spans import Span, span
from domain.log.world import World
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import OPEN
from projections.index.queries import OpenBlock, count_open_of_organisation, open_of_employer, open_of_organisation

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
    answer=GapAnswer(),
)
def list_gaps(call: Call) -> Response:
    """The pairs that are a gap, unclarified or disputed."""
    call.demand("coverage")
    wanted = statuses_asked(call) & set(OPEN)
    coverage = coverage_asked(call, call.known[0])
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
    answer=GapAnswer(),
)
def list_gaps_of_organisation(call: Call) -> Response:
    """By project, in order of their names; for the organisation itself and the auditor."""
    return _across(call, *organisation_asked(call))


@operations(
    "GET",
    "/employers/<employer>/gaps",
    "What is open at an employer, in every project",
    "see gaps of an employer",
    query=OpenAcrossQuery(),
    many=True,
    produces=(JSON, CSV, XLSX),
    answer=GapAnswer(),
)
def list_gaps_of_employer(call: Call) -> Response:
    """By project, in order of their names; for the employer itself, or its successors, and the auditor."""
    return _across(call, *employer_asked(call))


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    wanted = sorted(statuses_asked(call) & set(OPEN))
    demand_kind_of_group(call)
    if contradicts_query(call, employer, organisation):
        return _answered(call, [], list)
    if not is_looked_up(call):
        return _answered(call, list(_worked_out(call, employer, organisation, wanted)), list)
    return _looked_up(call, employer, organisation, wanted)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]) -> Response:
    """As known now, from the tables."""
    as_table = not call.accepts(JSON)
    skip, size = (0, WHOLE) if as_table else call.stretch
    with call.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            total = count_open_of_organisation(c, organisation, wanted, call.at)
            found = open_of_organisation(c, organisation, wanted, call.at, skip, size) if total else []
        else:
            assert employer is not None
            everything = open_of_employer(c, employer, organisation, wanted, call.at)
            total, found = len(everything), everything[skip : skip + size]
    if as_table:
        return _table(call, list(_in_projects(call, found, position)), position)
    if call.query["ways"]:
        return call.paged(_shown(call, list(_in_projects(call, found, position))), total, position)
    register = call.register_at(position)
    return call.paged(block_fragment(call.services.fragments(register), found, call.at), total, position)


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
    for world in worlds_asked(call):
        coverage = coverage_in(call, world)
        found = coverage.pairs(call.at, employer, organisation)
        yield from ((coverage, pair) for pair in found if pair.status in wanted)


def _answered(call: Call, found: Sequence[Any], placed: Callable[[Sequence[Any]], Sequence[Found]]) -> Response:
    """A page of them, or all of them as a table; ``placed`` puts them in the coverages of their projects."""
    if not call.accepts(JSON):
        return _table(call, placed(found), call.known[1])
    return call.listed(found, lambda page: _shown(call, placed(page)))


def _shown(call: Call, page: Sequence[Found]) -> Sequence[Any]:
    if not call.query["ways"]:
        return [pair_with_project(call, coverage.world, pair) for coverage, pair in page]
    return [gaps_view(call, coverage).row(call, pair) for coverage, pair in page]


def _table(call: Call, found: Sequence[Found], position: int) -> Response:
    shown = (
        (pair_with_project(call, coverage.world, pair), gaps_view(call, coverage).in_words(pair))
        for coverage, pair in found
    )
    name = f"mangler-{call.at.isoformat()}"
    if call.accepts(CSV):
        return call.text(gaps_csv(shown), CSV, f"{name}.csv", position)
    recorded_at = call.samrad.log.recorded_at(position) or call.services.clock()
    content = gaps_xlsx(call.at, recorded_at, shown, Words(call.query["language"]))
    return call.file(content, XLSX, f"{name}.xlsx", position)


@operations(
    "GET",
    "/projects/<uuid:project>/coverage/<employer>/<organisation>",
    "Why a pair has its status",
    "see coverage",
    query=WhyQuery(),
    answer=ExplainedAnswer(),
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
    last = {"timeline": timeline_view(timeline)}
    if pair is None:
        return call.answer({**about(call), **_no_pair(call, employer, organisation), **last}, position)
    clarified = _in_force(coverage.clarifications(employer, organisation), call.at)
    holding = members_of({**about(call), **_holding(call, coverage, pair, clarified)})
    members = [holding, _failing(call, coverage, pair, clarified), members_of(last)]
    return call.answer(Fragment(b"{" + b",".join(members) + b"}"), position)


def _no_pair(call: Call, employer: UUID, organisation: UUID) -> dict[str, Any]:
    register = call.known[0].register
    return {
        "employer": employer_reference(register, employer, call.at),
        "organisation": organisation_reference(register, organisation, call.at),
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
    paths, describe = _paths(call, coverage, pair, clarified), gaps_view(call, coverage).describe
    return {
        **pair_view(call, coverage.world.register, pair),
        "paths": [path.shape(describe) for path in paths],
        "statements": [describe(entry) for entry in _behind(call, coverage, pair, clarified, paths)],
    }


def _failing(call: Call, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> bytes:
    """The members that tell what fails, what opened the pair and what would close it."""
    known, most = gaps_view(call, coverage), call.query["failing"]

    def shown() -> dict[str, Any]:
        explained = FailingPathsView(known.why, pair, clarified, Words(call.query["language"]), known.describe)
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


@operations(
    "GET",
    "/projects/<uuid:project>/employers-without-representant",
    "Employers without a representant of their own",
    "see coverage",
    query=UnrepresentedQuery(),
    many=True,
    answer=UnrepresentedAnswer(),
)
def list_unrepresented(call: Call) -> Response:
    """Each with the days on which it is so, and the request by which it names one."""
    call.demand("coverage")
    world, employer = call.known[0], call.asked("employer")
    found = call.services.coverage(world).unrepresented(call.at)
    named = [(who, days) for who, days in found if employer in (None, who)]
    return call.listed(named, lambda page: [_shape(call, world, *each) for each in page])


def _shape(call: Call, world: World, employer: UUID, days: Span) -> dict[str, Any]:
    said = {"employer": employer, "representant": uuid4(), "person": None, "from_": call.at, "until": None}
    draft = Draft(EmployerRepresentantNamed, said)
    request = request_of(draft, world)
    return {
        "employer": employer_reference(world.register, employer, call.at),
        "since": iso_day(days.start),
        "until": iso_day(days.stop),
        "changes": [request],
        "by": [sayers(draft, world, call.today)],
        "fill": [f"/changes/0{blank}" for blank in blanks(request)],
    }
