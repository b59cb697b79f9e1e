"""The rows of the log and of the event table side by side, as they lie in a store, and their chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from projections.chain import START, Recorded, Row, link
from projections.database import Cursor, Database

BATCH = 256
"""Rows in memory at a time; one may be as large as the body of a request."""
FIRST = -(2**63)
"""The lowest position that a database can hold, whoever wrote it."""

_TYPES = {
    "recorded_at": str,
    "subject": str,
    "originator_id": str,
    "originator_version": int,
    "topic": str,
    "state": bytes,
}
"""What the program writes, in the order of :class:`~projections.chain.Recorded`."""
_BATCH = """
SELECT p.position, l.position IS NOT NULL AS logged, e.notification_id IS NOT NULL AS stored,
    l.recorded_at, l.subject, l.hash, e.originator_id, e.originator_version, e.topic, e.state
FROM (
    SELECT position FROM (SELECT position FROM log WHERE position BETWEEN ? AND ? ORDER BY 1 LIMIT ?) logged
    UNION
    SELECT notification_id FROM
        (SELECT notification_id FROM stored_events WHERE notification_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?) stored
    ORDER BY 1 LIMIT ?
) p
LEFT JOIN log l ON l.position = p.position
LEFT JOIN stored_events e ON e.notification_id = p.position
ORDER BY p.position
"""


def last_position(c: Cursor) -> int:
    """The highest position in either table; 0 if both are empty."""
    c.execute(
        "SELECT COALESCE(MAX(position), 0) AS last FROM "
        "(SELECT MAX(position) AS position FROM log UNION ALL SELECT MAX(notification_id) FROM stored_events) both_ends"
    )
    return int(c.fetchone()["last"])


def batch(c: Cursor, first: int, last: int) -> list[Row]:
    """Up to :data:`BATCH` rows with ``first`` ≤ position ≤ ``last``, in order."""
    c.execute(_BATCH, (first, last, BATCH, first, last, BATCH, BATCH))
    return [_row(row) for row in c.fetchall()]


def rows(database: Database) -> Iterator[Row]:
    """All rows up to the position that is the last when it begins, in order, few in memory at a time."""
    with database.reading() as c:
        last = last_position(c)
    first = FIRST
    while first <= last:
        with database.reading() as c:
            found = batch(c, first, last)
        yield from found
        first = found[-1].position + 1 if found else last + 1


def add_chain(c: Cursor) -> None:
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
        recorded_at=_told(row["recorded_at"]),
        topic=_told(row["topic"]),
        subject=_told(row["subject"]),
    )


def _recorded(row: Any) -> Recorded | None:
    """What is recorded there; None where a value is missing, or of another type than the program writes."""
    values = [row[name] for name in _TYPES]
    if any(type(value) is not type_ for value, type_ in zip(values, _TYPES.values(), strict=True)):
        return None
    if any(isinstance(value, str) and not _is_utf8(value) for value in values):
        return None
    return Recorded(row["position"], *values)


def _is_utf8(text: str) -> bool:
    """Whether the text was valid UTF-8, as far as a database does not see to that itself."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _told(value: Any) -> str:
    """The value as it can be written anywhere."""
    text = value if isinstance(value, str) else ""
    return text.encode(errors="surrogateescape").decode(errors="replace")
