"""What is open as CSV (RFC 4180, UTF-8): pairs with what opened them, who owes an answer, and what would close them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.export.csv import COLUMNS, cells, written

MORE = ("opened", "owed_by", "closing")
Found = tuple[Mapping[str, Any], tuple[str, str, str]]
"""A pair as it is answered, and those three in words."""


def table(found: Iterable[Found]) -> str:
    """A header, then a line a pair, the project first; the rest as in coverage, then three columns in words."""
    head = ("project_id", "project", *COLUMNS[:-1], *MORE)
    return written(head, ([*_project(pair), *cells(pair)[:-1], *told] for pair, told in found))


def _project(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["project"]["id"], pair["project"]["name"]
