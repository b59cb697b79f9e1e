"""Writing the rows of a project: only those that differ from what is there."""

from __future__ import annotations

from collections import defaultdict

from projections.database import Cursor
from projections.timelines.rows import BlockRow, Concern, CountKey, ProjectRows, counted
from projections.timelines.tables import one_of

_BLOCK = ", ".join(BlockRow._fields)
_CONCERN = ", ".join(Concern._fields)


def write(c: Cursor, rows: ProjectRows) -> None:
    """Make the rows of a project what they must be."""
    if rows.organisations is None or rows.organisations:
        _write_blocks(c, rows)
    _write_concerns(c, rows)
    c.execute("DELETE FROM overviews WHERE project=?", (rows.project.hex,))
    c.execute(f"INSERT INTO overviews VALUES ({', '.join('?' * len(rows.overview))})", rows.overview)


def _write_blocks(c: Cursor, rows: ProjectRows) -> None:
    old, new = _old_blocks(c, rows), set(rows.blocks)
    gone, come = old - new, new - old
    key = " AND ".join(f"{name}=?" for name in BlockRow._fields[:6])
    c.executemany(f"DELETE FROM blocks WHERE {key}", [row[:6] for row in gone])
    c.executemany(f"INSERT INTO blocks ({_BLOCK}) VALUES ({', '.join('?' * len(BlockRow._fields))})", come)
    counts: dict[CountKey, int] = defaultdict(int)
    counted(gone, -1, counts)
    counted(come, 1, counts)
    _add_counts(c, counts)


def _old_blocks(c: Cursor, rows: ProjectRows) -> set[BlockRow]:
    of = rows.organisations
    named = "" if of is None else f" AND {one_of('organisation', of)}"
    values = (rows.project.hex, *(who.hex for who in of or ()))
    c.execute(f"SELECT {_BLOCK} FROM blocks WHERE project=?{named}", values)
    return {BlockRow(*(row[name] for name in BlockRow._fields)) for row in c.fetchall()}


def _add_counts(c: Cursor, counts: dict[CountKey, int]) -> None:
    """Add to the counts, and let go of those that are none."""
    changed = [(*key, more) for key, more in counts.items() if more]
    c.executemany(
        "INSERT INTO counts AS kept VALUES (?,?,?,?,?) "
        "ON CONFLICT (organisation, status, day, month) DO UPDATE SET more = kept.more + excluded.more",
        changed,
    )
    c.executemany(
        "DELETE FROM counts WHERE organisation=? AND status=? AND month=? AND day=? AND more=0",
        [row[:4] for row in changed],
    )


def _write_concerns(c: Cursor, rows: ProjectRows) -> None:
    c.execute(f"SELECT {_CONCERN} FROM concerns WHERE project=?", (rows.project.hex,))
    old, new = {Concern(*(row[name] for name in Concern._fields)) for row in c.fetchall()}, set(rows.concerns)
    c.executemany(
        "DELETE FROM concerns WHERE party=? AND role=? AND project=? AND start=?", [row[:4] for row in old - new]
    )
    c.executemany(f"INSERT INTO concerns ({_CONCERN}) VALUES (?,?,?,?,?)", new - old)
