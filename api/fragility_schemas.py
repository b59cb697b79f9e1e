"""The query about on whom coverage hangs."""

from __future__ import annotations

from marshmallow import fields, validate

from api.queries import GroupQuery


class FragilityQuery(GroupQuery):
    """Of which pairs, and how much of the lists."""

    employer = fields.String()
    organisation = fields.String()
    person = fields.UUID(metadata={"description": "Only this person, in what is told of persons."})
    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(
        load_default=100,
        validate=validate.Range(1, 1000),
        metadata={"description": "Of each of the lists `hanging`, `absences` and `load`."},
    )
