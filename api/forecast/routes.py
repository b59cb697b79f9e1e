"""What is to come: every change of status that is known by now, in a project or across all of them."""

from __future__ import annotations

from flask import Response

from api.forecast.query import forecast_in_project, forecast_of_employer, forecast_of_organisation
from api.forecast.schemas import ForecastAcrossAnswer, ForecastAnswer, ForecastQuery
from api.forecast.views import forecast_answer
from api.http.operation import CALENDAR, JSON, Operations
from api.http.request import Request

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/forecast",
    "What is to change",
    "see coverage",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
    answer=ForecastAnswer(),
)
def list_forecast(request: Request) -> Response:
    """Every coming change of status after ``at``, with its cause, by day.

    Null where a pair appears or disappears. Before the project has begun, and after it has ended, there is none.
    """
    return forecast_answer(request, forecast_in_project(request))


@operations(
    "GET",
    "/organisations/<organisation>/forecast",
    "What is to change for an organisation, in every project",
    "see gaps of an organisation",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
    answer=ForecastAcrossAnswer(),
)
def list_forecast_of_organisation(request: Request) -> Response:
    """By day; for the organisation itself and the auditor."""
    return forecast_answer(request, forecast_of_organisation(request))


@operations(
    "GET",
    "/employers/<employer>/forecast",
    "What is to change at an employer, in every project",
    "see gaps of an employer",
    query=ForecastQuery(),
    many=True,
    produces=(JSON, CALENDAR),
    answer=ForecastAcrossAnswer(),
)
def list_forecast_of_employer(request: Request) -> Response:
    """By day; for the employer itself, or its successors, and the auditor."""
    return forecast_answer(request, forecast_of_employer(request))
