"""Bearer tokens of the local issuer: JWTs signed with a key of its own (ES256), which is changed now and then."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

from api.auth.jwt import LEEWAY, NOT_VALID, InvalidToken, Opened, check, opened
from domain.log.statements import Party
from projections.people.keys import KeyStore

CURVE = "P-256"
LONGEST = 24 * 366 * 10
"""Hours that a token may last, about ten years."""
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """A key, with the instant it was made and the latest instant at which a token it has signed expires.

    Both are None for a key from before they were noted.
    """

    key: ECKey
    since: datetime | None
    until: datetime | None

    @property
    def kid(self) -> str:
        """What tokens request it."""
        return str(self.key.kid)

    def outlives(self, now: datetime) -> bool:
        """Whether it may have signed a token that is valid now."""
        return self.until is None or self.until + timedelta(seconds=LEEWAY) > now

    def covering(self, expiry: datetime) -> Kept:
        """The key, noted to last for a token with this expiry: by whole days, so that it is seldom written."""
        if self.until is None or expiry <= self.until:
            return self
        days = math.ceil(expiry.timestamp() / _DAY)
        return replace(self, until=datetime.fromtimestamp(days * _DAY, UTC))


@dataclass(frozen=True)
class Ring:
    """The keys in use, the newest first: that one signs."""

    keys: Sequence[Kept]

    @classmethod
    def new(cls, now: datetime) -> Ring:
        """A ring with a first key."""
        return cls((_made(now),))

    @property
    def signing(self) -> Kept:
        """The key that signs."""
        return self.keys[0]

    def verifying(self, kid: str, now: datetime) -> ECKey | None:
        """The key by which a token is checked."""
        found = next((kept for kept in self.keys if kept.kid == kid), None)
        return found.key if found and (found is self.signing or found.outlives(now)) else None

    def covering(self, expiry: datetime, now: datetime) -> Ring:
        """The ring, noting that a token with this expiry is signed; without keys that nothing needs any more."""
        return Ring((self.signing.covering(expiry), *self.pruned(now).keys[1:]))

    def pruned(self, now: datetime) -> Ring:
        """The ring without keys that nothing needs any more."""
        return Ring((self.signing, *(kept for kept in self.keys[1:] if kept.outlives(now))))

    def rotated(self, now: datetime, *, forget: bool = False) -> Ring:
        """The ring with a new key that signs; ``forget`` drops all others, and with them every token there is."""
        last = replace(self.signing, until=self.signing.until or now + timedelta(hours=LONGEST))
        return Ring((_made(now), *(() if forget else (last, *self.keys[1:])))).pruned(now)

    def dumps(self) -> bytes:
        """As it is kept."""
        return json.dumps([_dumped(kept) for kept in self.keys]).encode()

    @classmethod
    def loads(cls, kept: bytes) -> Ring:
        """The ring that is kept so; a lone key, from before there were rings, is one too."""
        read = json.loads(kept)
        return cls((_loaded({"key": read}),)) if isinstance(read, dict) else cls(tuple(map(_loaded, read)))


def _made(now: datetime) -> Kept:
    return Kept(ECKey.generate_key(CURVE, auto_kid=True), now, now)


def _dumped(kept: Kept) -> dict[str, Any]:
    times = {"since": kept.since, "until": kept.until}
    return {"key": kept.key.as_dict(private=True), **{name: at.isoformat() for name, at in times.items() if at}}


def _loaded(read: dict[str, Any]) -> Kept:
    since, until = (datetime.fromisoformat(read[name]) if name in read else None for name in ("since", "until"))
    return Kept(ECKey.import_key(read["key"]), since, until)


ISSUER = AUDIENCE = "samrad"
ALGORITHM = "ES256"
KEY_NAME = "issuer"
HOURS = 12
"""How long a token lasts unless told otherwise."""
FRESH = 30.0
"""Seconds for which the keys are used as they were read: so long does one that was dropped go on verifying."""
PAUSE = 2.0
"""Seconds between two readings of the keys for the sake of one that is not known."""


class Issuer:
    """Issues tokens that say who the bearer is, and reads them."""

    def __init__(
        self,
        keys: KeyStore,
        clock: Callable[[], datetime],
        pace: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys = keys
        self._clock = clock
        self._pace = pace
        self._lock = Lock()
        self._read: tuple[float, Ring] | None = None

    def create(self) -> None:
        """Make the signing key, where there is none; drop those that are needed no more."""
        self._keys.put(KEY_NAME, Ring.new(self._clock()).dumps())
        self._change(lambda ring, now: ring.pruned(now))

    def rotate(self, *, forget: bool = False) -> Kept:
        """A new signing key. The old ones verify the tokens they have signed, unless they are to be forgotten."""
        return self._change(lambda ring, now: ring.rotated(now, forget=forget)).signing

    def kept(self) -> Sequence[Kept]:
        """The keys in use, the one that signs first."""
        ring, now = self._load()[1], self._clock()
        return [kept for kept in ring.keys if kept is ring.signing or kept.outlives(now)]

    def issue(self, party: Party, hours: float = HOURS) -> str:
        """A token for the party, valid from now."""
        now = self._clock()
        expiry = now + timedelta(hours=hours)
        key = self._change(lambda ring, now: ring.covering(expiry, now)).signing.key
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(party),
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int(expiry.timestamp()),
            "jti": str(uuid4()),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key)

    def refresh(self) -> None:
        """Read the keys, where that was long ago. Raises :class:`InvalidToken` where there are none."""
        self._ring(FRESH)

    def read(self, token: str) -> Party:
        """The bearer of a token. Raises :class:`InvalidToken`."""
        return self.bearer(opened(token))

    def bearer(self, token: Opened) -> Party:
        """The bearer of a token taken apart. Raises :class:`InvalidToken`."""
        key = self._key(token.kid)
        if key is None:
            raise InvalidToken(NOT_VALID)
        check(token, key, [ALGORITHM], issuer=ISSUER, audience=[AUDIENCE], now=self._clock())
        try:
            return Party.parse(token.claims["sub"])
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise InvalidToken(NOT_VALID) from error

    def _key(self, kid: str) -> ECKey | None:
        """The key of that name, read afresh now and then, and when one is asked for that is not known."""
        found = self._ring(FRESH).verifying(kid, self._clock())
        return found or self._ring(PAUSE).verifying(kid, self._clock())

    def _ring(self, fresh: float) -> Ring:
        """The keys, as they were at most so many seconds ago."""
        with self._lock:
            if self._read is None or self._pace() - self._read[0] >= fresh:
                self._read = (self._pace(), self._load()[1])
            return self._read[1]

    def _load(self) -> tuple[bytes, Ring]:
        kept = self._keys.get(KEY_NAME)
        if kept is None:
            raise InvalidToken("There is no signing key: run «samrad init».")
        return kept, Ring.loads(kept)

    def _change(self, change: Callable[[Ring, datetime], Ring]) -> Ring:
        """Change the keys as they stand, whoever else changes them at the same time."""
        while True:
            kept, ring = self._load()
            changed = change(ring, self._clock())
            if changed == ring or self._keys.replace(KEY_NAME, kept, changed.dumps()):
                return changed
