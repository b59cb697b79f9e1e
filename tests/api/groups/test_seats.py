"""Seats in a group: by an appointment or by the representant of an employer, on one side each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from tests.support import groups
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, Answer, new_id
from tests.support.groups import seat
from tests.support.scene import START, Scene

FUNCTIONS = ("leder", "nestleder", "medlem", "vara", "observatør", "sekretær")


def test_a_seat_by_appointment(scene: Scene) -> None:
    """As it was said."""
    id_ = new_id()
    said = seat(scene, id_, function="nestleder", until="2027-01-01").expect(201)
    assert said.json == {
        "id": id_,
        "group": scene.group,
        "function": "nestleder",
        "appointment": scene.appointment,
        "representant": None,
        "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
        "employer": None,
        "from": START,
        "until": "2027-01-01",
        "warnings": [],
    }
    before = scene.office.position()
    assert seat(scene, id_, function="nestleder", until="2027-01-01").expect(200).json == said.json
    assert scene.office.position() == before, "what stands already was recorded again"


def test_a_seat_by_representant(scene: Scene) -> None:
    """Of the employer that named them."""
    shown = seat(scene, representant=scene.representant, function="leder").expect(201).json
    assert (shown["appointment"], shown["representant"]) == (None, scene.representant)
    assert shown["employer"] == {"id": scene.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"}


def test_in_every_function(scene: Scene) -> None:
    """On either side."""
    sides = ({"appointment": scene.appointment}, {"representant": scene.representant})
    for function, who in product(FUNCTIONS, sides):
        assert seat(scene, function=function, **who).expect(201).json["function"] == function


def test_correcting_a_seat(scene: Scene) -> None:
    """The whole body: another person may have it, from the other side even."""
    said = {"representant": scene.representant, "function": "sekretær", "until": "2026-07-01"}
    seat(scene, scene.seat, **said).expect(200)
    (shown,) = groups.seats(scene).values()
    assert (shown["id"], shown["side"], shown["function"]) == (scene.seat, "arbeidsgiver", "sekretær")
    assert groups.seats(scene, "2026-07-01") == {}


def test_a_seat_may_name_what_it_was_shown_as(scene: Scene) -> None:
    """An appointment or representant as an answer showed it."""
    appointment = scene.owner.get(scene.appointed).json
    assert seat(scene, appointment=appointment).expect(201).json["appointment"] == scene.appointment


def test_withdrawing_a_seat(scene: Scene) -> None:
    """It was never there; as known before, it was."""
    known = scene.office.position()
    for _ in range(2):
        scene.owner.delete(scene.seated).expect(204)
    assert scene.office.position() == known + 1
    assert groups.seats(scene) == {}
    assert list(groups.seats(scene, known_at=known)) == [scene.seat]
    seat(scene, scene.seat).expect(201)
    assert list(groups.seats(scene)) == [scene.seat]


def test_withdrawing_what_is_seated(scene: Scene) -> None:
    """The seat stays, and can still be given an end, or to somebody else."""
    scene.fagforbundet.delete(scene.appointed).expect(204)
    assert groups.seats(scene)[scene.seat]["vacant"]["reason"] == "withdrawn"
    seat(scene, scene.seat, until="2026-01-01").refused(422, "unknown-reference")
    other = groups.appoint(scene, FAGFORBUNDET, "Kari Ny Eksempel")
    seat(scene, scene.seat, appointment=other).expect(200)
    assert groups.seats(scene)[scene.seat]["active"] is True


def test_partly_outside_the_group(scene: Scene) -> None:
    """Is accepted, and said to count within its days alone."""
    (warning,) = seat(scene, function="leder", until="2019-06-01", from_="2018-01-01").expect(201).json["warnings"][1:]
    assert warning == "The seat lies partly outside the group's own days, and counts only within them."


def test_outside_the_appointments_term(scene: Scene) -> None:
    """Is accepted, and said so."""
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2026-01-01"}).expect(201)
    (warning,) = seat(scene, from_="2026-01-01").expect(201).json["warnings"]
    assert "outside the appointment's term" in warning


def test_a_group_that_shrinks_lets_its_seats_be_ended(scene: Scene) -> None:
    """Though they now lie wholly outside of it."""
    group = {"kind": "referansegruppe", "name": "Referansegruppa", "from": "2026-01-01"}
    scene.owner.put(scene.grouped, group).expect(200)
    seat(scene, scene.seat, until="2020-01-01").expect(200)
    assert groups.seats(scene, "2019-06-01")[scene.seat]["vacant"]["reason"] == "group_not_there"
    seat(scene, until="2020-01-01").refused(422, "invalid")


# One person, two sides


def test_nobody_sits_on_both_sides(scene: Scene) -> None:
    """Told by e-mail, or by telephone and name, since each party records its people by itself."""
    same = [
        {"name": "En annen", "email": KARI["email"].upper()},
        {"name": KARI["name"].upper(), "phone": KARI["phone"]},
    ]
    for person in same:
        representant = groups.send(scene, "1576", person)
        before = scene.office.position()
        refused = seat(scene, representant=representant).refused(422, "invalid")
        assert refused.json["errors"][0]["pointer"] == "/representant"
        assert "other side" in refused.json["detail"]
        assert scene.office.position() == before


def test_nobody_sits_on_both_sides_the_other_way(scene: Scene) -> None:
    """Whoever was seated first; a seat of their own side is no hindrance."""
    per = groups.send(scene, "1576", {"name": "Per Eksempel", "email": "per@example.org"})
    seat(scene, representant=per, from_="2026-01-01", until="2026-07-01").expect(201)
    twin = groups.appoint(scene, DELTA, person={"name": "P. Eksempel", "email": "Per@example.org"})
    refused = seat(scene, appointment=twin).refused(422, "invalid")
    assert refused.json["errors"][0]["pointer"] == "/appointment"
    seat(scene, appointment=twin, until="2026-01-01").expect(201)
    seat(scene, appointment=twin, from_="2026-07-01").expect(201)
    seat(scene, representant=per, function="leder", from_="2026-01-01", until="2026-07-01").expect(201)


@pytest.mark.parametrize(
    "person",
    [
        {"name": KARI["name"]},
        {"name": "Sentralbordet", "phone": KARI["phone"]},
        {"name": "x", "email": "x@example.org"},
    ],
)
def test_others_with_something_in_common(scene: Scene, person: dict[str, str]) -> None:
    """A name, or an office's telephone, is no person."""
    seat(scene, representant=groups.send(scene, "1576", person)).expect(201)


def test_both_sides_of_different_groups(scene: Scene) -> None:
    """Are not looked at here."""
    twin = groups.send(scene, "1576", {"name": "x", "email": KARI["email"]})
    other = f"{scene.path}/groups/{new_id()}"
    scene.owner.put(other, {"kind": "styringsgruppe", "name": "Styret", "from": START}).expect(201)
    body = {"representant": twin, "function": "medlem", "from": START}
    scene.owner.put(f"{other}/seats/{new_id()}", body).expect(201)


def test_adopting_somebody_from_the_other_side(scene: Scene) -> None:
    """Is refused as seating them would be, and nobody is seated."""
    per = groups.send(scene, "1576", {"name": "Per Eksempel", "email": "per@example.org"})
    seat(scene, representant=per).expect(201)
    twin = groups.appoint(scene, DELTA, person={"name": "P. Eksempel", "email": "per@example.org"})
    before = scene.office.position()
    refused = groups.adopt(scene, [scene.appointment, twin]).refused(422, "invalid")
    assert refused.json["errors"][0]["pointer"] == "/appointments/1"
    assert scene.office.position() == before


def test_changing_sides(scene: Scene) -> None:
    """The same seat, given to the same person from the other side, is one seat still."""
    twin = groups.send(scene, "1576", {"name": "x", "email": KARI["email"]})
    seat(scene, scene.seat, representant=twin).expect(200)


# Whose it is, and what cannot be


@pytest.mark.parametrize("party", [AURE, FAGFORBUNDET, AUDITOR])
def test_only_the_owner_seats(refusing: Scene, party: str) -> None:
    """Neither an employer nor an organisation, not even its own representant."""
    body = {"appointment": refusing.appointment, "function": "medlem", "from": START}
    refusing.as_(party).put(refusing.seated, body).refused(403, "not-yours")
    refusing.as_(party).delete(refusing.seated).refused(403, "not-yours")


IMPOSSIBLE: dict[str, tuple[str, str, Callable[[Scene], Answer]]] = {
    "nobody": ("invalid", "/appointment", lambda s: seat(s, appointment=...)),
    "null": ("invalid", "/appointment", lambda s: seat(s, appointment=None)),
    "both": ("invalid", "/appointment", lambda s: seat(s, appointment=s.appointment, representant=s.representant)),
    "unknown function": ("invalid", "/function", lambda s: seat(s, function="sjef")),
    "no function": ("invalid", "/function", lambda s: seat(s, function=...)),
    "no first day": ("invalid", "/from", lambda s: seat(s, from_=...)),
    "a number": ("invalid", "/appointment", lambda s: seat(s, appointment=5)),
    "a side": ("invalid", "/side", lambda s: seat(s, side="arbeidstaker")),
    "empty span": ("empty-span", "/until", lambda s: seat(s, until=START)),
    "before the group": ("invalid", "/from", lambda s: seat(s, from_="2018-01-01", until=START)),
    "unknown appointment": ("unknown-reference", "/appointment", lambda s: seat(s, appointment=new_id())),
    "a name": ("unknown-reference", "/appointment", lambda s: seat(s, appointment="kari")),
    "a person": ("unknown-reference", "/appointment", lambda s: seat(s, appointment=s.kari)),
    "a representant as appointment": (
        "unknown-reference",
        "/appointment",
        lambda s: seat(s, appointment=s.representant),
    ),
    "unknown representant": ("unknown-reference", "/representant", lambda s: seat(s, representant=new_id())),
    "an appointment as representant": (
        "unknown-reference",
        "/representant",
        lambda s: seat(s, representant=s.appointment),
    ),
}
"""What was said, the type of its refusal, where it points, and how it was said."""


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_no_seat_is(refusing: Scene, what: str) -> None:
    """Refused, pointed at, and nothing recorded."""
    kind, pointer, say = IMPOSSIBLE[what]
    refused = say(refusing).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
    assert refused.position == refusing.office.position()


def test_an_appointment_of_another_project(scene: Scene) -> None:
    """Is none here."""
    other = scene.office.project()
    body: dict[str, Any] = {"organisation": "delta", "person": KARI, "role": "tillitsvalgt", "scope": "all"}
    made = scene.as_(DELTA).post(f"/projects/{other}/appointments", {**body, "from": START}).expect(201).json["id"]
    seat(scene, appointment=made).refused(422, "unknown-reference")


def test_if_match(scene: Scene) -> None:
    """A seat is corrected, and withdrawn, as it was last seen."""
    seen = seat(scene, scene.seat).expect(200).headers["ETag"]
    seat(scene, scene.seat, function="leder").expect(200)
    body = {"appointment": scene.appointment, "function": "vara", "from": START}
    scene.owner.put(scene.seated, body, If_Match=seen).refused(412, "changed-meanwhile")
    scene.owner.delete(scene.seated, If_Match=seen).refused(412, "changed-meanwhile")
    seen = seat(scene, scene.seat).expect(200).headers["ETag"]
    scene.owner.delete(scene.seated, If_Match=seen).expect(204)
