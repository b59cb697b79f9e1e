"""On whom coverage hangs, by brute force: somebody is away once the reference has been told leaves for all they hold.

Nothing here is clever: the reference is told what might be, and asked again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from tests.support.histories import ANYBODY, PROJECT
from tests.support.reference import COVERED, Known, Reference

Pair = tuple[str, str]
Statement = dict[str, Any]


class Hanging(NamedTuple):
    """A pair for which one person alone speaks."""

    person: str
    status: str
    without: str
    appointments: Sequence[str]


class Cover(NamedTuple):
    """What the fewest come to."""

    count: int
    pairs: int
    direct: int


class Fragile:
    """A day as known, asked of the reference."""

    def __init__(self, reference: Reference, known_at: int | None, day: date, people: Mapping[str, str]) -> None:
        """``people``: who holds each appointment."""
        self._reference = reference
        self._log = [entry for entry in reference.log if known_at is None or entry[0] <= known_at]
        self._day = day
        self._people = people
        self._known: Known = self._supposing([])

    def _supposing(self, statements: Iterable[Statement]) -> Known:
        """What would be known if this was said as well."""
        supposed = Reference(self._log)
        for statement in statements:
            supposed.record(self._log[-1][0] + 1, statement)
        return supposed.known()

    def _statuses(self, known: Known, group: str | None = None) -> dict[Pair, str]:
        pairs = known.pairs(PROJECT, self._day)
        return {pair: known.status(PROJECT, self._day, *pair, group) for pair in pairs}

    def _without(self, person: str, group: str | None) -> dict[Pair, str]:
        """The statuses once all appointments of a person have a leave from the day on."""
        held = [which for which, who in self._people.items() if who == person]
        leave = {"say": "leave", "project": PROJECT, "from": self._day, "until": None}
        return self._statuses(self._supposing([{**leave, "appointment": which} for which in held]), group)

    def _speaking(self, pair: Pair, group: str | None) -> list[str]:
        """The appointments by which a pair is represented."""
        found = self._known.represented(PROJECT, self._day, *pair, group)
        return sorted({which for _, which, _ in found})

    def _covered(self, group: str | None) -> dict[Pair, str]:
        return {pair: status for pair, status in self._statuses(self._known, group).items() if status in COVERED}

    def hanging(self, group: str | None) -> dict[Pair, Hanging]:
        """The pairs for which one person alone speaks."""
        found = {}
        for pair, status in self._covered(group).items():
            appointments = self._speaking(pair, group)
            people = {self._people[which] for which in appointments}
            if len(people) == 1:
                (person,) = people
                found[pair] = Hanging(person, status, self._without(person, group)[pair], appointments)
        return found

    def absences(self, group: str | None) -> dict[str, dict[str, Counter[str]]]:
        """By person and organisation, what covered pairs would become for the worse."""
        covered, found = self._covered(group), {}
        for person in set(self._people.values()):
            by_organisation: dict[str, Counter[str]] = defaultdict(Counter)
            after = self._without(person, group)
            for pair, status in covered.items():
                if after[pair] in ("gap", "waived") or (after[pair] == "temporary") != (status == "temporary"):
                    by_organisation[pair[1]][after[pair]] += 1
            if by_organisation:
                found[person] = dict(by_organisation)
        return found

    def load(self, group: str | None) -> dict[str, tuple[int, int]]:
        """By person, at how many employers and for how many pairs they speak."""
        spoken_for: dict[str, set[Pair]] = defaultdict(set)
        for pair in self._covered(group):
            for which in self._speaking(pair, group):
                spoken_for[self._people[which]].add(pair)
        return {who: (len({employer for employer, _ in pairs}), len(pairs)) for who, pairs in spoken_for.items()}

    def gaps(self) -> set[Pair]:
        """The gaps of the day."""
        return {pair for pair, status in self._statuses(self._known).items() if status == "gap"}

    def anew(self) -> Cover:
        """The fewest appointments, each for all, that close every gap."""
        return self._fewest([self.appointed(slug, "all") for slug in ANYBODY])

    def wider(self) -> Cover:
        """The fewest appointments whose scope, if it was all, would close every gap that can be closed so."""
        principals = [each["id"] for each in self._known.all("appointment", PROJECT) if each["vara_for"] is None]
        return self._fewest([self.widened(which, "all") for which in principals])

    def appointed(self, slug: str, scope: Any) -> Statement:
        """An organisation appoints from the day on."""
        made = {"say": "appointment", "project": PROJECT, "id": f"new {slug}", "organisation": slug, "scope": scope}
        return {**made, "vara_for": None, "from": self._day, "until": None}

    def widened(self, which: str, scope: Any) -> Statement:
        """An appointment gets another scope from the day on."""
        return {"say": "scope", "project": PROJECT, "appointment": which, "scope": scope, "from": self._day}

    def closed(self, statements: Iterable[Statement]) -> dict[Pair, str]:
        """The gaps that would no longer be, with what they would be."""
        after = self._statuses(self._supposing(statements))
        return {pair: after[pair] for pair in self.gaps() if after[pair] in COVERED}

    def _fewest(self, statements: Sequence[Statement]) -> Cover:
        closing = [closed for closed in map(self.closed, ([each] for each in statements)) if closed]
        everything = {pair for closed in closing for pair in closed}
        for count in range(len(closing) + 1):
            found = [
                sum(any(each.get(pair) in ("direct", "joint") for each in some) for pair in everything)
                for some in combinations(closing, count)
                if {pair for closed in some for pair in closed} == everything
            ]
            if found:
                return Cover(count, len(everything), max(found))
        raise AssertionError("all of them do not close what each of them does")
