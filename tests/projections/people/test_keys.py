"""Keys: those that are asked for at the same time are kept together, and each that asks is told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from eventsourcing.persistence import OperationalError

from projections.people.keys import KeyStore
from projections.store.database import database
from tests.support.cast import Clock
from tests.support.stores import urls_in
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.store

NAMES = [f"name-{number}" for number in range(7)]


class Held:
    """A database whose first transaction is held up until it is let go."""

    def __init__(self, url: str) -> None:
        self._database = database(url)
        self.begun, self.let_go = Event(), Event()
        self.transactions = 0
        self.fails: Exception | None = None

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """The second and those after it fail, where they should."""
        with self._database.transaction() as c:
            self.transactions += 1
            self.begun.set()
            assert self.let_go.wait(PATIENCE)
            yield c
            if self.transactions > 1 and self.fails is not None:
                raise self.fails

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    """A place for keys."""
    place = Held(urls_in(tmp_path)[1])
    place.prepare()
    with closing(place):
        yield place


def kept(held: Held, fails: Exception | None = None) -> tuple[KeyStore, dict[str, Future[bytes]]]:
    """The keys, and what comes of asking for seven more while the first is being kept."""
    keys = KeyStore(held, Clock())
    held.let_go.set()
    keys.create()
    held.transactions, held.fails = 0, fails
    held.let_go.clear()
    held.begun.clear()
    with ThreadPoolExecutor(8) as threads:
        asked = {"first": threads.submit(keys.put, "first", b"first")}
        try:
            assert held.begun.wait(PATIENCE)
            asked |= {name: threads.submit(keys.put, name, name.encode()) for name in NAMES}
            until(lambda: len(keys._putting._waiting) == len(NAMES))
        finally:
            held.let_go.set()
    return keys, asked


def test_those_that_wait_are_kept_together(held: Held) -> None:
    """Seven come while the first is kept: two transactions, and each has its own key, durably."""
    keys, asked = kept(held)
    assert held.transactions == 2
    for name in ("first", *NAMES):
        assert asked[name].result() == keys.get(name) == name.encode()


def test_a_failure_is_told_to_each(held: Held) -> None:
    """None of them has a key, and the next that asks may."""
    keys, asked = kept(held, OperationalError("disk is full"))
    assert asked["first"].result() == b"first"
    for name in NAMES:
        with pytest.raises(OperationalError):
            asked[name].result()
        assert keys.get(name) is None
    held.fails = None
    assert keys.put(NAMES[0], b"another") == b"another"


def test_the_first_key_of_a_name_stays(held: Held) -> None:
    """Also where the second is asked for later."""
    keys, _ = kept(held)
    assert keys.put("first", b"another") == b"first"
