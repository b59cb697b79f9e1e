"""What was said is said again, said of an earlier day, or withdrawn."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from bench.store.saying import Command, Told
from bench.store.shares import BACKDATED, CORRECTED, WITHDRAWN
from domain.affected.events import STATUSES
from domain.log.drafts import Draft
from domain.log.statements import TOPICS, Statement, Withdrawal

STEADY = ("project", "participant", "group", "rules", "adoption")
"""Kinds that are left as they were first said, so that projects keep their size."""
WITHDRAWALS = {each.KIND: each for each in TOPICS.values() if each.EMPTIES}


def amended(told: Sequence[Command], drawing: random.Random) -> Iterator[Command]:
    """Some of it, each by itself."""
    for one in (one for command in told for one in command):
        if one[0].said.KIND in STEADY:
            continue
        if drawing.random() < CORRECTED:
            yield from ([each] for each in _corrected(one))
        if one[0].said.KIND == "clarification" and drawing.random() < BACKDATED:
            yield [_changed(one, from_=one[0].content["from_"] - timedelta(days=drawing.randint(1, 60)))]
        if drawing.random() < WITHDRAWN:
            yield [withdrawn(one)]


def withdrawn(one: Told) -> Told:
    """The withdrawal of it."""
    (said, content), author = one
    empties = WITHDRAWALS[said.KIND]
    return Draft(empties, {name: value for name, value in content.items() if name in _fields(empties)}), author


def _corrected(one: Told) -> Iterator[Told]:
    content = one[0].content
    if "status" in content:
        yield _changed(one, status=next(each for each in STATUSES if each != content["status"]))
    elif "until" in content:
        yield _changed(one, until=content["from_"] + timedelta(days=500))


def _changed(one: Told, **changes: Any) -> Told:
    (said, content), author = one
    return Draft(said, {**content, **changes}), author


def _fields(said: type[Statement]) -> set[str]:
    """The fields that the class itself has, beyond those that all withdrawals have."""
    return set(said.__annotations__) - set(Withdrawal.__annotations__)
