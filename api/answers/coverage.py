"""Answers about coverage and history."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    day,
    first,
    flag,
    identity,
    maybe,
    number,
    one,
    open_day,
    open_first,
    some,
    text,
)


class EmployersFigures(Schema):
    """The employers of a day."""

    participating = number(12)
    represented = number(4)


class Summary(Schema):
    """The figures of a day."""

    pairs = number(36)
    affected = number(30)
    covered = number(24)
    direct = number(20)
    joint = number(1)
    indirect = number(2)
    temporary = number(1)
    waived = number(1)
    gap = number(5)
    not_affected = number(3)
    disputed = number(1)
    unclarified = number(2)
    ratio = fields.Float(required=True, allow_none=True, metadata={"example": 0.8275862068965517})
    employers = one(EmployersFigures)


class ProjectRef(Schema):
    """A project."""

    id = identity()
    name = maybe("Felles sak og arkiv")


class PairAnswer(Schema):
    """An organisation at an employer on a day."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    status = maybe("direct")
    claimed = flag(example=False)
    since = open_day("2026-01-01")
    until = open_day("2028-01-01")
    appointments = some(fields.UUID(metadata={"example": ID}))


class AboutAnswer(Schema):
    """What was asked of a project, and from what it is answered."""

    project = one(ProjectRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    group = maybe(None, description="The group, or kind of group, asked about.")
    position = number(1204)
    stage = text("under_way", description="Of the project on the day: `not_begun`, `under_way`, `ended`, `withdrawn`.")


class CoverageAnswer(AboutAnswer):
    """The coverage of a project on a day."""

    summary = one(Summary)
    pairs = some(PairAnswer)


class HistoryAnswer(Schema):
    """A statement as recorded."""

    position = number(1204)
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    by = text("organisation:fagforbundet")
    capacity = text("organisation")
    on_behalf_of = maybe(None)
    type = text("RepresentantAppointed")
    from_ = open_first()
    until = open_day()
    text = text("Fagforbundet har pekt ut en hovedtillitsvalgt for alle deltakerne fra 1. februar 2026.")
    data = fields.Dict(required=True, metadata={"example": {"from": "2026-02-01", "until": None}})


class BlockAnswer(Schema):
    """A span of constant status."""

    from_ = first()
    until = open_day()
    status = text("direct")


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


class AlteredAnswer(Schema):
    """A pair whose timeline would be another; empty where there is, or would be, no such pair."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = some(BlockAnswer)
    after = some(BlockAnswer)


class RefusedAnswer(Schema):
    """An act that would be refused."""

    index = number(0)
    status = number(403)
    type = text("/problems/not-yours")
    detail = text("Only that organisation says this: never an employer, never the project.")


class WhatIfAnswer(Schema):
    """What would change."""

    changed = some(AlteredAnswer)
    refused = some(RefusedAnswer)


class FiguresAnswer(Schema):
    """One side of a comparison."""

    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": 1180})
    position = number(1180)
    summary = one(Summary)


class CellAnswer(Schema):
    """A pair on one side of a comparison."""

    status = text("gap")
    claimed = flag(example=False)
    appointments = some(fields.UUID(metadata={"example": ID}))


class ChangedPairAnswer(Schema):
    """A pair that is not what it was; null where there is no such pair."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = one(CellAnswer, none=True)
    after = one(CellAnswer, none=True)
    statements = some(
        fields.Integer(metadata={"example": 1203, "description": "Positions of those that made the difference."})
    )


class CoverageDifferenceAnswer(Schema):
    """What has changed in the coverage of a project."""

    project = one(ProjectRef)
    group = maybe(None, description="The group, or kind of group, asked about.")
    before = one(FiguresAnswer)
    after = one(FiguresAnswer)
    pairs = some(ChangedPairAnswer)
    statements = some(HistoryAnswer)
