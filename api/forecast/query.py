"""Which changes of status are to come: those that a forecast asks for, if the asker may ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from api.coverage.cross_project import (
    contradicts_query,
    coverage_in,
    demand_kind_of_group,
    employer_asked,
    is_looked_up,
    organisation_asked,
    worlds_asked,
)
from api.coverage.views import coverage_asked, statuses_asked
from api.forecast.views import Change, Forecast
from api.http.statements import Call
from domain.log.spans import FOREVER
from domain.projects.state import goes_on
from projections.coverage.coverage import Coverage
from projections.coverage.status_changes import StatusChange, StatusChanges
from projections.index.queries import Coming, Stretch, coming_of_employer, coming_of_organisation, coming_page


def forecast_in_project(call: Call) -> Forecast:
    """In the project in the address."""
    call.demand("coverage")
    coverage = coverage_asked(call, call.known[0])
    turns = _turns(call, coverage, call.asked("employer"), call.asked("organisation"))
    changes = [Change(coverage, *each) for each in turns.page(*call.stretch)]
    return Forecast(changes, turns.total, call.known[1], across=False)


def forecast_of_organisation(call: Call) -> Forecast:
    """Of the organisation in the address, in every project."""
    return _across(call, *organisation_asked(call))


def forecast_of_employer(call: Call) -> Forecast:
    """At the employer in the address, in every project."""
    return _across(call, *employer_asked(call))


def _turns(call: Call, coverage: Coverage, employer: UUID | None, organisation: UUID | None) -> StatusChanges:
    """The changes that are asked for; none on a day on which there is no such project."""
    wanted = statuses_asked(call) if "status" in call.query else None
    if not goes_on(coverage.world.book, call.at):
        return StatusChanges(())
    turns = coverage.turns.between(call.at, _until(call))
    return turns.of(employer, organisation, wanted) if employer or organisation or wanted else turns


def _until(call: Call) -> date:
    return call.query.get("until") or FOREVER


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Forecast:
    demand_kind_of_group(call)
    if contradicts_query(call, employer, organisation):
        return Forecast([], 0, call.known[1])
    if not is_looked_up(call):
        return _worked_out(call, employer, organisation)
    return _looked_up(call, employer, organisation)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None) -> Forecast:
    """As known now, from the tables; the causes on the page are worked out from the projects it names."""
    stretch = Stretch.of(call.at, _until(call))
    wanted = statuses_asked(call) if "status" in call.query else None
    with call.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            found = coming_of_organisation(c, organisation, stretch)
        else:
            assert employer is not None
            found = coming_of_employer(c, employer, organisation, stretch)
        found = [each for each in found if wanted is None or {each.before, each.after} & wanted]
        page = list(coming_page(c, found, *call.stretch))
    changes = [_change(call, each, who, position) for each, who in page]
    return Forecast(changes, sum(each.members.bit_count() for each in found), position)


def _change(call: Call, found: Coming, employer: UUID, position: int) -> Change:
    organisation = UUID(found.organisation)
    coverage = call.services.coverage(call.samrad.world(UUID(found.project), position))
    line = coverage.line(employer, organisation)
    assert line is not None
    on, before, after = date.fromisoformat(found.on), found.before or None, found.after or None
    return Change(coverage, StatusChange(on, organisation, before, after, line, [employer]), employer)


def _worked_out(call: Call, employer: UUID | None, organisation: UUID | None) -> Forecast:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    found = sorted(_changes(call, employer, organisation), key=lambda change: change.turn.on)
    skip, size = call.stretch
    return Forecast(found[skip : skip + size], len(found), call.known[1])


def _changes(call: Call, employer: UUID | None, organisation: UUID | None) -> Iterator[Change]:
    for world in worlds_asked(call):
        coverage = coverage_in(call, world)
        turns = _turns(call, coverage, employer, organisation)
        yield from (Change(coverage, *each) for each in turns.page(0, turns.total))
