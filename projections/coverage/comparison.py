"""How the coverage of a project differs: between days and what was known, and between two states of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.log.statements import KINDS, Affects
from domain.log.world import World
from domain.projects.state import participation_of
from domain.register.organisations import organisations_of
from projections.coverage.column import Columns
from projections.coverage.coverage import Coverage
from projections.coverage.invalidation import concerned
from projections.coverage.line import Block, Cell, Line

Who = tuple[UUID, UUID]
"""An employer and an organisation."""


class Side(NamedTuple):
    """Coverage on a day."""

    coverage: Coverage
    day: date

    @property
    def world(self) -> World:
        """What was known."""
        return self.coverage.world


class ChangedPair(NamedTuple):
    """A pair that is not what it was; None where there is no such pair."""

    employer: UUID
    organisation: UUID
    before: Cell | None
    after: Cell | None


def changed_pairs(
    before: Side, after: Side, employer: UUID | None = None, organisation: UUID | None = None
) -> Iterator[ChangedPair]:
    """The pairs that have another status, another claim, or others who act, in the order of the later day."""
    was, now = (_cells(side, employer, organisation) for side in (before, after))
    for who in [*now, *(gone for gone in was if gone not in now)]:
        if _told(was.get(who)) != _told(now.get(who)):
            yield ChangedPair(*who, was.get(who), now.get(who))


def _cells(side: Side, employer: UUID | None, organisation: UUID | None) -> Mapping[Who, Cell]:
    pairs = side.coverage.pairs(side.day, employer, organisation)
    return {(pair.employer, pair.organisation): pair.cell for pair in pairs}


def _told(cell: Cell | None) -> object:
    return cell and (cell.status, cell.claimed, cell.appointments)


class AlteredTimeline(NamedTuple):
    """A pair whose timeline is another."""

    employer: UUID
    organisation: UUID
    before: Sequence[Block]
    """Empty where there was no such pair."""
    after: Sequence[Block]


def altered_timelines(before: Coverage, after: Coverage) -> list[AlteredTimeline]:
    """The pairs that differ, by organisation; ``after`` is of a later state, under the same register.

    Only the columns are looked at that may differ by what has been said since, and of the others only the employers
    that take part on other days.
    """
    said = list(after.world.book.changed_since(before.world.book))
    touched = (
        concerned((each for each in said if KINDS[each[0]].AFFECTS is not Affects.EVERYBODY), after.world)
        or frozenset()
    )
    moved = _moved(before.world, after.world)
    known = organisations_of(after.world.register)
    found: list[AlteredTimeline] = []
    for organisation in sorted({*before.organisations, *after.organisations}, key=lambda who: known[who].slug):
        if organisation in touched:
            found += _differing(organisation, _lines(before, organisation), _lines(after, organisation))
        elif moved:
            were, are = (_lines_of(each.world, before, organisation, moved) for each in (before, after))
            found += _differing(organisation, were, are)
    return found


def _moved(before: World, after: World) -> frozenset[UUID]:
    """The employers that take part on other days."""
    were, are = participation_of(before).spans, participation_of(after).spans
    return frozenset(who for who in {*were, *are} if were.get(who) != are.get(who))


Lines = Mapping[UUID, Line]
"""An organisation's lines, by employer."""


def _differing(organisation: UUID, were: Lines, are: Lines) -> Iterator[AlteredTimeline]:
    same: dict[tuple[int, int], bool] = {}
    for employer in {**are, **were}:
        then, now = were.get(employer), are.get(employer)
        key = id(then), id(now)
        if key not in same:
            same[key] = _blocks(then) == _blocks(now)
        if not same[key]:
            yield AlteredTimeline(employer, organisation, _blocks(then), _blocks(now))


def _lines(coverage: Coverage, organisation: UUID) -> Lines:
    """All of them; none where it is not of the project."""
    if organisation not in coverage.organisations:
        return {}
    return dict(zip(coverage.employers, coverage.column(organisation).lines, strict=True))


def _lines_of(world: World, known: Coverage, organisation: UUID, employers: Collection[UUID]) -> Lines:
    """Those of some employers, of an organisation about whose representanter nothing has been said since ``known``."""
    spans = {who: days for who, days in participation_of(world).spans.items() if who in employers}
    exists = organisations_of(world.register)[organisation].exists
    column = Columns(world.book, known.delegations, spans).of(organisation, exists)
    return dict(zip(spans, column.lines, strict=True))


def _blocks(line: Line | None) -> Sequence[Block]:
    return list(line.blocks) if line else []
