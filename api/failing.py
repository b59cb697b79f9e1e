"""Paths that fail, each with the first edge that is missing, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api import shapes
from api.paths import Step, first_step, steps_along
from api.statements import Described
from api.words import Words
from domain.book import Entry
from domain.spans import FOREVER, Span, complement
from projections.conditions import Condition
from projections.coverage import Coverage, Pair
from projections.graph import Reach, appointed
from projections.why import Failing, Why

REASONS = {
    "affiliation": "not_affiliated",
    "reservation": "reservation",
    "joint": "no_joint_mandate",
    "organisation": "no_such_organisation",
    "scope": "out_of_scope",
    "begun": "not_begun",
    "term": "term_over",
    "leave": "on_leave",
    "principal_begun": "not_begun",
    "principal_term": "term_over",
    "principal_leave": "principal_present",
    "vara_begun": "vara_not_begun",
    "vara_term": "vara_term_over",
    "vara_leave": "vara_on_leave",
    "seat": "no_seat",
    "unclarified": "unclarified",
    "not_affected": "not_affected",
}
"""By what is not met."""


class Explained:
    """Explains why ways fail for one pair."""

    def __init__(self, why: Why, pair: Pair, clarified: Sequence[Entry], words: Words, describe: Described) -> None:
        """``clarified``: the clarification in force, if there is any."""
        self._why = why
        self._coverage: Coverage = why.coverage
        self._pair = pair
        self._clarified = clarified
        self._words = words
        self._describe = describe

    @property
    def failing(self) -> list[Failing]:
        """The ways that fail, the one that lacks least first: all of them where the pair is not affected."""
        pair = self._pair
        failing = self._why.failing(pair.employer, pair.organisation)
        if self._is_affected:
            return failing
        others = self._coverage.reaches(pair.employer, pair.organisation, self._why.day)
        return [*(Failing(reach, (), FOREVER) for reach in others), *failing]

    def shape(self, failing: Failing) -> dict[str, Any]:
        """The path as far as it goes, and what it lacks there."""
        reach, day = failing.reach, self._why.day
        steps: list[Step] = []
        if self._is_affected:
            first = failing.missing[0]
            steps += [first_step(self._coverage, self._pair, self._clarified, day)]
            steps += steps_along(self._coverage, reach, reach.edges[: first.place], {}, day)
            missing = self._lacking(reach, first)
        else:
            missing = self._not_affected()
        return {
            "kind": reach.kind,
            "temporary": reach.temporary,
            "appointment": str(reach.appointment),
            "steps": [step.shape(self._describe) for step in steps],
            "missing": missing,
        }

    @property
    def _is_affected(self) -> bool:
        return bool(self._clarified) and self._clarified[0].event.content["status"] == "affected"

    def _not_affected(self) -> dict[str, Any]:
        """That the path breaks off at the pair itself."""
        name = "not_affected" if self._clarified else "unclarified"
        edge = first_step(self._coverage, self._pair, self._clarified, self._why.day)
        return self._shape(name, edge, self._pair.cell.days, {})

    def _lacking(self, reach: Reach, first: Condition) -> dict[str, Any]:
        """What is not met, and the days around this one on which it is not."""
        day = self._why.day
        [days] = [part for part in (complement(first.days) if first.inside else first.days) if day in part]
        name = first.name.replace("term", "begun") if first.days and day < first.days[0].start else first.name
        if reach.temporary and name in ("begun", "term"):
            name = f"principal_{name}"
        by = [appointed(self._coverage.delegations.appointments[reach.principal]).organisation]
        named = {"by": by, **first.organisations}
        behind = self._why.conditions.behind(first, reach.edges, day)
        return self._shape(name, self._edge(reach, first, behind), days, named)

    def _edge(self, reach: Reach, first: Condition, behind: Sequence[Entry]) -> Step:
        """The edge that is missing, with the statements that tell of it."""
        if first.place < len(reach.edges):
            [step] = steps_along(self._coverage, reach, [reach.edges[first.place]], {}, self._why.day)
            return step._replace(entries=behind)
        return Step({"type": "appointment", "id": str(reach.appointment)}, self._group(), "seat", behind)

    def _group(self) -> dict[str, Any]:
        return {"type": "group", "asked": str(self._coverage.group)}

    def _shape(self, name: str, edge: Step, days: Span, named: Any) -> dict[str, Any]:
        return {
            **edge.shape(self._describe),
            "reason": REASONS[name],
            "since": shapes.day(days.start),
            "until": shapes.day(days.stop),
            "text": self._text(name, named),
        }

    def _text(self, name: str, named: Any) -> str:
        register, pair = self._coverage.world.register, self._pair
        parts = {"organisation": [pair.organisation], **named}
        names = {
            part: shapes.organisation_reference(register, who, self._why.day)["name"] for part, (who,) in parts.items()
        }
        employer = shapes.employer_reference(register, pair.employer, self._why.day)["name"]
        return self._words.say(f"lacks_{name}", employer=employer, **names)
