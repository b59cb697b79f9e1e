"""What somebody wants to say, what is decided of it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from domain.drafts import Draft
from domain.log import Receipt, Write
from domain.party import Party
from domain.statements import Statement
from domain.world import World


class Command(NamedTuple):
    """What a party wants to say of a subject."""

    party: Party
    identity: UUID
    decide: Callable[[World], Sequence[Draft]]
    receipt: Receipt | None
    write: Write | None


class Decided(NamedTuple):
    """A command, with what it adds to the log."""

    command: Command
    events: Sequence[Statement]
    fresh: Sequence[bool]
    """For each draft, whether its slot was empty before."""


@dataclass(frozen=True)
class Said:
    """What came of saying something."""

    world: World
    """As known after it."""
    position: int
    """Of the last event recorded, or of the log where nothing was."""
    fresh: Sequence[bool]
    """For each draft, whether its slot was empty before."""
    recorded: bool


class Repeated(Exception):
    """Another request with the same receipt was recorded first: it is to be answered as that one."""


def told(decided: Sequence[Decided | Exception], worlds: Sequence[tuple[World, int]]) -> Sequence[Said | Exception]:
    """What came of each: the first world is that before all of them, the others those after each that had events."""
    left = iter(worlds)
    world, position = next(left)
    answers: list[Said | Exception] = []
    for each in decided:
        if isinstance(each, Exception):
            answers.append(each)
            continue
        if each.events:
            world, position = next(left)
        answers.append(Said(world, position, each.fresh, recorded=bool(each.events)))
    return answers
