"""Mergers and splits: what each party is proposed to say anew, and confirming it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Response

from api.answers.parts import ID
from api.call import Call
from api.group_schemas import LanguageQuery
from api.operations import Operations
from api.succession_schemas import ConfirmationBody, SuccessionsQuery
from api.successions import Told
from api.words import Words
from domain.advice import advice
from domain.drafts import Draft
from domain.errors import InBothLists, Invalid, NotAParticipant, NotYours, Unknown
from domain.participation import goes_on
from domain.rights import author
from domain.world import World
from projections.successions import Succession, successions

operations = Operations("successions")

_SUCCESSIONS = "/projects/<uuid:project>/successions"


@operations(
    "GET",
    _SUCCESSIONS,
    "Mergers and splits that concern a project",
    "see successions",
    query=SuccessionsQuery(),
    many=True,
)
def list_successions(call: Call) -> Response:
    """By day: what the predecessors had that does not follow by itself, proposed in parts, and what is settled.

    With ``at`` those that have happened by then. As known, like everything else.
    """
    call.demand("successions")
    world, words = call.known[0], Words(call.query["language"])
    found = [each for each in successions(world) if "at" not in call.query or _is_past(call, each)]

    def shaped(page: Sequence[Succession]) -> list[dict[str, Any]]:
        told = Told(call, world, page, words)
        return [told.shape(each) for each in page]

    return call.listed(found, shaped)


def _is_past(call: Call, succession: Succession) -> bool:
    """Whether it has happened on the day that is asked about, which is one of the project's own."""
    return succession.on <= call.at and goes_on(succession.world.book, call.at)


@operations(
    "POST",
    f"{_SUCCESSIONS}/<uuid:succession>/confirm",
    "Confirm one's own part of a merger or split",
    "see parts of a succession",
    body=ConfirmationBody(),
    query=LanguageQuery(),
    example={"affected": [], "scopes": [ID]},
    keyed=True,
)
def confirm_succession(call: Call) -> Response:
    """All or nothing: recorded as clarifications at the successors, and scopes, from the day of the change.

    ``affected`` and ``not_affected`` are a successor's to say, at itself, or the owner's, at all; ``scopes`` their
    organisations'. What is settled already records nothing.
    """
    succession = _in_address(call, call.standing_project())
    call.demand("parts of a succession")
    receipt = call.receipt(str(succession.id))
    body, words = call.body(), Words(call.query["language"])
    said: list[Draft] = []

    def drafts(world: World) -> Sequence[Draft]:
        said[:] = _drafts(call, _in_address(call, world), body)
        return said

    done = None if call.replayed else call.decide(drafts, receipt=receipt)
    world, position = (done.world, done.position) if done else call.now
    now = _in_address(call, world)
    warnings = [each for draft in said for each in advice(draft.said, draft.content, world)]
    shape = Told(call, world, [now], words).shape(now)
    return call.answer({**shape, "warnings": list(dict.fromkeys(warnings))}, position)


def _in_address(call: Call, world: World) -> Succession:
    found = next((each for each in successions(world) if each.id == call.args["succession"]), None)
    if found is None:
        raise Unknown("There is no such merger or split that concerns the project.")
    return found


def _drafts(call: Call, succession: Succession, body: Mapping[str, Any]) -> list[Draft]:
    """What confirming says. Whose it is is asked of every part before anything else is."""
    clarified = {status: body[status] for status in ("affected", "not_affected")}
    mine = _spoken_for(call, succession) if any(clarified.values()) else []
    for appointment in body["scopes"]:
        made = succession.world.appointment(appointment)
        about = {"appointment": appointment, "organisation": made.organisation if made else None}
        author(call.party, "scope", about, succession.world, call.today)
    if set(body["affected"]) & set(body["not_affected"]):
        raise InBothLists("An organisation stands in both lists.", "/not_affected")
    said = [draft for status in clarified for draft in _clarifying(succession, mine, status, clarified[status])]
    return [*said, *_widening(succession, body["scopes"])]


def _spoken_for(call: Call, succession: Succession) -> list[UUID]:
    """The successors at which the asker may clarify. Refuses whoever may at none."""
    mine, refusals = [], []
    for successor in succession.successors:
        try:
            author(call.party, "clarification", {"employer": successor}, succession.world, call.today)
            mine.append(successor)
        except NotYours as refusal:
            refusals.append(refusal)
    if not mine:
        raise refusals[0]
    return mine


def _clarifying(
    succession: Succession, mine: Sequence[UUID], status: str, organisations: Sequence[UUID]
) -> Iterator[Draft]:
    if organisations and not set(mine) & set(succession.taking_part):
        raise NotAParticipant("No successor that you may speak for takes part in the project.", f"/{status}")
    for place, organisation in enumerate(dict.fromkeys(organisations)):
        parts = [each for each in succession.clarifications if each.organisation == organisation]
        parts = [each for each in parts if each.successor in mine]
        if all(each.settled and each.stands != status for each in parts):
            raise Invalid(
                "No predecessor had it clarified, or something else has been said since: say it at the successor.",
                f"/{status}/{place}",
            )
        yield from (each.draft(status) for each in parts if not each.settled)


def _widening(succession: Succession, appointments: Sequence[UUID]) -> Iterator[Draft]:
    for place, appointment in enumerate(dict.fromkeys(appointments)):
        part = succession.scope(appointment)
        if part is None or (part.settled and not part.speaks_for_successors):
            raise Invalid(
                "Its scope names no predecessor, or its term was over, or it is a vara: there is nothing to confirm.",
                f"/scopes/{place}",
            )
        yield from part.drafts()
