"""Answers about on whom coverage hangs."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.coverage import AboutAnswer
from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    PersonRef,
    flag,
    identity,
    number,
    one,
    some,
    text,
)


class TotalsAnswer(Schema):
    """How long each list is, on all pages."""

    hanging = number(9)
    absences = number(2)
    load_ = fields.Integer(required=True, data_key="load", metadata={"example": 3})


class HangingAnswer(Schema):
    """A covered pair for which one person alone speaks."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    status = text("direct")
    without = text("gap", description="Its status without the person: gap, waived, or temporary by a vara.")
    person = one(PersonRef)
    appointments = some(fields.UUID(metadata={"example": ID}))


class LostAnswer(Schema):
    """How many covered pairs would come to have each status."""

    gap = number(7)
    waived = number(0)
    temporary = number(2)


class LostByOrganisationAnswer(LostAnswer):
    """The same of one organisation."""

    organisation = one(OrganisationRef)


class AbsenceAnswer(LostAnswer):
    """What a person's absence would do."""

    person = one(PersonRef)
    by_organisation = some(LostByOrganisationAnswer)


class LoadAnswer(Schema):
    """For how much a person speaks."""

    person = one(PersonRef)
    employers = number(4)
    pairs = number(7)
    appointments = number(1)
    seats = number(2)
    groups = number(2)
    projects = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "example": 1,
            "description": "Other projects in which the person is active, among those whose coverage the asker sees; "
            "null where there were too many to look into.",
        },
    )


class RemedyAnswer(Schema):
    """An appointment, and the gaps that it would close."""

    by = one(OrganisationRef)
    organisations = some(OrganisationRef)
    employers = some(EmployerRef)
    pairs = number(5)
    direct = number(5)


class WiderAnswer(RemedyAnswer):
    """An appointment in force, were its scope wider."""

    appointment = identity()
    person = one(PersonRef)


class RemediesAnswer(Schema):
    """The fewest that close all gaps of their kind."""

    covers = number(5)
    bound = number(1)
    optimal = flag()


class FewestAnswer(RemediesAnswer):
    """New appointments."""

    appointments = some(RemedyAnswer)


class WidenAnswer(RemediesAnswer):
    """Appointments in force."""

    appointments = some(WiderAnswer)


class FragilityAnswer(AboutAnswer):
    """On whom the coverage of a project hangs on a day."""

    totals = one(TotalsAnswer)
    hanging = some(HangingAnswer)
    absences = some(AbsenceAnswer)
    load_ = fields.List(fields.Nested(LoadAnswer), required=True, data_key="load")
    gaps = number(5)
    widen = one(WidenAnswer)
    fewest = one(FewestAnswer)
