"""Questions about days on which there is no project are answered, empty, and say why."""

from __future__ import annotations

import pytest

from tests.support.cast import KRISTIANSUND, Office

pytestmark = pytest.mark.worked_out

QUESTIONS = ("coverage", "gaps", "forecast", "fragility", "evidence", "participants", "employers-without-representant")


@pytest.fixture
def project(office: Office) -> str:
    """A project in 2020, with Aure, where Delta is affected."""
    made = office.project(until="2021-01-01")
    owner, path = office.as_(KRISTIANSUND), f"/projects/{made}/participants/1576"
    owner.put(path, {"from": "2020-01-01"}).expect(201)
    owner.put(f"{path}/affected", {"from": "2020-01-01", "affected": ["delta"]}).expect(201)
    return made


@pytest.mark.parametrize("what", QUESTIONS)
def test_every_answer_says_whether_the_project_goes_on(office: Office, project: str, what: str) -> None:
    """Before it has begun, while it goes on, and from the day it ends."""
    days = {"2019-12-31": "not_begun", "2020-01-01": "under_way", "2020-12-31": "under_way", "2021-01-01": "ended"}
    for day, stage in days.items():
        answer = office.as_(KRISTIANSUND).get(f"/projects/{project}/{what}", at=day).expect(200)
        assert answer.headers["X-Project-Stage"] == stage, day


def test_coverage_and_why_say_it_themselves(office: Office, project: str) -> None:
    """Beside what is empty."""
    owner, path = office.as_(KRISTIANSUND), f"/projects/{project}/coverage"
    coverage = owner.get(path, at="2019-12-31").expect(200).json
    assert (coverage["stage"], coverage["pairs"], coverage["summary"]["pairs"]) == ("not_begun", [], 0)
    why = owner.get(f"{path}/1576/delta", at="2021-01-01").expect(200).json
    assert (why["stage"], why["status"], why["closing"]) == ("ended", None, [])
    assert [block["status"] for block in why["timeline"]] == ["gap"]


def test_a_project_that_has_been_withdrawn_says_so(office: Office, project: str) -> None:
    """It was known, and is no more; as known before that, it goes on."""
    owner, known = office.as_(KRISTIANSUND), office.position()
    owner.delete(f"/projects/{project}").expect(204)
    auditor = office.as_("auditor")
    answer = auditor.get(f"/projects/{project}/coverage", at="2020-06-01").expect(200)
    assert answer.headers["X-Project-Stage"] == answer.json["stage"] == "withdrawn"
    then = auditor.get(f"/projects/{project}/coverage", at="2020-06-01", known_at=known).expect(200)
    assert then.json["stage"] == "under_way"


def test_other_questions_have_no_stage(office: Office) -> None:
    """Those that are not about a day of one project."""
    assert "X-Project-Stage" not in office.as_(KRISTIANSUND).get("/organisations").expect(200).headers
