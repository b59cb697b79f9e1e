"""Queries and answers about what is open, and why."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from marshmallow import fields, validate

from api.http.answers import (
    ID,
    AboutAnswer,
    BlockAnswer,
    EmployerRef,
    HistoryAnswer,
    Identity,
    OpenDay,
    PairAnswer,
    PairInProject,
    SayerAnswer,
    ToSayAnswer,
    like,
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


_FromNode = TypedDict("_FromNode", {"from": Annotated[dict[str, Any], like({"type": "organisation"})]})


class StepAnswer(_FromNode):
    """A step of a path, with the statements behind it."""

    to: Annotated[dict[str, Any], like({"type": "appointment", "id": ID})]
    relation: Annotated[str, like("appointed")]
    statements: list[HistoryAnswer]


class MissingAnswer(StepAnswer):
    """The first edge that a path lacks, the days around this one on which it does, and why."""

    reason: Annotated[str, like("out_of_scope")]
    since: OpenDay
    until: OpenDay
    text: Annotated[str, like("Representanten for Fagforbundet taler ikke for Aure.")]


class PathAnswer(TypedDict):
    """A path from the pair to the person who speaks for it."""

    kind: Annotated[str, like("direct")]
    temporary: Annotated[bool, like(False)]
    appointment: Identity
    steps: list[StepAnswer]


class FailingAnswer(PathAnswer):
    """A path that fails, as far as it goes."""

    missing: MissingAnswer


class OpenedAnswer(TypedDict):
    """What made the pair what it is, on the first day of it."""

    cause: Annotated[str, like("Perioden til en representant for Fagforbundet er over.")]
    statements: list[HistoryAnswer]


class WayAnswer(ToSayAnswer):
    """A way to close what is open."""

    kind: Annotated[str, like("widen")]
    status: Annotated[str, like("direct")]
    until: OpenDay
    text: Annotated[str, like("Fagforbundet kan la en representant som er utpekt, tale også for Aure.")]
    appointment: Annotated[str | None, like(ID)]


class GapAnswer(PairInProject):
    """A pair on which somebody has a move to make; the last three unless `ways` is false."""

    opened: NotRequired[OpenedAnswer]
    owed_by: NotRequired[list[SayerAnswer]]
    closing: NotRequired[list[WayAnswer]]


class ExplainedOpen(TypedDict):
    """What opened a pair, who owes an answer, and the ways to close it."""

    opened: OpenedAnswer
    owed_by: list[SayerAnswer]
    closing: list[WayAnswer]


class PairWithPaths(PairAnswer):
    """A pair, and what its status rests on."""

    paths: list[PathAnswer]
    statements: list[HistoryAnswer]


class ExplainedPair(PairWithPaths):
    """The same, with what fails, and what there is to do about it."""

    failing: list[FailingAnswer]
    failing_total: Annotated[int, like(1)]
    opened: OpenedAnswer | None
    owed_by: list[SayerAnswer]
    closing: list[WayAnswer]


class ExplainedAnswer(AboutAnswer, ExplainedPair):
    """Why a pair has its status."""

    timeline: list[BlockAnswer]


class UnrepresentedAnswer(ToSayAnswer):
    """An employer without a representant of its own."""

    employer: EmployerRef
    since: Annotated[OpenDay, like("2026-01-01")]
    until: OpenDay
