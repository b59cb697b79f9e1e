"""Calendars that are subscribed to: a table of its own in the store, beside the log.

Whoever has the secret of one reads the calendar, so only the digest of the secret is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from domain.application import Repeated
from domain.log.ports import Receipt
from projections.store.database import Cursor, Database, define

_TABLES = (
    "CREATE TABLE IF NOT EXISTS feeds "
    "(id TEXT PRIMARY KEY, party TEXT, digest TEXT, asked TEXT, made_on TEXT, opened_on TEXT) WITHOUT ROWID",
    "CREATE UNIQUE INDEX IF NOT EXISTS feeds_digest ON feeds (digest)",
    "CREATE INDEX IF NOT EXISTS feeds_party ON feeds (party)",
)


class CalendarFeed(NamedTuple):
    """A calendar, and for whom it is made anew each time it is read."""

    id: UUID
    party: str
    """As parties are written."""
    asked: Mapping[str, Any] | None
    """What is asked, as JSON has it; None once it is revoked."""
    made_on: date | None
    """None once it is revoked."""
    opened_on: date | None
    """The last day on which it was read."""


class TooMany(Exception):
    """The party has as many as it may have."""


class CalendarFeeds:
    """The feeds, in the store's database. Of one that is revoked only remains whose it was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self) -> None:
        """Make the table, once."""
        define(self._database, *_TABLES)

    def add(self, feed: CalendarFeed, secret: str, most: int, receipt: Receipt | None) -> None:
        """Keep a feed, of which the party has at most so many, with the receipt of the request that made it.

        Raises :class:`TooMany`, and :class:`~domain.application.Repeated` where the receipt is there already.
        """
        asked, made_on = json.dumps(feed.asked, ensure_ascii=False), feed.made_on and feed.made_on.isoformat()
        with self._database.transaction(in_turn=True) as c:
            c.execute("SELECT COUNT(*) AS number FROM feeds WHERE party=? AND digest IS NOT NULL", (feed.party,))
            if c.fetchone()["number"] >= most:
                raise TooMany
            row = (feed.id.hex, feed.party, _digest(secret), asked, made_on)
            c.execute("INSERT INTO feeds (id, party, digest, asked, made_on) VALUES (?,?,?,?,?)", row)
            if receipt is not None:
                _keep(c, receipt)

    def find(self, feed: UUID) -> CalendarFeed | None:
        """The feed, revoked or not."""
        return next(iter(self._found("SELECT * FROM feeds WHERE id=?", feed.hex)), None)

    def by_secret(self, secret: str) -> CalendarFeed | None:
        """The feed that the secret opens."""
        return next(iter(self._found("SELECT * FROM feeds WHERE digest=?", _digest(secret))), None)

    def of(self, parties: Iterable[str]) -> Sequence[CalendarFeed]:
        """Those of the parties that are not revoked, in the order of the days on which they were made."""
        standing = "SELECT * FROM feeds WHERE party=? AND digest IS NOT NULL ORDER BY made_on, id"
        found = [feed for party in parties for feed in self._found(standing, party)]
        return sorted(found, key=lambda feed: feed.made_on or date.min)

    def standing(self) -> Sequence[CalendarFeed]:
        """Everybody's that are not revoked."""
        return self._found("SELECT * FROM feeds WHERE digest IS NOT NULL ORDER BY party, made_on, id")

    def opened(self, feed: CalendarFeed, on: date) -> None:
        """Note the day on which it was read."""
        if feed.opened_on != on:
            with self._database.transaction(durable=False) as c:
                c.execute(
                    "UPDATE feeds SET opened_on=? WHERE id=? AND digest IS NOT NULL", (on.isoformat(), feed.id.hex)
                )

    def revoke(self, feed: UUID) -> None:
        """From now on its secret opens nothing, and what it asked is forgotten."""
        with self._database.transaction() as c:
            forgotten = "UPDATE feeds SET digest=NULL, asked=NULL, made_on=NULL, opened_on=NULL WHERE id=?"
            c.execute(forgotten, (feed.hex,))

    def _found(self, query: str, *values: str) -> list[CalendarFeed]:
        with self._database.reading() as c:
            c.execute(query, values)
            return [_feed(row) for row in c.fetchall()]


def _keep(c: Cursor, receipt: Receipt) -> None:
    c.execute("INSERT INTO receipts (key, fingerprint, made) VALUES (?,?,?) ON CONFLICT DO NOTHING", receipt)
    c.execute("SELECT made FROM receipts WHERE key=?", (receipt.key,))
    if c.fetchone()["made"] != receipt.made:
        raise Repeated


def _digest(secret: str) -> str:
    """What is kept of a secret: it has 256 random bits, so nobody finds it by trying."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _feed(row: Any) -> CalendarFeed:
    asked = json.loads(row["asked"]) if row["asked"] else None
    made_on, opened_on = (date.fromisoformat(day) if day else None for day in (row["made_on"], row["opened_on"]))
    return CalendarFeed(UUID(row["id"]), row["party"], asked, made_on, opened_on)
