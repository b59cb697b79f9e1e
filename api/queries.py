"""Queries, as marshmallow schemas."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, pre_load, validate

from api.fields import Day, KnownAt, Text
from api.schemas import one_of
from domain.register import EMPLOYER_KINDS, ORGANISATION_KINDS


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


class EmployersQuery(ListQuery):
    """Which employers."""

    kind = fields.String(validate=one_of(EMPLOYER_KINDS))
    q = Text()


class OrganisationsQuery(ListQuery):
    """Which organisations."""

    kind = fields.String(validate=one_of(ORGANISATION_KINDS))
    q = Text()


class ProjectsQuery(ListQuery):
    """Which projects."""

    owner = fields.String()
    participant = fields.String()
    organisation = fields.String()
    q = Text()


class AppointmentsQuery(ListQuery):
    """Whose appointments."""

    organisation = fields.String()


class GroupQuery(AskedQuery):
    """By whose seats."""

    group = fields.String(
        metadata={"description": "Only what the seats of a group (its id), or of a kind of group, represent."}
    )


class CoverageQuery(GroupQuery):
    """Which pairs."""

    employer = fields.String()
    organisation = fields.String()
    status = fields.String(metadata={"description": "One status, or several with commas."})
    pairs = fields.String(validate=one_of(("none",)))


class GapsQuery(ListQuery, GroupQuery):
    """Which open pairs."""

    employer = fields.String()
    organisation = fields.String()
    status = fields.String()
