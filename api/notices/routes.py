"""Feeds: forecasts as calendars that programs subscribe to, each at an address of its own that can be revoked."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.http import respond
from api.http.operation import Operations
from api.http.problems import invalid
from api.http.request import Request
from api.http.respond import etag_of
from api.http.schemas import AskedQuery, ListQuery
from api.http.statements import keyed, matches
from api.notices.calendar_feeds import calendar_path, feed_forecast, feed_view
from api.notices.schemas import FeedAnswer, FeedBody, MadeFeedAnswer
from domain.log.errors import Unknown, UnknownReference
from domain.rights import demand, spoken_for
from projections.notices.subscriptions import CalendarFeed, TooMany

operations = Operations("feeds")

MOST = 100
"""Feeds of one party."""
_FEED = "/feeds/<uuid:feed>"
_SAYS = "see feed"
_OWN = "see own feeds"


@operations("GET", "/feeds", "One's own feeds", _OWN, query=ListQuery(), answer=list[FeedAnswer])
def list_feeds(request: Request) -> Response:
    """Those that stand, in the order of the days on which they were made; never their secrets.

    Feeds are not in the log, so ``at`` and ``known_at`` change nothing.
    """
    _demand_own(request)
    found = request.services.calendar_feeds.of(spoken_for(request.party, request.world.register, request.today))
    return respond.listed(request, found, lambda page: [_view(request, feed) for feed in page])


@operations(
    "POST",
    "/feeds",
    "Subscribe to a forecast",
    _OWN,
    body=FeedBody(),
    example={"organisation": "fagforbundet", "status": ["gap"], "language": "nb"},
    keyed=True,
    makes=True,
    answer=MadeFeedAnswer,
)
def post_feed(request: Request) -> Response:
    """By whoever may ask for the forecast; it is asked anew, with the rights of that moment, each time it is read.

    ``path`` is the address of the calendar, at the root of this server, and needs no token: whoever has it reads the
    calendar, until it is revoked. It is shown once, and not again where the request is repeated.
    """
    _demand_own(request)
    asked = _asked(request)
    made = uuid4()
    again = keyed(request, str(made))
    if again.replayed:
        return _answer(request, _standing(request, UUID(again.made)), None, 200)
    feed, secret = CalendarFeed(made, str(request.party), asked, request.today, None), secrets.token_urlsafe(32)
    feed_forecast(request.services, feed)  # refused as the forecast is
    try:
        request.services.calendar_feeds.add(feed, secret, MOST, again.receipt)
    except TooMany:
        detail = f"You have {MOST} feeds, the most that a party can have. Revoke one that is no longer used."
        raise invalid([{"pointer": "", "detail": detail}]) from None
    return respond.located(_answer(request, feed, calendar_path(secret), 201), f"/feeds/{made}")


@operations("GET", _FEED, "A feed", _SAYS, query=AskedQuery(), answer=FeedAnswer)
def get_feed(request: Request) -> Response:
    """What it asks, and the last day on which it was read; never its secret.

    It is not in the log, so ``at`` and ``known_at`` change nothing.
    """
    _in_address(request)
    return respond.single(request, _view(request, _standing(request, request.args["feed"])))


@operations("DELETE", _FEED, "Revoke a feed", _SAYS)
def delete_feed(request: Request) -> Response:
    """At once: its address opens nothing any more. What it asked is forgotten; only whose it was is kept."""
    feed = _in_address(request)
    matches(request, _view(request, feed) if feed.asked else None)
    request.services.calendar_feeds.revoke(feed.id)
    return respond.empty(request.now[1])


def _view(request: Request, feed: CalendarFeed) -> FeedAnswer:
    return feed_view(feed, request.samrad.world, request.world.register, request.today)


def _demand_own(request: Request) -> None:
    demand(request.party, "own feeds", request.world, request.today, organisation=request.party.id)


def _in_address(request: Request) -> CalendarFeed:
    """The feed in the address, revoked or not, if it is the asker's."""
    feed = request.services.calendar_feeds.find(request.args["feed"])
    if feed is None:
        raise Unknown("There is no such feed.")
    demand(request.party, "feed", request.world, request.today, subscribed_by=feed.party)
    return feed


def _standing(request: Request, identity: UUID) -> CalendarFeed:
    feed = request.services.calendar_feeds.find(identity)
    if feed is None or feed.asked is None:
        raise Unknown("The feed has been revoked.")
    return feed


def _asked(request: Request) -> dict[str, Any]:
    """The body as it is kept: everybody by identity."""
    body = request.body()
    project, only = body["project"], body.pop("only_") or {}
    if project is not None and request.samrad.world(project).book.slot("project", ()) is None:
        raise UnknownReference("There is no such project.", "/project")
    named = {name: body[name] and str(body[name]) for name in ("project", "organisation", "employer")}
    narrowed = {name: only.get(name) and str(only[name]) for name in ("employer", "organisation")}
    return {**body, **named, "only": narrowed}


def _answer(request: Request, feed: CalendarFeed, path: str | None, status: int) -> Response:
    told = _view(request, feed)
    return respond.answer({**told, "path": path}, request.now[1], status, etag_of(told))
