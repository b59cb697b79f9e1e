"""Bodies, queries and answers about mergers and splits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, NotRequired, TypedDict

from marshmallow import Schema, fields, validate

from api.http.answers import (
    ID,
    EmployerRef,
    From,
    Identity,
    IsoDay,
    OpenDay,
    OrganisationRef,
    PersonRef,
    ToSayAnswer,
    Warned,
    about,
    like,
)
from api.http.fields import AppointmentReference, EmployerReference, OrganisationReference
from api.http.schemas import MOST, LanguageQuery, ListQuery


class Meant(NamedTuple):
    """Whom a part of a proposal is about, as text: which of them is meant depends on what was merged or split."""

    organisation: str
    employer: str


class ProposedPart(fields.Raw):
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


class MemberRef(TypedDict):
    """An employer, or an organisation by its slug, as it was on the day."""

    id: NotRequired[Identity]
    kommunenummer: NotRequired[Annotated[str | None, like("1571")]]
    slug: NotRequired[Annotated[str, about("Of an organisation.")]]
    name: Annotated[str | None, like("Halsa")]


class SuccessorRef(MemberRef):
    """A successor."""

    participates: NotRequired[Annotated[bool, like(True, "Of an employer.")]]


class HadAnswer(TypedDict):
    """The status on the eve, at an employer or of an organisation."""

    employer: NotRequired[Annotated[EmployerRef, about("Of a merger or split of employers.")]]
    organisation: NotRequired[Annotated[OrganisationRef, about("Of a merger or split of organisations.")]]
    status: Annotated[str, like("affected")]


class InheritedClarification(TypedDict):
    """Whether an organisation is affected at a successor."""

    employer: EmployerRef
    organisation: OrganisationRef
    had: list[HadAnswer]
    conflict: Annotated[bool, like(False)]
    stands: Annotated[str | None, like(None, "The status in force at the successor on the day.")]
    text: Annotated[
        str, like("Fagforbundet var berørt hos Halsa. Heim eller prosjekteieren bekrefter at det fortsatt er slik.")
    ]


class InheritedScope(TypedDict):
    """An appointment whose scope names predecessors."""

    appointment: Identity
    organisation: OrganisationRef
    names: list[EmployerRef]
    successors: list[EmployerRef]
    scope: Annotated[Any, like([ID], "As in force on the day.")]
    text: Annotated[str, like("Fagforbundet har pekt ut noen for Halsa, og bekrefter at det gjelder Heim også.")]


class InheritedRepresentant(From):
    """Who spoke for a predecessor; once settled, who speaks for the successor."""

    employer: EmployerRef
    predecessor: EmployerRef | None
    id: Identity
    person: PersonRef
    until: OpenDay
    text: Annotated[str, like("Representanten for Halsa taler ikke for Heim, som melder sin egen.")]


class OwnWordToSay(ToSayAnswer):
    """What a predecessor had said in its own name, and the request by which the successor says it in its."""

    organisation: OrganisationRef
    predecessor: OrganisationRef
    employer: EmployerRef | None
    appointment: Annotated[str | None, like(None, "The predecessor's, or the one that it let speak for it.")]
    text: Annotated[str, like("Delta hadde pekt ut en representant. Samla kan peke ut en i eget navn.")]


class PartsAnswer(TypedDict):
    """The parts, by whose they are; the last four of a merger or split of organisations."""

    affected: list[InheritedClarification]
    not_affected: list[InheritedClarification]
    scopes: list[InheritedScope]
    representanter: list[InheritedRepresentant]
    appointments: NotRequired[list[OwnWordToSay]]
    waivers: NotRequired[list[OwnWordToSay]]
    reservations: NotRequired[list[OwnWordToSay]]
    joint: NotRequired[list[OwnWordToSay]]


class OwnershipAnswer(TypedDict):
    """Whose the project was, and is."""

    before: EmployerRef
    after: EmployerRef | None
    text: Annotated[str, like("Prosjektet var eid av Halsa, og er fra den dagen eid av Heim.")]


class SuccessionAnswer(TypedDict):
    """A merger or split, as far as it concerns the project."""

    id: Identity
    of: Annotated[str, like("employers", "Whether employers or organisations were merged or split.")]
    on: Annotated[IsoDay, like("2020-01-01")]
    predecessors: list[MemberRef]
    successors: list[SuccessorRef]
    proposal: PartsAnswer
    settled: PartsAnswer
    owner: OwnershipAnswer | None
    complete: Annotated[bool, like(False)]
    text: Annotated[str, like("Heim etterfølger Halsa fra 1. januar 2020. Noe er ikke bekreftet ennå.")]


class ConfirmedAnswer(SuccessionAnswer, Warned):
    """The same, once something has been confirmed."""
