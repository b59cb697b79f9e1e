"""What is open: pairs that are a gap, unclarified or disputed, in a project or across all of them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from flask import Response

from api import across, pairs
from api.call import Call
from api.operations import Operations
from api.queries import GapsQuery
from projections.coverage import OPEN
from projections.timelines.open_pairs import count_of_organisation, of_employer, of_organisation

operations = Operations("coverage")


@operations(
    "GET", "/projects/<uuid:project>/gaps", "What is open on a day", "see coverage", query=GapsQuery(), many=True
)
def list_gaps(call: Call) -> Response:
    """The pairs that are a gap, unclarified or disputed."""
    call.demand("coverage")
    world = call.known[0]
    wanted = pairs.statuses(call) & set(OPEN)
    found = pairs.coverage_asked(call, world).pairs(call.at, call.asked("employer"), call.asked("organisation"))
    shown = [pair for pair in found if pair.status in wanted]
    return call.listed(shown, lambda page: [pairs.with_project(call, world, pair) for pair in page])


@operations(
    "GET",
    "/organisations/<organisation>/gaps",
    "What is open for an organisation, in every project",
    "see gaps of an organisation",
    query=GapsQuery(),
    many=True,
)
def list_gaps_of_organisation(call: Call) -> Response:
    """By project, in order of their names; for the organisation itself and the auditor."""
    return _across(call, *across.of_organisation(call))


@operations(
    "GET",
    "/employers/<employer>/gaps",
    "What is open at an employer, in every project",
    "see gaps of an employer",
    query=GapsQuery(),
    many=True,
)
def list_gaps_of_employer(call: Call) -> Response:
    """By project, in order of their names; for the employer itself, or its successors, and the auditor."""
    return _across(call, *across.of_employer(call))


def _across(call: Call, employer: UUID | None, organisation: UUID | None) -> Response:
    wanted = sorted(pairs.statuses(call) & set(OPEN))
    across.demand_kind_of_group(call)
    if across.contradicts(call, employer, organisation):
        return call.listed([])
    if not across.is_looked_up(call):
        return _worked_out(call, employer, organisation, wanted)
    return _looked_up(call, employer, organisation, wanted)


def _looked_up(call: Call, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]) -> Response:
    """As known now, from the tables."""
    skip, size = call.stretch
    with call.services.timelines.asking() as (c, position):
        if employer is None and organisation is not None:
            total = count_of_organisation(c, organisation, wanted, call.at)
            found = of_organisation(c, organisation, wanted, call.at, skip, size) if total else []
        else:
            assert employer is not None
            everything = of_employer(c, employer, organisation, wanted, call.at)
            total, found = len(everything), everything[skip : skip + size]
    register = call.register_at(position)
    return call.paged(pairs.across(call.services.fragments(register), found, call.at), total, position)


def _worked_out(call: Call, employer: UUID | None, organisation: UUID | None, wanted: Collection[str]) -> Response:
    """By the seats of a kind of group, or as it was known once: from each project's own log."""
    found = [
        (world, pair)
        for world in across.worlds(call)
        for pair in across.coverage(call, world).pairs(call.at, employer, organisation)
        if pair.status in wanted
    ]
    return call.listed(found, lambda page: [pairs.with_project(call, *each) for each in page])
