"""All that is held on a person as a document in bokmål, to be read on a screen or printed, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.language.sentences import BOKMAAL
from domain.log.spans import OSLO


def innsyn_page(held: Mapping[str, Any]) -> str:
    """The page; whatever is in it is text, and never markup."""
    return _PAGES.get_template("innsyn.html").render(held=held)


def _day(text: str | None) -> str:
    return BOKMAAL.date(date.fromisoformat(text)) if text else "ingen dato"


def _days(span: Mapping[str, str | None]) -> str:
    """A span, its last day included."""
    start = f"fra {_day(span['from'])}" if span["from"] else "fra først av"
    until = span["until"]
    last = date.fromisoformat(until) - timedelta(days=1) if until else None
    return f"{start} til og med {BOKMAAL.date(last)}" if last else f"{start}, uten sluttdato"


def _instant(text: str | None) -> str:
    if text is None:
        return "ukjent"
    local = datetime.fromisoformat(text).astimezone(OSLO)
    return f"{BOKMAAL.date(local.date())} kl. {local:%H.%M}"


def _employer(employer: Mapping[str, Any]) -> str:
    number = f" ({employer['kommunenummer']})" if employer["kommunenummer"] else ""
    return f"{employer['name'] or employer['id']}{number}"


_PAGES = Environment(
    loader=PackageLoader("api.people", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters |= {"day": _day, "days": _days, "instant": _instant, "employer": _employer}
