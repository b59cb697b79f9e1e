"""Queries and answers about what is to come."""

from __future__ import annotations

from typing import Annotated, TypedDict

from marshmallow import fields

from api.http.answers import EmployerRef, IsoDay, OrganisationRef, ProjectRef, like
from api.http.fields import Day
from api.http.schemas import GapsQuery, LanguageQuery


class ForecastQuery(GapsQuery, LanguageQuery):
    """Which coming changes."""

    until = Day(
        metadata={"description": "The last day of interest (inclusive); unless said, all that is known to come."}
    )
    status = fields.String(metadata={"description": "Changes from or to one status, or several with commas."})


class ForecastAnswer(TypedDict):
    """A coming change of status."""

    on: Annotated[IsoDay, like("2027-02-01")]
    employer: EmployerRef
    organisation: OrganisationRef
    from_status: Annotated[str | None, like("direct", "Null where the pair appears.")]
    to_status: Annotated[str | None, like("gap", "Null where the pair disappears.")]
    cause: Annotated[str, like("Perioden til en representant for Fagforbundet er over.")]


class ForecastAcrossAnswer(ForecastAnswer):
    """A coming change of status in one of many projects."""

    project: ProjectRef
