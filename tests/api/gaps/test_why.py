"""Why nobody speaks for a pair, or nobody else does: each path that fails, by the first edge that is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from api.gaps.path_views import REASONS
from api.language.words import LANGUAGES, SENTENCES
from tests.support.cast import AUDITOR, DELTA, KARI, KRISTIANSUND, LO_KOMMUNE, OLA, OSLO, REGISTRAR
from tests.support.failing_paths import CASES, DAY, Case, away
from tests.support.scene import HALSA, PER, START, Scene

pytestmark = pytest.mark.worked_out

LATER = datetime(2026, 12, 24, 9, 30, tzinfo=UTC)
"""When what a case is about is recorded."""


def why(
    scene: Scene, party: str = KRISTIANSUND, *, number: str = "1576", slug: str = "fagforbundet", **query: Any
) -> Any:
    """Why a pair has its status, on the day unless asked otherwise."""
    path = f"{scene.path}/coverage/{number}/{slug}"
    return scene.as_(party).get(path, **{"at": DAY, **query}).expect(200).json


def lacking(told: Any) -> list[str]:
    """What each path that fails lacks first, in order."""
    return [each["missing"]["reason"] for each in told["failing"]]


def party(scene: Scene, named: str) -> str:
    """A party as it is recorded."""
    kind, _, number = named.partition(":")
    return f"employer:{scene.office.employer(number)}" if kind == "employer" else named


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.reason}{case.given.__name__}")
def test_the_first_edge_that_is_missing(scene: Scene, case: Case) -> None:
    """After the steps that hold; with the days around this one on which it is so, what was said, by whom and when."""
    scene.office.clock.instant = LATER
    case.given(scene)
    [found] = [each for each in why(scene, **case.asked)["failing"] if _is(each, case)]
    assert [step["relation"] for step in found["steps"]] == list(case.steps)
    missing = found["missing"]
    assert (missing["relation"], missing["since"], missing["until"]) == (case.relation, case.since, case.until)
    for last in found["steps"][-1:]:
        assert missing["from"] == last["to"]
    behind = [(each["type"], each["by"]) for each in missing["statements"]]
    assert behind == [(type_, party(scene, by)) for type_, by in case.said]
    for last in missing["statements"][-1:]:
        assert datetime.fromisoformat(last["recorded_at"]) == LATER
    assert missing["text"].endswith(".")


def _is(failing: Any, case: Case) -> bool:
    by_vara = case.relation == "vara"
    return (failing["missing"]["reason"], failing["kind"], failing["temporary"]) == (case.reason, case.kind, by_vara)


def test_every_reason_has_a_case_and_its_words() -> None:
    """In all three languages, whatever is not met."""
    assert {case.reason for case in CASES} == set(REASONS.values())
    for name in REASONS:
        assert len([text for text in SENTENCES[f"lacks_{name}"] if text]) == len(LANGUAGES)


def test_what_it_says_in_words(scene: Scene) -> None:
    """In the language asked for; bokmål unless it is."""
    away(scene)
    told = {language: why(scene, language=language)["failing"][0]["missing"]["text"] for language in LANGUAGES}
    assert told == {
        "nb": "Representanten for Fagforbundet er borte.",
        "nn": "Representanten for Fagforbundet er borte.",
        "en": "The representant of Fagforbundet is away.",
    }
    opened = {language: why(scene, slug="delta", language=language)["opened"]["cause"] for language in LANGUAGES}
    assert len(set(opened.values())) == 3
    assert why(scene) == why(scene, language="nb")
    path = f"{scene.path}/coverage/1576/fagforbundet"
    scene.owner.get(path, language="sv").refused(422, "invalid")


def test_a_path_through_a_vara_says_whose_term_it_is(scene: Scene) -> None:
    """The principal's, not that of another representant."""
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2025-01-01"}).expect(201)
    failing = why(scene)["failing"]
    assert [(each["temporary"], each["missing"]["reason"], each["missing"]["text"]) for each in failing] == [
        (False, "term_over", "Perioden til representanten for Fagforbundet er over."),
        (True, "term_over", "Perioden til representanten for Fagforbundet som varaen er for, er over."),
    ]


def test_what_lacks_least_comes_first(scene: Scene) -> None:
    """Then one's own, then those of others; a principal before a vara."""
    scene.appoint(LO_KOMMUNE, from_=START, until="2025-01-01", scope=["1505"]).expect(201)
    scene.appoint(LO_KOMMUNE, from_=START, scope=["1505"]).expect(201)
    scene.appoint(from_=START, until="2025-01-01").expect(201)
    assert lacking(why(scene)) == ["term_over", "principal_present", "out_of_scope", "out_of_scope"]


def test_so_many_paths_as_are_asked_for(scene: Scene) -> None:
    """10 unless said, with how many there are."""
    for _ in range(21):
        scene.appoint(DELTA, from_=START, until="2025-01-01").expect(201)
    every = why(scene, slug="delta", failing=1000)["failing"]
    for query, shown in (({}, 10), ({"failing": 0}, 0), ({"failing": 2}, 2)):
        told = why(scene, slug="delta", **query)
        assert (told["failing"], told["failing_total"]) == (every[:shown], 21)
    path = f"{scene.path}/coverage/1576/delta"
    for wrong in (-1, 1001, "many", ""):
        answer = scene.owner.get(path, failing=wrong).refused(422, "invalid")
        assert [error["pointer"] for error in answer.json["errors"]] == ["/failing"]


def test_on_a_day_without_the_pair(refusing: Scene) -> None:
    """It says so: no status, and the timeline. Halsa has become Heim."""
    halsa = refusing.office.employer(HALSA, START)
    told = why(refusing, number=halsa, language="en")
    assert {name: told[name] for name in ("status", "since", "until", "opened")} == dict.fromkeys(
        ("status", "since", "until", "opened")
    )
    assert (told["paths"], told["failing"], told["failing_total"]) == ([], [], 0)
    assert (told["owed_by"], told["closing"], told["statements"]) == ([], [], [])
    assert told["timeline"] == [{"from": START, "until": "2020-01-01", "status": "direct"}]


def test_as_it_was_known(scene: Scene) -> None:
    """What fails, what opened it and who owes an answer, before something was said and after."""
    known = scene.office.position()
    scene.appoint(DELTA, from_=START, until="2025-01-01").expect(201)
    now, then = why(scene, slug="delta"), why(scene, slug="delta", known_at=known)
    assert (lacking(now), lacking(then)) == (["term_over"], [])
    assert (now["since"], then["since"]) == ("2025-01-01", START)
    assert [each["type"] for each in now["opened"]["statements"]] == ["RepresentantAppointed"]
    assert then["opened"]["statements"][-1]["position"] <= known == then["position"]


def test_what_opened_it_and_who_owes_an_answer(scene: Scene) -> None:
    """The last statement that made it so; where nothing is open, nobody."""
    scene.appoint(DELTA, from_=START, until="2025-01-01").expect(201)
    told = why(scene, slug="delta", language="en")
    assert told["opened"]["cause"] == "The term of a representant of Delta is over."
    assert told["owed_by"] == [{"capacity": "organisation", "party": DELTA, "name": "Delta"}]
    assert (why(scene)["owed_by"], why(scene)["closing"]) == ([], [])


@pytest.mark.parametrize("given", [case.given for case in CASES], ids=lambda given: given.__name__)
def test_nobody_is_named_on_a_path_that_fails(scene: Scene, given: Any) -> None:
    """Neither to parties nor to the auditor, who is shown no name at all; whoever is no party is refused."""
    given(scene)
    for slug in ("fagforbundet", "delta"):
        shown = str(why(scene, AUDITOR, slug=slug))
        failing = str(why(scene, slug=slug)["failing"])
        assert not any(who["name"] in text for who in (KARI, OLA, PER) for text in (shown, failing))
    for other in (OSLO, REGISTRAR):
        scene.as_(other).get(f"{scene.path}/coverage/1576/delta").refused(403, "not-yours")
