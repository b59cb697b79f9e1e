"""Queries and answers about coverage."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from marshmallow import fields, validate

from api.http.answers import (
    AboutAnswer,
    EmployerRef,
    HistoryAnswer,
    Identity,
    IsoDay,
    OrganisationRef,
    PairAnswer,
    PersonRef,
    ProjectRef,
    Summary,
    like,
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

    summary: Summary
    pairs: list[PairAnswer]


class FiguresAnswer(TypedDict):
    """One side of a comparison."""

    at: Annotated[IsoDay, like("2026-03-12")]
    known_at: Annotated[Any, like(1180)]
    position: Annotated[int, like(1180)]
    summary: Summary


class CellAnswer(TypedDict):
    """A pair on one side of a comparison."""

    status: Annotated[str, like("gap")]
    claimed: Annotated[bool, like(False)]
    appointments: list[Identity]


class ChangedPairAnswer(TypedDict):
    """A pair that is not what it was; null where there is no such pair."""

    employer: EmployerRef
    organisation: OrganisationRef
    before: CellAnswer | None
    after: CellAnswer | None
    statements: list[Annotated[int, like(1203, "Positions of those that made the difference.")]]


class CoverageDifferenceAnswer(TypedDict):
    """What has changed in the coverage of a project."""

    project: ProjectRef
    group: Annotated[str | None, like(None, "The group, or kind of group, asked about.")]
    before: FiguresAnswer
    after: FiguresAnswer
    pairs: list[ChangedPairAnswer]
    statements: list[HistoryAnswer]


class TotalsAnswer(TypedDict):
    """How long each list is, on all pages."""

    hanging: Annotated[int, like(9)]
    absences: Annotated[int, like(2)]
    load: Annotated[int, like(3)]


class HangingAnswer(TypedDict):
    """A covered pair for which one person alone speaks."""

    employer: EmployerRef
    organisation: OrganisationRef
    status: Annotated[str, like("direct")]
    without: Annotated[str, like("gap", "Its status without the person: gap, waived, or temporary by a vara.")]
    person: PersonRef
    appointments: list[Identity]


class LostAnswer(TypedDict):
    """How many covered pairs would come to have each status."""

    gap: Annotated[int, like(7)]
    waived: Annotated[int, like(0)]
    temporary: Annotated[int, like(2)]


class LostByOrganisationAnswer(LostAnswer):
    """The same of one organisation."""

    organisation: OrganisationRef


class AbsenceAnswer(LostAnswer):
    """What a person's absence would do."""

    person: PersonRef
    by_organisation: list[LostByOrganisationAnswer]


class LoadAnswer(TypedDict):
    """For how much a person speaks."""

    person: PersonRef
    employers: Annotated[int, like(4)]
    pairs: Annotated[int, like(7)]
    appointments: Annotated[int, like(1)]
    seats: Annotated[int, like(2)]
    groups: Annotated[int, like(2)]
    projects: Annotated[
        int | None,
        like(
            1,
            "Other projects in which the person is active, among those whose coverage the asker sees; "
            "null where there were too many to look into.",
        ),
    ]


class RemedyAnswer(TypedDict):
    """An appointment, and the gaps that it would close."""

    by: OrganisationRef
    organisations: list[OrganisationRef]
    employers: list[EmployerRef]
    pairs: Annotated[int, like(5)]
    direct: Annotated[int, like(5)]


class WiderAnswer(RemedyAnswer):
    """An appointment in force, were its scope wider."""

    appointment: Identity
    person: PersonRef


class RemediesAnswer(TypedDict):
    """The fewest that close all gaps of their kind."""

    covers: Annotated[int, like(5)]
    bound: Annotated[int, like(1)]
    optimal: Annotated[bool, like(True)]


class FewestAnswer(RemediesAnswer):
    """New appointments."""

    appointments: list[RemedyAnswer]


class WidenAnswer(RemediesAnswer):
    """Appointments in force."""

    appointments: list[WiderAnswer]


class FragilityLists(TypedDict):
    """On whom coverage hangs, and what would close the gaps."""

    totals: TotalsAnswer
    hanging: list[HangingAnswer]
    absences: list[AbsenceAnswer]
    load: list[LoadAnswer]
    gaps: Annotated[int, like(5)]
    widen: WidenAnswer
    fewest: FewestAnswer


class FragilityAnswer(AboutAnswer, FragilityLists):
    """On whom the coverage of a project hangs on a day."""


class SpeakingAnswer(TypedDict):
    """An appointment by which somebody speaks."""

    id: Identity
    person: PersonRef


class InvolvementAnswer(TypedDict):
    """Whom one that appoints must involve."""

    appointed_by: OrganisationRef
    organisation: OrganisationRef
    how: Annotated[str, like("direct", "direct, joint or indirect")]
    employers: list[EmployerRef]
    appointments: list[SpeakingAnswer]
    duty: Annotated[str, like("Fagforbundet involverer medlemmene sine hos arbeidsgiverne.")]
