"""Rosters: who sits in a group on a day; proposing one, comparing, adopting, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api import comparison, documents, groups, rosters
from api.answers.parts import ID
from api.call import Call
from api.composition import Composed
from api.group_schemas import AdoptionBody, ComparisonBody, DifferenceQuery, LanguageQuery, ProposalBody, RosterQuery
from api.operations import JSON, Operations
from api.proposals import Proposed
from api.resources.groups import GROUP, group_in_address, known_group, sit_on_one_side
from api.resources.templates import chosen
from api.words import Words
from domain.adoption import adopting, taking_back
from domain.advice import advice
from domain.drafts import Draft
from domain.errors import Invalid, Unknown
from domain.group import GroupFormed, RosterAdopted, SeatFilled
from domain.rights import author
from domain.world import World

operations = Operations("groups")

ROSTER = f"{GROUP}/roster"
_ADOPT = f"{ROSTER}/adopt"
_EXAMPLE = {"appointments": [ID], "from": "2026-02-01"}


@operations(
    "GET",
    ROSTER,
    "Who sits in a group on a day",
    "see groups",
    query=RosterQuery(),
    produces=(JSON, *documents.ENDINGS),
)
def get_roster(call: Call) -> Response:
    """The seats of the day, vacant ones too: since when, and whose move it is; and the rules, met or not.

    As JSON, or as a document: with e-mail and telephone only where ``contacts`` asks for them, and by right.
    """
    world, group, words = _asked(call)
    position, contacts = call.known[1], call.query["contacts"]
    if contacts:
        call.demand("names")
    composed = Composed(call, world, group.group, call.at, words)
    shape = {
        **rosters.about(call, world, group, position),
        "seats": rosters.seats(call, world, composed.sittings, call.at, words),
        "rules": composed.verdicts(composed.members()),
    }
    if call.accepts(JSON):
        return call.answer(shape, position)
    return documents.document(call, shape, words, contacts=contacts, template=chosen(world))


def _asked(call: Call) -> tuple[World, GroupFormed, Words]:
    """The world that is asked about, the group as known in it, and the language."""
    group_in_address(call, standing=False)
    call.demand("groups")
    return call.known[0], known_group(call), Words(call.query["language"])


@operations(
    "POST",
    f"{ROSTER}/proposal",
    "Propose a roster",
    "see groups",
    body=ProposalBody(),
    query=LanguageQuery(),
    example={"seats": 6, "at": "2026-02-01", "must": [ID]},
)
def propose_roster(call: Call) -> Response:
    """Keep the rules; then cover the most affected pairs, with the fewest persons, directly, from many employers.

    ``bound`` is proven: no roster that keeps the rules covers more. Nothing is recorded.
    """
    group_in_address(call)
    call.demand("groups")
    body = call.body()
    words = Words(call.query["language"])
    composed = Composed(call, call.world, call.args["group"], body["at"], words)
    must = list(dict.fromkeys(body["must"]))
    if len(must) > body["seats"]:
        raise Invalid("There are more fixed members than seats.", "/must")
    for place, each in enumerate(body["must"]):
        if each not in composed.choosing.appointments:
            raise Invalid("It is no candidate: it is not active on that day, or a vara.", f"/must/{place}")
    proposed = Proposed(call, call.world, composed, body["seats"], must)
    return call.answer(
        {"group": str(call.args["group"]), "at": body["at"].isoformat(), **proposed.shape()}, call.now[1]
    )


@operations(
    "POST",
    f"{ROSTER}/comparison",
    "Compare a roster drawn by hand",
    "see groups",
    body=ComparisonBody(),
    query=LanguageQuery(),
    example={"appointments": [ID], "at": "2026-02-01"},
)
def compare_roster(call: Call) -> Response:
    """With the standing one, or another: whom it no longer represents, whom it does now, and which rules it keeps.

    Nothing is recorded.
    """
    group = group_in_address(call)
    call.demand("groups")
    body, world = call.body(), call.world
    day: date = body["at"]
    composed = Composed(call, world, group, day, Words(call.query["language"]))
    coverage = call.services.coverage(world)
    seated = [each.seated.said.appointment for each in composed.sittings if each.seated.counts]
    before = [each for each in seated if each] if body["against"] is None else body["against"]
    was, now = (comparison.by(coverage, each, day) for each in (before, body["appointments"]))
    shape = {
        "group": str(group),
        "at": day.isoformat(),
        "before": {"appointments": [*map(str, before)], "covers": comparison.covers(was)},
        "after": {"appointments": [*map(str, body["appointments"])], "covers": comparison.covers(now)},
        **comparison.changes(was, now, world.register, day),
        "rules": composed.verdicts(composed.drawn(body["appointments"])),
    }
    return call.answer(shape, call.now[1])


@operations(
    "GET", f"{ROSTER}/difference", "How a roster differs between two days", "see groups", query=DifferenceQuery()
)
def roster_difference(call: Call) -> Response:
    """Who has come and gone, and whom it represents no longer, or only now.

    Between the days given; unless given, between the last two adoptions.
    """
    world, group, words = _asked(call)
    before, after = _days(call, world, group)
    coverage = call.services.coverage(world).by_group(group.group)
    sat, sits = (
        rosters.seats(call, world, rosters.rosters(call, world).on(group.group, day), day, words)
        for day in (before, after)
    )
    shape = {
        "group": str(group.group),
        "before": before.isoformat(),
        "after": after.isoformat(),
        "left": [seat for seat in sat if rosters.holder(seat) not in {*map(rosters.holder, sits)}],
        "joined": [seat for seat in sits if rosters.holder(seat) not in {*map(rosters.holder, sat)}],
        **comparison.changes(comparison.of(coverage, before), comparison.of(coverage, after), world.register, after),
    }
    return call.answer(shape, call.known[1])


def _days(call: Call, world: World, group: GroupFormed) -> tuple[date, date]:
    """The days given; for lack of them the last two adoptions, or the group's first day, or the day asked about."""
    adopted = [entry.event.content["from_"] for entry in world.book.entries("adoption", (group.group,))]
    usual = adopted[-2:] if len(adopted) > 1 else [group.from_, *(adopted or [call.at])]
    return call.query["before"] or usual[0], call.query["after"] or usual[1]


@operations("POST", _ADOPT, "Adopt a roster from a day", "say adoption", body=AdoptionBody(), example=_EXAMPLE)
def adopt_roster(call: Call) -> Response:
    """The group's other seats by appointment end that day, and these are seated, as members where they are new."""
    group = group_in_address(call)
    author(call.party, "adoption", {"group": group}, call.world, call.today)
    receipt = call.receipt(str(uuid4()))
    if not call.replayed:
        call.unchanged("group", (group,))
    body = call.body()
    adopted = {"group": group, "appointments": list(dict.fromkeys(body["appointments"])), "from_": body["from_"]}

    def drafts(world: World) -> Sequence[Draft]:
        seats = [*adopting(world, group, adopted["appointments"], adopted["from_"], uuid4)]
        sit_on_one_side(call, _newly_seated(seats, adopted["from_"], body["appointments"]))
        return [Draft(RosterAdopted, adopted), *seats]

    done = None if call.replayed else call.decide(drafts, receipt=receipt)
    world, position = (done.world, done.position) if done else call.now
    entry = world.book.slot("adoption", (group,), adopted["from_"])
    if entry is None or entry.event.EMPTIES:
        raise Unknown("What this request adopted has been taken back since.")
    shape = {
        **groups.adoption(world.register, entry),
        "seats": [groups.seat(world, each.said, call.today) for each in world.seating.on(group, adopted["from_"])],
        "warnings": advice(RosterAdopted, adopted, world),
    }
    return call.answer(shape, position, 201 if done is None or done.fresh[0] else 200)


def _newly_seated(drafts: Sequence[Draft], from_: date, named: Sequence[UUID]) -> Mapping[str, Mapping[str, Any]]:
    """The seats that begin that day, by where the body names the appointment."""
    fresh = [each.content for each in drafts if each.said is SeatFilled and each.content["from_"] == from_]
    return {f"/appointments/{named.index(seat['appointment'])}": seat for seat in fresh}


@operations("DELETE", _ADOPT, "Take an adopted roster back", "say adoption")
def withdraw_adoption(call: Call) -> Response:
    """The one with that ``?from=``: its seats go, and those it ended are as before. A later one is withdrawn first."""
    group: UUID = group_in_address(call, standing=False)
    author(call.party, "adoption", {"group": group}, call.world, call.today)
    call.unchanged("group", (group,))
    from_ = call.from_asked()
    assert from_ is not None

    def drafts(world: World) -> Sequence[Draft]:
        samrad, head = call.samrad, world.book.position
        entries = list(samrad.entries(call.subject, 0, head))
        return list(taking_back(group, from_, entries, lambda position: samrad.book(call.subject, position)))

    return call.empty(call.decide(drafts).position)
