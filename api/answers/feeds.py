"""Answers about feeds."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.coverage import ProjectRef
from api.answers.parts import EmployerRef, OrganisationRef, day, identity, maybe, one, open_day, some, text


class OnlyAnswer(Schema):
    """What it is narrowed to."""

    employer = one(EmployerRef, none=True)
    organisation = one(OrganisationRef, none=True)


class FeedAnswer(Schema):
    """A feed: whose forecast it shows, and how much of it."""

    id = identity()
    name = maybe("Fagforbundet: hva som kommer")
    project = one(ProjectRef, none=True)
    organisation = one(OrganisationRef, none=True)
    employer = one(EmployerRef, none=True)
    only_ = fields.Nested(OnlyAnswer, required=True, data_key="only")
    status = some(fields.String(metadata={"example": "gap"}))
    group = maybe(None, description="The group, or kind of group, whose seats count.")
    language = text("nb")
    made_on = day("2026-03-12")
    opened_on = open_day("2026-03-13", description="The last day on which it was read; null: never.")


class MadeFeedAnswer(FeedAnswer):
    """A feed that has just been made."""

    path = maybe(
        "/kalender/….ics",
        description="Where the calendar is, on this server: shown this once. Null where the request is repeated.",
    )
