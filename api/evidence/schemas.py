"""What evidence looks like."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.evidence.file import FORMAT
from api.http.answers import ID, PairAnswer, ProjectRef, Summary, day, flag, identity, number, one, some, text

_HASH = "8c1f0c2c4f0f1d9e1f4a5ad5d1d27e1e8a1b6f1d5e0c9b7a3f2e1d0c9b8a7f6e"
_STATE = '{"by":"organisation:0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11","capacity":"organisation"}'


def _positions() -> fields.List[int]:
    about = {"example": 1203, "description": "Positions, each of one of `statements` of the file."}
    return some(fields.Integer(metadata=about))


class PlaceAnswer(Schema):
    """A position of the log, and its hash."""

    position = number(1204)
    hash = text(_HASH)


class RecordedAnswer(PlaceAnswer):
    """A statement as the log has it, with its place in the chain."""

    recorded_at = text("2026-01-20T09:14:03.000000+00:00")
    subject = text(ID.replace("-", ""), description="The project or the register, as 32 hexadecimal digits.")
    originator_id = text(ID.replace("-", ""), description="The series of statements that it belongs to.")
    originator_version = number(3)
    topic = text("RepresentantAppointed")
    state = text(_STATE, description="The bytes recorded, which are JSON in UTF-8.")
    previous = text(_HASH, description="The hash of the nearest lower position, whatever that is about.")


class NodeAnswer(Schema):
    """What a step leads from or to."""

    type = text("organisation")
    id = identity()


class EvidentStepAnswer(Schema):
    """A step of a path."""

    from_ = fields.Nested(NodeAnswer, required=True, data_key="from")
    to = one(NodeAnswer)
    relation = text("appointed")
    statements = _positions()


class EvidentPathAnswer(Schema):
    """A path from the organisation to the person who speaks for it."""

    kind = text("direct")
    temporary = flag(example=False)
    appointment = identity()
    steps = some(EvidentStepAnswer)


class EvidentPairAnswer(PairAnswer):
    """A pair, and the statements that its status rests on."""

    statements = _positions()
    paths = some(EvidentPathAnswer)


class EvidenceAnswer(Schema):
    """The coverage of a project on a day, with all that proves it."""

    format = text(FORMAT)
    project = one(ProjectRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    position = number(1204)
    head = one(PlaceAnswer)
    summary = one(Summary)
    pairs = some(EvidentPairAnswer)
    statements = some(RecordedAnswer)
    digest = text(_HASH, description="SHA-256 of the same file without `digest`.")
