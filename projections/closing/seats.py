"""Seats for those who act, where coverage is asked by group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from uuid import UUID, uuid4

from domain.drafts import Draft
from domain.group import GroupFormed, SeatFilled
from domain.seating import formed
from domain.spans import FOREVER, contains, span
from projections.coverage import Coverage


class Seats:
    """The seats of the group, or of the kind of group, that is asked about on a day."""

    def __init__(self, coverage: Coverage, day: date) -> None:
        self._coverage = coverage
        self._day = day

    @property
    def are_asked(self) -> bool:
        """Whether it takes a seat to count."""
        return self._coverage.group is not None

    @property
    def can_be_given(self) -> bool:
        """Whether there is a group on the day, where it takes a seat."""
        return not self.are_asked or self._group is not None

    def can_count(self, appointment: UUID) -> bool:
        """Whether the appointment counts on the day, or can be made to."""
        return self.can_be_given or self._has(appointment)

    @property
    def until(self) -> date:
        """The first day on which a seat that is given is there no more."""
        return (self._group and self._group.until) or FOREVER

    def until_of(self, appointment: UUID) -> date:
        """The first day on which an appointment counts no more, by the seat that it has or is given."""
        if not self._has(appointment):
            return self.until
        return min(part.stop for part in self._coverage.counted(appointment) if self._day in part)

    def giving(self, appointment: UUID) -> list[Draft]:
        """What makes an appointment count, be it not there yet; nothing where it does."""
        if self._has(appointment):
            return []
        assert self._group is not None
        return [Draft(SeatFilled, self._seat(self._group, appointment))]

    def _has(self, appointment: UUID) -> bool:
        return contains(self._coverage.counted(appointment), self._day)

    def _seat(self, group: GroupFormed, appointment: UUID) -> dict[str, object]:
        nobody_else = {"employer": None, "representant": None}
        days = {"from_": self._day, "until": group.until}
        who = {"group": group.group, "seat": uuid4(), "appointment": appointment, **nobody_else}
        return {**who, "function": "medlem", **days}

    @cached_property
    def _group(self) -> GroupFormed | None:
        """Where a seat would be given: the first of the groups by name."""
        return min(self._groups(), key=lambda group: (group.name, str(group.group)), default=None)

    def _groups(self) -> Iterator[GroupFormed]:
        for entry in self._coverage.world.seating.groups.values():
            group = formed(entry)
            if self._coverage.group in (group.group, group.kind) and self._day in span(group.from_, group.until):
                yield group
