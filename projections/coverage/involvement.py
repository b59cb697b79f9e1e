"""Whom an organisation must involve, since its representanter speak for them.

The organisation or sammenslutning that appoints is responsible for involving its members in every affected area it is
spoken for, and the sammenslutning for coordinating its organisations (the guide; docs/model.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.register.organisations import organisations_of
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import appointed
from projections.coverage.line import AFFECTED


@dataclass(frozen=True)
class Duty:
    """That whoever appointed must involve an organisation's members at some employers."""

    appointed_by: UUID
    organisation: UUID
    how: str
    """``direct``, ``joint`` or ``indirect``: as whose the representanter speak."""
    employers: Sequence[UUID]
    """Where they do, and where the organisation is affected."""
    appointments: Sequence[UUID]


def duties(coverage: Coverage, day: date, organisation: UUID | None = None) -> list[Duty]:
    """The duties of a day, of one that appoints or of all, by whoever appointed and then by organisation."""
    employers: dict[tuple[UUID, UUID, str], set[UUID]] = defaultdict(set)
    appointments: dict[tuple[UUID, UUID, str], set[UUID]] = defaultdict(set)
    delegations = coverage.delegations
    for pair in coverage.pairs(day):
        if pair.status not in AFFECTED:
            continue
        for reach in coverage.reaches(pair.employer, pair.organisation, day):
            by = appointed(delegations.appointments[reach.appointment]).organisation
            if organisation in (None, by):
                key = (by, pair.organisation, reach.kind)
                employers[key].add(pair.employer)
                appointments[key].add(reach.appointment)
    known = organisations_of(coverage.world.register)
    ordered = sorted(employers, key=lambda key: (known[key[0]].slug, known[key[1]].slug, key[2]))
    return [Duty(*key, sorted(employers[key]), sorted(appointments[key])) for key in ordered]
