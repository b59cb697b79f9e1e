"""The projects, asked of the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from orjson import loads

from domain.spans import Span
from projections.database import Cursor
from projections.timelines.tables import one_of


class Listed(NamedTuple):
    """A project as it is listed."""

    project: UUID
    name: str
    owner: UUID
    """As registered."""
    days: Span
    said: Mapping[str, Sequence[Mapping[str, Any]]]
    """What has been said of ``phase`` and ``scheme``, by date, in JSON's own types."""


@dataclass
class Filter:
    """Which projects."""

    conditions: list[str] = field(default_factory=lambda: ["name IS NOT NULL"])
    values: list[object] = field(default_factory=list)

    def also(self, condition: str, *values: object) -> None:
        """Only those of which this holds as well."""
        self.conditions.append(condition)
        self.values += values

    def named(self, words: str) -> None:
        """Those with the words in their name, written in whatever case."""
        escaped = words.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        self.also("place LIKE ? ESCAPE '\\'", f"%{escaped}%")

    def going_on(self, day: date) -> None:
        """Those that go on on a day."""
        self.also("start<=? AND stop>?", day.isoformat(), day.isoformat())

    def owned_by(self, owners: Collection[UUID]) -> None:
        """Those of one of the registered owners."""
        self.also(one_of("owner", owners), *(owner.hex for owner in owners))

    def among(self, projects: Collection[UUID]) -> None:
        """Those of some."""
        self.also(one_of("project", projects), *(project.hex for project in projects))

    def concerning(self, parties: Collection[UUID], roles: Collection[str], day: date | None = None) -> None:
        """Those that one of the parties has one of the roles in, on a day or ever."""
        on = "" if day is None else " AND start<=? AND stop>?"
        days = () if day is None else (day.isoformat(), day.isoformat())
        concerned = f"{one_of('party', parties)} AND {one_of('role', roles)}{on}"
        self.also(
            f"project IN (SELECT project FROM concerns WHERE {concerned})",
            *(party.hex for party in parties),
            *roles,
            *days,
        )


def identities(c: Cursor, which: Filter) -> list[UUID]:
    """The projects, in no order."""
    c.execute(f"SELECT project FROM overviews WHERE {' AND '.join(which.conditions)}", which.values)
    return [UUID(row["project"]) for row in c.fetchall()]


def projects(c: Cursor, which: Filter, skip: int, count: int) -> tuple[int, list[Listed]]:
    """How many projects there are, and some of them by name, after having skipped others."""
    where = " AND ".join(which.conditions)
    c.execute(f"SELECT COUNT(*) AS total FROM overviews WHERE {where}", which.values)
    total = int(c.fetchone()["total"])
    c.execute(
        f"SELECT project, name, owner, start, stop, told FROM overviews WHERE {where} ORDER BY place, project "
        "LIMIT ? OFFSET ?",
        (*which.values, count, skip),
    )
    return total, [_listed(row) for row in c.fetchall()]


def _listed(row: Any) -> Listed:
    days = Span(date.fromisoformat(row["start"]), date.fromisoformat(row["stop"]))
    return Listed(UUID(row["project"]), row["name"], UUID(row["owner"]), days, loads(row["told"]))
