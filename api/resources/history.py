"""History: who said what, when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from api.call import Call
from api.history_schemas import HistoryQuery
from api.operations import Operations
from api.problems import invalid
from api.services import day_of
from api.statements import told
from api.words import Words
from domain.book import Entry
from domain.participation import goes_on
from domain.party import Party
from domain.spans import span
from domain.statements import TOPICS, Statement

operations = Operations("history")

Test = Callable[[Entry], bool]


@operations(
    "GET",
    "/projects/<uuid:project>/history",
    "Who said what, when",
    "see history",
    query=HistoryQuery(),
    many=True,
)
def list_history(call: Call) -> Response:
    """Newest first; with ``at``, only what speaks of that day, if it is one of the project's own."""
    call.demand("history")
    world, words, tests = call.known[0], Words(call.query["language"]), list(_tests(call))
    said = call.samrad.entries(call.subject, 0, world.book.position)
    found = [entry for entry in said if all(test(entry) for test in tests)]
    return call.listed(found[::-1], lambda page: [told(entry, world, words) for entry in page])


def _tests(call: Call) -> Iterator[Test]:
    """What the query asks of an entry."""
    query = call.query
    if (at := query.get("at")) is not None:
        lasts = goes_on(call.known[0].book, at)
        yield lambda entry: lasts and at in _days(entry.event)
    if (types := query.get("type")) is not None:
        wanted = _known_types(types.split(","))
        yield lambda entry: entry.event.TOPIC in wanted
    for name in ("employer", "organisation"):
        if (who := call.asked(name)) is not None:
            yield partial(_concerns, who)
    first, until = query.get("recorded_from", date.min), query.get("recorded_until", date.max)
    if (first, until) != (date.min, date.max):
        yield lambda entry: first <= day_of(entry.recorded_at) < until


def _concerns(who: UUID, entry: Entry) -> bool:
    return who in mentioned(entry.event)


def _known_types(types: Iterable[str]) -> set[str]:
    wanted = set(types)
    if not wanted <= TOPICS.keys():
        raise invalid([{"pointer": "/type", "detail": f"One of: {', '.join(TOPICS)}."}])
    return wanted


def _days(said: Statement) -> Any:
    content = said.content
    return span(content.get("from_", content.get("on")), content.get("until"))


def mentioned(said: Statement) -> set[UUID]:
    """Everything and everybody that a statement names: those who said it, and for whom, among them."""
    speaking = [Party.parse(party) for party in (said.by, said.on_behalf_of) if party is not None]
    named = {identity for party in speaking for identity in (party.id, party.seat) if identity is not None}
    return named | set(_identities(said.content))


def _identities(value: Any) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _identities(each)
    elif isinstance(value, list):
        for each in value:
            yield from _identities(each)
