"""What a process works with: the application, the personal data and the keys, made from the environment."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock, Thread
from typing import Any, TypeVar, cast
from uuid import UUID

import structlog
from cachetools import LRUCache
from eventsourcing.persistence import PersistenceError

from api.auth.issuers import Issuers
from api.auth.local_issuer import Issuer
from api.http.long_poll import Waiting
from api.http.rate_limit import Limiter
from api.http.shapes import Fragments
from api.settings import Settings
from domain.application import Samrad
from domain.log.spans import day_of
from domain.log.world import Register, World
from domain.people.port import NamedPeople
from projections.coverage.coverage import Coverage
from projections.groups.templates import TemplateStore
from projections.index.catch_up import Timelines, mark
from projections.notices.subscriptions import CalendarFeeds
from projections.people.details import PeopleStore
from projections.people.keys import KeyStore
from projections.people.mentions import Mentions
from projections.people.orphaned_people import OrphanStore
from projections.people.reads import ReadsStore
from projections.store.database import Database, database
from projections.store.event_feed import Feed
from projections.store.recorder import Recorder
from projections.store.world_cache import samrad_of

Made = TypeVar("Made")
KEPT_COVERAGES, KEPT_REGISTERS, KEPT_OTHERS = 128, 4, 4


def now() -> datetime:
    """The instant, with its offset."""
    return datetime.now(UTC)


class Services:
    """Opened lazily, once per process: never before a fork."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = now) -> None:
        self.settings = settings
        self.clock = clock
        self._coverages: LRUCache[int, Coverage] = LRUCache(KEPT_COVERAGES)
        self._recent: LRUCache[UUID, Coverage] = LRUCache(KEPT_COVERAGES)
        self._fragments: LRUCache[int, Fragments] = LRUCache(KEPT_REGISTERS)
        self._others: LRUCache[tuple[int, Hashable], tuple[object, Any]] = LRUCache(KEPT_OTHERS)
        self.waiting = Waiting(settings.waiting)
        self._lock = Lock()
        self._opening = Lock()

    def today(self) -> date:
        """The day it is in Oslo."""
        return day_of(self.clock())

    @cached_property
    def samrad(self) -> Samrad:
        """The log and the worlds it amounts to: one for all threads, whose writers take turns in it."""
        with self._opening:
            if "samrad" not in self.__dict__:
                self.__dict__["samrad"] = samrad_of(Recorder(self.store, mark), self.clock, self.today)
        opened: Samrad = self.__dict__["samrad"]
        return opened

    @cached_property
    def timelines(self) -> Timelines:
        """Coverage across projects."""
        return Timelines(self.store, lambda: self.samrad, self.coverage)

    @cached_property
    def store(self) -> Database:
        """The database of all but the keys."""
        return database(self.settings.database)

    @cached_property
    def key_store(self) -> Database:
        """The database of the keys."""
        return database(self.settings.keys)

    @cached_property
    def keys(self) -> KeyStore:
        """The keys, in their own database."""
        return KeyStore(self.key_store, self.clock)

    @cached_property
    def people(self) -> PeopleStore:
        """The personal data."""
        return PeopleStore(self.store, self.keys, self.clock)

    @cached_property
    def mentions(self) -> Mentions:
        """Which projects name whom."""
        return Mentions(self.store)

    @cached_property
    def orphans(self) -> OrphanStore:
        """What crashes leave of persons."""
        return OrphanStore(self.store, self.keys)

    @cached_property
    def reads(self) -> ReadsStore:
        """Who has been shown whose name."""
        return ReadsStore(self.store)

    @cached_property
    def feed(self) -> Feed:
        """The log in order."""
        return Feed(self.store)

    @cached_property
    def templates(self) -> TemplateStore:
        """The templates of documents."""
        return TemplateStore(self.store)

    @cached_property
    def calendar_feeds(self) -> CalendarFeeds:
        """The calendars that are subscribed to."""
        return CalendarFeeds(self.store)

    @cached_property
    def issuer(self) -> Issuer:
        """The local issuer of tokens."""
        return Issuer(self.keys, self.clock)

    @cached_property
    def issuers(self) -> Issuers:
        """All issuers of tokens that are trusted, the local one among them."""
        return Issuers(self.issuer, self.settings.issuers, self.clock, self.today)

    @cached_property
    def limiter(self) -> Limiter:
        """Who has asked too often."""
        return Limiter(self.settings.rate_limit, self.settings.failed_limit, self.settings.rate_store)

    def on_trial(self, samrad: Samrad, people: NamedPeople) -> Services:
        """The same store and keys, with a trial in place of the log, and persons of whom nothing is written."""
        services = Services(self.settings, self.clock)
        services.store, services.key_store = self.store, self.key_store
        services.samrad = samrad
        services.people = cast("PeopleStore", people)  # whatever is on trial only adds and finds
        return services

    def is_ready(self) -> bool:
        """Whether the store has been created, and its keys."""
        return self.store.exists("log") and self.key_store.exists("keys")

    def coverage(self, world: World) -> Coverage:
        """The coverage of a world, kept as long as the world is in use."""
        with self._lock:
            kept = self._coverages.get(id(world))
            if kept is None or kept.world is not world:
                kept = Coverage(world)
                kept.following(self._recent.get(world.subject, kept))
                self._coverages[id(world)] = self._recent[world.subject] = kept
        return kept

    def fragments(self, register: Register) -> Fragments:
        """The JSON of a register's employers and organisations."""
        with self._lock:
            kept = self._fragments.get(register.book.position)
            if kept is None:
                kept = self._fragments[register.book.position] = Fragments(register)
        return kept

    def kept(self, about: object, what: Hashable, make: Callable[[], Made]) -> Made:
        """What has been made of a thing before, as long as a few others have not been asked for since."""
        key = id(about), what
        with self._lock:
            of, made = self._others.get(key, (None, None))
        if of is not about:
            made = make()
            with self._lock:
                self._others[key] = about, made
        return cast("Made", made)

    def create(self) -> None:
        """Create the tables of store and keys, where they are not there yet, and a key for the issuer of tokens."""
        self.create_tables()
        self.issuer.create()

    def create_tables(self) -> None:
        """Create the tables alone, with nothing in them."""
        self.store.prepare()
        self.key_store.prepare()
        Recorder(self.store).create()
        self.timelines.create()
        self.keys.create()
        self.people.create()
        self.reads.create()
        self.templates.create()
        self.calendar_feeds.create()

    def close(self) -> None:
        """Close what has been opened."""
        for name in ("samrad", "store", "key_store"):
            if name in self.__dict__:
                getattr(self, name).close()


PAUSE, AFTER_A_FAILURE = 1.0, 60.0
"""Seconds between two looks at what is stale, at least."""
SHARE = 0.1
"""Of the time at most, so that whoever is asking or recording hardly notices."""

log = structlog.get_logger()


def begin_catching_up(services: Services) -> None:
    """Begin, in a thread that ends with the process."""
    Thread(target=_go_on, args=(services,), name="catching up", daemon=True).start()


def _go_on(services: Services) -> None:
    while True:
        begun = time.monotonic()
        done = catch_up(services)
        time.sleep(pause(time.monotonic() - begun) if done else AFTER_A_FAILURE)


def pause(spent: float) -> float:
    """For how long to do nothing after so many seconds of catching up.

    >>> pause(0.001), pause(2.0)
    (1.0, 18.0)
    """
    return max(PAUSE, spent / SHARE - spent)


def catch_up(services: Services) -> bool:
    """Catch up once; whether it could be done. What fails is left to whoever asks, who is then told."""
    try:
        if services.is_ready():
            services.timelines.catch_up()
    except PersistenceError:
        return False
    except Exception as error:  # whatever it is that keeps a project from being worked out
        log.error("not caught up", error=type(error).__name__)
        return False
    return True


THRESHOLDS = (50_000, 20, 20)
"""Seldom: what is kept of projects is millions of small things, and hardly any of what goes is in circles."""


def collect_garbage_seldom() -> None:
    """From now on, in this process."""
    gc.set_threshold(*THRESHOLDS)
