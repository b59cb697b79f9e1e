"""Employers over time: what a register's statements amount to (docs/model.md, rule 1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.log.book import Book, Entry
from domain.log.spans import ALWAYS, FOREVER, Span, Spans, contains, intersect, span, union
from domain.log.world import Register, derived
from domain.register.events import EmployerChanged, EmployerRegistered


class Name(NamedTuple):
    """Name and number from a day on."""

    from_: date
    name: str
    kommunenummer: str | None


class Edge(NamedTuple):
    """A neighbour in the history of employers, and the day of the change."""

    on: date
    employer: UUID


@dataclass(frozen=True)
class Employer:
    """An employer through all its numbers and names."""

    id: UUID
    kind: str
    orgnr: str | None
    names: Sequence[Name]
    exists: Spans
    predecessors: Sequence[Edge]
    successors: Sequence[Edge]
    entry: Entry

    def named(self, day: date) -> Name:
        """Name and number as they were on the day; the first known, before it."""
        return next((name for name in reversed(self.names) if name.from_ <= day), self.names[0])

    def numbered(self) -> Iterator[tuple[str, Span]]:
        """Each number with the days on which it was this employer's."""
        stops = [name.from_ for name in self.names[1:]] + [FOREVER]
        for name, stop in zip(self.names, stops, strict=True):
            if name.kommunenummer:
                for part in intersect([Span(name.from_, stop)], self.exists):
                    yield name.kommunenummer, part

    def has_ended(self, day: date) -> bool:
        """Whether it existed once, and from the day on no more."""
        return bool(self.exists) and self.exists[-1].stop <= day


class Employers(Mapping[UUID, Employer]):
    """All employers of the register, as known at one position."""

    def __init__(self, book: Book) -> None:
        changes = [entry.event for entry in book.all_entries("change")]
        self._changes = sorted((c for c in changes if isinstance(c, EmployerChanged)), key=lambda c: c.on)
        self.changes = self._edges_by_day()
        self._employers = self._built(book)
        self._numbers: dict[str, list[tuple[Span, UUID]]] = defaultdict(list)
        self._orgnrs: dict[str, UUID] = {}
        for employer in self._employers.values():
            for number, days in employer.numbered():
                self._numbers[number].append((days, employer.id))
            if employer.orgnr:
                self._orgnrs[employer.orgnr] = employer.id

    def __getitem__(self, key: UUID) -> Employer:
        return self._employers[key]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._employers)

    def __len__(self) -> int:
        return len(self._employers)

    def by_number(self, number: str, day: date) -> UUID | None:
        """Who had the kommunenummer on the day."""
        return next((who for days, who in self._numbers.get(number, ()) if day in days), None)

    def ever_numbered(self, number: str) -> UUID | None:
        """Who had the kommunenummer last, on whatever day."""
        return max(self._numbers.get(number, ()), default=(None, None))[1]

    def by_orgnr(self, orgnr: str) -> UUID | None:
        """Who has the organisasjonsnummer."""
        return self._orgnrs.get(orgnr)

    def holders(self, number: str) -> Sequence[tuple[Span, UUID]]:
        """Everybody who ever had the kommunenummer, with the days."""
        return self._numbers.get(number, ())

    def exist(self, employer: UUID, day: date) -> bool:
        """Whether the employer exists on the day."""
        return employer in self._employers and contains(self._employers[employer].exists, day)

    def voices(self, employer: UUID, day: date) -> frozenset[UUID]:
        """Who speaks for the employer on the day: itself, or its successors once it has ended."""
        speaking, heard, waiting = set(), {employer}, [employer]
        while waiting:
            who = self._employers.get(waiting.pop())
            if who is None:
                continue
            if not who.has_ended(day):
                speaking.add(who.id)
                continue
            following = {edge.employer for edge in who.successors if edge.on <= day} - heard
            heard |= following
            waiting += following
        return frozenset(speaking)

    def carrying_on(self, employer: UUID, day: date) -> UUID | None:
        """Who has on the day what the employer owned: itself, or its one successor once it has ended."""
        who, seen = employer, set[UUID]()
        while who in self._employers and self._employers[who].has_ended(day) and who not in seen:
            seen.add(who)
            following = {edge.employer for edge in self._employers[who].successors if edge.on <= day}
            if len(following) != 1:
                return None
            who = following.pop()
        return who

    def _edges_by_day(self) -> Sequence[tuple[date, Sequence[tuple[UUID, UUID]]]]:
        """For each day of change, in order, the edges old → new between different employers."""
        edges: dict[date, list[tuple[UUID, UUID]]] = defaultdict(list)
        for change in self._changes:
            edges[change.on] += [
                (change.employer, successor["to"])
                for successor in change.successors
                if successor["to"] != change.employer
            ]
        return sorted(edges.items())

    def _built(self, book: Book) -> dict[UUID, Employer]:
        ends, begins, names = _turning_points(self._changes)
        predecessors, successors = self._neighbours()
        employers = {}
        for entry in book.all_entries("employer"):
            said = entry.event
            assert isinstance(said, EmployerRegistered)
            who = said.employer
            first = Name(ALWAYS, said.name, said.kommunenummer)
            employers[who] = Employer(
                who,
                said.kind,
                said.orgnr,
                (first, *names[who]),
                _existence(span(said.from_, said.until), ends[who], begins[who]),
                predecessors[who],
                successors[who],
                entry,
            )
        return employers

    def _neighbours(self) -> tuple[dict[UUID, list[Edge]], dict[UUID, list[Edge]]]:
        predecessors, successors = defaultdict(list), defaultdict(list)
        for on, edges in self.changes:
            for old, new in edges:
                predecessors[new].append(Edge(on, old))
                successors[old].append(Edge(on, new))
        return predecessors, successors


def _turning_points(
    changes: Sequence[EmployerChanged],
) -> tuple[dict[UUID, set[date]], dict[UUID, set[date]], dict[UUID, list[Name]]]:
    """The days on which each employer ends, may begin, and is named anew."""
    ends: dict[UUID, set[date]] = defaultdict(set)
    begins: dict[UUID, set[date]] = defaultdict(set)
    names: dict[UUID, list[Name]] = defaultdict(list)
    goes_on = {
        (change.on, change.employer)
        for change in changes
        if any(successor["to"] == change.employer for successor in change.successors)
    }
    for change in changes:
        if (change.on, change.employer) not in goes_on:
            ends[change.employer].add(change.on)
        for successor in change.successors:
            new, name = successor["to"], Name(change.on, successor["name"], successor["kommunenummer"])
            if (change.on, new) not in goes_on:
                begins[new].add(change.on)
            if name not in names[new]:
                names[new].append(name)
    return ends, begins, names


def _existence(registered: Span, ends: set[date], begins: set[date]) -> Spans:
    """The days an employer exists: as registered, cut off where it ends, resumed where it begins anew."""
    spans = union([registered])
    for on in sorted(ends | begins):
        if on in ends:
            spans = intersect(spans, [Span(ALWAYS, on)])
        elif not contains(spans, on - timedelta(days=1)):
            spans = union([*spans, Span(on, max(registered.stop, on))])
    return spans


@derived()
def employers_of(register: Register) -> Employers:
    """The employers."""
    return Employers(register.book)
