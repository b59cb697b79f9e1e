"""Mergers and splits: what each party is proposed to say anew, and confirming it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response

from api.http.answers import ID
from api.http.operation import Operations
from api.http.schemas import LanguageQuery
from api.http.statements import Call
from api.language.words import Words
from api.successions.confirm import confirmed
from api.successions.schemas import ConfirmationBody, ConfirmedAnswer, SuccessionAnswer, SuccessionsQuery
from api.successions.views import OrganisationSuccessionView, SuccessionView
from domain.log.drafts import Draft
from domain.log.errors import Unknown
from domain.log.rules import warnings_of
from domain.log.world import World
from domain.projects.state import goes_on
from projections.successions.employer_successions import EmployerSuccession, employer_successions
from projections.successions.organisation_successions import OrganisationSuccession, organisation_successions

operations = Operations("successions")

_SUCCESSIONS = "/projects/<uuid:project>/successions"


@operations(
    "GET",
    _SUCCESSIONS,
    "Mergers and splits that concern a project",
    "see successions",
    query=SuccessionsQuery(),
    many=True,
    answer=SuccessionAnswer(),
)
def list_successions(call: Call) -> Response:
    """By day: what the predecessors had that does not follow by itself, proposed in parts, and what is settled.

    With ``at`` those that have happened by then. As known, like everything else.
    """
    call.demand("successions")
    world, words = call.known[0], Words(call.query["language"])
    found = [each for each in _concerning(world) if "at" not in call.query or _is_past(call, each)]

    def shaped(page: Sequence[EmployerSuccession | OrganisationSuccession]) -> list[dict[str, Any]]:
        return _shaped(call, world, page, words)

    return call.listed(found, shaped)


def _concerning(world: World) -> list[EmployerSuccession | OrganisationSuccession]:
    """Those of employers and of organisations, by day."""
    return sorted([*employer_successions(world), *organisation_successions(world)], key=lambda each: each.on)


def _shaped(
    call: Call, world: World, page: Sequence[EmployerSuccession | OrganisationSuccession], words: Words
) -> list[dict[str, Any]]:
    told = SuccessionView(call, world, [each for each in page if isinstance(each, EmployerSuccession)], words)
    return [
        told.shape(each)
        if isinstance(each, EmployerSuccession)
        else OrganisationSuccessionView(each, world, call.today, words).shape()
        for each in page
    ]


def _is_past(call: Call, succession: EmployerSuccession | OrganisationSuccession) -> bool:
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
    answer=ConfirmedAnswer(),
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
    warnings = [each for draft in said for each in warnings_of(draft.said, draft.content, world)]
    [shape] = _shaped(call, world, [now], words)
    return call.answer({**shape, "warnings": list(dict.fromkeys(warnings))}, position)


def _in_address(call: Call, world: World) -> EmployerSuccession | OrganisationSuccession:
    found = next((each for each in _concerning(world) if each.id == call.args["succession"]), None)
    if found is None:
        raise Unknown("There is no such merger or split that concerns the project.")
    return found
