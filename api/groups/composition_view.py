"""Rules of composition as they are shown: each with its basis, how it stands, and what would meet it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from api.groups.schemas import VerdictAnswer
from api.groups.views import rule_view
from api.http.shapes import employer_reference, organisation_reference
from api.language.words import Words, collated
from domain.appointments.events import RepresentantAppointed
from domain.groups.events import Rule
from domain.log.world import Register
from domain.people.port import People
from projections.coverage.coverage import Coverage
from projections.groups.composition import MAN, WOMAN, Composition, Member, Shortage, Target, Verdict
from projections.groups.proposal import Choosing
from projections.groups.roster import Rosters, Sitting

SENT = "arbeidsgiver"
"""The side whose members the employers name themselves."""


class CompositionView:
    """The rules of a group on a day, held against whoever sits, or would sit, in it."""

    def __init__(self, coverage: Coverage, group: UUID, day: date, words: Words, stated: People | None) -> None:
        """``stated``: where persons' genders are found, for the owner who composes the group; None for all others,
        since whoever may ask about any roster could find out what one person has stated."""
        world = coverage.world
        self.words = words
        self.day = day
        self.group = group
        self._world = world
        self._stated = stated
        self.rosters = Rosters(world, coverage.delegations)
        self.composition = Composition(world, coverage, day)
        self.choosing = Choosing(world, coverage, day)
        self.sittings = self.rosters.on(group, day)
        self.rules = self.composition.rules(group)

    def members(self, side: str | None = None) -> list[Member]:
        """Those with a seat in a function that counts, on one side or both."""
        counting = [each for each in self.sittings if each.seated.counts and side in (None, each.side)]
        genders = self.genders(each.person for each in counting if each.person)
        return [self._member(each, genders) for each in counting]

    def genders(self, people: Iterable[UUID]) -> Mapping[UUID, str | None]:
        """What persons have stated, where a rule asks for it and the asker composes the group; else nothing."""
        if self._stated is None or not any(rule["rule"] == "gender_balance" for rule in self.rules):
            return {}
        known = self._stated.find(people)
        return {each.id: each.details.gender if each.details else None for each in known.values()}

    def drawn(self, appointments: Collection[UUID]) -> list[Member]:
        """The members if these appointments were seated, and no others by appointment."""
        said = self.choosing.appointments
        genders = self.genders([said[each].person for each in appointments if each in said])
        fresh = [self.choosing.member(each, genders) for each in appointments if each in said]
        return [*self.members("arbeidsgiver"), *fresh]

    def verdicts(self, members: Sequence[Member]) -> list[VerdictAnswer]:
        """Each rule of the day, held against the members."""
        if not self.rules:
            return []
        seated = {each.person for each in members}
        free = [each for each in self._available() if each.person not in seated]
        return [self.verdict(self.composition.verdict(rule, members, free)) for rule in self.rules]

    def verdict(self, verdict: Verdict) -> VerdictAnswer:
        """A rule, as it stands."""
        register = self._world.register
        return {
            "rule": rule_view(verdict.rule, register, self.day),
            "basis": verdict.rule["basis"],
            "status": verdict.status,
            "text": f"{rule_in_words(verdict.rule, register, self.day, self.words)} {self._stands(verdict)}",
            "remedy": self._remedy(verdict),
        }

    def _member(self, sitting: Sitting, genders: Mapping[UUID, str | None]) -> Member:
        said = sitting.seated.said
        made = self._world.standing(RepresentantAppointed, said.appointment) if said.appointment else None
        return Member(
            said.seat,
            sitting.side,
            sitting.person,
            made.organisation if made else None,
            said.employer or (made.employed_at if made else None),
            genders.get(sitting.person) if sitting.person else None,
            sitting.seated.own_days,
            sitting.vacancy is None,
        )

    def _available(self) -> list[Member]:
        """Everybody who could be given a seat: active appointments, and representanter of the day."""
        said = (entry.event.content for entry in self._world.book.all_entries("representant"))
        sent = [each for each in said if self.rosters.is_sent(each["employer"], each["representant"], self.day)]
        mine = [self.choosing.member(each, {}) for each in self.choosing.appointments]
        theirs = [
            Member(each["representant"], "arbeidsgiver", each["person"], employer=each["employer"]) for each in sent
        ]
        return [*mine, *theirs]

    def _stands(self, verdict: Verdict) -> str:
        kind, say = verdict.rule["rule"], self.words.say
        if kind == "gender_balance" and self._stated is None:
            return say("stands_owner_only")
        if verdict.genders is not None:
            stated = verdict.genders
            others = sum(stated.values()) - sum(stated.get(each, 0) for each in (WOMAN, MAN, None))
            women, men = stated.get(WOMAN, 0), stated.get(MAN, 0)
            return say("stands_genders", women=women, men=men, others=others, unsaid=stated.get(None, 0))
        if verdict.status == "not_applicable":
            return say("stands_not_applicable")
        if kind in ("one_seat_per_person", "term"):
            return say("stands_twice" if kind == "one_seat_per_person" else "stands_longer", count=verdict.count)
        if kind == "seats" or kind in verdict.rule:
            return say("stands_count", count=verdict.count)
        short = [say("counted", whom=self._whom(each.target), count=each.count) for each in self._short(verdict)]
        return say("stands_short", whom=self.words.list(short)) if short else say("stands_all")

    def _remedy(self, verdict: Verdict) -> str | None:
        if verdict.status != "unmet":
            return None
        kind, say = verdict.rule["rule"], self.words.say
        if kind == "one_seat_per_person":
            return say("remedy_twice")
        if kind == "term":
            return say("remedy_longer", months=verdict.rule["months"])
        return " ".join(self._mended(verdict.rule, each) for each in self._short(verdict))

    def _short(self, verdict: Verdict) -> list[Shortage]:
        """What is short, by name."""
        return sorted(verdict.shortages, key=lambda each: collated(self._whom(each.target)))

    def _mended(self, rule: Rule, short: Shortage) -> str:
        kind, say = rule["rule"], self.words.say
        if kind == "gender_balance":
            return say("remedy_genders", whom=self._whom(short.target))
        if short.most is not None and short.count > short.most:
            return say("remedy_seats_fewer", number=short.count - short.most)
        lacking = (short.least or 0) - short.count
        if kind == "seats":
            return say("remedy_seats_more", number=lacking)
        whom, seated = self._whom(short.target), min(lacking, short.available)
        told = [say("remedy_more", number=seated, whom=whom, available=short.available)] if seated else []
        if lacking > seated:
            themselves = kind == "employer" and rule.get("side") == SENT
            first = "remedy_nobody" if themselves else _FIRST[kind]
            told.append(say(first, number=lacking - seated, whom=whom))
        return " ".join(told)

    def _whom(self, target: Target | None) -> str:
        return named(target, self._world.register, self.day, self.words) if target else ""


_FIRST = {
    "sammenslutning": "remedy_nobody_under",
    "organisation": "remedy_nobody",
    "employer": "remedy_nobody_from",
    "fylke": "remedy_nobody_from",
}
"""Who must appoint somebody first, by the rule that lacks them."""


def named(target: Target, register: Register, day: date, words: Words) -> str:
    """Whom a rule speaks of, by name."""
    if target.kind == "gender":
        return words.say(f"gender_{target.id}")
    if isinstance(target.id, str):
        return words.say("one_fylke", fylke=target.id)
    if target.kind == "employer":
        return str(employer_reference(register, target.id, day)["name"])
    return str(organisation_reference(register, target.id, day)["name"])


def rule_in_words(rule: Rule, register: Register, day: date, words: Words) -> str:
    """What a rule asks for."""
    kind = rule["rule"]
    values = {name: value for name, value in rule.items() if name in ("min", "max", "months", "percent")}
    side = words.say(f"the_{rule['side']}") if "side" in rule else ""
    if kind == "seats":
        which = "both" if {"min", "max"} <= rule.keys() else "min" if "min" in rule else "max"
        which = "exactly" if which == "both" and rule["min"] == rule["max"] else which
        return words.say(f"rule_seats_{which}", side=side, **values)
    if kind in ("sammenslutning", "organisation", "employer", "fylke"):
        whom = named(Target(kind, rule[kind]), register, day, words) if kind in rule else words.say(f"each_{kind}")
        return words.say("rule_of_side" if side else "rule_of", whom=whom, side=side, **values)
    return words.say(f"rule_{kind}_side" if side else f"rule_{kind}", side=side, **values)
