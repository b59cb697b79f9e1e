"""How coverage differs between two states of the same project: which pairs, and their timelines in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from projections.column import Column
from projections.coverage import Coverage
from projections.effects import concerned
from projections.timeline import Block, Line


class Altered(NamedTuple):
    """A pair whose timeline is another."""

    employer: UUID
    organisation: UUID
    before: Sequence[Block]
    """None where there was no such pair."""
    after: Sequence[Block]


def altered(before: Coverage, after: Coverage) -> list[Altered]:
    """The pairs that differ, by organisation; ``after`` is of a later state, under the same register.

    Only the columns that what has been said since may concern are looked at.
    """
    said = after.world.book.changed_since(before.world.book)
    touched = concerned(said, after.world)
    named = {*before.organisations, *after.organisations}
    slugs = after.world.register.organisations
    ordered = sorted(named if touched is None else named & touched, key=lambda who: slugs[who].slug)
    return [each for organisation in ordered for each in _of(organisation, before, after)]


def _of(organisation: UUID, before: Coverage, after: Coverage) -> Iterator[Altered]:
    was, now = _lines(before, organisation), _lines(after, organisation)
    same: dict[tuple[int, int], bool] = {}
    for employer in {**now, **was}:
        then, since = was.get(employer), now.get(employer)
        key = id(then), id(since)
        if key not in same:
            same[key] = _blocks(then) == _blocks(since)
        if not same[key]:
            yield Altered(employer, organisation, _blocks(then), _blocks(since))


def _lines(coverage: Coverage, organisation: UUID) -> dict[UUID, Line]:
    """The organisation's lines, by employer; none where it is not of the project."""
    if organisation not in coverage.organisations:
        return {}
    column: Column = coverage.column(organisation)
    return dict(zip(coverage.employers, column.lines, strict=True))


def _blocks(line: Line | None) -> Sequence[Block]:
    return list(line.blocks) if line else []
