"""All that is held on a person, for whoever appointed them, as data and as a document."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from domain.people.port import Read
from domain.people.retention import Age
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, KRISTIANSUND, OLA, REGISTRAR, TODAY, new_id
from tests.support.scene import HALSA, HEIM, START, Scene

HTML = {"Accept": "text/html"}


def held(scene: Scene, person: str = "", party: str = FAGFORBUNDET, **query: Any) -> dict[str, Any]:
    """What is held on Kari, unless said otherwise."""
    return dict(scene.as_(party).get(f"/people/{person or scene.kari}/held", **query).expect(200).json)


def test_who_they_are_and_who_appointed_them(refusing: Scene) -> None:
    """Details, party, when, and no restriction."""
    shown = held(refusing)
    assert shown["id"] == refusing.kari
    assert shown["details"] == {**KARI, "gender": None}
    assert shown["appointed_by"] == {"party": "organisation:fagforbundet", "name": "Fagforbundet"}
    assert shown["kept_since"] == TODAY.isoformat()
    assert shown["restriction"] is None
    assert held(refusing, refusing.ola)["details"] == {**OLA, "email": None, "phone": None, "gender": None}


def test_an_appointment_with_what_was_said_of_it(scene: Scene) -> None:
    """In the order it was said, in sentences, with leave and end."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2020-06-01", "until": "2020-08-01"}).expect(201)
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"from": "2020-01-01", "scope": ["1576"]}).expect(201)
    scene.as_(DELTA).put(f"{scene.appointed}/joint/delta", {"from": START}).expect(201)
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
    (row,) = held(scene)["appointments"]
    assert row["project"] == {"id": scene.project, "name": "Felles arkiv"}
    assert (row["id"], row["role"], row["from"], row["until"]) == (scene.appointment, "tillitsvalgt", START, None)
    assert (row["end"], row["leaves"]) == ("2027-01-01", [{"from": "2020-06-01", "until": "2020-08-01"}])
    assert row["stands"] is True
    assert [said["text"].split()[0] for said in row["statements"]] == ["Fagforbundet", "En", "En", "En", "Delta", "En"]
    assert [said["by"] for said in row["statements"]][4] == "organisation:delta"
    assert all(said["recorded_at"] == TODAY.isoformat() for said in row["statements"])


def test_a_representant_of_an_employer(refusing: Scene) -> None:
    """Is told to that employer."""
    shown = held(refusing, refusing.per, AURE)
    assert shown["appointments"] == []
    (row,) = shown["representanter"]
    assert row["employer"]["name"] == "Aure"
    assert row["id"] == refusing.representant
    assert row["statements"][0]["text"] == "Aure har meldt en representant fra 1. januar 2019."
    assert shown["appointed_by"]["name"] == "Aure"


def test_every_project_is_there(scene: Scene) -> None:
    """Also one of which the asker sees nothing else."""
    other = scene.office.project(from_="2024-01-01", until="2025-01-01")
    body = {"organisation": "fagforbundet", "person_id": scene.kari, "role": "tillitsvalgt", "scope": "all"}
    scene.fagforbundet.post(f"/projects/{other}/appointments", {**body, "from": "2024-03-01"}).expect(201)
    assert [row["project"]["id"] for row in held(scene)["appointments"]] == [scene.project, other]


def test_what_named_them_once(scene: Scene) -> None:
    """Stays, up to the statement that put another in their place; what was said later is about the other."""
    body = {"person": {"name": "Siri Eksempel"}, "role": "tillitsvalgt", "scope": "all", "from": "2020-01-01"}
    siri = scene.fagforbundet.put(scene.appointed, body).expect(200).json["person"]["id"]
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
    (was,) = held(scene)["appointments"]
    assert (was["stands"], was["from"], was["end"], len(was["statements"])) == (False, START, None, 3)
    (now,) = held(scene, siri)["appointments"]
    assert (now["stands"], now["from"], now["end"], len(now["statements"])) == (True, "2020-01-01", "2027-01-01", 2)


def test_what_was_withdrawn(scene: Scene) -> None:
    """Is still held, since the log keeps it."""
    scene.fagforbundet.delete(scene.appointed).expect(204)
    (row,) = held(scene)["appointments"]
    assert row["stands"] is False
    assert row["statements"][-1]["text"] == "Fagforbundet har trukket tilbake en utpeking."
    assert held(scene)["retention"]["last_day"] == "2026-11-20"


def test_as_known_before(scene: Scene) -> None:
    """At a position, with what had been said by then."""
    before = scene.office.position()
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
    assert held(scene, known_at=before)["appointments"][0]["end"] is None
    answer = scene.fagforbundet.get(f"/people/{scene.kari}/held", known_at=before)
    assert answer.position == before


def test_who_has_seen_them(scene: Scene) -> None:
    """As long as it is kept; the newest first."""
    read = Read(TODAY, kristiansund(scene), UUID(scene.kari), "get_appointment", UUID(scene.project))
    scene.office.services.reads.record([read])
    shown = [each for each in held(scene)["reads"] if each["by"] == read.by]
    assert shown[-1] == {"at": TODAY.isoformat(), "by": read.by, "view": "get_appointment", "project": scene.project}


def kristiansund(scene: Scene) -> str:
    """Kristiansund, as parties are written."""
    return f"employer:{scene.office.employer('1505')}"


def test_how_long_they_are_kept(scene: Scene) -> None:
    """As has been decided; nothing where nothing has, or while a term is open."""
    assert held(scene)["retention"] == {"last_day": None, "older_than": None, "due_on": None}
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
    assert held(scene)["retention"] == {"last_day": "2026-12-31", "older_than": None, "due_on": None}
    services = scene.office.services
    object.__setattr__(services.settings, "retention", Age.of("2y"))
    assert held(scene)["retention"] == {"last_day": "2026-12-31", "older_than": "2y", "due_on": "2029-01-01"}


def test_only_who_appointed_them_is_told(refusing: Scene) -> None:
    """Neither parties of the project, the registrar nor the auditor; nobody is told who is not there."""
    for party in (KRISTIANSUND, DELTA, AURE, REGISTRAR, AUDITOR):
        for headers in ({}, HTML):
            answer = refusing.as_(party).get(f"/people/{refusing.kari}/held", headers=headers)
            assert "Kari" not in answer.refused(403, "not-yours").text
    refusing.fagforbundet.get(f"/people/{new_id()}/held").refused(404, "unknown")


def test_a_successor_is_told(scene: Scene) -> None:
    """Of an employer that has ended, what that employer has appointed."""
    path = f"{scene.path}/participants/{HALSA}/representanter/{new_id()}"
    scene.office.clock.instant = TODAY
    named = scene.as_(HEIM).put(path, {"person": OLA, "from": START}).expect(201).json["person"]["id"]
    assert held(scene, named, HEIM)["appointed_by"]["name"] == "Halsa"
    scene.as_(KRISTIANSUND).get(f"/people/{named}/held").refused(403, "not-yours")


def test_of_the_erased_nothing_is_held(scene: Scene) -> None:
    """That could be told to anybody."""
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    scene.fagforbundet.get(f"/people/{scene.kari}/held").refused(404, "unknown")


# The document


class Page(HTMLParser):
    """A page's text, its tags, and what it would load or run."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect tags."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data

    def of(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each tag of that name."""
        return [attributes for tag, attributes in self.tags if tag == name]


def page(scene: Scene, person: str = "", party: str = FAGFORBUNDET) -> Page:
    """The document."""
    answer = scene.as_(party).get(f"/people/{person or scene.kari}/held", headers=HTML).expect(200)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.position == scene.office.position()
    return Page(answer.text)


def leaves(value: Any) -> Iterator[str]:
    """Every text in it."""
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield value


NORWEGIAN = {
    "2026-11-21": "21. november 2026",
    TODAY.isoformat(): "21. november 2026 kl. 13.00",
    START: "1. januar 2019",
    "2020-06-01": "1. juni 2020",
    "2020-08-01": "31. juli 2020",
    "2027-01-01": "1. januar 2027",
    "2026-12-31": "31. desember 2026",
}
"""Dates as they are told to people, the last of a span included."""


def test_the_document_says_the_same(scene: Scene) -> None:
    """Every text of the data is in it."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2020-06-01", "until": "2020-08-01"}).expect(201)
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)
    scene.fagforbundet.put(f"/people/{scene.kari}/restriction", {"from": "2026-11-21"}).expect(201)
    told, shown = held(scene), page(scene).text
    for text in leaves(told):
        assert NORWEGIAN.get(text, text) in shown, text


def test_the_document_is_for_everybody(refusing: Scene) -> None:
    """In bokmål, with a title, one main heading, headings in order, tables with captions and headed columns."""
    shown = page(refusing)
    assert shown.of("html") == [{"lang": "nb"}]
    assert len(shown.of("title")) == len(shown.of("main")) == len(shown.of("h1")) == 1
    levels = [int(tag[1]) for tag, _ in shown.tags if tag in ("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(shown.of("table")) == len(shown.of("caption")) > 0
    assert all(each == {"scope": "col"} for each in shown.of("th"))


def test_the_document_runs_and_loads_nothing(scene: Scene) -> None:
    """And takes no name for markup."""
    name = '<script>alert(1)</script> & "Kari" {{ 7*7 }}'
    scene.fagforbundet.put(f"/people/{scene.kari}", {"name": name}).expect(200)
    shown = page(scene)
    assert name in shown.text
    assert not [tag for tag, _ in shown.tags if tag in ("script", "link", "img", "iframe", "form")]
    assert not [name for _, attributes in shown.tags for name in attributes if name in ("src", "href", "style")]


@pytest.mark.parametrize(("accept", "kind"), [("*/*", "application/json"), ("text/html, */*;q=0.1", "text/html")])
def test_the_form_is_the_askers_choice(refusing: Scene, accept: str, kind: str) -> None:
    """Data, unless a document is what is wanted."""
    answer = refusing.fagforbundet.get(f"/people/{refusing.kari}/held", headers={"Accept": accept}).expect(200)
    assert answer.response.mimetype == kind
