"""Fields of answers, and the references that stand in many of them."""

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
