"""Statements about the register: employers, organisations, the changes of both, affiliations, local branches."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from domain.log.statements import Affects, Statement, withdrawal_of

EMPLOYER_KINDS = ("kommune", "fylkeskommune", "iks", "oppgavefellesskap", "annen")
ORGANISATION_KINDS = ("organisasjon", "sammenslutning")


class EmployerRegistered(Statement):
    """An employer exists in a span, under a name and perhaps a number."""

    TOPIC = "EmployerRegistered"
    KIND, ADDRESS, DATED = "employer", ("employer",), None
    DECIDER, AFFECTS = "employer", Affects.NOBODY
    OF_THE_REGISTER, REGISTERS = True, ("employer",)
    WITHHELD, IMMATERIAL = ("name",), ("name", "orgnr")

    employer: UUID
    name: str
    kind: str
    kommunenummer: str | None
    orgnr: str | None
    from_: date | None
    until: date | None


EmployerRegistrationWithdrawn = withdrawal_of(
    EmployerRegistered, "EmployerRegistrationWithdrawn", "The employer should never have been in the register."
)


class EmployerChanged(Statement):
    """On a day an employer is renumbered, renamed, merged or split.

    ``successors`` is a list of ``{"to": UUID, "kommunenummer": str | None, "name": str}``; the employer goes
    on if it is among them.
    """

    TOPIC = "EmployerChanged"
    KIND, ADDRESS, DATED = "change", ("employer",), "on"
    DECIDER, AFFECTS = "employer", Affects.NOBODY
    OF_THE_REGISTER, REGISTERS = True, ("employer",)
    WITHHELD, BEGINS = ("name",), "on"

    employer: UUID
    on: date
    successors: list[dict[str, Any]]

    @property
    def registered(self) -> frozenset[UUID]:
        """Those that came of it too."""
        return super().registered | {successor["to"] for successor in self.successors}


class OrganisationRegistered(Statement):
    """An organisation or sammenslutning exists in a span."""

    TOPIC = "OrganisationRegistered"
    KIND, ADDRESS, DATED = "organisation", ("organisation",), None
    DECIDER, AFFECTS = "organisation", Affects.NOBODY
    OF_THE_REGISTER, REGISTERS = True, ("organisation",)
    WITHHELD, IMMATERIAL = ("name", "short_name"), ("name", "short_name", "slug", "orgnr")

    organisation: UUID
    slug: str
    name: str
    kind: str
    short_name: str | None
    orgnr: str | None
    from_: date | None
    until: date | None


OrganisationRegistrationWithdrawn = withdrawal_of(
    OrganisationRegistered,
    "OrganisationRegistrationWithdrawn",
    "The organisation should never have been in the register.",
)


class OrganisationChanged(Statement):
    """On a day an organisation is renamed, merged or split.

    ``successors`` is a list of ``{"to": UUID, "slug": str, "name": str, "short_name": str | None, "kind": str}``; the
    organisation goes on if it is among them.
    """

    TOPIC = "OrganisationChanged"
    KIND, ADDRESS, DATED = "organisation_change", ("organisation",), "on"
    DECIDER, AFFECTS = "organisation", Affects.NOBODY
    OF_THE_REGISTER, REGISTERS = True, ("organisation",)
    WITHHELD, BEGINS = ("name", "short_name"), "on"

    organisation: UUID
    on: date
    successors: list[dict[str, Any]]

    @property
    def registered(self) -> frozenset[UUID]:
        """Those that came of it too."""
        return super().registered | {successor["to"] for successor in self.successors}


class OrganisationAffiliated(Statement):
    """An organisation is affiliated to a sammenslutning in a span."""

    TOPIC = "OrganisationAffiliated"
    KIND, ADDRESS = "affiliation", ("organisation", "sammenslutning")
    DECIDER, AFFECTS = "organisation", Affects.NOBODY
    OF_THE_REGISTER, REGISTERS = True, ("organisation",)

    organisation: UUID
    sammenslutning: UUID
    from_: date | None
    until: date | None


AffiliationWithdrawn = withdrawal_of(
    OrganisationAffiliated, "AffiliationWithdrawn", "The affiliation from that day should never have been recorded."
)


class BranchEmpowered(Statement):
    """The branch that sits at an employer speaks for the organisation, for these employers, in a span."""

    TOPIC = "BranchEmpowered"
    KIND, ADDRESS = "branch", ("organisation", "seat")
    DECIDER, AFFECTS = "organisation", Affects.NOBODY
    OF_THE_REGISTER, SEEN_AS = True, "branches"

    organisation: UUID
    seat: UUID
    employers: list[UUID]
    from_: date
    until: date | None


BranchWithdrawn = withdrawal_of(
    BranchEmpowered, "BranchWithdrawn", "What the branch was let to say from that day, it is not."
)
