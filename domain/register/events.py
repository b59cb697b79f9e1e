"""Statements about the register: employers, organisations, the changes of both, affiliations, local branches."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from domain.log.statements import Statement, Withdrawal

EMPLOYER_KINDS = ("kommune", "fylkeskommune", "iks", "oppgavefellesskap", "annen")
ORGANISATION_KINDS = ("organisasjon", "sammenslutning")


class EmployerRegistered(Statement):
    """An employer exists in a span, under a name and perhaps a number."""

    TOPIC = "EmployerRegistered"
    KIND, ADDRESS, DATED = "employer", ("employer",), None

    employer: UUID
    name: str
    kind: str
    kommunenummer: str | None
    orgnr: str | None
    from_: date | None
    until: date | None


class EmployerRegistrationWithdrawn(Withdrawal):
    """The employer should never have been in the register."""

    TOPIC = "EmployerRegistrationWithdrawn"
    KIND, ADDRESS, DATED = "employer", ("employer",), None

    employer: UUID


class EmployerChanged(Statement):
    """On a day an employer is renumbered, renamed, merged or split.

    ``successors`` is a list of ``{"to": UUID, "kommunenummer": str | None, "name": str}``; the employer goes
    on if it is among them.
    """

    TOPIC = "EmployerChanged"
    KIND, ADDRESS, DATED = "change", ("employer",), "on"

    employer: UUID
    on: date
    successors: list[dict[str, Any]]


class OrganisationRegistered(Statement):
    """An organisation or sammenslutning exists in a span."""

    TOPIC = "OrganisationRegistered"
    KIND, ADDRESS, DATED = "organisation", ("organisation",), None

    organisation: UUID
    slug: str
    name: str
    kind: str
    short_name: str | None
    orgnr: str | None
    from_: date | None
    until: date | None


class OrganisationRegistrationWithdrawn(Withdrawal):
    """The organisation should never have been in the register."""

    TOPIC = "OrganisationRegistrationWithdrawn"
    KIND, ADDRESS, DATED = "organisation", ("organisation",), None

    organisation: UUID


class OrganisationChanged(Statement):
    """On a day an organisation is renamed, merged or split.

    ``successors`` is a list of ``{"to": UUID, "slug": str, "name": str, "short_name": str | None, "kind": str}``; the
    organisation goes on if it is among them.
    """

    TOPIC = "OrganisationChanged"
    KIND, ADDRESS, DATED = "organisation_change", ("organisation",), "on"

    organisation: UUID
    on: date
    successors: list[dict[str, Any]]


class OrganisationAffiliated(Statement):
    """An organisation is affiliated to a sammenslutning in a span."""

    TOPIC = "OrganisationAffiliated"
    KIND, ADDRESS = "affiliation", ("organisation", "sammenslutning")

    organisation: UUID
    sammenslutning: UUID
    from_: date | None
    until: date | None


class AffiliationWithdrawn(Withdrawal):
    """The affiliation from that day should never have been recorded."""

    TOPIC = "AffiliationWithdrawn"
    KIND, ADDRESS = "affiliation", ("organisation", "sammenslutning")

    organisation: UUID
    sammenslutning: UUID
    from_: date | None


def parties_of(event: Statement) -> frozenset[UUID]:
    """The employers and organisations of which the register says something; none for a statement of anything else."""
    if isinstance(event, EmployerChanged):
        return frozenset({event.employer, *(successor["to"] for successor in event.successors)})
    if isinstance(event, OrganisationChanged):
        return frozenset({event.organisation, *(successor["to"] for successor in event.successors)})
    if isinstance(event, EmployerRegistered | EmployerRegistrationWithdrawn):
        return frozenset({event.employer})
    if event.KIND in ("organisation", "affiliation"):
        return frozenset({event.content["organisation"]})
    return frozenset()


class BranchEmpowered(Statement):
    """The branch that sits at an employer speaks for the organisation, for these employers, in a span."""

    TOPIC = "BranchEmpowered"
    KIND, ADDRESS = "branch", ("organisation", "seat")

    organisation: UUID
    seat: UUID
    employers: list[UUID]
    from_: date
    until: date | None


class BranchWithdrawn(Withdrawal):
    """What the branch was let to say from that day, it is not."""

    TOPIC = "BranchWithdrawn"
    KIND, ADDRESS = "branch", ("organisation", "seat")

    organisation: UUID
    seat: UUID
    from_: date
