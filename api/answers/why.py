"""Answers about why a pair has its status, and what would close what is open."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.coverage import AboutAnswer, BlockAnswer, HistoryAnswer, PairAnswer, ProjectRef
from api.answers.parts import (
    ID,
    EmployerRef,
    flag,
    identity,
    maybe,
    number,
    one,
    open_day,
    some,
    text,
)


class StepAnswer(Schema):
    """A step of a path, with the statements behind it."""

    from_ = fields.Dict(required=True, data_key="from", metadata={"example": {"type": "organisation"}})
    to = fields.Dict(required=True, metadata={"example": {"type": "appointment", "id": ID}})
    relation = text("appointed")
    statements = some(HistoryAnswer)


class MissingAnswer(StepAnswer):
    """The first edge that a path lacks, the days around this one on which it does, and why."""

    reason = text("out_of_scope")
    since = open_day()
    until = open_day()
    text = text("Representanten for Fagforbundet taler ikke for Aure.")


class PathAnswer(Schema):
    """A path from the pair to the person who speaks for it."""

    kind = text("direct")
    temporary = flag(example=False)
    appointment = identity()
    steps = some(StepAnswer)


class FailingAnswer(PathAnswer):
    """A path that fails, as far as it goes."""

    missing = one(MissingAnswer)


class OpenedAnswer(Schema):
    """What made the pair what it is, on the first day of it."""

    cause = text("Perioden til en representant for Fagforbundet er over.")
    statements = some(HistoryAnswer)


class SayerAnswer(Schema):
    """A party that may say something, and in what capacity."""

    capacity = text("organisation")
    party = text("organisation:fagforbundet")
    name = text("Fagforbundet")


class RequestAnswer(Schema):
    """An act, ready to be sent, or to be tried."""

    method = text("PUT")
    path = text(f"/projects/{ID}/appointments/{ID}/scope")
    body = fields.Dict(required=True, allow_none=True, metadata={"example": {"from": "2026-02-01", "scope": [ID]}})


class ToSayAnswer(Schema):
    """Acts in order; for each of them who may say it; and what is for them to fill in."""

    changes = some(RequestAnswer)
    by = some(fields.List(fields.Nested(SayerAnswer)))
    fill = some(fields.String(metadata={"example": "/changes/0/body/person/name"}))


class WayAnswer(ToSayAnswer):
    """A way to close what is open."""

    kind = text("widen")
    status = text("direct")
    until = open_day()
    text = text("Fagforbundet kan la en representant som er utpekt, tale også for Aure.")
    appointment = maybe(ID)


class GapAnswer(PairAnswer):
    """A pair on which somebody has a move to make; the last three unless `ways` is false."""

    project = one(ProjectRef)
    opened = fields.Nested(OpenedAnswer)
    owed_by = fields.List(fields.Nested(SayerAnswer))
    closing = fields.List(fields.Nested(WayAnswer))


class ExplainedAnswer(AboutAnswer, PairAnswer):
    """Why a pair has its status."""

    paths = some(PathAnswer)
    failing = some(FailingAnswer)
    failing_total = number(1)
    statements = some(HistoryAnswer)
    opened = one(OpenedAnswer, none=True)
    owed_by = some(SayerAnswer)
    closing = some(WayAnswer)
    timeline = some(BlockAnswer)


class UnrepresentedAnswer(ToSayAnswer):
    """An employer without a representant of its own."""

    employer = one(EmployerRef)
    since = open_day("2026-01-01")
    until = open_day()
