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
from api.groups.exports import ENDINGS, write_roster
from api.groups.proposal_view import ProposalView, changed_pairs_view, count_covered, pairs_by_appointments, pairs_of
from api.groups.roster_view import about_roster, seat_holder, seats_view
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
from api.groups.views import (
    adoption_view,
    group_statement,
    group_view,
    groups_view,
    rules_statement,
    seat_statement,
    seat_view,
)
from api.http import respond
from api.http.answers import ID
from api.http.operation import CSV, DOCX, JSON, Operations
from api.http.request import Request
from api.http.schemas import AskedQuery, LanguageQuery, ListQuery
from api.http.statements import authorise, keyed, record, replay, say, state, unchanged, withdraw
from api.language.words import Words
from api.people.references import shared
from domain.groups.decide import adopt, taking_back
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
from domain.groups.rules import refuse_both_sides
from domain.groups.state import seating_of
from domain.log.drafts import Draft
from domain.log.errors import Invalid, Unknown
from domain.log.rules import warnings_of
from domain.log.world import World
from domain.projects.state import goes_on
from projections.groups.proposal import refuse_unfit
from projections.groups.roster import Rosters

operations = Operations("groups")

_GROUPS = "/projects/<uuid:project>/groups"
GROUP = f"{_GROUPS}/<uuid:group>"
_SEAT = f"{GROUP}/seats/<uuid:seat>"
_GROUP_EXAMPLE = {"kind": "referansegruppe", "name": "Referansegruppa", "from": "2026-01-01", "until": None}


@operations("GET", _GROUPS, "The groups", "see groups", query=ListQuery(), answer=list[GroupAnswer])
def list_groups(request: Request) -> Response:
    """All that stand, or those of a day; each with its seats, rules and adopted rosters."""
    request.demand("groups")
    shown = groups_view(request.known[0], request.at)
    if "at" in request.query:
        if not goes_on(request.known[0].book, request.at):
            return respond.listed(request, [])
        day = request.at.isoformat()
        shown = [each for each in shown if each["from"] <= day and (each["until"] is None or day < each["until"])]
    return respond.listed(request, shown)


@operations("GET", GROUP, "One group", "see groups", query=AskedQuery(), answer=GroupAnswer)
def get_group(request: Request) -> Response:
    """With its seats, rules and adopted rosters."""
    group_in_address(request, standing=False)
    request.demand("groups")
    return respond.single(request, group_view(request.known[0], known_group(request), request.at))


@operations(
    "POST",
    _GROUPS,
    "Form a group",
    "say group",
    body=GroupBody(),
    example=_GROUP_EXAMPLE,
    answer=GroupAnswer,
    view=group_statement,
)
def post_group(request: Request) -> Response:
    """Under an identity of the server's choosing."""
    request.standing_project()
    made = keyed(request, str(uuid4()))
    location = f"/projects/{request.subject}/groups/{made.made}"
    if made.replayed:
        return replay(request, "group", (UUID(made.made),), location)
    return respond.located(say(request, GroupFormed, keyed=made, group=UUID(made.made)), location)


@operations(
    "PUT",
    GROUP,
    "Form a group, or correct it",
    "say group",
    body=GroupBody(),
    example=_GROUP_EXAMPLE,
    answer=GroupAnswer,
    view=group_statement,
)
def put_group(request: Request) -> Response:
    """Under an identity of the client's choosing."""
    request.standing_project()
    return say(request, GroupFormed, group=request.args["group"])


@operations("DELETE", GROUP, "Withdraw a group", "say group", view=group_statement)
def delete_group(request: Request) -> Response:
    """For what should never have been recorded; one that ends is given an end. Its seats count no more."""
    request.project()
    return withdraw(request, GroupWithdrawn, group=request.args["group"])


@operations(
    "PUT",
    _SEAT,
    "Fill a seat, or correct it",
    "say seat",
    body=SeatBody(),
    example={"appointment": ID, "function": "medlem", "from": "2026-02-01"},
    answer=SeatAnswer,
    view=seat_statement,
)
def put_seat(request: Request) -> Response:
    """By an appointment, or by the representant of an employer."""
    seat = {"group": group_in_address(request), "seat": request.args["seat"]}
    authorise(request, "seat", **seat)
    return say(request, SeatFilled, content=lambda body: _seat(request, seat, body), **seat)


def _seat(request: Request, seat: dict[str, UUID], body: dict[str, Any]) -> dict[str, Any]:
    employer, representant = body.pop("representant") or (None, None)
    content = {**body, "employer": employer, "representant": representant}
    whose = "/appointment" if content["appointment"] else "/representant"
    refuse_both_sides(request.world, {whose: {**seat, **content}}, partial(shared, request.services.people))
    return content


@operations("DELETE", _SEAT, "Withdraw a seat", "say seat", view=seat_statement)
def delete_seat(request: Request) -> Response:
    """For what should never have been recorded; one that is left is given an end."""
    return withdraw(request, SeatWithdrawn, group=group_in_address(request, standing=False), seat=request.args["seat"])


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
    answer=RulesAnswer,
    view=rules_statement,
)
def put_rules(request: Request) -> Response:
    """From a day on, in place of those before; an empty list lifts them all."""
    group = group_in_address(request)
    return say(request, RulesSet, group=group)


@operations("DELETE", f"{GROUP}/rules", "Withdraw rules of composition", "say rules", view=rules_statement)
def delete_rules(request: Request) -> Response:
    """Those with that ``?from=``."""
    return withdraw(request, RulesWithdrawn, group=group_in_address(request, standing=False))


def group_in_address(request: Request, *, standing: bool = True) -> UUID:
    """The group in the address, as known now."""
    world = request.standing_project() if standing else request.project()
    group: UUID = request.args["group"]
    entry = world.book.slot("group", (group,))
    if entry is None or (standing and entry.event.EMPTIES):
        raise Unknown("There is no such group in this project.")
    return group


def known_group(request: Request, world: World | None = None) -> GroupFormed:
    """The group in the address, as known at ``known_at``."""
    said = (world or request.known[0]).standing(GroupFormed, request.args["group"])
    if said is None:
        raise Unknown("There is, or was then, no such group in this project.")
    return said


_TEMPLATE = "/projects/<uuid:project>/roster-template"


def chosen(world: World) -> str | None:
    """The digest of the project's own template; None where it has none."""
    said = world.book.standing("template", ())
    return said.template if isinstance(said, TemplateChosen) else None


@operations("GET", _TEMPLATE, "The template of rosters in Word", "see groups", query=AskedQuery(), produces=(DOCX,))
def get_template(request: Request) -> Response:
    """The project's own, or the usual one: to be changed in Word, and put back."""
    request.demand("groups")
    world, position = request.known
    digest = chosen(world)
    own = request.services.templates.find(digest) if digest else None
    usual = files("api").joinpath("groups/templates/roster.docx")
    return respond.file(own or usual.read_bytes(), DOCX, "mal.docx", position)


@operations("PUT", _TEMPLATE, "Choose a template of rosters in Word", "say template", takes=DOCX, answer=TemplateAnswer)
def put_template(request: Request) -> Response:
    """A Word document with fields, without macros or anything that acts; it is filled in once before it is taken."""
    request.standing_project()
    authorise(request, "template")
    condition = unchanged(request, "template", ())
    try:
        check(request.upload)
    except ValueError as error:
        raise Invalid(str(error), "") from None
    digest = sha256(request.upload).hexdigest()
    draft = Draft(TemplateChosen, {"template": digest})
    return state(request, draft, condition, prepare=lambda: request.services.templates.adding(digest, request.upload))


@operations("DELETE", _TEMPLATE, "Go back to the usual template", "say template")
def delete_template(request: Request) -> Response:
    """Rosters asked about as known before go on having the old one."""
    request.project()
    authorise(request, "template")
    return withdraw(request, TemplateWithdrawn)


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
    answer=RosterAnswer,
)
def get_roster(request: Request) -> Response:
    """The seats of the day, vacant ones too: since when, and whose move it is; and the rules, met or not.

    As JSON, or as a document: with e-mail and telephone only where ``contacts`` asks for them, and by right.
    """
    world, group, words = _asked(request)
    position, contacts = request.known[1], request.query["contacts"]
    if contacts:
        request.demand("names")
    composed = _composed(request, world, group.group, request.at, words)
    shape = {
        **about_roster(world, group, request.at),
        "known_at": request.as_asked("known_at"),
        "position": position,
        "recorded_at": request.recorded_at(position).isoformat(),
        "seats": seats_view(world, composed.sittings, request.names(), request.at, words),
        "rules": composed.verdicts(composed.members()),
    }
    if request.accepted == JSON:
        return respond.answer(shape, position)
    form, template = request.accepted, chosen(world) if request.accepted == DOCX else None
    own = request.services.templates.find(template) if template else None
    content = write_roster(shape, words, form, contacts=contacts, template=own)
    name = f"{group.kind}-{request.at.isoformat()}.{ENDINGS[form]}"
    return respond.file(content, f"{form}; charset=utf-8" if form == CSV else form, name, position)


def _composed(request: Request, world: World, group: UUID, day: date, words: Words) -> CompositionView:
    stated = request.services.people if request.sees("what a balance of gender rests on") else None
    return CompositionView(request.services.coverage(world), group, day, words, stated)


def _asked(request: Request) -> tuple[World, GroupFormed, Words]:
    """The world that is asked about, the group as known in it, and the language."""
    group_in_address(request, standing=False)
    request.demand("groups")
    return request.known[0], known_group(request), Words(request.query["language"])


@operations(
    "POST",
    f"{ROSTER}/proposal",
    "Propose a roster",
    "see groups",
    body=ProposalBody(),
    query=LanguageQuery(),
    example={"seats": 6, "at": "2026-02-01", "must": [ID]},
    answer=ProposalAnswer,
)
def propose_roster(request: Request) -> Response:
    """Keep the rules; then cover the most affected pairs, with the fewest persons, directly, from many employers.

    ``bound`` is proven: no roster that keeps the rules covers more. Nothing is recorded.
    """
    group_in_address(request)
    request.demand("groups")
    body = request.body()
    words = Words(request.query["language"])
    composed = _composed(request, request.world, request.args["group"], body["at"], words)
    must = list(dict.fromkeys(body["must"]))
    refuse_unfit(body["must"], body["seats"], composed.choosing)
    proposed = ProposalView(request.world, composed, body["seats"], must, request.services.people)
    return respond.answer(
        {"group": str(request.args["group"]), "at": body["at"].isoformat(), **proposed.shape()}, request.now[1]
    )


@operations(
    "POST",
    f"{ROSTER}/comparison",
    "Compare a roster drawn by hand",
    "see groups",
    body=ComparisonBody(),
    query=LanguageQuery(),
    example={"appointments": [ID], "at": "2026-02-01"},
    answer=ComparisonAnswer,
)
def compare_roster(request: Request) -> Response:
    """With the standing one, or another: whom it no longer represents, whom it does now, and which rules it keeps.

    Nothing is recorded.
    """
    group = group_in_address(request)
    request.demand("groups")
    body, world = request.body(), request.world
    day: date = body["at"]
    composed = _composed(request, world, group, day, Words(request.query["language"]))
    coverage = request.services.coverage(world)
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
    return respond.answer(shape, request.now[1])


@operations(
    "GET",
    f"{ROSTER}/difference",
    "How a roster differs between two days",
    "see groups",
    query=DifferenceQuery(),
    answer=DifferenceAnswer,
)
def roster_difference(request: Request) -> Response:
    """Who has come and gone, and whom it represents no longer, or only now.

    Between the days given; unless given, between the last two adoptions.
    """
    world, group, words = _asked(request)
    before, after = _days(request, world, group)
    whole = request.services.coverage(world)
    coverage, rosters = whole.by_group(group.group), Rosters(world, whole.delegations)
    sat, sits = (
        seats_view(world, rosters.on(group.group, day), request.names(), day, words) for day in (before, after)
    )
    shape = {
        "group": str(group.group),
        "before": before.isoformat(),
        "after": after.isoformat(),
        "left": [seat for seat in sat if seat_holder(seat) not in {*map(seat_holder, sits)}],
        "joined": [seat for seat in sits if seat_holder(seat) not in {*map(seat_holder, sat)}],
        **changed_pairs_view(pairs_of(coverage, before), pairs_of(coverage, after), world.register, after),
    }
    return respond.answer(shape, request.known[1])


def _days(request: Request, world: World, group: GroupFormed) -> tuple[date, date]:
    """The days given; for lack of them the last two adoptions, or the group's first day, or the day asked about."""
    adopted = [entry.event.content["from_"] for entry in world.book.entries("adoption", (group.group,))]
    usual = adopted[-2:] if len(adopted) > 1 else [group.from_, *(adopted or [request.at])]
    return request.query["before"] or usual[0], request.query["after"] or usual[1]


@operations(
    "POST",
    _ADOPT,
    "Adopt a roster from a day",
    "say adoption",
    body=AdoptionBody(),
    example=_ADOPTION_EXAMPLE,
    answer=AdoptionAnswer,
)
def adopt_roster(request: Request) -> Response:
    """The group's other seats by appointment end that day, and these are seated, as members where they are new."""
    group = group_in_address(request)
    authorise(request, "adoption", group=group)
    again = keyed(request, str(uuid4()))
    conditions = [] if again.replayed else [unchanged(request, "group", (group,), view=group_statement)]
    body = request.body()
    named, from_ = body["appointments"], body["from_"]

    def drafts(world: World) -> Sequence[Draft]:
        return adopt(world, group, named, from_, uuid4, partial(shared, request.services.people))

    done = None if again.replayed else record(request, drafts, *conditions, keyed=again)
    world, position = (done.world, done.position) if done else request.now
    entry = world.book.slot("adoption", (group,), from_)
    if entry is None or entry.event.EMPTIES:
        raise Unknown("What this request adopted has been taken back since.")
    adopted = {"group": group, "appointments": list(dict.fromkeys(named)), "from_": from_}
    shape = {
        **adoption_view(world.register, entry),
        "seats": [seat_view(world, each.said, request.today) for each in seating_of(world).on(group, from_)],
        "warnings": warnings_of(RosterAdopted, adopted, world),
    }
    return respond.answer(shape, position, 201 if done is None or done.fresh[0] else 200)


@operations("DELETE", _ADOPT, "Take an adopted roster back", "say adoption")
def withdraw_adoption(request: Request) -> Response:
    """The one with that ``?from=``: its seats go, and those it ended are as before. A later one is withdrawn first."""
    group: UUID = group_in_address(request, standing=False)
    authorise(request, "adoption", group=group)
    condition = unchanged(request, "group", (group,), view=group_statement)
    from_ = request.from_asked()
    assert from_ is not None

    def drafts(world: World) -> Sequence[Draft]:
        samrad, head = request.samrad, world.book.position
        entries = list(samrad.entries(request.subject, 0, head))
        return list(taking_back(group, from_, entries, lambda position: samrad.book(request.subject, position)))

    return respond.empty(record(request, drafts, condition).position)
