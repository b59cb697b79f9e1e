"""Bodies, queries and answers about groups, seats, rules and rosters."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.http.answers import (
    ID,
    EmployerRef,
    OrganisationRef,
    PersonRef,
    ProjectRef,
    Warned,
    day,
    first,
    flag,
    identity,
    maybe,
    number,
    one,
    open_day,
    some,
    text,
)
from api.http.fields import (
    AppointmentReference,
    Day,
    EmployerReference,
    OrganisationReference,
    RepresentantReference,
    Text,
    Whole,
)
from api.http.schemas import (
    MOST,
    AskedInWords,
    AskedQuery,
    LanguageQuery,
    SpanBody,
    digits,
    from_required,
    one_of,
    whole,
)
from domain.groups.composition import PARAMETERS, SIDES, faults
from domain.groups.events import FUNCTIONS, GROUP_KINDS


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


class RosterQuery(AskedQuery, LanguageQuery):
    """A roster."""

    contacts = fields.Boolean(
        load_default=False,
        metadata={"description": "Whether documents show e-mail and telephone, to those with the right."},
    )


class DifferenceQuery(AskedInWords):
    """Between which two days; the last two adopted rosters unless said."""

    before = Day(load_default=None)
    after = Day(load_default=None)


class SeatRef(Schema):
    """A seat."""

    id = identity()
    group = identity()
    function = text("medlem")
    appointment = fields.UUID(required=True, allow_none=True, metadata={"example": ID})
    representant = fields.UUID(required=True, allow_none=True, metadata={"example": None})
    organisation = one(OrganisationRef, none=True)
    employer = one(EmployerRef, none=True)
    from_ = first()
    until = open_day()


class SeatAnswer(SeatRef, Warned):
    """A seat, as it now stands."""


class RuleAnswer(Schema):
    """A rule of composition, with the parameters that it takes."""

    rule = text("sammenslutning")
    basis = text("Avtale av 3. februar 2026")
    side = fields.String()
    min = fields.Integer(metadata={"example": 1})
    max = fields.Integer()
    sammenslutning = fields.Nested(OrganisationRef)
    organisation = fields.Nested(OrganisationRef)
    employer = fields.Nested(EmployerRef)
    fylke = fields.String()
    months = fields.Integer()
    percent = fields.Integer()


class RulesRef(Schema):
    """The rules of a group from a day on."""

    group = identity()
    from_ = first()
    rules = some(RuleAnswer)


class RulesAnswer(RulesRef, Warned):
    """Rules, as they now stand."""


class AdoptionRef(Schema):
    """A roster as it was adopted."""

    group = identity()
    from_ = first()
    appointments = some(fields.UUID(metadata={"example": ID}))
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    position = number(1204)
    by = text("employer:0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11")


class GroupRef(Schema):
    """A group."""

    id = identity()
    kind = text("referansegruppe")
    name = text("Referansegruppa")
    from_ = first()
    until = open_day()


class GroupAnswer(GroupRef, Warned):
    """A group, with its seats, rules and adopted rosters on whatever day."""

    seats = some(SeatRef)
    rules = some(RulesRef)
    adoptions = some(AdoptionRef)


class TemplateAnswer(Warned):
    """A template, as it now stands."""

    template = text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", description="SHA-256.")


class AdoptionAnswer(AdoptionRef, Warned):
    """An adoption, and the seats of the group on its first day."""

    seats = some(SeatRef)


class MoveAnswer(Schema):
    """Whose move it is."""

    party = text("organisation:fagforbundet")
    name = maybe("Fagforbundet")


class VacancyAnswer(Schema):
    """That nobody sits in a seat on the day."""

    since = day("2026-03-01")
    reason = text("on_leave")
    move = one(MoveAnswer, none=True)
    text = text("Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen.")


class SittingAnswer(SeatRef):
    """A seat on a day."""

    side = text("arbeidstaker")
    person = one(PersonRef, none=True)
    employed_at = one(EmployerRef, none=True)
    active = flag()
    vacant = one(VacancyAnswer, none=True)


class VerdictAnswer(Schema):
    """A rule, as it stands."""

    rule = one(RuleAnswer)
    basis = text("Avtale av 3. februar 2026")
    status = text("met", description="met, unmet or not_applicable")
    text = text("Minst 1 for Unio. Nå: 1.")
    remedy = maybe(None, description="What would meet it.")


class RosterAnswer(Schema):
    """Who sits in a group on a day."""

    project = one(ProjectRef)
    group = one(GroupRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    position = number(1204)
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    adoption = one(AdoptionRef, none=True)
    seats = some(SittingAnswer)
    rules = some(VerdictAnswer)


class ChosenAnswer(Schema):
    """A proposed member."""

    appointment = identity()
    organisation = one(OrganisationRef)
    employed_at = one(EmployerRef, none=True)
    speaks_for = number(13)
    why = text("Den eneste som taler for Delta i Aure.")


class UncoveredAnswer(Schema):
    """An affected pair that is left out."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    status = text("direct")
    candidates = some(fields.UUID(metadata={"example": ID}))
    why = text("Ingen som er utpekt, taler for Tekna i Aure.")


class ContradictingAnswer(Schema):
    """A rule that others contradict; without a rule, what was asked for beside them."""

    rule = one(RuleAnswer, none=True)
    basis = maybe("Avtale av 3. februar 2026")
    text = text("Minst 1 for Unio.")


class ProposalAnswer(Schema):
    """A proposed roster."""

    group = identity()
    at = day("2026-03-12")
    chosen = some(ChosenAnswer)
    covers = number(24)
    bound = number(24)
    optimal = flag()
    proven_throughout = flag()
    affected = number(30)
    candidates = number(9)
    uncovered = some(UncoveredAnswer)
    rules = some(VerdictAnswer)
    contradiction = fields.List(fields.Nested(ContradictingAnswer), required=True, allow_none=True)


class DrawnAnswer(Schema):
    """A roster that is compared."""

    appointments = some(fields.UUID(metadata={"example": ID}))
    covers = number(24)


class ChangedAnswer(Schema):
    """A pair with another status, or represented by others."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = maybe("direct")
    after = maybe("gap")


class ComparedAnswer(Schema):
    """What differs."""

    group = identity()
    lost = some(ChangedAnswer)
    won = some(ChangedAnswer)
    otherwise = some(ChangedAnswer)


class ComparisonAnswer(ComparedAnswer):
    """A roster drawn by hand, held against another."""

    at = day("2026-03-12")
    before = one(DrawnAnswer)
    after = one(DrawnAnswer)
    rules = some(VerdictAnswer)


class DifferenceAnswer(ComparedAnswer):
    """How a roster differs between two days."""

    before = day("2026-03-12")
    after = day("2026-09-12")
    left = some(SittingAnswer)
    joined = some(SittingAnswer)
