"""Answers about mergers and splits."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    PersonRef,
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


class SuccessorRef(EmployerRef):
    """A successor."""

    participates = flag()


class HadAnswer(Schema):
    """The status on the eve."""

    employer = one(EmployerRef)
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


class PartsAnswer(Schema):
    """The parts, by whose they are."""

    affected = some(InheritedClarification)
    not_affected = some(InheritedClarification)
    scopes = some(InheritedScope)
    representanter = some(InheritedRepresentant)


class OwnershipAnswer(Schema):
    """Whose the project was, and is."""

    before = one(EmployerRef)
    after = one(EmployerRef, none=True)
    text = text("Prosjektet var eid av Halsa, og er fra den dagen eid av Heim.")


class SuccessionAnswer(Schema):
    """A merger or split, as far as it concerns the project."""

    id = identity()
    on = day("2020-01-01")
    predecessors = some(EmployerRef)
    successors = some(SuccessorRef)
    proposal = one(PartsAnswer)
    settled = one(PartsAnswer)
    owner = one(OwnershipAnswer, none=True)
    complete = flag(example=False)
    text = text("Heim etterfølger Halsa fra 1. januar 2020. Noe er ikke bekreftet ennå.")


class ConfirmedAnswer(SuccessionAnswer, Warned):
    """The same, once something has been confirmed."""
