"""Bodies, queries and answers about projects and participants."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from marshmallow import Schema, fields, validate

from api.affected.schemas import ClarifiedHere, RepresentantHere
from api.http.answers import (
    DaysInTime,
    EmployerRef,
    From,
    Identity,
    IsoDay,
    OpenDay,
    SaidHere,
    Warned,
    like,
)
from api.http.fields import Day, EmployerReference, OrganisationReference, Text, Whole
from api.http.schemas import ListQuery, from_required, one_of, until_open
from domain.projects.events import PHASES


class ProjectBody(Schema):
    """A project."""

    name = Text(required=True)
    owner = EmployerReference(required=True)
    from_ = from_required()
    until = until_open()


class PhaseBody(Schema):
    """A phase, from a day on."""

    phase = fields.String(required=True, validate=one_of(PHASES))
    from_ = from_required()


class SchemeBody(Schema):
    """The representativ ordning as agreed."""

    agreed_on = Day(required=True)
    agreed_with = fields.List(OrganisationReference(), required=True)
    forankring_days = Whole(required=True, validate=validate.Range(0, 3650, error="Between 0 and 3650 days."))
    from_ = from_required()


class ProjectsQuery(ListQuery):
    """Which projects."""

    owner = fields.String()
    participant = fields.String()
    organisation = fields.String()
    q = Text()


class PhaseAnswer(Warned, From):
    """A phase."""

    phase: Annotated[str, like("forme_sammen")]


class SchemeAnswer(Warned, From):
    """A scheme."""

    agreed_on: IsoDay
    agreed_with: list[Annotated[str, like("fagforbundet")]]
    forankring_days: Annotated[int, like(14)]


class ProjectAnswer(Warned, From):
    """A project: what is open to every token."""

    id: Identity
    name: Annotated[str, like("Felles sak og arkiv")]
    owner: EmployerRef
    until: OpenDay
    phase: Annotated[str | None, like("forme_sammen")]
    phases: list[PhaseAnswer]
    scheme: SchemeAnswer | None
    schemes: list[SchemeAnswer]


class ParticipantAnswer(Warned, From):
    """A participant's slot."""

    employer: EmployerRef
    until: OpenDay


class SlotInTime(From):
    """A slot."""

    until: OpenDay
    implied: Annotated[bool, like(False)]


class ParticipantRow(TypedDict):
    """A participant; to parties with what has been said about it."""

    employer: EmployerRef
    slots: list[SlotInTime]
    participates: list[DaysInTime]
    clarifications: NotRequired[list[ClarifiedHere]]
    claims: NotRequired[list[SaidHere]]
    waivers: NotRequired[list[SaidHere]]
    representanter: NotRequired[list[RepresentantHere]]
