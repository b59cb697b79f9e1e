"""For which employers an appointment is, and when (docs/model.md, rule 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from domain.book import Entry
from domain.delegation import ALL, RepresentantAppointed, ScopeSet
from domain.spans import ALWAYS, FOREVER, Span, Spans, union


class InForce(NamedTuple):
    """The scope in force in a span."""

    days: Span
    employers: frozenset[UUID] | None
    """None for all participants of the day."""
    entry: Entry


class Scope(NamedTuple):
    """The days on which employers are in an appointment's scope."""

    everybody: Spans
    named: Mapping[UUID, Spans]
    """Those ever named by themselves, with all of their days."""

    def days(self, employer: UUID) -> Spans:
        """Those of one employer."""
        return self.named.get(employer, self.everybody)


def in_force(appointed: Entry, said: Sequence[Entry]) -> Sequence[InForce]:
    """The scope in force on every day, in order: the appointment's own, and what has been said since, by date."""
    later: list[Any] = [each.event for each in said]
    turns = [ALWAYS, *(each.from_ for each in later), FOREVER]
    days = pairwise(turns)
    return [
        InForce(Span(*each), _employers(entry), entry) for each, entry in zip(days, [appointed, *said], strict=True)
    ]


def by_employer(scopes: Sequence[InForce]) -> Scope:
    """The same, by employer."""
    everybody = tuple(union(scope.days for scope in scopes if scope.employers is None))
    named: dict[UUID, list[Span]] = defaultdict(list)
    for scope in scopes:
        for employer in scope.employers or ():
            named[employer].append(scope.days)
    alike = {days: tuple(union([*everybody, *days])) for days in map(tuple, named.values())}
    return Scope(everybody, {employer: alike[tuple(days)] for employer, days in named.items()})


def _employers(entry: Entry) -> frozenset[UUID] | None:
    assert isinstance(entry.event, RepresentantAppointed | ScopeSet)
    scope: Any = entry.event.scope
    return None if scope == ALL else frozenset(scope or ())
