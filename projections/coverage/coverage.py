"""Coverage of a project, for every day at once: each pair as intervals of constant status (docs/model.md, the rules).

By group it is the same, with the appointments that a seat makes count, on the days it does (rule 9).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from domain.affected.state import organisations_named_in
from domain.groups.state import seating_of
from domain.log.book import Entry
from domain.log.spans import ALL_DAYS, Span, Spans, contains, intersect, span, subtract, union
from domain.log.world import World
from domain.projects.state import participation_of
from domain.register.organisations import organisations_of
from projections.coverage.column import Column, Columns, Counted
from projections.coverage.delegation_graph import Delegations, Reach
from projections.coverage.invalidation import concerned
from projections.coverage.line import AFFECTED, COVERED, OPEN, STATUSES, Block, Cell, Line, Tally, begun_and_ended
from projections.coverage.status_changes import StatusChange, StatusChanges


class Pair(NamedTuple):
    """An organisation at an employer on a day."""

    employer: UUID
    organisation: UUID
    cell: Cell

    @property
    def status(self) -> str:
        """As in docs/model.md, rule 8."""
        return self.cell.status

    @property
    def appointments(self) -> Sequence[UUID]:
        """Every active one by which it is represented; none unless it is."""
        return self.cell.appointments


class Coverage:
    """The coverage of one project as known in a world. Kept and shared: only what is derived is added to it."""

    def __init__(
        self,
        world: World,
        delegations: Delegations | None = None,
        counted: Counted | None = None,
        group: UUID | str | None = None,
    ) -> None:
        self.world = world
        self.group = group
        """The group, or kind of group, by whose seats it is; None for the whole project."""
        self.delegations = delegations or Delegations(world)
        self._counted = counted
        """By appointment the days on which it counts; None where all do."""
        self._groups: dict[UUID | str, Coverage] = {}
        self._columns: dict[UUID, Column] = {}
        self._open: tuple[date | None, Sequence[Pair]] = (None, ())

    def following(self, before: Coverage) -> Coverage:
        """This coverage, with the columns of an earlier one that nothing said since concerns."""
        now, then = self.world, before.world
        if now.register is then.register and now.book.position >= then.book.position:
            new = concerned(now.book.changed_since(then.book), now)
            if new is not None:
                self._columns = {who: column for who, column in before._columns.copy().items() if who not in new}
        return self

    def by_group(self, asked: UUID | str) -> Coverage:
        """The coverage by the seats of a group, or of all groups of a kind."""
        if asked not in self._groups:
            counted = seating_of(self.world).counted(asked)
            self._groups[asked] = Coverage(self.world, self.delegations, counted, asked)
        return self._groups[asked]

    @cached_property
    def organisations(self) -> Sequence[UUID]:
        """The organisations of the project, by slug."""
        known = organisations_of(self.world.register)
        named = (who for who in organisations_named_in(self.world) if who in known)
        return sorted(named, key=lambda who: known[who].slug)

    @property
    def employers(self) -> Sequence[UUID]:
        """All that participate on any day."""
        return list(self._places)

    @cached_property
    def _places(self) -> Mapping[UUID, int]:
        """The place of each employer in every column."""
        return {who: place for place, who in enumerate(participation_of(self.world).spans)}

    def column(self, organisation: UUID) -> Column:
        """The pairs of an organisation of the project, in the order of :attr:`employers`."""
        found = self._columns.get(organisation)
        if found is None:
            exists = organisations_of(self.world.register)[organisation].exists
            found = self._columns[organisation] = self._maker.of(organisation, exists)
        return found

    @cached_property
    def turns(self) -> StatusChanges:
        """Every change of status of any pair."""
        everybody = self.employers
        return StatusChanges(
            StatusChange(on, organisation, before, after, line, [everybody[place] for place in places])
            for organisation in self.organisations
            for on, before, after, line, places in self.column(organisation).turns
        )

    def counted(self, appointment: UUID) -> Spans:
        """The days on which an appointment counts, were it active."""
        return ALL_DAYS if self._counted is None else self._counted.get(appointment, ())

    @cached_property
    def _maker(self) -> Columns:
        return Columns(self.world.book, self.delegations, participation_of(self.world).spans, self._counted)

    # One pair

    def line(self, employer: UUID, organisation: UUID) -> Line | None:
        """The pair on all its days; None where the project has no such pair on any."""
        place = self._places.get(employer)
        register = self.world.register
        named = organisation in organisations_named_in(self.world) and organisation in organisations_of(register)
        return self.column(organisation).lines[place] if named and place is not None else None

    def timeline(self, employer: UUID, organisation: UUID) -> Sequence[Block]:
        """The intervals of constant status of the pair, in order; none where there is no such pair on any day."""
        line = self.line(employer, organisation)
        return line.blocks if line else []

    def clarifications(self, employer: UUID, organisation: UUID) -> Sequence[Entry]:
        """What the employer has clarified of the organisation, by date."""
        return self.world.book.entries("clarification", (employer, organisation))

    def reaches(self, employer: UUID, organisation: UUID, day: date) -> list[Reach]:
        """The ways in which somebody speaks for the pair on the day."""
        line = self.line(employer, organisation)
        return line.reaches(day) if line else []

    def pair(self, employer: UUID, organisation: UUID, day: date) -> Pair | None:
        """The pair on the day; None if there is none."""
        line = self.line(employer, organisation)
        cell = line.cell(day) if line else None
        return Pair(employer, organisation, cell) if cell else None

    # All pairs of a day

    def rows(
        self, day: date, organisations: Sequence[UUID], employer: UUID | None = None
    ) -> Iterator[tuple[UUID, Sequence[Cell | None]]]:
        """The participants of a day, or one of them, each with the cells of organisations of the project in order."""
        columns = [self.column(organisation).cells(day) for organisation in organisations]
        for who in participation_of(self.world).on(day):
            if employer in (None, who):
                yield who, [cells[self._places[who]] for cells in columns]

    def pairs(
        self,
        day: date,
        employer: UUID | None = None,
        organisation: UUID | None = None,
        statuses: Collection[str] = STATUSES,
    ) -> list[Pair]:
        """The pairs of a day that have one of some statuses."""
        named = [who for who in self.organisations if organisation in (None, who)]
        return [
            Pair(who, organisation, cell)
            for who, cells in self.rows(day, named, employer)
            for organisation, cell in zip(named, cells, strict=True)
            if cell is not None and cell.status in statuses
        ]

    def open_on(self, day: date) -> Sequence[Pair]:
        """The pairs of a day on which somebody has a move to make; those of the day last asked about are kept."""
        asked, pairs = self._open
        if asked != day:
            pairs = self.pairs(day, statuses=OPEN)
            self._open = day, pairs
        return pairs

    def unrepresented(self, day: date) -> Iterator[tuple[UUID, Span]]:
        """The participants of a day without a representant of their own, with the days around it on which it is so."""
        for who in participation_of(self.world).on(day):
            days = subtract(participation_of(self.world).spans[who], self._represented.get(who, ()))
            yield from ((who, part) for part in days if day in part)

    # Figures (docs/model.md, rule 10)

    def summary(self, day: date) -> dict[str, Any]:
        """The figures of a day."""
        counted = [self.column(organisation).tally.on(day) for organisation in self.organisations]
        counts = [sum(each) for each in zip(*counted, strict=True)] or [0] * len(STATUSES)
        participating, represented = self._employers_tally.on(day)
        return _figures(dict(zip(STATUSES, counts, strict=True)), participating, represented)

    def summary_of(self, pairs: Iterable[Pair], day: date, employer: UUID | None = None) -> dict[str, Any]:
        """The figures of some pairs of a day, those of an employer or of all."""
        participants = [who for who in participation_of(self.world).on(day) if employer in (None, who)]
        represented = sum(contains(self._represented.get(who, ()), day) for who in participants)
        return _figures(Counter(pair.status for pair in pairs), len(participants), represented)

    @cached_property
    def _employers_tally(self) -> Tally:
        """How many take part, and how many of them are represented."""
        spans = participation_of(self.world).spans
        represented = (intersect(spans.get(who, ()), days) for who, days in self._represented.items())
        takes_part = begun_and_ended(0, chain.from_iterable(spans.values()))
        return Tally(2, chain(takes_part, begun_and_ended(1, chain.from_iterable(represented))))

    @cached_property
    def _represented(self) -> Mapping[UUID, Spans]:
        """The days on which employers have a representant of their own."""
        days: dict[UUID, list[Span]] = defaultdict(list)
        for entry in self.world.book.all_entries("representant"):
            said: Any = entry.event
            days[said.employer].append(span(said.from_, said.until))
        return {who: union(each) for who, each in days.items()}


def _figures(counts: Mapping[str, int], participating: int, represented: int) -> dict[str, Any]:
    statuses = {status: counts.get(status, 0) for status in STATUSES}
    affected = sum(statuses[status] for status in AFFECTED)
    covered = sum(statuses[status] for status in COVERED)
    asked = affected - statuses["waived"]
    return {
        "pairs": sum(statuses.values()),
        "affected": affected,
        "covered": covered,
        **statuses,
        "ratio": covered / asked if asked else None,
        "employers": {"participating": participating, "represented": represented},
    }
