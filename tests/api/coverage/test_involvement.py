"""The duty to involve: whom those who appoint must involve, where, and since whose representanter speak for them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from api.http.operation import XLSX
from tests.support import groups
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, LO_KOMMUNE, OSLO, REGISTRAR, TEKNA
from tests.support.groups import DAY, UNIO, Shape
from tests.support.scene import HALSA, START, Scene

pytestmark = pytest.mark.worked_out


def duties(scene: Scene, at: str = DAY, party: str | None = None, **query: Any) -> list[Shape]:
    """The duties of a day."""
    caller = scene.as_(party) if party else scene.owner
    found: list[Shape] = caller.get(f"{scene.path}/involvement", at=at, **query).expect(200).json
    return found


def told(shown: list[Shape]) -> list[tuple[str, str, str, list[str]]]:
    """By whom, for whom, how and where."""
    return [
        (
            each["appointed_by"]["slug"],
            each["organisation"]["slug"],
            each["how"],
            [employer["name"] for employer in each["employers"]],
        )
        for each in shown
    ]


def test_a_duty(refusing: Scene) -> None:
    """Towards one's own members, at the employers where they are affected and spoken for."""
    fagforbundet = {"slug": "fagforbundet", "name": "Fagforbundet"}
    assert duties(refusing) == [
        {
            "appointed_by": fagforbundet,
            "organisation": fagforbundet,
            "how": "direct",
            "employers": [{"id": refusing.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"}],
            "appointments": [{"id": refusing.appointment, "person": {"id": refusing.kari, **KARI}}],
            "duty": "Fagforbundet involverer medlemmene sine hos arbeidsgiverne.",
        }
    ]


def test_on_another_day(refusing: Scene) -> None:
    """At the employers that took part then; before the project nobody has any."""
    ((by, organisation, how, employers),) = told(duties(refusing, "2019-06-01"))
    assert (by, organisation, how, sorted(employers)) == ("fagforbundet", "fagforbundet", "direct", ["Aure", "Halsa"])
    assert duties(refusing, "2018-12-31") == []


def test_for_others(scene: Scene) -> None:
    """Jointly for whoever gave a mandate; a sammenslutning coordinates its organisations."""
    for party in (LO_KOMMUNE, UNIO):
        groups.appoint(scene, party)
    scene.as_(DELTA).put(f"{scene.appointed}/joint/delta", {"from": START}).expect(201)
    aure = ["Aure"]
    assert told(duties(scene)) == [
        ("fagforbundet", "delta", "joint", aure),
        ("fagforbundet", "fagforbundet", "direct", aure),
        ("lo-kommune", "fagforbundet", "indirect", aure),
        ("unio", "utdanningsforbundet", "indirect", aure),
    ]
    assert [each["duty"] for each in duties(scene)] == [
        "Fagforbundet taler også for Delta og involverer Delta, som involverer medlemmene sine.",
        "Fagforbundet involverer medlemmene sine hos arbeidsgiverne.",
        "LO Kommune samordner Fagforbundet, som involverer medlemmene sine hos arbeidsgiverne.",
        "Unio samordner Utdanningsforbundet, som involverer medlemmene sine hos arbeidsgiverne.",
    ]
    for language, word in (("nn", "samordnar"), ("en", "coordinates")):
        assert word in duties(scene, language=language)[-1]["duty"]
    assert told(duties(scene, organisation="lo-kommune")) == [("lo-kommune", "fagforbundet", "indirect", aure)]
    assert duties(scene, organisation="tekna") == []


def test_by_whoever_speaks_that_day(scene: Scene) -> None:
    """During a leave the vara, whose appointment it is; without one nobody has the duty."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-01-01"}).expect(201)
    (duty,) = duties(scene)
    assert [each["id"] for each in duty["appointments"]] == [scene.vara]
    scene.fagforbundet.delete(scene.appointed_vara).expect(204)
    assert duties(scene) == []


def test_of_a_sammenslutning_that_is_not_wanted(scene: Scene) -> None:
    """Where it is reserved against, there is nothing to coordinate."""
    groups.appoint(scene, LO_KOMMUNE)
    scene.fagforbundet.put(f"{scene.path}/reservations/fagforbundet", {"from": START}).expect(201)
    assert told(duties(scene)) == [("fagforbundet", "fagforbundet", "direct", ["Aure"])]


def test_where_it_is_spoken_for(scene: Scene) -> None:
    """Not where the scope ends, nor where nobody is affected."""
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"scope": [HALSA], "from": "2019-06-01"}).expect(201)
    assert told(duties(scene, "2019-06-01")) == [("fagforbundet", "fagforbundet", "direct", ["Halsa"])]
    assert duties(scene) == []


def test_as_it_was_known(scene: Scene) -> None:
    """Before it was said."""
    known = scene.office.position()
    groups.appoint(scene, DELTA)
    assert [each["appointed_by"]["slug"] for each in duties(scene)] == ["delta", "fagforbundet"]
    assert [each["appointed_by"]["slug"] for each in duties(scene, known_at=known)] == ["fagforbundet"]


def test_pages(scene: Scene) -> None:
    """As other lists."""
    groups.appoint(scene, DELTA)
    answer = scene.owner.get(f"{scene.path}/involvement", at=DAY, page=2, page_size=1).expect(200)
    assert [each["appointed_by"]["slug"] for each in answer.json] == ["fagforbundet"]
    assert '"total": 2' in answer.headers["X-Pagination"]


def test_who_may_ask(refusing: Scene) -> None:
    """The parties; the auditor, without names; nobody else."""
    for party in (AURE, FAGFORBUNDET, DELTA):
        assert duties(refusing, party=party)[0]["appointments"][0]["person"]["name"] == KARI["name"]
    assert duties(refusing, party=AUDITOR)[0]["appointments"][0]["person"] == {"id": refusing.kari, "name": None}
    for party in (REGISTRAR, OSLO, TEKNA):
        refusing.as_(party).get(f"{refusing.path}/involvement").refused(403, "not-yours")


@pytest.mark.parametrize("party", [None, AUDITOR])
def test_as_a_workbook(refusing: Scene, party: str | None) -> None:
    """A line for each employer, with names by right."""
    caller = refusing.as_(party) if party else refusing.owner
    answer = caller.get(f"{refusing.path}/involvement", at=DAY, headers={"Accept": XLSX}).expect(200)
    sheet = load_workbook(BytesIO(answer.response.data)).worksheets[0]
    texts = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Fagforbundet", "Aure", "Fagforbundet involverer medlemmene sine hos arbeidsgiverne."} <= texts
    assert (KARI["name"] in texts) == (party is None)


@pytest.mark.parametrize(
    ("query", "kind", "pointer"),
    [
        ({"organisation": "nobody"}, "unknown-reference", "/organisation"),
        ({"language": "se"}, "invalid", "/language"),
        ({"at": "i dag"}, "invalid", "/at"),
        ({"group": "styringsgruppe"}, "invalid", "/group"),
    ],
)
def test_questions_that_cannot_be(refusing: Scene, query: dict[str, str], kind: str, pointer: str) -> None:
    """Each pointed at."""
    refused = refusing.owner.get(f"{refusing.path}/involvement", **query).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
