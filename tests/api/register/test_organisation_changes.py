"""Organisations that are renamed, merged and split, and what becomes of them in projects."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import AUDITOR, DELTA, FAGFORBUNDET, KARI, REGISTRAR, TEKNA, Answer, Office
from tests.support.scene import Scene

ON, EVE, LATER = "2026-06-01", "2026-05-31", "2026-07-01"
SAMLA = "organisation:samla"

Shape = dict[str, Any]


def changed(office: Office, *edges: Shape, on: str = ON, **more: Any) -> Answer:
    """The registrar records changes."""
    return office.as_(REGISTRAR).post("/organisations/changes", {"on": on, "edges": list(edges)}, **more)


def edge(old: str, **to: Any) -> Shape:
    """From an old organisation to a new one."""
    going = {"continues": to.pop("continues")} if "continues" in to else {}
    return {"from": old, "to": to, **going}


MERGER = [edge("fagforbundet", name="Samla"), edge("delta", name="Samla")]
RENAMED = edge("fagforbundet", slug="fagforbundet", name="Fagforbundet Ny", short_name="FN")


@pytest.fixture
def merged(scene: Scene) -> Scene:
    """The scene, in which Fagforbundet and Delta have become Samla."""
    changed(scene.office, *MERGER).expect(201)
    return scene


# The register


def test_a_merger_answers_the_organisations_concerned(office: Office) -> None:
    """The old ones end, the new one begins, and each tells of the others."""
    shown = {each["slug"]: each for each in changed(office, *MERGER).expect(201).json}
    assert list(shown) == ["fagforbundet", "delta", "samla"]
    assert [shown[slug]["until"] for slug in shown] == [ON, ON, None]
    assert (shown["samla"]["from"], shown["samla"]["kind"]) == (ON, "organisasjon")
    assert shown["delta"]["successors"] == [{"slug": "samla", "name": "Samla", "on": ON}]
    assert [each["slug"] for each in shown["samla"]["predecessors"]] == ["fagforbundet", "delta"]
    assert shown["samla"]["names"] == [{"from": ON, "name": "Samla", "short_name": None}]
    again = changed(office, *reversed(MERGER)).expect(200)
    assert {each["slug"]: each for each in again.json} == shown
    there = [each["slug"] for each in office.as_(TEKNA).get("/organisations", at=ON).json]
    assert "samla" in there
    assert not {"fagforbundet", "delta"} & set(there)


def test_a_new_name_is_from_that_day_and_the_slug_stays(scene: Scene) -> None:
    """Wherever it is named, by the day that is asked about."""
    [shown] = changed(scene.office, RENAMED).expect(201).json
    assert (shown["name"], shown["short_name"], shown["exists"]) == ("Fagforbundet Ny", "FN", True)
    assert [each["from"] for each in shown["names"]] == [None, ON]
    names = {}
    for at in (EVE, ON):
        found = scene.fagforbundet.get(f"{scene.path}/coverage", at=at, organisation="fagforbundet").json
        explained = scene.fagforbundet.get(f"{scene.path}/coverage/1576/fagforbundet", at=at).json
        listed = scene.fagforbundet.get("/organisations", at=at, q="fagforbundet ny").json
        register = scene.fagforbundet.get("/organisations/fagforbundet", at=at).json
        names[at] = {found["pairs"][0]["organisation"]["name"], explained["organisation"]["name"], register["name"]}
        assert len(listed) == (at == ON)
    assert names == {EVE: {"Fagforbundet"}, ON: {"Fagforbundet Ny"}}
    by_id = scene.fagforbundet.get(f"/organisations/{shown['id']}", at="2019-01-01").json
    assert (by_id["slug"], by_id["name"]) == ("fagforbundet", "Fagforbundet")


def test_a_registration_said_again_leaves_the_new_name(office: Office) -> None:
    """As with employers: it says what it was called first."""
    changed(office, RENAMED).expect(201)
    body = {"name": "Fagforbundet", "kind": "organisasjon", "short_name": "F"}
    shown = office.as_(REGISTRAR).put("/organisations/fagforbundet", body).expect(200).json
    assert [each["name"] for each in shown["names"]] == ["Fagforbundet", "Fagforbundet Ny"]


def test_a_key_makes_a_change_repeatable(office: Office) -> None:
    """Repeated, it answers the same; another body under it is refused."""
    first = changed(office, *MERGER, Idempotency_Key="k").expect(201)
    assert changed(office, *MERGER, Idempotency_Key="k").json == first.json
    changed(office, *MERGER, on=LATER, Idempotency_Key="k").refused(422, "invalid")


@pytest.mark.parametrize("party", [DELTA, FAGFORBUNDET, AUDITOR])
def test_it_is_the_registrars_to_say(refusing: Scene, party: str) -> None:
    """Not those it concerns."""
    body = {"on": ON, "edges": MERGER}
    refusing.as_(party).post("/organisations/changes", body).refused(403, "not-yours")


@pytest.mark.parametrize(
    ("kind", "pointer", "edges"),
    [
        ("unknown-reference", "/edges/0/from", [edge("ukjent", name="Ny")]),
        ("unknown-reference", "/edges/0/to/slug", [edge("delta", slug="ukjent")]),
        ("unknown-reference", "/edges/0/to/id", [edge("delta", id="00000000-0000-4000-8000-000000000000")]),
        ("invalid", "/edges/0/to", [edge("delta")]),
        ("invalid", "/edges/0/to/name", [edge("delta", name="  ")]),
        ("invalid", "/edges/0/to", [edge("delta", slug="lo-kommune")]),
        ("invalid", "/edges/0/to", [edge("delta", slug="tekna"), edge("tekna", slug="delta")]),
        ("invalid", "/edges/1/to/name", [edge("delta", name="Å B"), edge("tekna", name="A B")]),
        ("invalid", "/edges/0/to/slug", [edge("delta", slug="Ny!", name="Ny")]),
    ],
)
def test_refused_with_nothing_recorded(refusing: Scene, kind: str, pointer: str, edges: list[Shape]) -> None:
    """With a pointer to what is at fault."""
    refused = changed(refusing.office, *edges).refused(422, kind)
    assert [each["pointer"] for each in refused.json["errors"]] == [pointer]


def test_one_that_has_ended_is_in_no_later_change(merged: Scene) -> None:
    """Neither as an old one nor as a new one."""
    for one in (edge("delta", name="Igjen", continues=False), edge("tekna", slug="delta")):
        changed(merged.office, one, on=LATER).refused(422, "invalid")


# Projects


def test_pairs_of_the_old_end_and_the_new_is_unclarified_once_named(merged: Scene) -> None:
    """Nothing follows but what is said."""
    assert [merged.status("1576", "fagforbundet", at) for at in (EVE, ON)] == ["direct", None]
    assert merged.status("1576", "samla", ON) is None
    claim = {"from": "2020-01-01"}
    merged.as_(SAMLA).put(f"{merged.path}/claims/samla/5055", claim).expect(201)
    assert [merged.status("1576", "samla", at) for at in (EVE, ON)] == [None, "unclarified"]
    said = {"from": ON, "affected": ["samla"]}
    merged.aure.put(f"{merged.path}/participants/1576/affected", said).expect(201)
    assert merged.status("1576", "samla", ON) == "gap"
    merged.appoint(SAMLA, person=KARI, from_=ON).expect(201)
    assert merged.status("1576", "samla", ON) == "direct"


def test_a_forecast_says_what_it_becomes(scene: Scene) -> None:
    """As for an employer."""
    changed(scene.office, *MERGER, on="2027-01-01").expect(201)
    told = scene.fagforbundet.get(f"{scene.path}/forecast", until="2027-02-01").expect(200).json
    causes = {each["cause"] for each in told if each["organisation"]["slug"] == "fagforbundet"}
    assert causes == {"Fagforbundet går over i Samla."}


def test_the_tables_of_open_pairs_follow(scene: Scene) -> None:
    """The gaps of an organisation that has ended are none any more."""
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-01-01"}).expect(201)
    assert scene.fagforbundet.get("/organisations/fagforbundet/gaps", at=ON).json
    changed(scene.office, *MERGER).expect(201)
    assert not scene.fagforbundet.get("/organisations/fagforbundet/gaps", at=ON).json
    assert scene.fagforbundet.get("/organisations/fagforbundet/gaps", at=EVE).json


def test_successors_are_parties_where_their_predecessors_were(merged: Scene) -> None:
    """They see the project and its names, and the gaps of whom they follow; they do not speak in its name."""
    samla = merged.as_(SAMLA)
    assert samla.get(f"{merged.path}/coverage", at=EVE).expect(200).json["pairs"]
    assert samla.get(merged.appointed).expect(200).json["person"]["name"] == "Kari Eksempel"
    samla.get("/organisations/delta/gaps").expect(200)
    listed = samla.get("/projects", organisation="delta").expect(200).json
    assert [each["id"] for each in listed] == [merged.project]
    samla.put(f"{merged.appointed}/end", {"on": ON}).refused(403, "not-yours")
    samla.put(f"{merged.path}/waivers/fagforbundet/1576", {"from": ON}).refused(403, "not-yours")


def test_before_the_day_they_are_no_parties(scene: Scene) -> None:
    """Only once their predecessor has ended."""
    changed(scene.office, *MERGER, on="2027-01-01").expect(201)
    scene.as_(SAMLA).get(f"{scene.path}/coverage").refused(403, "not-yours")
    scene.as_(SAMLA).get("/organisations/delta/gaps").refused(403, "not-yours")


def test_the_events_of_the_register_tell_it(merged: Scene) -> None:
    """In order, to everybody."""
    told = merged.as_(TEKNA).get("/events", after=merged.office.position() - 3).expect(200).json
    assert [each["type"].rpartition(".")[2] for each in told] == [
        "OrganisationRegistered",
        "OrganisationChanged",
        "OrganisationChanged",
    ]


def test_what_made_the_difference(merged: Scene) -> None:
    """The change that ended it; a new name made none."""
    changed(merged.office, edge("utdanningsforbundet", name="Utdanning"), on=ON).expect(201)
    told = merged.fagforbundet.get(f"{merged.path}/coverage/difference", before=EVE, after=ON)
    types = {each["type"] for each in told.expect(200).json["statements"]}
    assert types == {"OrganisationChanged"}
