"""The rows of the log and of the event table side by side, as they lie in an SQLite store, and their chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventsourcing.sqlite import SQLiteCursor, SQLiteDatastore

from projections.chain import START, Recorded, Row, link

BATCH = 256
"""Rows in memory at a time; one may be as large as the body of a request."""
FIRST = -(2**63)
"""The lowest position that SQLite can hold, whoever wrote it."""

_TYPES = "text text text integer text blob"
_BATCH = """
SELECT p.position, l.position IS NOT NULL AS logged, e.notification_id IS NOT NULL AS stored,
    CAST(l.recorded_at AS BLOB) AS recorded_at, CAST(l.subject AS BLOB) AS subject, l.hash,
    CAST(e.originator_id AS BLOB) AS originator_id, e.originator_version, CAST(e.topic AS BLOB) AS topic, e.state,
    typeof(l.recorded_at) || ' ' || typeof(l.subject) || ' ' || typeof(e.originator_id) || ' '
    || typeof(e.originator_version) || ' ' || typeof(e.topic) || ' ' || typeof(e.state) AS types
FROM (SELECT position FROM log WHERE position BETWEEN :first AND :last
    UNION SELECT notification_id FROM stored_events WHERE notification_id BETWEEN :first AND :last
    ORDER BY 1 LIMIT :batch) p
LEFT JOIN log l ON l.position = p.position
LEFT JOIN stored_events e ON e.notification_id = p.position
ORDER BY p.position
"""


def is_chained(c: SQLiteCursor) -> bool:
    """Whether the log has a place for hashes."""
    c.execute("SELECT COUNT(*) FROM pragma_table_info('log') WHERE name='hash'")
    return bool(c.fetchone()[0])


def last_position(c: SQLiteCursor) -> int:
    """The highest position in either table; 0 if both are empty."""
    c.execute(
        "SELECT MAX(position) FROM "
        "(SELECT MAX(position) AS position FROM log UNION ALL SELECT MAX(notification_id) FROM stored_events)"
    )
    return c.fetchone()[0] or 0


def batch(c: SQLiteCursor, first: int, last: int) -> list[Row]:
    """Up to :data:`BATCH` rows with ``first`` ≤ position ≤ ``last``, in order."""
    c.execute(_BATCH, {"first": first, "last": last, "batch": BATCH})
    return [_row(row) for row in c.fetchall()]


def rows(store: SQLiteDatastore) -> Iterator[Row]:
    """All rows up to the position that is the last when it begins, in order, few in memory at a time."""
    with store.transaction(commit=False) as c:
        last = last_position(c)
    first = FIRST
    while first <= last:
        with store.transaction(commit=False) as c:
            found = batch(c, first, last)
        yield from found
        first = found[-1].position + 1 if found else last + 1


def add_chain(c: SQLiteCursor) -> None:
    """Give the log of an older store its hashes, from the first position to the last."""
    c.execute("ALTER TABLE log ADD COLUMN hash BLOB")
    last, previous, first = last_position(c), START, FIRST
    while found := batch(c, first, last):
        for row in found:
            if row.recorded is not None:
                previous = link(previous, row.recorded)
                c.execute("UPDATE log SET hash=? WHERE position=?", (previous, row.position))
        first = found[-1].position + 1


def _row(row: Any) -> Row:
    return Row(
        row["position"],
        is_logged=bool(row["logged"]),
        is_stored=bool(row["stored"]),
        recorded=_recorded(row),
        hash=row["hash"] if isinstance(row["hash"], bytes) else None,
        recorded_at=_text(row["recorded_at"]),
        topic=_text(row["topic"]),
        subject=_text(row["subject"]),
    )


def _recorded(row: Any) -> Recorded | None:
    """What is recorded there; None where a value is missing, or of another type than the program writes."""
    if row["types"] != _TYPES:
        return None
    try:
        return Recorded(
            row["position"],
            row["recorded_at"].decode(),
            row["subject"].decode(),
            row["originator_id"].decode(),
            row["originator_version"],
            row["topic"].decode(),
            row["state"],
        )
    except UnicodeDecodeError:
        return None


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace")
