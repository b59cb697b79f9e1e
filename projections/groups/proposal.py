"""A roster proposed: who there is to choose from, which appointments to give the seats, why, and whom it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast
from uuid import UUID

from domain.appointments.events import RepresentantAppointed
from domain.groups.events import Rule
from domain.log.errors import Invalid
from domain.log.spans import contains
from domain.log.world import World
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import appointed
from projections.coverage.line import AFFECTED
from projections.groups.composition import MAN, WOMAN, Composition, Member
from projections.groups.optimiser.problem import BuiltIn, Candidate, Row
from projections.groups.optimiser.select import Selection, select


class Speaking(NamedTuple):
    """The candidates that speak for a pair."""

    direct: frozenset[UUID]
    """Those that its organisation appointed, or gave a joint mandate."""
    indirect: frozenset[UUID]
    """Those that speak for it only through a sammenslutning."""

    @property
    def everybody(self) -> frozenset[UUID]:
        """All of them."""
        return self.direct | self.indirect


class Choosing:
    """What there is to choose from in a project on a day."""

    def __init__(self, world: World, coverage: Coverage, day: date, left_out: Collection[UUID] = frozenset()) -> None:
        self.world = world
        self.day = day
        self.left_out = frozenset(left_out)
        """Appointments that may not be chosen."""
        self._coverage = coverage

    def without(self, appointments: Collection[UUID]) -> Choosing:
        """The same, but for these appointments."""
        return Choosing(self.world, self._coverage, self.day, self.left_out.union(appointments))

    @cached_property
    def appointments(self) -> Mapping[UUID, RepresentantAppointed]:
        """The candidates: the active appointments that are not a vara, and not left out."""
        delegations = self._coverage.delegations
        said = (appointed(entry) for entry in delegations.appointments.values())
        return {
            each.appointment: each
            for each in said
            if each.vara_for is None
            and each.appointment not in self.left_out
            and contains(delegations.active(each.appointment), self.day)
        }

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """The affected pairs of the day, waived ones too."""
        return [pair for pair in self._coverage.pairs(self.day) if pair.status in AFFECTED]

    @cached_property
    def speaking(self) -> Sequence[Speaking]:
        """For each affected pair, the candidates that speak for it."""
        return [self._speaking(pair) for pair in self.pairs]

    def _speaking(self, pair: Pair) -> Speaking:
        kinds: dict[UUID, set[str]] = defaultdict(set)
        for reach in self._coverage.reaches(pair.employer, pair.organisation, self.day):
            if not reach.temporary and reach.appointment not in self.left_out:
                kinds[reach.appointment].add(reach.kind)
        indirect = frozenset(who for who, kind in kinds.items() if kind == {"indirect"})
        return Speaking(frozenset(kinds) - indirect, indirect)

    def candidates(self, load: Mapping[UUID, int]) -> list[Candidate]:
        """As the selection knows them; ``load`` is how many seats each person holds elsewhere."""
        direct: dict[UUID, set[int]] = defaultdict(set)
        indirect: dict[UUID, set[int]] = defaultdict(set)
        for number, speaking in enumerate(self.speaking):
            for who in speaking.direct:
                direct[who].add(number)
            for who in speaking.indirect:
                indirect[who].add(number)
        return [
            Candidate(
                who,
                said.person,
                frozenset(direct[who]),
                frozenset(indirect[who]),
                said.employed_at,
                load.get(said.person, 0),
            )
            for who, said in self.appointments.items()
        ]

    def member(self, appointment: UUID, genders: Mapping[UUID, str | None]) -> Member:
        """A candidate as the rules of composition see it."""
        said = self.appointments[appointment]
        gender = genders.get(said.person)
        return Member(appointment, "arbeidstaker", said.person, said.organisation, said.employed_at, gender)


class Chosen(NamedTuple):
    """A candidate that has been chosen, and what speaks for that."""

    appointment: UUID
    fixed: bool
    """Whether somebody said beforehand that it should be."""
    sole: Sequence[Pair]
    """The pairs for which no other candidate speaks."""
    alone: Sequence[Pair]
    """Those for which nobody else of the chosen speaks."""
    directly: Sequence[Pair]
    """Those for which the others of the chosen speak only through a sammenslutning, and this one does not."""
    rules: Sequence[Rule]
    """The rules that would be broken without it."""
    speaks_for: int
    """How many pairs it speaks for."""


class Uncovered(NamedTuple):
    """An affected pair that the proposal leaves out."""

    pair: Pair
    candidates: frozenset[UUID]
    """Those who could have spoken for it."""


@dataclass(frozen=True)
class Proposal:
    """The answer: whom to seat, and how good that is."""

    selection: Selection
    chosen: Sequence[Chosen]
    uncovered: Sequence[Uncovered]
    contradiction: Sequence[Rule | str] | None
    """Where no roster keeps the rules: the fewest of them that no roster keeps, ``seats`` and ``must`` among them."""


def refuse_unfit(must: Sequence[UUID], seats: int, choosing: Choosing) -> None:
    """Refuse more fixed members than seats, and those who are no candidates (:class:`Invalid`, by their places)."""
    if len(set(must)) > seats:
        raise Invalid("There are more fixed members than seats.", "/must")
    for place, each in enumerate(must):
        if each not in choosing.appointments:
            raise Invalid("It is no candidate: it is not active on that day, or a vara.", f"/must/{place}")


def propose_on_one_side(
    choosing: Choosing,
    propose: Callable[[Choosing], Proposal],
    sitting: Sequence[UUID | None],
    shared: Callable[[Sequence[tuple[UUID, Sequence[UUID | None]]]], int | None],
    must: Sequence[UUID],
) -> tuple[Choosing, Proposal]:
    """A proposal without anybody who is sitting for an employer, and what it was chosen from.

    ``shared`` tells the first place in which a person is one of the others. :class:`Invalid` where a fixed one is, and
    where it takes too long to tell.
    """
    while True:
        try:
            proposal = propose(choosing)
        except TimeoutError:
            detail = "It takes too long to tell whether any roster keeps these rules. Ask with fewer of them."
            raise Invalid(detail, "") from None
        chosen = [each.appointment for each in proposal.chosen]
        place = shared([(choosing.appointments[each].person, sitting) for each in chosen])
        if place is None:
            return choosing, proposal
        if chosen[place] in must:
            pointer = f"/must/{must.index(chosen[place])}"
            raise Invalid("This person sits on the other side of the group on that day.", pointer)
        choosing = choosing.without([chosen[place]])


def propose(
    choosing: Choosing,
    composition: Composition,
    rules: Sequence[Rule],
    beside: Sequence[Member],
    genders: Mapping[UUID, str | None],
    load: Mapping[UUID, int],
    seats: int,
    must: Collection[UUID],
) -> Proposal:
    """A roster of at most so many candidates, the fixed members among them, that keeps the rules.

    ``beside`` are those who sit in the group anyway, for the employers; ``genders`` what persons have stated.
    """
    members = [choosing.member(each, genders) for each in choosing.appointments]
    rows = [row for place, rule in enumerate(rules) for row in _rows(place, rule, composition, members, beside)]
    selection = select(choosing.candidates(load), seats, must, rows)
    if selection.contradiction is not None:
        named = [_named(each, rules) for each in selection.contradiction]
        return Proposal(selection, (), [*_left_out(choosing, frozenset())], named)
    chosen = frozenset(selection.chosen)
    explained = [_explained(choosing, each, chosen, must, rules, rows) for each in selection.chosen]
    return Proposal(selection, explained, [*_left_out(choosing, chosen)], None)


def _named(rule: Hashable, rules: Sequence[Rule]) -> Rule | str:
    return rule.value if isinstance(rule, BuiltIn) else rules[cast("int", rule)]


def _rows(
    place: int, rule: Rule, composition: Composition, members: Sequence[Member], beside: Sequence[Member]
) -> Iterator[Row]:
    """What a rule asks of the choice; nothing of what only the employers' side decides, or how long seats last."""
    if rule.get("side") == "arbeidsgiver":
        return
    if rule["rule"] == "one_seat_per_person":
        yield from _one_seat_each(place, members)
    elif rule["rule"] == "gender_balance":
        yield from _balanced(place, rule["percent"], members, [each for each in beside if each.sits])
    for required in composition.requirements(rule):
        there = sum(required.fits(each) for each in beside if each.sits or rule["rule"] == "seats")
        coefficients = {each.key: 1 for each in members if required.fits(each)}
        least = None if required.least is None else required.least - there
        most = None if required.most is None else required.most - there
        yield Row(place, coefficients, least, most)


def _one_seat_each(place: int, members: Sequence[Member]) -> Iterator[Row]:
    same: dict[object, list[UUID]] = defaultdict(list)
    for each in members:
        same[each.person].append(each.key)
    for keys in same.values():
        if len(keys) > 1:
            yield Row(place, dict.fromkeys(keys, 1), None, 1)


def _balanced(place: int, percent: int, members: Sequence[Member], beside: Sequence[Member]) -> Iterator[Row]:
    """Of each gender at least ``percent * n // 100``, or 100 of them at least percent × n − 99: linear in the choice.

    Those who have not said what they are may be either.
    """
    for gender in (WOMAN, MAN):

        def worth(member: Member, gender: str = gender) -> int:
            return 100 * (member.gender in (gender, None)) - percent

        yield Row(place, {each.key: worth(each) for each in members}, -99 - sum(map(worth, beside)), None)


def _explained(
    choosing: Choosing,
    appointment: UUID,
    chosen: frozenset[UUID],
    must: Collection[UUID],
    rules: Sequence[Rule],
    rows: Sequence[Row],
) -> Chosen:
    others = chosen - {appointment}
    spoken = [
        (pair, speaking)
        for pair, speaking in zip(choosing.pairs, choosing.speaking, strict=True)
        if appointment in speaking.direct or appointment in speaking.indirect
    ]
    needed = {row.rule for row in rows if not _kept(row, others)}
    return Chosen(
        appointment,
        appointment in must,
        [pair for pair, speaking in spoken if len(speaking.everybody) == 1],
        [pair for pair, speaking in spoken if not speaking.everybody & others],
        [pair for pair, speaking in spoken if appointment in speaking.direct and not speaking.direct & others],
        [rule for place, rule in enumerate(rules) if place in needed],
        len(spoken),
    )


def _kept(row: Row, chosen: Collection[UUID]) -> bool:
    total = sum(row.coefficients.get(each, 0) for each in chosen)
    return (row.least is None or total >= row.least) and (row.most is None or total <= row.most)


def _left_out(choosing: Choosing, chosen: frozenset[UUID]) -> Iterator[Uncovered]:
    for pair, speaking in zip(choosing.pairs, choosing.speaking, strict=True):
        if pair.status != "waived" and not speaking.everybody & chosen:
            yield Uncovered(pair, speaking.everybody)
