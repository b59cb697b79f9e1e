"""The hash chain over the log: how it is made, the rows that it covers, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from projections.store.database import Cursor, Database

START = bytes(32)
"""What stands before the first position."""


class Recorded(NamedTuple):
    """Everything that is recorded at a position, as the store keeps it."""

    position: int
    recorded_at: str
    subject: str
    originator_id: str
    originator_version: int
    topic: str
    state: bytes


class Row(NamedTuple):
    """What is found at a position, sound or not."""

    position: int
    is_logged: bool
    """Whether the log has it."""
    is_stored: bool
    """Whether the event table has it."""
    recorded: Recorded | None
    """What is recorded; None where something is missing, or is nothing that the program writes."""
    hash: bytes | None
    recorded_at: str
    """As it stands there, for telling; so are topic and subject."""
    topic: str
    subject: str


def link(previous: bytes, recorded: Recorded) -> bytes:
    """The hash of a position, of 32 bytes, given that of the nearest lower one.

    >>> recorded = Recorded(1, "2026-11-21T12:00:00.000000+00:00", "0" * 32, "f" * 32, 1, "ClaimMade", b"{}")
    >>> link(START, recorded).hex()[:16]
    '1b4eaa016512c86d'
    """
    return sha256(previous + b"".join(_field(value) for value in recorded)).digest()


def _field(value: int | str | bytes) -> bytes:
    content = value if isinstance(value, bytes) else str(value).encode()
    return len(content).to_bytes(8, "big") + content


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
"""What the program writes, in the order of :class:`~projections.store.chain.Recorded`."""
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


PROGRESS = 100_000
"""Events between two reports of progress."""

What = Literal["changed", "inserted", "missing", "unlogged", "unstored", "rewritten", "truncated"]


class Head(NamedTuple):
    """A position and its hash: they vouch for all that was recorded up to there."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


class Whole(NamedTuple):
    """The log is as it was recorded."""

    events: int
    head: Head


class Fault(NamedTuple):
    """The first position at which the log is not as it was recorded."""

    position: int
    what: What
    """``missing``: nothing is there, or what stands after the hole was inserted; ``unlogged`` and ``unstored``: it is
    in one table only; ``rewritten``: the chain is whole so far, but not the one that the known head was of;
    ``truncated``: the log was longer when the head was noted."""
    row: Row | None
    """What stands there, for a hole what stands after it; None for ``rewritten`` and ``truncated``."""


class NoChain(LookupError):
    """The store is older than the chain, and has to be migrated."""


def _silent(_: int) -> None:
    """Tell nobody."""


def verify(database: Database, known: Head | None = None, progress: Callable[[int], None] = _silent) -> Whole | Fault:
    """Check the log of a store, as it is when this begins. Raises :class:`NoChain`.

    ``known`` is a head noted earlier; ``progress`` is told how many events have been read, now and then.
    """
    if "hash" not in database.columns("log"):
        raise NoChain
    return check(rows(database), known, progress)


def check(found: Iterable[Row], known: Head | None = None, progress: Callable[[int], None] = _silent) -> Whole | Fault:
    """Check rows in order of position."""
    events, head, before = 0, Head(0, START), START
    for row in found:
        fault = _fault(row, head, before) or _not_known(head, known, row)
        if fault is not None:
            return fault
        assert row.hash is not None
        events, head, before = events + 1, Head(row.position, row.hash), head.hash
        if events % PROGRESS == 0:
            progress(events)
    return _not_known(head, known, None) or Whole(events, head)


def _fault(row: Row, head: Head, before: bytes) -> Fault | None:
    """What is wrong with a row that follows the head, which follows the hash before."""
    if row.position < 1:
        return Fault(row.position, "inserted", row)
    if row.recorded is not None and link(head.hash, row.recorded) == row.hash:
        return None
    if row.position > head.position + 1:
        return Fault(head.position + 1, "missing", row)
    if not row.is_logged or not row.is_stored:
        return Fault(row.position, "unstored" if row.is_logged else "unlogged", row)
    if row.recorded is not None and head.position and _was_at_head(row, before):
        return Fault(head.position, "inserted", row)
    return Fault(row.position, "changed", row)


def _was_at_head(row: Row, before: bytes) -> bool:
    """Whether the row was recorded where the head now stands, and moved on to make room."""
    assert row.recorded is not None
    return link(before, row.recorded._replace(position=row.position - 1)) == row.hash


def _not_known(head: Head, known: Head | None, row: Row | None) -> Fault | None:
    """What is wrong if the known head is at or before the end, or between it and the row that follows."""
    if known is None or known.position < head.position or (row is not None and known.position >= row.position):
        return None
    if row is None and known.position > head.position:
        return Fault(head.position + 1, "truncated", None)
    return None if head == known else Fault(known.position, "rewritten", None)
