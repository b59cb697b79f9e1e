"""Questions that cannot be answered are refused alike; days without the project have empty answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import AURE, DELTA, KRISTIANSUND, new_id
from tests.support.scene import START, Scene

pytestmark = pytest.mark.worked_out

LAST = "2027-01-01"
"""The project has ended on this day."""
ORGANISATIONS, EMPLOYERS = "/organisations/delta", "/employers/1576"
IN_PROJECT = (
    "coverage",
    "coverage/1576/delta",
    "gaps",
    "forecast",
    "history",
    "fragility",
    "evidence",
    "employers-without-representant",
)
ACROSS = tuple(f"{party}/{what}" for party in (ORGANISATIONS, EMPLOYERS) for what in ("gaps", "forecast"))
QUESTIONS = (*IN_PROJECT, *ACROSS)
LISTS = ("gaps", "forecast", "history", "employers-without-representant", "appointments", "groups", "participants")
NONSENSE = ("2026-02-30", "2026-13-01", "i dag", "", "20260101", "2026-1-1", "2026-W01-1", "0000-01-01", "٢٠٢٦-01-01")


@pytest.fixture
def with_an_end(scene: Scene) -> Scene:
    """The scene, whose project ends."""
    said = {"name": "Felles arkiv", "owner": "1505", "from": START, "until": LAST}
    scene.owner.put(scene.path, said).expect(200)
    return scene


def refused(scene: Scene, question: str, status: int, kind: str, **query: Any) -> list[str]:
    """What is pointed at when a party asks; the party of the address, or the owner."""
    party = DELTA if question.startswith(ORGANISATIONS) else AURE if question.startswith(EMPLOYERS) else KRISTIANSUND
    path = question if question.startswith("/") else f"{scene.path}/{question}"
    answer = scene.as_(party).get(path, **query).refused(status, kind)
    return [error["pointer"] for error in answer.json["errors"]]


# Days without the project


@pytest.mark.parametrize("at", ["2018-12-31", LAST, "1900-01-01"])
def test_lists_are_empty_where_there_is_no_such_project(with_an_end: Scene, at: str) -> None:
    """Before it begins, and after it has ended; also those of what has no end of its own."""
    for each in LISTS:
        assert with_an_end.owner.get(f"{with_an_end.path}/{each}", at="2026-12-31").expect(200).json != [], each
        assert with_an_end.owner.get(f"{with_an_end.path}/{each}", at=at).expect(200).json == [], each
    for party, path in ((DELTA, ORGANISATIONS), (AURE, EMPLOYERS)):
        for each in ("gaps", "forecast"):
            assert with_an_end.as_(party).get(f"{path}/{each}", at=at).expect(200).json == [], path
    empty = with_an_end.owner.get(f"{with_an_end.path}/gaps", at=at, headers={"Accept": "text/csv"}).expect(200)
    assert len(empty.text.splitlines()) == 1


@pytest.mark.parametrize(("at", "stage"), [("2018-12-31", "not_begun"), (LAST, "ended")])
def test_answers_say_so_where_there_is_no_such_project(with_an_end: Scene, at: str, stage: str) -> None:
    """Coverage and evidence have no pairs, fragility nobody; why has no status, and the days on which there is one."""
    ask, path = with_an_end.owner, with_an_end.path
    coverage = ask.get(f"{path}/coverage", at=at).expect(200).json
    assert (coverage["pairs"], coverage["summary"]["pairs"], coverage["summary"]["ratio"]) == ([], 0, None)
    assert coverage["summary"]["employers"] == {"participating": 0, "represented": 0}
    assert ask.get(f"{path}/evidence", at=at).expect(200).json["pairs"] == []
    fragility = ask.get(f"{path}/fragility", at=at).expect(200).json
    assert (fragility["hanging"], fragility["absences"], fragility["load"]) == ([], [], [])
    why = ask.get(f"{path}/coverage/1576/delta", at=at).expect(200).json
    assert (why["status"], why["failing"], why["closing"]) == (None, [], [])
    assert coverage["stage"] == why["stage"] == stage
    for each in LISTS:
        assert ask.get(f"{path}/{each}", at=at).expect(200).headers["X-Project-Stage"] == stage, each
    assert why["timeline"] == [{"from": START, "until": LAST, "status": "gap"}]


# Days and knowledge that are none


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_no_day(refusing: Scene, question: str) -> None:
    """Pointed at, wherever a day is asked for."""
    for nonsense in NONSENSE:
        assert refused(refusing, question, 422, "invalid", at=nonsense) == ["/at"]


def test_what_is_no_last_day(refusing: Scene) -> None:
    """Of a forecast, or of what was recorded."""
    for question, name in (("forecast", "until"), ("history", "recorded_from"), ("history", "recorded_until")):
        for nonsense in NONSENSE:
            assert refused(refusing, question, 422, "invalid", **{name: nonsense}) == [f"/{name}"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_not_known_yet(refusing: Scene, question: str) -> None:
    """A position that nothing has, or an instant that has not come."""
    for later in (refusing.office.position() + 1, 10**30, "2999-01-01T00:00:00+01:00"):
        assert refused(refusing, question, 422, "future-knowledge", known_at=later) == ["/known_at"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_no_knowledge(refusing: Scene, question: str) -> None:
    """A bare date is of no instant."""
    for nonsense in ("2026-01-01", "2026-01-01T12:00:00", "-1", "1.5", "now", "", "²"):
        assert refused(refusing, question, 422, "invalid", known_at=nonsense) == ["/known_at"]


# References to nothing


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each not in ("coverage/1576/delta", "evidence")])
def test_references_to_nothing(refusing: Scene, question: str) -> None:
    """By number, on another day, by UUID, by slug."""
    if question != "history":
        assert refused(refusing, question, 422, "unknown-reference", employer="1571") == ["/employer"]
    for nobody in ("9999", "000000000", new_id(), "", "Aure"):
        assert refused(refusing, question, 422, "unknown-reference", employer=nobody) == ["/employer"]
    if question != "employers-without-representant":
        for nobody in ("nobody", new_id(), "", "1576"):
            assert refused(refusing, question, 422, "unknown-reference", organisation=nobody) == ["/organisation"]


@pytest.mark.parametrize("question", ["coverage", "coverage/1576/delta", "gaps", "forecast", "fragility"])
def test_groups_that_are_none(refusing: Scene, question: str) -> None:
    """Neither in the project nor a kind; across projects only a kind is a group."""
    for nobody in (new_id(), "koret", ""):
        assert refused(refusing, question, 422, "unknown-reference", group=nobody) == ["/group"]
    for across in ACROSS:
        assert refused(refusing, across, 422, "invalid", group=refusing.group) == ["/group"]


@pytest.mark.parametrize("question", IN_PROJECT)
def test_projects_and_parties_that_are_none(refusing: Scene, question: str) -> None:
    """What the address itself names is not found."""
    refusing.owner.get(f"/projects/{new_id()}/{question}").refused(404, "unknown")
    for nowhere in ("coverage/9999/delta", "coverage/1576/nobody", "coverage/1576/tekna"):
        refusing.owner.get(f"{refusing.path}/{nowhere}").refused(404, "unknown")


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_nobody_asks(refusing: Scene, question: str) -> None:
    """Parameters that there are not, and those that are given twice."""
    assert refused(refusing, question, 422, "invalid", day="2026-01-01") == ["/day"]
    assert refused(refusing, question, 422, "invalid", at=["2026-01-01", "2026-01-02"]) == ["/at"]


# What if


def what_if(scene: Scene, *changes: dict[str, Any], **other: Any) -> Any:
    """Tried by the owner."""
    return scene.owner.post(f"{scene.path}/what-if", {"changes": list(changes), **other})


def test_acts_that_cannot_be_tried(refusing: Scene) -> None:
    """What is another's, names nothing, or is said of no day is told among the refused, each by its own type."""
    path = f"{refusing.path}/participants/1576"
    changes = [
        {"method": "PUT", "path": f"{refusing.path}/waivers/delta/1576", "body": {"from": START}},
        {"method": "PUT", "path": f"{path}/affected", "body": {"from": START, "affected": ["nobody"]}},
        {"method": "PUT", "path": f"{path}/affected/delta", "body": {"from": "2026-02-30", "status": "affected"}},
        {"method": "PUT", "path": path, "body": {"from": START, "until": START}},
    ]
    answer = what_if(refusing, *changes).expect(200).json
    assert answer["changed"] == []
    assert [(each["status"], each["type"]) for each in answer["refused"]] == [
        (403, "/problems/not-yours"),
        (422, "/problems/unknown-reference"),
        (422, "/problems/invalid"),
        (422, "/problems/empty-span"),
    ]


def test_more_acts_than_can_be_tried(refusing: Scene) -> None:
    """The limit is told."""
    answer = what_if(refusing, *[{"method": "PUT", "path": "/x"}] * 10_000).refused(422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == ["/changes"]
    assert "1000" in answer.json["detail"]


def test_a_trial_on_no_day(refusing: Scene) -> None:
    """The day on which employers are named is one."""
    for nonsense in NONSENSE:
        answer = what_if(refusing, at=nonsense).refused(422, "invalid")
        assert [error["pointer"] for error in answer.json["errors"]] == ["/at"]
