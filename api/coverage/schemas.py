"""Queries and answers about coverage."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.answers import (
    ID,
    AboutAnswer,
    EmployerRef,
    HistoryAnswer,
    OrganisationRef,
    PairAnswer,
    PersonRef,
    ProjectRef,
    Summary,
    day,
    flag,
    identity,
    maybe,
    number,
    one,
    some,
    text,
)
from api.http.fields import Day, KnownAt
from api.http.schemas import GroupQuery, LanguageQuery, ListQuery, one_of


class CoverageQuery(GroupQuery):
    """Which pairs."""

    employer = fields.String()
    organisation = fields.String()
    status = fields.String(metadata={"description": "One status, or several with commas."})
    pairs = fields.String(validate=one_of(("none",)))


class CoverageDifferenceQuery(GroupQuery, LanguageQuery):
    """Between which two days, as known when."""

    employer = fields.String(metadata={"description": "Only pairs of this employer; its number is read on `at`."})
    organisation = fields.String(metadata={"description": "Only pairs of this organisation."})
    before = Day(metadata={"description": "The first of the two days; the one that `at` says unless said."})
    after = Day(metadata={"description": "The second; likewise."})
    known_before = KnownAt(metadata={"description": "What was known of the first day; as `known_at` says unless said."})
    known_after = KnownAt(metadata={"description": "What was known of the second day; likewise."})


class FragilityQuery(GroupQuery):
    """Of which pairs, and how much of the lists."""

    employer = fields.String()
    organisation = fields.String()
    person = fields.UUID(metadata={"description": "Only this person, in what is told of persons."})
    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(
        load_default=100,
        validate=validate.Range(1, 1000),
        metadata={"description": "Of each of the lists `hanging`, `absences` and `load`."},
    )


class InvolvementQuery(ListQuery, LanguageQuery):
    """Whose duties."""

    organisation = fields.String(metadata={"description": "One that appoints."})


class CoverageAnswer(AboutAnswer):
    """The coverage of a project on a day."""

    summary = one(Summary)
    pairs = some(PairAnswer)


class FiguresAnswer(Schema):
    """One side of a comparison."""

    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": 1180})
    position = number(1180)
    summary = one(Summary)


class CellAnswer(Schema):
    """A pair on one side of a comparison."""

    status = text("gap")
    claimed = flag(example=False)
    appointments = some(fields.UUID(metadata={"example": ID}))


class ChangedPairAnswer(Schema):
    """A pair that is not what it was; null where there is no such pair."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = one(CellAnswer, none=True)
    after = one(CellAnswer, none=True)
    statements = some(
        fields.Integer(metadata={"example": 1203, "description": "Positions of those that made the difference."})
    )


class CoverageDifferenceAnswer(Schema):
    """What has changed in the coverage of a project."""

    project = one(ProjectRef)
    group = maybe(None, description="The group, or kind of group, asked about.")
    before = one(FiguresAnswer)
    after = one(FiguresAnswer)
    pairs = some(ChangedPairAnswer)
    statements = some(HistoryAnswer)


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


class SpeakingAnswer(Schema):
    """An appointment by which somebody speaks."""

    id = identity()
    person = one(PersonRef)


class InvolvementAnswer(Schema):
    """Whom one that appoints must involve."""

    appointed_by = one(OrganisationRef)
    organisation = one(OrganisationRef)
    how = text("direct", description="direct, joint or indirect")
    employers = some(EmployerRef)
    appointments = some(SpeakingAnswer)
    duty = text("Fagforbundet involverer medlemmene sine hos arbeidsgiverne.")
