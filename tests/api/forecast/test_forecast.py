"""What is to come: every change of status that is known by now, on its day and with its cause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from api.language.words import LANGUAGES, SENTENCES
from projections.coverage.line import STATUSES
from tests.support.cast import AUDITOR, AURE, DELTA, KRISTIANSUND, LO_KOMMUNE, OSLO, REGISTRAR, SMOLA, Caller, new_id
from tests.support.scene import HALSA, START, Scene

Told = tuple[str, str, str, str | None, str | None, str]


def coming(caller: Caller, path: str, **query: Any) -> list[Told]:
    """The changes in an answer."""
    answer = caller.get(f"{path}/forecast", **query).expect(200)
    assert f'"total": {len(answer.json)},' in answer.headers["X-Pagination"]
    return [
        (
            each["on"],
            each["employer"]["name"],
            each["organisation"]["slug"],
            each["from_status"],
            each["to_status"],
            each["cause"],
        )
        for each in answer.json
    ]


def test_a_merger_is_told_before_it_comes(refusing: Scene) -> None:
    """Those that end are named as on the eve; the one that comes, as on the day."""
    found = coming(refusing.owner, refusing.path, at="2019-06-01", organisation="fagforbundet")
    assert found == [
        ("2020-01-01", "Halsa", "fagforbundet", "direct", None, "Halsa går over i Heim."),
        ("2020-01-01", "Hemne", "fagforbundet", "unclarified", None, "Hemne går over i Heim."),
        (
            "2020-01-01",
            "Heim",
            "fagforbundet",
            None,
            "unclarified",
            "Heim blir til av Halsa, Hemne og Snillfjord, og overtar plassen i prosjektet.",
        ),
    ]
    assert coming(refusing.owner, refusing.path, at="2020-01-01") == []


LATER, END = "2027-02-01", "2027-06-01"
SPAN = {"from": LATER, "until": END}


def in_(scene: Scene, path: str, body: Any, party: str | None = None) -> None:
    """Somebody says something in the project: Fagforbundet, unless another is named."""
    caller = scene.as_(party) if party else scene.fagforbundet
    assert caller.put(f"{scene.path}{path}", body).status in (200, 201)


def somebody(scene: Scene, party: str, **said: Any) -> str:
    """An appointment; its address in the project."""
    answer = scene.appoint(party, **{"from_": START, **said}).expect(201)
    return f"/appointments/{answer.json['id']}"


def a_term(scene: Scene) -> None:
    somebody(scene, DELTA, from_=LATER, until=END)


def an_end(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/end", {"on": LATER})


def a_leave(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/leave", SPAN)


def a_vara_that_comes_late(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/leave", {"from": START, "until": None})
    in_(scene, f"/appointments/{scene.vara}", {"vara_for": scene.appointment, "person_id": scene.ola, **SPAN})


def a_vara_that_is_away(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/leave", {"from": START, "until": None})
    in_(scene, f"/appointments/{scene.vara}/leave", SPAN)


def a_scope(scene: Scene) -> None:
    made = somebody(scene, DELTA, scope=["1573"])
    in_(scene, f"{made}/scope", {"scope": "all", "from": LATER}, DELTA)
    in_(scene, f"{made}/scope", {"scope": ["1573"], "from": END}, DELTA)


def a_joint_mandate(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/joint/delta", SPAN, DELTA)


def an_affiliation(scene: Scene) -> None:
    path = "/organisations/delta/affiliations/lo-kommune"
    scene.as_(REGISTRAR).put(path, SPAN).expect(201)
    somebody(scene, LO_KOMMUNE)


def a_reservation(scene: Scene) -> None:
    in_(scene, f"/appointments/{scene.appointment}/end", {"on": START})
    somebody(scene, LO_KOMMUNE)
    in_(scene, "/reservations/fagforbundet", SPAN)


def a_waiver(scene: Scene) -> None:
    in_(scene, "/waivers/delta/1576", SPAN, DELTA)


def a_claim(scene: Scene) -> None:
    in_(scene, "/participants/1576/affected/delta", {"from": START, "status": "not_affected"}, AURE)
    in_(scene, "/claims/delta/1576", SPAN, DELTA)


def a_clarification(scene: Scene) -> None:
    in_(scene, "/participants/1576/affected/delta", {"from": LATER, "status": "not_affected"}, AURE)
    in_(scene, "/participants/1576/affected/delta", {"from": END, "status": "affected"}, AURE)


def a_participant(scene: Scene) -> None:
    in_(scene, "/participants/1576", {"from": START, "until": LATER}, KRISTIANSUND)
    in_(scene, "/participants/1576", {"from": END}, KRISTIANSUND)


def an_end_of_the_project(scene: Scene) -> None:
    body = {"name": "Felles arkiv", "owner": "1505", "from": START, "until": LATER}
    in_(scene, "", body, KRISTIANSUND)


def an_end_of_an_organisation(scene: Scene) -> None:
    body = {"name": "Delta", "kind": "organisasjon", "until": LATER}
    scene.as_(REGISTRAR).put("/organisations/delta", body).expect(200)


Change = tuple[str, str | None, str | None, str]

CASES: dict[Callable[[Scene], None], tuple[str, list[Change]]] = {
    a_term: (
        "delta",
        [
            (LATER, "gap", "direct", "Perioden til en representant for Delta begynner."),
            (END, "direct", "gap", "Perioden til en representant for Delta er over."),
        ],
    ),
    an_end: ("fagforbundet", [(LATER, "direct", "gap", "Perioden til en representant for Fagforbundet er over.")]),
    a_leave: (
        "fagforbundet",
        [
            (LATER, "direct", "temporary", "En representant for Fagforbundet er borte fra denne dagen."),
            (END, "temporary", "direct", "En representant for Fagforbundet er tilbake."),
        ],
    ),
    a_vara_that_comes_late: (
        "fagforbundet",
        [
            (LATER, "gap", "temporary", "Perioden til en vara for Fagforbundet begynner."),
            (END, "temporary", "gap", "Perioden til en vara for Fagforbundet er over."),
        ],
    ),
    a_vara_that_is_away: (
        "fagforbundet",
        [
            (LATER, "temporary", "gap", "En vara for Fagforbundet er borte fra denne dagen."),
            (END, "gap", "temporary", "En vara for Fagforbundet er tilbake."),
        ],
    ),
    a_scope: (
        "delta",
        [
            (LATER, "gap", "direct", "En representant for Delta taler for Aure fra denne dagen."),
            (END, "direct", "gap", "En representant for Delta taler ikke lenger for Aure."),
        ],
    ),
    a_joint_mandate: (
        "delta",
        [
            (LATER, "gap", "joint", "Delta lar en representant for Fagforbundet tale for seg."),
            (END, "joint", "gap", "Fellesmandatet fra Delta til en representant for Fagforbundet er over."),
        ],
    ),
    an_affiliation: (
        "delta",
        [
            (LATER, "gap", "indirect", "Delta hører til LO Kommune fra denne dagen."),
            (END, "indirect", "gap", "Delta hører ikke lenger til LO Kommune."),
        ],
    ),
    a_reservation: (
        "fagforbundet",
        [
            (
                LATER,
                "indirect",
                "gap",
                "Fagforbundet vil ikke representeres av sammenslutningen sin fra denne dagen.",
            ),
            (
                END,
                "gap",
                "indirect",
                "Reservasjonen fra Fagforbundet mot å representeres av sammenslutningen er over.",
            ),
        ],
    ),
    a_waiver: (
        "delta",
        [
            (LATER, "gap", "waived", "Delta lar skriftlig være å peke ut noen for Aure."),
            (END, "waived", "gap", "At Delta skriftlig lot være å peke ut noen for Aure, gjelder ikke lenger."),
        ],
    ),
    a_claim: (
        "delta",
        [
            (LATER, "not_affected", "disputed", "Delta mener at medlemmene er berørt hos Aure."),
            (
                END,
                "disputed",
                "not_affected",
                "Det Delta mener om å være berørt hos Aure, gjelder ikke lenger.",
            ),
        ],
    ),
    a_clarification: (
        "delta",
        [
            (LATER, "gap", "not_affected", "Delta er avklart som ikke berørt hos Aure fra denne dagen."),
            (END, "not_affected", "gap", "Delta er avklart som berørt hos Aure fra denne dagen."),
        ],
    ),
    a_participant: (
        "delta",
        [(LATER, "gap", None, "Aure deltar ikke lenger."), (END, None, "gap", "Aure deltar fra denne dagen.")],
    ),
    an_end_of_the_project: ("delta", [(LATER, "gap", None, "Prosjektet er slutt.")]),
    an_end_of_an_organisation: ("delta", [(LATER, "gap", None, "Delta finnes ikke lenger.")]),
}


@pytest.mark.parametrize("said", CASES, ids=lambda each: each.__name__)
def test_the_cause_is_what_begins_or_ends(scene: Scene, said: Callable[[Scene], None]) -> None:
    """The same in the project and across projects."""
    slug, expected = CASES[said]
    said(scene)
    found = coming(scene.owner, scene.path, employer="1576", organisation=slug)
    assert found == [(on, "Aure", slug, before, after, cause) for on, before, after, cause in expected]
    assert coming(scene.aure, "/employers/1576", organisation=slug) == found


def test_the_cause_is_told_in_three_languages(scene: Scene) -> None:
    """Bokmål unless another is asked for."""
    a_leave(scene)
    asked = {"employer": "1576", "until": LATER}
    causes = {language: coming(scene.owner, scene.path, **asked, language=language)[0][-1] for language in LANGUAGES}
    assert causes == {
        "nb": "En representant for Fagforbundet er borte fra denne dagen.",
        "nn": "Ein representant for Fagforbundet er borte frå denne dagen.",
        "en": "A representant of Fagforbundet is away from this day.",
    }
    assert all(all(texts) for key, texts in SENTENCES.items() if key.startswith("cause_"))


def test_two_causes_of_one_change(scene: Scene) -> None:
    """Both are told, where both representanter leave the same day."""
    somebody(scene, DELTA, until=LATER)
    made = somebody(scene, DELTA)
    in_(scene, f"{made}/leave", {"from": LATER}, DELTA)
    cause = coming(scene.owner, scene.path, employer="1576", organisation="delta")[0][-1]
    assert {each.strip() for each in cause.split(".") if each} == {
        "Perioden til en representant for Delta er over",
        "En representant for Delta er borte fra denne dagen",
    }


def test_a_seat_is_a_cause_by_group(scene: Scene) -> None:
    """And only there."""
    body = {"appointment": scene.appointment, "function": "medlem", "from": START, "until": LATER}
    scene.owner.put(scene.seated, body).expect(200)
    found = coming(scene.owner, scene.path, employer="1576", group=scene.group)
    cause = "En representant for Fagforbundet har ikke lenger plass i gruppa."
    assert found == [(LATER, "Aure", "fagforbundet", "direct", "gap", cause)]
    assert coming(scene.aure, "/employers/1576", group="referansegruppe") == found
    assert coming(scene.owner, scene.path, employer="1576") == []


def test_filters_days_and_pages(scene: Scene) -> None:
    """After ``at``, up to and including ``until``; by status, from or to it."""
    a_leave(scene)
    for query, days in (
        ({}, [LATER, END]),
        ({"until": LATER}, [LATER]),
        ({"until": "2027-01-31"}, []),
        ({"at": LATER}, [END]),
        ({"at": END, "until": LATER}, []),
        ({"status": "direct"}, [LATER, END]),
        ({"status": "gap"}, []),
        ({"at": "2018-12-31"}, []),
        ({"employer": "5055"}, []),
    ):
        assert [each[0] for each in coming(scene.owner, scene.path, **query)] == days, query
        assert [each[0] for each in coming(scene.fagforbundet, "/organisations/fagforbundet", **query)] == days, query
    for path, caller in ((scene.path, scene.owner), ("/organisations/fagforbundet", scene.fagforbundet)):
        page = caller.get(f"{path}/forecast", page_size=1, page=2).expect(200)
        assert ([each["on"] for each in page.json], '"total": 2' in page.headers["X-Pagination"]) == ([END], True)


def test_before_a_project_begins_and_after_it_ends(scene: Scene) -> None:
    """There is nothing to tell."""
    an_end_of_the_project(scene)
    for at, some in (("2018-12-31", False), (START, True), ("2027-01-31", True), (LATER, False), ("2030-01-01", False)):
        assert bool(coming(scene.owner, scene.path, at=at)) == some, at
        assert bool(coming(scene.aure, "/employers/1576", at=at)) == some, at
    scene.owner.delete(scene.path).expect(204)
    assert coming(scene.owner, scene.path, at=START) == coming(scene.aure, "/employers/1576", at=START) == []


def test_a_forecast_as_it_was_known(scene: Scene) -> None:
    """And an answer includes what was just said."""
    known = scene.office.position()
    a_leave(scene)
    for path, caller in ((scene.path, scene.owner), ("/organisations/fagforbundet", scene.fagforbundet)):
        assert len(coming(caller, path)) == 2
        assert coming(caller, path, known_at=known) == []
        caller.get(f"{path}/forecast", known_at=scene.office.position() + 1).refused(422, "future-knowledge")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ({"until": "2026-02-30"}, "invalid"),
        ({"at": "tomorrow"}, "invalid"),
        ({"status": "open"}, "invalid"),
        ({"language": "fr"}, "invalid"),
        ({"employer": "9999"}, "unknown-reference"),
        ({"group": "nobody"}, None),
    ],
)
def test_nonsense_is_refused(refusing: Scene, query: dict[str, str], kind: str | None) -> None:
    """In a project, and across them."""
    refusing.owner.get(f"{refusing.path}/forecast", **query).refused(422, kind or "unknown-reference")
    refusing.aure.get("/employers/1576/forecast", **query).refused(422, kind or "invalid")


def test_a_forecast_across_projects_is_their_own(scene: Scene) -> None:
    """Neither the owner, another organisation nor the registrar sees it; each change has its project."""
    for party in (KRISTIANSUND, DELTA, REGISTRAR, OSLO):
        scene.as_(party).get("/organisations/fagforbundet/forecast").refused(403, "not-yours")
        scene.as_(party).get("/employers/1576/forecast").refused(403, "not-yours")
    a_leave(scene)
    for caller, path in ((scene.as_(AUDITOR), "/employers/1576"), (scene.fagforbundet, "/organisations/fagforbundet")):
        projects = [each["project"] for each in caller.get(f"{path}/forecast").expect(200).json]
        assert projects == [{"id": scene.project, "name": "Felles arkiv"}] * 2


def test_in_order_of_days_across_projects(scene: Scene) -> None:
    """And then of the projects' names."""
    a_leave(scene)
    project = scene.office.project(owner="1573", from_="2024-01-01", until=LATER)
    path = f"/projects/{project}/participants/1576"
    scene.as_(SMOLA).put(path, {"from": "2024-01-01"}).expect(201)
    scene.aure.put(f"{path}/affected", {"from": "2024-01-01", "affected": ["fagforbundet"]}).expect(201)
    body = {"organisation": "fagforbundet", "person": {"name": "Siri"}, "role": "tillitsvalgt", "scope": "all"}
    scene.fagforbundet.put(f"/projects/{project}/appointments/{new_id()}", {**body, "from": "2027-01-01"}).expect(201)
    answer = scene.aure.get("/employers/1576/forecast").expect(200).json
    found = [(each["on"], each["project"]["id"], each["to_status"]) for each in answer]
    assert found[0] == ("2027-01-01", project, "direct")
    assert set(found[1:3]) == {(LATER, project, None), (LATER, scene.project, "temporary")}
    assert found[3:] == [(END, scene.project, "direct")]


def test_halsa_is_spoken_for_by_its_successor(refusing: Scene) -> None:
    """As for gaps."""
    halsa = refusing.office.employer(HALSA, START)
    found = coming(refusing.as_("employer:5055"), f"/employers/{halsa}", at="2019-06-01")
    assert {(on, before, after) for on, _, _, before, after, _ in found} == {
        ("2020-01-01", "direct", None),
        ("2020-01-01", "unclarified", None),
    }


# As a calendar

CALENDAR = {"Accept": "text/calendar"}


def events(caller: Caller, path: str, **query: Any) -> list[Any]:
    """The events of a calendar."""
    answer = caller.get(f"{path}/forecast", CALENDAR, **query).expect(200)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.text).walk("VEVENT"))


def test_a_calendar_of_what_is_to_come(scene: Scene) -> None:
    """A whole day for each change, what it is, and why; no person."""
    a_leave(scene)
    first, last = events(scene.owner, scene.path)
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2027, 2, 1), date(2027, 2, 2))
    assert first["summary"] == "Fagforbundet hos Aure: representert → representert ved vara"
    assert first["description"] == "Felles arkiv: En representant for Fagforbundet er borte fra denne dagen."
    assert last["dtstart"].dt == date(2027, 6, 1)
    assert last["uid"] != first["uid"]


def test_an_event_is_the_same_in_every_calendar(scene: Scene) -> None:
    """In the project's, the organisation's and the employer's; also when more is known, or the language another."""
    a_leave(scene)
    known = events(scene.owner, scene.path)
    a_waiver(scene)
    for caller, path in ((scene.fagforbundet, "/organisations/fagforbundet"), (scene.aure, "/employers/1576")):
        found = events(caller, path, organisation="fagforbundet", language="nn")
        assert [each["uid"] for each in found] == [each["uid"] for each in known]


def test_every_status_has_a_word() -> None:
    """Also that there is no such pair."""
    assert {f"coverage_{status}" for status in (*STATUSES, "none")} <= SENTENCES.keys()
