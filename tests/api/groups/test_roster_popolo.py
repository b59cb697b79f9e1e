"""Rosters as Popolo: all is linked, and what is not shown is left out."""

from __future__ import annotations

import json
import re
from typing import Any

from api.groups.popolo import write_popolo
from api.language.words import Words
from tests.support.rosters import HALSA, OSLO, SEATS, roster

DAY = re.compile(r"^[0-9]{4}(-[0-9]{2}){0,2}$")


def written(*, contacts: bool = False, **said: Any) -> dict[str, Any]:
    """The document, read again."""
    return dict(json.loads(write_popolo(roster(**said), Words("nb"), contacts=contacts)))


def test_every_reference_leads_somewhere() -> None:
    """Persons, organizations, posts and areas."""
    found = written()
    ids = {kind: [item["id"] for item in found[kind]] for kind in found if kind != "meta"}
    assert all(len(each) == len(set(each)) for each in ids.values())
    for membership in found["memberships"]:
        assert membership["person_id"] in ids["persons"]
        assert membership["organization_id"] in ids["organizations"]
        assert membership["on_behalf_of_id"] in ids["organizations"]
        assert membership["post_id"] in ids["posts"]
        assert membership.get("area_id") in (*ids["areas"], None)
    assert {post["organization_id"] for post in found["posts"]} == {roster()["group"]["id"]}
    assert all(item.get("area_id") in (*ids["areas"], None) for item in found["organizations"])


def test_every_seat() -> None:
    """Is a post, and a membership where there is a person; the last day is the day before ``until``."""
    found = written()
    assert sorted(post["id"] for post in found["posts"]) == sorted(seat["id"] for seat in SEATS)
    memberships = {membership["post_id"]: membership for membership in found["memberships"]}
    for seat in SEATS:
        if seat["person"] is None:
            assert seat["id"] not in memberships
            continue
        membership = memberships[seat["id"]]
        assert membership["person_id"] == seat["person"]["id"]
        assert membership["role"] == seat["function"]
        assert membership["start_date"] == seat["from"]
        assert membership.get("end_date") == ("2021-08-31" if seat["until"] else None)
        behalf = seat["organisation"]["slug"] if seat["organisation"] else seat["employer"]["id"]
        assert membership["on_behalf_of_id"] == behalf
        assert all(DAY.match(membership[key]) for key in ("start_date", "end_date") if key in membership)


def test_a_name_that_is_not_shown() -> None:
    """Is left out, and the person stays."""
    persons = {person["id"]: person for person in written(contacts=True)["persons"]}
    for seat in SEATS:
        if seat["person"]:
            assert persons[seat["person"]["id"]].get("name") == seat["person"]["name"]
            assert persons[seat["person"]["id"]].get("email") == seat["person"].get("email")


def test_contacts_only_where_asked_for() -> None:
    """As Popolo has them."""
    assert all(person.keys() <= {"id", "name"} for person in written()["persons"])
    (kari,) = (person for person in written(contacts=True)["persons"] if person.get("name") == "Kari Eksempel")
    assert kari["email"] == "kari.eksempel@kommune.example"
    assert kari["contact_details"] == [{"type": "voice", "value": "+47 900 00 001"}]


def test_the_group_and_the_areas() -> None:
    """The group is an organization in its project; kommunenummer keep their zeros."""
    found = written()
    group, project = roster()["group"], roster()["project"]
    organizations = {each["id"]: each for each in found["organizations"]}
    assert organizations[group["id"]] == {
        "id": group["id"],
        "name": "Styringsgruppa",
        "classification": "styringsgruppe",
        "parent_id": project["id"],
        "founding_date": "2019-01-01",
        "dissolution_date": "2021-12-31",
    }
    assert {area["identifier"]: area["name"] for area in found["areas"]} == {"1571": "Halsa", "0301": "Oslo"}
    assert {organizations[each["id"]]["area_id"] for each in (HALSA, OSLO)} == {area["id"] for area in found["areas"]}
    assert found["meta"] == {key: roster()[key] for key in ("at", "known_at", "position", "recorded_at")}
