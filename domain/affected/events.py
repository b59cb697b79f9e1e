"""Statements about who is affected: the employer's clarifications, and who speaks for the employer; the organisation's
own word (claims, waivers, reservations).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Affects, Statement, withdrawal_of

STATUSES = ("affected", "not_affected")


class AffectedClarified(Statement):
    """From a day an organisation is, or is not, affected at the employer."""

    TOPIC = "AffectedClarified"
    KIND, ADDRESS = "clarification", ("employer", "organisation")
    DECIDER, AFFECTS = "employer", Affects.ORGANISATION
    TAKES_OVER = True

    employer: UUID
    organisation: UUID
    from_: date
    status: str


ClarificationWithdrawn = withdrawal_of(
    AffectedClarified, "ClarificationWithdrawn", "The clarification from that day was wrong."
)


class EmployerRepresentantNamed(Statement):
    """A person speaks for the employer in the project."""

    TOPIC = "EmployerRepresentantNamed"
    KIND, ADDRESS, DATED = "representant", ("employer", "representant"), None
    DECIDER, AFFECTS = "employer", Affects.NOBODY
    PERSON, WITHHELD, IMMATERIAL = "person", ("person",), ("person",)

    employer: UUID
    representant: UUID
    person: UUID
    from_: date
    until: date | None


EmployerRepresentantWithdrawn = withdrawal_of(
    EmployerRepresentantNamed,
    "EmployerRepresentantWithdrawn",
    "The representant of the employer was recorded by mistake.",
)


class ClaimMade(Statement):
    """Our members there are affected."""

    TOPIC = "ClaimMade"
    KIND, ADDRESS = "claim", ("organisation", "employer")
    DECIDER, AFFECTS = "organisation", Affects.ORGANISATION

    organisation: UUID
    employer: UUID
    from_: date
    until: date | None


ClaimWithdrawn = withdrawal_of(ClaimMade, "ClaimWithdrawn", "The claim from that day no longer stands.")


class WaiverGiven(Statement):
    """In writing: we appoint nobody for that employer."""

    TOPIC = "WaiverGiven"
    KIND, ADDRESS = "waiver", ("organisation", "employer")
    DECIDER, AFFECTS = "organisation", Affects.ORGANISATION

    organisation: UUID
    employer: UUID
    from_: date
    until: date | None


WaiverWithdrawn = withdrawal_of(WaiverGiven, "WaiverWithdrawn", "The waiver from that day no longer stands.")


class ReservationMade(Statement):
    """We will not be represented by our sammenslutning in this project."""

    TOPIC = "ReservationMade"
    KIND, ADDRESS = "reservation", ("organisation",)
    DECIDER, AFFECTS = "organisation", Affects.ORGANISATION

    organisation: UUID
    from_: date
    until: date | None


ReservationWithdrawn = withdrawal_of(
    ReservationMade, "ReservationWithdrawn", "The reservation from that day no longer stands."
)
