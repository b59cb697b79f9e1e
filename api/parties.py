"""Parties by the names that people and scripts give them, such as ``registrar`` or ``employer:1576``."""

from __future__ import annotations

from api import references
from api.services import Services
from domain.rights import Party

WITHOUT_ID = ("registrar", "auditor")


class UnknownParty(LookupError):
    """No such party; the message, for people, says what is wrong."""


def party_named(services: Services, text: str) -> Party:
    """The party of that name. Raises :class:`UnknownParty`.

    An employer is named by kommunenummer (today's), organisasjonsnummer or UUID; an organisation by slug or UUID.
    """
    register, today = services.samrad.world().register, services.today()
    capacity, _, name = text.strip().partition(":")
    if capacity in WITHOUT_ID and not name:
        return Party(capacity)
    if capacity == "employer":
        found = references.employer(register.employers, name, today)
    elif capacity == "organisation":
        found = references.organisation(register.organisations, name)
    else:
        raise UnknownParty(
            f"«{text}» er ingen part. Skriv registrar, auditor, employer:KOMMUNENUMMER (eller "
            "organisasjonsnummer eller UUID) eller organisation:SLUG."
        )
    if found is None:
        raise UnknownParty(f"Registeret har i dag ingen {_NOUNS[capacity]} «{name}».")
    return Party(capacity, found)


def name_of(services: Services, who: Party) -> str:
    """What the party is called today."""
    register = services.samrad.world().register
    employer = register.employers.get(who.id) if who.id else None
    organisation = register.organisations.get(who.id) if who.id else None
    if employer:
        return employer.named(services.today()).name
    return organisation.name if organisation else who.capacity


_NOUNS = {"employer": "arbeidsgiver", "organisation": "organisasjon"}
