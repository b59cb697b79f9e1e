"""Bearer tokens of the local issuer: JWTs signed with a key of its own (ES256)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID, uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from domain.rights import Party
from projections.people import KeyStore

ISSUER = AUDIENCE = "samrad"
ALGORITHM = "ES256"
KEY_NAME = "issuer"
HOURS = 12
"""How long a token lasts unless told otherwise."""
LEEWAY = 30
"""Seconds that clocks may differ."""


class InvalidToken(Exception):
    """The token is none of ours, or not valid now."""


class Issuer:
    """Issues tokens that say who the bearer is, and reads them."""

    def __init__(self, keys: KeyStore, clock: Callable[[], datetime]) -> None:
        self._keys = keys
        self._clock = clock

    def create(self) -> None:
        """Make the signing key, where there is none."""
        key = ECKey.generate_key("P-256", auto_kid=True)
        self._keys.put(KEY_NAME, json.dumps(key.as_dict(private=True)).encode())

    @cached_property
    def _key(self) -> ECKey:
        kept = self._keys.get(KEY_NAME)
        if kept is None:
            raise InvalidToken("There is no signing key: run «samrad init».")
        return ECKey.import_key(json.loads(kept))

    def issue(self, party: Party, hours: float = HOURS) -> str:
        """A token for the party, valid from now."""
        now = self._clock()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(party),
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int((now + timedelta(hours=hours)).timestamp()),
            "jti": str(uuid4()),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid}, claims, self._key)

    def read(self, token: str) -> Party:
        """The bearer of a token. Raises :class:`InvalidToken`."""
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
            jwt.JWTClaimsRegistry(
                now=int(self._clock().timestamp()),
                leeway=LEEWAY,
                iss={"essential": True, "value": ISSUER},
                aud={"essential": True, "value": AUDIENCE},
                sub={"essential": True},
                exp={"essential": True},
            ).validate(claims)
            return party_of(claims["sub"])
        except (JoseError, ValueError, TypeError) as error:
            raise InvalidToken("The token is not valid, or no longer.") from error


def party_of(subject: str) -> Party:
    """The party that a subject names.

    >>> party_of("registrar").capacity
    'registrar'
    """
    capacity, _, identifier = subject.partition(":")
    if capacity in ("registrar", "auditor") and not identifier:
        return Party(capacity)
    if capacity in ("employer", "organisation"):
        return Party(capacity, UUID(identifier))
    raise ValueError("No such party.")
