"""Rules of composition: each kept and broken, by those who sit and by whom a proposal chooses; and bad ones refused.

On some days everybody sits, on others Kari alone, Kari twice, or men alone. At Aure all three organisations are
affected; Delta has appointed two men, of whom Dag works in Aure and Tor in Heim, Utdanningsforbundet Una, who works in
Heim, Unio Ulf. Per is Aure's representant, Hans Heim's. Ulf and Per have not said what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support import groups
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, TEKNA, UTDANNINGSFORBUNDET, Office
from tests.support.groups import DAY, UNIO, Shape, rules, seat
from tests.support.scene import START, Scene
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out
FULL, BARE, TWICE, MEN = DAY, "2026-03-01", "2025-01-01", "2025-02-01"
"""Days on which everybody sits, Kari alone without an end, Kari twice, men alone."""
STATUSES = ("met", "unmet", "not_applicable")
Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Chamber:
    """The group, and who can sit in it."""

    scene: Scene
    kari: str
    kari_again: str
    dag: str
    tor: str
    una: str
    ulf: str
    per: str
    hans: str

    def named(self, *names: str) -> list[str]:
        """Their appointments, or what they are representanter by."""
        return [getattr(self, name) for name in names]

    def of(self, proposal: Shape) -> list[str]:
        """Whom a proposal chooses, by name; Kari in whatever capacity."""
        names = {getattr(self, name): name.partition("_")[0] for name in self.__dataclass_fields__ if name != "scene"}
        return sorted(names[each] for each in groups.chosen(proposal))


@pytest.fixture(scope="module")
def chamber(scene_store: tuple[Path, Scene], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chamber]:
    """The group, furnished once; each test sets the rules that it speaks of."""
    folder = tmp_path_factory.mktemp("chamber") / "store"
    copied(scene_store[0], folder)
    office = Office(settings_in(folder))
    yield furnished(scene_store[1].in_(office))
    office.close()


def furnished(scene: Scene) -> Chamber:
    """Appoint and seat them."""
    scene.fagforbundet.put(f"/people/{scene.kari}", {**KARI, "gender": "kvinne"}).expect(200)
    scene.owner.delete(scene.seated).expect(204)
    made = Chamber(
        scene,
        scene.appointment,
        groups.appoint(scene, FAGFORBUNDET, person=..., person_id=scene.kari),
        groups.appoint(scene, DELTA, person={"name": "Dag Eksempel", "gender": "mann"}, employed_at="1576"),
        groups.appoint(scene, DELTA, person={"name": "Tor Eksempel", "gender": "mann"}, **in_heim(scope=["5055"])),
        groups.appoint(scene, UTDANNINGSFORBUNDET, person={"name": "Una Eksempel", "gender": "kvinne"}, **in_heim()),
        groups.appoint(scene, UNIO, "Ulf Eksempel"),
        scene.representant,
        groups.send(scene, "5055", {"name": "Hans Eksempel", "gender": "mann"}, from_="2020-01-01"),
    )
    sitting = {
        (FULL, BARE): ("kari", "dag", "una", "per", "hans"),
        (BARE, None): ("kari",),
        (TWICE, MEN): ("kari", "kari_again"),
        (MEN, "2025-03-01"): ("dag", "tor", "hans"),
    }
    for (first, until), names in sitting.items():
        for name in names:
            side = "representant" if name in ("per", "hans") else "appointment"
            seat(scene, **{side: getattr(made, name)}, from_=first, until=until).expect(201)
    return made


def in_heim(**said: Any) -> dict[str, Any]:
    """Employed in Heim, which there is from 2020."""
    return {"employed_at": "5055", "from_": "2020-01-01", **said}


def ask(chamber: Chamber, *asked: Rule) -> None:
    """Set rules, on a day on which there is a Heim."""
    assert rules(chamber.scene, *asked, from_="2020-01-01").status in (200, 201)


def verdict(chamber: Chamber, rule: Rule, day: str, **query: Any) -> Shape:
    """How one rule stands on a day."""
    ask(chamber, rule)
    return groups.stands(chamber.scene, rule["rule"], day, **query)


class Case(NamedTuple):
    """A rule, a day on which it is kept and one on which it is broken, and what is told of it then."""

    rule: Rule
    kept: str
    broken: str
    text: str
    remedy: str


CASES: dict[str, Case] = {
    "at least so many seats": Case(
        {"rule": "seats", "side": "arbeidstaker", "min": 2},
        FULL,
        BARE,
        "Plasser på arbeidstakersiden: minst 2. Nå: 1.",
        "Legg til 1.",
    ),
    "at most so many seats": Case(
        {"rule": "seats", "side": "arbeidstaker", "max": 2},
        BARE,
        FULL,
        "Plasser på arbeidstakersiden: høyst 2. Nå: 3.",
        "Ta bort 1.",
    ),
    "seats from and to": Case(
        {"rule": "seats", "side": "arbeidsgiver", "min": 1, "max": 2},
        FULL,
        BARE,
        "Plasser på arbeidsgiversiden: fra 1 til 2. Nå: 0.",
        "Legg til 1.",
    ),
    "each sammenslutning": Case(
        {"rule": "sammenslutning", "min": 1},
        FULL,
        MEN,
        "Minst 1 for hver forhandlingssammenslutning. For få: LO Kommune (0) og Unio (0).",
        "Gi plass til 1 til for LO Kommune (2 å velge blant). Gi plass til 1 til for Unio (2 å velge blant).",
    ),
    "one sammenslutning": Case(
        {"rule": "sammenslutning", "sammenslutning": "unio", "min": 1},
        FULL,
        BARE,
        "Minst 1 for Unio. Nå: 0.",
        "Gi plass til 1 til for Unio (2 å velge blant).",
    ),
    "each organisation": Case(
        {"rule": "organisation", "min": 1},
        FULL,
        TWICE,
        "Minst 1 for hver berørt organisasjon. For få: Delta (0) og Utdanningsforbundet (0).",
        "Gi plass til 1 til for Delta (2 å velge blant). Gi plass til 1 til for Utdanningsforbundet (1 å velge blant).",
    ),
    "one organisation": Case(
        {"rule": "organisation", "organisation": "utdanningsforbundet", "min": 1},
        FULL,
        BARE,
        "Minst 1 for Utdanningsforbundet. Nå: 0.",
        "Gi plass til 1 til for Utdanningsforbundet (1 å velge blant).",
    ),
    "each employer": Case(
        {"rule": "employer", "min": 1, "side": "arbeidsgiver"},
        FULL,
        MEN,
        "Minst 1 for hver deltaker på arbeidsgiversiden. For få: Aure (0).",
        "Gi plass til 1 til for Aure (1 å velge blant).",
    ),
    "one employer": Case(
        {"rule": "employer", "employer": "1576", "min": 2},
        FULL,
        BARE,
        "Minst 2 for Aure. Nå: 0.",
        "Gi plass til 2 til for Aure (2 å velge blant).",
    ),
    "each fylke": Case(
        {"rule": "fylke", "min": 1, "side": "arbeidstaker"},
        FULL,
        TWICE,
        "Minst 1 for hvert fylke på arbeidstakersiden. For få: fylke 15 (0) og fylke 50 (0).",
        "Gi plass til 1 til for fylke 15 (1 å velge blant). Gi plass til 1 til for fylke 50 (2 å velge blant).",
    ),
    "one fylke": Case(
        {"rule": "fylke", "fylke": "50", "min": 1},
        FULL,
        BARE,
        "Minst 1 for fylke 50. Nå: 0.",
        "Gi plass til 1 til for fylke 50 (3 å velge blant).",
    ),
    "one seat each": Case(
        {"rule": "one_seat_per_person"},
        FULL,
        TWICE,
        "Ingen har mer enn én plass. Med flere plasser: 1.",
        "La dem som har flere plasser, beholde én.",
    ),
    "a term": Case(
        {"rule": "term", "months": 24},
        FULL,
        BARE,
        "Ingen plass varer lenger enn 24 måneder. For lange: 1.",
        "Gi plassene som varer for lenge, en sluttdato innen 24 måneder.",
    ),
    "a term on one side": Case(
        {"rule": "term", "months": 24, "side": "arbeidstaker"},
        FULL,
        BARE,
        "Ingen plass på arbeidstakersiden varer lenger enn 24 måneder. For lange: 1.",
        "Gi plassene som varer for lenge, en sluttdato innen 24 måneder.",
    ),
    "both genders": Case(
        {"rule": "gender_balance", "percent": 40},
        FULL,
        MEN,
        "Minst 40 prosent av hvert kjønn, rundet ned. Nå: 0 kvinner, 3 menn, 0 andre, 0 som ikke har sagt det.",
        "Gi plass til flere kvinner.",
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_rule_that_is_kept(chamber: Chamber, what: str) -> None:
    """Is met, on the basis that was given, and needs nothing."""
    case = CASES[what]
    shown = verdict(chamber, case.rule, case.kept)
    assert (shown["status"], shown["basis"], shown["remedy"]) == ("met", "Avtalen", None)
    assert shown["rule"]["rule"] == case.rule["rule"]


@pytest.mark.parametrize("what", CASES)
def test_a_rule_that_is_broken(chamber: Chamber, what: str) -> None:
    """Is unmet: how it stands, and what would meet it."""
    case = CASES[what]
    shown = verdict(chamber, case.rule, case.broken)
    assert (shown["status"], shown["text"], shown["remedy"]) == ("unmet", case.text, case.remedy)


@pytest.mark.parametrize("what", CASES)
def test_what_is_told_in_other_languages(chamber: Chamber, what: str) -> None:
    """Is the same, and in another tongue."""
    case = CASES[what]
    told = [verdict(chamber, case.rule, case.broken, language=language) for language in ("nb", "nn", "en")]
    assert {each["status"] for each in told} == {"unmet"}
    assert {each["basis"] for each in told} == {"Avtalen"}
    assert len({each["text"] for each in told}) == 3
    for each in told:
        assert all(sentence and sentence[-1] in ".)" for sentence in (each["text"], each["remedy"]))


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "organisation", "organisation": "tekna", "min": 1},
        {"rule": "organisation", "organisation": "unio", "min": 1},
        {"rule": "sammenslutning", "sammenslutning": "akademikerne-kommune", "min": 1},
        {"rule": "employer", "employer": "0301", "min": 1},
        {"rule": "fylke", "fylke": "03", "min": 1},
    ],
)
def test_a_rule_on_what_the_project_has_not(chamber: Chamber, rule: Rule) -> None:
    """Does not apply, and hinders no proposal."""
    shown = verdict(chamber, rule, BARE)
    assert (shown["status"], shown["remedy"]) == ("not_applicable", None)
    assert "Gjelder ikke nå" in shown["text"]
    assert groups.propose(chamber.scene, 3)["contradiction"] is None


def test_a_balance_that_cannot_be_told(chamber: Chamber) -> None:
    """Of those who have not said what they are nothing is guessed: it is neither kept nor broken."""
    scene = chamber.scene
    day = "2024-01-01"
    for name in ("dag", "ulf"):
        seat(scene, appointment=getattr(chamber, name), from_=day, until="2024-02-01").expect(201)
    shown = verdict(chamber, {"rule": "gender_balance", "percent": 50}, day)
    assert (shown["status"], shown["remedy"]) == ("not_applicable", None)
    assert "0 kvinner, 1 menn, 0 andre, 1 som ikke har sagt det" in shown["text"]


def test_a_balance_rounds_down(chamber: Chamber) -> None:
    """40 per cent of five are two, of four one; 20 per cent of four none."""
    told = [verdict(chamber, {"rule": "gender_balance", "percent": each}, MEN)["status"] for each in (33, 34, 50)]
    assert told == ["met", "unmet", "unmet"]


def test_gender_is_told_to_nobody(chamber: Chamber) -> None:
    """It is counted, and that for the owner alone: others, who could ask about one person at a time, see no number."""
    ask(chamber, {"rule": "gender_balance", "percent": 40})
    scene, body = chamber.scene, {"appointments": chamber.named("dag"), "at": MEN}
    assert not [each for each in groups.roster(scene, MEN)["seats"] if "gender" in each["person"]]
    for party in (AURE, FAGFORBUNDET, AUDITOR):
        shown = groups.roster(scene, MEN, party=party)["rules"]
        drawn = scene.as_(party).post(f"{scene.grouped}/roster/comparison", body).expect(200).json["rules"]
        for (each,) in (shown, drawn):
            assert (each["status"], each["remedy"]) != ("unmet", "Gi plass til flere kvinner.")
            assert "Nå:" not in each["text"]


def test_whom_rules_count(scene: Scene) -> None:
    """Members, whoever leads them: no vara, observatør or sekretær; a vacant seat is a seat, and nobody."""
    asked: list[Rule] = [
        {"rule": "seats", "side": "arbeidstaker", "min": 1},
        {"rule": "organisation", "organisation": "fagforbundet", "min": 1},
    ]
    rules(scene, *asked).expect(201)

    def statuses() -> list[str]:
        return [each["status"] for each in groups.roster(scene)["rules"]]

    for function in ("leder", "nestleder", "medlem"):
        seat(scene, scene.seat, function=function)
        assert statuses() == ["met", "met"], function
    for function in ("vara", "observatør", "sekretær"):
        seat(scene, scene.seat, function=function)
        assert statuses() == ["unmet", "unmet"], function
    seat(scene, scene.seat)
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": DAY}).expect(201)
    assert statuses() == ["met", "unmet"]


def test_nobody_to_choose_from(scene: Scene) -> None:
    """Whoever appoints is asked to."""
    asked: list[tuple[Rule, str]] = [
        ({"rule": "organisation", "organisation": "delta", "min": 2}, "Delta må først utpeke 2 til."),
        (
            {"rule": "sammenslutning", "sammenslutning": "unio", "min": 1},
            "Unio, eller en organisasjon som hører til der, må først utpeke 1 til.",
        ),
        ({"rule": "employer", "employer": "5055", "min": 1}, "Det må først utpekes 1 til fra Heim."),
        (
            {"rule": "employer", "employer": "5055", "side": "arbeidsgiver", "min": 1},
            "Heim må først utpeke 1 til.",
        ),
        ({"rule": "fylke", "fylke": "50", "min": 1}, "Det må først utpekes 1 til fra fylke 50."),
    ]
    for rule, remedy in asked:
        rules(scene, rule, from_=DAY)
        (shown,) = groups.roster(scene)["rules"]
        assert (shown["status"], shown["remedy"]) == ("unmet", remedy)


def test_too_few_to_choose_from(chamber: Chamber) -> None:
    """Those who are there are given seats, and the others appointed first."""
    shown = verdict(chamber, {"rule": "organisation", "organisation": "delta", "min": 5}, BARE)
    assert shown["remedy"] == "Gi plass til 2 til for Delta (2 å velge blant). Delta må først utpeke 3 til."


# In force from a day on


def test_rules_hold_from_a_day_on(scene: Scene) -> None:
    """Until others do; an empty list lifts them all, and what is withdrawn was never set."""
    first, second = {"rule": "term", "months": 24}, {"rule": "one_seat_per_person"}
    shown = rules(scene, first, from_="2026-01-01").expect(201).json
    assert shown == {
        "group": scene.group,
        "from": "2026-01-01",
        "rules": [{"rule": "term", "basis": "Avtalen", "months": 24}],
        "warnings": [],
    }
    rules(scene, second, from_="2026-03-01").expect(201)
    rules(scene, from_="2026-05-01").expect(201)
    days = ["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-05-01"]
    assert [in_force(scene, day) for day in days] == [[], ["term"], ["term"], ["one_seat_per_person"], []]
    known = scene.office.position()
    for _ in range(2):
        scene.owner.delete(f"{scene.grouped}/rules", "2026-03-01").expect(204)
    assert scene.office.position() == known + 1
    assert in_force(scene, "2026-04-01") == ["term"]
    assert in_force(scene, "2026-04-01", known_at=known) == ["one_seat_per_person"]
    kept = scene.owner.get(scene.grouped).json["rules"]
    assert [(each["from"], [rule["rule"] for rule in each["rules"]]) for each in kept] == [
        ("2026-01-01", ["term"]),
        ("2026-05-01", []),
    ]


def in_force(scene: Scene, day: str, **query: Any) -> list[str]:
    """The rules of a day."""
    return [each["rule"]["rule"] for each in groups.roster(scene, day, **query)["rules"]]


def test_the_same_rules_again(scene: Scene) -> None:
    """Record nothing; others correct them."""
    rules(scene, {"rule": "term", "months": 24}).expect(201)
    before = scene.office.position()
    rules(scene, {"rule": "term", "months": 24}).expect(200)
    assert scene.office.position() == before
    rules(scene, {"rule": "term", "months": 24, "basis": "Et møte"}).expect(200)
    assert scene.office.position() == before + 1


def test_references_are_read_on_the_day_of_the_rules(scene: Scene) -> None:
    """A kommunenummer is whose it was then, and an organisation may be named by slug, identity or as shown."""
    rule = {"rule": "employer", "employer": "1571", "min": 1}
    (kept,) = rules(scene, rule, from_="2019-01-01").expect(201).json["rules"]
    assert kept["employer"]["name"] == "Halsa"
    refused = rules(scene, rule, from_="2020-01-01").refused(422, "unknown-reference")
    assert refused.json["errors"][0]["pointer"] == "/rules/0/employer"
    assert "2020-01-01" in refused.json["detail"]
    delta = scene.owner.get("/organisations/delta").json
    for named in ("delta", delta["id"], delta):
        rule = {"rule": "organisation", "organisation": named, "min": 1}
        (kept,) = rules(scene, rule).json["rules"]
        assert kept["organisation"] == {"slug": "delta", "name": "Delta"}


def test_only_the_owner_sets_rules(refusing: Scene) -> None:
    """And withdraws them; the parties and the auditor read them."""
    for party in (AURE, FAGFORBUNDET, AUDITOR, TEKNA):
        body = {"rules": [], "from": START}
        refusing.as_(party).put(f"{refusing.grouped}/rules", body).refused(403, "not-yours")
        refusing.as_(party).delete(f"{refusing.grouped}/rules", START).refused(403, "not-yours")


def test_if_match(scene: Scene) -> None:
    """Rules are corrected as they were last seen."""
    path, seen = f"{scene.grouped}/rules", rules(scene).expect(201).headers["ETag"]
    body = {"rules": [{"rule": "one_seat_per_person", "basis": "x"}], "from": START}
    scene.owner.put(path, body, If_Match='"another"').refused(412, "changed-meanwhile")
    scene.owner.put(path, body, If_Match=seen).expect(200)
    scene.owner.delete(path, START, If_Match=seen).refused(412, "changed-meanwhile")


# Nonsense

NONSENSE: dict[str, tuple[str, str, Rule]] = {
    "unknown rule": ("invalid", "/rules/0/rule", {"rule": "tea_at_four"}),
    "no rule": ("invalid", "/rules/0/rule", {}),
    "a number for a rule": ("invalid", "/rules/0/rule", {"rule": 5}),
    "unknown parameter": ("invalid", "/rules/0/tea", {"rule": "term", "months": 24, "tea": 4}),
    "no basis": ("invalid", "/rules/0/basis", {"rule": "one_seat_per_person", "basis": None}),
    "a blank basis": ("invalid", "/rules/0/basis", {"rule": "one_seat_per_person", "basis": " "}),
    "min over max": ("invalid", "/rules/0/max", {"rule": "seats", "side": "arbeidstaker", "min": 3, "max": 2}),
    "neither min nor max": ("invalid", "/rules/0/min", {"rule": "seats", "side": "arbeidstaker"}),
    "no side": ("invalid", "/rules/0/side", {"rule": "seats", "min": 1}),
    "unknown side": ("invalid", "/rules/0/side", {"rule": "seats", "side": "publikum", "min": 1}),
    "no min": ("invalid", "/rules/0/min", {"rule": "organisation"}),
    "min nobody": ("invalid", "/rules/0/min", {"rule": "organisation", "min": 0}),
    "min half": ("invalid", "/rules/0/min", {"rule": "organisation", "min": 1.5}),
    "min in letters": ("invalid", "/rules/0/min", {"rule": "organisation", "min": "1"}),
    "too many": ("invalid", "/rules/0/min", {"rule": "organisation", "min": 1001}),
    "no months": ("invalid", "/rules/0/months", {"rule": "term"}),
    "no month": ("invalid", "/rules/0/months", {"rule": "term", "months": 0}),
    "strange parameter": ("invalid", "/rules/0/percent", {"rule": "term", "months": 24, "percent": 40}),
    "no percent": ("invalid", "/rules/0/percent", {"rule": "gender_balance"}),
    "90 per cent of each": ("invalid", "/rules/0/percent", {"rule": "gender_balance", "percent": 90}),
    "a side of a sammenslutning": (
        "invalid",
        "/rules/0/side",
        {"rule": "sammenslutning", "min": 1, "side": "arbeidstaker"},
    ),
    "a fylke by name": ("invalid", "/rules/0/fylke", {"rule": "fylke", "fylke": "Møre og Romsdal", "min": 1}),
    "unknown organisation": (
        "unknown-reference",
        "/rules/0/organisation",
        {"rule": "organisation", "organisation": "nobody", "min": 1},
    ),
    "unknown sammenslutning": (
        "unknown-reference",
        "/rules/0/sammenslutning",
        {"rule": "sammenslutning", "sammenslutning": "nobody", "min": 1},
    ),
    "a sammenslutning that is none": (
        "not-a-sammenslutning",
        "/rules/0/sammenslutning",
        {"rule": "sammenslutning", "sammenslutning": "delta", "min": 1},
    ),
    "unknown employer": ("unknown-reference", "/rules/0/employer", {"rule": "employer", "employer": "9999", "min": 1}),
}
"""What was set, the type of its refusal, where it points, and how it was set."""


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense(refusing: Scene, what: str) -> None:
    """Refused, pointed at, and nothing recorded."""
    kind, pointer, rule = NONSENSE[what]
    refused = rules(refusing, rule).refused(422, kind)
    assert pointer in [error["pointer"] for error in refused.json["errors"]]
    assert refused.json["detail"][-1] in ".»"
    assert refused.position == refusing.office.position()


def test_each_of_several_faults_is_pointed_at(refusing: Scene) -> None:
    """In the rule where it is."""
    asked: list[Rule] = [{"rule": "one_seat_per_person"}, {"rule": "term"}, {"rule": "gender_balance", "percent": 90}]
    refused = rules(refusing, *asked).refused(422, "invalid")
    assert [error["pointer"] for error in refused.json["errors"]] == ["/rules/1/months", "/rules/2/percent"]


def test_the_same_rule_twice(refusing: Scene) -> None:
    """Whatever it asks for; of another organisation, or another side, it is another."""
    delta = {"rule": "organisation", "organisation": "delta"}
    by_id = {"rule": "employer", "employer": refusing.office.employer("1576"), "min": 1}
    for first, second in [
        ({**delta, "min": 1}, {**delta, "min": 2}),
        (by_id, {**by_id, "employer": "1576"}),
        ({"rule": "seats", "side": "arbeidstaker", "min": 1}, {"rule": "seats", "side": "arbeidstaker", "max": 3}),
        ({"rule": "one_seat_per_person"}, {"rule": "one_seat_per_person", "basis": "Et møte"}),
    ]:
        refused = rules(refusing, {"rule": "term", "months": 6}, first, second).refused(422, "invalid")
        assert [error["pointer"] for error in refused.json["errors"]] == ["/rules/2/rule"]


def test_rules_with_something_in_common(scene: Scene) -> None:
    """Are not the same."""
    delta = {"rule": "organisation", "organisation": "delta", "min": 1}
    sides: list[Rule] = [{"rule": "seats", "side": side, "max": 3} for side in ("arbeidstaker", "arbeidsgiver")]
    rules(scene, delta, {**delta, "organisation": "tekna"}, {"rule": "organisation", "min": 1}, *sides).expect(201)


def test_too_many_rules(refusing: Scene) -> None:
    """A hundred at most."""
    rule = {"rule": "fylke", "min": 1, "basis": "x"}
    body = {"rules": [{**rule, "fylke": f"{number % 100:02}"} for number in range(101)], "from": START}
    refusing.owner.put(f"{refusing.grouped}/rules", body).refused(422, "invalid")
    refusing.owner.put(f"{refusing.grouped}/rules", {"rules": None, "from": START}).refused(422, "invalid")
    refusing.owner.put(f"{refusing.grouped}/rules", {"rules": ["seats"], "from": START}).refused(422, "invalid")
    refusing.owner.put(f"{refusing.grouped}/rules", {"rules": []}).expect(422)


# In proposals


class Proposed(NamedTuple):
    """A rule that a proposal keeps, of whom it then chooses, and what contradicts it."""

    rule: Rule
    seats: int
    chosen: list[str]
    broken: Rule
    """The same rule, so that no roster of two keeps it."""
    beside: tuple[str, ...] = ()
    """What it cannot be kept beside: ``seats``, ``must`` (Dag and Tor)."""


PROPOSED: dict[str, Proposed] = {
    "at least so many seats": Proposed(
        {"rule": "seats", "side": "arbeidstaker", "min": 4},
        4,
        ["dag", "kari", "kari", "una"],
        {"rule": "seats", "side": "arbeidstaker", "min": 5},
        ("seats",),
    ),
    "at most so many seats": Proposed(
        {"rule": "seats", "side": "arbeidstaker", "max": 0},
        4,
        [],
        {"rule": "seats", "side": "arbeidstaker", "max": 1},
        ("must",),
    ),
    "one sammenslutning": Proposed(
        {"rule": "sammenslutning", "sammenslutning": "ys-kommune", "min": 2},
        2,
        ["dag", "tor"],
        {"rule": "sammenslutning", "sammenslutning": "ys-kommune", "min": 3},
    ),
    "one organisation": Proposed(
        {"rule": "organisation", "organisation": "delta", "min": 2},
        2,
        ["dag", "tor"],
        {"rule": "organisation", "organisation": "delta", "min": 3},
    ),
    "one employer": Proposed(
        {"rule": "employer", "employer": "5055", "min": 3},
        2,
        ["tor", "una"],
        {"rule": "employer", "employer": "5055", "min": 4},
    ),
    "one fylke": Proposed(
        {"rule": "fylke", "fylke": "50", "min": 2, "side": "arbeidstaker"},
        2,
        ["tor", "una"],
        {"rule": "fylke", "fylke": "50", "min": 3, "side": "arbeidstaker"},
    ),
    "one seat each": Proposed({"rule": "one_seat_per_person"}, 6, ["dag", "kari", "una"], {"rule": "seats"}),
    "both genders": Proposed(
        {"rule": "gender_balance", "percent": 50},
        4,
        ["dag", "kari", "una"],
        {"rule": "gender_balance", "percent": 50},
        ("must", "seats"),
    ),
}
"""On the day on which everybody sits."""


@pytest.mark.parametrize("what", PROPOSED)
def test_a_proposal_keeps_the_rule(chamber: Chamber, what: str) -> None:
    """And says so."""
    case = PROPOSED[what]
    ask(chamber, case.rule)
    proposal = groups.propose(chamber.scene, case.seats, FULL)
    assert proposal["contradiction"] is None
    assert chamber.of(proposal) == case.chosen
    assert [each["status"] for each in proposal["rules"]] == ["met"]


@pytest.mark.parametrize("what", [what for what in PROPOSED if what != "one seat each"])
def test_a_proposal_that_cannot_keep_the_rule(chamber: Chamber, what: str) -> None:
    """Chooses nobody, and names what contradicts it."""
    case = PROPOSED[what]
    ask(chamber, case.broken, {"rule": "one_seat_per_person"})
    must = chamber.named("dag", "tor") if "must" in case.beside else []
    proposal = groups.propose(chamber.scene, 2, FULL, must)
    assert (proposal["chosen"], proposal["covers"], proposal["rules"]) == ([], 0, [])
    named = [each["rule"] and each["rule"]["rule"] for each in proposal["contradiction"]]
    assert sorted(named, key=str) == sorted([case.broken["rule"], *(None for _ in case.beside)], key=str)
    for each in proposal["contradiction"]:
        assert each["basis"] == ("Avtalen" if each["rule"] else None)
        assert each["text"].endswith(".")


def test_one_seat_each_of_those_fixed(chamber: Chamber) -> None:
    """Whoever is fixed in two capacities contradicts it."""
    scene = chamber.scene
    ask(chamber, {"rule": "one_seat_per_person"})
    proposal = groups.propose(scene, 6, FULL, chamber.named("kari", "kari_again"))
    texts = {each["text"] for each in proposal["contradiction"]}
    assert texts == {"Ingen har mer enn én plass.", "De som er bestemt på forhånd, skal være med."}


def test_what_a_proposal_does_not_decide(chamber: Chamber) -> None:
    """The employers' side, and how long seats last: told, and no hindrance."""
    asked: list[Rule] = [
        {"rule": "seats", "side": "arbeidsgiver", "min": 1},
        {"rule": "employer", "side": "arbeidsgiver", "min": 1},
        {"rule": "term", "months": 1},
    ]
    ask(chamber, *asked)
    proposal = groups.propose(chamber.scene, 3, BARE)
    assert chamber.of(proposal) == ["dag", "kari", "una"]
    assert [each["status"] for each in proposal["rules"]] == ["unmet", "unmet", "met"]


def test_a_smallest_contradiction(chamber: Chamber) -> None:
    """Every part of it is needed: without any one of them there is a roster."""
    scene = chamber.scene
    asked: dict[str, Rule] = {
        "delta": {"rule": "organisation", "organisation": "delta", "min": 2},
        "utdanningsforbundet": {"rule": "organisation", "organisation": "utdanningsforbundet", "min": 1},
        "seats": {"rule": "seats", "side": "arbeidstaker", "max": 2},
        "one": {"rule": "one_seat_per_person"},
        "fylke": {"rule": "fylke", "min": 1},
    }
    ask(chamber, *asked.values())
    contradiction = groups.propose(scene, 5, FULL)["contradiction"]
    texts = {each["text"] for each in contradiction}
    assert texts == {
        "Minst 2 for Delta.",
        "Minst 1 for Utdanningsforbundet.",
        "Plasser på arbeidstakersiden: høyst 2.",
    }
    for left_out in ("delta", "utdanningsforbundet", "seats"):
        ask(chamber, *(rule for name, rule in asked.items() if name != left_out))
        assert groups.propose(scene, 5, FULL)["contradiction"] is None, left_out


def test_a_roster_drawn_by_hand(chamber: Chamber) -> None:
    """Is held against the rules too."""
    scene = chamber.scene
    ask(chamber, {"rule": "organisation", "min": 1}, {"rule": "seats", "side": "arbeidsgiver", "min": 2})
    path, body = f"{scene.grouped}/roster/comparison", {"appointments": chamber.named("dag", "tor"), "at": FULL}
    drawn = scene.owner.post(path, body).expect(200).json["rules"]
    assert [each["status"] for each in drawn] == ["unmet", "met"]
    assert "For få: Fagforbundet (0) og Utdanningsforbundet (0)." in drawn[0]["text"]
