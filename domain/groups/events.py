"""Statements of a project's owner about groups: the groups, their seats, their rules of composition, their rosters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from domain.log.statements import Statement, Withdrawal

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

    group: UUID
    kind: str
    name: str
    from_: date
    until: date | None


class GroupWithdrawn(Withdrawal):
    """The group should never have been recorded."""

    TOPIC = "GroupWithdrawn"
    KIND, ADDRESS, DATED = "group", ("group",), None

    group: UUID


class SeatFilled(Statement):
    """A seat in a group: an appointment's, or that of an employer's representant."""

    TOPIC = "SeatFilled"
    KIND, ADDRESS, DATED = "seat", ("group", "seat"), None

    group: UUID
    seat: UUID
    appointment: UUID | None
    employer: UUID | None
    """Whose representant; an id of a representant is one only under its employer."""
    representant: UUID | None
    function: str
    from_: date
    until: date | None


class SeatWithdrawn(Withdrawal):
    """The seat should never have been recorded."""

    TOPIC = "SeatWithdrawn"
    KIND, ADDRESS, DATED = "seat", ("group", "seat"), None

    group: UUID
    seat: UUID


class RulesSet(Statement):
    """From a day these rules of composition hold for the group."""

    TOPIC = "RulesSet"
    KIND, ADDRESS = "rules", ("group",)

    group: UUID
    rules: list[Rule]
    from_: date


class RulesWithdrawn(Withdrawal):
    """The rules from that day were wrong."""

    TOPIC = "RulesWithdrawn"
    KIND, ADDRESS = "rules", ("group",)

    group: UUID
    from_: date


class RosterAdopted(Statement):
    """From a day the appointments sit in the group, and no others. The seats are recorded beside it."""

    TOPIC = "RosterAdopted"
    KIND, ADDRESS = "adoption", ("group",)

    group: UUID
    appointments: list[UUID]
    from_: date


class AdoptionWithdrawn(Withdrawal):
    """The roster from that day was not adopted after all."""

    TOPIC = "AdoptionWithdrawn"
    KIND, ADDRESS = "adoption", ("group",)

    group: UUID
    from_: date


class TemplateChosen(Statement):
    """Rosters are printed from the owner's own template, known by the digest of its bytes."""

    TOPIC = "TemplateChosen"
    KIND, ADDRESS, DATED = "template", (), None

    template: str


class TemplateWithdrawn(Withdrawal):
    """Rosters are printed from the usual template again."""

    TOPIC = "TemplateWithdrawn"
    KIND, ADDRESS, DATED = "template", (), None
