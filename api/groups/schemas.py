"""Bodies, queries and answers about groups, seats, rules and rosters."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.http.answers import (
    EmployerRef,
    From,
    Identity,
    Instant,
    IsoDay,
    OpenDay,
    OrganisationRef,
    PersonRef,
    ProjectRef,
    Warned,
    like,
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


class SeatRef(From):
    """A seat."""

    id: Identity
    group: Identity
    function: Annotated[str, like("medlem")]
    appointment: Identity | None
    representant: Annotated[Identity | None, like(None)]
    organisation: OrganisationRef | None
    employer: EmployerRef | None
    until: OpenDay


class SeatAnswer(SeatRef, Warned):
    """A seat, as it now stands."""


class RuleAnswer(TypedDict):
    """A rule of composition, with the parameters that it takes."""

    rule: Annotated[str, like("sammenslutning")]
    basis: Annotated[str, like("Avtale av 3. februar 2026")]
    side: NotRequired[str]
    min: NotRequired[Annotated[int, like(1)]]
    max: NotRequired[int]
    sammenslutning: NotRequired[OrganisationRef]
    organisation: NotRequired[OrganisationRef]
    employer: NotRequired[EmployerRef]
    fylke: NotRequired[str]
    months: NotRequired[int]
    percent: NotRequired[int]


class RulesRef(From):
    """The rules of a group from a day on."""

    group: Identity
    rules: list[RuleAnswer]


class RulesAnswer(RulesRef, Warned):
    """Rules, as they now stand."""


class AdoptionRef(From):
    """A roster as it was adopted."""

    group: Identity
    appointments: list[Identity]
    recorded_at: Instant
    position: Annotated[int, like(1204)]
    by: Annotated[str, like("employer:0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11")]


class GroupRef(From):
    """A group."""

    id: Identity
    kind: Annotated[str, like("referansegruppe")]
    name: Annotated[str, like("Referansegruppa")]
    until: OpenDay


class GroupAnswer(GroupRef, Warned):
    """A group, with its seats, rules and adopted rosters on whatever day."""

    seats: list[SeatRef]
    rules: list[RulesRef]
    adoptions: list[AdoptionRef]


class TemplateAnswer(Warned):
    """A template, as it now stands."""

    template: Annotated[str, like("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "SHA-256.")]


class AdoptionAnswer(AdoptionRef, Warned):
    """An adoption, and the seats of the group on its first day."""

    seats: list[SeatRef]


class MoveAnswer(TypedDict):
    """Whose move it is."""

    party: Annotated[str, like("organisation:fagforbundet")]
    name: Annotated[str | None, like("Fagforbundet")]


class VacancyAnswer(TypedDict):
    """That nobody sits in a seat on the day."""

    since: Annotated[IsoDay, like("2026-03-01")]
    reason: Annotated[str, like("on_leave")]
    move: MoveAnswer | None
    text: Annotated[str, like("Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen.")]


class SittingAnswer(SeatRef):
    """A seat on a day."""

    side: Annotated[str, like("arbeidstaker")]
    person: PersonRef | None
    employed_at: EmployerRef | None
    active: Annotated[bool, like(True)]
    vacant: VacancyAnswer | None


class VerdictAnswer(TypedDict):
    """A rule, as it stands."""

    rule: RuleAnswer
    basis: Annotated[str, like("Avtale av 3. februar 2026")]
    status: Annotated[str, like("met", "met, unmet or not_applicable")]
    text: Annotated[str, like("Minst 1 for Unio. Nå: 1.")]
    remedy: Annotated[str | None, like(None, "What would meet it.")]


class AboutRoster(TypedDict):
    """Of what roster, on which day."""

    project: ProjectRef
    group: GroupRef
    at: Annotated[IsoDay, like("2026-03-12")]
    adoption: AdoptionRef | None


class RosterAnswer(AboutRoster):
    """Who sits in a group on a day."""

    known_at: Annotated[Any, like(None)]
    position: Annotated[int, like(1204)]
    recorded_at: Instant
    seats: list[SittingAnswer]
    rules: list[VerdictAnswer]


class ChosenAnswer(TypedDict):
    """A proposed member."""

    appointment: Identity
    organisation: OrganisationRef
    employed_at: EmployerRef | None
    speaks_for: Annotated[int, like(13)]
    why: Annotated[str, like("Den eneste som taler for Delta i Aure.")]


class UncoveredAnswer(TypedDict):
    """An affected pair that is left out."""

    employer: EmployerRef
    organisation: OrganisationRef
    status: Annotated[str, like("direct")]
    candidates: list[Identity]
    why: Annotated[str, like("Ingen som er utpekt, taler for Tekna i Aure.")]


class ContradictingAnswer(TypedDict):
    """A rule that others contradict; without a rule, what was asked for beside them."""

    rule: RuleAnswer | None
    basis: Annotated[str | None, like("Avtale av 3. februar 2026")]
    text: Annotated[str, like("Minst 1 for Unio.")]


class ProposedRoster(TypedDict):
    """Who would sit in a group, and how good that is."""

    chosen: list[ChosenAnswer]
    covers: Annotated[int, like(24)]
    bound: Annotated[int, like(24)]
    optimal: Annotated[bool, like(True)]
    proven_throughout: Annotated[bool, like(True)]
    affected: Annotated[int, like(30)]
    candidates: Annotated[int, like(9)]
    uncovered: list[UncoveredAnswer]
    rules: list[VerdictAnswer]
    contradiction: list[ContradictingAnswer] | None


class ProposalAnswer(ProposedRoster):
    """A proposed roster."""

    group: Identity
    at: Annotated[IsoDay, like("2026-03-12")]


class DrawnAnswer(TypedDict):
    """A roster that is compared."""

    appointments: list[Identity]
    covers: Annotated[int, like(24)]


class ChangedAnswer(TypedDict):
    """A pair with another status, or represented by others."""

    employer: EmployerRef
    organisation: OrganisationRef
    before: Annotated[str | None, like("direct")]
    after: Annotated[str | None, like("gap")]


class ComparedAnswer(TypedDict):
    """What differs."""

    group: Identity
    lost: list[ChangedAnswer]
    won: list[ChangedAnswer]
    otherwise: list[ChangedAnswer]


class ComparisonAnswer(ComparedAnswer):
    """A roster drawn by hand, held against another."""

    at: Annotated[IsoDay, like("2026-03-12")]
    before: DrawnAnswer
    after: DrawnAnswer
    rules: list[VerdictAnswer]


class DifferenceAnswer(ComparedAnswer):
    """How a roster differs between two days."""

    before: Annotated[IsoDay, like("2026-03-12")]
    after: Annotated[IsoDay, like("2026-09-12")]
    left: list[SittingAnswer]
    joined: list[SittingAnswer]
