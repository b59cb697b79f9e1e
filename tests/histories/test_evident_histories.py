"""Random histories: the evidence of any day, as known at any position, holds by itself and beside the store."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from api.evidence.check import apart, unproven
from api.evidence.file import read_evidence
from projections.evidence.extract import extract
from tests.histories.test_histories import Histories, Small, store
from tests.support.evidence import written
from tests.support.histories import DAYS, FIRST, PROJECT
from tests.support.reference import STATUSES

__all__ = ["store"]

PATH = f"/projects/{PROJECT}"
SEEN: Counter[str] = Counter()
"""The statuses of pairs that evidence was given of, and the kinds of paths."""


class Evident(Histories):
    """Histories, of which evidence is taken in the end."""

    def compare_all_through(self) -> None:
        """Of days throughout, as known now and at positions before."""
        positions = self.history.positions
        for number in range(8):
            at = FIRST + timedelta(days=number * 19 % (DAYS + 70))
            self.prove(at=at)
            self.prove(at=at, known_at=positions[number * 5 % len(positions)])

    def prove(self, **asked: Any) -> None:
        """It holds, and says what coverage says, each pair with as many paths as appointments act for it at least."""
        answer = self.history.auditor.get(f"{PATH}/evidence", **asked)
        coverage = self.history.auditor.get(f"{PATH}/coverage", **asked)
        if answer.status == 404:
            coverage.refused(404, "unknown")
            return
        told = read_evidence(written(answer.expect(200).response.get_data(), self.folder))
        assert unproven(told) is None, asked
        stored = extract(self.office.services.store, told.extract.subject, told.asked.position)
        assert apart(told, stored) is None
        assert told.said["summary"] == coverage.json["summary"]
        assert [{**pair, **dict.fromkeys(("statements", "paths"))} for pair in told.said["pairs"]] == [
            {**pair, **dict.fromkeys(("statements", "paths"))} for pair in coverage.json["pairs"]
        ]
        self.rests_on_what_is_there(told.said)

    def rests_on_what_is_there(self, said: dict[str, Any]) -> None:
        """Every pair and step names statements of the file; who acts are those at the ends of its paths."""
        there = {each["position"] for each in said["statements"]}
        for pair in said["pairs"]:
            assert sorted({path["appointment"] for path in pair["paths"]}) == pair["appointments"]
            steps = [step for path in pair["paths"] for step in path["steps"]]
            assert all(step["statements"] for step in steps), pair
            assert {each for step in steps for each in step["statements"]} <= set(pair["statements"]) <= there
            SEEN.update([pair["status"], *(path["kind"] for path in pair["paths"])])


def run(store: Small, histories: int, start: int) -> None:
    """Run so many histories, always the same from a start."""
    machine = type("Evident", (Evident,), {"begun": store})
    run_state_machine_as_test(
        seed(start)(machine),
        settings=settings(
            derandomize=True,
            max_examples=histories,
            stateful_step_count=25,
        ),
    )


@pytest.mark.store
def test_evidence_of_random_histories(store: Small) -> None:
    """From some starts, until every status has been proven."""
    SEEN.clear()
    for start in range(3, 9):
        run(store, histories=15, start=start)
        if set(STATUSES) <= set(SEEN):
            break
    assert set(STATUSES) <= set(SEEN)
