"""What answers look like, for the API's description; a test holds real answers against these schemas.

Answers themselves are plain dicts (:mod:`api.shapes`): schemas would cost ten times as much for long lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

ID = "0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11"


def text(example: str | None, **about: Any) -> fields.String:
    """A text, null where the example is."""
    return fields.String(required=True, allow_none=example is None, metadata={"example": example, **about})


def maybe(example: str | None, **about: Any) -> fields.String:
    """A text that may be null."""
    return fields.String(required=True, allow_none=True, metadata={"example": example, **about})


def identity() -> fields.UUID:
    """A UUID."""
    return fields.UUID(required=True, metadata={"example": ID})


def day(example: str = "2026-01-01") -> fields.Date:
    """A date."""
    return fields.Date(required=True, metadata={"example": example})


def open_day(example: str | None = None, **about: Any) -> fields.Date:
    """A date, or null where a span is open."""
    return fields.Date(required=True, allow_none=True, metadata={"example": example, **about})


def first(example: str = "2026-01-01") -> fields.Date:
    """The first day of a span that always has one."""
    return fields.Date(required=True, data_key="from", metadata={"example": example})


def open_first() -> fields.Date:
    """The first day of a span, or null."""
    return fields.Date(required=True, allow_none=True, data_key="from", metadata={"example": None})


def flag(example: bool = True) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=True, metadata={"example": example})


def number(example: int) -> fields.Integer:
    """A whole number."""
    return fields.Integer(required=True, metadata={"example": example})


def one(schema: type[Schema], *, none: bool = False) -> fields.Nested:
    """A part of its own."""
    return fields.Nested(schema, required=True, allow_none=none)


def some(inner: Any) -> fields.List[Any]:
    """A list."""
    return fields.List(fields.Nested(inner) if isinstance(inner, type) else inner, required=True)


class EmployerRef(Schema):
    """An employer as it was on the day."""

    id = identity()
    kommunenummer = maybe("1576")
    name = maybe("Aure")


class OrganisationRef(Schema):
    """An organisation."""

    slug = text("fagforbundet")
    name = maybe("Fagforbundet")


class PersonRef(Schema):
    """A person; without a name to those without the right, and after erasure."""

    id = identity()
    name = maybe("Kari Eksempel")
    email = fields.String(metadata={"example": "kari@example.org"})
    phone = fields.String(metadata={"example": "+47 00 00 00 00"})
    erased = fields.Boolean(metadata={"description": "Present, and true, after erasure."})


class NameInTime(Schema):
    """Name and number from a day on."""

    from_ = open_first()
    kommunenummer = maybe("1576")
    name = text("Aure")


class Neighbour(EmployerRef):
    """A predecessor or successor, and the day of the change."""

    on = day("2020-01-01")


class Warned(Schema):
    """What was accepted, but perhaps not meant."""

    warnings = fields.List(fields.String(metadata={"example": "The leave lies partly outside the term."}))


class EmployerAnswer(EmployerRef, Warned):
    """An employer through its names and numbers."""

    kind = text("kommune")
    orgnr = maybe("942957427")
    from_ = open_first()
    until = open_day()
    exists = flag()
    names = some(NameInTime)
    predecessors = some(Neighbour)
    successors = some(Neighbour)


class AffiliationInTime(Schema):
    """An affiliation."""

    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()


class OrganisationAnswer(OrganisationRef, Warned):
    """An organisation with its affiliations."""

    id = identity()
    kind = text("organisasjon")
    short_name = maybe(None)
    orgnr = maybe(None)
    from_ = open_first()
    until = open_day()
    exists = flag()
    affiliations = some(AffiliationInTime)


class AffiliationAnswer(Warned):
    """An affiliation, as said."""

    organisation = one(OrganisationRef)
    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()


class PhaseAnswer(Warned):
    """A phase."""

    phase = text("forme_sammen")
    from_ = first()


class SchemeAnswer(Warned):
    """A scheme."""

    agreed_on = day()
    agreed_with = some(fields.String(metadata={"example": "fagforbundet"}))
    forankring_days = number(14)
    from_ = first()


class ProjectAnswer(Warned):
    """A project: what is open to every token."""

    id = identity()
    name = text("Felles sak og arkiv")
    owner = one(EmployerRef)
    from_ = first()
    until = open_day()
    phase = maybe("forme_sammen")
    phases = some(PhaseAnswer)
    scheme = one(SchemeAnswer, none=True)
    schemes = some(SchemeAnswer)


class ParticipantAnswer(Warned):
    """A participant's slot."""

    employer = one(EmployerRef)
    from_ = first()
    until = open_day()


class SlotInTime(Schema):
    """A slot."""

    from_ = first()
    until = open_day()
    implied = flag(example=False)


class DaysInTime(Schema):
    """Days without a break."""

    from_ = first()
    until = open_day()


class ClarifiedHere(Schema):
    """A clarification at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    status = text("affected")


class SaidHere(Schema):
    """A claim or waiver at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    until = open_day()


class RepresentantHere(Schema):
    """Who speaks for the employer."""

    id = identity()
    person = one(PersonRef)
    from_ = first()
    until = open_day()


class ParticipantRow(Schema):
    """A participant; to parties with what has been said about it."""

    employer = one(EmployerRef)
    slots = some(SlotInTime)
    participates = some(DaysInTime)
    clarifications = fields.List(fields.Nested(ClarifiedHere))
    claims = fields.List(fields.Nested(SaidHere))
    waivers = fields.List(fields.Nested(SaidHere))
    representanter = fields.List(fields.Nested(RepresentantHere))


class RepresentantAnswer(RepresentantHere, Warned):
    """A representant of an employer."""

    employer = one(EmployerRef)


class ClarificationAnswer(ClarifiedHere, Warned):
    """A clarification."""

    employer = one(EmployerRef)


class ClarificationsAnswer(Warned):
    """The clarifications of an employer from a day on."""

    employer = one(EmployerRef)
    from_ = first()
    affected = some(fields.String(metadata={"example": "fagforbundet"}))
    not_affected = some(fields.String(metadata={"example": "tekna"}))


class OwnWordAnswer(SaidHere, Warned):
    """A claim or waiver."""

    employer = one(EmployerRef)


class ReservationAnswer(SaidHere, Warned):
    """A reservation."""


class ScopeInTime(Schema):
    """A scope from a day on: ``all``, or the employers' UUIDs."""

    scope = fields.Raw(required=True, metadata={"example": "all"})
    from_ = first()


class JointInTime(SaidHere):
    """A joint mandate."""


class AppointmentAnswer(Warned):
    """An appointment, and all that has been said about it."""

    id = identity()
    organisation = one(OrganisationRef)
    person = one(PersonRef)
    role = text("hovedtillitsvalgt")
    employed_at = one(EmployerRef, none=True)
    scope = fields.Raw(required=True, allow_none=True, metadata={"example": "all"})
    from_ = first()
    until = open_day("2028-01-01")
    vara_for = fields.UUID(required=True, allow_none=True, metadata={"example": None})
    end = open_day()
    active = flag()
    scopes = some(ScopeInTime)
    leaves = some(DaysInTime)
    joint = some(JointInTime)


class AboutAppointment(Warned):
    """Something said about an appointment."""

    appointment = identity()
    organisation = one(OrganisationRef)


class ScopeAnswer(AboutAppointment):
    """A scope."""

    scope = fields.Raw(required=True, metadata={"example": "all"})
    from_ = first()


class DaysAnswer(AboutAppointment):
    """A leave or a joint mandate."""

    from_ = first()
    until = open_day()


class EndAnswer(AboutAppointment):
    """The first day an appointment no longer holds."""

    on = day("2027-01-01")


class EmployersFigures(Schema):
    """The employers of a day."""

    participating = number(12)
    represented = number(4)


class Summary(Schema):
    """The figures of a day."""

    pairs = number(36)
    affected = number(30)
    covered = number(24)
    direct = number(20)
    joint = number(1)
    indirect = number(2)
    temporary = number(1)
    waived = number(1)
    gap = number(5)
    not_affected = number(3)
    disputed = number(1)
    unclarified = number(2)
    ratio = fields.Float(required=True, allow_none=True, metadata={"example": 0.8275862068965517})
    employers = one(EmployersFigures)


class ProjectRef(Schema):
    """A project."""

    id = identity()
    name = maybe("Felles sak og arkiv")


class PairAnswer(Schema):
    """An organisation at an employer on a day."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    status = maybe("direct")
    claimed = flag(example=False)
    since = open_day("2026-01-01")
    until = open_day("2028-01-01")
    appointments = some(fields.UUID(metadata={"example": ID}))


class CoverageAnswer(Schema):
    """The coverage of a project on a day."""

    project = one(ProjectRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    group = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    position = number(1204)
    summary = one(Summary)
    pairs = some(PairAnswer)


class GapAnswer(PairAnswer):
    """A pair on which somebody has a move to make."""

    project = one(ProjectRef)


class HistoryAnswer(Schema):
    """A statement as recorded."""

    position = number(1204)
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    by = text("organisation:fagforbundet")
    capacity = text("organisation")
    on_behalf_of = maybe(None)
    type = text("RepresentantAppointed")
    from_ = open_first()
    until = open_day()
    text = text("Fagforbundet har pekt ut en hovedtillitsvalgt for alle deltakerne fra 1. februar 2026.")
    data = fields.Dict(required=True, metadata={"example": {"from": "2026-02-01", "until": None}})


class StepAnswer(Schema):
    """A step of a path, with the statements behind it."""

    from_ = fields.Dict(required=True, data_key="from", metadata={"example": {"type": "organisation"}})
    to = fields.Dict(required=True, metadata={"example": {"type": "appointment", "id": ID}})
    relation = text("appointed")
    statements = some(HistoryAnswer)


class PathAnswer(Schema):
    """A path from the pair to the person who speaks for it."""

    kind = text("direct")
    temporary = flag(example=False)
    appointment = identity()
    steps = some(StepAnswer)


class BlockAnswer(Schema):
    """A span of constant status."""

    from_ = first()
    until = open_day()
    status = text("direct")


class ExplainedAnswer(PairAnswer):
    """Why a pair has its status."""

    project = one(ProjectRef)
    at = day("2026-03-12")
    position = number(1204)
    paths = some(PathAnswer)
    statements = some(HistoryAnswer)
    timeline = some(BlockAnswer)


def example_of(schema: Schema) -> dict[str, Any]:
    """An answer made of the examples of its fields."""
    return {field.data_key or name: _example(field) for name, field in schema.fields.items() if _is_shown(field)}


def _is_shown(field: Any) -> bool:
    return field.required or "example" in field.metadata or isinstance(field, fields.List)


def _example(field: Any) -> Any:
    if isinstance(field, fields.Nested):
        return example_of(field.schema)
    if isinstance(field, fields.List):
        return [_example(field.inner)]
    return field.metadata.get("example")


OF: Mapping[str, Schema] = {
    "list_employers": EmployerAnswer(),
    "get_employer": EmployerAnswer(),
    "put_employer": EmployerAnswer(),
    "post_changes": EmployerAnswer(),
    "list_organisations": OrganisationAnswer(),
    "get_organisation": OrganisationAnswer(),
    "put_organisation": OrganisationAnswer(),
    "put_affiliation": AffiliationAnswer(),
    "post_project": ProjectAnswer(),
    "put_project": ProjectAnswer(),
    "list_projects": ProjectAnswer(),
    "get_project": ProjectAnswer(),
    "put_phase": PhaseAnswer(),
    "put_scheme": SchemeAnswer(),
    "list_participants": ParticipantRow(),
    "put_participant": ParticipantAnswer(),
    "put_representant": RepresentantAnswer(),
    "put_affected": ClarificationsAnswer(),
    "put_affected_organisation": ClarificationAnswer(),
    "put_claim": OwnWordAnswer(),
    "put_waiver": OwnWordAnswer(),
    "put_reservation": ReservationAnswer(),
    "post_appointment": AppointmentAnswer(),
    "put_appointment": AppointmentAnswer(),
    "list_appointments": AppointmentAnswer(),
    "get_appointment": AppointmentAnswer(),
    "put_scope": ScopeAnswer(),
    "put_leave": DaysAnswer(),
    "put_end": EndAnswer(),
    "put_joint": DaysAnswer(),
    "get_person": PersonRef(),
    "put_person": PersonRef(),
    "get_coverage": CoverageAnswer(),
    "list_gaps": GapAnswer(),
    "get_pair": ExplainedAnswer(),
    "list_history": HistoryAnswer(),
}
"""By operation: one of these, or a list of them. Withdrawals have no content."""
