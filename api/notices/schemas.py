"""Bodies and answers about calendar feeds."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.http.answers import EmployerRef, Identity, IsoDay, OpenDay, OrganisationRef, ProjectRef, like
from api.http.fields import EmployerReference, OrganisationReference, Text
from api.http.schemas import one_of
from api.language.words import LANGUAGES
from projections.coverage.line import STATUSES

ABOUT = ("project", "organisation", "employer")
"""Whose forecast a feed shows: one of these."""


class OnlyBody(Schema):
    """What a forecast is narrowed to."""

    employer = EmployerReference(load_default=None, allow_none=True)
    organisation = OrganisationReference(load_default=None, allow_none=True)


class FeedBody(Schema):
    """Whose forecast, and how much of it."""

    project = fields.UUID(load_default=None, allow_none=True)
    organisation = OrganisationReference(load_default=None, allow_none=True)
    employer = EmployerReference(load_default=None, allow_none=True)
    only_ = fields.Nested(OnlyBody, load_default=None, allow_none=True, data_key="only")
    status = fields.List(
        fields.String(validate=one_of(STATUSES)),
        load_default=list,
        validate=validate.Length(max=len(STATUSES)),
        metadata={"description": "Changes from or to one of these; of any unless said."},
    )
    group = Text(load_default=None, allow_none=True, metadata={"description": "As the forecast takes it."})
    language = fields.String(load_default="nb", validate=one_of(LANGUAGES))
    name = Text(load_default=None, allow_none=True, metadata={"description": "What the calendar is to be called."})

    @validates_schema
    def _one_forecast(self, data: dict[str, Any], **_: Any) -> None:
        about = [name for name in ABOUT if data.get(name) is not None]
        if len(about) != 1:
            raise ValidationError("Give one of «project», «organisation» and «employer»; «only» narrows it.")
        if (data.get("only_") or {}).get(about[0]) is not None:
            raise ValidationError({"only": {about[0]: ["It is the feed's own already."]}})


class OnlyAnswer(TypedDict):
    """What it is narrowed to."""

    employer: EmployerRef | None
    organisation: OrganisationRef | None


class FeedSubject(TypedDict):
    """Whose forecast a feed shows, and what it is narrowed to."""

    project: ProjectRef | None
    organisation: OrganisationRef | None
    employer: EmployerRef | None
    only: OnlyAnswer


class FeedAnswer(FeedSubject):
    """A feed: whose forecast it shows, and how much of it."""

    id: Identity
    name: Annotated[str | None, like("Fagforbundet: hva som kommer")]
    status: list[Annotated[str, like("gap")]]
    group: Annotated[str | None, like(None, "The group, or kind of group, whose seats count.")]
    language: Annotated[str, like("nb")]
    made_on: Annotated[IsoDay, like("2026-03-12")]
    opened_on: Annotated[OpenDay, like("2026-03-13", "The last day on which it was read; null: never.")]


class MadeFeedAnswer(FeedAnswer):
    """A feed that has just been made."""

    path: Annotated[
        str | None,
        like(
            "/kalender/….ics",
            "Where the calendar is, on this server: shown this once. Null where the request is repeated.",
        ),
    ]
