"""Answers about the duty to involve."""

from __future__ import annotations

from marshmallow import Schema

from api.answers.parts import (
    EmployerRef,
    OrganisationRef,
    PersonRef,
    identity,
    one,
    some,
    text,
)


class SpeakingAnswer(Schema):
    """An appointment by which somebody speaks."""

    id = identity()
    person = one(PersonRef)


class InvolvementAnswer(Schema):
    """Whom one that appoints must involve."""

    appointed_by = one(OrganisationRef)
    organisation = one(OrganisationRef)
    how = text("direct", description="direct, joint or indirect")
    employers = some(EmployerRef)
    appointments = some(SpeakingAnswer)
    duty = text("Fagforbundet involverer medlemmene sine hos arbeidsgiverne.")
