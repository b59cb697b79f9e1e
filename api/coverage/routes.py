"""Coverage: is every affected organisation at every employer represented, by whom, through which path.

Beside it how it differs, on whom it hangs, and whom those who appoint must involve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response

from api.coverage.exports import coverage_csv, involvement_xlsx
from api.coverage.fragility_view import FragilityView
from api.coverage.other_projects import OtherProjects
from api.coverage.query import coverage_asked, statuses_asked
from api.coverage.schemas import (
    CellAnswer,
    ChangedPairAnswer,
    CoverageAnswer,
    CoverageDifferenceAnswer,
    CoverageDifferenceQuery,
    CoverageQuery,
    FiguresAnswer,
    FragilityAnswer,
    FragilityQuery,
    InvolvementAnswer,
    InvolvementQuery,
)
from api.coverage.views import matrix_fragment, pair_view
from api.history.views import statement_view
from api.http import respond
from api.http.answers import PairAnswer
from api.http.operation import CSV, JSON, XLSX, Operations
from api.http.request import Request
from api.http.respond import about
from api.http.shapes import employer_reference, organisation_reference
from api.language.words import Words
from domain.appointments.events import RepresentantAppointed
from domain.log.book import Entry
from domain.log.world import World
from domain.projects.state import project_name
from projections.coverage.comparison import ChangedPair, Side, changed_pairs
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.fragility import Fragility
from projections.coverage.involvement import Duty, duties
from projections.coverage.line import STATUSES, Cell
from projections.gaps.attribution import Attribution
from projections.gaps.fewest_appointments import FewestAppointments

operations = Operations("coverage")

_COVERAGE = "/projects/<uuid:project>/coverage"


@operations(
    "GET",
    _COVERAGE,
    "The coverage of a project on a day",
    "see coverage",
    query=CoverageQuery(),
    produces=(JSON, CSV),
    answer=CoverageAnswer,
)
def get_coverage(request: Request) -> Response:
    """Every pair of a participant and an organisation of the project, with its status, and the figures."""
    request.demand("coverage")
    world, position = request.known
    coverage = coverage_asked(request, world)
    narrowed = request.asked("employer"), request.asked("organisation")
    wanted = statuses_asked(request)
    if request.accepted == CSV:
        shown = _listed(request, coverage.pairs(request.at, *narrowed), wanted)
        return respond.text(coverage_csv(shown), CSV, f"dekning-{request.at.isoformat()}.csv", position)
    data = {
        **about(request),
        **(_narrowed(request, coverage, narrowed, wanted) if any(narrowed) else _whole(request, coverage, wanted)),
    }
    return respond.answer(data, position)


def _whole(request: Request, coverage: Coverage, wanted: set[str]) -> dict[str, Any]:
    """The figures of the day, and its pairs."""
    pairs: Any = []
    if request.query.get("pairs") != "none":
        everything = wanted == set(STATUSES)
        pairs = (
            matrix_fragment(request.services.fragments(coverage.world.register), coverage, request.at)
            if everything
            else _listed(request, coverage.pairs(request.at), wanted)
        )
    return {"summary": coverage.summary(request.at), "pairs": pairs}


def _narrowed(
    request: Request, coverage: Coverage, narrowed: tuple[UUID | None, UUID | None], wanted: set[str]
) -> dict[str, Any]:
    """The pairs of an employer, an organisation or both, and their figures."""
    pairs = coverage.pairs(request.at, *narrowed)
    listed = [] if request.query.get("pairs") == "none" else _listed(request, pairs, wanted)
    return {"summary": coverage.summary_of(pairs, request.at, narrowed[0]), "pairs": listed}


def _listed(request: Request, pairs: Iterable[Pair], wanted: set[str]) -> list[PairAnswer]:
    register = request.known[0].register
    return [pair_view(register, pair, request.at) for pair in pairs if pair.status in wanted]


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
    answer=CoverageDifferenceAnswer,
)
def coverage_difference(request: Request) -> Response:
    """The pairs that differ, the figures before and after, and the statements that made the difference.

    ``before`` and ``after`` are days; ``known_before`` and ``known_after`` say what was known of them.
    """
    request.demand("coverage")
    before, after = _asked(request, "before"), _asked(request, "after")
    narrowed = request.asked("employer"), request.asked("organisation")
    causes, latest = Attribution(before.side, after.side), max(before, after, key=lambda each: each.position).side.world
    found = [(pair, causes.of(pair)) for pair in changed_pairs(before.side, after.side, *narrowed)]
    behind = {entry.position: entry for _, entries in found for entry in entries}
    words = Words(request.query["language"])
    shape: CoverageDifferenceAnswer = {
        "project": {"id": str(request.subject), "name": project_name(latest)},
        "group": request.query.get("group"),
        "before": _figures(before, narrowed),
        "after": _figures(after, narrowed),
        "pairs": [_shape(pair, entries, before, after) for pair, entries in found],
        "statements": [statement_view(behind[position], latest, words) for position in sorted(behind)],
    }
    return respond.answer(shape, after.position)


def _asked(request: Request, which: str) -> Asked:
    name = f"known_{which}" if f"known_{which}" in request.query else "known_at"
    position = request.known_by(name)
    world, reflected = request.now if position is None else request.samrad.world_and_position(request.subject, position)
    day: date = request.query.get(which) or request.at
    return Asked(Side(coverage_asked(request, world), day), request.as_asked(name), reflected)


def _figures(asked: Asked, narrowed: tuple[UUID | None, UUID | None]) -> FiguresAnswer:
    coverage, day = asked.side
    summary: Any = (
        coverage.summary_of(coverage.pairs(day, *narrowed), day, narrowed[0])
        if any(narrowed)
        else coverage.summary(day)
    )
    return {"at": day.isoformat(), "known_at": asked.known_at, "position": asked.position, "summary": summary}


def _shape(pair: ChangedPair, entries: Sequence[Entry], before: Asked, after: Asked) -> ChangedPairAnswer:
    """The pair, its employer as on the later side, or as on the earlier if it is there alone."""
    side = after.side if pair.after is not None else before.side
    register = side.world.register
    return {
        "employer": employer_reference(register, pair.employer, side.day),
        "organisation": organisation_reference(register, pair.organisation, side.day),
        "before": _cell(pair.before),
        "after": _cell(pair.after),
        "statements": [entry.position for entry in entries],
    }


def _cell(cell: Cell | None) -> CellAnswer | None:
    if cell is None:
        return None
    acting = [str(appointment) for appointment in cell.appointments]
    return {"status": cell.status, "claimed": cell.claimed, "appointments": acting}


@operations(
    "GET",
    "/projects/<uuid:project>/fragility",
    "On whom the coverage of a project hangs on a day",
    "see coverage",
    query=FragilityQuery(),
    answer=FragilityAnswer,
)
def get_fragility(request: Request) -> Response:
    """Advice, never a decision: the pairs for which one person alone speaks, whose absence would open most, for how
    much each person speaks, and the fewest appointments that would close the gaps."""
    request.demand("coverage")
    world, position = request.known
    asked = coverage_asked(request, world)
    narrowed = request.asked("employer"), request.asked("organisation")
    whole = request.services.coverage(world)
    pairs = asked.pairs(request.at, *narrowed)
    fragility = Fragility(asked, request.at, pairs, pairs if asked is whole else whole.pairs(request.at, *narrowed))
    others = OtherProjects(
        request.services, request.party, request.today, request.subject, request.at, request.known_at
    )
    shown = FragilityView(
        fragility,
        FewestAppointments(asked, request.at, pairs),
        request.services.fragments(world.register),
        request.names(),
        others,
        request.stretch,
        request.query.get("person"),
    )
    return respond.answer({**about(request), **shown.shape()}, position)


@operations(
    "GET",
    "/projects/<uuid:project>/involvement",
    "Whom those who appoint must involve",
    "see appointments",
    query=InvolvementQuery(),
    produces=(JSON, XLSX),
    answer=list[InvolvementAnswer],
)
def list_involvement(request: Request) -> Response:
    """On a day, by whoever appointed: for which organisations, and at which employers, their representanter speak.

    Whoever appoints is responsible for involving its members there, a sammenslutning for coordinating its
    organisations. ``organisation`` narrows to one that appoints. As a workbook: all of it, a line for each employer.
    """
    request.demand("appointments")
    world, position = request.known
    words = Words(request.query["language"])
    found = duties(request.services.coverage(world), request.at, request.asked("organisation"))
    if request.accepted == JSON:
        return respond.listed(request, found, lambda page: _shapes(request, world, page, words))
    project = project_name(world)
    content = involvement_xlsx(
        project, request.at, request.recorded_at(position), _shapes(request, world, found, words), words
    )
    return respond.file(content, XLSX, f"involvering-{request.at.isoformat()}.xlsx", position)


def _shapes(request: Request, world: World, shown: Sequence[Duty], words: Words) -> list[InvolvementAnswer]:
    made = {each: world.standing(RepresentantAppointed, each) for duty in shown for each in duty.appointments}
    people = request.names().show_all(said.person for said in made.values() if said)
    return [
        {
            "appointed_by": organisation_reference(world.register, duty.appointed_by, request.at),
            "organisation": organisation_reference(world.register, duty.organisation, request.at),
            "how": duty.how,
            "employers": [employer_reference(world.register, each, request.at) for each in duty.employers],
            "appointments": [
                {"id": str(each), "person": people[said.person]} for each in duty.appointments if (said := made[each])
            ],
            "duty": _in_words(world, duty, request.at, words),
        }
        for duty in shown
    ]


def _in_words(world: World, duty: Duty, day: date, words: Words) -> str:
    by, organisation = (
        organisation_reference(world.register, each, day)["name"] for each in (duty.appointed_by, duty.organisation)
    )
    return words.say(f"duty_{duty.how}", by=by, organisation=organisation)
