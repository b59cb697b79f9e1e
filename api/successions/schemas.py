"""Bodies, queries and answers about mergers and splits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from marshmallow import Schema, fields, validate

from api.http.answers import (
    ID,
    EmployerRef,
    OrganisationRef,
    PersonRef,
    ToSayAnswer,
    Warned,
    day,
    first,
    flag,
    identity,
    maybe,
    one,
    open_day,
    some,
    text,
)
from api.http.fields import AppointmentReference, EmployerReference, OrganisationReference
from api.http.schemas import MOST, LanguageQuery, ListQuery


class Meant(NamedTuple):
    """Whom a part of a proposal is about, as text: which of them is meant depends on what was merged or split."""

    organisation: str
    employer: str


class ProposedPart(fields.Field[Meant]):
    """An organisation (slug or UUID), or an employer (UUID, orgnr or kommunenummer), or the part that is about it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Meant:
        part = value if isinstance(value, Mapping) else {}
        organisation = OrganisationReference().deserialize(part.get("organisation", value), attr, data, **kwargs)
        employer = part.get("employer", organisation if "slug" in part else value)
        return Meant(str(organisation), str(EmployerReference().deserialize(employer, attr, data, **kwargs)))


def _some(inner: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(inner, load_default=list, validate=validate.Length(max=MOST))


class ConfirmationBody(Schema):
    """What of a proposal is confirmed: each party its own part.

    Of a merger or split of employers by organisation, of organisations by employer, and then without scopes.
    """

    affected = _some(ProposedPart())
    not_affected = _some(ProposedPart())
    scopes = _some(AppointmentReference())


class SuccessionsQuery(ListQuery, LanguageQuery):
    """Which mergers and splits."""


class MemberRef(Schema):
    """An employer, or an organisation by its slug, as it was on the day."""

    id = fields.UUID(metadata={"example": ID})
    kommunenummer = fields.String(allow_none=True, metadata={"example": "1571"})
    slug = fields.String(metadata={"description": "Of an organisation."})
    name = maybe("Halsa")


class SuccessorRef(MemberRef):
    """A successor."""

    participates = fields.Boolean(metadata={"example": True, "description": "Of an employer."})


class HadAnswer(Schema):
    """The status on the eve, at an employer or of an organisation."""

    employer = fields.Nested(EmployerRef, metadata={"description": "Of a merger or split of employers."})
    organisation = fields.Nested(OrganisationRef, metadata={"description": "Of a merger or split of organisations."})
    status = text("affected")


class InheritedClarification(Schema):
    """Whether an organisation is affected at a successor."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    had = some(HadAnswer)
    conflict = flag(example=False)
    stands = maybe(None, description="The status in force at the successor on the day.")
    text = text("Fagforbundet var berørt hos Halsa. Heim eller prosjekteieren bekrefter at det fortsatt er slik.")


class InheritedScope(Schema):
    """An appointment whose scope names predecessors."""

    appointment = identity()
    organisation = one(OrganisationRef)
    names = some(EmployerRef)
    successors = some(EmployerRef)
    scope = fields.Raw(required=True, metadata={"example": [ID], "description": "As in force on the day."})
    text = text("Fagforbundet har pekt ut noen for Halsa, og bekrefter at det gjelder Heim også.")


class InheritedRepresentant(Schema):
    """Who spoke for a predecessor; once settled, who speaks for the successor."""

    employer = one(EmployerRef)
    predecessor = one(EmployerRef, none=True)
    id = identity()
    person = one(PersonRef)
    from_ = first()
    until = open_day()
    text = text("Representanten for Halsa taler ikke for Heim, som melder sin egen.")


class OwnWordToSay(ToSayAnswer):
    """What a predecessor had said in its own name, and the request by which the successor says it in its."""

    organisation = one(OrganisationRef)
    predecessor = one(OrganisationRef)
    employer = one(EmployerRef, none=True)
    appointment = maybe(None, description="The predecessor's, or the one that it let speak for it.")
    text = text("Delta hadde pekt ut en representant. Samla kan peke ut en i eget navn.")


class PartsAnswer(Schema):
    """The parts, by whose they are; the last four of a merger or split of organisations."""

    affected = some(InheritedClarification)
    not_affected = some(InheritedClarification)
    scopes = some(InheritedScope)
    representanter = some(InheritedRepresentant)
    appointments = fields.List(fields.Nested(OwnWordToSay))
    waivers = fields.List(fields.Nested(OwnWordToSay))
    reservations = fields.List(fields.Nested(OwnWordToSay))
    joint = fields.List(fields.Nested(OwnWordToSay))


class OwnershipAnswer(Schema):
    """Whose the project was, and is."""

    before = one(EmployerRef)
    after = one(EmployerRef, none=True)
    text = text("Prosjektet var eid av Halsa, og er fra den dagen eid av Heim.")


class SuccessionAnswer(Schema):
    """A merger or split, as far as it concerns the project."""

    id = identity()
    of = text("employers", description="Whether employers or organisations were merged or split.")
    on = day("2020-01-01")
    predecessors = some(MemberRef)
    successors = some(SuccessorRef)
    proposal = one(PartsAnswer)
    settled = one(PartsAnswer)
    owner = one(OwnershipAnswer, none=True)
    complete = flag(example=False)
    text = text("Heim etterfølger Halsa fra 1. januar 2020. Noe er ikke bekreftet ennå.")


class ConfirmedAnswer(SuccessionAnswer, Warned):
    """The same, once something has been confirmed."""
