"""Which changes of status are to come: those that a forecast asks for, if the asker may ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

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
from api.forecast.views import Change, Forecast
from api.http.request import Request
from domain.log.spans import FOREVER
from domain.projects.state import goes_on
from projections.coverage.coverage import Coverage
from projections.coverage.status_changes import StatusChange, StatusChanges
from projections.index.queries import Coming, Stretch, coming_of_employer, coming_of_organisation, coming_page


def forecast_in_project(request: Request) -> Forecast:
    """In the project in the address."""
    request.demand("coverage")
    coverage = coverage_asked(request, request.known[0])
    turns = _turns(request, coverage, request.asked("employer"), request.asked("organisation"))
    changes = [Change(coverage, *each) for each in turns.page(*request.stretch)]
    return Forecast(changes, turns.total, request.known[1], across=False)


def forecast_of_organisation(request: Request) -> Forecast:
    """Of the organisation in the address, in every project."""
    return _across(request, *organisation_asked(request))


def forecast_of_employer(request: Request) -> Forecast:
    """At the employer in the address, in every project."""
    return _across(request, *employer_asked(request))


def _turns(request: Request, coverage: Coverage, employer: UUID | None, organisation: UUID | None) -> StatusChanges:
    """The changes that are asked for; none on a day on which there is no such project."""
    wanted = statuses_asked(request) if "status" in request.query else None
    if not goes_on(coverage.world.book, request.at):
        return StatusChanges(())
    turns = coverage.turns.between(request.at, _until(request))
    return turns.of(employer, organisation, wanted) if employer or organisation or wanted else turns


def _until(request: Request) -> date:
    return request.query.get("until") or FOREVER


def _across(request: Request, employer: UUID | None, organisation: UUID | None) -> Forecast:
    demand_kind_of_group(request)
    if contradicts_query(request, employer, organisation):
        return Forecast([], 0, request.known[1])
    if not is_looked_up(request):
        return _worked_out(request, employer, organisation)
    return _looked_up(request, employer, organisation)


def _looked_up(request: Request, employer: UUID | None, organisation: UUID | None) -> Forecast:
    """As known now, from the tables; the causes on the page are worked out from the projects it names."""
    stretch = Stretch.of(request.at, _until(request))
    wanted = statuses_asked(request) if "status" in request.query else None
    with request.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            found = coming_of_organisation(c, organisation, stretch)
        else:
            assert employer is not None
            found = coming_of_employer(c, employer, organisation, stretch)
        found = [each for each in found if wanted is None or {each.before, each.after} & wanted]
        page = list(coming_page(c, found, *request.stretch))
    changes = [_change(request, each, who, position) for each, who in page]
    return Forecast(changes, sum(each.members.bit_count() for each in found), position)


def _change(request: Request, found: Coming, employer: UUID, position: int) -> Change:
    organisation = UUID(found.organisation)
    coverage = request.services.coverage(request.samrad.world(UUID(found.project), position))
    line = coverage.line(employer, organisation)
    assert line is not None
    on, before, after = date.fromisoformat(found.on), found.before or None, found.after or None
    return Change(coverage, StatusChange(on, organisation, before, after, line, [employer]), employer)


def _worked_out(request: Request, employer: UUID | None, organisation: UUID | None) -> Forecast:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    found = sorted(_changes(request, employer, organisation), key=lambda change: change.turn.on)
    skip, size = request.stretch
    return Forecast(found[skip : skip + size], len(found), request.known[1])


def _changes(request: Request, employer: UUID | None, organisation: UUID | None) -> Iterator[Change]:
    for world in worlds_asked(request):
        coverage = coverage_in(request, world)
        turns = _turns(request, coverage, employer, organisation)
        yield from (Change(coverage, *each) for each in turns.page(0, turns.total))
