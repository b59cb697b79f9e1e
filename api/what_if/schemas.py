"""Bodies and answers about acts on trial."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from api.http.answers import BlockAnswer, EmployerRef, OrganisationRef, like
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


class AlteredAnswer(TypedDict):
    """A pair whose timeline would be another; empty where there is, or would be, no such pair."""

    employer: EmployerRef
    organisation: OrganisationRef
    before: list[BlockAnswer]
    after: list[BlockAnswer]


class RefusedAnswer(TypedDict):
    """An act that would be refused."""

    index: Annotated[int, like(0)]
    status: Annotated[int, like(403)]
    type: Annotated[str, like("/problems/not-yours")]
    detail: Annotated[str, like("Only that organisation says this: never an employer, never the project.")]


class WhatIfAnswer(TypedDict):
    """What would change."""

    changed: list[AlteredAnswer]
    refused: list[RefusedAnswer]
