"""Random histories: what has changed is what two answers of coverage differ by, and something said made it so."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.histories.test_histories import Histories, Small, store
from tests.support.histories import DAYS, FIRST, GROUPS, PROJECT
from tests.support.reference import STATUSES

__all__ = ["store"]

PATH = f"/projects/{PROJECT}/coverage"
SEEN: Counter[str] = Counter()
"""How pairs have differed."""
Pairs = dict[tuple[str, str], dict[str, Any]]


class Differences(Histories):
    """Histories, of which two days and what was known of them are compared in the end."""

    def compare_all_through(self) -> None:
        """Days and positions throughout, each with the next, now and then by group."""
        positions = self.history.positions
        asked = [
            (FIRST + timedelta(days=number * 13 % (DAYS + 70)), positions[number * 5 % len(positions)])
            for number in range(12)
        ]
        for number, ((before, known_before), (after, known_after)) in enumerate(pairwise(asked)):
            group = {"group": GROUPS[0]} if number % 4 == 3 else {}
            self.differ(
                {"at": before, "known_at": known_before, **group}, {"at": after, "known_at": known_after, **group}
            )
            self.differ({"at": before, **group}, {"at": after, **group})
            self.differ({"at": before, "known_at": known_before, **group}, {"at": before, **group})

    def differ(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """The difference is that of two answers, and every pair in it has statements that made it."""
        was, now = (self.history.auditor.get(PATH, **each) for each in (before, after))
        sides = {"before": before, "after": after}
        asked = {which: each["at"] for which, each in sides.items()}
        asked |= {f"known_{which}": each.get("known_at") for which, each in sides.items()}
        answer = self.history.auditor.get(f"{PATH}/difference", **asked, group=before.get("group"))
        if was.status == 404:
            answer.refused(404, "unknown")
            return
        told = answer.expect(200).json
        assert [told[which]["summary"] for which in sides] == [was.json["summary"], now.json["summary"]]
        assert {_who(pair): (pair["before"], pair["after"]) for pair in told["pairs"]} == _differing(
            _pairs(was.json), _pairs(now.json)
        )
        recorded = {said["position"]: said for said in told["statements"]}
        for pair in told["pairs"]:
            SEEN.update(f"{which}: {(pair[which] or {}).get('status')}" for which in sides)
            assert pair["statements"], (pair, asked)
            assert set(pair["statements"]) <= set(recorded)
        assert set(recorded) == {position for pair in told["pairs"] for position in pair["statements"]}


def _who(pair: dict[str, Any]) -> tuple[str, str]:
    return pair["employer"]["id"], pair["organisation"]["slug"]


def _pairs(coverage: dict[str, Any]) -> Pairs:
    shown = ("status", "claimed", "appointments")
    return {_who(pair): {name: pair[name] for name in shown} for pair in coverage["pairs"]}


def _differing(was: Pairs, now: Pairs) -> dict[tuple[str, str], tuple[Any, Any]]:
    return {who: (was.get(who), now.get(who)) for who in {*was, *now} if was.get(who) != now.get(who)}


def run(store: Small, histories: int, start: int | None = None) -> None:
    """Run so many histories, each beginning with the store; from a start, always the same."""
    SEEN.clear()
    machine = type("Differences", (Differences,), {"begun": store})  # a class of its own, which the start is kept on
    run_state_machine_as_test(
        machine if start is None else seed(start)(machine),
        settings=settings(
            derandomize=start is not None,
            max_examples=histories,
            stateful_step_count=20,
        ),
    )


@pytest.mark.sqlite
def test_the_difference_of_two_answers(store: Small) -> None:
    """As the two answers have it, and explained; whatever the status was, and is."""
    run(store, histories=15, start=8)
    assert {f"{which}: {status}" for which in ("before", "after") for status in (*STATUSES, None)} <= set(SEEN)


@pytest.mark.long
def test_the_difference_of_many_answers(store: Small) -> None:
    """Other histories every time."""
    run(store, histories=300)
    assert sum(SEEN.values()) > 1000
