"""Employers without a representant of their own (docs/model.md, rule 10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api import shapes
from api.acts import blanks, request_of, sayers
from api.ahead_schemas import UnrepresentedQuery
from api.call import Call
from api.operations import Operations
from domain.clarification import EmployerRepresentantNamed
from domain.drafts import Draft
from domain.spans import Span
from domain.world import World

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/employers-without-representant",
    "Employers without a representant of their own",
    "see coverage",
    query=UnrepresentedQuery(),
    many=True,
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
        "employer": shapes.employer_reference(world.register, employer, call.at),
        "since": shapes.day(days.start),
        "until": shapes.day(days.stop),
        "changes": [request],
        "by": [sayers(draft, world, call.today)],
        "fill": [f"/changes/0{blank}" for blank in blanks(request)],
    }
