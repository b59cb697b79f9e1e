"""Local branches: an organisation lets them speak for it, for named employers and days."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.call import Call
from api.operations import Operations
from api.queries import ListQuery
from api.schemas import BranchBody
from api.standing import statement
from domain.branch import BranchEmpowered, BranchWithdrawn
from domain.rights import demand

operations = Operations("branches")

_BRANCHES = "/organisations/<organisation>/branches"
_BRANCH = f"{_BRANCHES}/<employer>"


@operations("GET", _BRANCHES, "The branches of an organisation", "see branches", query=ListQuery(), many=True)
def list_branches(call: Call) -> Response:
    """All that were ever let to speak, or those of a day."""
    organisation = call.organisation()
    demand(call.party, "branches", call.world, call.today, organisation=organisation)
    world, at = call.known[0], call.query.get("at")
    said = [entry.event for entry in world.book.all_entries("branch")]
    mine = [each for each in said if each.content["organisation"] == organisation]
    shown = [statement(each, world, call.names(), call.today) for each in mine]
    return call.listed([each for each in _ordered(shown) if at is None or _holds(each, at.isoformat())])


def _ordered(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(shown, key=lambda each: (str(each["seat"]["kommunenummer"]), each["from"]))


def _holds(shape: dict[str, Any], at: str) -> bool:
    return bool(shape["from"] <= at and (shape["until"] is None or at < shape["until"]))


@operations(
    "PUT",
    _BRANCH,
    "Let a branch speak",
    "say branch",
    body=BranchBody(),
    example={"employers": ["1505", "1576"], "from": "2026-01-01", "until": None},
)
def put_branch(call: Call) -> Response:
    """The branch that sits at an employer speaks for the organisation, for these employers, in a span."""
    return call.say(
        BranchEmpowered,
        content=lambda body: {**body, "employers": sorted(set(body["employers"]))},
        organisation=call.organisation(),
        seat=call.employer(),
    )


@operations("DELETE", _BRANCH, "Let a branch speak no more", "say branch")
def delete_branch(call: Call) -> Response:
    """What was said with that ``?from=`` is withdrawn."""
    return call.withdraw(BranchWithdrawn, organisation=call.organisation(), seat=call.employer())
