"""Random histories: on whom coverage hangs must be what the reference finds once somebody is away."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from tests.histories.test_histories import Histories, Small, appointment, day, group, kind_of_group, spans, store
from tests.support.fragility_oracle import Cover, Fragile
from tests.support.histories import DAYS, FIRST, GROUPS, PROJECT, text

__all__ = ["store"]

SEEN: Counter[str] = Counter()
"""What has been compared."""
WANTED = {
    *(f"hanging: {status} → {without}" for status in ("direct", "indirect") for without in ("gap", "temporary")),
    *(f"absent: {status}" for status in ("gap", "waived", "temporary")),
    *("hanging: joint → gap", "hanging: temporary → gap", "hanging: direct → waived"),
    *("by two appointments", "by group: gap"),
    *("anew: 1", "anew: 2", "anew: indirect", "wider: 1", "wider: indirect"),
}


class Fragilities(Histories):
    """A project to which anything may happen, where some hold several appointments."""

    compare = None

    def whom(self, slug: str) -> dict[str, Any]:
        """Every other time somebody whom the organisation has appointed before."""
        if self.history.recorded % 2:
            made = [each["id"] for each in self.history.reference.known().all("appointment", PROJECT)]
            people = [self._people()[which] for which in made if self.makers.get(which) == slug]
            if people:
                return {"person_id": people[0]}
        return super().whom(slug)

    @initialize(others=st.sets(st.sampled_from(["o-en", "o-tre", "s-to"])), body=spans(st.just(FIRST)))
    def coordinate(self, others: set[str], body: dict[str, Any]) -> None:
        """A sammenslutning, which may not be there for ever, has several organisations."""
        for slug in sorted(others):
            self.affiliation(slug, "s-en", {"from": None, "until": None}, gone=False)
        self.organisation_days("s-en", {**body, "from": None})

    @rule(slug=st.sampled_from(["o-en", "o-to", "o-tre"]), body=spans())
    def reserve(self, slug: str, body: dict[str, Any]) -> None:
        """One of them will not be represented by it."""
        self.reservation(slug, body, gone=False)
        self.ask(body["from"], None, None)

    @rule(which=appointment, whose=appointment, body=spans(), away=st.one_of(st.none(), spans()))
    def stand_in(self, which: str, whose: str, body: dict[str, Any], away: dict[str, Any] | None) -> None:
        """Somebody is vara, and perhaps away."""
        if which != whose and self.appointer(whose):
            self.appoint(which, "", body, [], whose)
            if away:
                self.leave(which, away, gone=False)
            self.ask(body["from"], None, None)

    def compare_all_through(self) -> None:
        """Compare on a few days, as known now and before."""
        positions = self.history.positions
        for number in range(0, DAYS + 40, 30):
            self.ask(FIRST + timedelta(days=number), None, None)
        self.ask(FIRST + timedelta(days=20), positions[len(positions) * 2 // 3], None)
        self.ask(FIRST + timedelta(days=12), None, GROUPS[0])

    @rule(at=day, back=st.integers(0, 10), by=st.one_of(st.none(), group, kind_of_group))
    def ask(self, at: date, back: int | None, by: str | None) -> None:
        """Ask both on whom it hangs."""
        known_at = None if back is None else self.history.positions[-1 - back % len(self.history.positions)]
        asked = {"at": text(at), "known_at": known_at, "group": by, "page_size": 1000}
        answer = self.history.owner.get(f"/projects/{PROJECT}/fragility", **asked)
        if answer.status not in (404, 422):  # so early that there is no such project, or no such group
            fragile = Fragile(self.history.reference, known_at, at, self._people(known_at))
            compare_people(answer.expect(200).json, fragile, by)
            if by is None:
                compare_remedies(answer.json, fragile)

    def _people(self, known_at: int | None = None) -> dict[str, str]:
        path = f"/projects/{PROJECT}/appointments"
        made = self.history.owner.get(path, known_at=known_at).expect(200).json
        return {each["id"]: each["person"]["id"] for each in made}


def compare_people(shown: Any, fragile: Fragile, by: str | None) -> None:
    """What is told of persons."""
    hanging = fragile.hanging(by)
    assert {(each["employer"]["id"], each["organisation"]["slug"]): _hangs(each) for each in shown["hanging"]} == {
        pair: (each.person, each.status, each.without, each.appointments) for pair, each in hanging.items()
    }
    absences = {each["person"]["id"]: _lost(each["by_organisation"]) for each in shown["absences"]}
    assert absences == fragile.absences(by)
    counts = [(-each["gap"], -each["temporary"], each["person"]["id"]) for each in shown["absences"]]
    assert counts == sorted(counts)
    for each in shown["absences"]:
        assert {each["person"]["id"]: sum(_lost(each["by_organisation"]).values(), Counter())} == {
            each["person"]["id"]: +Counter({status: each[status] for status in ("gap", "waived", "temporary")})
        }
    load = {each["person"]["id"]: (each["employers"], each["pairs"]) for each in shown["load"]}
    assert load == fragile.load(by)
    if by is None:
        SEEN.update(f"hanging: {each.status} → {each.without}" for each in hanging.values())
        SEEN.update("by two appointments" for each in hanging.values() if len(each.appointments) > 1)
    kinds = {status for lost in absences.values() for counts_ in lost.values() for status in counts_}
    SEEN.update(f"{'by group' if by else 'absent'}: {status}" for status in kinds)


def _hangs(each: Any) -> tuple[str, str, str, list[str]]:
    return each["person"]["id"], each["status"], each["without"], each["appointments"]


def _lost(by_organisation: Any) -> dict[str, Counter[str]]:
    return {
        each["organisation"]["slug"]: +Counter({status: each[status] for status in ("gap", "waived", "temporary")})
        for each in by_organisation
    }


def compare_remedies(shown: Any, fragile: Fragile) -> None:
    """What would close the gaps: as few as can be, and they do close them."""
    assert shown["gaps"] == len(fragile.gaps())
    for name, told, expected in (
        ("anew", shown["fewest"], fragile.anew()),
        ("wider", shown["widen"], fragile.wider()),
    ):
        found = told["appointments"]
        direct = sum(each["direct"] for each in found)
        assert Cover(len(found), told["covers"], direct) == expected, name
        assert (told["bound"], told["optimal"]) == (expected.count, True)
        said = [_said(each, fragile) for each in found]
        closed = fragile.closed(said)
        assert len(closed) == told["covers"] == sum(each["pairs"] for each in found)
        SEEN.update([f"{name}: {len(found)}", *([f"{name}: indirect"] if direct < told["covers"] else [])])


def _said(remedy: Any, fragile: Fragile) -> dict[str, Any]:
    """What would be said of the employers with gaps: a new appointment for them, or a scope that has them."""
    scope = sorted(each["id"] for each in remedy["employers"])
    if "appointment" in remedy:
        return fragile.widened(remedy["appointment"], scope)
    return fragile.appointed(remedy["by"]["slug"], scope)


@pytest.mark.sqlite
def test_on_whom_it_hangs(store: Small) -> None:
    """Many short histories, until there was much variety."""
    SEEN.clear()
    for start in range(8):
        if WANTED - set(SEEN):
            run(store, start)
    assert set(SEEN) >= WANTED


def run(store: Small, start: int) -> None:
    """Some histories, always the same from a start."""
    machine = type("Fragilities", (Fragilities,), {"begun": store})
    run_state_machine_as_test(
        seed(start)(machine),
        settings=settings(
            derandomize=True,
            max_examples=20,
            stateful_step_count=20,
        ),
    )
