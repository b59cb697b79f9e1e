"""Proposed rosters as they are shown, and two rosters held against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from api.groups.composition_view import CompositionView, rule_in_words
from api.groups.schemas import ChangedAnswer, ChosenAnswer, ContradictingAnswer, ProposedRoster, UncoveredAnswer
from api.groups.views import rule_view
from api.http.shapes import employer_reference, organisation_reference
from api.people.references import shared
from domain.groups.events import Rule
from domain.groups.state import seating_of
from domain.log.spans import ALL_DAYS
from domain.log.world import Register, World
from domain.people.port import People
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import COVERED
from projections.groups.proposal import Choosing, Chosen, Proposal, Uncovered, propose, propose_on_one_side


class ProposalView:
    """A proposal for a group on a day."""

    def __init__(
        self, world: World, composed: CompositionView, seats: int, must: Sequence[UUID], people: People
    ) -> None:
        """``people``: where it is found whether those chosen sit on the other side already."""
        self._world = world
        self._composed = composed
        self._words = composed.words
        self._seats = seats
        self._must = must
        sitting = [each.person for each in composed.sittings if each.side == "arbeidsgiver"]
        self._choosing, self.proposal = propose_on_one_side(
            composed.choosing, self._proposed, sitting, partial(shared, people), must
        )

    def _proposed(self, choosing: Choosing) -> Proposal:
        composed = self._composed
        genders = composed.genders(each.person for each in choosing.appointments.values())
        beside = composed.members("arbeidsgiver")
        return propose(
            choosing, composed.composition, composed.rules, beside, genders, self._load(), self._seats, self._must
        )

    def _load(self) -> dict[UUID, int]:
        """How many seats each person has that day in the project's other groups."""
        held: dict[UUID, int] = {}
        group = self._composed.group
        for other in seating_of(self._world).groups:
            for sitting in self._composed.rosters.on(other, self._composed.day) if other != group else ():
                if sitting.person is not None:
                    held[sitting.person] = held.get(sitting.person, 0) + 1
        return held

    def shape(self) -> ProposedRoster:
        """As it is answered."""
        proposal = self.proposal
        chosen = [each.appointment for each in proposal.chosen]
        composed = self._composed
        return {
            "chosen": [self._chosen(each) for each in proposal.chosen],
            "covers": proposal.selection.covers,
            "bound": proposal.selection.bound,
            "optimal": proposal.selection.optimal,
            "proven_throughout": proposal.selection.proven_throughout,
            "affected": len(self._choosing.pairs),
            "candidates": len(self._choosing.appointments),
            "uncovered": [self._uncovered(each) for each in proposal.uncovered],
            "rules": [] if proposal.contradiction is not None else composed.verdicts(composed.drawn(chosen)),
            "contradiction": None
            if proposal.contradiction is None
            else [self._contradicting(each) for each in proposal.contradiction],
        }

    def _chosen(self, chosen: Chosen) -> ChosenAnswer:
        said = self._choosing.appointments[chosen.appointment]
        employed = said.employed_at
        register = self._world.register
        return {
            "appointment": str(chosen.appointment),
            "organisation": organisation_reference(register, said.organisation, self._composed.day),
            "employed_at": employer_reference(register, employed, self._composed.day) if employed else None,
            "speaks_for": chosen.speaks_for,
            "why": " ".join(self._reasons(chosen)),
        }

    def _reasons(self, chosen: Chosen) -> list[str]:
        say = self._words.say
        reasons = [say("why_fixed")] if chosen.fixed else []
        if chosen.sole:
            reasons.append(say("why_sole", pairs=self._pairs(chosen.sole)))
        elif chosen.alone:
            reasons.append(say("why_alone", pairs=self._pairs(chosen.alone)))
        telling = [rule for rule in chosen.rules if rule["rule"] != "seats" or not reasons]
        reasons += [say("why_rule", rule=self._rule(rule)) for rule in telling]
        if not reasons and chosen.directly:
            reasons.append(say("why_directly", pairs=self._pairs(chosen.directly)))
        return reasons or [say("why_otherwise", number=chosen.speaks_for)]

    def _uncovered(self, left: Uncovered) -> UncoveredAnswer:
        pair, register, day = left.pair, self._world.register, self._composed.day
        return {
            "employer": employer_reference(register, pair.employer, day),
            "organisation": organisation_reference(register, pair.organisation, self._composed.day),
            "status": pair.status,
            "candidates": [str(each) for each in sorted(left.candidates)],
            "why": self._why_left(left),
        }

    def _why_left(self, left: Uncovered) -> str:
        say, pair = self._words.say, self._pair(left.pair)
        if left.candidates and self.proposal.contradiction is not None:
            return say("left_rules")
        if left.candidates:
            return say("left_seats", pair=pair, number=len(left.candidates))
        return say("left_vara" if left.pair.status == "temporary" else "left_nobody", pair=pair)

    def _contradicting(self, rule: Rule | str) -> ContradictingAnswer:
        if isinstance(rule, str):
            return {"rule": None, "basis": None, "text": self._words.say(f"rule_limit_{rule}", seats=self._seats)}
        shown = rule_view(rule, self._world.register, self._composed.day)
        return {"rule": shown, "basis": rule["basis"], "text": self._rule(rule)}

    def _rule(self, rule: Rule) -> str:
        return rule_in_words(rule, self._world.register, self._composed.day, self._words)

    def _pairs(self, pairs: Sequence[Pair]) -> str:
        """The first few, and how many more."""
        named = sorted(map(self._pair, pairs))
        shown = self._words.list(named[:SHOWN]) if len(named) <= SHOWN else ", ".join(named[:SHOWN])
        return self._words.say("and_more", pairs=shown, number=len(named) - SHOWN) if len(named) > SHOWN else shown

    def _pair(self, pair: Pair) -> str:
        register = self._world.register
        organisation = organisation_reference(register, pair.organisation, self._composed.day)["name"]
        employer = employer_reference(register, pair.employer, self._composed.day)["name"]
        return self._words.say("pair", organisation=organisation, employer=employer)


SHOWN = 3
"""How many pairs a reason names."""


_WITHOUT = ("waived", "gap")
Pairs = Mapping[tuple[UUID, UUID], Pair]


def pairs_by_appointments(coverage: Coverage, appointments: Collection[UUID], day: date) -> Pairs:
    """The pairs of a day, as they would be if only these appointments counted."""
    counted = dict.fromkeys(appointments, ALL_DAYS)
    return pairs_of(Coverage(coverage.world, coverage.delegations, counted), day)


def pairs_of(coverage: Coverage, day: date) -> Pairs:
    """The pairs of a day."""
    return {(pair.employer, pair.organisation): pair for pair in coverage.pairs(day)}


def count_covered(pairs: Pairs) -> int:
    """How many are covered."""
    return sum(pair.status in COVERED for pair in pairs.values())


def changed_pairs_view(before: Pairs, after: Pairs, register: Register, day: date) -> dict[str, list[ChangedAnswer]]:
    """The pairs that are ``lost`` and ``won``, and those that are represented ``otherwise`` than before.

    Those that have come, gone, or been clarified anew between two days are no loss of the roster's, and no gain.
    """
    told: dict[str, list[ChangedAnswer]] = {"lost": [], "won": [], "otherwise": []}
    for who in sorted({*before, *after}, key=lambda who: _name(who, register, day)):
        was, now = before.get(who), after.get(who)
        represented = {_status(was), _status(now)} & {*COVERED}
        if represented and (_status(was) != _status(now) or _acting(was) != _acting(now)):
            told[_sort(_status(was), _status(now))].append(_changed(who, _status(was), _status(now), register, day))
    return told


def _sort(was: str | None, now: str | None) -> str:
    if was in COVERED and now in _WITHOUT:
        return "lost"
    return "won" if now in COVERED and was in _WITHOUT else "otherwise"


def _changed(who: tuple[UUID, UUID], was: str | None, now: str | None, register: Register, day: date) -> ChangedAnswer:
    return {
        "employer": employer_reference(register, who[0], day),
        "organisation": organisation_reference(register, who[1], day),
        "before": was,
        "after": now,
    }


def _name(who: tuple[UUID, UUID], register: Register, day: date) -> tuple[str, str]:
    employer, organisation = employer_reference(register, who[0], day), who[1]
    return employer["kommunenummer"] or "", organisation_reference(register, organisation)["slug"]


def _status(pair: Pair | None) -> str | None:
    return pair.status if pair else None


def _acting(pair: Pair | None) -> Sequence[UUID]:
    return pair.appointments if pair else ()
