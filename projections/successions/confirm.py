"""What confirming a merger or split says: each party its own part of what is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from domain.appointments.events import RepresentantAppointed
from domain.log.drafts import Draft
from domain.log.errors import InBothLists, Invalid, NotAParticipant, NotYours
from domain.log.statements import Party
from domain.rights import author
from projections.successions.parts import clarifications, scope
from projections.successions.successions import Succession

Status = Literal["affected", "not_affected"]
STATUSES: tuple[Status, ...] = ("affected", "not_affected")


class Confirmed(NamedTuple):
    """What a party confirms: of employers by organisation, of organisations by employer; and appointments' scopes."""

    affected: Sequence[UUID]
    not_affected: Sequence[UUID]
    scopes: Sequence[UUID]


def confirm(party: Party, today: date, succession: Succession, confirmed: Confirmed) -> list[Draft]:
    """What is said by it; nothing, of what is settled so already.

    Whose it is is asked of every part before anything else is. Raises :class:`NotYours`, :class:`InBothLists`,
    :class:`NotAParticipant` and :class:`Invalid`, with a pointer into ``affected``, ``not_affected`` or ``scopes``.
    """
    if succession.kind == "employer":
        mine = _successors_spoken_for(party, today, succession, confirmed)
        _refuse_scopes_of_others(party, today, succession, confirmed)
    else:
        mine = _employers_spoken_for(party, today, succession, confirmed)
        if confirmed.scopes:
            raise Invalid("No scope follows from a change of organisations: each appoints in its own name.", "/scopes")
    if set(confirmed.affected) & set(confirmed.not_affected):
        raise InBothLists(f"An {succession.counterpart} stands in both lists.", "/not_affected")
    return [*_clarified(succession, mine, confirmed), *_widened(succession, confirmed.scopes)]


def _successors_spoken_for(party: Party, today: date, succession: Succession, confirmed: Confirmed) -> set[UUID]:
    """The successors at which the party may clarify. Refuses whoever may at none, and would."""
    mine, refusals = set(), []
    for successor in succession.successors if confirmed.affected or confirmed.not_affected else ():
        try:
            author(party, "clarification", {"employer": successor}, succession.world, today)
            mine.add(successor)
        except NotYours as refusal:
            refusals.append(refusal)
    if refusals and not mine:
        raise refusals[0]
    return mine


def _employers_spoken_for(party: Party, today: date, succession: Succession, confirmed: Confirmed) -> set[UUID]:
    """The employers that are named. Refuses whoever may not clarify at each."""
    named = {*confirmed.affected, *confirmed.not_affected}
    for employer in named:
        author(party, "clarification", {"employer": employer}, succession.world, today)
    return named


def _refuse_scopes_of_others(party: Party, today: date, succession: Succession, confirmed: Confirmed) -> None:
    for appointment in confirmed.scopes:
        made = succession.world.standing(RepresentantAppointed, appointment)
        about = {"appointment": appointment, "organisation": made.organisation if made else None}
        author(party, "scope", about, succession.world, today)


_NOT_PROPOSED = {
    "employer": "No predecessor had it clarified, or something else has been said since: say it at the successor.",
    "organisation": (
        "No predecessor was clarified there, or something else has been said since: say it of the successor."
    ),
}


def _clarified(succession: Succession, mine: set[UUID], confirmed: Confirmed) -> Iterator[Draft]:
    """The clarifications at employers that are the party's."""
    proposed = [each for each in clarifications(succession) if each.employer in mine] if mine else []
    for status in STATUSES:
        named: Sequence[UUID] = getattr(confirmed, status)
        if named and succession.kind == "employer" and mine.isdisjoint(succession.taking_part):
            raise NotAParticipant("No successor that you may speak for takes part in the project.", f"/{status}")
        for place, who in enumerate(dict.fromkeys(named)):
            parts = [each for each in proposed if getattr(each, succession.counterpart) == who]
            if all(each.settled and each.stands != status for each in parts):
                raise Invalid(_NOT_PROPOSED[succession.kind], f"/{status}/{place}")
            yield from (each.draft(status) for each in parts if not each.settled)


def _widened(succession: Succession, appointments: Sequence[UUID]) -> Iterator[Draft]:
    for place, appointment in enumerate(dict.fromkeys(appointments)):
        part = scope(succession, appointment)
        if part is None or (part.settled and not part.speaks_for_successors):
            raise Invalid(
                "Its scope names no predecessor, or its term was over, or it is a vara: there is nothing to confirm.",
                f"/scopes/{place}",
            )
        yield from part.drafts()
