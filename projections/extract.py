"""An extract of the log: what has been said of a project and of the register, each with its place in the hash chain.

What is said of local branches is not in it: that is seen by few, and no coverage rests on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.register import REGISTER
from projections.chain import START, Recorded
from projections.database import Cursor, Database
from projections.verify import Head

LEFT_OUT = ("BranchEmpowered", "BranchWithdrawn")
"""Topics that are in no extract."""
_LINKS = """
SELECT l.position, l.recorded_at, l.subject, e.originator_id, e.originator_version, e.topic, e.state, l.hash,
    (SELECT b.hash FROM log b WHERE b.position < l.position ORDER BY b.position DESC LIMIT 1) AS previous
FROM log l JOIN stored_events e ON e.notification_id = l.position
WHERE l.subject IN (?, ?) AND l.position <= ? AND e.topic NOT IN (?, ?)
ORDER BY l.position
"""
_HEAD = "SELECT position, hash FROM log WHERE position <= ? ORDER BY position DESC LIMIT 1"


class Link(NamedTuple):
    """What is recorded at a position, and its place in the chain."""

    recorded: Recorded
    previous: bytes
    """The hash of the nearest lower position of the log, whatever that is about."""
    hash: bytes


class Extract(NamedTuple):
    """What had been said of a project and of the register at a position."""

    subject: UUID
    links: Sequence[Link]
    """In order."""
    head: Head
    """The last of the log at the position, whatever it is about; 0 and :data:`START` where there is none."""


def extract(database: Database, subject: UUID, upto: int) -> Extract:
    """What the log has of the project and of the register, none later than a position."""
    with database.reading() as c:
        c.execute(_LINKS, (subject.hex, REGISTER.hex, upto, *LEFT_OUT))
        links = [_link(row) for row in c.fetchall()]
        return Extract(subject, links, _head(c, upto))


def _link(row: Any) -> Link:
    recorded = Recorded(*(row[name] for name in Recorded._fields))
    return Link(recorded, row["previous"] or START, row["hash"])


def _head(c: Cursor, upto: int) -> Head:
    c.execute(_HEAD, (upto,))
    row = c.fetchone()
    return Head(row["position"], row["hash"]) if row is not None else Head(0, START)
