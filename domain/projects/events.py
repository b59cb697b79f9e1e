"""Statements of a project's owner: the project, its phases, its scheme, its participants."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Statement, Withdrawal

PHASES = ("starte_sammen", "forme_sammen", "levere_sammen")


class ProjectRegistered(Statement):
    """A collaboration owned by one employer."""

    TOPIC = "ProjectRegistered"
    KIND, ADDRESS, DATED = "project", (), None

    name: str
    owner: UUID
    from_: date
    until: date | None


class ProjectWithdrawn(Withdrawal):
    """The project should never have been registered. Its owner is kept: the record stays that owner's."""

    TOPIC = "ProjectWithdrawn"
    KIND, ADDRESS, DATED = "project", (), None

    owner: UUID


class PhaseBegun(Statement):
    """From a day the project is in a phase."""

    TOPIC = "PhaseBegun"
    KIND, ADDRESS = "phase", ()

    phase: str
    from_: date


class PhaseWithdrawn(Withdrawal):
    """The phase from that day was wrong."""

    TOPIC = "PhaseWithdrawn"
    KIND, ADDRESS = "phase", ()

    from_: date


class SchemeAgreed(Statement):
    """The representativ ordning as agreed: when, with whom, and days for forankring."""

    TOPIC = "SchemeAgreed"
    KIND, ADDRESS = "scheme", ()

    agreed_on: date
    agreed_with: list[UUID]
    forankring_days: int
    from_: date


class SchemeWithdrawn(Withdrawal):
    """The scheme from that day was wrong."""

    TOPIC = "SchemeWithdrawn"
    KIND, ADDRESS = "scheme", ()

    from_: date


class ParticipantAdded(Statement):
    """An employer takes part in a span."""

    TOPIC = "ParticipantAdded"
    KIND, ADDRESS = "participant", ("employer",)

    employer: UUID
    from_: date
    until: date | None


class ParticipantWithdrawn(Withdrawal):
    """The employer does not take part by that slot; kept, so that a succession does not fill it."""

    TOPIC = "ParticipantWithdrawn"
    KIND, ADDRESS = "participant", ("employer",)

    employer: UUID
    from_: date
