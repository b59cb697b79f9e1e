"""What is open, why, and what would close it: gaps, unclarified and disputed pairs, unrepresented employers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Response
from orjson import Fragment

from api.coverage.query import (
    contradicts_query,
    coverage_asked,
    coverage_in,
    demand_kind_of_group,
    employer_asked,
    is_looked_up,
    organisation_asked,
    statuses_asked,
    worlds_asked,
)
from api.coverage.views import block_fragment, pair_view, pair_with_project
from api.gaps.exports import gaps_csv, gaps_xlsx
from api.gaps.path_views import FailingPathsView, Path, path_of
from api.gaps.schemas import (
    ExplainedAnswer,
    ExplainedPair,
    GapAnswer,
    OpenAcrossQuery,
    OpenQuery,
    PairWithPaths,
    UnrepresentedAnswer,
    UnrepresentedQuery,
    WhyQuery,
)
from api.gaps.views import GapsView, gaps_view
from api.http import respond
from api.http.operation import CSV, JSON, XLSX, Operations
from api.http.request import Request
from api.http.requests import blanks, request_of, sayers
from api.http.respond import about
from api.http.shapes import employer_reference, iso_day, members_of, organisation_reference, timeline_view
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
    produces=(JSON, CSV, XLSX),
    answer=list[GapAnswer],
)
def list_gaps(request: Request) -> Response:
    """The pairs that are a gap, unclarified or disputed."""
    request.demand("coverage")
    wanted = statuses_asked(request) & set(OPEN)
    coverage = coverage_asked(request, request.known[0])
    narrowed = request.asked("employer"), request.asked("organisation")
    every = not any(narrowed) and wanted == set(OPEN)
    found = coverage.open_on(request.at) if every else coverage.pairs(request.at, *narrowed, wanted)
    return _answered(request, found, lambda page: [(coverage, pair) for pair in page])


@operations(
    "GET",
    "/organisations/<organisation>/gaps",
    "What is open for an organisation, in every project",
    "see gaps of an organisation",
    query=OpenAcrossQuery(),
    produces=(JSON, CSV, XLSX),
    answer=list[GapAnswer],
)
def list_gaps_of_organisation(request: Request) -> Response:
    """By project, in order of their names; for the organisation itself and the auditor."""
    return _across(request, *organisation_asked(request))


@operations(
    "GET",
    "/employers/<employer>/gaps",
    "What is open at an employer, in every project",
    "see gaps of an employer",
    query=OpenAcrossQuery(),
    produces=(JSON, CSV, XLSX),
    answer=list[GapAnswer],
)
def list_gaps_of_employer(request: Request) -> Response:
    """By project, in order of their names; for the employer itself, or its successors, and the auditor."""
    return _across(request, *employer_asked(request))


def _across(request: Request, employer: UUID | None, organisation: UUID | None) -> Response:
    wanted = sorted(statuses_asked(request) & set(OPEN))
    demand_kind_of_group(request)
    if contradicts_query(request, employer, organisation):
        return _answered(request, [], list)
    if not is_looked_up(request):
        return _answered(request, list(_worked_out(request, employer, organisation, wanted)), list)
    return _looked_up(request, employer, organisation, wanted)


def _looked_up(request: Request, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]) -> Response:
    """As known now, from the tables."""
    as_table = request.accepted != JSON
    skip, size = (0, WHOLE) if as_table else request.stretch
    with request.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            total = count_open_of_organisation(c, organisation, wanted, request.at)
            found = open_of_organisation(c, organisation, wanted, request.at, skip, size) if total else []
        else:
            assert employer is not None
            everything = open_of_employer(c, employer, organisation, wanted, request.at)
            total, found = len(everything), everything[skip : skip + size]
    if as_table:
        return _table(request, list(_in_projects(request, found, position)), position)
    if request.query["ways"]:
        return respond.paged(request, _shown(request, list(_in_projects(request, found, position))), total, position)
    register = request.register_at(position)
    return respond.paged(
        request, block_fragment(request.services.fragments(register), found, request.at), total, position
    )


def _in_projects(request: Request, found: Sequence[OpenBlock], position: int) -> Iterator[Found]:
    """What was looked up, each in the coverage of its project."""
    for block in found:
        coverage = request.services.coverage(request.samrad.world(UUID(block.project), position))
        for employer in block.employers:
            pair = coverage.pair(UUID(bytes=employer), block.organisation, request.at)
            assert pair is not None
            yield coverage, pair


def _worked_out(
    request: Request, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]
) -> Iterator[Found]:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    for world in worlds_asked(request):
        coverage = coverage_in(request, world)
        found = coverage.pairs(request.at, employer, organisation)
        yield from ((coverage, pair) for pair in found if pair.status in wanted)


def _answered(request: Request, found: Sequence[Any], placed: Callable[[Sequence[Any]], Sequence[Found]]) -> Response:
    """A page of them, or all of them as a table; ``placed`` puts them in the coverages of their projects."""
    if request.accepted != JSON:
        return _table(request, placed(found), request.known[1])
    return respond.listed(request, found, lambda page: _shown(request, placed(page)))


def _shown(request: Request, page: Sequence[Found]) -> Sequence[Any]:
    if not request.query["ways"]:
        return [pair_with_project(coverage.world, pair, request.at) for coverage, pair in page]
    return [_view(request, coverage).written_row(pair) for coverage, pair in page]


def _view(request: Request, coverage: Coverage) -> GapsView:
    return gaps_view(request.services, coverage, request.at, request.query["language"], request.today)


def _table(request: Request, found: Sequence[Found], position: int) -> Response:
    shown = (
        (pair_with_project(coverage.world, pair, request.at), _view(request, coverage).in_words(pair))
        for coverage, pair in found
    )
    name = f"mangler-{request.at.isoformat()}"
    if request.accepted == CSV:
        return respond.text(gaps_csv(shown), CSV, f"{name}.csv", position)
    content = gaps_xlsx(request.at, request.recorded_at(position), shown, Words(request.query["language"]))
    return respond.file(content, XLSX, f"{name}.xlsx", position)


@operations(
    "GET",
    "/projects/<uuid:project>/coverage/<employer>/<organisation>",
    "Why a pair has its status",
    "see coverage",
    query=WhyQuery(),
    answer=ExplainedAnswer,
)
def get_pair(request: Request) -> Response:
    """Every path by which it is represented and every one that fails, the statements behind them, and its timeline."""
    request.project()
    employer, organisation = request.employer(), request.organisation()
    request.demand("coverage")
    world, position = request.known
    coverage = coverage_asked(request, world)
    timeline = coverage.timeline(employer, organisation)
    if not timeline:
        raise Unknown("There is no such pair in the project, on any day.")
    pair = coverage.pair(employer, organisation, request.at)
    last = {"timeline": timeline_view(timeline)}
    if pair is None:
        return respond.answer({**about(request), **_no_pair(request, employer, organisation), **last}, position)
    clarified = _in_force(coverage.clarifications(employer, organisation), request.at)
    holding = members_of({**about(request), **_holding(request, coverage, pair, clarified)})
    members = [holding, _failing(request, coverage, pair, clarified), members_of(last)]
    return respond.answer(Fragment(b"{" + b",".join(members) + b"}"), position)


def _no_pair(request: Request, employer: UUID, organisation: UUID) -> ExplainedPair:
    register = request.known[0].register
    return {
        "employer": employer_reference(register, employer, request.at),
        "organisation": organisation_reference(register, organisation, request.at),
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


def _holding(request: Request, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> PairWithPaths:
    """The pair, and what its status rests on, with the names of those who speak for it."""
    paths, describe = _paths(request, coverage, pair, clarified), _view(request, coverage).describe
    return {
        **pair_view(coverage.world.register, pair, request.at),
        "paths": [path.shape(describe) for path in paths],
        "statements": [describe(entry) for entry in _behind(request, coverage, pair, clarified, paths)],
    }


def _failing(request: Request, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> bytes:
    """The members that tell what fails, what opened the pair and what would close it."""
    known, most = _view(request, coverage), request.query["failing"]

    def shown() -> dict[str, Any]:
        explained = FailingPathsView(known.why, pair, clarified, Words(request.query["language"]), known.describe)
        failing = explained.failing
        shapes = [explained.shape(each) for each in failing[:most]]
        return {"failing": shapes, "failing_total": len(failing), **known.explained(pair)}

    return known.written(("why", pair.employer, pair.organisation, most), shown)[1:-1]


def _in_force(clarified: Sequence[Entry], on: date) -> Sequence[Entry]:
    """The clarification in force, if there is any."""
    return [entry for entry in clarified if entry.event.content["from_"] <= on][-1:]


def _paths(request: Request, coverage: Coverage, pair: Pair, clarified: Sequence[Entry]) -> list[Path]:
    """The paths by which the pair is represented."""
    reaches = coverage.reaches(pair.employer, pair.organisation, request.at) if pair.appointments else []
    steps = [edge for reach in reaches for edge in coverage.delegations.to_seats(reach)]
    names = request.names().show_all(edge.to[1] for edge in steps if edge.relation == "person")
    return [path_of(coverage, pair, reach, clarified, names, request.at) for reach in reaches]


def _behind(
    request: Request, coverage: Coverage, pair: Pair, clarified: Sequence[Entry], paths: Sequence[Path]
) -> list[Entry]:
    """Every statement that the status rests on, in the order in which they were recorded."""
    by_group, book = request.query.get("group") is not None, coverage.world.book
    taken = [step for path in paths for step in path.steps if by_group or step.relation != "seat"]
    behind = [*clarified, *(entry for step in taken for entry in step.entries)]
    for kind in ("claim", "waiver"):
        behind += book.entries(kind, (pair.organisation, pair.employer))
    behind += book.entries("reservation", (pair.organisation,))
    standing = {entry.position: entry for entry in behind if _holds(entry, request.at)}
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
    answer=list[UnrepresentedAnswer],
)
def list_unrepresented(request: Request) -> Response:
    """Each with the days on which it is so, and the request by which it names one."""
    request.demand("coverage")
    world, employer = request.known[0], request.asked("employer")
    found = request.services.coverage(world).unrepresented(request.at)
    named = [(who, days) for who, days in found if employer in (None, who)]
    return respond.listed(request, named, lambda page: [_shape(request, world, *each) for each in page])


def _shape(request: Request, world: World, employer: UUID, days: Span) -> UnrepresentedAnswer:
    said = {"employer": employer, "representant": uuid4(), "person": None, "from_": request.at, "until": None}
    draft = Draft(EmployerRepresentantNamed, said)
    naming = request_of(draft, world)
    return {
        "employer": employer_reference(world.register, employer, request.at),
        "since": iso_day(days.start),
        "until": iso_day(days.stop),
        "changes": [naming],
        "by": [sayers(draft, world, request.today)],
        "fill": [f"/changes/0{blank}" for blank in blanks(naming)],
    }
