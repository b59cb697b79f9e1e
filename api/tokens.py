"""Bearer tokens of the local issuer: JWTs signed with a key of its own (ES256), which is changed now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Lock
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

from api.jose import NOT_VALID, InvalidToken, Opened, check, opened
from api.keyring import Kept, Ring
from domain.party import Party
from projections.keys import KeyStore

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
