"""Two rosters held against each other: whom the one represents and the other does not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from api import shapes
from api.names import Shape
from domain.spans import ALL_DAYS
from domain.world import Register
from projections.coverage import COVERED, Coverage, Pair

_WITHOUT = ("waived", "gap")
Pairs = Mapping[tuple[UUID, UUID], Pair]


def by(coverage: Coverage, appointments: Collection[UUID], day: date) -> Pairs:
    """The pairs of a day, as they would be if only these appointments counted."""
    counted = dict.fromkeys(appointments, ALL_DAYS)
    return of(Coverage(coverage.world, coverage.delegations, counted), day)


def of(coverage: Coverage, day: date) -> Pairs:
    """The pairs of a day."""
    return {(pair.employer, pair.organisation): pair for pair in coverage.pairs(day)}


def covers(pairs: Pairs) -> int:
    """How many are covered."""
    return sum(pair.status in COVERED for pair in pairs.values())


def changes(before: Pairs, after: Pairs, register: Register, day: date) -> dict[str, list[Shape]]:
    """The pairs that are ``lost`` and ``won``, and those that are represented ``otherwise`` than before.

    Those that have come, gone, or been clarified anew between two days are no loss of the roster's, and no gain.
    """
    told: dict[str, list[Shape]] = {"lost": [], "won": [], "otherwise": []}
    for who in sorted({*before, *after}, key=lambda who: _name(who, register, day)):
        was, now = before.get(who), after.get(who)
        represented = {_status(was), _status(now)} & {*COVERED}
        if represented and (_status(was) != _status(now) or _acting(was) != _acting(now)):
            told[_sort(_status(was), _status(now))].append(_changed(who, _status(was), _status(now), register, day))
    return told


def _sort(was: str | None, now: str | None) -> str:
    if was in COVERED and now in _WITHOUT:
        return "lost"
    return "won" if now in COVERED and was in _WITHOUT else "otherwise"


def _changed(who: tuple[UUID, UUID], was: str | None, now: str | None, register: Register, day: date) -> Shape:
    return {
        "employer": shapes.employer_reference(register, who[0], day),
        "organisation": shapes.organisation_reference(register, who[1], day),
        "before": was,
        "after": now,
    }


def _name(who: tuple[UUID, UUID], register: Register, day: date) -> tuple[str, str]:
    employer, organisation = shapes.employer_reference(register, who[0], day), who[1]
    return employer["kommunenummer"] or "", shapes.organisation_reference(register, organisation)["slug"]


def _status(pair: Pair | None) -> str | None:
    return pair.status if pair else None


def _acting(pair: Pair | None) -> Sequence[UUID]:
    return pair.appointments if pair else ()
