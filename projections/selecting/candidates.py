"""Who can be chosen, and the rules that a choice keeps."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """An appointment that could have a seat."""

    key: UUID
    person: Hashable
    """The same for several candidates of one person."""
    direct: frozenset[int]
    """The affected pairs, by number, that it represents directly or by a joint mandate."""
    indirect: frozenset[int]
    """Those that it represents only through a sammenslutning."""
    employer: UUID | None
    """Where the person is employed."""
    load: int = 0
    """The seats that the person holds elsewhere."""


class Row(NamedTuple):
    """A linear rule over the chosen: the sum of their coefficients is at least and at most so much."""

    rule: Hashable
    """Whose row it is; one rule may have several."""
    coefficients: Mapping[UUID, int]
    """By candidates' keys; all others have 0, and keys of no candidate count for nothing."""
    least: int | None
    most: int | None


class BuiltIn(Enum):
    """The rules that are there without being said, by the names a contradiction gives them."""

    SEATS = "seats"
    MUST = "must"


SEATS: Final = BuiltIn.SEATS
"""No more are chosen than there are seats."""
MUST: Final = BuiltIn.MUST
"""The fixed members are chosen."""
