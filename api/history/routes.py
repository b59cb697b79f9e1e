"""Who said what, when; and what has been recorded since, for other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response

from api.history.event_feed import Page, Reader
from api.history.schemas import EventAnswer, EventsQuery, HistoryQuery
from api.history.views import statement_view
from api.http import respond
from api.http.answers import HistoryAnswer
from api.http.operation import EVENTS, JSON, Operations
from api.http.problems import invalid
from api.http.request import Request
from api.http.respond import PREFIX
from api.language.words import Words
from domain.kinds import EVENT_NAMES
from domain.log.book import Entry
from domain.log.spans import day_of, span
from domain.log.statements import Party, Statement
from domain.projects.state import goes_on

operations = Operations("history")

Test = Callable[[Entry], bool]


@operations(
    "GET",
    "/projects/<uuid:project>/history",
    "Who said what, when",
    "see history",
    query=HistoryQuery(),
    answer=list[HistoryAnswer],
)
def list_history(request: Request) -> Response:
    """Newest first; with ``at``, only what speaks of that day, if it is one of the project's own."""
    request.demand("history")
    world, words, tests = request.known[0], Words(request.query["language"]), list(_tests(request))
    said = request.samrad.entries(request.subject, 0, world.book.position)
    found = [entry for entry in said if all(test(entry) for test in tests)]
    return respond.listed(request, found[::-1], lambda page: [statement_view(entry, world, words) for entry in page])


def _tests(request: Request) -> Iterator[Test]:
    """What the query asks of an entry."""
    query = request.query
    if (at := query.get("at")) is not None:
        lasts = goes_on(request.known[0].book, at)
        yield lambda entry: lasts and at in _days(entry.event)
    if (types := query.get("type")) is not None:
        wanted = _known_types(types.split(","))
        yield lambda entry: entry.event.TOPIC in wanted
    for name in ("employer", "organisation"):
        if (who := request.asked(name)) is not None:
            yield partial(_concerns, who)
    first, until = query.get("recorded_from", date.min), query.get("recorded_until", date.max)
    if (first, until) != (date.min, date.max):
        yield lambda entry: first <= day_of(entry.recorded_at) < until


def _concerns(who: UUID, entry: Entry) -> bool:
    return who in mentioned(entry.event)


def _known_types(types: Iterable[str]) -> set[str]:
    wanted = set(types)
    if not wanted <= set(EVENT_NAMES):
        raise invalid([{"pointer": "/type", "detail": f"One of: {', '.join(EVENT_NAMES)}."}])
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


@operations(
    "GET",
    "/events",
    "What has been recorded after a position",
    "see events",
    query=EventsQuery(),
    produces=(EVENTS, JSON),
    answer=list[EventAnswer],
)
def list_events(request: Request) -> Response:
    """A batch of CloudEvents in the order of their positions, without persons, names and free text.

    Those of the register, and of the projects whose history the asker sees. ``Link`` leads to the next batch, also
    where this one is empty: what is not the asker's has been passed by. With ``wait``, an empty batch is held back
    until there is something, or the time is up.
    """
    query, reading = request.query, _Reading(request)
    if not reading.finds_something():
        request.services.waiting.until(reading.finds_something, query["wait"])
    following = urlencode({**query, "after": reading.page.upto})
    headers = {"Content-Type": request.accepted, "Link": f'<{PREFIX}/events?{following}>; rel="next"'}
    return respond.answer(reading.page.events, reading.position, headers=headers)


class _Reading:
    """The asker's page, looked for as often as it takes."""

    def __init__(self, request: Request) -> None:
        self._samrad = request.samrad
        self._limit: int = request.query["limit"]
        self._reader = Reader(request.services, request.party, request.today)
        self.page = Page([], request.query["after"])
        self.position = 0
        """Of the log, when it was last looked at."""

    def finds_something(self) -> bool:
        """Look on from where nothing has been found so far."""
        self.position = self._samrad.position()
        self.page = self._reader.page(self.page.upto, self.position, self._limit)
        return bool(self.page.events)
