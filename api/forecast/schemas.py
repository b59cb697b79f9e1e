"""Queries and answers about what is to come."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.answers import EmployerRef, OrganisationRef, ProjectRef, day, maybe, one, text
from api.http.fields import Day
from api.http.schemas import GapsQuery, LanguageQuery


class ForecastQuery(GapsQuery, LanguageQuery):
    """Which coming changes."""

    until = Day(
        metadata={"description": "The last day of interest (inclusive); unless said, all that is known to come."}
    )
    status = fields.String(metadata={"description": "Changes from or to one status, or several with commas."})


class ForecastAnswer(Schema):
    """A coming change of status."""

    on = day("2027-02-01")
    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    from_status = maybe("direct", description="Null where the pair appears.")
    to_status = maybe("gap", description="Null where the pair disappears.")
    cause = text("Perioden til en representant for Fagforbundet er over.")


class ForecastAcrossAnswer(ForecastAnswer):
    """A coming change of status in one of many projects."""

    project = one(ProjectRef)
