"""Employers and their changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import REGISTRAR, TEKNA, Answer, Office, new_id
from tests.support.scene import Scene


def changed(office: Office, on: str, *edges: dict[str, Any]) -> Answer:
    """The registrar records changes."""
    return office.as_(REGISTRAR).post("/employers/changes", {"on": on, "edges": list(edges)})


def to(number: str, name: str, **more: Any) -> dict[str, Any]:
    """The employer that an old one becomes."""
    return {"kommunenummer": number, "name": name, **more}


def test_one_employer_through_its_names_and_numbers(refusing: Scene) -> None:
    """Hemne was renumbered in 2018, keeping its identity, and became Heim in 2020."""
    hemne = refusing.owner.get("/employers/5011", at="2019-12-31").expect(200).json
    assert refusing.owner.get("/employers/1612", at="2017-12-31").json["id"] == hemne["id"]
    assert hemne["names"] == [
        {"from": None, "kommunenummer": "1612", "name": "Hemne"},
        {"from": "2018-01-01", "kommunenummer": "5011", "name": "Hemne"},
    ]
    assert (hemne["from"], hemne["until"], hemne["exists"], hemne["kind"]) == (None, "2020-01-01", True, "kommune")
    assert hemne["predecessors"] == []
    heim = refusing.owner.get("/employers/5055").expect(200).json
    assert hemne["successors"] == [{"id": heim["id"], "kommunenummer": "5055", "name": "Heim", "on": "2020-01-01"}]
    assert {each["name"] for each in heim["predecessors"]} == {"Halsa", "Hemne", "Snillfjord"}
    assert (heim["from"], heim["until"]) == ("2020-01-01", None)


def test_an_employer_is_shown_as_on_the_day(refusing: Scene) -> None:
    """By UUID it resolves on any day, with its name and number then."""
    hemne = refusing.office.employer("5011", "2019-01-01")
    shown = {at: refusing.owner.get(f"/employers/{hemne}", at=at).json for at in ("2017-01-01", "2026-01-01")}
    assert (shown["2017-01-01"]["kommunenummer"], shown["2017-01-01"]["exists"]) == ("1612", True)
    assert (shown["2026-01-01"]["kommunenummer"], shown["2026-01-01"]["exists"]) == ("5011", False)


def test_the_employers_of_a_day(refusing: Scene) -> None:
    """By kind, and by part of the name, number or organisasjonsnummer."""
    kommuner = refusing.owner.get("/employers", kind="kommune", at="2026-01-01").json
    assert len(kommuner) == 357
    assert len(refusing.owner.get("/employers", kind="kommune", at="2019-01-01").json) == 422
    assert kommuner == sorted(kommuner, key=lambda each: each["kommunenummer"])
    assert len(refusing.owner.get("/employers", kind="fylkeskommune", at="2026-01-01").json) == 14
    found = refusing.owner.get("/employers", q="AURE").json
    assert {each["name"] for each in found} >= {"Aure"}
    assert [each["name"] for each in refusing.owner.get("/employers", q="1576").json] == ["Aure"]
    assert refusing.owner.get("/employers", q="Halsa").json == []
    assert [each["name"] for each in refusing.owner.get("/employers", q="Halsa", at="2019-01-01").json] == ["Halsa"]


def test_registering_an_employer(office: Office) -> None:
    """An IKS has no kommunenummer; it exists in its span."""
    path = f"/employers/{new_id()}"
    body = {"name": "Nordmøre IKS", "kind": "iks", "orgnr": "999999999", "from": "2021-01-01", "until": "2027-01-01"}
    made = office.as_(REGISTRAR).put(path, body).expect(201).json
    assert made["names"] == [{"from": "2021-01-01", "kommunenummer": None, "name": "Nordmøre IKS"}]
    assert office.as_(TEKNA).get("/employers/999999999").json["id"] == made["id"]
    for at, exists in (("2020-12-31", False), ("2021-01-01", True), ("2026-12-31", True), ("2027-01-01", False)):
        listed = office.as_(TEKNA).get("/employers", kind="iks", at=at).json
        assert bool(listed) == exists, at
        assert office.as_(TEKNA).get(path, at=at).json["exists"] == exists
    office.as_(REGISTRAR).put(path, {**body, "name": "Nytt navn IKS"}).expect(200)
    assert office.as_(TEKNA).get(path).json["name"] == "Nytt navn IKS"


def test_no_two_have_the_same_number(office: Office) -> None:
    """Neither kommunenummer on any day, nor organisasjonsnummer."""
    aure = office.as_(TEKNA).get("/employers/1576").json
    for taken in ({"kommunenummer": "1576"}, {"orgnr": aure["orgnr"]}, {"kommunenummer": "5011"}):
        body = {"name": "Ny", "kind": "kommune", **taken}
        office.as_(REGISTRAR).put(f"/employers/{new_id()}", body).refused(422, "invalid")
    later = {"name": "Ny", "kind": "kommune", "kommunenummer": "5011", "from": "2021-01-01"}
    office.as_(REGISTRAR).put(f"/employers/{new_id()}", later).expect(201)


@pytest.mark.parametrize("number", ["157", "15766", "157a", "١٥٧٦", " 1576", "1576\n", 1576])
def test_a_kommunenummer_is_four_digits(refusing: Scene, number: Any) -> None:
    """As text, leading zeros and all."""
    body = {"name": "Ny", "kind": "kommune", "kommunenummer": number}
    refusing.as_(REGISTRAR).put(f"/employers/{new_id()}", body).refused(422, "invalid")


def test_a_merger_makes_a_new_employer(office: Office) -> None:
    """The answer tells of those concerned, with predecessors and successors."""
    edges = [{"from": old, "to": to("1599", "Nordmøre")} for old in ("1573", "1576")]
    answer = changed(office, "2028-01-01", *edges).expect(201)
    shown = {each["name"]: each for each in answer.json}
    assert set(shown) == {"Aure", "Smøla", "Nordmøre"}
    assert [each["name"] for each in shown["Aure"]["successors"]] == ["Nordmøre"]
    assert {each["name"] for each in shown["Nordmøre"]["predecessors"]} == {"Aure", "Smøla"}
    assert shown["Aure"]["until"] == shown["Nordmøre"]["from"] == "2028-01-01"
    again = changed(office, "2028-01-01", *reversed(edges)).expect(200)
    assert again.position == answer.position == office.position()
    assert {each["id"] for each in again.json} == {each["id"] for each in answer.json}


def test_the_one_that_keeps_its_number_goes_on(office: Office) -> None:
    """A convention: and an employer that goes on is not its own neighbour."""
    edges = [{"from": old, "to": to("1576", "Nye Aure")} for old in ("1573", "1576")]
    aure = office.employer("1576")
    shown = {each["id"]: each for each in changed(office, "2028-01-01", *edges).expect(201).json}
    assert shown[aure]["name"] == "Nye Aure"
    assert (shown[aure]["until"], shown[aure]["successors"]) == (None, [])
    assert [each["name"] for each in shown[aure]["predecessors"]] == ["Smøla"]
    assert office.employer("1576", "2028-01-01") == aure


def test_the_registrar_may_say_otherwise(office: Office) -> None:
    """By ``continues``: Smøla goes on under Aure's number, and Aure ends."""
    aure, smola = office.employer("1576"), office.employer("1573")
    edges = [
        {"from": "1576", "to": to("1576", "Nordmøre"), "continues": False},
        {"from": "1573", "to": to("1576", "Nordmøre"), "continues": True},
    ]
    changed(office, "2028-01-01", *edges).expect(201)
    assert office.employer("1576", "2028-01-01") == smola
    assert office.as_(TEKNA).get(f"/employers/{aure}").json["until"] == "2028-01-01"


def test_a_renumbering_or_new_name_changes_no_identity(office: Office) -> None:
    """It is the same employer, with one more name."""
    aure = office.employer("1576")
    (shown,) = changed(office, "2028-01-01", {"from": "1576", "to": to("1599", "Aure")}).expect(201).json
    assert shown["id"] == aure == office.employer("1599", "2028-01-01")
    assert (shown["predecessors"], shown["successors"], shown["until"]) == ([], [], None)
    assert shown["names"][-1] == {"from": "2028-01-01", "kommunenummer": "1599", "name": "Aure"}


def test_a_split(office: Office) -> None:
    """One becomes two, which have it as predecessor; a chosen id is kept."""
    chosen = new_id()
    edges = [
        {"from": "1576", "to": to("1597", "Ytre Aure", id=chosen)},
        {"from": "1576", "to": to("1598", "Indre Aure")},
    ]
    shown = {each["name"]: each for each in changed(office, "2028-01-01", *edges).expect(201).json}
    assert shown["Ytre Aure"]["id"] == chosen
    assert {each["name"] for each in shown["Aure"]["successors"]} == {"Ytre Aure", "Indre Aure"}


def test_the_old_number_is_read_on_the_eve(office: Office) -> None:
    """Who is unknown then is pointed at, and nothing is recorded."""
    before = office.position()
    edges = [{"from": "1576", "to": to("1599", "Ny")}, {"from": "1571", "to": to("1599", "Ny")}]
    refused = changed(office, "2028-01-01", *edges).refused(422, "unknown-reference")
    assert refused.json["errors"][0]["pointer"] == "/edges/1/from"
    assert office.position() == before


@pytest.mark.parametrize("on", ["0001-01-01", "1799-12-31"])
def test_changes_of_no_time(refusing: Scene, on: str) -> None:
    """A slip of the pen is refused as a field."""
    changed(refusing.office, on, {"from": "1576", "to": to("1599", "Ny")}).refused(422, "invalid")


def test_a_key_makes_changes_repeatable(office: Office) -> None:
    """The same body is answered alike; another is refused."""
    body = {"on": "2028-01-01", "edges": [{"from": "1576", "to": to("1599", "Aure")}]}
    registrar = office.as_(REGISTRAR)
    first = registrar.post("/employers/changes", body, Idempotency_Key="k").expect(201)
    assert registrar.post("/employers/changes", body, Idempotency_Key="k").json == first.json
    registrar.post("/employers/changes", {**body, "on": "2029-01-01"}, Idempotency_Key="k").refused(422, "invalid")
    assert office.position() == first.position


def test_withdrawing_an_employer(office: Office) -> None:
    """For what should never have been registered; it may come back."""
    path, body = f"/employers/{new_id()}", {"name": "Feil", "kind": "annen"}
    registrar = office.as_(REGISTRAR)
    registrar.put(path, body).expect(201)
    known = office.position()
    registrar.delete(path).expect(204)
    registrar.get(path).refused(404, "unknown")
    registrar.put(path, body).expect(201)
    assert registrar.get(path, known_at=known).expect(200).json["name"] == "Feil"


def test_the_register_as_it_was_known(office: Office) -> None:
    """A change of the past is known from when it was recorded."""
    known = office.position()
    changed(office, "2021-01-01", {"from": "1576", "to": to("1576", "Nye Aure")}).expect(201)
    asked = {None: "Nye Aure", known: "Aure"}
    for position, name in asked.items():
        assert office.as_(TEKNA).get("/employers/1576", at="2022-01-01", known_at=position).json["name"] == name
