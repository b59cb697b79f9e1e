"""Groups of a project, their seats and their rules of composition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api import groups
from api.answers.parts import ID
from api.call import Call
from api.group_schemas import GroupBody, RulesBody, SeatBody
from api.operations import Operations
from api.persons import shared
from api.queries import AskedQuery, ListQuery
from domain.errors import Invalid, Unknown
from domain.group import (
    GroupFormed,
    GroupWithdrawn,
    RulesSet,
    RulesWithdrawn,
    SeatFilled,
    SeatWithdrawn,
)
from domain.participation import goes_on
from domain.rights import author
from domain.spans import intersect, span
from domain.world import World
from projections.roster import Rosters

operations = Operations("groups")

_GROUPS = "/projects/<uuid:project>/groups"
GROUP = f"{_GROUPS}/<uuid:group>"
_SEAT = f"{GROUP}/seats/<uuid:seat>"
_EXAMPLE = {"kind": "referansegruppe", "name": "Referansegruppa", "from": "2026-01-01", "until": None}


@operations("GET", _GROUPS, "The groups", "see groups", query=ListQuery(), many=True)
def list_groups(call: Call) -> Response:
    """All that stand, or those of a day; each with its seats, rules and adopted rosters."""
    call.demand("groups")
    shown = groups.groups(call.known[0], call.at)
    if "at" in call.query:
        if not goes_on(call.known[0].book, call.at):
            return call.listed([])
        day = call.at.isoformat()
        shown = [each for each in shown if each["from"] <= day and (each["until"] is None or day < each["until"])]
    return call.listed(shown)


@operations("GET", GROUP, "One group", "see groups", query=AskedQuery())
def get_group(call: Call) -> Response:
    """With its seats, rules and adopted rosters."""
    group_in_address(call, standing=False)
    call.demand("groups")
    return call.single(groups.group(call.known[0], known_group(call), call.at))


@operations("POST", _GROUPS, "Form a group", "say group", body=GroupBody(), example=_EXAMPLE)
def post_group(call: Call) -> Response:
    """Under an identity of the server's choosing."""
    call.standing_project()
    receipt = call.receipt(str(uuid4()))
    base = f"/projects/{call.subject}/groups"
    if receipt is not None and call.replayed:
        return call.replay("group", (UUID(receipt.made),), f"{base}/{receipt.made}")
    group = UUID(receipt.made) if receipt else uuid4()
    return call.located(call.say(GroupFormed, receipt=receipt, group=group), f"{base}/{group}")


@operations("PUT", GROUP, "Form a group, or correct it", "say group", body=GroupBody(), example=_EXAMPLE)
def put_group(call: Call) -> Response:
    """Under an identity of the client's choosing."""
    call.standing_project()
    return call.say(GroupFormed, group=call.args["group"])


@operations("DELETE", GROUP, "Withdraw a group", "say group")
def delete_group(call: Call) -> Response:
    """For what should never have been recorded; one that ends is given an end. Its seats count no more."""
    call.project()
    return call.withdraw(GroupWithdrawn, group=call.args["group"])


@operations(
    "PUT",
    _SEAT,
    "Fill a seat, or correct it",
    "say seat",
    body=SeatBody(),
    example={"appointment": ID, "function": "medlem", "from": "2026-02-01"},
)
def put_seat(call: Call) -> Response:
    """By an appointment, or by the representant of an employer."""
    seat = {"group": group_in_address(call), "seat": call.args["seat"]}
    author(call.party, "seat", seat, call.world, call.today)
    return call.say(SeatFilled, content=lambda body: _seat(call, seat, body), **seat)


def _seat(call: Call, seat: dict[str, UUID], body: dict[str, Any]) -> dict[str, Any]:
    employer, representant = body.pop("representant") or (None, None)
    content = {**body, "employer": employer, "representant": representant}
    sit_on_one_side(call, {"/appointment" if content["appointment"] else "/representant": {**seat, **content}})
    return content


def sit_on_one_side(call: Call, seats: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse whoever sits on the other side of the group on any of a seat's days; the seats by where they are named."""
    rosters = Rosters(call.world, call.services.coverage(call.world).delegations)
    place = shared(call, [(rosters.person(seat), _on_the_other_side(rosters, seat)) for seat in seats.values()])
    if place is not None:
        raise Invalid("This person sits on the other side of the group on some of these days.", [*seats][place])


def _on_the_other_side(rosters: Rosters, seat: Mapping[str, Any]) -> list[UUID | None]:
    own, days = seat["appointment"] is not None, [span(seat["from_"], seat["until"])]
    return [
        rosters.person(other.said.content)
        for other in rosters.world.seating.of(seat["group"])
        if (other.said.appointment is not None) != own
        and other.said.seat != seat["seat"]
        and intersect([other.own_days], days)
    ]


@operations("DELETE", _SEAT, "Withdraw a seat", "say seat")
def delete_seat(call: Call) -> Response:
    """For what should never have been recorded; one that is left is given an end."""
    return call.withdraw(SeatWithdrawn, group=group_in_address(call, standing=False), seat=call.args["seat"])


@operations(
    "PUT",
    f"{GROUP}/rules",
    "Set the rules of composition",
    "say rules",
    body=RulesBody(),
    example={
        "rules": [
            {"rule": "seats", "side": "arbeidstaker", "max": 6, "basis": "Avtale av 3. februar 2026"},
            {"rule": "sammenslutning", "min": 1, "basis": "Avtale av 3. februar 2026"},
            {"rule": "gender_balance", "percent": 40, "basis": "Likestillings- og diskrimineringsloven § 28"},
        ],
        "from": "2026-02-01",
    },
)
def put_rules(call: Call) -> Response:
    """From a day on, in place of those before; an empty list lifts them all."""
    group = group_in_address(call)
    return call.say(RulesSet, group=group)


@operations("DELETE", f"{GROUP}/rules", "Withdraw rules of composition", "say rules")
def delete_rules(call: Call) -> Response:
    """Those with that ``?from=``."""
    return call.withdraw(RulesWithdrawn, group=group_in_address(call, standing=False))


def group_in_address(call: Call, *, standing: bool = True) -> UUID:
    """The group in the address, as known now."""
    world = call.standing_project() if standing else call.project()
    group: UUID = call.args["group"]
    entry = world.book.slot("group", (group,))
    if entry is None or (standing and entry.event.EMPTIES):
        raise Unknown("There is no such group in this project.")
    return group


def known_group(call: Call, world: World | None = None) -> GroupFormed:
    """The group in the address, as known at ``known_at``."""
    said = (world or call.known[0]).group(call.args["group"])
    if said is None:
        raise Unknown("There is, or was then, no such group in this project.")
    return said
