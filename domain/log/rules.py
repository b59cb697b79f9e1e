"""What the model refuses, and what it warns of: what all statements have in common, and how features add theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.log.errors import EmptySpan, Unknown
from domain.log.statements import Statement
from domain.log.world import World

Content = Mapping[str, Any]
Rule = Callable[[Content, World], None]
"""Raises the refusal of what must not be said in a world."""
Advice = Callable[[Content, World], Sequence[str]]
"""Sentences about what may be said, but perhaps is not meant; none, as a rule."""

_RULES: dict[type[Statement], Rule] = {}
_ADVICE: dict[type[Statement], Advice] = {}


def rule(*said: type[Statement]) -> Callable[[Rule], Rule]:
    """Ask the rule of these statements, each of which has one. A withdrawal that has one is asked nothing else."""

    def added(asked: Rule) -> Rule:
        _RULES.update(dict.fromkeys(said, asked))
        return asked

    return added


def advice(*said: type[Statement]) -> Callable[[Advice], Advice]:
    """Warn so of these statements."""

    def added(given: Advice) -> Advice:
        _ADVICE.update(dict.fromkeys(said, given))
        return given

    return added


def check(said: type[Statement], content: Content, world: World) -> None:
    """Refuse what the model does not accept, given what is known."""
    if said.EMPTIES and said not in _RULES and not has_been_said(said, content, world):
        raise nothing_said()
    if content.get("until") and content.get("from_") and content["until"] <= content["from_"]:
        raise EmptySpan("«until» is the first day it no longer holds, and must come after «from».", "/until")
    if said in _RULES:
        _RULES[said](content, world)


def has_been_said(said: type[Statement], content: Content, world: World) -> bool:
    """Whether anything was ever said in the slot that is to be emptied."""
    address = tuple(content[name] for name in said.ADDRESS)
    return world.book.slot(said.KIND, address, content[said.DATED] if said.DATED else None) is not None


def nothing_said() -> Unknown:
    """The refusal to withdraw what never was said."""
    return Unknown("Nothing has been said there, so there is nothing to withdraw.")


def warnings_of(said: type[Statement], content: Content, world: World) -> Sequence[str]:
    """Warnings about a statement that has been accepted (docs/api.md); none, as a rule."""
    return _ADVICE[said](content, world) if said in _ADVICE else []
