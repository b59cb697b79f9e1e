"""Answers about events."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import ID, text


class EventAnswer(Schema):
    """A CloudEvent."""

    specversion = text("1.0")
    id = text("1204", description="The position, as text.")
    source = text("/api/v1/events")
    type = text("no.samrad.ClaimMade")
    subject = text(ID, description="The project, or `register`.")
    time = fields.DateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    datacontenttype = text("application/json")
    data = fields.Dict(
        required=True,
        metadata={"example": {"by": f"organisation:{ID}", "capacity": "organisation", "from": "2026-02-01"}},
    )
