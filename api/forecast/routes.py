"""What is to come: every change of status that is known by now, in a project or across all of them."""

from __future__ import annotations

from flask import Response

from api.forecast.query import forecast_in_project, forecast_of_employer, forecast_of_organisation
from api.forecast.schemas import ForecastAcrossAnswer, ForecastAnswer, ForecastQuery
from api.forecast.views import Forecast, ForecastView, forecast_rows, recorded_at
from api.http import respond
from api.http.operation import CALENDAR, JSON, Operations
from api.http.request import Request
from api.language.words import Words

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/forecast",
    "What is to change",
    "see coverage",
    query=ForecastQuery(),
    produces=(JSON, CALENDAR),
    answer=list[ForecastAnswer],
)
def list_forecast(request: Request) -> Response:
    """Every coming change of status after ``at``, with its cause, by day.

    Null where a pair appears or disappears. Before the project has begun, and after it has ended, there is none.
    """
    return _answered(request, forecast_in_project(request))


@operations(
    "GET",
    "/organisations/<organisation>/forecast",
    "What is to change for an organisation, in every project",
    "see gaps of an organisation",
    query=ForecastQuery(),
    produces=(JSON, CALENDAR),
    answer=list[ForecastAcrossAnswer],
)
def list_forecast_of_organisation(request: Request) -> Response:
    """By day; for the organisation itself and the auditor."""
    return _answered(request, forecast_of_organisation(request))


@operations(
    "GET",
    "/employers/<employer>/forecast",
    "What is to change at an employer, in every project",
    "see gaps of an employer",
    query=ForecastQuery(),
    produces=(JSON, CALENDAR),
    answer=list[ForecastAcrossAnswer],
)
def list_forecast_of_employer(request: Request) -> Response:
    """By day; for the employer itself, or its successors, and the auditor."""
    return _answered(request, forecast_of_employer(request))


def _answered(request: Request, found: Forecast) -> Response:
    """A page of changes in the form asked for."""
    language, services = request.query["language"], request.services
    if request.accepted != CALENDAR:
        return respond.paged(request, forecast_rows(services, found, language), found.total, found.position)
    content = ForecastView(Words(language)).calendar(found.changes, recorded_at(services, found))
    name = f"endringer-{request.at.isoformat()}.ics"
    return respond.file(content, f"{CALENDAR}; charset=utf-8", name, found.position)
