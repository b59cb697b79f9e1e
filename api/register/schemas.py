"""Bodies, queries and answers about employers and organisations."""

from __future__ import annotations

from typing import Annotated

from marshmallow import Schema, fields, validate

from api.http.answers import EmployerRef, From, FromOpen, Identity, IsoDay, OpenDay, OrganisationRef, Warned, like
from api.http.fields import Day, EmployerReference, OrganisationReference, Text
from api.http.schemas import ListQuery, digits, from_open, from_required, one_of, until_open
from domain.register.events import EMPLOYER_KINDS, ORGANISATION_KINDS


class EmployerBody(Schema):
    """An employer."""

    name = Text(required=True)
    kind = fields.String(required=True, validate=one_of(EMPLOYER_KINDS))
    kommunenummer = fields.String(load_default=None, allow_none=True, validate=digits(4))
    orgnr = fields.String(load_default=None, allow_none=True, validate=digits(9))
    from_ = from_open()
    until = until_open()


class SuccessorBody(Schema):
    """The employer that an old one becomes, or becomes part of."""

    id = fields.UUID(load_default=None, allow_none=True)
    kommunenummer = fields.String(load_default=None, allow_none=True, validate=digits(4))
    name = Text(load_default=None, allow_none=True)


class EdgeBody(Schema):
    """An edge old → new."""

    from_ = EmployerReference(required=True, data_key="from")
    to = fields.Nested(SuccessorBody, required=True)
    continues = fields.Boolean(load_default=None, allow_none=True, truthy={True}, falsy={False})


class ChangesBody(Schema):
    """The changes of a day."""

    on = Day(required=True)
    edges = fields.List(fields.Nested(EdgeBody), required=True, validate=validate.Length(min=1, max=2000))


class OrganisationBody(Schema):
    """An organisation or sammenslutning."""

    name = Text(required=True)
    kind = fields.String(required=True, validate=one_of(ORGANISATION_KINDS))
    short_name = Text(load_default=None, allow_none=True)
    orgnr = fields.String(load_default=None, allow_none=True, validate=digits(9))
    from_ = from_open()
    until = until_open()


class OrganisationSuccessorBody(Schema):
    """The organisation that an old one becomes, or becomes part of."""

    slug = Text(load_default=None, allow_none=True)
    name = Text(load_default=None, allow_none=True)
    kind = fields.String(load_default=None, allow_none=True, validate=one_of(ORGANISATION_KINDS))
    short_name = Text(load_default=None, allow_none=True)
    id = fields.UUID(load_default=None, allow_none=True)


class OrganisationEdgeBody(Schema):
    """An edge old → new."""

    from_ = OrganisationReference(required=True, data_key="from")
    to = fields.Nested(OrganisationSuccessorBody, required=True)
    continues = fields.Boolean(load_default=None, allow_none=True, truthy={True}, falsy={False})


class OrganisationChangesBody(Schema):
    """The changes of a day."""

    on = Day(required=True)
    edges = fields.List(fields.Nested(OrganisationEdgeBody), required=True, validate=validate.Length(min=1, max=200))


class BranchBody(Schema):
    """What a branch is let to speak for."""

    employers = fields.List(EmployerReference(), required=True, validate=validate.Length(min=1))
    from_ = from_required()
    until = until_open()


class EmployersQuery(ListQuery):
    """Which employers."""

    kind = fields.String(validate=one_of(EMPLOYER_KINDS))
    q = Text()


class OrganisationsQuery(ListQuery):
    """Which organisations."""

    kind = fields.String(validate=one_of(ORGANISATION_KINDS))
    q = Text()


class NameInTime(FromOpen):
    """Name and number from a day on."""

    kommunenummer: Annotated[str | None, like("1576")]
    name: Annotated[str, like("Aure")]


class Neighbour(EmployerRef):
    """A predecessor or successor, and the day of the change."""

    on: Annotated[IsoDay, like("2020-01-01")]


class EmployerAnswer(EmployerRef, Warned, FromOpen):
    """An employer through its names and numbers."""

    kind: Annotated[str, like("kommune")]
    orgnr: Annotated[str | None, like("942957427")]
    until: OpenDay
    exists: Annotated[bool, like(True)]
    names: list[NameInTime]
    predecessors: list[Neighbour]
    successors: list[Neighbour]


class AffiliationInTime(FromOpen):
    """An affiliation."""

    sammenslutning: OrganisationRef
    until: OpenDay


class TitleInTime(FromOpen):
    """Name and short name from a day on."""

    name: Annotated[str, like("Fagforbundet")]
    short_name: Annotated[str | None, like(None)]


class Kin(OrganisationRef):
    """A predecessor or successor, and the day of the change."""

    on: Annotated[IsoDay, like("2028-01-01")]


class OrganisationAnswer(OrganisationRef, Warned, FromOpen):
    """An organisation through its names, with its affiliations."""

    id: Identity
    kind: Annotated[str, like("organisasjon")]
    short_name: Annotated[str | None, like(None)]
    orgnr: Annotated[str | None, like(None)]
    until: OpenDay
    exists: Annotated[bool, like(True)]
    names: list[TitleInTime]
    predecessors: list[Kin]
    successors: list[Kin]
    affiliations: list[AffiliationInTime]


class BranchAnswer(Warned, From):
    """What a branch is let to speak for; the employers by UUID."""

    organisation: OrganisationRef
    seat: EmployerRef
    employers: list[Identity]
    until: OpenDay


class AffiliationAnswer(Warned, FromOpen):
    """An affiliation, as said."""

    organisation: OrganisationRef
    sammenslutning: OrganisationRef
    until: OpenDay
