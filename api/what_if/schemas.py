"""Bodies and answers about acts on trial."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from api.http.answers import BlockAnswer, EmployerRef, OrganisationRef, number, one, some, text
from api.http.fields import Day

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


class AlteredAnswer(Schema):
    """A pair whose timeline would be another; empty where there is, or would be, no such pair."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = some(BlockAnswer)
    after = some(BlockAnswer)


class RefusedAnswer(Schema):
    """An act that would be refused."""

    index = number(0)
    status = number(403)
    type = text("/problems/not-yours")
    detail = text("Only that organisation says this: never an employer, never the project.")


class WhatIfAnswer(Schema):
    """What would change."""

    changed = some(AlteredAnswer)
    refused = some(RefusedAnswer)
