"""Statements about who is affected: the employer's clarifications, and who speaks for the employer; the organisation's
own word (claims, waivers, reservations).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Statement, Withdrawal

STATUSES = ("affected", "not_affected")


class AffectedClarified(Statement):
    """From a day an organisation is, or is not, affected at the employer."""

    TOPIC = "AffectedClarified"
    KIND, ADDRESS = "clarification", ("employer", "organisation")

    employer: UUID
    organisation: UUID
    from_: date
    status: str


class ClarificationWithdrawn(Withdrawal):
    """The clarification from that day was wrong."""

    TOPIC = "ClarificationWithdrawn"
    KIND, ADDRESS = "clarification", ("employer", "organisation")

    employer: UUID
    organisation: UUID
    from_: date


class EmployerRepresentantNamed(Statement):
    """A person speaks for the employer in the project."""

    TOPIC = "EmployerRepresentantNamed"
    KIND, ADDRESS, DATED = "representant", ("employer", "representant"), None

    employer: UUID
    representant: UUID
    person: UUID
    from_: date
    until: date | None


class EmployerRepresentantWithdrawn(Withdrawal):
    """The representant of the employer was recorded by mistake."""

    TOPIC = "EmployerRepresentantWithdrawn"
    KIND, ADDRESS, DATED = "representant", ("employer", "representant"), None

    employer: UUID
    representant: UUID


class ClaimMade(Statement):
    """Our members there are affected."""

    TOPIC = "ClaimMade"
    KIND, ADDRESS = "claim", ("organisation", "employer")

    organisation: UUID
    employer: UUID
    from_: date
    until: date | None


class ClaimWithdrawn(Withdrawal):
    """The claim from that day no longer stands."""

    TOPIC = "ClaimWithdrawn"
    KIND, ADDRESS = "claim", ("organisation", "employer")

    organisation: UUID
    employer: UUID
    from_: date


class WaiverGiven(Statement):
    """In writing: we appoint nobody for that employer."""

    TOPIC = "WaiverGiven"
    KIND, ADDRESS = "waiver", ("organisation", "employer")

    organisation: UUID
    employer: UUID
    from_: date
    until: date | None


class WaiverWithdrawn(Withdrawal):
    """The waiver from that day no longer stands."""

    TOPIC = "WaiverWithdrawn"
    KIND, ADDRESS = "waiver", ("organisation", "employer")

    organisation: UUID
    employer: UUID
    from_: date


class ReservationMade(Statement):
    """We will not be represented by our sammenslutning in this project."""

    TOPIC = "ReservationMade"
    KIND, ADDRESS = "reservation", ("organisation",)

    organisation: UUID
    from_: date
    until: date | None


class ReservationWithdrawn(Withdrawal):
    """The reservation from that day no longer stands."""

    TOPIC = "ReservationWithdrawn"
    KIND, ADDRESS = "reservation", ("organisation",)

    organisation: UUID
    from_: date
