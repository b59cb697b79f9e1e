"""A feed: whose forecast it shows, asked anew for its party each time it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Request
from werkzeug.test import EnvironBuilder

from api import foreseen, shapes
from api.call import Call
from api.export.calendar import Published
from api.feed_schemas import ABOUT
from api.forecasts import Foreseen, Told, project_of, recorded_at
from api.names import Shape
from api.resources import forecast
from api.services import Services
from api.words import Words
from domain.party import Party
from domain.world import Register, World
from projections.calendar_feeds import CalendarFeed

MOST_CHANGES = 1000
"""Changes in a calendar."""
_FORESEEN: Mapping[str, Callable[[Call], Foreseen]] = {
    "project": foreseen.in_project,
    "organisation": foreseen.of_organisation,
    "employer": foreseen.of_employer,
}
_OPERATIONS = dict(zip(ABOUT, forecast.operations, strict=True))


def calendar(services: Services, feed: CalendarFeed) -> tuple[bytes, int]:
    """The calendar of what comes today and later, and the position it reflects.

    Refused as the forecast is, where the party may no longer ask for it.
    """
    found = coming(services, feed)
    words = Words(_asked(feed)["language"])
    published = Published(_name(services, feed), _about(words, found))
    return Told(words).calendar(found.changes, recorded_at(services, found), published), found.position


def coming(services: Services, feed: CalendarFeed) -> Foreseen:
    """What comes today, which a forecast counts as having come, and later; the first so many of it."""
    today = services.today()
    of_today, later = (
        _forecast(services, feed, at=today - timedelta(days=1), until=today),
        _forecast(services, feed, at=today),
    )
    changes = [*of_today.changes, *later.changes][:MOST_CHANGES]
    return Foreseen(changes, of_today.total + later.total, later.position)


def _forecast(services: Services, feed: CalendarFeed, **days: date) -> Foreseen:
    """The forecast, as if the party asked for it now with a token."""
    asked = _asked(feed)
    about, subject = _subject(asked)
    narrowed = {name: who for name, who in asked["only"].items() if who}
    narrowed |= {"status": ",".join(asked["status"])} if asked["status"] else {}
    narrowed |= {"group": asked["group"]} if asked["group"] is not None else {}
    query = {**narrowed, **{name: day.isoformat() for name, day in days.items()}, "page_size": str(MOST_CHANGES)}
    request = Request(EnvironBuilder(query_string=query).get_environ())
    request.view_args = {about: UUID(subject) if about == "project" else subject}
    return _FORESEEN[about](Call(services, Party.parse(feed.party), _OPERATIONS[about], request))


def _asked(feed: CalendarFeed) -> Mapping[str, Any]:
    assert feed.asked is not None
    return feed.asked


def _subject(asked: Mapping[str, Any]) -> tuple[str, str]:
    return next((name, asked[name]) for name in ABOUT if asked[name])


def _about(words: Words, found: Foreseen) -> str:
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
    parts = [*(shown[name] for name in ABOUT), *shown["only"].values()]
    return "Samråd: " + ", ".join(each["name"] or "?" for each in parts if each)


def shape(feed: CalendarFeed, call: Call) -> Shape:
    """As it is answered to whoever made it; never its secret."""
    asked = _asked(feed)
    return {
        "id": str(feed.id),
        "name": asked["name"],
        **_shown(asked, call.world.register, call.today, call.samrad.world),
        **{name: asked[name] for name in ("status", "group", "language")},
        "made_on": shapes.day(feed.made_on),
        "opened_on": shapes.day(feed.opened_on),
    }


def _shown(asked: Mapping[str, Any], register: Register, today: date, world: Callable[[UUID], World]) -> Shape:
    """Whose forecast, and what it is narrowed to, by name."""

    def employer(who: str | None) -> Shape | None:
        return shapes.employer_reference(register, UUID(who), today) if who else None

    def organisation(who: str | None) -> Shape | None:
        return shapes.organisation_reference(register, UUID(who), today) if who else None

    only = asked["only"]
    return {
        "project": project_of(world(UUID(asked["project"]))) if asked["project"] else None,
        "organisation": organisation(asked["organisation"]),
        "employer": employer(asked["employer"]),
        "only": {"employer": employer(only["employer"]), "organisation": organisation(only["organisation"])},
    }
