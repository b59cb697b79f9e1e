"""Bodies and queries about groups, their seats, rules and rosters."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.fields import (
    AppointmentReference,
    Day,
    EmployerReference,
    OrganisationReference,
    RepresentantReference,
    Text,
    Whole,
)
from api.queries import AskedQuery, ListQuery
from api.schemas import SpanBody, digits, from_required, one_of
from api.words import LANGUAGES
from domain.composition import PARAMETERS, SIDES, faults
from domain.group import FUNCTIONS, GROUP_KINDS

MOST = 1000
"""Seats, appointments or rules in one body."""


def whole(least: int, most: int, **about: Any) -> Whole:
    """A whole number between two others, or null."""
    limits = validate.Range(least, most, error=f"Between {least} and {most}.")
    return Whole(load_default=None, allow_none=True, validate=limits, **about)


class GroupBody(SpanBody):
    """A group."""

    kind = fields.String(required=True, validate=one_of(GROUP_KINDS))
    name = Text(required=True)


class SeatBody(SpanBody):
    """A seat, by an appointment or by the representant of an employer."""

    appointment = AppointmentReference(load_default=None, allow_none=True)
    representant = RepresentantReference(load_default=None, allow_none=True)
    function = fields.String(required=True, validate=one_of(FUNCTIONS))

    @validates_schema
    def _one_of_them(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("appointment") is None) == (data.get("representant") is None):
            raise ValidationError("Give either «appointment» or «representant».", "appointment")


class RuleBody(Schema):
    """A rule of composition."""

    rule = fields.String(required=True, validate=one_of(tuple(PARAMETERS)))
    basis = Text(required=True, longest=500, metadata={"description": "Where the rule comes from, in words."})
    side = fields.String(load_default=None, allow_none=True, validate=one_of(SIDES))
    min = whole(1, MOST)
    max = whole(0, MOST)
    sammenslutning = OrganisationReference(load_default=None, allow_none=True)
    organisation = OrganisationReference(load_default=None, allow_none=True)
    employer = EmployerReference(load_default=None, allow_none=True)
    fylke = fields.String(load_default=None, allow_none=True, validate=digits(2))
    months = whole(1, 600)
    percent = whole(1, 50)

    @validates_schema
    def _makes_sense(self, data: dict[str, Any], **_: Any) -> None:
        if found := faults(data):
            raise ValidationError({name: [fault] for name, fault in found.items()})

    @post_load
    def _given(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value is not None}


class RulesBody(Schema):
    """The rules of composition of a group, from a day on."""

    rules = fields.List(fields.Nested(RuleBody), required=True, validate=validate.Length(max=100))
    from_ = from_required()


class AdoptionBody(Schema):
    """Who sits in the group from a day on."""

    appointments = fields.List(AppointmentReference(), required=True, validate=validate.Length(max=MOST))
    from_ = from_required()


class ProposalBody(Schema):
    """What to propose."""

    seats = Whole(required=True, validate=validate.Range(0, MOST, error=f"Between 0 and {MOST}."))
    at = Day(required=True)
    must = fields.List(AppointmentReference(), load_default=list, validate=validate.Length(max=MOST))


class ComparisonBody(Schema):
    """A roster drawn by hand, to be held against another: the standing one unless said."""

    appointments = fields.List(AppointmentReference(), required=True, validate=validate.Length(max=MOST))
    against = fields.List(
        AppointmentReference(), load_default=None, allow_none=True, validate=validate.Length(max=MOST)
    )
    at = Day(required=True)


class LanguageQuery(Schema):
    """In which language."""

    language = fields.String(
        load_default="nb", validate=one_of(LANGUAGES), metadata={"description": "Of sentences and documents."}
    )


class RosterQuery(AskedQuery, LanguageQuery):
    """A roster."""

    contacts = fields.Boolean(
        load_default=False,
        metadata={"description": "Whether documents show e-mail and telephone, to those with the right."},
    )


class AskedInWords(AskedQuery, LanguageQuery):
    """The day, whose knowledge, and in which language."""


class InvolvementQuery(ListQuery, LanguageQuery):
    """Whose duties."""

    organisation = fields.String(metadata={"description": "One that appoints."})


class DifferenceQuery(AskedInWords):
    """Between which two days; the last two adopted rosters unless said."""

    before = Day(load_default=None)
    after = Day(load_default=None)
