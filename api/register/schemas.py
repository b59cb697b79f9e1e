"""Bodies, queries and answers about employers and organisations."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.answers import (
    ID,
    EmployerRef,
    OrganisationRef,
    Warned,
    day,
    first,
    flag,
    identity,
    maybe,
    one,
    open_day,
    open_first,
    some,
    text,
)
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


class NameInTime(Schema):
    """Name and number from a day on."""

    from_ = open_first()
    kommunenummer = maybe("1576")
    name = text("Aure")


class Neighbour(EmployerRef):
    """A predecessor or successor, and the day of the change."""

    on = day("2020-01-01")


class EmployerAnswer(EmployerRef, Warned):
    """An employer through its names and numbers."""

    kind = text("kommune")
    orgnr = maybe("942957427")
    from_ = open_first()
    until = open_day()
    exists = flag()
    names = some(NameInTime)
    predecessors = some(Neighbour)
    successors = some(Neighbour)


class AffiliationInTime(Schema):
    """An affiliation."""

    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()


class TitleInTime(Schema):
    """Name and short name from a day on."""

    from_ = open_first()
    name = text("Fagforbundet")
    short_name = maybe(None)


class Kin(OrganisationRef):
    """A predecessor or successor, and the day of the change."""

    on = day("2028-01-01")


class OrganisationAnswer(OrganisationRef, Warned):
    """An organisation through its names, with its affiliations."""

    id = identity()
    kind = text("organisasjon")
    short_name = maybe(None)
    orgnr = maybe(None)
    from_ = open_first()
    until = open_day()
    exists = flag()
    names = some(TitleInTime)
    predecessors = some(Kin)
    successors = some(Kin)
    affiliations = some(AffiliationInTime)


class BranchAnswer(Warned):
    """What a branch is let to speak for; the employers by UUID."""

    organisation = one(OrganisationRef)
    seat = one(EmployerRef)
    employers = some(fields.UUID(metadata={"example": ID}))
    from_ = first()
    until = open_day()


class AffiliationAnswer(Warned):
    """An affiliation, as said."""

    organisation = one(OrganisationRef)
    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()
