"""Coverage of one organisation at all employers of a project; employers that nothing tells apart share a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any
from uuid import UUID

from domain.book import Book
from domain.spans import Span, Spans, intersect, span, union
from projections.graph import Delegations, Reach, Scope
from projections.tally import Tally, begun_and_ended
from projections.timeline import STATUSES, Cell, Facts, Line, Scoped

Counted = Mapping[UUID, Spans]
"""By appointment the days on which it counts."""


class Column:
    """An organisation's lines, in the order of the employers it was made for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def cells(self, day: date) -> list[Cell | None]:
        """The pairs of a day; None where there is none."""
        found = {id(line): line.cell(day) for line in self._shared}
        return [found[id(line)] for line in self.lines]

    @cached_property
    def _shared(self) -> Mapping[Line, int]:
        """The different lines, and how many have each."""
        return Counter(self.lines)

    @cached_property
    def tally(self) -> Tally:
        """How many pairs have each of :data:`~projections.timeline.STATUSES`."""
        blocks = ((block, count) for line, count in self._shared.items() for block in line.blocks)
        changes = (begun_and_ended(STATUSES.index(status), [days], count) for (days, status), count in blocks)
        return Tally(len(STATUSES), chain.from_iterable(changes))


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
        reaching = [
            (reach, self._delegations.scope(reach.principal)) for reach in self._delegations.reaches(organisation)
        ]
        named = _named(scope for _, scope in reaching)
        lines: dict[object, Line] = {}
        column = []
        for employer, days in self._employers.items():
            said = (
                self._clarified(employer, organisation),
                self._spans("claim", organisation, employer),
                self._spans("waiver", organisation, employer),
            )
            alike = (tuple(days), said, named.get(employer))
            if alike not in lines:
                scoped = self._scoped((reach, scope.days(employer)) for reach, scope in reaching)
                lines[alike] = Line(Facts(intersect(days, [exists]), *said, scoped))
            column.append(lines[alike])
        return Column(column)

    def _clarified(self, employer: UUID, organisation: UUID) -> tuple[tuple[date, str], ...]:
        standing = self._book.entries("clarification", (employer, organisation))
        events: Iterator[Any] = (entry.event for entry in standing)
        return tuple((said.from_, said.status) for said in events)

    def _spans(self, kind: str, organisation: UUID, employer: UUID) -> tuple[Span, ...]:
        events: Iterator[Any] = (entry.event for entry in self._book.entries(kind, (organisation, employer)))
        return tuple(union(span(said.from_, said.until) for said in events))

    def _scoped(self, reaching: Iterable[tuple[Reach, Spans]]) -> list[Scoped]:
        """The reaches that include an employer on any of its days in scope, and count."""
        scoped = []
        for reach, days in reaching:
            held = intersect(reach.days, days) if days else days
            if held and self._counted is not None:
                held = intersect(held, self._counted.get(reach.appointment, ()))
            if held:
                scoped.append(Scoped(reach, held))
        return scoped


def _named(scopes: Iterable[Scope]) -> Mapping[UUID, tuple[tuple[int, Spans], ...]]:
    """For each employer that a scope names by itself: which do, and its days in them."""
    named: dict[UUID, list[tuple[int, Spans]]] = defaultdict(list)
    for place, scope in enumerate(scopes):
        for employer, days in scope.named.items():
            named[employer].append((place, days))
    return {employer: tuple(found) for employer, found in named.items()}
