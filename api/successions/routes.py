"""Mergers and splits: what each party is proposed to say anew, and confirming it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Response

from api.http import respond
from api.http.answers import ID
from api.http.fields import named_employer, named_organisation
from api.http.operation import Operations
from api.http.request import Request
from api.http.schemas import LanguageQuery
from api.http.statements import keyed, record
from api.language.words import Words
from api.successions.schemas import ConfirmationBody, ConfirmedAnswer, SuccessionAnswer, SuccessionsQuery
from api.successions.views import succession_views
from domain.log.drafts import Draft
from domain.log.rules import warnings_of
from domain.log.world import World
from domain.projects.state import goes_on
from projections.successions.confirm import Confirmed, Status, confirm
from projections.successions.successions import Succession, find_succession, successions

operations = Operations("successions")

_SUCCESSIONS = "/projects/<uuid:project>/successions"


@operations(
    "GET",
    _SUCCESSIONS,
    "Mergers and splits that concern a project",
    "see successions",
    query=SuccessionsQuery(),
    answer=list[SuccessionAnswer],
)
def list_successions(request: Request) -> Response:
    """By day: what the predecessors had that does not follow by itself, proposed in parts, and what is settled.

    With ``at`` those that have happened by then. As known, like everything else.
    """
    request.demand("successions")
    world, words = request.known[0], Words(request.query["language"])
    found = successions(world)
    if "at" in request.query:
        found = [each for each in found if each.on <= request.at and goes_on(world.book, request.at)]
    return respond.listed(request, found, lambda page: succession_views(page, request.today, words, request.names()))


@operations(
    "POST",
    f"{_SUCCESSIONS}/<uuid:succession>/confirm",
    "Confirm one's own part of a merger or split",
    "see parts of a succession",
    body=ConfirmationBody(),
    query=LanguageQuery(),
    example={"affected": [], "scopes": [ID]},
    keyed=True,
    answer=ConfirmedAnswer,
)
def confirm_succession(request: Request) -> Response:
    """All or nothing: recorded as clarifications at the successors, and scopes, from the day of the change.

    ``affected`` and ``not_affected`` are a successor's to say, at itself, or the owner's, at all; ``scopes`` their
    organisations'. Where organisations were merged or split they name employers, each to say it of the successors at
    itself; what those say in their own name is sent as any other. What is settled already records nothing.
    """
    succession = find_succession(request.standing_project(), request.args["succession"])
    request.demand("parts of a succession")
    again = keyed(request, str(succession.id))
    body, words = request.body(), Words(request.query["language"])
    said: list[Draft] = []

    def drafts(world: World) -> Sequence[Draft]:
        succession = find_succession(world, request.args["succession"])
        said[:] = confirm(request.party, request.today, succession, _confirmed(succession, body))
        return said

    done = None if again.replayed else record(request, drafts, keyed=again)
    world, position = (done.world, done.position) if done else request.now
    now = find_succession(world, succession.id)
    warnings = [each for draft in said for each in warnings_of(draft.said, draft.content, world)]
    [shape] = succession_views([now], request.today, words, request.names())
    return respond.answer({**shape, "warnings": list(dict.fromkeys(warnings))}, position)


def _confirmed(succession: Succession, body: Mapping[str, Any]) -> Confirmed:
    """The body, with identities in place of references: to organisations, or to employers as of the change."""
    register = succession.world.register

    def named(status: Status) -> list[UUID]:
        places = ((each, f"/{status}/{place}") for place, each in enumerate(body[status]))
        if succession.kind == "employer":
            return [named_organisation(register, each.organisation, pointer) for each, pointer in places]
        return [named_employer(register, each.employer, pointer, succession.on) for each, pointer in places]

    return Confirmed(named("affected"), named("not_affected"), body["scopes"])
