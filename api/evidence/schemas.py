"""What evidence looks like."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from api.http.answers import ID, Identity, IsoDay, PairAnswer, ProjectRef, Summary, like

FORMAT = "no.samrad.evidence.1"
_HASH = "8c1f0c2c4f0f1d9e1f4a5ad5d1d27e1e8a1b6f1d5e0c9b7a3f2e1d0c9b8a7f6e"
_STATE = '{"by":"organisation:0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11","capacity":"organisation"}'
_Positions = list[Annotated[int, like(1203, "Positions, each of one of `statements` of the file.")]]


class PlaceAnswer(TypedDict):
    """A position of the log, and its hash."""

    position: Annotated[int, like(1204)]
    hash: Annotated[str, like(_HASH)]


class RecordedAnswer(PlaceAnswer):
    """A statement as the log has it, with its place in the chain."""

    recorded_at: Annotated[str, like("2026-01-20T09:14:03.000000+00:00")]
    subject: Annotated[str, like(ID.replace("-", ""), "The project or the register, as 32 hexadecimal digits.")]
    originator_id: Annotated[str, like(ID.replace("-", ""), "The series of statements that it belongs to.")]
    originator_version: Annotated[int, like(3)]
    topic: Annotated[str, like("RepresentantAppointed")]
    state: Annotated[str, like(_STATE, "The bytes recorded, which are JSON in UTF-8.")]
    previous: Annotated[str, like(_HASH, "The hash of the nearest lower position, whatever that is about.")]


class NodeAnswer(TypedDict):
    """What a step leads from or to."""

    type: Annotated[str, like("organisation")]
    id: Identity


_FromNode = TypedDict("_FromNode", {"from": NodeAnswer})


class EvidentStepAnswer(_FromNode):
    """A step of a path."""

    to: NodeAnswer
    relation: Annotated[str, like("appointed")]
    statements: _Positions


class EvidentPathAnswer(TypedDict):
    """A path from the organisation to the person who speaks for it."""

    kind: Annotated[str, like("direct")]
    temporary: Annotated[bool, like(False)]
    appointment: Identity
    steps: list[EvidentStepAnswer]


class EvidentPairAnswer(PairAnswer):
    """A pair, and the statements that its status rests on."""

    statements: _Positions
    paths: list[EvidentPathAnswer]


class EvidenceContent(TypedDict):
    """The coverage of a project on a day, with all that proves it."""

    format: Annotated[str, like(FORMAT)]
    project: ProjectRef
    at: Annotated[IsoDay, like("2026-03-12")]
    known_at: Annotated[Any, like(None)]
    position: Annotated[int, like(1204)]
    head: PlaceAnswer
    summary: Summary
    pairs: list[EvidentPairAnswer]
    statements: list[RecordedAnswer]


class EvidenceAnswer(EvidenceContent):
    """The same, sealed."""

    digest: Annotated[str, like(_HASH, "SHA-256 of the same file without `digest`.")]
