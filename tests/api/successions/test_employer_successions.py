"""What is proposed to each party after a merger or split, and confirming one's own part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, LO_KOMMUNE, OSLO, REGISTRAR, Answer, new_id
from tests.support.scene import HALSA, HEIM, HEMNE, START, Scene

M, EVE, LATER = "2020-01-01", "2019-12-31", "2020-02-01"
PARTS = ("affected", "not_affected", "scopes", "representanter")

Shape = dict[str, Any]


@dataclass(frozen=True)
class Merger:
    """The merger of Halsa and Hemne, as the scene's project sees it, with what the worked example adds."""

    scene: Scene
    a: str
    """Fagforbundet's appointment for Halsa alone."""

    @property
    def path(self) -> str:
        """Where it is confirmed."""
        return f"{self.scene.path}/successions/{self.scene.succession}/confirm"

    def seen(self, party: str = FAGFORBUNDET, **query: Any) -> Shape:
        """As a party sees it."""
        [shape] = self.scene.as_(party).get(f"{self.scene.path}/successions", **query).expect(200).json
        return dict(shape)

    def left(self, **query: Any) -> dict[str, int]:
        """How much is proposed still, by part."""
        return {part: len(proposed) for part, proposed in self.seen(**query)["proposal"].items()}

    def confirm(self, party: str, headers: dict[str, str] | None = None, **said: Any) -> Answer:
        """A party confirms."""
        return self.scene.as_(party).open("POST", self.path, json=said, headers=headers or {})

    @property
    def position(self) -> int:
        """Of the log."""
        return self.scene.office.position()


@pytest.fixture
def merger(scene: Scene) -> Merger:
    """Kari, who spoke for all, has gone; A speaks for Halsa. Hemne has clarified, not as Halsa, and has a representant.

    As in the worked example of the model, and with somebody for every part of a proposal.
    """
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2019-02-01"}).expect(201)
    merger = Merger(scene, new_id())
    body = {"organisation": "fagforbundet", "person": KARI, "role": "tillitsvalgt", "scope": [HALSA], "from": START}
    scene.fagforbundet.put(f"{scene.path}/appointments/{merger.a}", body).expect(201)
    said = {"from": START, "affected": ["fagforbundet"], "not_affected": ["delta", "tekna"]}
    scene.owner.put(f"{scene.path}/participants/{HEMNE}/affected", said).expect(201)
    scene.owner.put(f"{scene.path}/participants/{HALSA}/affected/delta", {"from": START, "status": "affected"})
    path = f"{scene.path}/participants/{HEMNE}/representanter/{new_id()}"
    scene.as_(HEIM).put(path, {"person": {"name": "Hege Eksempel"}, "from": START}).expect(201)
    return merger


def named(parts: list[Shape]) -> list[str]:
    """The organisations that parts are about."""
    return [each["organisation"]["slug"] for each in parts]


def numbers(employers: list[Shape]) -> list[str]:
    """Their kommunenummer, in order."""
    return sorted(each["kommunenummer"] for each in employers)


# What is proposed


def test_what_the_predecessors_had(merger: Merger) -> None:
    """Clarifications with their conflicts, scopes that named one of them, and who spoke for them."""
    shown = merger.seen()
    assert (shown["on"], shown["complete"], shown["owner"]) == (M, False, None)
    assert numbers(shown["predecessors"]) == [HALSA, HEMNE]
    assert [(each["name"], each["participates"]) for each in shown["successors"]] == [("Heim", True)]
    proposal = shown["proposal"]
    assert named(proposal["affected"]) == ["delta", "fagforbundet"]
    assert [each["conflict"] for each in proposal["affected"]] == [True, False]
    assert {each["employer"]["name"]: each["status"] for each in proposal["affected"][0]["had"]} == {
        "Halsa": "affected",
        "Hemne": "not_affected",
    }
    assert named(proposal["not_affected"]) == ["tekna"]
    [scope] = proposal["scopes"]
    assert scope["appointment"] == merger.a
    assert numbers(scope["names"]) == [HALSA]
    assert numbers(scope["successors"]) == ["5055"]
    [spoke] = proposal["representanter"]
    assert (spoke["predecessor"]["name"], spoke["person"]["name"]) == ("Hemne", "Hege Eksempel")
    assert all(shown["settled"][part] == [] for part in PARTS)


def test_it_is_told_in_words(merger: Merger) -> None:
    """In bokmål unless asked otherwise."""
    shown = merger.seen()
    assert shown["text"] == "Heim etterfølger Halsa og Hemne fra 1. januar 2020. Noe er ikke bekreftet ennå."
    told = shown["proposal"]["affected"][0]["text"]
    assert told == "Delta var berørt hos Halsa, men ikke hos Hemne. Heim eller prosjekteieren avgjør."
    assert merger.seen(language="nn")["proposal"]["affected"][0]["text"].startswith("Delta var råka hos Halsa")
    answer = merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200).json
    assert answer["settled"]["scopes"][0]["text"] == "Den som Fagforbundet pekte ut for Halsa, taler for Heim."


def test_names_are_the_parties_to_see(merger: Merger) -> None:
    """The auditor sees that there was somebody, and not who."""
    [spoke] = merger.seen(AUDITOR)["proposal"]["representanter"]
    assert spoke["person"]["name"] is None
    for outsider in (OSLO, REGISTRAR):
        merger.scene.as_(outsider).get(f"{merger.scene.path}/successions").refused(403, "not-yours")


def test_who_was_read_is_recorded(merger: Merger) -> None:
    """As with every name."""
    [spoke] = merger.seen(AURE)["proposal"]["representanter"]
    reads = merger.scene.as_(HEIM).get(f"/people/{spoke['person']['id']}/reads").expect(200).json
    assert [each["by"] for each in reads] == [f"employer:{merger.scene.office.employer('1576')}"]


# Confirming


def test_the_worked_example(merger: Merger) -> None:
    """Unclarified, a gap once clarified, and direct once the scope is confirmed; as known before, what it was."""
    scene = merger.scene
    begun = merger.position
    assert scene.status("5055", "fagforbundet", LATER) == "unclarified"
    gap = merger.confirm(HEIM, affected=["fagforbundet"]).expect(200).position
    assert scene.status("5055", "fagforbundet", LATER) == "gap"
    merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    assert scene.status("5055", "fagforbundet", LATER) == "direct"
    assert scene.status("5055", "fagforbundet", LATER, gap) == "gap"
    assert scene.status("5055", "fagforbundet", LATER, begun) == "unclarified"
    assert merger.left(known_at=begun) == {"affected": 2, "not_affected": 1, "scopes": 1, "representanter": 1}
    assert merger.left(known_at=gap) == {"affected": 1, "not_affected": 1, "scopes": 1, "representanter": 1}
    assert merger.left() == {"affected": 1, "not_affected": 1, "scopes": 0, "representanter": 1}


def test_until_nothing_is_left(merger: Merger) -> None:
    """Each party says its own part, and the empty state is plain."""
    merger.confirm(HEIM, affected=["fagforbundet", "delta"], not_affected=["tekna"]).expect(200)
    merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    path = f"{merger.scene.path}/participants/5055/representanter/{new_id()}"
    merger.scene.as_(HEIM).put(path, {"person": {"name": "Hege Eksempel"}, "from": M}).expect(201)
    shown = merger.seen()
    assert shown["complete"]
    assert shown["text"].endswith("Ingenting er igjen å bekrefte.")
    assert {part: len(shown["proposal"][part]) for part in PARTS} == dict.fromkeys(PARTS, 0)
    assert {part: len(shown["settled"][part]) for part in PARTS} == {**dict.fromkeys(PARTS, 1), "affected": 2}
    assert shown["settled"]["representanter"][0]["predecessor"] is None


def test_it_records_ordinary_statements(merger: Merger) -> None:
    """Clarifications by whoever spoke, on whose behalf, and a scope with the successor added, from the day."""
    before = merger.position
    merger.confirm("employer:1505", affected=["fagforbundet"]).expect(200)
    merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    said = merger.scene.owner.get(f"{merger.scene.path}/history").expect(200).json
    scope, clarified = [each for each in said if each["position"] > before]
    heim, halsa = merger.scene.office.employer("5055"), merger.scene.office.employer(HALSA, EVE)
    assert (clarified["type"], clarified["capacity"], clarified["from"]) == ("AffectedClarified", "owner", M)
    assert clarified["on_behalf_of"] == f"employer:{heim}"
    assert (scope["type"], scope["capacity"], scope["from"]) == ("ScopeSet", "organisation", M)
    assert scope["data"]["scope"] == sorted([heim, halsa])


def test_what_a_proposal_shows_can_be_sent_back(merger: Merger) -> None:
    """The parts themselves are references."""
    proposal = merger.seen()["proposal"]
    said = {part: proposal[part] for part in ("affected", "not_affected")}
    shown = merger.confirm(HEIM, **said).expect(200).json
    assert named(shown["settled"]["affected"]) == named(said["affected"])
    merger.confirm(FAGFORBUNDET, scopes=proposal["scopes"]).expect(200)
    assert merger.left() == {"affected": 0, "not_affected": 0, "scopes": 0, "representanter": 1}


def test_confirmed_twice(merger: Merger) -> None:
    """Nothing is recorded anew, be it by the successor or by the owner."""
    merger.confirm(HEIM, affected=["fagforbundet"], not_affected=["tekna"]).expect(200)
    first = merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    for party, said in (
        (HEIM, {"affected": ["fagforbundet"], "not_affected": ["tekna"]}),
        ("employer:1505", {"affected": ["fagforbundet"]}),
        (FAGFORBUNDET, {"scopes": [merger.a, merger.a]}),
        (FAGFORBUNDET, {}),
    ):
        again = merger.confirm(party, **said).expect(200)
        assert again.json == {**first.json, "warnings": again.json["warnings"]}
        assert merger.position == first.position


def test_a_key_is_answered_once(merger: Merger) -> None:
    """The same request again records nothing, even where something has been said since; another body is refused."""
    key = {"Idempotency-Key": "one"}
    merger.confirm(HEIM, key, affected=["fagforbundet"]).expect(200)
    path = f"{merger.scene.path}/participants/5055/affected/fagforbundet"
    merger.scene.as_(HEIM).delete(path, M).expect(204)
    before = merger.position
    shown = merger.confirm(HEIM, key, affected=["fagforbundet"]).expect(200)
    assert named(shown.json["proposal"]["affected"]) == ["delta", "fagforbundet"]
    merger.confirm(HEIM, key, affected=["delta"]).refused(422, "invalid")
    assert merger.position == before


def test_what_has_been_said_otherwise_since(merger: Merger) -> None:
    """Is settled, and is not overruled by confirming."""
    scene = merger.scene
    path = f"{scene.path}/participants/5055/affected"
    scene.as_(HEIM).put(path, {"from": M, "affected": [], "not_affected": ["delta"]}).expect(201)
    scope = {"scope": ["1576"], "from": M}
    scene.fagforbundet.put(f"{scene.path}/appointments/{merger.a}/scope", scope).expect(201)
    shown = merger.seen()
    assert named(shown["proposal"]["affected"]) == ["fagforbundet"]
    assert named(shown["settled"]["not_affected"]) == ["delta"]
    assert [each["text"] for each in shown["settled"]["scopes"]] == [
        "Fagforbundet har sagt et annet virkeområde, uten Halsa."
    ]
    merger.confirm("employer:1505", affected=["fagforbundet", "delta"]).refused(422, "invalid")
    merger.confirm(FAGFORBUNDET, scopes=[merger.a]).refused(422, "invalid")
    assert merger.left()["affected"] == 1


def test_a_clarification_from_a_later_day_leaves_the_days_before(merger: Merger) -> None:
    """So it is still proposed."""
    path = f"{merger.scene.path}/participants/5055/affected/fagforbundet"
    merger.scene.as_(HEIM).put(path, {"from": "2020-03-01", "status": "affected"}).expect(201)
    assert named(merger.seen()["proposal"]["affected"]) == ["delta", "fagforbundet"]


def test_a_scope_from_a_later_day_is_widened_too(merger: Merger) -> None:
    """Where it still names the predecessor; the successor is spoken for from the day on."""
    scene = merger.scene
    later = {"scope": [scene.office.employer(HALSA, EVE), "1576"], "from": "2021-01-01"}
    scene.fagforbundet.put(f"{scene.path}/appointments/{merger.a}/scope", later).expect(201)
    merger.confirm(HEIM, affected=["fagforbundet"]).expect(200)
    merger.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    assert [scene.status("5055", "fagforbundet", day) for day in (LATER, "2021-02-01")] == ["direct", "direct"]


# Whose part it is


@pytest.mark.parametrize(
    ("party", "said"),
    [
        (AURE, {"affected": ["fagforbundet"]}),
        (FAGFORBUNDET, {"affected": ["fagforbundet"]}),
        (FAGFORBUNDET, {"not_affected": ["tekna"]}),
        (DELTA, {"scopes": ["A"]}),
        (HEIM, {"scopes": ["A"]}),
        ("employer:1505", {"scopes": ["A"]}),
        (HEIM, {"affected": ["fagforbundet"], "scopes": ["A"]}),
        (LO_KOMMUNE, {"scopes": ["A"]}),
        (OSLO, {}),
        (AUDITOR, {}),
        (REGISTRAR, {}),
    ],
)
def test_only_ones_own_part(merger: Merger, party: str, said: dict[str, list[str]]) -> None:
    """All or nothing: a part that is another's is refused with the rest."""
    before = merger.position
    body = {part: [merger.a if each == "A" else each for each in named] for part, named in said.items()}
    merger.confirm(party, **body).refused(403, "not-yours")
    assert merger.position == before


def test_a_branch_confirms_where_it_speaks_for_all_of_them(merger: Merger) -> None:
    """The old ones that stay in the scope, and the new."""
    scene = merger.scene
    halsa, heim = scene.office.employer(HALSA, EVE), scene.office.employer("5055")
    for employers, status in (([halsa], 403), ([halsa, heim], 200)):
        said = {"employers": employers, "from": START}
        assert scene.fagforbundet.put("/organisations/fagforbundet/branches/1505", said).status in (200, 201)
        merger.confirm("organisation:fagforbundet/1505", scopes=[merger.a]).expect(status)


def test_nothing_beside_the_proposal(merger: Merger) -> None:
    """An organisation that nobody had clarified, one in both lists, a vara, and things that are not there."""
    scene, before = merger.scene, merger.position
    merger.confirm(HEIM, affected=["utdanningsforbundet"]).refused(422, "invalid")
    merger.confirm(HEIM, affected=["nobody"]).refused(422, "unknown-reference")
    merger.confirm(HEIM, affected=["delta"], not_affected=["delta"]).refused(422, "in-both-lists")
    merger.confirm(FAGFORBUNDET, scopes=[scene.vara]).refused(422, "invalid")
    merger.confirm(FAGFORBUNDET, scopes=[new_id()]).refused(422, "unknown-reference")
    merger.confirm(FAGFORBUNDET, scopes="all").refused(422, "invalid")
    for party in (HEIM, OSLO):
        path = f"{scene.path}/successions/{new_id()}/confirm"
        scene.as_(party).post(path, {}).refused(404, "unknown")
    assert merger.position == before


def test_a_conflict_is_decided_either_way(merger: Merger) -> None:
    """By whoever may say it."""
    merger.confirm(HEIM, not_affected=["delta"]).expect(200)
    assert merger.scene.status("5055", "delta", LATER) == "not_affected"
    assert named(merger.seen()["settled"]["not_affected"]) == ["delta"]


# Who takes part, and when it is asked


def test_a_successor_that_was_taken_out(merger: Merger) -> None:
    """Nothing is proposed to it, and nothing can be confirmed; as known before, all of it."""
    scene, before = merger.scene, merger.position
    scene.owner.delete(f"{scene.path}/participants/5055", M).expect(204)
    shown = merger.seen()
    assert [each["participates"] for each in shown["successors"]] == [False]
    assert shown["complete"]
    assert shown["text"].endswith("så det er ingenting å bekrefte.")
    assert {part: len(shown["proposal"][part]) for part in PARTS} == dict.fromkeys(PARTS, 0)
    assert merger.left(known_at=before)["affected"] == 2
    merger.confirm("employer:1505", affected=["fagforbundet"]).refused(422, "not-a-participant")


def test_the_days_it_is_asked_on(merger: Merger) -> None:
    """With a day: what has happened by then, in a project that goes on."""
    scene = merger.scene
    asked = {day: scene.owner.get(f"{scene.path}/successions", at=day).expect(200) for day in ("2018-01-01", EVE, M)}
    assert [len(answer.json) for answer in asked.values()] == [0, 0, 1]
    assert scene.owner.get(f"{scene.path}/successions", page=2).expect(200).json == []


def test_a_project_that_is_over_by_then(merger: Merger) -> None:
    """Is not concerned."""
    scene = merger.scene
    scene.owner.put(scene.path, {"name": "Felles arkiv", "owner": "1505", "from": START, "until": M}).expect(200)
    assert scene.owner.get(f"{scene.path}/successions").expect(200).json == []
    merger.confirm(HEIM, affected=["fagforbundet"]).refused(404, "unknown")


def test_a_new_number_concerns_nobody(scene: Scene) -> None:
    """Rindal is the same as 1567 and as 5061."""
    before = scene.owner.get(f"{scene.path}/successions").expect(200).json
    scene.owner.put(f"{scene.path}/participants/5061", {"from": START}).expect(201)
    assert scene.owner.get(f"{scene.path}/successions").expect(200).json == before


# Splits, chains and owners


def become(scene: Scene, on: str, old: str, *new: str) -> list[str]:
    """The registrar says that employers become others; their ids."""
    ids = {number: new_id() for number in new}
    edges = [
        {"from": each, "to": {"kommunenummer": number, "name": f"Ny {number}", "id": ids[number]}, "continues": False}
        for each in old.split()
        for number in new
    ]
    scene.as_(REGISTRAR).post("/employers/changes", {"on": on, "edges": edges}).expect(201)
    return list(ids.values())


def of_day(scene: Scene, on: str) -> Shape:
    """The merger or split of a day."""
    listed = scene.fagforbundet.get(f"{scene.path}/successions").expect(200).json
    [found] = [each for each in listed if each["on"] == on]
    return dict(found)


def test_a_split(merger: Merger) -> None:
    """Each successor is proposed all of it, and says its own; the organisation adds both at once."""
    scene = merger.scene
    halsa = scene.office.employer("1576")
    scope = {"scope": [halsa], "from": START}
    scene.fagforbundet.put(f"{scene.path}/appointments/{merger.a}/scope", scope).expect(201)
    north, south = become(scene, "2024-01-01", halsa, "9001", "9002")
    split = of_day(scene, "2024-01-01")
    assert sorted(each["id"] for each in split["successors"]) == sorted([north, south])
    assert len(split["proposal"]["affected"]) == 6
    again = Merger(replace(scene, succession=split["id"]), merger.a)
    again.confirm(f"employer:{north}", affected=["fagforbundet"]).expect(200)
    again.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    assert [scene.status(who, "fagforbundet", "2024-02-01") for who in ("9001", "9002")] == ["direct", "unclarified"]
    again.confirm("employer:1505", affected=["fagforbundet", "delta"]).expect(200)
    assert [scene.status(who, "fagforbundet", "2024-02-01") for who in ("9001", "9002")] == ["direct", "direct"]
    left = of_day(scene, "2024-01-01")["proposal"]
    assert named(left["affected"]) == ["utdanningsforbundet", "utdanningsforbundet"]
    assert {each["employer"]["id"] for each in left["representanter"]} == {north, south}


def test_a_successor_that_merges_again(merger: Merger) -> None:
    """It leaves what has been said of it by then, and its successor may say both, in order."""
    scene = merger.scene
    [outer] = become(scene, "2024-01-01", f"{scene.office.employer('5055')} {scene.office.employer('1576')}", "9001")
    again = Merger(replace(scene, succession=of_day(scene, "2024-01-01")["id"]), merger.a)
    assert named(of_day(scene, "2024-01-01")["proposal"]["affected"]) == [
        "delta",
        "fagforbundet",
        "utdanningsforbundet",
    ]
    assert of_day(scene, "2024-01-01")["proposal"]["scopes"] == []
    for each in (merger, again):
        each.confirm(f"employer:{outer}", affected=["fagforbundet"]).expect(200)
        each.confirm(FAGFORBUNDET, scopes=[merger.a]).expect(200)
    days = (("5055", LATER), ("9001", "2024-02-01"))
    assert [scene.status(number, "fagforbundet", day) for number, day in days] == ["direct", "direct"]
    had = of_day(scene, "2024-01-01")["settled"]["affected"][0]["had"]
    assert {each["employer"]["name"] for each in had} == {"Heim", "Aure"}


def test_one_that_goes_on_takes_others_in(merger: Merger) -> None:
    """What it had clarified itself stands, and is shown where the others had it otherwise."""
    scene, aure = merger.scene, merger.scene.office.employer("1576")
    heim = {"from": M, "affected": ["fagforbundet", "tekna"], "not_affected": ["delta"]}
    scene.as_(HEIM).put(f"{scene.path}/participants/5055/affected", heim).expect(201)
    tekna = {"from": START, "status": "not_affected"}
    scene.aure.put(f"{scene.path}/participants/1576/affected/tekna", tekna).expect(201)
    edges = [
        {"from": scene.office.employer("5055"), "to": {"id": aure}},
        {"from": aure, "to": {"id": aure}, "continues": True},
    ]
    scene.as_(REGISTRAR).post("/employers/changes", {"on": "2024-01-01", "edges": edges}).expect(201)
    shown = of_day(scene, "2024-01-01")
    assert ([each["name"] for each in shown["predecessors"]], numbers(shown["successors"])) == (["Heim"], ["1576"])
    [open_still] = shown["proposal"]["affected"]
    assert (open_still["organisation"]["slug"], open_still["conflict"]) == ("tekna", True)
    assert open_still["stands"] == "not_affected"
    assert named(shown["settled"]["affected"]) == ["delta", "fagforbundet"]
    assert [each["conflict"] for each in shown["settled"]["affected"]] == [True, False]


def test_an_owner_that_merges(merger: Merger) -> None:
    """Its one successor owns the project, though it takes no part; after a split the registrar says who."""
    scene = merger.scene
    [nordmore] = become(scene, "2024-01-01", scene.office.employer("1505"), "9001")
    shown = of_day(scene, "2024-01-01")
    assert (shown["owner"]["before"]["name"], shown["owner"]["after"]["id"]) == ("Kristiansund", nordmore)
    assert shown["complete"]
    merger.confirm(f"employer:{nordmore}", affected=["fagforbundet"]).expect(200)

    north, _ = become(scene, "2025-01-01", nordmore, "9002", "9003")
    shown = of_day(scene, "2025-01-01")
    assert (shown["owner"]["after"], shown["complete"]) == (None, False)
    assert "Registerføreren" in shown["owner"]["text"]
    owned = {"name": "Felles arkiv", "owner": north, "from": START}
    scene.as_(REGISTRAR).put(scene.path, owned).expect(200)
    assert [each["on"] for each in scene.fagforbundet.get(f"{scene.path}/successions").json] == [M]


def test_a_successor_that_should_never_have_been_registered(merger: Merger) -> None:
    """Takes no part, and the rest is answered all the same."""
    heim = merger.scene.office.employer("5055")
    merger.scene.as_(REGISTRAR).delete(f"/employers/{heim}").expect(204)
    shown = merger.seen()
    assert [(each["id"], each["participates"]) for each in shown["successors"]] == [(heim, False)]
