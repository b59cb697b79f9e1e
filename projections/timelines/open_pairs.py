"""What is open across projects, asked of the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from projections.database import Cursor
from projections.timelines.rows import PARTICIPANT, has, is_claimed, member, place_of, places
from projections.timelines.tables import IS_OPEN, one_of

_BLOCK = "b.project, b.organisation, b.start, b.stop, b.status, b.claims, b.members, b.pairs"
_ON_A_DAY = f"{IS_OPEN} AND b.start<=? AND b.stop>?"


class OpenBlock(NamedTuple):
    """Pairs of an organisation in a project on which somebody has a move to make, alike in all but the employer."""

    project: str
    project_name: str
    organisation: UUID
    status: str
    claimed: bool
    since: str
    until: str
    employers: Sequence[bytes]
    """Their identities."""


def count_of_organisation(c: Cursor, organisation: UUID, statuses: Collection[str], day: date) -> int:
    """How many pairs of an organisation have one of some open statuses on a day, in all projects."""
    at, month = day.isoformat(), day.isoformat()[:7]
    months = "SELECT SUM(more) AS more FROM counts WHERE organisation=? AND status=? AND day='' AND month<?"
    days = "SELECT SUM(more) AS more FROM counts WHERE organisation=? AND status=? AND day>=? AND day<=?"
    if not statuses:
        return 0
    c.execute(
        " UNION ALL ".join([months, days] * len(statuses)),
        [
            each
            for status in statuses
            for each in (organisation.hex, status, month, organisation.hex, status, month, at)
        ],
    )
    return int(sum(row["more"] or 0 for row in c.fetchall()))


def of_organisation(
    c: Cursor, organisation: UUID, statuses: Collection[str], day: date, skip: int, count: int
) -> list[OpenBlock]:
    """So many of those pairs, by the names of their projects, after having skipped others."""
    at = day.isoformat()
    c.execute(
        f"SELECT {_BLOCK}, o.name, o.members AS everybody FROM blocks b JOIN overviews o ON o.project = b.project "
        f"WHERE {_ON_A_DAY} AND b.organisation=? AND {one_of('b.status', statuses)} "
        "ORDER BY b.place, b.project, b.start, b.stop, b.status, b.claims LIMIT ?",
        (at, at, organisation.hex, *statuses, skip + count),
    )
    found: list[OpenBlock] = []
    while count > 0 and (row := c.fetchone()) is not None:
        if row["pairs"] > skip:
            employers = _employers(row)[skip : skip + count]
            found.append(_block(row, row["name"], organisation, at, employers))
            count -= len(employers)
        skip = max(0, skip - row["pairs"])
    return found


def of_employer(
    c: Cursor, employer: UUID, organisation: UUID | None, statuses: Collection[str], day: date
) -> list[OpenBlock]:
    """The pairs at an employer that have one of some open statuses on a day, by the names of their projects."""
    at = day.isoformat()
    there = _where(c, employer, at)
    takes_part = "SELECT project FROM concerns WHERE party=? AND role=? AND start<=? AND stop>?"
    named = " AND b.organisation=?" if organisation else ""
    c.execute(
        f"SELECT {_BLOCK} FROM blocks b "
        f"WHERE {_ON_A_DAY} AND b.project IN ({takes_part}) AND {one_of('b.status', statuses)}{named}",
        (at, at, employer.hex, PARTICIPANT, at, at, *statuses, *([organisation.hex] if organisation else ())),
    )
    found = [
        (project.rank, _block(row, project.name, UUID(row["organisation"]), at, [employer.bytes]))
        for row in c.fetchall()
        if has(row["members"], (project := there[row["project"]]).place)
    ]
    return [block for _, block in sorted(found, key=lambda each: (each[0], each[1].organisation))]


class _Place(NamedTuple):
    """Where a member of a project stands in it."""

    rank: int
    """Of the project, by name."""
    name: str
    place: int


def _where(c: Cursor, employer: UUID, at: str) -> Mapping[str, _Place]:
    """The projects that an employer takes part in on a day."""
    c.execute(
        "SELECT o.project, o.name, o.members FROM concerns k JOIN overviews o ON o.project = k.project "
        "WHERE k.party=? AND k.role=? AND k.start<=? AND k.stop>? ORDER BY o.place, o.project",
        (employer.hex, PARTICIPANT, at, at),
    )
    return {
        row["project"]: _Place(rank, row["name"], place_of(row["members"], employer))
        for rank, row in enumerate(c.fetchall())
    }


def _block(row: Any, project_name: str, organisation: UUID, at: str, employers: Sequence[bytes]) -> OpenBlock:
    claimed = bool(row["claims"]) and is_claimed(row["claims"], at)
    return OpenBlock(
        row["project"], project_name, organisation, row["status"], claimed, row["start"], row["stop"], employers
    )


def _employers(row: Any) -> list[bytes]:
    return [member(row["everybody"], place) for place in places(row["members"])]
