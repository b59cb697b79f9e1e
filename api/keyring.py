"""The keys of the local issuer: one that signs, and those before it that still verify."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc.jwk import ECKey

from api.jose import LEEWAY

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
        """What tokens call it."""
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
