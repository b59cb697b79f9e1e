"""How often somebody may ask: each party, and each address from which tokens come that are not valid."""

from __future__ import annotations

import sqlite3
import time
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from threading import Lock, local

import structlog
from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from projections.store.sqlite import file_of

BUSY = 1.0
"""Seconds to wait for another process, before the request is let through uncounted."""
SWEEP = 60.0
"""Seconds between two clearings of counts that have run out."""


class OwnStorage(Storage):
    """Counts of this process. No thread clears them away, but whoever counts."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__(wrap_exceptions=False)
        self._counts: dict[str, tuple[int, float]] = {}
        self._lock = Lock()
        self._swept = 0.0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Nothing goes wrong with it."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more; a count that has run out begins anew, and runs out after ``expiry`` seconds."""
        now = time.time()
        with self._lock:
            self._sweep(now)
            count, ends = self._counts.get(key, (0, now))
            self._counts[key] = counted = (count + amount, ends) if ends > now else (amount, now + expiry)
        return counted[0]

    def get(self, key: str) -> int:
        """The count."""
        count, ends = self._counts.get(key, (0, 0.0))
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """The instant at which the count runs out; now, where there is none."""
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Whether it can be used."""
        return True

    def reset(self) -> int:
        """Forget all counts; answers how many there were."""
        with self._lock:
            forgotten, self._counts = self._counts, {}
        return len(forgotten)

    def clear(self, key: str) -> None:
        """Forget a count."""
        self._counts.pop(key, None)

    def _sweep(self, now: float) -> None:
        if now - self._swept > SWEEP:
            self._swept = now
            self._counts = {key: count for key, count in self._counts.items() if count[1] > now}


class SharedStorage(Storage):
    """Counts in an SQLite file; it need not survive a power cut, so nothing waits for the disk."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        super().__init__(wrap_exceptions=False)
        self._path = path.absolute()
        self._own = local()
        self._swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong with the store."""
        return sqlite3.Error

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self._own, "connection"):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INT, ends REAL)")
            self._own.connection = connection
        found: sqlite3.Connection = self._own.connection
        return found

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more; a count that has run out begins anew, and runs out after ``expiry`` seconds."""
        now = time.time()
        self._sweep(now)
        counted = self._connection.execute(
            "INSERT INTO counts VALUES (:key, :amount, :ends) ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN ends > :now THEN count ELSE 0 END + :amount, "
            "ends = CASE WHEN ends > :now THEN ends ELSE :ends END RETURNING count",
            {"key": key, "amount": amount, "ends": now + expiry, "now": now},
        )
        return int(counted.fetchall()[0][0])

    def get(self, key: str) -> int:
        """The count."""
        rows = self._connection.execute("SELECT count FROM counts WHERE key=? AND ends>?", (key, time.time()))
        return sum(count for (count,) in rows)

    def get_expiry(self, key: str) -> float:
        """The instant at which the count runs out; now, where there is none."""
        rows = self._connection.execute("SELECT ends FROM counts WHERE key=?", (key,))
        return max((ends for (ends,) in rows), default=time.time())

    def check(self) -> bool:
        """Whether the file can be used."""
        return bool(self._connection.execute("SELECT 1").fetchall())

    def reset(self) -> int:
        """Forget all counts; answers how many there were."""
        return len(self._connection.execute("DELETE FROM counts RETURNING 1").fetchall())

    def clear(self, key: str) -> None:
        """Forget a count."""
        self._connection.execute("DELETE FROM counts WHERE key=?", (key,))

    def _sweep(self, now: float) -> None:
        if now - self._swept > SWEEP:
            self._swept = now
            self._connection.execute("DELETE FROM counts WHERE ends<=?", (now,))


_NEIGHBOURS = 64
"""Bits of an IPv6 address that are one subscriber's."""

log = structlog.get_logger()


def storage(setting: str) -> Storage:
    """Where counts are kept: ``memory://``, or ``sqlite:///path``. Raises :class:`ValueError`."""
    return OwnStorage() if setting == "memory://" else SharedStorage(file_of(setting))


class Limiter:
    """Counts requests and failures, and says how long to wait."""

    def __init__(self, requests: str, failures: str, store: str) -> None:
        self._requests = parse(requests)
        self._failures = parse(failures)
        self._windows = FixedWindowRateLimiter(storage(store))

    def asked(self, party: str) -> int | None:
        """Count a request of the party; seconds to wait, where it is one too many."""
        return self._counted(self._requests, "party", party)

    def failed(self, address: str | None) -> int | None:
        """Count a token that was not valid; seconds to wait, where it was one too many."""
        return self._counted(self._failures, "address", neighbourhood(address))

    def is_shut(self, address: str | None) -> int | None:
        """Seconds to wait, where so many tokens from there were not valid that no other is read."""
        key = ("address", neighbourhood(address))
        try:
            return None if self._windows.test(self._failures, *key) else self._wait(self._failures, *key)
        except sqlite3.Error as error:
            _uncounted(error)
            return None

    def _counted(self, limit: RateLimitItem, *key: str) -> int | None:
        try:
            return None if self._windows.hit(limit, *key) else self._wait(limit, *key)
        except sqlite3.Error as error:
            _uncounted(error)
            return None

    def _wait(self, limit: RateLimitItem, *key: str) -> int:
        return max(1, round(self._windows.get_window_stats(limit, *key).reset_time - time.time()))


def _uncounted(error: sqlite3.Error) -> None:
    """A limit that cannot be counted must not stop everybody."""
    log.warning("uncounted", error=type(error).__name__)


@lru_cache(4096)
def neighbourhood(address: str | None) -> str:
    """The address, as far as one subscriber has it: whoever has an IPv6 address has very many.

    >>> neighbourhood("192.0.2.7"), neighbourhood("2001:db8:1:2:aaaa::1")
    ('192.0.2.7', '2001:db8:1:2::')
    """
    try:
        read = ip_address(address or "")
    except ValueError:
        return "unknown"
    if read.version == 4:
        return str(read)
    return str(ip_address(int(read) >> (128 - _NEIGHBOURS) << (128 - _NEIGHBOURS)))
