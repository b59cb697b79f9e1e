"""Statements of an organisation about its representanter: appointments, scopes, leaves, ends, joint mandates."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Statement, Withdrawal

ROLES = ("tillitsvalgt", "hovedtillitsvalgt", "fellestillitsvalgt")
ALL = "all"
"""The scope of all participants of the day."""

Scope = str | list[UUID]
"""``ALL``, or the employers spoken for, in sorted order."""


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
