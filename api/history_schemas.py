"""Queries about what has been said, and what it changed."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Day, KnownAt
from api.group_schemas import LanguageQuery
from api.queries import GroupQuery, ListQuery

MOST_EVENTS = 1000
LONGEST_WAIT = 25


class HistoryQuery(ListQuery, LanguageQuery):
    """Which statements."""

    type = fields.String(metadata={"description": "One type of statement, or several with commas."})
    employer = fields.String(metadata={"description": "Only what it has said, or what names it."})
    organisation = fields.String(metadata={"description": "Only what it has said, or what names it."})
    recorded_from = Day(metadata={"description": "Only what was recorded on this day or later, as days are in Oslo."})
    recorded_until = Day(metadata={"description": "Only what was recorded before this day."})


class CoverageDifferenceQuery(GroupQuery, LanguageQuery):
    """Between which two days, as known when."""

    employer = fields.String(metadata={"description": "Only pairs of this employer; its number is read on `at`."})
    organisation = fields.String(metadata={"description": "Only pairs of this organisation."})
    before = Day(metadata={"description": "The first of the two days; the one that `at` says unless said."})
    after = Day(metadata={"description": "The second; likewise."})
    known_before = KnownAt(metadata={"description": "What was known of the first day; as `known_at` says unless said."})
    known_after = KnownAt(metadata={"description": "What was known of the second day; likewise."})


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
