"""Tables as CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any


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
