"""The public keys of an issuer elsewhere: fetched seldom, by one at a time, and kept while it cannot be reached."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import Any
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from api import strict
from api.trust import Trust, is_loopback

LARGEST = 256 * 1024
"""Bytes of a set of keys."""
KEPT = 3600.0
"""Seconds after which keys are asked for anew; they are used meanwhile."""
WAIT = 1.0
"""Seconds that a token with an unknown key waits for a fetch, when there are other keys."""
_KINDS: Mapping[str, type[RSAKey | ECKey | OKPKey]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
_SMALLEST_RSA = 2048

log = structlog.get_logger()
Keys = Mapping[str, Key]


class Unavailable(Exception):
    """The issuer's keys have never been fetched, so its tokens can be neither trusted nor refused."""

    def __init__(self, wait: float) -> None:
        super().__init__("The issuer's keys cannot be fetched at the moment.")
        self.wait = wait


class KeySource:
    """The keys of one issuer, by their names."""

    def __init__(
        self,
        trust: Trust,
        fetch: Callable[[Trust], Keys] | None = None,
        pace: Callable[[], float] = time.monotonic,
    ) -> None:
        self._trust = trust
        self._fetch = fetch or fetched
        self._pace = pace
        self._lock = Lock()
        self._keys: Keys | None = None
        self._kept = 0.0
        self._began: float | None = None
        self._flight = Event()

    def key(self, kid: str) -> Key | None:
        """The key of that name; None where the issuer has none. Raises :class:`Unavailable`."""
        keys = self._keys
        if keys is not None and kid in keys:
            if self._pace() - self._kept >= KEPT:
                self._ask()
            return keys[kid]
        self._ask().wait(self._trust.timeout if keys is None else min(self._trust.timeout, WAIT))
        if self._keys is None:
            raise Unavailable(self._until_next())
        return self._keys.get(kid)

    def _ask(self) -> Event:
        """The fetch that is under way, or was last: a new one only where the last began long enough ago."""
        with self._lock:
            if self._until_next() <= 0:
                self._began, self._flight = self._pace(), Event()
                Thread(target=self._fly, args=(self._flight,), name="jwks", daemon=True).start()
            return self._flight

    def _until_next(self) -> float:
        return 0.0 if self._began is None else self._began + self._trust.refresh - self._pace()

    def _fly(self, flight: Event) -> None:
        try:
            keys = self._fetch(self._trust)
            with self._lock:
                if self._flight is flight:
                    self._keys, self._kept = keys, self._pace()
        except Exception as error:
            log.warning("jwks", issuer=self._trust.issuer, error=type(error).__name__)
        finally:
            flight.set()


class _Direct(HTTPRedirectHandler):
    """No redirects: they could lead from https to anything."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def fetched(trust: Trust) -> Keys:
    """The keys that the issuer publishes. Raises :class:`OSError` or :class:`ValueError`."""
    own = [ProxyHandler({})] if is_loopback(trust.jwks) else []
    request = Request(trust.jwks, headers={"Accept": "application/json"})  # noqa: S310  # the setting is https
    give_up = time.monotonic() + trust.timeout
    body = bytearray()
    with build_opener(_Direct, *own).open(request, timeout=trust.timeout) as answer:
        while chunk := answer.read1(LARGEST):
            body += chunk
            if len(body) > LARGEST or time.monotonic() > give_up:
                raise ValueError("The answer is too large, or too slow.")
    return usable(strict.loads(bytes(body)), trust)


def usable(read: Any, trust: Trust) -> Keys:
    """Those of the published keys that tokens may be signed with, by their names."""
    published = read.get("keys") if isinstance(read, dict) else None
    if not isinstance(published, list):
        raise ValueError("That is no set of keys.")
    keys: dict[str, Key] = {}
    for each in published:
        key = _key(each, trust)
        if key is not None:
            keys.setdefault(str(key.kid), key)
    if not keys:
        raise ValueError("No key of the set can be used.")
    return keys


def _key(read: Any, trust: Trust) -> Key | None:
    """The key; None for one of another use, or that is too weak, or that cannot be read."""
    if not isinstance(read, dict) or not isinstance(read.get("kid"), str) or read.get("kty") not in _KINDS:
        return None
    if read.get("use", "sig") != "sig" or read.get("alg", trust.algorithms[0]) not in trust.algorithms:
        return None
    try:
        key = _KINDS[read["kty"]].import_key({name: value for name, value in read.items() if name != "key_ops"})
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    weak = isinstance(key, RSAKey) and key.raw_value.key_size < _SMALLEST_RSA
    return None if weak else key
