"""Events: what has been recorded since, for other systems."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response

from api.answering import PREFIX
from api.call import Call
from api.events import Page, Reader
from api.history_schemas import EventsQuery
from api.operations import EVENTS, JSON, Operations

operations = Operations("history")


@operations(
    "GET",
    "/events",
    "What has been recorded after a position",
    "see events",
    query=EventsQuery(),
    many=True,
    produces=(EVENTS, JSON),
)
def list_events(call: Call) -> Response:
    """A batch of CloudEvents in the order of their positions, without persons, names and free text.

    Those of the register, and of the projects whose history the asker sees. ``Link`` leads to the next batch, also
    where this one is empty: what is not the asker's has been passed by. With ``wait``, an empty batch is held back
    until there is something, or the time is up.
    """
    query, reading = call.query, _Reading(call)
    if not reading.finds_something():
        call.services.waiting.until(reading.finds_something, query["wait"])
    following = urlencode({**query, "after": reading.page.upto})
    headers = {"Content-Type": call.accepted(), "Link": f'<{PREFIX}/events?{following}>; rel="next"'}
    return call.answer(reading.page.events, reading.position, headers=headers)


class _Reading:
    """The asker's page, looked for as often as it takes."""

    def __init__(self, call: Call) -> None:
        self._samrad = call.samrad
        self._limit: int = call.query["limit"]
        self._reader = Reader(call.services, call.party, call.today)
        self.page = Page([], call.query["after"])
        self.position = 0
        """Of the log, when it was last looked at."""

    def finds_something(self) -> bool:
        """Look on from where nothing has been found so far."""
        self.position = self._samrad.position()
        self.page = self._reader.page(self.page.upto, self.position, self._limit)
        return bool(self.page.events)
