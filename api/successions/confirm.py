"""What confirming a merger or split says: each party its own part of what is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from api.http.references import named_employer, named_organisation
from api.http.request import Request
from domain.log.drafts import Draft
from domain.log.errors import InBothLists, Invalid, NotAParticipant, NotYours
from domain.rights import author
from projections.successions.employer_successions import EmployerSuccession
from projections.successions.organisation_successions import OrganisationSuccession

STATUSES = ("affected", "not_affected")


def confirmed(
    request: Request, succession: EmployerSuccession | OrganisationSuccession, body: Mapping[str, Any]
) -> list[Draft]:
    """What is said. Whose it is is asked of every part before anything else is."""
    return (
        _of_employers(request, succession, body)
        if isinstance(succession, EmployerSuccession)
        else _of_union(request, succession, body)
    )


def _of_union(request: Request, union: OrganisationSuccession, body: Mapping[str, Any]) -> list[Draft]:
    """What employers, or the owner, say of the successors at each of the employers."""
    register = union.world.register
    named = {
        status: [
            named_employer(register, each.employer, f"/{status}/{place}", union.on)
            for place, each in enumerate(body[status])
        ]
        for status in STATUSES
    }
    for employer in {who for employers in named.values() for who in employers}:
        author(request.party, "clarification", {"employer": employer}, union.world, request.today)
    if body["scopes"]:
        raise Invalid("No scope follows from a change of organisations: each appoints in its own name.", "/scopes")
    if set(named["affected"]) & set(named["not_affected"]):
        raise InBothLists("An employer stands in both lists.", "/not_affected")
    return [draft for status in STATUSES for draft in _clarified_at(union, status, named[status])]


def _clarified_at(union: OrganisationSuccession, status: str, employers: Sequence[UUID]) -> Iterator[Draft]:
    for place, employer in enumerate(dict.fromkeys(employers)):
        parts = [each for each in union.clarifications if each.successor == employer]
        if all(each.settled and each.stands != status for each in parts):
            raise Invalid(
                "No predecessor was clarified there, or something else has been said since: say it of the successor.",
                f"/{status}/{place}",
            )
        yield from (each.draft(status) for each in parts if not each.settled)


def _of_employers(request: Request, succession: EmployerSuccession, body: Mapping[str, Any]) -> list[Draft]:
    """What successors, or the owner, say of organisations, and organisations of their scopes."""
    register = succession.world.register
    clarified = {
        status: [
            named_organisation(register, each.organisation, f"/{status}/{place}")
            for place, each in enumerate(body[status])
        ]
        for status in STATUSES
    }
    mine = _spoken_for(request, succession) if any(clarified.values()) else []
    for appointment in body["scopes"]:
        made = succession.world.appointment(appointment)
        about = {"appointment": appointment, "organisation": made.organisation if made else None}
        author(request.party, "scope", about, succession.world, request.today)
    if set(clarified["affected"]) & set(clarified["not_affected"]):
        raise InBothLists("An organisation stands in both lists.", "/not_affected")
    said = [draft for status in clarified for draft in _clarifying(succession, mine, status, clarified[status])]
    return [*said, *_widening(succession, body["scopes"])]


def _spoken_for(request: Request, succession: EmployerSuccession) -> list[UUID]:
    """The successors at which the asker may clarify. Refuses whoever may at none."""
    mine, refusals = [], []
    for successor in succession.successors:
        try:
            author(request.party, "clarification", {"employer": successor}, succession.world, request.today)
            mine.append(successor)
        except NotYours as refusal:
            refusals.append(refusal)
    if not mine:
        raise refusals[0]
    return mine


def _clarifying(
    succession: EmployerSuccession, mine: Sequence[UUID], status: str, organisations: Sequence[UUID]
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


def _widening(succession: EmployerSuccession, appointments: Sequence[UUID]) -> Iterator[Draft]:
    for place, appointment in enumerate(dict.fromkeys(appointments)):
        part = succession.scope(appointment)
        if part is None or (part.settled and not part.speaks_for_successors):
            raise Invalid(
                "Its scope names no predecessor, or its term was over, or it is a vara: there is nothing to confirm.",
                f"/scopes/{place}",
            )
        yield from part.drafts()
