"""Pairs as CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

COLUMNS = (
    "employer_id",
    "kommunenummer",
    "employer",
    "organisation",
    "organisation_name",
    "status",
    "claimed",
    "since",
    "until",
    "appointments",
)


def table(pairs: Iterable[Mapping[str, Any]]) -> str:
    """A header, then a line a pair; several appointments with spaces between."""
    return written(COLUMNS, map(cells, pairs))


def cells(pair: Mapping[str, Any]) -> list[Any]:
    """A pair's line."""
    employer, organisation = pair["employer"], pair["organisation"]
    return [
        employer["id"],
        employer["kommunenummer"],
        employer["name"],
        organisation["slug"],
        organisation["name"],
        pair["status"],
        str(pair["claimed"]).lower(),
        pair["since"],
        pair["until"],
        " ".join(pair["appointments"]),
    ]


def written(header: Sequence[str], lines: Iterable[Iterable[Any]]) -> str:
    """A header, and lines under it, in which nothing is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for line in lines:
        writer.writerow([harmless(value) for value in line])
    return out.getvalue()


def harmless(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Aure")
    ("'=1+1", 'Aure')
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
