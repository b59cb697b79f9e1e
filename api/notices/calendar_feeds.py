"""Calendar feeds: a forecast, asked anew for its party each time a program reads it at its secret address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import flask
from eventsourcing.persistence import PersistenceError
from flask import Flask, Response

from api.auth.authenticate import opened, pause
from api.documents.calendar import Published
from api.forecast.query import forecast_in_project, forecast_of_employer, forecast_of_organisation
from api.forecast.routes import operations
from api.forecast.views import Forecast, ForecastView, project_of, recorded_at
from api.http.answers import EmployerRef, OrganisationRef
from api.http.operation import CALENDAR
from api.http.problems import Problem
from api.http.request import Request
from api.http.shapes import employer_reference, iso_day, organisation_reference
from api.language.words import Words
from api.notices.schemas import ABOUT, FeedAnswer, FeedSubject
from api.services import Services
from domain.log.errors import Refusal
from domain.log.statements import Party
from domain.log.world import Register, World
from projections.notices.subscriptions import CalendarFeed

MOST_CHANGES = 1000
"""Changes in a calendar."""
_FORESEEN: Mapping[str, Callable[[Request], Forecast]] = {
    "project": forecast_in_project,
    "organisation": forecast_of_organisation,
    "employer": forecast_of_employer,
}
_OPERATIONS = dict(zip(ABOUT, operations, strict=True))


def feed_calendar(services: Services, feed: CalendarFeed) -> tuple[bytes, int]:
    """The calendar of what comes today and later, and the position it reflects.

    Refused as the forecast is, where the party may no longer ask for it.
    """
    found = feed_forecast(services, feed)
    words = Words(_asked(feed)["language"])
    published = Published(_name(services, feed), _about(words, found))
    return ForecastView(words).calendar(found.changes, recorded_at(services, found), published), found.position


def feed_forecast(services: Services, feed: CalendarFeed) -> Forecast:
    """What comes today, which a forecast counts as having come, and later; the first so many of it."""
    today = services.today()
    of_today, later = (
        _forecast(services, feed, at=today - timedelta(days=1), until=today),
        _forecast(services, feed, at=today),
    )
    changes = [*of_today.changes, *later.changes][:MOST_CHANGES]
    return Forecast(changes, of_today.total + later.total, later.position)


def _forecast(services: Services, feed: CalendarFeed, **days: date) -> Forecast:
    """The forecast, as if the party asked for it now with a token."""
    asked = _asked(feed)
    about, subject = _subject(asked)
    narrowed = {name: who for name, who in asked["only"].items() if who}
    narrowed |= {"status": ",".join(asked["status"])} if asked["status"] else {}
    narrowed |= {"group": asked["group"]} if asked["group"] is not None else {}
    query = {**narrowed, **{name: day.isoformat() for name, day in days.items()}, "page_size": str(MOST_CHANGES)}
    args = {about: UUID(subject) if about == "project" else subject}
    parameters = {name: [value] for name, value in query.items()}
    return _FORESEEN[about](Request(services, Party.parse(feed.party), _OPERATIONS[about], args, parameters))


def _asked(feed: CalendarFeed) -> Mapping[str, Any]:
    assert feed.asked is not None
    return feed.asked


def _subject(asked: Mapping[str, Any]) -> tuple[str, str]:
    return next((name, asked[name]) for name in ABOUT if asked[name])


def _about(words: Words, found: Forecast) -> str:
    """What the calendar is; that it does not have all, where it has not."""
    cut = {"shown": len(found.changes), "total": found.total}
    more = [words.say("feed_cut", **cut)] if found.total > len(found.changes) else []
    return " ".join([words.say("feed_about"), *more])


def _name(services: Services, feed: CalendarFeed) -> str:
    """What the party has called it, or else what it shows."""
    asked = _asked(feed)
    if asked["name"]:
        return str(asked["name"])
    shown = _shown(asked, services.samrad.world().register, services.today(), services.samrad.world)
    only = shown["only"]
    parts = [shown["project"], shown["organisation"], shown["employer"], only["employer"], only["organisation"]]
    return "Samråd: " + ", ".join(each["name"] or "?" for each in parts if each)


def feed_view(feed: CalendarFeed, world: Callable[[UUID], World], register: Register, today: date) -> FeedAnswer:
    """As it is answered to whoever made it; never its secret."""
    asked, made_on = _asked(feed), feed.made_on
    assert made_on is not None
    return {
        "id": str(feed.id),
        "name": asked["name"],
        **_shown(asked, register, today, world),
        "status": asked["status"],
        "group": asked["group"],
        "language": asked["language"],
        "made_on": iso_day(made_on),
        "opened_on": iso_day(feed.opened_on),
    }


def _shown(asked: Mapping[str, Any], register: Register, today: date, world: Callable[[UUID], World]) -> FeedSubject:
    """Whose forecast, and what it is narrowed to, by name."""

    def employer(who: str | None) -> EmployerRef | None:
        return employer_reference(register, UUID(who), today) if who else None

    def organisation(who: str | None) -> OrganisationRef | None:
        return organisation_reference(register, UUID(who), today) if who else None

    only = asked["only"]
    return {
        "project": project_of(world(UUID(asked["project"]))) if asked["project"] else None,
        "organisation": organisation(asked["organisation"]),
        "employer": employer(asked["employer"]),
        "only": {"employer": employer(only["employer"]), "organisation": organisation(only["organisation"])},
    }


HEADERS: Mapping[str, str] = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""What keeps an address from wandering, on every answer; a program may keep the calendar, and asks each time."""


def calendar_path(secret: str) -> str:
    """The address of a calendar, at the root of the server."""
    return f"/kalender/{secret}.ics"


def install_calendars(app: Flask, services: Services) -> None:
    """Serve the calendars."""

    @app.get(calendar_path("<secret>"))
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
        content, position = feed_calendar(services, feed)
    except Refusal:
        raise _nothing() from None
    response = Response(content, content_type=f"{CALENDAR}; charset=utf-8", headers=dict(HEADERS))
    response.headers["Content-Disposition"] = 'attachment; filename="samrad.ics"'
    response.headers["X-Position"] = str(position)
    response.set_etag(_digest(content), weak=True)
    response.make_conditional(flask.request)
    return response


def _digest(content: bytes) -> str:
    """What changes when the calendar does: not as more is recorded that changes nothing in it."""
    lines = (line for line in content.splitlines() if not line.startswith(b"DTSTAMP"))
    return sha256(b"\n".join(lines)).hexdigest()[:32]


def _nothing() -> Problem:
    """The same, whether there never was such a calendar, it is revoked, or its party may see it no longer."""
    return Problem(404, "unknown", "There is nothing at this address.", headers=HEADERS)
