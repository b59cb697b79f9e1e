"""Queries and answers about what has been said."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from marshmallow import Schema, fields, validate

from api.http.answers import ID, Instant, like
from api.http.fields import Day
from api.http.schemas import LanguageQuery, ListQuery

MOST_EVENTS = 1000
LONGEST_WAIT = 25


class HistoryQuery(ListQuery, LanguageQuery):
    """Which statements."""

    type = fields.String(metadata={"description": "One type of statement, or several with commas."})
    employer = fields.String(metadata={"description": "Only what it has said, or what names it."})
    organisation = fields.String(metadata={"description": "Only what it has said, or what names it."})
    recorded_from = Day(metadata={"description": "Only what was recorded on this day or later, as days are in Oslo."})
    recorded_until = Day(metadata={"description": "Only what was recorded before this day."})


class EventsQuery(Schema):
    """After which position, how many, and how long to wait for one."""

    after = fields.Integer(
        load_default=0,
        validate=validate.Range(0, error="Zero or more."),
        metadata={"description": "The cursor: a position. Only events after it."},
    )
    limit = fields.Integer(
        load_default=100,
        validate=validate.Range(1, MOST_EVENTS, error=f"Between 1 and {MOST_EVENTS}."),
        metadata={"description": "How many events at most."},
    )
    wait = fields.Integer(
        load_default=0,
        validate=validate.Range(0, LONGEST_WAIT, error=f"Between 0 and {LONGEST_WAIT}."),
        metadata={"description": "Seconds to wait for an event where there is none yet."},
    )


class EventAnswer(TypedDict):
    """A CloudEvent."""

    specversion: Annotated[str, like("1.0")]
    id: Annotated[str, like("1204", "The position, as text.")]
    source: Annotated[str, like("/api/v1/events")]
    type: Annotated[str, like("no.samrad.ClaimMade")]
    subject: Annotated[str, like(ID, "The project, or `register`.")]
    time: Instant
    datacontenttype: Annotated[str, like("application/json")]
    data: Annotated[
        dict[str, Any], like({"by": f"organisation:{ID}", "capacity": "organisation", "from": "2026-02-01"})
    ]
