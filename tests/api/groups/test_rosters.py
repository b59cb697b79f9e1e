"""Who sits in a group on a day, which seats are vacant then, since when, why, and whose move it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from projections.groups.roster import REASONS
from tests.support import groups
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    OSLO,
    REGISTRAR,
    TEKNA,
    UTDANNINGSFORBUNDET,
    new_id,
)
from tests.support.groups import DAY, Shape, seat
from tests.support.scene import HALSA, PER, START, Scene

LEAVE = {"from": "2026-01-01", "until": "2026-07-01"}
GROUP = {"kind": "referansegruppe", "name": "Referansegruppa", "from": START}


def test_a_roster(refusing: Scene) -> None:
    """The group, the seats with who sits in them, and the position it is known at."""
    shown = groups.roster(refusing)
    log = {"position": refusing.office.position(), "recorded_at": "2026-11-21T12:00:00+00:00"}
    assert shown == {
        "project": {"id": refusing.project, "name": "Felles arkiv"},
        "group": {"id": refusing.group, **GROUP, "until": None},
        "at": DAY,
        "known_at": None,
        **log,
        "adoption": None,
        "rules": [],
        "seats": [
            {
                "id": refusing.seat,
                "group": refusing.group,
                "function": "medlem",
                "side": "arbeidstaker",
                "appointment": refusing.appointment,
                "representant": None,
                "person": {"id": refusing.kari, **KARI},
                "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
                "employer": None,
                "employed_at": None,
                "from": START,
                "until": None,
                "active": True,
                "vacant": None,
            }
        ],
    }


def test_the_employers_side(scene: Scene) -> None:
    """By whom the employer has named; an appointment tells where its person is employed."""
    per = seat(scene, representant=scene.representant, function="leder").expect(201).json["id"]
    who = groups.appoint(scene, DELTA, "Dag Eksempel", employed_at=HALSA)
    dag = seat(scene, appointment=who).expect(201).json["id"]
    shown = groups.seats(scene, "2019-06-01")
    aure = {"id": scene.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"}
    assert (shown[per]["side"], shown[per]["employer"], shown[per]["organisation"]) == ("arbeidsgiver", aure, None)
    assert shown[per]["person"] == {"id": scene.per, **PER}
    assert shown[per]["employed_at"] is None
    assert shown[dag]["side"] == "arbeidstaker"
    assert shown[dag]["employed_at"]["name"] == "Halsa"


def test_the_first_and_the_last_day(scene: Scene) -> None:
    """A seat is on the roster of the days that its own span contains."""
    seat(scene, scene.seat, from_="2026-01-01", until="2027-01-01").expect(200)
    days = {"2025-12-31": False, "2026-01-01": True, "2026-12-31": True, "2027-01-01": False}
    assert {day: bool(groups.seats(scene, day)) for day in days} == days


def test_today_unless_asked(refusing: Scene) -> None:
    """In Oslo."""
    assert refusing.owner.get(f"{refusing.grouped}/roster").expect(200).json["at"] == "2026-11-21"


def test_long_before_and_after(refusing: Scene) -> None:
    """Nobody, and no refusal."""
    assert groups.seats(refusing, "1900-01-01") == {}
    assert list(groups.seats(refusing, "9999-12-30")) == [refusing.seat]


# Vacant seats


class Vacant(NamedTuple):
    """How a seat becomes vacant, and what is told of it on a day."""

    prepare: Callable[[Scene], str | None]
    """Says what is needed, and gives the seat; Kari's if None."""
    since: str
    move: str | None
    """The party; ``owner`` and ``aure`` for those employers."""
    day: str = DAY


def _of_a_group_that_is_not_there(scene: Scene) -> None:
    scene.owner.put(scene.grouped, {**GROUP, "from": "2026-06-01"}).expect(200)


def _withdrawn(scene: Scene) -> None:
    scene.fagforbundet.delete(scene.appointed).expect(204)


def _a_withdrawn_representant(scene: Scene) -> str:
    id_ = str(seat(scene, representant=scene.representant).expect(201).json["id"])
    scene.aure.delete(f"{scene.path}/participants/1576/representanter/{scene.representant}").expect(204)
    return id_


def _of_an_organisation_that_is_gone(scene: Scene) -> None:
    said = {"name": "Fagforbundet", "kind": "organisasjon", "until": "2026-01-01"}
    scene.as_(REGISTRAR).put("/organisations/fagforbundet", said).expect(200)


def _of_an_employer_that_is_gone(scene: Scene) -> str:
    body = {"person": PER, "from": START}
    path = f"{scene.path}/participants/{HALSA}/representanter/{(named := new_id())}"
    scene.as_("employer:5055").put(path, body).expect(201)
    return str(seat(scene, representant=named).expect(201).json["id"])


def _not_begun(scene: Scene) -> None:
    body = {"person": KARI, "role": "tillitsvalgt", "scope": "all", "from": "2026-06-01"}
    scene.fagforbundet.put(scene.appointed, body).expect(200)


def _over(scene: Scene) -> None:
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-01-01"}).expect(201)


def _a_representant_whose_term_is_over(scene: Scene) -> str:
    id_ = str(seat(scene, representant=scene.representant).expect(201).json["id"])
    path = f"{scene.path}/participants/1576/representanter/{scene.representant}"
    scene.aure.put(path, {"person": PER, "from": START, "until": "2025-06-01"}).expect(200)
    return id_


def _a_representant_whose_term_has_not_begun(scene: Scene) -> str:
    named = groups.send(scene, "1576", PER, from_="2026-03-01")
    return str(seat(scene, representant=named, from_="2026-01-15").expect(201).json["id"])


def _on_leave(scene: Scene) -> None:
    scene.fagforbundet.put(f"{scene.appointed}/leave", LEAVE).expect(201)


def _on_leave_without_a_vara(scene: Scene) -> None:
    scene.fagforbundet.delete(scene.appointed_vara).expect(204)
    _on_leave(scene)


def _over_with_another_appointed(scene: Scene) -> None:
    groups.appoint(scene, FAGFORBUNDET, "Siri Eksempel")
    _over(scene)


def _over_with_another_seated(scene: Scene) -> None:
    seat(scene, appointment=groups.appoint(scene, FAGFORBUNDET, "Siri Eksempel")).expect(201)
    _over(scene)


def _the_only_representant_whose_term_has_not_begun(scene: Scene) -> str:
    path = f"{scene.path}/participants/1576/representanter/{scene.representant}"
    scene.aure.delete(path).expect(204)
    return _a_representant_whose_term_has_not_begun(scene)


def _a_vara(scene: Scene) -> str:
    return str(seat(scene, appointment=scene.vara, function="vara").expect(201).json["id"])


def _a_vara_after_a_leave(scene: Scene) -> str:
    scene.fagforbundet.put(f"{scene.appointed}/leave", {**LEAVE, "until": "2026-01-15"}).expect(201)
    return _a_vara(scene)


def _a_vara_on_leave(scene: Scene) -> str:
    _on_leave(scene)
    scene.fagforbundet.put(f"{scene.appointed_vara}/leave", {"from": "2026-01-20"}).expect(201)
    return _a_vara(scene)


def _a_vara_whose_principal_is_over(scene: Scene) -> str:
    _over(scene)
    return _a_vara(scene)


def _a_vara_whose_principal_is_withdrawn(scene: Scene) -> str:
    _withdrawn(scene)
    return _a_vara(scene)


VACANT: dict[str, dict[str, Vacant]] = {
    "group_not_there": {"group": Vacant(_of_a_group_that_is_not_there, START, "owner")},
    "withdrawn": {
        "appointment": Vacant(_withdrawn, START, FAGFORBUNDET),
        "representant": Vacant(_a_withdrawn_representant, START, "aure"),
        "vara": Vacant(_a_vara_whose_principal_is_withdrawn, START, FAGFORBUNDET),
    },
    "organisation_gone": {"appointment": Vacant(_of_an_organisation_that_is_gone, "2026-01-01", "owner")},
    "employer_gone": {"representant": Vacant(_of_an_employer_that_is_gone, "2020-01-01", "owner")},
    "not_begun": {
        "appointment": Vacant(_not_begun, START, FAGFORBUNDET),
        "representant": Vacant(_the_only_representant_whose_term_has_not_begun, "2026-01-15", "aure"),
        "representant, with another": Vacant(_a_representant_whose_term_has_not_begun, "2026-01-15", "owner"),
    },
    "over": {
        "appointment": Vacant(_over, "2026-01-01", FAGFORBUNDET),
        "appointment, with another": Vacant(_over_with_another_appointed, "2026-01-01", "owner"),
        "appointment, with another seated": Vacant(_over_with_another_seated, "2026-01-01", FAGFORBUNDET),
        "representant": Vacant(_a_representant_whose_term_is_over, "2025-06-01", "aure"),
        "vara": Vacant(_a_vara_whose_principal_is_over, START, FAGFORBUNDET),
    },
    "on_leave": {
        "appointment": Vacant(_on_leave_without_a_vara, "2026-01-01", FAGFORBUNDET),
        "appointment, with a vara": Vacant(_on_leave, "2026-01-01", "owner"),
        "vara": Vacant(_a_vara_on_leave, "2026-01-20", FAGFORBUNDET),
    },
    "standing_by": {
        "never away": Vacant(_a_vara, START, None),
        "back again": Vacant(_a_vara_after_a_leave, "2026-01-15", None),
    },
}
"""By reason, the ways in which a seat becomes vacant for it."""
EACH = [(reason, how) for reason, ways in VACANT.items() for how in ways]


def test_every_reason_has_its_ways() -> None:
    """None is left out below."""
    assert list(VACANT) == list(REASONS)


@pytest.mark.parametrize(("reason", "how"), EACH)
def test_a_vacant_seat(scene: Scene, reason: str, how: str) -> None:
    """Is on the roster: since when, why, and whose move it is. On the eve somebody sat, or it was not there."""
    vacant = VACANT[reason][how]
    id_ = vacant.prepare(scene) or scene.seat
    shown = groups.seats(scene, vacant.day)[id_]
    assert shown["active"] is False
    told = shown["vacant"]
    assert (told["reason"], told["since"]) == (reason, vacant.since)
    assert _mover(scene, told) == vacant.move
    for language in ("nb", "nn", "en"):
        text = groups.seats(scene, vacant.day, language=language)[id_]["vacant"]["text"]
        assert text.endswith(".")
        assert "{" not in text
        assert told["move"] is None or told["move"]["name"] in text
    before = groups.seats(scene, _eve(vacant.since)).get(id_)
    assert before is None or (before["active"] and before["vacant"] is None)


def _mover(scene: Scene, vacant: Shape) -> str | None:
    known = {
        f"employer:{scene.office.employer('1505')}": "owner",
        f"employer:{scene.office.employer('1576')}": "aure",
    }
    return vacant["move"] and known.get(vacant["move"]["party"], vacant["move"]["party"])


def _eve(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def test_a_vara_has_the_seat_of_its_own_during_a_leave(scene: Scene) -> None:
    """It sits then, and its principal does not; before and after it is the other way."""
    _on_leave(scene)
    vara = _a_vara(scene)
    told = {
        day: {each["function"]: each["active"] for each in groups.seats(scene, day).values()}
        for day in ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    }
    at_home, away = {"medlem": True, "vara": False}, {"medlem": False, "vara": True}
    assert list(told.values()) == [at_home, away, away, at_home]
    shown = groups.seats(scene)[vara]
    assert (shown["organisation"]["slug"], shown["person"]["name"]) == ("fagforbundet", "Ola Eksempel")


def test_whose_reason_comes_first(scene: Scene) -> None:
    """Somebody away whose term is over is gone, not away; and nobody sits in a group that is not there."""
    _on_leave(scene)
    _over(scene)
    assert groups.seats(scene)[scene.seat]["vacant"]["reason"] == "over"
    scene.owner.put(scene.grouped, {**GROUP, "from": "2026-06-01"}).expect(200)
    assert groups.seats(scene)[scene.seat]["vacant"]["reason"] == "group_not_there"


def test_a_gap_in_the_middle(scene: Scene) -> None:
    """A second absence is told since its own first day."""
    for first, last in (("2025-01-01", "2025-02-01"), ("2026-01-20", "2026-03-01")):
        scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": first, "until": last}).expect(201)
    assert groups.seats(scene)[scene.seat]["vacant"]["since"] == "2026-01-20"
    assert groups.seats(scene, "2025-01-31")[scene.seat]["vacant"]["since"] == "2025-01-01"


def test_the_owner_by_succession_moves(scene: Scene) -> None:
    """Where the project has another owner that day, it is that one's move."""
    number, new = "5599", new_id()
    edges = [{"from": "1505", "to": {"id": new, "kommunenummer": number, "name": "Nordmøre"}, "continues": False}]
    scene.as_(REGISTRAR).post("/employers/changes", {"on": "2026-01-01", "edges": edges}).expect(201)
    scene.as_(f"employer:{new}").put(scene.grouped, {**GROUP, "until": "2026-01-15"}).expect(200)
    move = groups.roster(scene, party=FAGFORBUNDET)["seats"][0]["vacant"]["move"]
    assert move == {"party": f"employer:{new}", "name": "Nordmøre"}


# Who asks, and when


def test_as_it_was_known(scene: Scene) -> None:
    """An absence told later is not known, nor a seat; by position, and by instant."""
    known = scene.office.position()
    scene.office.clock.instant = scene.office.clock.instant.replace(hour=13)
    _on_leave(scene)
    _a_vara(scene)
    for asked in (known, "2026-11-21T12:30:00+00:00", "2026-11-21T13:30:00+01:00"):
        shown = groups.roster(scene, known_at=asked)
        assert [each["active"] for each in shown["seats"]] == [True], asked
        assert shown["position"] == known
    assert len(groups.roster(scene, known_at="2026-11-21T13:00:00+00:00")["seats"]) == 2
    before = groups.roster(scene, known_at=known)
    assert (before["known_at"], before["recorded_at"]) == (known, "2026-11-21T12:00:00+00:00")


def test_backdated_statements_change_the_past(scene: Scene) -> None:
    """As it is known now."""
    body = {"on": "2019-06-01"}
    scene.fagforbundet.put(f"{scene.appointed}/end", body).expect(201)
    assert groups.seats(scene, "2019-06-01")[scene.seat]["active"] is False
    assert groups.seats(scene, "2019-05-31")[scene.seat]["active"] is True


def test_an_erased_person(scene: Scene) -> None:
    """Is shown as erased; the seat is filled as before."""
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    shown = groups.seats(scene)[scene.seat]
    assert shown["person"] == {"id": scene.kari, "name": None, "erased": True}
    assert (shown["active"], shown["vacant"]) == (True, None)


def test_a_restricted_person(scene: Scene) -> None:
    """Is shown to whoever appointed them, and to nobody else."""
    scene.fagforbundet.put(f"/people/{scene.kari}/restriction", {"from": "2026-11-21"}).expect(201)
    for party in (KRISTIANSUND, AURE, DELTA):
        shown = groups.roster(scene, party=party)["seats"][0]
        assert shown["person"] == {"id": scene.kari, "name": None, "restricted": True}
        assert shown["active"] is True
    own = groups.roster(scene, party=FAGFORBUNDET)["seats"][0]["person"]
    assert own == {"id": scene.kari, **KARI, "restricted": True}


def test_the_auditor_sees_no_names(refusing: Scene) -> None:
    """But who appointed each."""
    (shown,) = groups.roster(refusing, party=AUDITOR)["seats"]
    assert shown["person"] == {"id": refusing.kari, "name": None}
    assert shown["organisation"]["slug"] == "fagforbundet"


def test_who_may_ask(refusing: Scene) -> None:
    """Parties and the auditor."""
    for party in (AURE, FAGFORBUNDET, UTDANNINGSFORBUNDET, AUDITOR):
        groups.roster(refusing, party=party)
    for party in (REGISTRAR, OSLO, TEKNA):
        for path in ("roster", "roster/difference"):
            refusing.as_(party).get(f"{refusing.grouped}/{path}").refused(403, "not-yours")
        for path in ("proposal", "comparison"):
            body = {"seats": 1, "at": DAY} if path == "proposal" else {"appointments": [], "at": DAY}
            refusing.as_(party).post(f"{refusing.grouped}/roster/{path}", body).refused(403, "not-yours")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ({"at": "2026-02-30"}, "invalid"),
        ({"at": "i dag"}, "invalid"),
        ({"known_at": "2026-02-01"}, "invalid"),
        ({"known_at": 10**9}, "future-knowledge"),
        ({"language": "se"}, "invalid"),
        ({"contacts": "kanskje"}, "invalid"),
        ({"day": DAY}, "invalid"),
        ({"at": [DAY, DAY]}, "invalid"),
    ],
)
def test_questions_that_cannot_be(refusing: Scene, query: dict[str, object], kind: str) -> None:
    """Each pointed at."""
    refused = refusing.owner.get(f"{refusing.grouped}/roster", **query).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [f"/{next(iter(query))}"]
