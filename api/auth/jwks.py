"""Issuers elsewhere that are trusted (``SAMRAD_ISSUERS``): whom their tokens speak for, and their public keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from api.http.strict_json import strict_loads

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Algorithms with a public key. With others, whoever can check a token could make one."""
ALGORITHMS = ("RS256", "ES256")
SCOPES = {"read": "samrad:read", "write": "samrad:write"}
KINDS = ("employer", "organisation")
NORWEGIAN = "0192:"
"""What stands before an orgnr in ISO 6523, as Maskinporten writes it."""
_MEMBERS = {"issuer", "jwks", "audience", "algorithms", "party", "supplier", "scopes", "refresh", "timeout"}
_BY_NUMBER, _BY_VALUE = {"claim", "prefix", "as"}, {"claim", "values"}


@dataclass(frozen=True)
class Number:
    """A claim that holds an orgnr."""

    claim: str
    prefix: str = NORWEGIAN
    kinds: Sequence[str] = KINDS


@dataclass(frozen=True)
class Values:
    """A claim whose values are known beforehand, each with its party."""

    claim: str
    parties: Mapping[str, str]


@dataclass(frozen=True)
class Trust:
    """An issuer that is trusted."""

    issuer: str
    jwks: str
    audience: Sequence[str]
    algorithms: Sequence[str]
    party: Sequence[Number | Values]
    supplier: Number
    scopes: Mapping[str, str] | None
    refresh: float
    timeout: float


def trusted(setting: str | None) -> tuple[Trust, ...]:
    """The issuers of the setting: a JSON list, or the path of a file with one. Raises :class:`ValueError`."""
    if not setting or not setting.strip():
        return ()
    text = setting if setting.lstrip().startswith("[") else Path(setting).read_text("utf-8")
    try:
        read = strict_loads(text)
    except ValueError as error:
        raise ValueError(f"SAMRAD_ISSUERS is not JSON: {error}") from None
    _demand(isinstance(read, list), "SAMRAD_ISSUERS is a list of issuers.")
    found = tuple(map(_trust, read))
    _demand(len({each.issuer for each in found}) == len(found), "An issuer stands twice in SAMRAD_ISSUERS.")
    return found


def _trust(read: Any) -> Trust:
    _demand(isinstance(read, dict), "Each of SAMRAD_ISSUERS is an object.")
    _demand(read.keys() <= _MEMBERS, f"An issuer has these members: {', '.join(sorted(_MEMBERS))}.")
    scopes, rules = read.get("scopes", SCOPES), read.get("party")
    made = Trust(
        issuer=_text(read, "issuer"),
        jwks=_address(_text(read, "jwks")),
        audience=_texts(read.get("audience"), "audience"),
        algorithms=_texts(read.get("algorithms", list(ALGORITHMS)), "algorithms"),
        party=[_rule(rule) for rule in (rules if isinstance(rules, list) else [rules])],
        supplier=_number(read.get("supplier", {"claim": "supplier.ID"})),
        scopes=None if scopes is None else {of: _text(scopes, of) for of in SCOPES},
        refresh=_seconds(read.get("refresh", 60), "refresh"),
        timeout=_seconds(read.get("timeout", 5), "timeout"),
    )
    _demand(made.issuer != "samrad", "«samrad» is the local issuer's own name.")
    _demand(bool(made.audience or made.scopes), "Give an audience, or scopes: tokens for others are not for us.")
    _demand(bool(made.algorithms) and set(made.algorithms) <= set(SIGNATURES), f"Algorithms: {', '.join(SIGNATURES)}.")
    _demand(bool(made.party), "«party» says how a claim becomes a party.")
    return made


def _rule(read: Any) -> Number | Values:
    if isinstance(read, dict) and read.keys() == _BY_VALUE and isinstance(read["values"], dict):
        return Values(_text(read, "claim"), {value: _text(read["values"], value) for value in read["values"]})
    return _number(read)


def _number(read: Any) -> Number:
    _demand(isinstance(read, dict) and read.keys() <= _BY_NUMBER, "«party» has a claim, with prefix and as, or values.")
    kinds = _texts(read.get("as", list(KINDS)), "as")
    _demand(bool(kinds) and set(kinds) <= set(KINDS), f"«as» is of these: {', '.join(KINDS)}.")
    prefix = read.get("prefix", NORWEGIAN)
    _demand(isinstance(prefix, str), "A prefix is text.")
    return Number(_text(read, "claim"), prefix, kinds)


def _address(address: str) -> str:
    parts = urlsplit(address)
    _demand(bool(parts.hostname) and parts.username is None, "«jwks» is an address, without a name and password.")
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(address))
    _demand(safe, "«jwks» is an https address; http is for this machine alone.")
    return address


def is_loopback(address: str) -> bool:
    """Whether the address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _text(read: Any, name: str) -> str:
    value = read.get(name) if isinstance(read, dict) else None
    _demand(isinstance(value, str) and bool(value), f"«{name}» is text that must be given.")
    return str(value)


def _texts(read: Any, name: str) -> Sequence[str]:
    values = [] if read is None else [read] if isinstance(read, str) else read
    fine = isinstance(values, list) and all(isinstance(value, str) and value for value in values)
    _demand(fine, f"«{name}» is text, or a list of texts.")
    return tuple(values)


def _seconds(read: Any, name: str) -> float:
    fine = isinstance(read, int | float) and not isinstance(read, bool) and 0 < read <= 24 * 60 * 60
    _demand(fine, f"«{name}» is a number of seconds, at most a day's.")
    return float(read)


def _demand(fine: bool, otherwise: str) -> None:
    if not fine:
        raise ValueError(otherwise)


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
    return usable(strict_loads(bytes(body)), trust)


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
