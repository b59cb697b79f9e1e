"""Groups and their seats, as they stand in a project (docs/model.md, rule 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from domain.groups.events import COUNTING, FUNCTIONS, GroupFormed, SeatFilled
from domain.log.book import Book, Entry
from domain.log.spans import Span, Spans, intersect, span, union
from domain.log.world import World, derived


class Seated(NamedTuple):
    """A seat, the group it is in, and the days on which it is there: within the group's own."""

    said: SeatFilled
    group: GroupFormed
    days: Spans
    entries: Sequence[Entry]
    """The statements behind it: the seat's and the group's."""

    @property
    def counts(self) -> bool:
        """Whether its function counts for coverage by group."""
        return self.said.function in COUNTING

    @property
    def own_days(self) -> Span:
        """The seat's own span, whatever the group's."""
        return span(self.said.from_, self.said.until)


class Seating:
    """The groups and seats that stand in a book. Kept and shared: never changed."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def groups(self) -> Mapping[UUID, Entry]:
        """The groups that stand, by id."""
        return {formed(entry).group: entry for entry in self._book.all_entries("group")}

    @cached_property
    def seats(self) -> Mapping[UUID, Sequence[Seated]]:
        """By group, its seats that stand, in order of functions and days."""
        found: dict[UUID, list[Seated]] = defaultdict(list)
        for entry in self._book.all_entries("seat"):
            said = entry.event
            assert isinstance(said, SeatFilled)
            if said.group in self.groups:
                found[said.group].append(self._seated(entry, said))
        return {group: sorted(seats, key=_order) for group, seats in found.items()}

    def of(self, group: UUID) -> Sequence[Seated]:
        """The seats of a group."""
        return self.seats.get(group, ())

    def on(self, group: UUID, day: date) -> list[Seated]:
        """The seats of a group whose own span contains the day."""
        return [seated for seated in self.of(group) if day in seated.own_days]

    def of_appointment(self, appointment: UUID) -> Sequence[Seated]:
        """The seats that name the appointment, in whatever group."""
        return self._by_appointment.get(appointment, ())

    def person(self, seat: Mapping[str, Any]) -> UUID | None:
        """Whom the content of a seat names; None where the appointment or representant has been withdrawn."""
        if seat["appointment"] is not None:
            named = self._book.standing("appointment", (seat["appointment"],))
        else:
            named = self._book.standing("representant", (seat["employer"], seat["representant"]))
        return named.named_person if named is not None else None

    def counted(self, asked: UUID | str) -> Mapping[UUID, Spans]:
        """By appointment, the days on which a seat makes it count in a group, or in any group of a kind."""
        days: dict[UUID, list[Span]] = defaultdict(list)
        for appointment, seats in self._by_appointment.items():
            for seated in seats:
                if seated.counts and asked in (seated.group.group, seated.group.kind):
                    days[appointment] += seated.days
        return {appointment: union(each) for appointment, each in days.items()}

    @cached_property
    def _by_appointment(self) -> Mapping[UUID, Sequence[Seated]]:
        found: dict[UUID, list[Seated]] = defaultdict(list)
        for seats in self.seats.values():
            for seated in seats:
                if seated.said.appointment is not None:
                    found[seated.said.appointment].append(seated)
        return found

    def _seated(self, entry: Entry, said: SeatFilled) -> Seated:
        group = self.groups[said.group]
        there = formed(group)
        days = intersect([span(said.from_, said.until)], [span(there.from_, there.until)])
        return Seated(said, there, days, (entry, group))


def formed(entry: Entry) -> GroupFormed:
    """The group that the entry forms."""
    assert isinstance(entry.event, GroupFormed)
    return entry.event


def _order(seated: Seated) -> tuple[int, date, str]:
    return FUNCTIONS.index(seated.said.function), seated.said.from_, str(seated.said.seat)


@derived("group", "seat", "appointment", "representant")
def seating_of(world: World) -> Seating:
    """Who sits where."""
    return Seating(world.book)
