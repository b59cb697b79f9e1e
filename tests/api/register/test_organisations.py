"""Organisations, sammenslutninger and affiliations."""

from __future__ import annotations

import pytest

from tests.support.cast import REGISTRAR, TEKNA, Office
from tests.support.scene import Scene


def test_the_register_of_organisations(refusing: Scene) -> None:
    """By kind, and by part of the name or short name."""
    above = refusing.owner.get("/organisations", kind="sammenslutning").json
    assert [each["slug"] for each in above] == ["akademikerne-kommune", "lo-kommune", "unio", "ys-kommune"]
    below = refusing.owner.get("/organisations", kind="organisasjon").json
    assert len(below) > 25
    assert {each["slug"] for each in below} >= {"fagforbundet", "delta", "utdanningsforbundet", "tekna"}
    assert [each["slug"] for each in refusing.owner.get("/organisations", q="fellesorg").json] == [
        "fellesorganisasjonen"
    ]
    assert "fellesorganisasjonen" in [each["slug"] for each in refusing.owner.get("/organisations", q="fo").json]


def test_one_organisation(refusing: Scene) -> None:
    """With its affiliations."""
    shown = refusing.owner.get("/organisations/fagforbundet").expect(200).json
    assert (shown["name"], shown["kind"], shown["exists"]) == ("Fagforbundet", "organisasjon", True)
    above = {"slug": "lo-kommune", "name": "LO Kommune"}
    assert shown["affiliations"] == [{"sammenslutning": above, "from": None, "until": None}]


def test_registering_an_organisation(office: Office) -> None:
    """By its slug, which stays when the name changes."""
    registrar = office.as_(REGISTRAR)
    body = {"name": "Sjø og Vei", "kind": "organisasjon", "from": "2020-01-01", "until": "2027-01-01"}
    path = "/organisations/sjo-og-vei"
    made = registrar.put(path, body).expect(201).json
    assert made["slug"] == "sjo-og-vei"
    renamed = registrar.put(path, {**body, "name": "Vegfolk", "short_name": "NSOF"}).expect(200).json
    assert (renamed["id"], renamed["slug"], renamed["name"]) == (made["id"], made["slug"], "Vegfolk")
    by_id = registrar.put(f"/organisations/{made['id']}", {**body, "name": "Vegfolket"}).expect(200).json
    assert by_id["slug"] == made["slug"]
    for at, exists in (("2019-12-31", False), ("2020-01-01", True), ("2026-12-31", True), ("2027-01-01", False)):
        assert registrar.get(path, at=at).json["exists"] == exists
        listed = registrar.get("/organisations", q="vegfolk", at=at).json
        assert bool(listed) == exists


@pytest.mark.parametrize("slug", ["Norsk", "norsk_forbund", "norsk--forbund", "-norsk", "sjø", "norsk "])
def test_a_slug_is_one(refusing: Scene, slug: str) -> None:
    """The refusal says how it is written."""
    body = {"name": "Ny", "kind": "organisasjon"}
    refusing.as_(REGISTRAR).put(f"/organisations/{slug}", body).refused(422, "invalid")


def test_affiliations_over_time(office: Office) -> None:
    """Each from is another slot, and can be withdrawn."""
    registrar, path = office.as_(REGISTRAR), "/organisations/tekna/affiliations/unio"
    registrar.put(path, {"until": "2020-01-01"}).expect(201)
    registrar.put(path, {"from": "2024-01-01"}).expect(201)
    unio = {"slug": "unio", "name": "Unio"}
    shown = registrar.get("/organisations/tekna").json["affiliations"]
    assert [each for each in shown if each["sammenslutning"] == unio] == [
        {"sammenslutning": unio, "from": None, "until": "2020-01-01"},
        {"sammenslutning": unio, "from": "2024-01-01", "until": None},
    ]
    registrar.delete(path).expect(204)
    registrar.delete(path, "2024-01-01").expect(204)
    assert registrar.get("/organisations/tekna").json["affiliations"][0]["sammenslutning"]["slug"] != "unio"


def test_a_circle_is_one_only_on_common_days(office: Office) -> None:
    """Affiliations that never hold on the same day do not meet."""
    registrar = office.as_(REGISTRAR)
    registrar.put("/organisations/unio/affiliations/lo-kommune", {"until": "2020-01-01"}).expect(201)
    back = "/organisations/lo-kommune/affiliations/unio"
    registrar.put(back, {"from": "2019-12-31"}).refused(422, "affiliation-cycle")
    registrar.put(back, {"from": "2020-01-01"}).expect(201)


def test_withdrawing_an_organisation(office: Office) -> None:
    """By slug or UUID, and again."""
    registrar = office.as_(REGISTRAR)
    made = registrar.put("/organisations/feil", {"name": "Feil", "kind": "organisasjon"}).expect(201).json["id"]
    registrar.delete("/organisations/feil").expect(204)
    before = office.position()
    for name in ("feil", made):
        registrar.delete(f"/organisations/{name}").expect(204)
        registrar.get(f"/organisations/{name}").refused(404, "unknown")
    assert office.position() == before
    registrar.delete("/organisations/aldri").refused(404, "unknown")


def test_the_organisations_as_they_were_known(office: Office) -> None:
    """Before it was recorded, there is no such organisation."""
    known = office.position()
    office.as_(REGISTRAR).put("/organisations/ny", {"name": "Ny", "kind": "organisasjon"}).expect(201)
    office.as_(TEKNA).get("/organisations/ny").expect(200)
    office.as_(TEKNA).get("/organisations/ny", known_at=known).refused(404, "unknown")
