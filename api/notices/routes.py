"""Feeds: forecasts as calendars that programs subscribe to, each at an address of its own that can be revoked."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.http.operation import Operations
from api.http.problems import invalid
from api.http.respond import etag_of
from api.http.schemas import AskedQuery, ListQuery
from api.http.statements import Call
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


@operations("GET", "/feeds", "One's own feeds", _OWN, query=ListQuery(), many=True, answer=FeedAnswer())
def list_feeds(call: Call) -> Response:
    """Those that stand, in the order of the days on which they were made; never their secrets.

    Feeds are not in the log, so ``at`` and ``known_at`` change nothing.
    """
    _demand_own(call)
    found = call.services.calendar_feeds.of(spoken_for(call.party, call.world.register, call.today))
    return call.listed(found, lambda page: [feed_view(feed, call) for feed in page])


@operations(
    "POST",
    "/feeds",
    "Subscribe to a forecast",
    _OWN,
    body=FeedBody(),
    example={"organisation": "fagforbundet", "status": ["gap"], "language": "nb"},
    keyed=True,
    makes=True,
    answer=MadeFeedAnswer(),
)
def post_feed(call: Call) -> Response:
    """By whoever may ask for the forecast; it is asked anew, with the rights of that moment, each time it is read.

    ``path`` is the address of the calendar, at the root of this server, and needs no token: whoever has it reads the
    calendar, until it is revoked. It is shown once, and not again where the request is repeated.
    """
    _demand_own(call)
    asked = _asked(call)
    made = uuid4()
    receipt = call.receipt(str(made))
    if call.replayed and receipt is not None:
        return _answer(call, _standing(call, UUID(receipt.made)), None, 200)
    feed, secret = CalendarFeed(made, str(call.party), asked, call.today, None), secrets.token_urlsafe(32)
    feed_forecast(call.services, feed)  # refused as the forecast is
    try:
        call.services.calendar_feeds.add(feed, secret, MOST, receipt)
    except TooMany:
        detail = f"You have {MOST} feeds, the most that a party can have. Revoke one that is no longer used."
        raise invalid([{"pointer": "", "detail": detail}]) from None
    return call.located(_answer(call, feed, calendar_path(secret), 201), f"/feeds/{made}")


@operations("GET", _FEED, "A feed", _SAYS, query=AskedQuery(), answer=FeedAnswer())
def get_feed(call: Call) -> Response:
    """What it asks, and the last day on which it was read; never its secret.

    It is not in the log, so ``at`` and ``known_at`` change nothing.
    """
    _in_address(call)
    return call.single(feed_view(_standing(call, call.args["feed"]), call))


@operations("DELETE", _FEED, "Revoke a feed", _SAYS)
def delete_feed(call: Call) -> Response:
    """At once: its address opens nothing any more. What it asked is forgotten; only whose it was is kept."""
    feed = _in_address(call)
    call.matches(feed_view(feed, call) if feed.asked else None)
    call.services.calendar_feeds.revoke(feed.id)
    return call.empty(call.now[1])


def _demand_own(call: Call) -> None:
    demand(call.party, "own feeds", call.world, call.today, organisation=call.party.id)


def _in_address(call: Call) -> CalendarFeed:
    """The feed in the address, revoked or not, if it is the asker's."""
    feed = call.services.calendar_feeds.find(call.args["feed"])
    if feed is None:
        raise Unknown("There is no such feed.")
    demand(call.party, "feed", call.world, call.today, subscribed_by=feed.party)
    return feed


def _standing(call: Call, identity: UUID) -> CalendarFeed:
    feed = call.services.calendar_feeds.find(identity)
    if feed is None or feed.asked is None:
        raise Unknown("The feed has been revoked.")
    return feed


def _asked(call: Call) -> dict[str, Any]:
    """The body as it is kept: everybody by identity."""
    body = call.body()
    project, only = body["project"], body.pop("only_") or {}
    if project is not None and call.samrad.world(project).book.slot("project", ()) is None:
        raise UnknownReference("There is no such project.", "/project")
    named = {name: body[name] and str(body[name]) for name in ("project", "organisation", "employer")}
    narrowed = {name: only.get(name) and str(only[name]) for name in ("employer", "organisation")}
    return {**body, **named, "only": narrowed}


def _answer(call: Call, feed: CalendarFeed, path: str | None, status: int) -> Response:
    told = feed_view(feed, call)
    return call.answer({**told, "path": path}, call.now[1], status, etag_of(told))
