"""How coverage differs between two states of the same project: which pairs, and their timelines in both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from domain.world import World
from projections.column import Columns
from projections.coverage import Coverage
from projections.effects import OF_ALL, concerned
from projections.timeline import Block, Line


class Altered(NamedTuple):
    """A pair whose timeline is another."""

    employer: UUID
    organisation: UUID
    before: Sequence[Block]
    """Empty where there was no such pair."""
    after: Sequence[Block]


def altered(before: Coverage, after: Coverage) -> list[Altered]:
    """The pairs that differ, by organisation; ``after`` is of a later state, under the same register.

    Only the columns are looked at that may differ by what has been said since, and of the others only the employers
    that take part on other days.
    """
    said = list(after.world.book.changed_since(before.world.book))
    touched = concerned((each for each in said if each[0] not in OF_ALL), after.world) or frozenset()
    moved = _moved(before.world, after.world)
    known = after.world.register.organisations
    found: list[Altered] = []
    for organisation in sorted({*before.organisations, *after.organisations}, key=lambda who: known[who].slug):
        if organisation in touched:
            found += _differing(organisation, _lines(before, organisation), _lines(after, organisation))
        elif moved:
            were, are = (_lines_of(each.world, before, organisation, moved) for each in (before, after))
            found += _differing(organisation, were, are)
    return found


def _moved(before: World, after: World) -> frozenset[UUID]:
    """The employers that take part on other days."""
    were, are = before.participation.spans, after.participation.spans
    return frozenset(who for who in {*were, *are} if were.get(who) != are.get(who))


Lines = Mapping[UUID, Line]
"""An organisation's lines, by employer."""


def _differing(organisation: UUID, were: Lines, are: Lines) -> Iterator[Altered]:
    same: dict[tuple[int, int], bool] = {}
    for employer in {**are, **were}:
        then, now = were.get(employer), are.get(employer)
        key = id(then), id(now)
        if key not in same:
            same[key] = _blocks(then) == _blocks(now)
        if not same[key]:
            yield Altered(employer, organisation, _blocks(then), _blocks(now))


def _lines(coverage: Coverage, organisation: UUID) -> Lines:
    """All of them; none where it is not of the project."""
    if organisation not in coverage.organisations:
        return {}
    return dict(zip(coverage.employers, coverage.column(organisation).lines, strict=True))


def _lines_of(world: World, known: Coverage, organisation: UUID, employers: Collection[UUID]) -> Lines:
    """Those of some employers, of an organisation about whose representanter nothing has been said since ``known``."""
    spans = {who: days for who, days in world.participation.spans.items() if who in employers}
    exists = world.register.organisations[organisation].exists
    column = Columns(world.book, known.delegations, spans).of(organisation, exists)
    return dict(zip(spans, column.lines, strict=True))


def _blocks(line: Line | None) -> Sequence[Block]:
    return list(line.blocks) if line else []
