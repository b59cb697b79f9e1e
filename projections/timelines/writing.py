"""Writing the rows of a project: only those that differ from what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from domain.world import World
from projections.coverage import Coverage
from projections.database import Cursor
from projections.timelines.rows import BlockRow, Concern, CountKey, blocks, concerns, counted, overview

_BLOCK = ", ".join(BlockRow._fields)
_CONCERN = ", ".join(Concern._fields)


def write(c: Cursor, coverage: Coverage, organisations: Collection[UUID] | None, suffix: str = "") -> None:
    """Make the rows of a project what they must be: those of some organisations, or all."""
    if organisations is None or organisations:
        _write_blocks(c, coverage, organisations, suffix)
    _write_concerns(c, coverage.world, suffix)
    _write_overview(c, coverage, suffix)


def _write_blocks(c: Cursor, coverage: Coverage, organisations: Collection[UUID] | None, suffix: str) -> None:
    project = coverage.world.subject.hex
    old = _old_blocks(c, project, organisations, suffix)
    new = set(blocks(coverage, coverage.organisations if organisations is None else organisations))
    gone, come = old - new, new - old
    key = " AND ".join(f"{name}=?" for name in BlockRow._fields[:6])
    c.executemany(f"DELETE FROM blocks{suffix} WHERE {key}", [row[:6] for row in gone])
    marks = ", ".join("?" * len(BlockRow._fields))
    c.executemany(f"INSERT INTO blocks{suffix} ({_BLOCK}) VALUES ({marks})", come)
    counts: dict[CountKey, int] = defaultdict(int)
    counted(gone, -1, counts)
    counted(come, 1, counts)
    add_counts(c, counts, suffix)


def _old_blocks(c: Cursor, project: str, organisations: Collection[UUID] | None, suffix: str) -> set[BlockRow]:
    named = "" if organisations is None else f" AND organisation IN ({', '.join('?' * len(organisations))})"
    c.execute(
        f"SELECT {_BLOCK} FROM blocks{suffix} WHERE project=?{named}",
        (project, *(who.hex for who in organisations or ())),
    )
    return {BlockRow(*(row[name] for name in BlockRow._fields)) for row in c.fetchall()}


def add_counts(c: Cursor, counts: dict[CountKey, int], suffix: str = "") -> None:
    """Add to the counts, and let go of those that are none."""
    changed = [(*key, more) for key, more in counts.items() if more]
    c.executemany(
        f"INSERT INTO counts{suffix} AS kept VALUES (?,?,?,?,?) "
        "ON CONFLICT (organisation, status, day, month) DO UPDATE SET more = kept.more + excluded.more",
        changed,
    )
    c.executemany(
        f"DELETE FROM counts{suffix} WHERE organisation=? AND status=? AND month=? AND day=? AND more=0",
        [row[:4] for row in changed],
    )


def _write_concerns(c: Cursor, world: World, suffix: str) -> None:
    c.execute(f"SELECT {_CONCERN} FROM concerns{suffix} WHERE project=?", (world.subject.hex,))
    old = {Concern(*(row[name] for name in Concern._fields)) for row in c.fetchall()}
    new = set(concerns(world))
    c.executemany(
        f"DELETE FROM concerns{suffix} WHERE party=? AND role=? AND project=? AND start=?",
        [row[:4] for row in old - new],
    )
    c.executemany(f"INSERT INTO concerns{suffix} ({_CONCERN}) VALUES (?,?,?,?,?)", new - old)


def _write_overview(c: Cursor, coverage: Coverage, suffix: str) -> None:
    world = coverage.world
    c.execute(f"DELETE FROM overviews{suffix} WHERE project=?", (world.subject.hex,))
    row = (*overview(coverage), world.book.position)
    c.execute(f"INSERT INTO overviews{suffix} VALUES ({', '.join('?' * len(row))})", row)
