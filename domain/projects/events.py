"""Statements of a project's owner: the project, its phases, its scheme, its participants."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.log.statements import Affects, Statement, withdrawal_of

PHASES = ("starte_sammen", "forme_sammen", "levere_sammen")


class ProjectRegistered(Statement):
    """A collaboration owned by one employer."""

    TOPIC = "ProjectRegistered"
    KIND, ADDRESS, DATED = "project", (), None
    DECIDER, AFFECTS = None, Affects.EVERYBODY
    WITHHELD, IMMATERIAL = ("name",), ("name",)

    name: str
    owner: UUID
    from_: date
    until: date | None


ProjectWithdrawn = withdrawal_of(
    ProjectRegistered,
    "ProjectWithdrawn",
    "The project should never have been registered. Its owner is kept: the record stays that owner's.",
    "owner",
)


class PhaseBegun(Statement):
    """From a day the project is in a phase."""

    TOPIC = "PhaseBegun"
    KIND, ADDRESS = "phase", ()
    DECIDER, AFFECTS = None, Affects.NOBODY

    phase: str
    from_: date


PhaseWithdrawn = withdrawal_of(PhaseBegun, "PhaseWithdrawn", "The phase from that day was wrong.")


class SchemeAgreed(Statement):
    """The representativ ordning as agreed: when, with whom, and days for forankring."""

    TOPIC = "SchemeAgreed"
    KIND, ADDRESS = "scheme", ()
    DECIDER, AFFECTS = None, Affects.NOBODY

    agreed_on: date
    agreed_with: list[UUID]
    forankring_days: int
    from_: date


SchemeWithdrawn = withdrawal_of(SchemeAgreed, "SchemeWithdrawn", "The scheme from that day was wrong.")


class ParticipantAdded(Statement):
    """An employer takes part in a span."""

    TOPIC = "ParticipantAdded"
    KIND, ADDRESS = "participant", ("employer",)
    DECIDER, AFFECTS = None, Affects.EVERYBODY

    employer: UUID
    from_: date
    until: date | None


ParticipantWithdrawn = withdrawal_of(
    ParticipantAdded,
    "ParticipantWithdrawn",
    "The employer does not take part by that slot; kept, so that a succession does not fill it.",
)
