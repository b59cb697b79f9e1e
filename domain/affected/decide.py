"""Clarifying who is affected at an employer, several organisations at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from domain.affected.events import AffectedClarified, ClarificationWithdrawn
from domain.log.book import Entry
from domain.log.drafts import Draft
from domain.log.errors import InBothLists, Unknown
from domain.log.world import World


def clarify(employer: UUID, from_: date, affected: Collection[UUID], not_affected: Collection[UUID]) -> Sequence[Draft]:
    """What the two lists say, each organisation once. Raises :class:`InBothLists`."""
    if set(affected) & set(not_affected):
        raise InBothLists("An organisation stands in both lists.", "/not_affected")
    lists = {"affected": affected, "not_affected": not_affected}
    return [
        Draft(AffectedClarified, {"employer": employer, "organisation": who, "from_": from_, "status": status})
        for status, named in lists.items()
        for who in dict.fromkeys(named)
    ]


def clarified_from(world: World, employer: UUID, from_: date | None) -> Sequence[Entry]:
    """What was ever clarified of the employer from the day, be it withdrawn."""
    slots = world.book.kinds.get("clarification", {})
    return [slots[address][from_] for address in slots if address[0] == employer and from_ in slots[address]]


def withdraw_clarifications(world: World, employer: UUID, from_: date | None) -> Sequence[Draft]:
    """That all that was clarified of the employer from the day is withdrawn. Raises :class:`Unknown` if nothing was."""
    said = clarified_from(world, employer, from_)
    if not said:
        raise Unknown("Nothing has been clarified from that day, so there is nothing to withdraw.")
    named = ({"employer": employer, "organisation": each.event.content["organisation"]} for each in said)
    return [Draft(ClarificationWithdrawn, {**each, "from_": from_}) for each in named]
