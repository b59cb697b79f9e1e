"""Parts of answers that features share, as marshmallow schemas: fields, references, pairs."""

from __future__ import annotations

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
    gender = fields.String(metadata={"description": "To whoever appointed them, where the person has stated it."})
    erased = fields.Boolean(metadata={"description": "Present, and true, after erasure."})
    restricted = fields.Boolean(
        metadata={"description": "Present, and true, while only who appointed them sees the details."}
    )


class Warned(Schema):
    """What was accepted, but perhaps not meant."""

    warnings = fields.List(fields.String(metadata={"example": "The leave lies partly outside the term."}))


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


class AboutAnswer(Schema):
    """What was asked of a project, and from what it is answered."""

    project = one(ProjectRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    group = maybe(None, description="The group, or kind of group, asked about.")
    position = number(1204)
    stage = text("under_way", description="Of the project on the day: `not_begun`, `under_way`, `ended`, `withdrawn`.")


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


class BlockAnswer(Schema):
    """A span of constant status."""

    from_ = first()
    until = open_day()
    status = text("direct")


class DaysInTime(Schema):
    """Days without a break."""

    from_ = first()
    until = open_day()


class SaidHere(Schema):
    """A claim or waiver at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    until = open_day()


class SayerAnswer(Schema):
    """A party that may say something, and in what capacity."""

    capacity = text("organisation")
    party = text("organisation:fagforbundet")
    name = text("Fagforbundet")


class RequestAnswer(Schema):
    """An act, ready to be sent, or to be tried."""

    method = text("PUT")
    path = text(f"/projects/{ID}/appointments/{ID}/scope")
    body = fields.Dict(required=True, allow_none=True, metadata={"example": {"from": "2026-02-01", "scope": [ID]}})


class ToSayAnswer(Schema):
    """Acts in order; for each of them who may say it; and what is for them to fill in."""

    changes = some(RequestAnswer)
    by = some(fields.List(fields.Nested(SayerAnswer)))
    fill = some(fields.String(metadata={"example": "/changes/0/body/person/name"}))
