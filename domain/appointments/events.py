"""Statements of an organisation about its representanter: appointments, scopes, leaves, ends, joint mandates."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Affects, Statement, withdrawal_of

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
    DECIDER, AFFECTS = "organisation", Affects.SPOKEN_FOR
    PERSON, WITHHELD, IMMATERIAL = "person", ("person",), ("person", "role", "employed_at")

    organisation: UUID
    appointment: UUID
    person: UUID
    role: str
    employed_at: UUID | None
    scope: Scope | None
    from_: date
    until: date | None
    vara_for: UUID | None


AppointmentWithdrawn = withdrawal_of(
    RepresentantAppointed, "AppointmentWithdrawn", "The appointment was recorded by mistake."
)


class ScopeSet(Statement):
    """From a day the appointment speaks for these employers."""

    TOPIC = "ScopeSet"
    KIND, ADDRESS = "scope", ("appointment",)
    DECIDER, AFFECTS = "organisation", Affects.SPOKEN_FOR
    TAKES_OVER = True

    organisation: UUID
    appointment: UUID
    scope: Scope
    from_: date


ScopeWithdrawn = withdrawal_of(ScopeSet, "ScopeWithdrawn", "The scope from that day was wrong.")


class LeaveRecorded(Statement):
    """The representant is away; never why."""

    TOPIC = "LeaveRecorded"
    KIND, ADDRESS = "leave", ("appointment",)
    DECIDER, AFFECTS = "organisation", Affects.SPOKEN_FOR

    organisation: UUID
    appointment: UUID
    from_: date
    until: date | None


LeaveWithdrawn = withdrawal_of(LeaveRecorded, "LeaveWithdrawn", "The leave from that day was wrong.")


class AppointmentEnded(Statement):
    """The appointment ends: ``on`` is the first day it no longer holds."""

    TOPIC = "AppointmentEnded"
    KIND, ADDRESS, DATED = "end", ("appointment",), None
    DECIDER, AFFECTS = "organisation", Affects.SPOKEN_FOR
    BEGINS = "on"

    organisation: UUID
    appointment: UUID
    on: date


AppointmentEndWithdrawn = withdrawal_of(
    AppointmentEnded, "AppointmentEndWithdrawn", "The appointment did not end after all."
)


class JointMandateGiven(Statement):
    """The organisation lets another's appointment speak for it too (fellestillitsvalgt)."""

    TOPIC = "JointMandateGiven"
    KIND, ADDRESS = "joint", ("appointment", "organisation")
    DECIDER, AFFECTS = "organisation", Affects.ORGANISATION

    organisation: UUID
    appointment: UUID
    from_: date
    until: date | None


JointMandateWithdrawn = withdrawal_of(
    JointMandateGiven, "JointMandateWithdrawn", "The joint mandate from that day no longer stands."
)
