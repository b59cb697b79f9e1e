"""Rosters: who sits in a group on a day; adopting one as drawn, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask import Response

from api import groups, rosters
from api.answers.parts import ID
from api.call import Call
from api.group_schemas import AdoptionBody, RosterQuery
from api.operations import Operations
from api.resources.groups import GROUP, group_in_address, known_group
from api.words import Words
from domain.adoption import adopting, taking_back
from domain.advice import advice
from domain.drafts import Draft
from domain.group import RosterAdopted
from domain.rights import author
from domain.world import World

operations = Operations("groups")

ROSTER = f"{GROUP}/roster"
_ADOPT = f"{ROSTER}/adopt"
_EXAMPLE = {"appointments": [ID], "from": "2026-02-01"}


@operations("GET", ROSTER, "Who sits in a group on a day", "see groups", query=RosterQuery())
def get_roster(call: Call) -> Response:
    """The seats of the day, vacant ones too: since when, and whose move it is."""
    group_in_address(call, standing=False)
    call.demand("groups")
    world, position = call.known
    group = known_group(call)
    words = Words(call.query["language"])
    seats = rosters.sittings(call, world, group, call.at, words)
    return call.answer({**rosters.about(call, world, group, position), "seats": seats}, position)


@operations("POST", _ADOPT, "Adopt a roster from a day", "say adoption", body=AdoptionBody(), example=_EXAMPLE)
def adopt_roster(call: Call) -> Response:
    """The group's other seats by appointment end that day, and these are seated, as members where they are new."""
    group = group_in_address(call)
    author(call.party, "adoption", {"group": group}, call.world, call.today)
    receipt = call.receipt(str(uuid4()))
    body = call.body()
    adopted = {"group": group, "appointments": list(dict.fromkeys(body["appointments"])), "from_": body["from_"]}

    def drafts(world: World) -> Sequence[Draft]:
        seats = adopting(world.seating, group, adopted["appointments"], adopted["from_"], uuid4)
        return [Draft(RosterAdopted, adopted), *seats]

    done = None if call.replayed else call.decide(drafts, receipt=receipt)
    world, position = (done.world, done.position) if done else call.now
    entry = world.book.slot("adoption", (group,), adopted["from_"])
    assert entry is not None
    shape = {
        **groups.adoption(world.register, entry),
        "seats": [groups.seat(world, each.said, call.today) for each in world.seating.on(group, adopted["from_"])],
        "warnings": advice(RosterAdopted, adopted, world),
    }
    return call.answer(shape, position, 201 if done is None or done.fresh[0] else 200)


@operations("DELETE", _ADOPT, "Take an adopted roster back", "say adoption")
def withdraw_adoption(call: Call) -> Response:
    """The one with that ``?from=``: its seats go, and those it ended are as before. A later one is withdrawn first."""
    group: UUID = group_in_address(call, standing=False)
    author(call.party, "adoption", {"group": group}, call.world, call.today)
    from_ = call.from_asked()
    assert from_ is not None

    def drafts(world: World) -> Sequence[Draft]:
        samrad, head = call.samrad, world.book.position
        entries = list(samrad.entries(call.subject, 0, head))
        return list(taking_back(group, from_, entries, lambda position: samrad.book(call.subject, position)))

    return call.empty(call.decide(drafts).position)
