"""The tables of timelines. They follow from the log, so they can be thrown away and made again."""

from __future__ import annotations

from collections.abc import Sequence

from projections.coverage.line import OPEN

NAMES = ("overviews", "blocks", "counts", "concerns")
"""Those that are made afresh by a rebuild."""
STALE = "CREATE TABLE IF NOT EXISTS stale (project TEXT PRIMARY KEY, position INTEGER, whole INTEGER) WITHOUT ROWID"
"""Projects of which something has been recorded since they were caught up, the last of it at a position.

``whole``: it was of the register, so that the whole project is concerned.
"""
IS_OPEN = f"status IN {OPEN}"


def definitions(suffix: str = "") -> Sequence[str]:
    """The statements that make the tables, under names with a suffix.

    ``overviews``: what is listed of each project, its ``members`` (all that ever take part, 16 bytes each), and the
    position of its own log that its rows reflect. ``place`` is the name by which projects are sorted; one without a
    name was withdrawn.

    ``blocks``: an organisation's pairs in a project that have one status in a span, as bits that stand for members;
    ``claims`` are the spans in which they are claimed besides.

    ``counts``: how many more of an organisation's open pairs there are from a day on, or fewer: by day, and, with an
    empty day, by month.

    ``concerns``: which employers and organisations a project's coverage depends on, as what, and when.
    """
    return (
        f"CREATE TABLE overviews{suffix} (project TEXT PRIMARY KEY, name TEXT, place TEXT, start TEXT, stop TEXT, "
        "owner TEXT, told TEXT, members BLOB, head INTEGER) WITHOUT ROWID",
        f"CREATE TABLE blocks{suffix} (project TEXT, organisation TEXT, start TEXT, stop TEXT, status TEXT, "
        "claims TEXT, place TEXT, members BLOB, pairs INTEGER, "
        "PRIMARY KEY (project, organisation, start, stop, status, claims)) WITHOUT ROWID",
        f"CREATE TABLE counts{suffix} (organisation TEXT, status TEXT, month TEXT, day TEXT, more INTEGER, "
        "PRIMARY KEY (organisation, status, day, month)) WITHOUT ROWID",
        f"CREATE TABLE concerns{suffix} (party TEXT, role TEXT, project TEXT, start TEXT, stop TEXT, "
        "PRIMARY KEY (party, role, project, start)) WITHOUT ROWID",
    )


def indexes(suffix: str, token: str) -> Sequence[str]:
    """The statements that make the indexes of the tables; a token keeps their names apart from those of older ones."""
    return (
        f"CREATE INDEX overviews_place_{token} ON overviews{suffix} (place, project) WHERE name IS NOT NULL",
        f"CREATE INDEX blocks_open_{token} ON blocks{suffix} (organisation, place, project, start, stop) "
        f"WHERE {IS_OPEN}",
        f"CREATE INDEX blocks_open_there_{token} ON blocks{suffix} (project, start, stop) WHERE {IS_OPEN}",
        f"CREATE INDEX blocks_begun_{token} ON blocks{suffix} (organisation, start)",
        f"CREATE INDEX blocks_ended_{token} ON blocks{suffix} (organisation, stop)",
        f"CREATE INDEX concerns_project_{token} ON concerns{suffix} (project)",
    )
