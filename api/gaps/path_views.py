"""Paths as they are shown: those that represent a pair, and those that fail, by the first edge that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from api.gaps.schemas import FailingAnswer, MissingAnswer, PathAnswer, StepAnswer
from api.history.views import Described
from api.http.shapes import employer_reference, iso_day, organisation_reference
from api.language.words import Words
from domain.groups.events import COUNTING
from domain.log.book import Entry
from domain.log.spans import FOREVER, Span, complement, contains, span
from domain.log.world import Register
from projections.coverage.conditions import Condition
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import Edge, Reach, appointed
from projections.gaps.failing_paths import FailingPath, FailingPaths

Names = Mapping[UUID, Mapping[str, Any]]
"""Persons as they are shown, by identity."""


class Step(NamedTuple):
    """One step, shown."""

    from_: dict[str, Any]
    to: dict[str, Any]
    relation: str
    entries: Sequence[Entry]

    def shape(self, describe: Described) -> StepAnswer:
        """As it is answered."""
        return {
            "from": self.from_,
            "to": self.to,
            "relation": self.relation,
            "statements": [describe(entry) for entry in self.entries],
        }


@dataclass(frozen=True)
class Path:
    """A whole path."""

    reach: Reach
    steps: Sequence[Step]

    def shape(self, describe: Described) -> PathAnswer:
        """As it is answered."""
        return {
            "kind": self.reach.kind,
            "temporary": self.reach.temporary,
            "appointment": str(self.reach.appointment),
            "steps": [step.shape(describe) for step in self.steps],
        }


def path_of(
    coverage: Coverage,
    pair: Pair,
    reach: Reach,
    clarified: Sequence[Entry],
    names: Names,
    on: date,
) -> Path:
    """pair → organisation → (sammenslutning …) → appointment → (vara) → person (→ each of its seats), on a day.

    Where a group is asked about, only by the seats of it that count.
    """
    edges = [
        edge
        for edge in coverage.delegations.to_seats(reach)
        if edge.relation != "seat" or (contains(edge.days, on) and _is_by(edge, coverage.group))
    ]
    return Path(reach, [first_step(coverage, pair, clarified, on), *steps_along(coverage, reach, edges, names, on)])


def first_step(coverage: Coverage, pair: Pair, clarified: Sequence[Entry], on: date) -> Step:
    """From the pair to its organisation, by the clarification in force, if there is any."""
    register = coverage.world.register
    organisation = {"type": "organisation", **organisation_reference(register, pair.organisation, on)}
    employer = employer_reference(register, pair.employer, on)
    start = {"type": "pair", "employer": employer, "organisation": organisation["slug"]}
    return Step(start, organisation, "affected", clarified)


def steps_along(coverage: Coverage, reach: Reach, edges: Iterable[Edge], names: Names, on: date) -> Iterator[Step]:
    """The steps of a reach along some of its edges, with the statements that hold on the day."""
    register = coverage.world.register
    scope = [each.entry for each in coverage.delegations.scopes(reach.principal) if on in each.days]
    for edge in edges:
        entries = [entry for entry in edge.entries if _holds(entry, on)]
        if edge.relation in ("appointed", "joint"):
            entries += [entry for entry in scope if entry not in entries]
        to = _seat(edge) if edge.relation == "seat" else _node(edge.to, register, names, on)
        yield Step(_node(edge.from_, register, names, on), to, edge.relation, entries)


def _is_by(edge: Edge, asked: UUID | str | None) -> bool:
    seat, group = (entry.event.content for entry in edge.entries)
    return asked is None or (seat["function"] in COUNTING and asked in (group["group"], group["kind"]))


def _seat(edge: Edge) -> dict[str, Any]:
    seat, group = (entry.event.content for entry in edge.entries)
    within = {"id": str(group["group"]), "kind": group["kind"], "name": group["name"]}
    return {"type": "seat", "id": str(seat["seat"]), "function": seat["function"], "group": within}


def _holds(entry: Entry, on: date) -> bool:
    return on in span(entry.event.content["from_"], entry.event.content["until"])


def _node(node: tuple[str, UUID], register: Register, names: Names, on: date) -> dict[str, Any]:
    kind, identifier = node
    if kind == "organisation":
        return {"type": kind, **organisation_reference(register, identifier, on)}
    return {"type": kind, **(names[identifier] if kind == "person" else {"id": str(identifier)})}


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


class FailingPathsView:
    """Explains why ways fail for one pair."""

    def __init__(
        self, why: FailingPaths, pair: Pair, clarified: Sequence[Entry], words: Words, describe: Described
    ) -> None:
        """``clarified``: the clarification in force, if there is any."""
        self._why = why
        self._coverage: Coverage = why.coverage
        self._pair = pair
        self._clarified = clarified
        self._words = words
        self._describe = describe

    @property
    def failing(self) -> list[FailingPath]:
        """The ways that fail, the one that lacks least first: all of them where the pair is not affected."""
        pair = self._pair
        failing = self._why.failing(pair.employer, pair.organisation)
        if self._is_affected:
            return failing
        others = self._coverage.reaches(pair.employer, pair.organisation, self._why.day)
        return [*(FailingPath(reach, (), FOREVER) for reach in others), *failing]

    def shape(self, failing: FailingPath) -> FailingAnswer:
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

    def _not_affected(self) -> MissingAnswer:
        """That the path breaks off at the pair itself."""
        name = "not_affected" if self._clarified else "unclarified"
        edge = first_step(self._coverage, self._pair, self._clarified, self._why.day)
        return self._shape(name, edge, self._pair.cell.days, {})

    def _lacking(self, reach: Reach, first: Condition) -> MissingAnswer:
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

    def _shape(self, name: str, edge: Step, days: Span, named: Any) -> MissingAnswer:
        return {
            **edge.shape(self._describe),
            "reason": REASONS[name],
            "since": iso_day(days.start),
            "until": iso_day(days.stop),
            "text": self._text(name, named),
        }

    def _text(self, name: str, named: Any) -> str:
        register, pair = self._coverage.world.register, self._pair
        parts = {"organisation": [pair.organisation], **named}
        names = {part: organisation_reference(register, who, self._why.day)["name"] for part, (who,) in parts.items()}
        employer = employer_reference(register, pair.employer, self._why.day)["name"]
        return self._words.say(f"lacks_{name}", employer=employer, **names)
