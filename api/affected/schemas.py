"""Bodies and answers about who is affected."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.answers import EmployerRef, SaidHere, Warned, first, one, some
from api.http.fields import OrganisationReference
from api.http.schemas import from_required, one_of
from api.projects.schemas import ClarifiedHere, RepresentantHere
from domain.affected.events import STATUSES


class ClarificationsBody(Schema):
    """Who is affected, and who is not; those not named stand as they were."""

    from_ = from_required()
    affected = fields.List(OrganisationReference(), load_default=list)
    not_affected = fields.List(OrganisationReference(), load_default=list)


class ClarificationBody(Schema):
    """Whether one organisation is affected."""

    from_ = from_required()
    status = fields.String(required=True, validate=one_of(STATUSES))


class RepresentantAnswer(RepresentantHere, Warned):
    """A representant of an employer."""

    employer = one(EmployerRef)


class ClarificationAnswer(ClarifiedHere, Warned):
    """A clarification."""

    employer = one(EmployerRef)


class ClarificationsAnswer(Warned):
    """The clarifications of an employer from a day on."""

    employer = one(EmployerRef)
    from_ = first()
    affected = some(fields.String(metadata={"example": "fagforbundet"}))
    not_affected = some(fields.String(metadata={"example": "tekna"}))


class OwnWordAnswer(SaidHere, Warned):
    """A claim or waiver."""

    employer = one(EmployerRef)


class ReservationAnswer(SaidHere, Warned):
    """A reservation."""
