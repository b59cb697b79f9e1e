"""Whether a group's members keep the rules of composition, and what would meet those they do not.

A rule amounts to *requirements*: so many members of a sort. The same requirements are counted for a roster and, as
rows, asked of a proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from domain.groups.composition import rules_in_force
from domain.groups.events import Rule
from domain.log.spans import FOREVER, Span
from domain.log.world import World
from domain.people.retention import Age
from domain.projects.state import participation_of
from domain.register.employers import employers_of
from domain.register.organisations import Organisations, organisations_of
from projections.coverage.coverage import Coverage
from projections.coverage.line import AFFECTED

WOMAN, MAN = "kvinne", "mann"


@dataclass(frozen=True)
class Member:
    """Somebody with a seat in a function that counts, or who could have one."""

    key: UUID
    """Of the seat, or of the appointment or representant that could have one."""
    side: str
    person: Hashable
    """None where whoever it was has been withdrawn."""
    organisation: UUID | None = None
    employer: UUID | None = None
    """Where the person is employed, or whose representant it is."""
    gender: str | None = None
    """As the person has stated; None where not."""
    days: Span | None = None
    """Of the seat."""
    sits: bool = True
    """Whether the seat is not vacant."""


class Target(NamedTuple):
    """Of what there must be so many: an organisation, an employer, a fylke by its number, or a gender."""

    kind: str
    id: UUID | str


class Requirement(NamedTuple):
    """So many members of a sort."""

    target: Target | None
    fits: Callable[[Member], bool]
    least: int | None
    most: int | None = None


@dataclass(frozen=True)
class Shortage:
    """A requirement that is not met."""

    target: Target | None
    count: int
    least: int | None
    most: int | None
    available: int
    """How many of the sort could have a seat, and have none."""


@dataclass(frozen=True)
class Verdict:
    """A rule held against members."""

    rule: Rule
    status: str
    """``met``, ``unmet`` or ``not_applicable``."""
    count: int
    """How many the rule counts; for ``term`` and ``one_seat_per_person`` those that break it."""
    shortages: Sequence[Shortage] = ()
    genders: Mapping[str | None, int] | None = None
    """For ``gender_balance``: how many have stated what; None for those who have not."""


class Composition:
    """The rules of a project's groups on a day."""

    def __init__(self, world: World, coverage: Coverage, day: date) -> None:
        self.world = world
        self.day = day
        self._coverage = coverage

    def rules(self, group: UUID) -> Sequence[Rule]:
        """The rules in force for the group; none where none have been set."""
        return rules_in_force(self.world.book, group, self.day)

    def verdict(self, rule: Rule, members: Sequence[Member], available: Sequence[Member]) -> Verdict:
        """Whether the members keep the rule. ``available`` are those who could have a seat, and have none."""
        judge = _JUDGES.get(rule["rule"])
        if judge is not None:
            return judge(rule, members)
        requirements = self.requirements(rule)
        if not requirements:
            return Verdict(rule, "not_applicable", 0)
        counted = [each for each in members if each.sits or rule["rule"] == "seats"]
        counts = [sum(map(required.fits, counted)) for required in requirements]
        short = [
            Shortage(required.target, count, required.least, required.most, sum(map(required.fits, available)))
            for required, count in zip(requirements, counts, strict=True)
            if count < (required.least or 0) or count > (count if required.most is None else required.most)
        ]
        return Verdict(rule, "unmet" if short else "met", sum(counts), short)

    def requirements(self, rule: Rule) -> Sequence[Requirement]:
        """What a rule of numbers asks for; nothing where it speaks of what the project has not on the day."""
        kind, side = rule["rule"], rule.get("side")
        if kind == "seats":
            return [Requirement(None, lambda each: each.side == side, rule.get("min"), rule.get("max"))]
        sorts = {
            "sammenslutning": (self._sammenslutninger, self._is_under),
            "organisation": (self._organisations, _is_of),
            "employer": (self._employers, _is_at),
            "fylke": (self._fylker, self._is_in),
        }
        if kind not in sorts:
            return ()
        known, belongs = sorts[kind]
        asked = [rule[kind]] if kind in rule else sorted(known, key=str)
        return [self._requirement(kind, which, belongs, side, rule["min"]) for which in asked if which in known]

    def _requirement(
        self, kind: str, which: UUID | str, belongs: Callable[[Member, UUID | str], bool], side: str | None, least: int
    ) -> Requirement:
        return Requirement(Target(kind, which), lambda each: side in (None, each.side) and belongs(each, which), least)

    @cached_property
    def _organisations(self) -> Collection[UUID | str]:
        """Those that are affected anywhere on the day."""
        return {pair.organisation for pair in self._coverage.pairs(self.day) if pair.status in AFFECTED}

    @cached_property
    def _sammenslutninger(self) -> Collection[UUID | str]:
        """Those that affected organisations belong to, or that are affected themselves."""
        known = organisations_of(self.world.register)
        found = {above for each in self._organisations for above in self._reach(each)}
        return {each for each in found if known[each].kind == "sammenslutning"}

    @cached_property
    def _employers(self) -> Collection[UUID | str]:
        return set(participation_of(self.world).on(self.day))

    @cached_property
    def _fylker(self) -> Collection[UUID | str]:
        return {fylke for each in self._employers if isinstance(each, UUID) and (fylke := self._fylke(each))}

    def _fylke(self, employer: UUID) -> str | None:
        """The first two digits of the kommunenummer that the employer has on the day."""
        known = employers_of(self.world.register).get(employer)
        number = known.named(self.day).kommunenummer if known else None
        return number[:2] if number else None

    def _is_under(self, member: Member, sammenslutning: UUID | str) -> bool:
        return member.organisation is not None and sammenslutning in self._reach(member.organisation)

    def _is_in(self, member: Member, fylke: UUID | str) -> bool:
        return member.employer is not None and self._fylke(member.employer) == fylke

    def _reach(self, organisation: UUID | str) -> frozenset[UUID]:
        return above(organisations_of(self.world.register), organisation, self.day)


def above(organisations: Organisations, organisation: UUID | str, day: date) -> frozenset[UUID]:
    """The organisation, and what it is affiliated to on the day, directly or through others."""
    found: set[UUID] = set()
    waiting = [organisation]
    while waiting:
        who = waiting.pop()
        if isinstance(who, UUID) and who not in found and who in organisations:
            found.add(who)
            waiting += [each.sammenslutning for each in organisations[who].affiliations if day in each.days]
    return frozenset(found)


def _is_of(member: Member, organisation: UUID | str) -> bool:
    return member.organisation == organisation


def _is_at(member: Member, employer: UUID | str) -> bool:
    return member.employer == employer


def balanced(percent: int, members: int) -> int:
    """How many of each gender there must be among so many members: so many per cent, rounded down."""
    return percent * members // 100


def _one_seat_per_person(rule: Rule, members: Sequence[Member]) -> Verdict:
    seats = Counter(each.person for each in members if each.sits)
    twice = sum(count > 1 for count in seats.values())
    return Verdict(rule, "unmet" if twice else "met", twice)


def _term(rule: Rule, members: Sequence[Member]) -> Verdict:
    mine = [each for each in members if each.days and rule.get("side") in (None, each.side)]
    longer = sum(_is_longer(each.days, rule["months"]) for each in mine if each.days)
    return Verdict(rule, "unmet" if longer else "met", longer)


def _is_longer(days: Span, months: int) -> bool:
    last = Age(months, "m").after(days.start)
    return days.stop > last if last < FOREVER else False


def _gender_balance(rule: Rule, members: Sequence[Member]) -> Verdict:
    sitting = [each for each in members if each.sits]
    stated = Counter(each.gender for each in sitting)
    needed, unsaid = balanced(rule["percent"], len(sitting)), stated[None]
    if not sitting:
        status = "not_applicable"
    elif all(stated[each] >= needed for each in (WOMAN, MAN)):
        status = "met"
    else:
        status = "not_applicable" if all(stated[each] + unsaid >= needed for each in (WOMAN, MAN)) else "unmet"
    short = [
        Shortage(Target("gender", each), stated[each], needed, None, 0)
        for each in (WOMAN, MAN)
        if status == "unmet" and stated[each] + unsaid < needed
    ]
    return Verdict(rule, status, len(sitting), short, dict(stated))


_JUDGES: Mapping[str, Callable[[Rule, Sequence[Member]], Verdict]] = {
    "one_seat_per_person": _one_seat_per_person,
    "term": _term,
    "gender_balance": _gender_balance,
}
