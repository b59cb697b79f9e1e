"""What is to come: every change of status that is known by now, in a project or across all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask import Response

from api import across, pairs
from api.ahead_schemas import ForecastQuery
from api.call import Call
from api.forecasts import Change, Told
from api.operations import CALENDAR, JSON, Operations
from api.words import Words
from domain.participation import project_span
from domain.spans import FOREVER
from projections.coverage import Coverage
from projections.timelines import coming
from projections.turns import Turn, Turns

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/forecast",
    "What is to change",
    "see coverage",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
)
def list_forecast(call: Call) -> Response:
    """Every coming change of status after ``at``, with its cause, by day.

    Null where a pair appears or disappears. Before the project has begun, and after it has ended, there is none.
    """
    call.demand("coverage")
    told = Told(Words(call.query["language"]))
    coverage = pairs.coverage_asked(call, call.known[0])
    turns = _turns(call, coverage, call.asked("employer"), call.asked("organisation"))
    changes = [Change(coverage, *each) for each in turns.page(*call.stretch)]
    return told.answered(call, changes, turns.total, call.known[1], across=False)


@operations(
    "GET",
    "/organisations/<organisation>/forecast",
    "What is to change for an organisation, in every project",
    "see gaps of an organisation",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
)
def list_forecast_of_organisation(call: Call) -> Response:
    """By day; for the organisation itself and the auditor."""
    return _across(call, *across.of_organisation(call))


@operations(
    "GET",
    "/employers/<employer>/forecast",
    "What is to change at an employer, in every project",
    "see gaps of an employer",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
)
def list_forecast_of_employer(call: Call) -> Response:
    """By day; for the employer itself, or its successors, and the auditor."""
    return _across(call, *across.of_employer(call))


def _turns(call: Call, coverage: Coverage, employer: UUID | None, organisation: UUID | None) -> Turns:
    """The changes that are asked for; none on a day on which there is no such project."""
    wanted = pairs.statuses(call) if "status" in call.query else None
    days = project_span(coverage.world.book)
    if days is None or call.at not in days:
        return Turns(())
    turns = coverage.turns.between(call.at, _until(call))
    return turns.of(employer, organisation, wanted) if employer or organisation or wanted else turns


def _until(call: Call) -> date:
    return call.query.get("until") or FOREVER


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    across.demand_kind_of_group(call)
    if across.contradicts(call, employer, organisation):
        return call.listed([])
    if not across.is_looked_up(call):
        return _worked_out(call, employer, organisation)
    return _looked_up(call, employer, organisation)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    """As known now, from the tables; the causes on the page are worked out from the projects it names."""
    stretch, told = coming.Stretch.of(call.at, _until(call)), Told(Words(call.query["language"]))
    wanted = pairs.statuses(call) if "status" in call.query else None
    with call.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            found = coming.of_organisation(c, organisation, stretch)
        else:
            assert employer is not None
            found = coming.of_employer(c, employer, organisation, stretch)
        found = [each for each in found if wanted is None or {each.before, each.after} & wanted]
        page = list(coming.page(c, found, *call.stretch))
    changes = [_change(call, each, who, position) for each, who in page]
    return told.answered(call, changes, sum(each.members.bit_count() for each in found), position, across=True)


def _change(call: Call, found: coming.Coming, employer: UUID, position: int) -> Change:
    organisation = UUID(found.organisation)
    coverage = call.services.coverage(call.samrad.world(UUID(found.project), position))
    line = coverage.line(employer, organisation)
    assert line is not None
    on, before, after = date.fromisoformat(found.on), found.before or None, found.after or None
    return Change(coverage, Turn(on, organisation, before, after, line, [employer]), employer)


def _worked_out(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    told = Told(Words(call.query["language"]))
    found = sorted(_changes(call, employer, organisation), key=lambda change: change.turn.on)
    skip, size = call.stretch
    return told.answered(call, found[skip : skip + size], len(found), call.known[1], across=True)


def _changes(call: Call, employer: UUID | None, organisation: UUID | None) -> Iterator[Change]:
    for world in across.worlds(call):
        coverage = across.coverage(call, world)
        turns = _turns(call, coverage, employer, organisation)
        yield from (Change(coverage, *each) for each in turns.page(0, turns.total))
