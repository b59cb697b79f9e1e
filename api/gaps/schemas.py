"""Queries and answers about what is open, and why."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.answers import (
    ID,
    AboutAnswer,
    BlockAnswer,
    EmployerRef,
    HistoryAnswer,
    PairAnswer,
    ProjectRef,
    SayerAnswer,
    ToSayAnswer,
    flag,
    identity,
    maybe,
    number,
    one,
    open_day,
    some,
    text,
)
from api.http.schemas import GapsQuery, GroupQuery, LanguageQuery, ListQuery


class OpenQuery(GapsQuery, LanguageQuery):
    """Which open pairs, and whether with what would close them."""

    ways = fields.Boolean(
        load_default=True,
        metadata={"description": "Whether to tell what opened each, who owes an answer, and what would close it."},
    )


class OpenAcrossQuery(OpenQuery):
    """The same across projects."""

    ways = fields.Boolean(
        load_default=False,
        metadata={"description": "As in a project; here only when asked, since each project is then read."},
    )


class WhyQuery(GroupQuery, LanguageQuery):
    """By whose seats, and how much of what fails."""

    failing = fields.Integer(
        load_default=10,
        validate=validate.Range(0, 1000, error="Between 0 and 1000."),
        metadata={"description": "How many of the paths that fail are told at most, those that lack least first."},
    )


class UnrepresentedQuery(ListQuery):
    """Which employers."""

    employer = fields.String()


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
