"""What a file of evidence proves by itself, and beside the store that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from api.evidence.file import Content, EvidenceFile, canonical, content, sealed
from domain.log.world import World
from projections.coverage.coverage import Coverage
from projections.evidence.extract import Extract, Flaw, flaw, world_of
from projections.store.chain import Recorded


class Unlike(NamedTuple):
    """Something that the file says, and what follows from its statements; None where it is not there."""

    name: str
    """The part of the file, or the field of a pair or of the figures; empty for the whole of it."""
    said: Any
    follows: Any
    pair: Content | None = None
    """The pair it is about."""


class Apart(NamedTuple):
    """What file and store have differently at a position."""

    position: int
    what: Literal["late", "differs", "not in store", "left out", "other head"]
    recorded: Recorded | None = None


EvidenceFault = Flaw | Unlike | Apart


class Unworkable(ValueError):
    """The statements are such that nothing can be worked out from them."""


def unproven(read: EvidenceFile) -> EvidenceFault | None:
    """The first fault of a file that is whole; None if there is none. No store is asked, nor anybody else.

    Raises :class:`Unworkable`, and :class:`~projections.evidence.extract.Unreadable`.
    """
    found = flaw(read.extract)
    if found is not None:
        return found
    world = world_of(read.extract)
    return _too_late(read) or _unlike(read, world)


def _too_late(read: EvidenceFile) -> EvidenceFault | None:
    """What was not known yet."""
    _, known_at, position = read.asked
    head = read.extract.head.position
    if head > position or (known_at is None and head < position):
        return Unlike("position", position, head)
    if isinstance(known_at, int) and known_at != position:
        return Unlike("position", position, known_at)
    if isinstance(known_at, str):
        return _recorded_after(read.extract, datetime.fromisoformat(known_at))
    return None


def _recorded_after(extract: Extract, known_at: datetime) -> Apart | None:
    late = (each.recorded for each in extract.links if datetime.fromisoformat(each.recorded.recorded_at) > known_at)
    return next((Apart(recorded.position, "late", recorded) for recorded in late), None)


def _unlike(read: EvidenceFile, world: World) -> Unlike | None:
    """The first thing in which the file is not what would be made of its own statements."""
    try:
        follows = content(Coverage(world), read.extract, read.asked)
        made = sealed(follows)
    except Exception as error:  # statements that the program would never have recorded
        raise Unworkable from error
    return None if made == read.data else next(_differences(read.said, follows), Unlike("", None, None))


def _differences(said: Content, follows: Mapping[str, Any]) -> Iterator[Unlike]:
    for name in sorted({*said, *follows} - {"digest", "pairs", "summary"}):
        yield from _fields({name: said.get(name)}, {name: follows.get(name)})
    pairs, summary = said.get("pairs"), said.get("summary")
    for given, pair in zip_longest(pairs if isinstance(pairs, list) else [], follows["pairs"]):
        if pair is None or not isinstance(given, dict):
            yield Unlike("", given, pair, pair or given)
        else:
            yield from _fields(given, pair, pair)
    yield from _fields(summary if isinstance(summary, dict) else {}, follows["summary"])


def _fields(said: Mapping[str, Any], follows: Mapping[str, Any], pair: Content | None = None) -> Iterator[Unlike]:
    for name in sorted({*said, *follows}, key=lambda name: (name != "status", name)):
        given, expected = said.get(name), follows.get(name)
        if canonical(given) != canonical(expected):
            yield Unlike(name, given, expected, pair)


def apart(read: EvidenceFile, stored: Extract) -> Apart | None:
    """The first position at which a file and the store have not the same; None if there is none.

    ``stored``: all that the store has of the project and of the register at the file's position.
    """
    for ours, theirs in zip_longest(read.extract.links, stored.links):
        if ours == theirs:
            continue
        if theirs is None or (ours is not None and ours.recorded.position < theirs.recorded.position):
            return Apart(ours.recorded.position, "not in store", ours.recorded)
        is_there = ours is not None and ours.recorded.position == theirs.recorded.position
        return Apart(theirs.recorded.position, "differs" if is_there else "left out", theirs.recorded)
    return None if read.extract.head == stored.head else Apart(stored.head.position, "other head")
