"""Bodies and queries about persons, besides their details."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.fields import Text
from api.schemas import from_required


class RestrictionBody(Schema):
    """A restriction; never why."""

    from_ = from_required()


class PeopleSought(Schema):
    """Whom to look for: at least one of them."""

    name = Text(load_default=None, allow_none=True, metadata={"description": "Any part of the name."})
    email = Text(load_default=None, allow_none=True, metadata={"description": "The whole address."})
    phone = Text(load_default=None, allow_none=True, longest=40, metadata={"description": "As it was given."})

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not any(data.get(name) for name in ("name", "email", "phone")):
            raise ValidationError("Give a name, an e-mail address or a telephone number.")


class PageQuery(Schema):
    """A page of a list."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(load_default=1000, validate=validate.Range(1, 10_000))
