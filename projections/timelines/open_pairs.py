"""What is open across projects, asked of the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.spans import Span
from projections.database import Cursor
from projections.timeline import Cell
from projections.timelines.rows import PARTICIPANT, is_claimed, member, place_of, places
from projections.timelines.tables import IS_OPEN, one_of

_OPEN_PAIRS = (
    "SELECT o.project, o.name, o.members AS everybody, b.organisation, b.start, b.stop, b.status, b.claims, b.members "
    f"FROM blocks b JOIN overviews o ON o.project = b.project WHERE {IS_OPEN} AND b.start<=? AND b.stop>? AND "
)


class OpenPair(NamedTuple):
    """A pair on which somebody has a move to make, on a day."""

    project: UUID
    project_name: str
    employer: UUID
    organisation: UUID
    cell: Cell


def count_of_organisation(c: Cursor, organisation: UUID, statuses: Collection[str], day: date) -> int:
    """How many pairs of an organisation have one of some open statuses on a day, in all projects."""
    at, month = day.isoformat(), day.isoformat()[:7]
    counted = "organisation=? AND status=? AND (day='' AND month<? OR day>=? AND day<=?)"
    asked = " UNION ALL ".join([f"SELECT SUM(more) AS more FROM counts WHERE {counted}"] * len(statuses))
    if not statuses:
        return 0
    c.execute(asked, [each for status in statuses for each in (organisation.hex, status, month, month, at)])
    return int(sum(row["more"] or 0 for row in c.fetchall()))


def of_organisation(
    c: Cursor, organisation: UUID, statuses: Collection[str], day: date, skip: int, count: int
) -> list[OpenPair]:
    """Some of those pairs, by the names of their projects, after having skipped others."""
    at = day.isoformat()
    c.execute(
        f"{_OPEN_PAIRS} b.organisation=? AND {one_of('b.status', statuses)} "
        "ORDER BY b.place, b.project, b.start, b.stop, b.status, b.claims LIMIT ?",
        (at, at, organisation.hex, *statuses, skip + count),
    )
    found: list[OpenPair] = []
    while len(found) < skip + count and (row := c.fetchone()) is not None:
        found += _pairs(row, at)
    return found[skip : skip + count]


def of_employer(
    c: Cursor, employer: UUID, organisation: UUID | None, statuses: Collection[str], day: date
) -> list[OpenPair]:
    """The pairs at an employer that have one of some open statuses on a day, by the names of their projects.

    Those in a project are in no particular order, unless of one ``organisation`` alone.
    """
    at = day.isoformat()
    there = "SELECT project FROM concerns WHERE party=? AND role=? AND start<=? AND stop>?"
    named = " AND b.organisation=?" if organisation else ""
    c.execute(
        f"{_OPEN_PAIRS} b.project IN ({there}) AND {one_of('b.status', statuses)}{named} ORDER BY o.place, o.project",
        (at, at, employer.hex, PARTICIPANT, at, at, *statuses, *([organisation.hex] if organisation else ())),
    )
    return [pair for row in c.fetchall() for pair in _pairs(row, at, employer)]


def _pairs(row: Any, at: str, employer: UUID | None = None) -> Iterator[OpenPair]:
    """The pairs of a block on a day, or only that at an employer."""
    everybody = row["everybody"]
    only = place_of(everybody, employer) if employer else None
    days = Span(date.fromisoformat(row["start"]), date.fromisoformat(row["stop"]))
    cell = Cell(row["status"], is_claimed(row["claims"], at), days, ())
    project, organisation = UUID(row["project"]), UUID(row["organisation"])
    for place in places(row["members"]):
        if employer is None or place == only:
            yield OpenPair(project, row["name"], member(everybody, place), organisation, cell)
