"""Groups of a project, their seats, rules and rosters, and the template that these are printed from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.groups.composition_view import CompositionView
from api.groups.docx import check
from api.groups.exports import ENDINGS, roster_file
from api.groups.proposal_view import ProposalView, changed_pairs_view, count_covered, pairs_by_appointments, pairs_of
from api.groups.roster_view import about_roster, rosters_asked, seat_holder, seats_view
from api.groups.schemas import (
    AdoptionAnswer,
    AdoptionBody,
    ComparisonAnswer,
    ComparisonBody,
    DifferenceAnswer,
    DifferenceQuery,
    GroupAnswer,
    GroupBody,
    ProposalAnswer,
    ProposalBody,
    RosterAnswer,
    RosterQuery,
    RulesAnswer,
    RulesBody,
    SeatAnswer,
    SeatBody,
    TemplateAnswer,
)
from api.groups.views import adoption_view, group_view, groups_view, seat_view
from api.http.answers import ID
from api.http.operation import DOCX, JSON, Operations
from api.http.schemas import AskedQuery, LanguageQuery, ListQuery
from api.http.statements import Call
from api.language.words import Words
from api.people.references import shared
from domain.groups.decide import adopt, refuse_both_sides, taking_back
from domain.groups.events import (
    GroupFormed,
    GroupWithdrawn,
    RosterAdopted,
    RulesSet,
    RulesWithdrawn,
    SeatFilled,
    SeatWithdrawn,
    TemplateChosen,
    TemplateWithdrawn,
)
from domain.log.drafts import Draft
from domain.log.errors import Invalid, Unknown
from domain.log.rules import warnings_of
from domain.log.world import World
from domain.projects.state import goes_on
from domain.rights import author

operations = Operations("groups")

_GROUPS = "/projects/<uuid:project>/groups"
GROUP = f"{_GROUPS}/<uuid:group>"
_SEAT = f"{GROUP}/seats/<uuid:seat>"
_GROUP_EXAMPLE = {"kind": "referansegruppe", "name": "Referansegruppa", "from": "2026-01-01", "until": None}


@operations("GET", _GROUPS, "The groups", "see groups", query=ListQuery(), many=True, answer=GroupAnswer())
def list_groups(call: Call) -> Response:
    """All that stand, or those of a day; each with its seats, rules and adopted rosters."""
    call.demand("groups")
    shown = groups_view(call.known[0], call.at)
    if "at" in call.query:
        if not goes_on(call.known[0].book, call.at):
            return call.listed([])
        day = call.at.isoformat()
        shown = [each for each in shown if each["from"] <= day and (each["until"] is None or day < each["until"])]
    return call.listed(shown)


@operations("GET", GROUP, "One group", "see groups", query=AskedQuery(), answer=GroupAnswer())
def get_group(call: Call) -> Response:
    """With its seats, rules and adopted rosters."""
    group_in_address(call, standing=False)
    call.demand("groups")
    return call.single(group_view(call.known[0], known_group(call), call.at))


@operations(
    "POST", _GROUPS, "Form a group", "say group", body=GroupBody(), example=_GROUP_EXAMPLE, answer=GroupAnswer()
)
def post_group(call: Call) -> Response:
    """Under an identity of the server's choosing."""
    call.standing_project()
    receipt = call.receipt(str(uuid4()))
    base = f"/projects/{call.subject}/groups"
    if receipt is not None and call.replayed:
        return call.replay("group", (UUID(receipt.made),), f"{base}/{receipt.made}")
    group = UUID(receipt.made) if receipt else uuid4()
    return call.located(call.say(GroupFormed, receipt=receipt, group=group), f"{base}/{group}")


@operations(
    "PUT",
    GROUP,
    "Form a group, or correct it",
    "say group",
    body=GroupBody(),
    example=_GROUP_EXAMPLE,
    answer=GroupAnswer(),
)
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
    answer=SeatAnswer(),
)
def put_seat(call: Call) -> Response:
    """By an appointment, or by the representant of an employer."""
    seat = {"group": group_in_address(call), "seat": call.args["seat"]}
    author(call.party, "seat", seat, call.world, call.today)
    return call.say(SeatFilled, content=lambda body: _seat(call, seat, body), **seat)


def _seat(call: Call, seat: dict[str, UUID], body: dict[str, Any]) -> dict[str, Any]:
    employer, representant = body.pop("representant") or (None, None)
    content = {**body, "employer": employer, "representant": representant}
    whose = "/appointment" if content["appointment"] else "/representant"
    refuse_both_sides(call.world, {whose: {**seat, **content}}, partial(shared, call))
    return content


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
    answer=RulesAnswer(),
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


_TEMPLATE = "/projects/<uuid:project>/roster-template"


def chosen(world: World) -> str | None:
    """The digest of the project's own template; None where it has none."""
    said = world.book.standing("template", ())
    return said.template if isinstance(said, TemplateChosen) else None


@operations("GET", _TEMPLATE, "The template of rosters in Word", "see groups", query=AskedQuery(), produces=(DOCX,))
def get_template(call: Call) -> Response:
    """The project's own, or the usual one: to be changed in Word, and put back."""
    call.demand("groups")
    world, position = call.known
    digest = chosen(world)
    own = call.services.templates.find(digest) if digest else None
    usual = files("api").joinpath("groups/templates/roster.docx")
    return call.file(own or usual.read_bytes(), DOCX, "mal.docx", position)


@operations(
    "PUT", _TEMPLATE, "Choose a template of rosters in Word", "say template", takes=DOCX, answer=TemplateAnswer()
)
def put_template(call: Call) -> Response:
    """A Word document with fields, without macros or anything that acts; it is filled in once before it is taken."""
    call.standing_project()
    author(call.party, "template", {}, call.world, call.today)
    call.unchanged("template", ())
    try:
        check(call.upload)
    except ValueError as error:
        raise Invalid(str(error), "") from None
    digest = sha256(call.upload).hexdigest()
    draft = Draft(TemplateChosen, {"template": digest})
    done = call.record([draft], prepare=lambda: call.services.templates.adding(digest, call.upload))
    return call.answer_statement(draft, done)


@operations("DELETE", _TEMPLATE, "Go back to the usual template", "say template")
def delete_template(call: Call) -> Response:
    """Rosters asked about as known before go on having the old one."""
    author(call.party, "template", {}, call.project(), call.today)
    return call.withdraw(TemplateWithdrawn)


ROSTER = f"{GROUP}/roster"
_ADOPT = f"{ROSTER}/adopt"
_ADOPTION_EXAMPLE = {"appointments": [ID], "from": "2026-02-01"}


@operations(
    "GET",
    ROSTER,
    "Who sits in a group on a day",
    "see groups",
    query=RosterQuery(),
    produces=(JSON, *ENDINGS),
    answer=RosterAnswer(),
)
def get_roster(call: Call) -> Response:
    """The seats of the day, vacant ones too: since when, and whose move it is; and the rules, met or not.

    As JSON, or as a document: with e-mail and telephone only where ``contacts`` asks for them, and by right.
    """
    world, group, words = _asked(call)
    position, contacts = call.known[1], call.query["contacts"]
    if contacts:
        call.demand("names")
    composed = CompositionView(call, world, group.group, call.at, words)
    shape = {
        **about_roster(call, world, group, position),
        "seats": seats_view(call, world, composed.sittings, call.at, words),
        "rules": composed.verdicts(composed.members()),
    }
    if call.accepts(JSON):
        return call.answer(shape, position)
    return roster_file(call, shape, words, contacts=contacts, template=chosen(world))


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
    answer=ProposalAnswer(),
)
def propose_roster(call: Call) -> Response:
    """Keep the rules; then cover the most affected pairs, with the fewest persons, directly, from many employers.

    ``bound`` is proven: no roster that keeps the rules covers more. Nothing is recorded.
    """
    group_in_address(call)
    call.demand("groups")
    body = call.body()
    words = Words(call.query["language"])
    composed = CompositionView(call, call.world, call.args["group"], body["at"], words)
    must = list(dict.fromkeys(body["must"]))
    if len(must) > body["seats"]:
        raise Invalid("There are more fixed members than seats.", "/must")
    for place, each in enumerate(body["must"]):
        if each not in composed.choosing.appointments:
            raise Invalid("It is no candidate: it is not active on that day, or a vara.", f"/must/{place}")
    proposed = ProposalView(call, call.world, composed, body["seats"], must)
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
    answer=ComparisonAnswer(),
)
def compare_roster(call: Call) -> Response:
    """With the standing one, or another: whom it no longer represents, whom it does now, and which rules it keeps.

    Nothing is recorded.
    """
    group = group_in_address(call)
    call.demand("groups")
    body, world = call.body(), call.world
    day: date = body["at"]
    composed = CompositionView(call, world, group, day, Words(call.query["language"]))
    coverage = call.services.coverage(world)
    seated = [each.seated.said.appointment for each in composed.sittings if each.seated.counts]
    before = [each for each in seated if each] if body["against"] is None else body["against"]
    was, now = (pairs_by_appointments(coverage, each, day) for each in (before, body["appointments"]))
    shape = {
        "group": str(group),
        "at": day.isoformat(),
        "before": {"appointments": [*map(str, before)], "covers": count_covered(was)},
        "after": {"appointments": [*map(str, body["appointments"])], "covers": count_covered(now)},
        **changed_pairs_view(was, now, world.register, day),
        "rules": composed.verdicts(composed.drawn(body["appointments"])),
    }
    return call.answer(shape, call.now[1])


@operations(
    "GET",
    f"{ROSTER}/difference",
    "How a roster differs between two days",
    "see groups",
    query=DifferenceQuery(),
    answer=DifferenceAnswer(),
)
def roster_difference(call: Call) -> Response:
    """Who has come and gone, and whom it represents no longer, or only now.

    Between the days given; unless given, between the last two adoptions.
    """
    world, group, words = _asked(call)
    before, after = _days(call, world, group)
    coverage = call.services.coverage(world).by_group(group.group)
    sat, sits = (
        seats_view(call, world, rosters_asked(call, world).on(group.group, day), day, words) for day in (before, after)
    )
    shape = {
        "group": str(group.group),
        "before": before.isoformat(),
        "after": after.isoformat(),
        "left": [seat for seat in sat if seat_holder(seat) not in {*map(seat_holder, sits)}],
        "joined": [seat for seat in sits if seat_holder(seat) not in {*map(seat_holder, sat)}],
        **changed_pairs_view(pairs_of(coverage, before), pairs_of(coverage, after), world.register, after),
    }
    return call.answer(shape, call.known[1])


def _days(call: Call, world: World, group: GroupFormed) -> tuple[date, date]:
    """The days given; for lack of them the last two adoptions, or the group's first day, or the day asked about."""
    adopted = [entry.event.content["from_"] for entry in world.book.entries("adoption", (group.group,))]
    usual = adopted[-2:] if len(adopted) > 1 else [group.from_, *(adopted or [call.at])]
    return call.query["before"] or usual[0], call.query["after"] or usual[1]


@operations(
    "POST",
    _ADOPT,
    "Adopt a roster from a day",
    "say adoption",
    body=AdoptionBody(),
    example=_ADOPTION_EXAMPLE,
    answer=AdoptionAnswer(),
)
def adopt_roster(call: Call) -> Response:
    """The group's other seats by appointment end that day, and these are seated, as members where they are new."""
    group = group_in_address(call)
    author(call.party, "adoption", {"group": group}, call.world, call.today)
    receipt = call.receipt(str(uuid4()))
    if not call.replayed:
        call.unchanged("group", (group,))
    body = call.body()
    named, from_ = body["appointments"], body["from_"]

    def drafts(world: World) -> Sequence[Draft]:
        return adopt(world, group, named, from_, uuid4, partial(shared, call))

    done = None if call.replayed else call.decide(drafts, receipt=receipt)
    world, position = (done.world, done.position) if done else call.now
    entry = world.book.slot("adoption", (group,), from_)
    if entry is None or entry.event.EMPTIES:
        raise Unknown("What this request adopted has been taken back since.")
    adopted = {"group": group, "appointments": list(dict.fromkeys(named)), "from_": from_}
    shape = {
        **adoption_view(world.register, entry),
        "seats": [seat_view(world, each.said, call.today) for each in world.seating.on(group, from_)],
        "warnings": warnings_of(RosterAdopted, adopted, world),
    }
    return call.answer(shape, position, 201 if done is None or done.fresh[0] else 200)


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
