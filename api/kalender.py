"""The calendars that programs subscribe to: outside the API, since they can send no bearer token.

The secret in the address is all there is, so an address that opens nothing tells nothing, and is counted as a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256

from eventsourcing.persistence import PersistenceError
from flask import Flask, Response, request

from api import feeds
from api.gate import opened, pause
from api.operations import CALENDAR
from api.problems import Problem
from api.services import Services
from domain.errors import Refusal
from projections.calendar_feeds import CalendarFeed

HEADERS: Mapping[str, str] = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""What keeps an address from wandering, on every answer; a program may keep the calendar, and asks each time."""


def path_of(secret: str) -> str:
    """The address of a calendar, at the root of the server."""
    return f"/kalender/{secret}.ics"


def install(app: Flask, services: Services) -> None:
    """Serve the calendars."""

    @app.get(path_of("<secret>"))
    def kalender(secret: str) -> Response:
        feed = opened(services.limiter, lambda: services.calendar_feeds.by_secret(secret))
        if feed is None:
            raise _nothing()
        pause(
            services.limiter.asked(f"feed:{feed.id}")
        )  # not as its party, whom whoever has the address could shut out
        response = _calendar(services, feed)
        with suppress(PersistenceError):  # to tell unused ones by, and no reason to refuse
            services.calendar_feeds.opened(feed, services.today())
        return response


def _calendar(services: Services, feed: CalendarFeed) -> Response:
    try:
        content, position = feeds.calendar(services, feed)
    except Refusal:
        raise _nothing() from None
    response = Response(content, content_type=f"{CALENDAR}; charset=utf-8", headers=dict(HEADERS))
    response.headers["Content-Disposition"] = 'attachment; filename="samrad.ics"'
    response.headers["X-Position"] = str(position)
    response.set_etag(_digest(content), weak=True)
    response.make_conditional(request)
    return response


def _digest(content: bytes) -> str:
    """What changes when the calendar does: not as more is recorded that changes nothing in it."""
    lines = (line for line in content.splitlines() if not line.startswith(b"DTSTAMP"))
    return sha256(b"\n".join(lines)).hexdigest()[:32]


def _nothing() -> Problem:
    """The same, whether there never was such a calendar, it is revoked, or its party may see it no longer."""
    return Problem(404, "unknown", "There is nothing at this address.", headers=HEADERS)
