"""Parties by the names that people and scripts give them, such as ``registrar`` or ``employer:1576``."""

from __future__ import annotations

from datetime import date

from api.http.fields import find_employer, find_organisation
from domain.log.statements import Party
from domain.log.world import Register
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of

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
        found = find_employer(employers_of(register), known_as, today)
    elif capacity == "organisation" and "/" in known_as:
        return _branch(known_as, register, today)
    elif capacity == "organisation":
        found = find_organisation(organisations_of(register), known_as)
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
    organisation = find_organisation(organisations_of(register), slug)
    seat = find_employer(employers_of(register), number, today)
    if organisation is None or seat is None:
        raise UnknownParty(f"Registeret har i dag ikke noe lag «{known_as}».")
    return Party("branch", organisation, seat)


_NOUNS = {"employer": "arbeidsgiver", "organisation": "organisasjon"}
