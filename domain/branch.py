"""Statements of an organisation about its local branches: delegated rights, for named employers and days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.statements import Statement, Withdrawal


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
