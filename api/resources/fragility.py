"""On whom coverage hangs: whose absence would open gaps, who speaks for how much, and what would close the gaps."""

from __future__ import annotations

from flask import Response

from api.about import about
from api.call import Call
from api.fragility import Shown
from api.fragility_schemas import FragilityQuery
from api.operations import Operations
from api.pairs import coverage_asked
from projections.fragility import Fragility
from projections.remedies import Fewest

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/fragility",
    "On whom the coverage of a project hangs on a day",
    "see coverage",
    query=FragilityQuery(),
)
def get_fragility(call: Call) -> Response:
    """Advice, never a decision: the pairs for which one person alone speaks, whose absence would open most, for how
    much each person speaks, and the fewest appointments that would close the gaps."""
    call.demand("coverage")
    world, position = call.known
    asked = coverage_asked(call, world)
    narrowed = call.asked("employer"), call.asked("organisation")
    whole = call.services.coverage(world)
    pairs = asked.pairs(call.at, *narrowed)
    fragility = Fragility(asked, call.at, pairs, pairs if asked is whole else whole.pairs(call.at, *narrowed))
    data = {
        **about(call),
        **Shown(call, fragility, Fewest(asked, call.at, pairs)).shape(),
    }
    return call.answer(data, position)
