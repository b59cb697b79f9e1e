"""How often somebody may ask: each party, and each address from which tokens come that are not valid.

Counts lie in memory, by process, or in an SQLite file that all processes share.
"""

from __future__ import annotations

import sqlite3
import time
from functools import lru_cache
from ipaddress import ip_address

import structlog
from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from api.counts import OwnStorage, SharedStorage
from projections.sqlite import file_of

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
