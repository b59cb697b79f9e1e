"""Which changes of status are to come: those that a forecast asks for, if the asker may ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from api import across, pairs
from api.call import Call
from api.forecasts import Change, Foreseen
from domain.participation import goes_on
from domain.spans import FOREVER
from projections.coverage import Coverage
from projections.timelines import coming
from projections.turns import Turn, Turns


def in_project(call: Call) -> Foreseen:
    """In the project in the address."""
    call.demand("coverage")
    coverage = pairs.coverage_asked(call, call.known[0])
    turns = _turns(call, coverage, call.asked("employer"), call.asked("organisation"))
    changes = [Change(coverage, *each) for each in turns.page(*call.stretch)]
    return Foreseen(changes, turns.total, call.known[1], across=False)


def of_organisation(call: Call) -> Foreseen:
    """Of the organisation in the address, in every project."""
    return _across(call, *across.of_organisation(call))


def of_employer(call: Call) -> Foreseen:
    """At the employer in the address, in every project."""
    return _across(call, *across.of_employer(call))


def _turns(call: Call, coverage: Coverage, employer: UUID | None, organisation: UUID | None) -> Turns:
    """The changes that are asked for; none on a day on which there is no such project."""
    wanted = pairs.statuses(call) if "status" in call.query else None
    if not goes_on(coverage.world.book, call.at):
        return Turns(())
    turns = coverage.turns.between(call.at, _until(call))
    return turns.of(employer, organisation, wanted) if employer or organisation or wanted else turns


def _until(call: Call) -> date:
    return call.query.get("until") or FOREVER


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Foreseen:
    across.demand_kind_of_group(call)
    if across.contradicts(call, employer, organisation):
        return Foreseen([], 0, call.known[1])
    if not across.is_looked_up(call):
        return _worked_out(call, employer, organisation)
    return _looked_up(call, employer, organisation)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None) -> Foreseen:
    """As known now, from the tables; the causes on the page are worked out from the projects it names."""
    stretch = coming.Stretch.of(call.at, _until(call))
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
    return Foreseen(changes, sum(each.members.bit_count() for each in found), position)


def _change(call: Call, found: coming.Coming, employer: UUID, position: int) -> Change:
    organisation = UUID(found.organisation)
    coverage = call.services.coverage(call.samrad.world(UUID(found.project), position))
    line = coverage.line(employer, organisation)
    assert line is not None
    on, before, after = date.fromisoformat(found.on), found.before or None, found.after or None
    return Change(coverage, Turn(on, organisation, before, after, line, [employer]), employer)


def _worked_out(call: Call, employer: UUID | None, organisation: UUID | None) -> Foreseen:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    found = sorted(_changes(call, employer, organisation), key=lambda change: change.turn.on)
    skip, size = call.stretch
    return Foreseen(found[skip : skip + size], len(found), call.known[1])


def _changes(call: Call, employer: UUID | None, organisation: UUID | None) -> Iterator[Change]:
    for world in across.worlds(call):
        coverage = across.coverage(call, world)
        turns = _turns(call, coverage, employer, organisation)
        yield from (Change(coverage, *each) for each in turns.page(0, turns.total))
