"""Statements of a project's owner about groups: the groups, their seats, their rules of composition, their rosters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from domain.log.statements import Affects, Statement, withdrawal_of

GROUP_KINDS = ("styringsgruppe", "prosjektgruppe", "referansegruppe", "arbeidsgruppe", "testgruppe")
FUNCTIONS = ("leder", "nestleder", "medlem", "vara", "observatør", "sekretær")
COUNTING = FUNCTIONS[:3]
"""The functions in which a seat counts for coverage by group (docs/model.md, rule 9)."""

Rule = Mapping[str, Any]
"""A rule of composition, as :mod:`domain.groups.composition` knows them."""


class GroupFormed(Statement):
    """A group of the project, in a span."""

    TOPIC = "GroupFormed"
    KIND, ADDRESS, DATED = "group", ("group",), None
    DECIDER, AFFECTS = None, Affects.NOBODY
    WITHHELD, IMMATERIAL = ("name",), ("name",)

    group: UUID
    kind: str
    name: str
    from_: date
    until: date | None


GroupWithdrawn = withdrawal_of(GroupFormed, "GroupWithdrawn", "The group should never have been recorded.")


class SeatFilled(Statement):
    """A seat in a group: an appointment's, or that of an employer's representant."""

    TOPIC = "SeatFilled"
    KIND, ADDRESS, DATED = "seat", ("group", "seat"), None
    DECIDER, AFFECTS = None, Affects.NOBODY

    group: UUID
    seat: UUID
    appointment: UUID | None
    employer: UUID | None
    """Whose representant; an id of a representant is one only under its employer."""
    representant: UUID | None
    function: str
    from_: date
    until: date | None


SeatWithdrawn = withdrawal_of(SeatFilled, "SeatWithdrawn", "The seat should never have been recorded.")


class RulesSet(Statement):
    """From a day these rules of composition hold for the group."""

    TOPIC = "RulesSet"
    KIND, ADDRESS = "rules", ("group",)
    DECIDER, AFFECTS = None, Affects.NOBODY
    WITHHELD = ("basis",)

    group: UUID
    rules: list[Rule]
    from_: date


RulesWithdrawn = withdrawal_of(RulesSet, "RulesWithdrawn", "The rules from that day were wrong.")


class RosterAdopted(Statement):
    """From a day the appointments sit in the group, and no others. The seats are recorded beside it."""

    TOPIC = "RosterAdopted"
    KIND, ADDRESS = "adoption", ("group",)
    DECIDER, AFFECTS = None, Affects.NOBODY

    group: UUID
    appointments: list[UUID]
    from_: date


AdoptionWithdrawn = withdrawal_of(
    RosterAdopted, "AdoptionWithdrawn", "The roster from that day was not adopted after all."
)


class TemplateChosen(Statement):
    """Rosters are printed from the owner's own template, known by the digest of its bytes."""

    TOPIC = "TemplateChosen"
    KIND, ADDRESS, DATED = "template", (), None
    DECIDER, AFFECTS = None, Affects.NOBODY
    BEGINS = None

    template: str


TemplateWithdrawn = withdrawal_of(
    TemplateChosen, "TemplateWithdrawn", "Rosters are printed from the usual template again."
)
