"""Where the log, and each subject in it, has come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from projections.database import Cursor

LAST_POSITION = 2**62
_LAST = "COALESCE((SELECT MAX(position) FROM log WHERE position<=?), 0) AS last"
_HEAD = "COALESCE((SELECT MAX(position) FROM log WHERE subject=? AND position<=?), 0) AS head"


def heads(c: Cursor, subjects: Sequence[UUID], upto: int = LAST_POSITION, *more: str) -> tuple[list[int], Any]:
    """The last position of each subject (0 if none), and a row with the ``last`` of the log and more columns.

    In one statement and so of one state; positions are none later than ``upto``.
    """
    c.execute(_question(len(subjects), *more), (upto, *(value for each in subjects for value in (each.hex, upto))))
    row = c.fetchone()
    return [row[f"head{number}"] for number in range(len(subjects))], row


@cache
def _question(subjects: int, *more: str) -> str:
    return f"SELECT {', '.join((_LAST, *(f'{_HEAD}{number}' for number in range(subjects)), *more))}"
