"""Bodies and answers about who is affected."""

from __future__ import annotations

from typing import Annotated

from marshmallow import Schema, fields

from api.http.answers import EmployerRef, From, Identity, OpenDay, OrganisationRef, PersonRef, SaidHere, Warned, like
from api.http.fields import OrganisationReference
from api.http.schemas import from_required, one_of
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


class ClarifiedHere(From):
    """A clarification at the employer."""

    organisation: OrganisationRef
    status: Annotated[str, like("affected")]


class RepresentantHere(From):
    """Who speaks for the employer."""

    id: Identity
    person: PersonRef
    until: OpenDay


class RepresentantAnswer(RepresentantHere, Warned):
    """A representant of an employer."""

    employer: EmployerRef


class ClarificationAnswer(ClarifiedHere, Warned):
    """A clarification."""

    employer: EmployerRef


class ClarificationsAnswer(Warned, From):
    """The clarifications of an employer from a day on."""

    employer: EmployerRef
    affected: list[Annotated[str, like("fagforbundet")]]
    not_affected: list[Annotated[str, like("tekna")]]


class OwnWordAnswer(SaidHere, Warned):
    """A claim or waiver."""

    employer: EmployerRef


class ReservationAnswer(SaidHere, Warned):
    """A reservation."""
