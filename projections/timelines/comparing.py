"""Whether the tables in use are what a rebuild makes of the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from domain.register import REGISTER
from projections.database import Cursor, Database
from projections.timelines.rebuilding import NEW, Built, counted, said_since

_COLUMNS: Mapping[str, str] = {
    "overviews": "project, name, place, start, stop, owner, told, members, head",
    "blocks": "project, organisation, start, stop, status, claims, place, members, pairs",
    "concerns": "project, party, role, start, stop",
}
_COUNTS = "organisation, status, month, day, more"


class Differs(NamedTuple):
    """A table that is not as it must be."""

    table: str
    whose: UUID
    """The project; of ``counts`` the organisation."""
    superfluous: int
    """Rows that should not be there."""
    missing: int
    """Rows that should."""


class Compared(NamedTuple):
    """What came of comparing."""

    differences: list[Differs]
    left_out: Collection[UUID]
    """Projects of which something has been said meanwhile; with the register's own, nothing could be compared."""


def compare(database: Database, built: Built) -> Compared:
    """Hold the tables in use against new ones, which have just been built. Counts are held against the blocks."""
    with database.snapshot() as c:
        left_out = _left_out(c, built)
        if REGISTER in left_out:
            return Compared([], left_out)
        found = _differing(c, "counts", f"SELECT {_COUNTS} FROM counts", counted(""))
        for table, columns in _COLUMNS.items():
            found += _differing(c, table, f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM {table}{NEW}")
    return Compared([each for each in found if each.whose not in left_out], left_out)


def _left_out(c: Cursor, built: Built) -> Collection[UUID]:
    c.execute("SELECT project FROM stale")
    return {UUID(row["project"]) for row in c.fetchall()} | said_since(c, built.position)


def _differing(c: Cursor, table: str, used: str, right: str) -> list[Differs]:
    superfluous, missing = _without(c, used, right), _without(c, right, used)
    return [Differs(table, UUID(who), superfluous[who], missing[who]) for who in sorted({*superfluous, *missing})]


def _without(c: Cursor, these: str, those: str) -> Counter[str]:
    """How many rows of the one query are not among those of the other, by whose they are."""
    whose = these.split()[1].rstrip(",")
    left = f"SELECT * FROM ({these}) these EXCEPT SELECT * FROM ({those}) those"
    c.execute(f"SELECT {whose} AS whose, COUNT(*) AS number FROM ({left}) d GROUP BY {whose}")
    return Counter({row["whose"]: row["number"] for row in c.fetchall()})
