"""Bodies and queries about mergers and splits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from marshmallow import Schema, fields, validate

from api.fields import AppointmentReference, EmployerReference, OrganisationReference
from api.group_schemas import MOST, LanguageQuery
from api.queries import ListQuery


class Meant(NamedTuple):
    """Whom a part of a proposal is about, as text: which of them is meant depends on what was merged or split."""

    organisation: str
    employer: str


class ProposedPart(fields.Field[Meant]):
    """An organisation (slug or UUID), or an employer (UUID, orgnr or kommunenummer), or the part that is about it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Meant:
        part = value if isinstance(value, Mapping) else {}
        organisation = OrganisationReference().deserialize(part.get("organisation", value), attr, data, **kwargs)
        employer = part.get("employer", organisation if "slug" in part else value)
        return Meant(str(organisation), str(EmployerReference().deserialize(employer, attr, data, **kwargs)))


def _some(inner: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(inner, load_default=list, validate=validate.Length(max=MOST))


class ConfirmationBody(Schema):
    """What of a proposal is confirmed: each party its own part.

    Of a merger or split of employers by organisation, of organisations by employer, and then without scopes.
    """

    affected = _some(ProposedPart())
    not_affected = _some(ProposedPart())
    scopes = _some(AppointmentReference())


class SuccessionsQuery(ListQuery, LanguageQuery):
    """Which mergers and splits."""
