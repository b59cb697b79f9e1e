"""Signed tokens (JWT): taken apart, and checked against a key and what they must say."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any, NamedTuple
from weakref import ref

from cachetools import LRUCache
from joserfc import jwk, jws
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from api.http.strict_json import strict_loads

LARGEST = 8 * 1024
"""Characters of a token; gunicorn takes no longer line of a header either."""
LEEWAY = 30
"""Seconds that clocks may differ."""
NOT_VALID = "The token is not valid, or no longer."
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_TYPES = ("jwt", "at+jwt", "application/at+jwt")
"""Other types than these are tokens for something else, such as logging out."""


class _Seen(NamedTuple):
    """A token that a key has been seen to sign, taken apart."""

    kid: str
    algorithm: str
    claims: Mapping[str, Any]
    key: ref[jwk.Key]


_SEEN: LRUCache[bytes, _Seen] = LRUCache(4096)
"""By the digest of the token: what is true of it as long as the key is in use, whatever the hour."""
_LOCK = Lock()


class InvalidToken(Exception):
    """The token is none that we trust, or not valid now. The message, for people, holds nothing of the token."""


@dataclass(frozen=True)
class Opened:
    """A token taken apart: what it says of itself, with nothing checked yet, but that the key signed it."""

    text: str
    digest: bytes
    kid: str
    algorithm: str
    claims: Mapping[str, Any]
    key: jwk.Key | None = None
    """One that has been seen to have signed it."""


def opened(token: str) -> Opened:
    """The token taken apart. Raises :class:`InvalidToken`."""
    if len(token) > LARGEST:
        raise InvalidToken(NOT_VALID)
    digest = sha256(token.encode()).digest()
    with _LOCK:
        seen = _SEEN.get(digest)
    if seen is None:
        return Opened(token, digest, *_taken_apart(token))
    return Opened(token, digest, seen.kid, seen.algorithm, seen.claims, seen.key())


def _taken_apart(token: str) -> tuple[str, str, Mapping[str, Any]]:
    if not _COMPACT.fullmatch(token):
        raise InvalidToken(NOT_VALID)
    try:
        header, claims = (strict_loads(_decoded(part)) for part in token.split(".")[:2])
    except ValueError:
        raise InvalidToken(NOT_VALID) from None
    if not (isinstance(header, dict) and isinstance(claims, dict)) or "crit" in header:
        raise InvalidToken(NOT_VALID)
    kid, algorithm, kind = header.get("kid"), header.get("alg"), header.get("typ", "JWT")
    if not (isinstance(kid, str) and isinstance(algorithm, str)) or str(kind).lower() not in _TYPES:
        raise InvalidToken(NOT_VALID)
    return kid, algorithm, claims


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _signed(token: Opened, key: jwk.Key, algorithms: Sequence[str]) -> None:
    """Raise unless the key signed the token; what a key has been seen to sign is not reckoned again."""
    if token.key is key:
        return
    jws.deserialize_compact(
        token.text, key, registry=jws.JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    )
    with _LOCK:
        _SEEN[token.digest] = _Seen(token.kid, token.algorithm, token.claims, ref(key))


def check(
    token: Opened,
    key: jwk.Key,
    algorithms: Sequence[str],
    *,
    issuer: str,
    audience: Sequence[str],
    now: datetime,
) -> None:
    """Raise :class:`InvalidToken` unless the key signed the token, for us, and it is valid now.

    An empty audience asks for none.
    """
    if token.algorithm not in algorithms or key.alg not in (None, token.algorithm):
        raise InvalidToken(NOT_VALID)
    required: dict[str, Any] = {
        "iss": {"essential": True, "value": issuer},
        "exp": {"essential": True},
        **({"aud": {"essential": True, "values": list(audience)}} if audience else {}),
    }
    try:
        _signed(token, key, algorithms)
        JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY, **required).validate(dict(token.claims))
    except (JoseError, ValueError, TypeError) as error:
        raise InvalidToken(NOT_VALID) from error
