"""Parts of bodies and queries that features share, as marshmallow schemas."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, pre_load, validate

from api.http.fields import Day, KnownAt, Text, Whole
from api.language.words import LANGUAGES
from domain.groups.composition import GENDERS


def one_of(values: tuple[str, ...]) -> validate.OneOf:
    """A value of a fixed list, which the refusal names."""
    return validate.OneOf(values, error="One of: {choices}.")


def digits(number: int) -> validate.Regexp:
    """A number of so many digits, leading zeros and all."""
    return validate.Regexp(rf"^[0-9]{{{number}}}\Z", error=f"{number} digits.")


def from_required() -> Day:
    """The first day."""
    return Day(required=True, data_key="from", metadata={"description": "First day (inclusive)."})


def from_open() -> Day:
    """The first day, null from time out of mind."""
    return Day(
        load_default=None,
        allow_none=True,
        data_key="from",
        metadata={"description": "First day; null: always."},
    )


def until_open() -> Day:
    """The first day it no longer holds, null for ever."""
    return Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "First day it no longer holds; null: open."},
    )


class SpanBody(Schema):
    """A span."""

    from_ = from_required()
    until = until_open()


class OpenSpanBody(Schema):
    """A span that may be open at both ends."""

    from_ = from_open()
    until = until_open()


class PersonBody(Schema):
    """A person's name and contact details."""

    name = Text(required=True)
    email = Text(load_default=None, allow_none=True, validate=validate.Email(error="Not an e-mail address."))
    phone = Text(load_default=None, allow_none=True, longest=40)
    gender = fields.String(
        load_default=None,
        allow_none=True,
        validate=one_of(GENDERS),
        metadata={"description": "Only as the person has stated it; shown to nobody but who appointed them."},
    )


class RepresentantBody(SpanBody):
    """Who speaks for an employer."""

    person = fields.Nested(PersonBody, load_default=None, allow_none=True)
    person_id = fields.UUID(load_default=None, allow_none=True)


class AskedQuery(Schema):
    """What every query may say: the day, and whose knowledge."""

    at = Day(metadata={"description": "The day asked about; today unless said."})
    known_at = KnownAt(metadata={"description": "Only what had been recorded: an instant with offset, or a position."})


class ListQuery(AskedQuery):
    """A page of a list."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(load_default=1000, validate=validate.Range(1, 10_000))

    @pre_load
    def _whole(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {key: value.strip() if isinstance(value, str) else value for key, value in data.items()}


class GroupQuery(AskedQuery):
    """By whose seats."""

    group = fields.String(
        metadata={"description": "Only what the seats of a group (its id), or of a kind of group, represent."}
    )


class GapsQuery(ListQuery, GroupQuery):
    """Which open pairs."""

    employer = fields.String()
    organisation = fields.String()
    status = fields.String()


MOST = 1000
"""Seats, appointments or rules in one body."""


def whole(least: int, most: int, **about: Any) -> Whole:
    """A whole number between two others, or null."""
    limits = validate.Range(least, most, error=f"Between {least} and {most}.")
    return Whole(load_default=None, allow_none=True, validate=limits, **about)


class LanguageQuery(Schema):
    """In which language."""

    language = fields.String(
        load_default="nb", validate=one_of(LANGUAGES), metadata={"description": "Of sentences and documents."}
    )


class AskedInWords(AskedQuery, LanguageQuery):
    """The day, whose knowledge, and in which language."""
