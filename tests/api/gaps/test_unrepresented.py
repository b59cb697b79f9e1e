"""Employers that have no representant of their own on a day."""

from __future__ import annotations

from typing import Any

from tests.support.cast import AUDITOR, OSLO, REGISTRAR, TEKNA
from tests.support.remedies import sayers, sent
from tests.support.scene import START, Scene

DAY = "2026-01-01"


def unrepresented(scene: Scene, at: str = DAY, **query: Any) -> list[Any]:
    """Those of a day."""
    path = f"{scene.path}/employers-without-representant"
    found: list[Any] = scene.owner.get(path, at=at, **query).expect(200).json
    return found


def test_those_of_a_day(refusing: Scene) -> None:
    """Aure has named Per; each of the others with the days on which it takes part without one."""
    days = {each["employer"]["name"]: (each["since"], each["until"]) for each in unrepresented(refusing)}
    assert days == {"Heim": ("2020-01-01", None)}
    early = {each["employer"]["name"]: (each["since"], each["until"]) for each in unrepresented(refusing, "2019-06-01")}
    assert early == dict.fromkeys(("Halsa", "Hemne"), (START, "2020-01-01"))
    for at in ("2026-01-01", "2019-06-01"):
        employers = refusing.owner.get(f"{refusing.path}/coverage", at=at).json["summary"]["employers"]
        assert employers["participating"] - employers["represented"] == len(unrepresented(refusing, at))


def test_narrowed_to_an_employer(refusing: Scene) -> None:
    """Read on the day; pages as of any list."""
    assert len(unrepresented(refusing, "2019-06-01", employer="5011")) == 1
    assert unrepresented(refusing, employer="1576") == []
    page = refusing.owner.get(
        f"{refusing.path}/employers-without-representant", at="2019-06-01", page_size=1, page=2
    ).expect(200)
    assert (len(page.json), '"total": 2' in page.headers["X-Pagination"]) == (1, True)


def test_what_it_proposes_ends_it(scene: Scene) -> None:
    """The employer names somebody; nobody else does, and the name is for it to fill in."""
    [heim] = unrepresented(scene)
    [act] = heim["changes"]
    assert (heim["fill"], sayers(heim)) == (["/changes/0/body/person/name"], {f"employer:{heim['employer']['id']}"})
    as_it_is = scene.as_("employer:5055").open(act["method"], act["path"], json=act["body"]).refused(422, "invalid")
    assert [error["pointer"] for error in as_it_is.json["errors"]] == ["/person/name"]
    named = {**act["body"], "person": {"name": "Liv Eksempel"}}
    scene.owner.open(act["method"], act["path"], json=named).refused(403, "not-yours")
    known = scene.office.position()
    assert [answer.status for answer in sent(scene.office, heim)] == [201]
    assert unrepresented(scene) == []
    assert [each["until"] for each in unrepresented(scene, "2025-12-31")] == [DAY]
    assert len(unrepresented(scene, known_at=known)) == 1


def test_of_one_that_has_ended_its_successor_names(refusing: Scene) -> None:
    """Heim for Halsa."""
    for each in unrepresented(refusing, "2019-06-01"):
        assert [who["name"] for [who] in each["by"]] == ["Heim"]


def test_who_may_see_them(refusing: Scene) -> None:
    """As coverage."""
    path = f"{refusing.path}/employers-without-representant"
    refusing.as_(AUDITOR).get(path).expect(200)
    for party in (OSLO, REGISTRAR, TEKNA):
        refusing.as_(party).get(path).refused(403, "not-yours")
