"""The page of rights, ``docs/rights.md``, drawn from the table that decides (``make rights`` draws it anew)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from api.app import OPERATIONS
from domain.rights import CAPACITIES, SAYS, SEES

_HEAD = """# Rights

Who may say and see what. This page is drawn from the table in `domain/rights.py`, the only place that decides, by
`make rights`; a test fails where they differ. What is not listed is refused (`403`, `/problems/not-yours`), and nothing
is recorded.

A party is what its token says: `registrar`, `auditor`, `employer:…`, `organisation:…`, or a branch,
`organisation:…/…`. Which capacities it holds depends on what it speaks of, and on the day it speaks.
"""


def page() -> str:
    """The whole page, as Markdown."""
    capacities = [[f"**{name}**", capacity.words] for name, capacity in CAPACITIES.items()]
    routes = [[f"`{each.method} {each.rule}`", each.right.replace(" ", ": ", 1)] for each in OPERATIONS]
    return "\n".join(
        [
            _HEAD,
            "## Capacities\n",
            _table(["capacity", "who holds it"], capacities),
            "## Who says what\n",
            "To withdraw is the right of whoever may say.\n",
            _matrix("statement", SAYS),
            "## Who sees what\n",
            _matrix("view", SEES),
            "## Which row each operation asks\n",
            _table(["operation", "row"], routes),
        ]
    )


def _matrix(what: str, rows: Mapping[str, Sequence[str]]) -> str:
    held = [name for name in CAPACITIES if any(name in capacities for capacities in rows.values())]
    marked = [[row, *("●" if name in capacities else "" for name in held)] for row, capacities in rows.items()]
    return _table([what, *held], marked)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
