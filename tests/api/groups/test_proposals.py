"""Proposed rosters: whom they choose and why, whom they leave out and why, held against every choice there is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import groups
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    LO_KOMMUNE,
    UTDANNINGSFORBUNDET,
    Answer,
    Office,
    new_id,
)
from tests.support.groups import DAY, Shape, seat
from tests.support.scene import START, Scene
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out


def ask(scene: Scene, **said: Any) -> Answer:
    """A proposal, as it is answered."""
    body = {"seats": 3, "at": DAY, **said}
    body = {key: value for key, value in body.items() if value is not ...}
    return scene.owner.post(f"{scene.grouped}/roster/proposal", body)


def test_a_proposal(scene: Scene) -> None:
    """Everybody is needed: why each, and that nobody could cover more."""
    delta = groups.appoint(scene, DELTA, "Dag Eksempel", employed_at="1576")
    answer = ask(scene).expect(200)
    aure = {"id": scene.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"}
    slugs = {"fagforbundet": "Fagforbundet", "delta": "Delta", "utdanningsforbundet": "Utdanningsforbundet"}
    organisation = {slug: {"slug": slug, "name": name} for slug, name in slugs.items()}
    kari = {"appointment": scene.appointment, "organisation": organisation["fagforbundet"], "employed_at": None}
    dag = {"appointment": delta, "organisation": organisation["delta"], "employed_at": aure}
    expected = [
        {**kari, "speaks_for": 1, "why": "Den eneste som taler for Fagforbundet i Aure."},
        {**dag, "speaks_for": 1, "why": "Den eneste som taler for Delta i Aure."},
    ]
    left = {
        "employer": aure,
        "organisation": organisation["utdanningsforbundet"],
        "status": "gap",
        "candidates": [],
        "why": "Ingen som er utpekt, taler for Utdanningsforbundet i Aure.",
    }
    shown = answer.json
    shown["chosen"].sort(key=lambda each: [scene.appointment, delta].index(each["appointment"]))
    assert shown == {
        "group": scene.group,
        "at": DAY,
        "chosen": expected,
        "covers": 2,
        "bound": 2,
        "optimal": True,
        "proven_throughout": True,
        "affected": 3,
        "candidates": 2,
        "uncovered": [left],
        "rules": [],
        "contradiction": None,
    }
    assert answer.position == scene.office.position()


def test_the_guides_picture(scene: Scene) -> None:
    """Four kommuner, three organisations: three representanter for all twelve pairs, and no fourth."""
    everybody = ["fagforbundet", "delta", "utdanningsforbundet"]
    for number in ("1505", "1573", "1576", "1554"):
        scene.owner.put(f"{scene.path}/participants/{number}", {"from": "2020-01-01"})
        said = {"from": "2020-01-01", "affected": everybody}
        scene.owner.put(f"{scene.path}/participants/{number}/affected", said)
    others = [groups.appoint(scene, party) for party in (DELTA, UTDANNINGSFORBUNDET)]
    groups.appoint(scene, FAGFORBUNDET, scope=["1505", "1573"])
    groups.appoint(scene, LO_KOMMUNE)
    shown = groups.propose(scene, 12)
    assert groups.chosen(shown) == {scene.appointment, *others}
    assert (shown["covers"], shown["bound"], shown["affected"], shown["candidates"]) == (12, 12, 12, 5)


def test_directly_rather_than_through_a_sammenslutning(scene: Scene) -> None:
    """As many are covered either way, so that is what tells."""
    groups.appoint(scene, LO_KOMMUNE)
    shown = groups.propose(scene, 1)
    assert groups.chosen(shown) == {scene.appointment}
    (why,) = [each["why"] for each in shown["chosen"]]
    assert why == "Taler for Fagforbundet i Aure, som ingen andre i forslaget taler for."


def test_what_there_is_no_seat_for(scene: Scene) -> None:
    """Is left out, and told who could have spoken for it; a vara speaks now, and is no candidate."""
    dag = groups.appoint(scene, DELTA)
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-01-01"}).expect(201)
    shown = groups.propose(scene, 0)
    told = {each["organisation"]["slug"]: each for each in shown["uncovered"]}
    assert told["delta"]["why"] == "Det er ikke plass til noen av dem som kunne talt for Delta i Aure (1)."
    assert (told["delta"]["candidates"], told["delta"]["status"]) == ([dag], "direct")
    assert told["fagforbundet"]["why"] == "Bare en vara taler nå for Fagforbundet i Aure."
    assert (told["fagforbundet"]["candidates"], told["fagforbundet"]["status"]) == ([], "temporary")
    assert (shown["chosen"], shown["covers"], shown["bound"], shown["candidates"]) == ([], 0, 0, 1)


def test_who_is_left_out_where_no_roster_keeps_the_rules(scene: Scene) -> None:
    """For want of a roster, or of anybody who speaks for them."""
    groups.rules(scene, {"rule": "seats", "side": "arbeidstaker", "min": 2}).expect(201)
    shown = groups.propose(scene, 3)
    assert [each["text"] for each in shown["contradiction"]] == ["Plasser på arbeidstakersiden: minst 2."]
    assert {each["organisation"]["slug"]: each["why"] for each in shown["uncovered"]} == {
        "fagforbundet": "Ingen sammensetning følger alle reglene.",
        "delta": "Ingen som er utpekt, taler for Delta i Aure.",
        "utdanningsforbundet": "Ingen som er utpekt, taler for Utdanningsforbundet i Aure.",
    }


def test_what_is_waived(scene: Scene) -> None:
    """Is affected, and not left out; whoever speaks for it all the same counts."""
    for slug in ("delta", "utdanningsforbundet"):
        scene.as_(f"organisation:{slug}").put(f"{scene.path}/waivers/{slug}/1576", {"from": START}).expect(201)
    shown = groups.propose(scene, 3)
    assert (shown["affected"], shown["covers"], shown["uncovered"]) == (3, 1, [])
    dag = groups.appoint(scene, DELTA)
    shown = groups.propose(scene, 3)
    assert (shown["covers"], groups.chosen(shown)) == (2, {scene.appointment, dag})


def test_the_fixed(scene: Scene) -> None:
    """Take part, and count among the seats; whoever adds nothing else is there for that."""
    dag, lo = groups.appoint(scene, DELTA), groups.appoint(scene, LO_KOMMUNE)
    shown = groups.propose(scene, 2, must=[lo])
    assert groups.chosen(shown) == {lo, dag}
    told = {each["appointment"]: each["why"] for each in shown["chosen"]}
    assert told[lo].startswith("Bestemt på forhånd. Taler for Fagforbundet i Aure")
    assert "Bestemt på forhånd" not in told[dag]
    assert groups.chosen(groups.propose(scene, 1, must=[lo, lo])) == {lo}
    both = groups.propose(scene, 3, must=[lo, scene.appointment])
    assert {each["why"] for each in both["chosen"] if each["appointment"] == lo} == {"Bestemt på forhånd."}


def test_by_those_who_sit_elsewhere(scene: Scene) -> None:
    """Of two who do the same, the one with fewer seats in other groups."""
    named = [groups.appoint(scene, DELTA, name) for name in ("Dag Eksempel", "Dina Eksempel")]
    other = f"{scene.path}/groups/{new_id()}"
    scene.owner.put(other, {"kind": "styringsgruppe", "name": "Styret", "from": START}).expect(201)
    for busy, free in (named, named[::-1]):
        said = {"appointment": busy, "function": "medlem", "from": START}
        path = f"{other}/seats/{new_id()}"
        scene.owner.put(path, said).expect(201)
        assert groups.chosen(groups.propose(scene, 2)) == {scene.appointment, free}
        scene.owner.delete(path).expect(204)


def test_the_other_side_has_no_two_seats(scene: Scene) -> None:
    """Whoever sits in the group for an employer is not proposed, and cannot be fixed."""
    per = groups.send(scene, "1576", {"name": "Per Eksempel", "email": "per@example.org"})
    seat(scene, representant=per).expect(201)
    twin = groups.appoint(scene, DELTA, person={"name": "P. E.", "email": "per@example.org"})
    assert groups.chosen(groups.propose(scene, 3)) == {scene.appointment}
    refused = ask(scene, must=[scene.appointment, twin]).refused(422, "invalid")
    assert [error["pointer"] for error in refused.json["errors"]] == ["/must/1"]


def test_in_other_languages(scene: Scene) -> None:
    """What is chosen is the same, and why in other words."""
    groups.appoint(scene, DELTA)
    told = [groups.propose(scene, 1, language=language) for language in ("nb", "nn", "en")]
    assert len({frozenset(groups.chosen(each)) for each in told}) == 1
    assert len({each["uncovered"][0]["why"] for each in told}) == 3


def test_nothing_is_recorded(refusing: Scene) -> None:
    """And the same question has the same answer, for whoever sees the group."""
    asked = [groups.propose(refusing, 3) for _ in range(2)]
    assert asked[0] == asked[1]
    for party in (AURE, AUDITOR, FAGFORBUNDET):
        shown = refusing.as_(party).post(f"{refusing.grouped}/roster/proposal", {"seats": 3, "at": DAY})
        assert shown.expect(200).json == asked[0]


@pytest.mark.parametrize("day", ["2018-12-31", "1900-01-01"])
def test_before_anything(refusing: Scene, day: str) -> None:
    """There is nobody to choose, and nothing to cover."""
    shown = groups.propose(refusing, 3, day)
    assert (shown["chosen"], shown["affected"], shown["bound"], shown["optimal"]) == ([], 0, 0, True)


REFUSED: dict[str, tuple[str, str, Callable[[Scene], Answer]]] = {
    "more fixed than seats": ("invalid", "/must", lambda s: ask(s, seats=0, must=[s.appointment])),
    "a vara": ("invalid", "/must/0", lambda s: ask(s, must=[s.vara])),
    "somebody not active": ("invalid", "/must/0", lambda s: ask(s, must=[s.appointment], at="2018-01-01")),
    "somebody unknown": ("unknown-reference", "/must/1", lambda s: ask(s, must=[s.appointment, new_id()])),
    "a name": ("unknown-reference", "/must/0", lambda s: ask(s, must=["kari"])),
    "a representant": ("unknown-reference", "/must/0", lambda s: ask(s, must=[s.representant])),
    "no list": ("invalid", "/must", lambda s: ask(s, must=s.appointment)),
    "null": ("invalid", "/must", lambda s: ask(s, must=None)),
    "no seats": ("invalid", "/seats", lambda s: ask(s, seats=...)),
    "1001 seats": ("invalid", "/seats", lambda s: ask(s, seats=1001)),
    "less than none": ("invalid", "/seats", lambda s: ask(s, seats=-1)),
    "half a seat": ("invalid", "/seats", lambda s: ask(s, seats=1.5)),
    "a text of seats": ("invalid", "/seats", lambda s: ask(s, seats="3")),
    "yes": ("invalid", "/seats", lambda s: ask(s, seats=True)),
    "no day": ("invalid", "/at", lambda s: ask(s, at=...)),
    "an instant": ("invalid", "/at", lambda s: ask(s, at="2026-02-01T00:00:00Z")),
    "unknown field": ("invalid", "/rules", lambda s: ask(s, rules=[])),
}
"""What was asked, the type of its refusal, where it points, and how it was asked."""


@pytest.mark.parametrize("what", REFUSED)
def test_questions_that_are_refused(refusing: Scene, what: str) -> None:
    """Pointed at, and nothing recorded."""
    kind, pointer, say = REFUSED[what]
    refused = say(refusing).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
    assert refused.position == refusing.office.position()


def test_1000_seats(refusing: Scene) -> None:
    """Are no more than there are people for."""
    assert groups.chosen(groups.propose(refusing, 1000)) == {refusing.appointment}


# A roster drawn by hand


def compare(scene: Scene, appointments: Sequence[str], **said: Any) -> Answer:
    """Hold a roster against another."""
    body = {"appointments": list(appointments), "at": DAY, **said}
    return scene.owner.post(f"{scene.grouped}/roster/comparison", body)


def test_a_comparison(scene: Scene) -> None:
    """With the standing roster: whom it represents no longer, whom now, and whom otherwise."""
    dag, lo = groups.appoint(scene, DELTA), groups.appoint(scene, LO_KOMMUNE)
    shown = compare(scene, [dag, lo]).expect(200).json
    assert shown["before"] == {"appointments": [scene.appointment], "covers": 1}
    assert shown["after"] == {"appointments": [dag, lo], "covers": 2}
    told = {
        which: [(each["organisation"]["slug"], each["before"], each["after"]) for each in shown[which]]
        for which in ("lost", "won", "otherwise")
    }
    assert told == {
        "lost": [],
        "won": [("delta", "gap", "direct")],
        "otherwise": [("fagforbundet", "direct", "indirect")],
    }
    shown = compare(scene, [], against=[dag]).expect(200).json
    assert [each["organisation"]["slug"] for each in shown["lost"]] == ["delta"]
    assert (shown["before"]["covers"], shown["after"]["covers"]) == (1, 0)


def test_comparing_what_cannot_be(refusing: Scene) -> None:
    """Pointed at, and nothing recorded."""
    asked: list[tuple[Answer, str, str]] = [
        (compare(refusing, [new_id()]), "unknown-reference", "/appointments/0"),
        (compare(refusing, [], against=["kari"]), "unknown-reference", "/against/0"),
        (compare(refusing, [refusing.appointment] * 1001), "invalid", "/appointments"),
        (compare(refusing, [], at="i dag"), "invalid", "/at"),
    ]
    for answer, kind, pointer in asked:
        refused = answer.refused(422, kind)
        assert [error["pointer"] for error in refused.json["errors"]] == [pointer]


# Against every choice there is

NUMBERS = ("1573", "1576", "1554")
SLUGS = ("fagforbundet", "delta", "utdanningsforbundet", "unio")
APPOINTING = (*SLUGS, "lo-kommune")
ABOVE = {"fagforbundet": "lo-kommune", "delta": "ys-kommune", "utdanningsforbundet": "unio"}
KARI_AND_OLA = ("Kari", "Ola")
SEATS, MUST = "seats", "must"
RULES: tuple[Mapping[str, Any], ...] = (
    {"rule": "seats", "side": "arbeidstaker", "max": 2},
    {"rule": "seats", "side": "arbeidstaker", "min": 2},
    {"rule": "organisation", "organisation": "delta", "min": 1},
    {"rule": "organisation", "min": 1},
    {"rule": "sammenslutning", "sammenslutning": "unio", "min": 2},
    {"rule": "employer", "employer": "1576", "min": 1},
    {"rule": "one_seat_per_person"},
    {"rule": "gender_balance", "percent": 50},
)


class Appointed(NamedTuple):
    """An appointment to be made."""

    organisation: str
    person: str
    """One of two; the same of the same organisation is the same person."""
    scope: frozenset[str]
    """All, if none."""
    employed_at: str | None
    away: bool
    has_vara: bool
    joint: str | None
    sits_elsewhere: bool


class Plan(NamedTuple):
    """A small project, and what is asked of it."""

    affected: frozenset[tuple[str, str]]
    waived: frozenset[tuple[str, str]]
    reserved: bool
    """Whether Utdanningsforbundet will not be represented by Unio."""
    appointed: Sequence[Appointed]
    rules: Sequence[Mapping[str, Any]]
    seats: int
    must: int | None
    """Who, by place among the candidates."""


PAIRS = [(number, slug) for number in NUMBERS for slug in SLUGS]


def planned(seed: int) -> Plan:
    """A plan by lot, with something of all that there can be in it."""
    lot = random.Random(seed)
    appointed = [
        Appointed(
            organisation=lot.choice(APPOINTING),
            person=lot.choice(KARI_AND_OLA),
            scope=frozenset(lot.sample(NUMBERS, lot.choice([0, 1, 1, 2]))),
            employed_at=lot.choice([None, *NUMBERS]),
            away=lot.random() < 0.15,
            has_vara=lot.random() < 0.3,
            joint=lot.choice([None, None, *SLUGS]),
            sits_elsewhere=lot.random() < 0.3,
        )
        for _ in range(lot.randint(3, 7))
    ]
    return Plan(
        affected=frozenset(lot.sample(PAIRS, lot.randint(4, 10))),
        waived=frozenset(lot.sample(PAIRS, 2)),
        reserved=lot.random() < 0.3,
        appointed=appointed,
        rules=list({rule["rule"]: rule for rule in lot.sample(RULES, lot.choice([0, 1, 2, 3]))}.values()),
        seats=lot.choice([0, 1, 2, 2, 3, 3, 4]),
        must=lot.choice([None, None, 0, 3]),
    )


GENDERS = {"Kari": "kvinne", "Ola": None}


@pytest.fixture(scope="module")
def planning(scene_store: tuple[Path, Scene], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An office for project after project."""
    folder = tmp_path_factory.mktemp("planning") / "store"
    copied(scene_store[0], folder)
    office = Office(settings_in(folder))
    office.holds_to_shapes = False  # hundreds of answers; the other tests hold theirs
    yield scene_store[1].in_(office)
    office.close()


def carried_out(office: Office, plan: Plan) -> Scene:
    """Say all of the plan, in a project of its own."""
    scene = Scene(office, office.project(from_=START), *(new_id() for _ in range(5)))
    for number in NUMBERS:
        scene.owner.put(f"{scene.path}/participants/{number}", {"from": START}).expect(201)
        said = {"from": START, "affected": [slug for one, slug in sorted(plan.affected) if one == number]}
        if said["affected"]:
            scene.owner.put(f"{scene.path}/participants/{number}/affected", said).expect(201)
    for number, slug in sorted(plan.waived):
        path = f"{scene.path}/waivers/{slug}/{number}"
        scene.as_(f"organisation:{slug}").put(path, {"from": START}).expect(201)
    for path in (scene.grouped, other := f"{scene.path}/groups/{new_id()}"):
        scene.owner.put(path, {"kind": "styringsgruppe", "name": path[-4:], "from": START}).expect(201)
    people: dict[tuple[str, str], str] = {}
    for each in plan.appointed:
        appoint(scene, each, people, other)
    if plan.reserved:
        path = f"{scene.path}/reservations/utdanningsforbundet"
        scene.as_(UTDANNINGSFORBUNDET).put(path, {"from": START}).expect(201)
    groups.rules(scene, *plan.rules).expect(201)
    return scene


def appoint(scene: Scene, each: Appointed, people: dict[tuple[str, str], str], other: str) -> None:
    """Make the appointment, with all that is said of it."""
    who, party = (each.organisation, each.person), f"organisation:{each.organisation}"
    details = {"name": each.person, "gender": GENDERS[each.person]}
    person = {"person_id": people[who]} if who in people else {"person": details}
    made = scene.appoint(
        party,
        **{"person": ..., **person},
        scope=sorted(each.scope) or "all",
        employed_at=each.employed_at,
        from_=START,
    ).expect(201)
    id_, people[who] = made.json["id"], made.json["person"]["id"]
    path = f"{scene.path}/appointments/{id_}"
    if each.away:
        scene.as_(party).put(f"{path}/leave", {"from": START}).expect(201)
    if each.has_vara:
        vara = {"vara_for": id_, "person_id": people[who], "from": START}
        scene.as_(party).post(f"{scene.path}/appointments", vara).expect(201)
    if each.joint not in (None, each.organisation):
        scene.as_(f"organisation:{each.joint}").put(f"{path}/joint/{each.joint}", {"from": START}).expect(201)
    if each.sits_elsewhere:
        said = {"appointment": id_, "function": "vara", "from": START}
        scene.owner.put(f"{other}/seats/{new_id()}", said).expect(201)


@dataclass(frozen=True)
class Counted:
    """What can be told of every choice, from what the register of appointments and coverage answer alone."""

    scene: Scene
    plan: Plan

    @cached_property
    def candidates(self) -> dict[str, Shape]:
        """The active appointments that are not a vara."""
        listed = self.scene.owner.get(f"{self.scene.path}/appointments", at=DAY).expect(200).json
        return {each["id"]: each for each in listed if each["active"] and each["vara_for"] is None}

    @cached_property
    def must(self) -> list[str]:
        """The fixed members."""
        place = self.plan.must
        return sorted(self.candidates)[place : place + 1] if place is not None and self.plan.seats else []

    @cached_property
    def affected(self) -> list[Shape]:
        """The affected pairs of the day."""
        pairs = self.scene.owner.get(f"{self.scene.path}/coverage", at=DAY).expect(200).json["pairs"]
        return [each for each in pairs if each["status"] not in ("unclarified", "not_affected", "disputed")]

    @cached_property
    def reach(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """For each affected pair the candidates that speak for it, and those that do so directly or jointly."""
        return [self._reach(pair) for pair in self.affected]

    def _reach(self, pair: Shape) -> tuple[frozenset[str], frozenset[str]]:
        path = f"{self.scene.path}/coverage/{pair['employer']['id']}/{pair['organisation']['slug']}"
        paths = self.scene.owner.get(path, at=DAY).expect(200).json["paths"]
        own = frozenset(each["appointment"] for each in paths if each["kind"] != "indirect")
        everybody = self.candidates.keys() & pair["appointments"]
        return frozenset(everybody), own & everybody

    @cached_property
    def load(self) -> dict[str, int]:
        """How many seats each person has in other groups."""
        held: dict[str, int] = {}
        groups = self.scene.owner.get(f"{self.scene.path}/groups").expect(200).json
        for each in (seat_ for group in groups for seat_ in group["seats"]):
            person = self.scene.owner.get(f"{self.scene.path}/appointments/{each['appointment']}").json["person"]["id"]
            held[person] = held.get(person, 0) + 1
        return held

    def covers(self, chosen: Sequence[str]) -> int:
        """How many affected pairs they speak for."""
        return sum(bool(everybody & {*chosen}) for everybody, _ in self.reach)

    def rank(self, chosen: Sequence[str]) -> tuple[Any, ...]:
        """Of two choices, the less is the better."""
        said = [self.candidates[each] for each in chosen]
        return (
            -self.covers(chosen),
            len({each["person"]["id"] for each in said}),
            -sum(bool(own & {*chosen}) for _, own in self.reach),
            -len({each["employed_at"]["id"] for each in said if each["employed_at"]}),
            sum(self.load.get(each["person"]["id"], 0) for each in said),
            len(chosen),
            sorted(UUID(each).int for each in chosen),
        )

    @cached_property
    def choices(self) -> list[tuple[str, ...]]:
        """All there are, those that break rules too."""
        ids = sorted(self.candidates)
        return [choice for size in range(len(ids) + 1) for choice in combinations(ids, size)]

    @cached_property
    def limits(self) -> list[tuple[Any, Callable[[Sequence[str]], bool]]]:
        """Seats, fixed members and rules, with what keeps each."""
        own: list[tuple[Any, Callable[[Sequence[str]], bool]]] = [
            (SEATS, lambda chosen: len(chosen) <= self.plan.seats),
            (MUST, lambda chosen: {*self.must} <= {*chosen}),
        ]
        return own + [(rule["rule"], lambda chosen, rule=rule: self.keeps(rule, chosen)) for rule in self.plan.rules]

    def keeps(self, rule: Mapping[str, Any], chosen: Sequence[str]) -> bool:
        """Whether a choice keeps a rule."""
        said = [self.candidates[each] for each in chosen]
        slugs = [each["organisation"]["slug"] for each in said]
        named = {pair["organisation"]["slug"] for pair in self.affected}
        kind, least = rule["rule"], rule.get("min", 0)
        if kind == "seats":
            return bool(least <= len(chosen) <= rule.get("max", len(chosen)))
        if kind == "organisation":
            asked = named & {rule["organisation"]} if "organisation" in rule else named
            return all(slugs.count(each) >= least for each in asked)
        if kind == "sammenslutning":
            there = "unio" in named | {ABOVE.get(each) for each in named}
            return not there or sum("unio" in (each, ABOVE.get(each)) for each in slugs) >= least
        if kind == "employer":
            employed = [each["employed_at"]["kommunenummer"] for each in said if each["employed_at"]]
            return employed.count(rule["employer"]) >= least
        people = [each["person"]["id"] for each in said]
        if kind == "one_seat_per_person":
            return len({*people}) == len(people)
        return self.could_be_men(said) >= rule["percent"] * len(said) // 100

    def could_be_men(self, said: Sequence[Shape]) -> int:
        """Those who have not said what they are; all others are women, of whom there are never too few."""
        return sum(GENDERS[each["person"]["name"]] is None for each in said)

    def kept(self, which: Sequence[int], chosen: Sequence[str]) -> bool:
        """Whether a choice keeps the limits in these places."""
        return all(self.limits[place][1](chosen) for place in which)

    def best(self) -> tuple[str, ...] | None:
        """The best choice; None if none keeps all limits."""
        keeping = [choice for choice in self.choices if self.kept(range(len(self.limits)), choice)]
        return min(keeping, key=self.rank) if keeping else None

    def contradicted(self, which: Sequence[int]) -> bool:
        """Whether no choice keeps the limits in these places."""
        return not any(self.kept(which, choice) for choice in self.choices)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_no_choice_is_better(planning: Scene, seed: int) -> None:
    """Of all that keep the rules; where none does, no fewer rules contradict each other."""
    plan = planned(seed)
    counted = Counted(carried_out(planning.office, plan), plan)
    shown = groups.propose(counted.scene, plan.seats, must=counted.must)
    assert (shown["affected"], shown["candidates"]) == (len(counted.affected), len(counted.candidates))
    best = counted.best()
    if best is None:
        holds_together(counted, shown)
        return
    assert shown["contradiction"] is None
    assert (shown["covers"], shown["bound"], shown["optimal"]) == (counted.covers(best), counted.covers(best), True)
    assert groups.chosen(shown) == {*best}
    left = [
        pair
        for pair, (everybody, _) in zip(counted.affected, counted.reach, strict=True)
        if pair["status"] != "waived" and not everybody & {*best}
    ]
    assert [(each["employer"], each["organisation"]) for each in shown["uncovered"]] == [
        (pair["employer"], pair["organisation"]) for pair in left
    ]
    for each in shown["chosen"]:
        assert each["speaks_for"] == counted.covers([each["appointment"]])
    assert not [each for each in shown["rules"] if each["status"] == "unmet"]


def holds_together(counted: Counted, shown: Shape) -> None:
    """The contradiction is one, and there is no smaller one."""
    assert (shown["chosen"], shown["covers"], shown["bound"]) == ([], 0, 0)
    limits = {"Det er ikke flere": SEATS, "De som er bestemt": MUST}
    told = [
        each["rule"]["rule"] if each["rule"] else next(limit for text, limit in limits.items() if text in each["text"])
        for each in shown["contradiction"]
    ]
    places = range(len(counted.limits))
    named = [place for place in places if counted.limits[place][0] in told]
    assert len(named) >= len(told)
    smaller = [which for size in range(len(told)) for which in combinations(places, size)]
    assert not any(map(counted.contradicted, smaller))
    assert counted.contradicted(named)
