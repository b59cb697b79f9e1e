"""Statements of an employer in a project: who is affected there, and who speaks for the employer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.statements import Statement, Withdrawal

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
