"""The table of rights: every operation has its row, and the page shows what decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.app import OPERATIONS
from api.http.operation import Operation
from domain.log.statements import TOPICS
from domain.rights import CAPACITIES, SAYS, SEES, row
from tools.rights_page import page

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_operation_asks_a_row_of_the_table(operation: Operation) -> None:
    """A route without one fails here."""
    assert row(operation.right)


def test_every_statement_has_a_row() -> None:
    """And no row speaks of what nobody can say."""
    assert set(SAYS) == {event.KIND for event in TOPICS.values()}


def test_every_capacity_is_known_and_used() -> None:
    """Both ways."""
    assert {name for rows in (SAYS, SEES) for capacities in rows.values() for name in capacities} == set(CAPACITIES)


def test_the_page_is_drawn_from_the_table() -> None:
    """Else ``make rights`` draws it anew."""
    assert (ROOT / "docs" / "rights.md").read_text(encoding="utf-8") == page()
