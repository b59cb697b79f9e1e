"""Statements of an organisation in a project: appointments and all about them, and its own word."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.statements import Statement, Withdrawal

ROLES = ("tillitsvalgt", "hovedtillitsvalgt", "fellestillitsvalgt")
ALL = "all"
"""The scope of all participants of the day."""

Scope = str | list[UUID]
"""``ALL``, or the employers spoken for, in sorted order."""


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


class RepresentantAppointed(Statement):
    """The organisation appoints a person as representant, or as vara for one.

    A vara has no scope of its own (None): it follows its principal's.
    """

    TOPIC = "RepresentantAppointed"
    KIND, ADDRESS, DATED = "appointment", ("appointment",), None

    organisation: UUID
    appointment: UUID
    person: UUID
    role: str
    employed_at: UUID | None
    scope: Scope | None
    from_: date
    until: date | None
    vara_for: UUID | None


class AppointmentWithdrawn(Withdrawal):
    """The appointment was recorded by mistake."""

    TOPIC = "AppointmentWithdrawn"
    KIND, ADDRESS, DATED = "appointment", ("appointment",), None

    organisation: UUID
    appointment: UUID


class ScopeSet(Statement):
    """From a day the appointment speaks for these employers."""

    TOPIC = "ScopeSet"
    KIND, ADDRESS = "scope", ("appointment",)

    organisation: UUID
    appointment: UUID
    scope: Scope
    from_: date


class ScopeWithdrawn(Withdrawal):
    """The scope from that day was wrong."""

    TOPIC = "ScopeWithdrawn"
    KIND, ADDRESS = "scope", ("appointment",)

    organisation: UUID
    appointment: UUID
    from_: date


class LeaveRecorded(Statement):
    """The representant is away; never why."""

    TOPIC = "LeaveRecorded"
    KIND, ADDRESS = "leave", ("appointment",)

    organisation: UUID
    appointment: UUID
    from_: date
    until: date | None


class LeaveWithdrawn(Withdrawal):
    """The leave from that day was wrong."""

    TOPIC = "LeaveWithdrawn"
    KIND, ADDRESS = "leave", ("appointment",)

    organisation: UUID
    appointment: UUID
    from_: date


class AppointmentEnded(Statement):
    """The appointment ends: ``on`` is the first day it no longer holds."""

    TOPIC = "AppointmentEnded"
    KIND, ADDRESS, DATED = "end", ("appointment",), None

    organisation: UUID
    appointment: UUID
    on: date


class AppointmentEndWithdrawn(Withdrawal):
    """The appointment did not end after all."""

    TOPIC = "AppointmentEndWithdrawn"
    KIND, ADDRESS, DATED = "end", ("appointment",), None

    organisation: UUID
    appointment: UUID


class JointMandateGiven(Statement):
    """The organisation lets another's appointment speak for it too (fellestillitsvalgt)."""

    TOPIC = "JointMandateGiven"
    KIND, ADDRESS = "joint", ("appointment", "organisation")

    organisation: UUID
    appointment: UUID
    from_: date
    until: date | None


class JointMandateWithdrawn(Withdrawal):
    """The joint mandate from that day no longer stands."""

    TOPIC = "JointMandateWithdrawn"
    KIND, ADDRESS = "joint", ("appointment", "organisation")

    organisation: UUID
    appointment: UUID
    from_: date
