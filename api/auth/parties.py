"""Parties by the names that people and scripts give them, such as ``registrar`` or ``employer:1576``."""

from __future__ import annotations

from datetime import date
from typing import overload
from uuid import UUID

from api.http.references import find_employer, find_organisation
from domain.log.statements import Party
from domain.log.world import Register

WITHOUT_ID = ("registrar", "auditor")


class UnknownParty(LookupError):
    """No such party; the message, for people, says what is wrong."""


def find_party(text: str, register: Register, today: date) -> Party:
    """The party of that name. Raises :class:`UnknownParty`.

    An employer is named by kommunenummer (today's), organisasjonsnummer or UUID; an organisation by slug or UUID;
    a branch by its organisation and the employer where it sits: ``organisation:fagforbundet/1505``.
    """
    capacity, _, known_as = text.strip().partition(":")
    if capacity in WITHOUT_ID and not known_as:
        return Party(capacity)
    if capacity == "employer":
        found = find_employer(register.employers, known_as, today)
    elif capacity == "organisation" and "/" in known_as:
        return _branch(known_as, register, today)
    elif capacity == "organisation":
        found = find_organisation(register.organisations, known_as)
    else:
        raise UnknownParty(
            f"«{text}» er ingen part. Skriv registrar, auditor, employer:KOMMUNENUMMER (eller "
            "organisasjonsnummer eller UUID) eller organisation:SLUG."
        )
    if found is None:
        raise UnknownParty(f"Registeret har i dag ingen {_NOUNS[capacity]} «{known_as}».")
    return Party(capacity, found)


def _branch(known_as: str, register: Register, today: date) -> Party:
    slug, _, number = known_as.partition("/")
    organisation = find_organisation(register.organisations, slug)
    seat = find_employer(register.employers, number, today)
    if organisation is None or seat is None:
        raise UnknownParty(f"Registeret har i dag ikke noe lag «{known_as}».")
    return Party("branch", organisation, seat)


def party_exists(who: Party, register: Register) -> bool:
    """Whether the register has the party."""
    known = register.employers if who.capacity == "employer" else register.organisations
    seated = who.seat is None or who.seat in register.employers
    return who.id is None or (who.id in known and seated)


def party_name(who: Party, register: Register, today: date) -> str:
    """What the party is called today."""
    employer = register.employers.get(who.id) if who.id else None
    organisation = register.organisations.get(who.id) if who.id else None
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
    known = register.organisations.get(UUID(organisation))
    return f"organisation:{known.slug}{'/' * bool(seat)}{seat}" if known else party


_NOUNS = {"employer": "arbeidsgiver", "organisation": "organisasjon"}
