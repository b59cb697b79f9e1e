"""Refusals: one class per rule of the model.

Each carries a ``type`` (the last part of the problem's URI), an HTTP-free sentence for people, and, where a
field of what was said is at fault, a ``pointer`` to it (RFC 6901).
"""

from __future__ import annotations


class Refusal(Exception):
    """Something was said that the model does not accept. Nothing has been recorded."""

    type = "invalid"
    title = "Not accepted as it stands"

    def __init__(self, detail: str, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer


class Invalid(Refusal):
    """A field has a value that cannot be."""


class Unknown(Refusal):
    """The thing spoken of does not exist (on that date)."""

    type = "unknown"
    title = "Not found"


class UnknownReference(Refusal):
    """A thing referred to does not exist (on that date)."""

    type = "unknown-reference"
    title = "A reference does not exist"


class NotYours(Refusal):
    """The statement or the view is not this party's."""

    type = "not-yours"
    title = "Not yours"


class EmptySpan(Refusal):
    """``until`` is not after ``from``."""

    type = "empty-span"
    title = "The span is empty"


class Fixed(Refusal):
    """An appointment's organisation and principal are fixed for its life."""

    type = "fixed"
    title = "Fixed for the appointment's life"


class VaraOfVara(Refusal):
    """A vara has no vara."""

    type = "vara-of-vara"
    title = "A vara has no vara"


class NotForAVara(Refusal):
    """A vara has its principal's scope and joint mandates."""

    type = "not-for-a-vara"
    title = "A vara follows its principal"


class JointWithItself(Refusal):
    """An organisation's own appointment speaks for it already."""

    type = "joint-with-itself"
    title = "A joint mandate with oneself"


class InBothLists(Refusal):
    """An organisation is both affected and not affected."""

    type = "in-both-lists"
    title = "Both affected and not affected"


class AffiliationCycle(Refusal):
    """Affiliations lead back to where they began on some day."""

    type = "affiliation-cycle"
    title = "Affiliations in a circle"


class NotASammenslutning(Refusal):
    """Only a sammenslutning has affiliated organisations."""

    type = "not-a-sammenslutning"
    title = "Not a sammenslutning"


class NotAParticipant(Refusal):
    """The employer participates on no day."""

    type = "not-a-participant"
    title = "Not a participant"


class FutureKnowledge(Refusal):
    """What will be recorded later is not known."""

    type = "future-knowledge"
    title = "Not known yet"


class Conflict(Refusal):
    """Somebody else said something in the same place at the same moment, twice."""

    type = "conflict"
    title = "A race was lost"


class ChangedMeanwhile(Refusal):
    """The thing is no longer as the caller last saw it."""

    type = "changed-meanwhile"
    title = "Changed meanwhile"
