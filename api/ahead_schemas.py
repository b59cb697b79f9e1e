"""Bodies and queries about what is to come: acts on trial, and forecasts."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from api.fields import Day
from api.group_schemas import LanguageQuery
from api.queries import GapsQuery, GroupQuery, ListQuery

MOST_CHANGES = 1000
"""Acts that are tried at once."""


class ChangeBody(Schema):
    """An act, as it would be sent."""

    method = fields.String(required=True, validate=validate.Length(max=20), metadata={"example": "PUT"})
    path = fields.String(
        required=True,
        validate=validate.Length(max=2000),
        metadata={"description": "As in the API, with its query; `/api/v1` may be left out."},
    )
    body = fields.Raw(load_default=None, allow_none=True)


class WhatIfBody(Schema):
    """Acts to be tried, in order."""

    at = Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The day on which employers are named; today unless said."},
    )
    changes = fields.List(fields.Nested(ChangeBody), required=True)

    @pre_load
    def _few_enough(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        changes = data.get("changes")
        if isinstance(changes, list) and len(changes) > MOST_CHANGES:
            raise ValidationError(f"At most {MOST_CHANGES} acts at a time.", "changes")
        return data


class OpenQuery(GapsQuery, LanguageQuery):
    """Which open pairs, and whether with what would close them."""

    ways = fields.Boolean(
        load_default=True,
        metadata={"description": "Whether to tell what opened each, who owes an answer, and what would close it."},
    )


class OpenAcrossQuery(OpenQuery):
    """The same across projects."""

    ways = fields.Boolean(
        load_default=False,
        metadata={"description": "As in a project; here only when asked, since each project is then read."},
    )


class WhyQuery(GroupQuery, LanguageQuery):
    """By whose seats, and how much of what fails."""

    failing = fields.Integer(
        load_default=10,
        validate=validate.Range(0, 1000, error="Between 0 and 1000."),
        metadata={"description": "How many of the paths that fail are told at most, those that lack least first."},
    )


class UnrepresentedQuery(ListQuery):
    """Which employers."""

    employer = fields.String()


class ForecastQuery(GapsQuery, LanguageQuery):
    """Which coming changes."""

    until = Day(
        metadata={"description": "The last day of interest (inclusive); unless said, all that is known to come."}
    )
    status = fields.String(metadata={"description": "Changes from or to one status, or several with commas."})
