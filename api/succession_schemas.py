"""Bodies and queries about mergers and splits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from api.fields import AppointmentReference, OrganisationReference
from api.group_schemas import MOST, LanguageQuery
from api.queries import ListQuery


class ProposedOrganisation(OrganisationReference):
    """An organisation: slug or UUID, or the part of the proposal that is about it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        about = value.get("organisation", value) if isinstance(value, Mapping) else value
        return super()._deserialize(about, attr, data, **kwargs)


def _some(inner: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(inner, load_default=list, validate=validate.Length(max=MOST))


class ConfirmationBody(Schema):
    """What of a proposal is confirmed: each party its own part."""

    affected = _some(ProposedOrganisation())
    not_affected = _some(ProposedOrganisation())
    scopes = _some(AppointmentReference())


class SuccessionsQuery(ListQuery, LanguageQuery):
    """Which mergers and splits."""
