"""Is the log as it was recorded? The chain of its hashes, computed again and held against those kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from projections.chain import START, Row, link
from projections.database import Database
from projections.rows import rows

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
