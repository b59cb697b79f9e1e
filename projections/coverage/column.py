"""Coverage of one organisation at all employers of a project; employers that nothing tells apart share a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any
from uuid import UUID

from domain.log.book import Book
from domain.log.spans import Span, Spans, intersect, span, union
from domain.log.statements import Address
from projections.coverage.delegation_graph import Delegations
from projections.coverage.line import STATUSES, Cell, Facts, Line, Scoped, Tally, Ways, begun_and_ended
from projections.coverage.status_changes import status_changes_of

Counted = Mapping[UUID, Spans]
"""By appointment the days on which it counts."""


class Column:
    """An organisation's lines, in the order of the employers it was made for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._last: tuple[date | None, Sequence[Cell | None]] = (None, ())

    def cells(self, day: date) -> Sequence[Cell | None]:
        """The pairs of a day; None where there is none. Those of the last day that was asked about are kept."""
        asked, cells = self._last
        if asked != day:
            found = {id(line): line.cell(day) for line in self._shared}
            cells = [found[id(line)] for line in self.lines]
            self._last = day, cells
        return cells

    @cached_property
    def _shared(self) -> Mapping[Line, int]:
        """The different lines, and how many have each."""
        return Counter(self.lines)

    @cached_property
    def tally(self) -> Tally:
        """How many pairs have each of :data:`~projections.coverage.line.STATUSES`."""
        blocks = ((block, count) for line, count in self._shared.items() for block in line.blocks)
        changes = (begun_and_ended(STATUSES.index(status), [days], count) for (days, status), count in blocks)
        return Tally(len(STATUSES), chain.from_iterable(changes))

    @cached_property
    def turns(self) -> Sequence[tuple[date, str | None, str | None, Line, Sequence[int]]]:
        """Every change of status: its day, both statuses, the line, and the places of its employers."""
        places: dict[Line, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            places[line].append(place)
        return [(*turn, line, at) for line, at in places.items() for turn in status_changes_of(line)]


class Columns:
    """Makes columns, of one project as known in a book."""

    def __init__(
        self,
        book: Book,
        delegations: Delegations,
        employers: Mapping[UUID, Spans],
        counted: Counted | None = None,
    ) -> None:
        """``employers``: those that take part, with their days."""
        self._book = book
        self._delegations = delegations
        self._employers = employers
        self._counted = counted

    def of(self, organisation: UUID, exists: Span) -> Column:
        """The column of an organisation that exists in a span."""
        reaching = _Reaching(self._delegations, organisation, self._counted)
        lines: dict[object, Line] = {}
        column = []
        for employer, days in self._employers.items():
            said = (
                self._clarified(employer, organisation),
                self._spans("claim", organisation, employer),
                self._spans("waiver", organisation, employer),
            )
            alike = (tuple(days), said, reaching.named.get(employer))
            if alike not in lines:
                own = reaching.own(employer)
                facts = Facts(intersect(days, [exists]), *said, reaching.ways(own))
                lines[alike] = Line(facts, {**reaching.shared, **own})
            column.append(lines[alike])
        return Column(column)

    def _clarified(self, employer: UUID, organisation: UUID) -> tuple[tuple[date, str], ...]:
        return tuple((said.from_, said.status) for said in self._said("clarification", (employer, organisation)))

    def _spans(self, kind: str, organisation: UUID, employer: UUID) -> tuple[Span, ...]:
        said = self._said(kind, (organisation, employer))
        return tuple(union(span(each.from_, each.until) for each in said)) if said else ()

    def _said(self, kind: str, address: Address) -> Sequence[Any]:
        """What stands at the address, by date."""
        spoken_of = address in self._book.kinds.get(kind, ())  # most are not, and are many
        return [entry.event for entry in self._book.entries(kind, address)] if spoken_of else ()


class _Reaching:
    """The ways in which somebody speaks for an organisation, at all employers or at some."""

    def __init__(self, delegations: Delegations, organisation: UUID, counted: Counted | None) -> None:
        self._reaches = delegations.reaches(organisation)
        self._counted = counted
        scopes = [delegations.scope(reach.principal) for reach in self._reaches]
        self.shared = self._held((place, scope.everybody) for place, scope in enumerate(scopes))
        """Those that include every employer on some day, by their places."""
        self._ways = _joined(self.shared.values())
        self.named: dict[UUID, tuple[tuple[int, Spans], ...]] = {}
        """For each employer that a scope names by itself: the places of those that do, and its days in them."""
        for place, scope in enumerate(scopes):
            for employer, days in scope.named.items():
                self.named[employer] = (*self.named.get(employer, ()), (place, days))

    def own(self, employer: UUID) -> Mapping[int, Scoped]:
        """Those whose scope names the employer by itself."""
        return self._held(self.named.get(employer, ()))

    def ways(self, own: Mapping[int, Scoped]) -> Ways:
        """On which days the organisation is reached, by whichever appointment, where some reach an employer alone."""
        mine = _joined(own.values())
        return {way: union([*self._ways.get(way, ()), *mine.get(way, ())]) for way in {*self._ways, *mine}}

    def _held(self, scoped: Iterable[tuple[int, Spans]]) -> Mapping[int, Scoped]:
        """Those that hold and count on any of the days in scope."""
        held = {}
        for place, in_scope in scoped:
            reach = self._reaches[place]
            days = intersect(reach.days, in_scope)
            if days and self._counted is not None:
                days = intersect(days, self._counted.get(reach.appointment, ()))
            if days:
                held[place] = Scoped(reach, days)
        return held


def _joined(scoped: Iterable[Scoped]) -> Ways:
    days: dict[tuple[str, bool], list[Span]] = defaultdict(list)
    for reach, held in scoped:
        days[reach.kind, reach.temporary] += held
    return {way: union(spans) for way, spans in days.items()}
