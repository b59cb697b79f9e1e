"""Answers about rosters: standing, proposed, compared and adopted."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.coverage import ProjectRef
from api.answers.groups import AdoptionRef, GroupRef, RuleAnswer, SeatRef
from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    PersonRef,
    Warned,
    day,
    flag,
    identity,
    maybe,
    number,
    one,
    some,
    text,
)


class AdoptionAnswer(AdoptionRef, Warned):
    """An adoption, and the seats of the group on its first day."""

    seats = some(SeatRef)


class MoveAnswer(Schema):
    """Whose move it is."""

    party = text("organisation:fagforbundet")
    name = maybe("Fagforbundet")


class VacancyAnswer(Schema):
    """That nobody sits in a seat on the day."""

    since = day("2026-03-01")
    reason = text("on_leave")
    move = one(MoveAnswer, none=True)
    text = text("Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen.")


class SittingAnswer(SeatRef):
    """A seat on a day."""

    side = text("arbeidstaker")
    person = one(PersonRef, none=True)
    employed_at = one(EmployerRef, none=True)
    active = flag()
    vacant = one(VacancyAnswer, none=True)


class VerdictAnswer(Schema):
    """A rule, as it stands."""

    rule = one(RuleAnswer)
    basis = text("Avtale av 3. februar 2026")
    status = text("met", description="met, unmet or not_applicable")
    text = text("Minst 1 for Unio. Nå: 1.")
    remedy = maybe(None, description="What would meet it.")


class RosterAnswer(Schema):
    """Who sits in a group on a day."""

    project = one(ProjectRef)
    group = one(GroupRef)
    at = day("2026-03-12")
    known_at = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    position = number(1204)
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    adoption = one(AdoptionRef, none=True)
    seats = some(SittingAnswer)
    rules = some(VerdictAnswer)


class ChosenAnswer(Schema):
    """A proposed member."""

    appointment = identity()
    organisation = one(OrganisationRef)
    employed_at = one(EmployerRef, none=True)
    speaks_for = number(13)
    why = text("Den eneste som taler for Delta i Aure.")


class UncoveredAnswer(Schema):
    """An affected pair that is left out."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    status = text("direct")
    candidates = some(fields.UUID(metadata={"example": ID}))
    why = text("Ingen som er utpekt, taler for Tekna i Aure.")


class ContradictingAnswer(Schema):
    """A rule that others contradict; without a rule, what was asked for beside them."""

    rule = one(RuleAnswer, none=True)
    basis = maybe("Avtale av 3. februar 2026")
    text = text("Minst 1 for Unio.")


class ProposalAnswer(Schema):
    """A proposed roster."""

    group = identity()
    at = day("2026-03-12")
    chosen = some(ChosenAnswer)
    covers = number(24)
    bound = number(24)
    optimal = flag()
    proven_throughout = flag()
    affected = number(30)
    candidates = number(9)
    uncovered = some(UncoveredAnswer)
    rules = some(VerdictAnswer)
    contradiction = fields.List(fields.Nested(ContradictingAnswer), required=True, allow_none=True)


class DrawnAnswer(Schema):
    """A roster that is compared."""

    appointments = some(fields.UUID(metadata={"example": ID}))
    covers = number(24)


class ChangedAnswer(Schema):
    """A pair with another status, or represented by others."""

    employer = one(EmployerRef)
    organisation = one(OrganisationRef)
    before = maybe("direct")
    after = maybe("gap")


class ComparedAnswer(Schema):
    """What differs."""

    group = identity()
    lost = some(ChangedAnswer)
    won = some(ChangedAnswer)
    otherwise = some(ChangedAnswer)


class ComparisonAnswer(ComparedAnswer):
    """A roster drawn by hand, held against another."""

    at = day("2026-03-12")
    before = one(DrawnAnswer)
    after = one(DrawnAnswer)
    rules = some(VerdictAnswer)


class DifferenceAnswer(ComparedAnswer):
    """How a roster differs between two days."""

    before = day("2026-03-12")
    after = day("2026-09-12")
    left = some(SittingAnswer)
    joined = some(SittingAnswer)
