"""What parties are called: by people, and by tokens."""

from __future__ import annotations

from datetime import date
from typing import overload
from uuid import UUID

from domain.log.statements import Party
from domain.log.world import Register
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of


def party_name(who: Party, register: Register, today: date) -> str:
    """What the party is called today."""
    employer = employers_of(register).get(who.id) if who.id else None
    organisation = organisations_of(register).get(who.id) if who.id else None
    if employer:
        return employer.named(today).name
    return organisation.named(today).name if organisation else who.capacity


@overload
def party_code(party: str, register: Register) -> str: ...


@overload
def party_code(party: str | None, register: Register) -> str | None: ...


def party_code(party: str | None, register: Register) -> str | None:
    """The party as tokens name it, such as ``organisation:delta``, where it is written with identities."""
    if party is None or not party.startswith("organisation:"):
        return party
    organisation, _, seat = party.partition(":")[2].partition("/")
    known = organisations_of(register).get(UUID(organisation))
    return f"organisation:{known.slug}{'/' * bool(seat)}{seat}" if known else party
