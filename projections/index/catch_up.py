"""Keeping the index: what is stale is worked out again, and the rows that differ are written."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import OperationalError

from domain.application import Samrad
from domain.log.statements import REGISTER
from domain.log.world import World
from projections.coverage.coverage import Coverage
from projections.coverage.invalidation import concerned
from projections.index.rows import BlockRow, Concern, CountKey, ProjectRows, counted, rows_of
from projections.index.tables import NAMES, STALE, definitions, indexes
from projections.store.database import Cursor, Database, one_of

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


TRIES = 3
"""How often a project is worked out again because more was said meanwhile, before others have to wait."""
FEW = 8
"""So many projects may be caught up while nothing is recorded."""
PATIENCE = 20.0
"""Seconds for which somebody who asks waits until all is caught up: after a merger it may be thousands of projects."""


class Stale(NamedTuple):
    """A project that has to be caught up."""

    project: UUID
    whole: bool
    """Whether the register has said something that concerns it."""
    head: int | None
    """The position of its own log that its rows reflect; None where it has none."""


class Fresh(NamedTuple):
    """What the rows of a project must be."""

    stale: Stale
    rows: ProjectRows
    position: int
    """All that was recorded up to there is in them."""
    register: int
    """The position of the register's own log that they reflect."""


class Timelines:
    """The tables, each of whose rows follows from the log."""

    def __init__(self, database: Database, samrad: Callable[[], Samrad], coverage: Callable[[World], Coverage]) -> None:
        """``samrad`` is asked for when it is needed; ``coverage`` gives that of a world, kept if it can be."""
        self.database = database
        self._samrad = samrad
        self._coverage = coverage

    def create(self) -> None:
        """Make the tables, once; in an older store every project is stale from then on."""
        if self.database.columns(NAMES[0]):
            return
        with self.database.transaction(in_turn=True) as c:
            for statement in (STALE, *definitions(), *indexes("", "0")):
                c.execute(statement)
            mark_since(c, 0, whole=True)

    @contextmanager
    def asking(self) -> Iterator[tuple[Cursor, int]]:
        """Where the tables may be read, all of one state that nothing is stale in; and the position it reflects.

        Raises :class:`OperationalError` where so much is stale that it takes too long to catch up.
        """
        give_up = time.monotonic() + PATIENCE
        stale: Sequence[Stale] = ()
        while True:
            with self.database.snapshot() as c:
                now, position = _state(c)
                if not now:
                    yield c, position
                    return
            if stale and len(now) <= FEW:
                break
            stale = now
            self.catch_up(give_up)
        with self.database.transaction(in_turn=True, durable=False) as c:  # nothing is recorded meanwhile
            stale, position = _state(c)
            if len(stale) > FEW:
                raise _too_much()
            for each in stale:
                self._write(c, self._worked_out(each))
            yield c, position

    def catch_up(self, give_up: float = math.inf) -> int:
        """Bring up to date what is stale; how many projects were. Others may do the same, so in no particular order.

        Raises :class:`OperationalError` at a time of :func:`time.monotonic`.
        """
        with self.database.reading() as c:
            stale = _stale(c)
        random.shuffle(stale)
        for each in stale:
            if time.monotonic() > give_up:
                raise _too_much()
            self._caught_up(each)
        return len(stale)

    def _caught_up(self, stale: Stale) -> None:
        """Bring a project up to date, unless so much is said meanwhile that it is left to whoever comes next."""
        for _ in range(TRIES):
            fresh = self._worked_out(stale)
            with self.database.transaction(in_turn=True, durable=False) as c:
                found = _stale(c, stale.project)
                if not found:
                    return
                if found[0] == stale and _is_last(c, fresh.register):
                    self._write(c, fresh)
                    return
            stale = found[0]

    def _worked_out(self, stale: Stale) -> Fresh:
        """What the rows must be, worked out without keeping anybody waiting."""
        samrad = self._samrad()
        world, position = samrad.world_and_position(stale.project)
        new = None
        if stale.head is not None and not stale.whole:
            said = samrad.entries(stale.project, stale.head, world.book.position)
            new = concerned(((entry.event.KIND, entry.event.address) for entry in said), world)
        return Fresh(stale, rows_of(self._coverage(world), new), position, world.register.book.position)

    def _write(self, c: Cursor, fresh: Fresh) -> None:
        write(c, fresh.rows)
        c.execute("DELETE FROM stale WHERE project=? AND position<=?", (fresh.stale.project.hex, fresh.position))


def _too_much() -> OperationalError:
    return OperationalError("Too much is stale to be caught up now.")


def _state(c: Cursor) -> tuple[Sequence[Stale], int]:
    """What is stale, and the last position of the log."""
    c.execute(
        "SELECT (SELECT COUNT(*) FROM stale) AS stale, (SELECT COALESCE(MAX(position), 0) FROM log) AS position, "
        "(SELECT MIN(project) FROM overviews) AS first"  # whoever asks now sees the same tables all along
    )
    row = c.fetchone()
    return _stale(c) if row["stale"] else (), row["position"]


def _stale(c: Cursor, project: UUID | None = None) -> list[Stale]:
    """What is stale, of all projects or of one."""
    c.execute(
        "SELECT s.project, s.whole, o.head FROM stale s LEFT JOIN overviews o ON o.project = s.project"
        + (" WHERE s.project=?" if project else " ORDER BY s.project"),
        (project.hex,) if project else (),
    )
    return [Stale(UUID(row["project"]), bool(row["whole"]), row["head"]) for row in c.fetchall()]


def _is_last(c: Cursor, register: int) -> bool:
    """Whether nothing has been said of the register after a position."""
    c.execute("SELECT COALESCE(MAX(position), 0) AS head FROM log WHERE subject=?", (REGISTER.hex,))
    return bool(c.fetchone()["head"] == register)


def mark(c: Cursor, subject: UUID, position: int, parties: Collection[UUID]) -> None:
    """Mark as stale what something said of a subject at a position concerns: a project, or the register's parties."""
    if subject != REGISTER:
        c.execute(
            "INSERT INTO stale VALUES (?,?,0) ON CONFLICT (project) DO UPDATE SET position=excluded.position",
            (subject.hex, position),
        )
    elif parties:
        c.execute(
            "INSERT INTO stale SELECT DISTINCT project, CAST(? AS BIGINT), 1 FROM concerns "
            f"WHERE party IN ({', '.join('?' * len(parties))}) "
            "ON CONFLICT (project) DO UPDATE SET position=excluded.position, whole=1",
            (position, *(party.hex for party in parties)),
        )


def mark_since(c: Cursor, position: int, *, whole: bool) -> None:
    """Mark as stale every project of which something was said after a position."""
    c.execute(
        "INSERT INTO stale SELECT subject, MAX(position), CAST(? AS BIGINT) FROM log WHERE position>? AND subject<>? "
        "GROUP BY subject ON CONFLICT (project) DO UPDATE SET position=excluded.position, whole=excluded.whole",
        (int(whole), position, REGISTER.hex),
    )


def mark_all(c: Cursor) -> None:
    """Everything is stale: a store has been filled from elsewhere."""
    mark_since(c, 0, whole=True)
