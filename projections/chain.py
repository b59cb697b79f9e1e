"""The hash chain over the log, by which a later change of what was recorded shows.

Whoever has the tables can compute it again without this program. Each position of the log has a hash, of 32 bytes:

    hash = SHA-256(previous + field(position) + field(recorded_at) + field(subject) + field(originator_id)
                   + field(originator_version) + field(topic) + field(state))
    field(x) = the number of bytes of x, as 8 bytes with the most significant first, and then x itself

``previous`` is the hash of the nearest lower position (not its hexadecimal form); before the first, 32 zero bytes.
Numbers are written in decimal ASCII digits; texts are UTF-8, as stored: ``recorded_at`` as
``2026-11-21T12:00:00.000000+00:00``, the two identities as 32 lower-case hexadecimal digits; ``state`` is the bytes
stored. Nothing else is hashed: in particular no name of a person, which the log does not hold.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

START = bytes(32)
"""What stands before the first position."""


class Recorded(NamedTuple):
    """Everything that is recorded at a position, as the store keeps it."""

    position: int
    recorded_at: str
    subject: str
    originator_id: str
    originator_version: int
    topic: str
    state: bytes


class Row(NamedTuple):
    """What is found at a position, sound or not."""

    position: int
    is_logged: bool
    """Whether the log has it."""
    is_stored: bool
    """Whether the event table has it."""
    recorded: Recorded | None
    """What is recorded; None where something is missing, or is nothing that the program writes."""
    hash: bytes | None
    recorded_at: str
    """As it stands there, for telling; so are topic and subject."""
    topic: str
    subject: str


def link(previous: bytes, recorded: Recorded) -> bytes:
    """The hash of a position, of 32 bytes, given that of the nearest lower one.

    >>> recorded = Recorded(1, "2026-11-21T12:00:00.000000+00:00", "0" * 32, "f" * 32, 1, "ClaimMade", b"{}")
    >>> link(START, recorded).hex()[:16]
    '1b4eaa016512c86d'
    """
    return sha256(previous + b"".join(_field(value) for value in recorded)).digest()


def _field(value: int | str | bytes) -> bytes:
    content = value if isinstance(value, bytes) else str(value).encode()
    return len(content).to_bytes(8, "big") + content
