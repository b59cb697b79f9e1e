"""Answers about what is kept of persons."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import ID, text


class ReadAnswer(Schema):
    """That a person's details were shown to a party."""

    at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    by = text("organisation:fagforbundet")
    view = text("get_appointment", description="The operation that showed them.")
    project = fields.UUID(required=True, allow_none=True, metadata={"example": ID})
