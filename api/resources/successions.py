"""Mergers and splits: what each party is proposed to say anew, and confirming it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response

from api.answers.parts import ID
from api.call import Call
from api.confirming import confirmed
from api.group_schemas import LanguageQuery
from api.operations import Operations
from api.succession_schemas import ConfirmationBody, SuccessionsQuery
from api.successions import Told
from api.unions import ToldOfUnion
from api.words import Words
from domain.advice import advice
from domain.drafts import Draft
from domain.errors import Unknown
from domain.participation import goes_on
from domain.world import World
from projections.successions import Succession, successions
from projections.unions import Union, unions

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
    found = [each for each in _concerning(world) if "at" not in call.query or _is_past(call, each)]

    def shaped(page: Sequence[Succession | Union]) -> list[dict[str, Any]]:
        return _shaped(call, world, page, words)

    return call.listed(found, shaped)


def _concerning(world: World) -> list[Succession | Union]:
    """Those of employers and of organisations, by day."""
    return sorted([*successions(world), *unions(world)], key=lambda each: each.on)


def _shaped(call: Call, world: World, page: Sequence[Succession | Union], words: Words) -> list[dict[str, Any]]:
    told = Told(call, world, [each for each in page if isinstance(each, Succession)], words)
    return [
        told.shape(each) if isinstance(each, Succession) else ToldOfUnion(each, world, call.today, words).shape()
        for each in page
    ]


def _is_past(call: Call, succession: Succession | Union) -> bool:
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
    organisations'. Where organisations were merged or split they name employers, each to say it of the successors at
    itself; what those say in their own name is sent as any other. What is settled already records nothing.
    """
    succession = _in_address(call, call.standing_project())
    call.demand("parts of a succession")
    receipt = call.receipt(str(succession.id))
    body, words = call.body(), Words(call.query["language"])
    said: list[Draft] = []

    def drafts(world: World) -> Sequence[Draft]:
        said[:] = confirmed(call, _in_address(call, world), body)
        return said

    done = None if call.replayed else call.decide(drafts, receipt=receipt)
    world, position = (done.world, done.position) if done else call.now
    now = _in_address(call, world)
    warnings = [each for draft in said for each in advice(draft.said, draft.content, world)]
    [shape] = _shaped(call, world, [now], words)
    return call.answer({**shape, "warnings": list(dict.fromkeys(warnings))}, position)


def _in_address(call: Call, world: World) -> Succession | Union:
    found = next((each for each in _concerning(world) if each.id == call.args["succession"]), None)
    if found is None:
        raise Unknown("There is no such merger or split that concerns the project.")
    return found
