"""History: who said what, when."""

from __future__ import annotations

from datetime import date

from flask import Response

from api.call import Call
from api.operations import Operations
from api.queries import ListQuery
from api.statements import described
from domain.book import Entry
from domain.spans import span

operations = Operations("history")


@operations(
    "GET",
    "/projects/<uuid:project>/history",
    "Who said what, when",
    "see history",
    query=ListQuery(),
    many=True,
)
def list_history(call: Call) -> Response:
    """Newest first; with ``at``, only what speaks of that day."""
    call.demand("history")
    world, at = call.known[0], call.query.get("at")
    entries = [
        entry for entry in call.samrad.entries(call.subject, 0, world.book.position) if at is None or _of(entry, at)
    ]
    return call.listed([described(entry, world) for entry in reversed(entries)])


def _of(entry: Entry, at: date) -> bool:
    content = entry.event.content
    return at in span(content.get("from_", content.get("on")), content.get("until"))
