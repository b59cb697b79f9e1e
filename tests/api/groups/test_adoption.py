"""Adopting a roster from a day, taking that back, and how rosters differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import groups
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, OLA, UTDANNINGSFORBUNDET, Answer, new_id
from tests.support.groups import DAY, UNIO, Shape, adopt, seat, seated
from tests.support.scene import START, Scene

EVE, NEXT = "2026-01-31", "2026-04-01"


def take_back(scene: Scene, from_: str = DAY, **headers: str) -> Answer:
    """The owner withdraws an adoption."""
    return scene.owner.delete(f"{scene.grouped}/roster/adopt", from_, **headers)


def difference(scene: Scene, **query: Any) -> Shape:
    """How the roster differs between two days."""
    answer: Shape = scene.owner.get(f"{scene.grouped}/roster/difference", **query).expect(200).json
    return answer


def days(scene: Scene) -> dict[str, tuple[str, str | None]]:
    """By appointment or representant, the days of its seat; there is one of each."""
    seats = scene.owner.get(scene.grouped).expect(200).json["seats"]
    found = {each["appointment"] or each["representant"]: (each["from"], each["until"]) for each in seats}
    assert len(found) == len(seats)
    return found


def adoptions(scene: Scene) -> list[str]:
    """The days from which rosters have been adopted."""
    return [each["from"] for each in scene.owner.get(scene.grouped).json["adoptions"]]


# Adopting


def test_adopting(scene: Scene) -> None:
    """Whoever sits keeps the seat, the others get one from that day; the answer shows the roster of it."""
    dag = groups.appoint(scene, DELTA)
    answer = adopt(scene, [scene.appointment, dag]).expect(201)
    shown = answer.json
    assert {key: shown[key] for key in ("group", "from", "appointments", "warnings")} == {
        "group": scene.group,
        "from": DAY,
        "appointments": [scene.appointment, dag],
        "warnings": [],
    }
    assert shown["by"] == f"employer:{scene.office.employer('1505')}"
    assert {each["appointment"]: (each["function"], each["from"], each["until"]) for each in shown["seats"]} == {
        scene.appointment: ("medlem", START, None),
        dag: ("medlem", DAY, None),
    }
    assert scene.seat in {each["id"] for each in shown["seats"]}
    assert answer.position == scene.office.position()


def test_those_who_are_not_on_it(scene: Scene) -> None:
    """Lose their seats that day; the employers' side keeps theirs."""
    seat(scene, representant=scene.representant).expect(201)
    dag = groups.appoint(scene, DELTA)
    adopt(scene, [dag]).expect(201)
    assert days(scene) == {scene.appointment: (START, DAY), dag: (DAY, None), scene.representant: (START, None)}
    assert [seated(scene, day) for day in (EVE, DAY)] == [
        {scene.appointment, scene.representant},
        {dag, scene.representant},
    ]


def test_those_who_would_have_come_later(scene: Scene) -> None:
    """Do not: seats that begin that day or later are withdrawn; those that are over stay as they were."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    later, over = new_id(), new_id()
    seat(scene, later, appointment=dag, from_=NEXT).expect(201)
    seat(scene, over, appointment=una, until="2020-01-01").expect(201)
    adopt(scene, [scene.appointment]).expect(201)
    assert days(scene) == {scene.appointment: (START, None), una: (START, "2020-01-01")}
    adopt(scene, [scene.appointment, dag], NEXT).expect(201)
    assert days(scene)[dag] == (NEXT, None)


@pytest.mark.parametrize("function", ["leder", "nestleder", "medlem"])
def test_a_function_that_counts_is_kept(scene: Scene, function: str) -> None:
    """With its days."""
    seat(scene, scene.seat, function=function, until="2027-01-01").expect(200)
    (shown,) = adopt(scene, [scene.appointment]).expect(201).json["seats"]
    assert (shown["id"], shown["function"], shown["until"]) == (scene.seat, function, "2027-01-01")


@pytest.mark.parametrize("function", ["vara", "observatør", "sekretær"])
def test_a_function_that_does_not_count_is_not(scene: Scene, function: str) -> None:
    """Whoever had it becomes a member."""
    seat(scene, scene.seat, function=function).expect(200)
    (shown,) = adopt(scene, [scene.appointment]).expect(201).json["seats"]
    assert (shown["function"], shown["from"]) == ("medlem", DAY)
    assert shown["id"] != scene.seat
    assert groups.seats(scene, EVE)[scene.seat]["function"] == function


def test_nobody_at_all(scene: Scene) -> None:
    """Is a roster too."""
    adopt(scene, []).expect(201)
    assert (seated(scene, EVE), seated(scene)) == ({scene.appointment}, set())


def test_somebody_named_twice(scene: Scene) -> None:
    """Has one seat."""
    dag = groups.appoint(scene, DELTA)
    assert adopt(scene, [dag, dag]).expect(201).json["appointments"] == [dag]
    assert seated(scene) == {dag}


def test_the_same_roster_again(scene: Scene) -> None:
    """Records nothing; another from the same day corrects it."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    first = adopt(scene, [scene.appointment, dag]).expect(201)
    before = scene.office.position()
    assert adopt(scene, [scene.appointment, dag]).expect(200).json == first.json
    assert scene.office.position() == before
    adopt(scene, [una]).expect(200)
    assert days(scene) == {scene.appointment: (START, DAY), una: (DAY, None)}
    assert adoptions(scene) == [DAY]


def test_the_roster_of_an_adoption(scene: Scene) -> None:
    """Says by which it is, from that day until the next."""
    adopt(scene, [scene.appointment]).expect(201)
    adopt(scene, [], NEXT).expect(201)
    asked = {EVE: None, DAY: DAY, "2026-03-31": DAY, NEXT: NEXT}
    for day, from_ in asked.items():
        told = groups.roster(scene, day)["adoption"]
        assert (told and told["from"]) == from_, day


def test_an_earlier_roster_adopted_later(scene: Scene) -> None:
    """Replaces the one from a later day, since seats that begin after it are withdrawn; taken back, it does not."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    adopt(scene, [dag], NEXT).expect(201)
    adopt(scene, [una], DAY).expect(201)
    assert seated(scene, NEXT) == {una}
    assert groups.roster(scene, NEXT)["adoption"]["from"] == DAY
    take_back(scene, DAY).expect(204)
    assert (seated(scene, DAY), seated(scene, NEXT)) == ({scene.appointment}, {dag})
    assert groups.roster(scene, NEXT)["adoption"]["from"] == NEXT


def test_an_earlier_day_than_what_was_adopted(scene: Scene) -> None:
    """Whoever the later roster had ended goes on, so that who was adopted last sits there for all of its life."""
    delta, unio = groups.appoint(scene, DELTA, "Siri"), groups.appoint(scene, UNIO, "Nils")
    adopt(scene, [scene.appointment, delta], "2026-02-01").expect(201)
    adopt(scene, [unio], "2026-06-01").expect(201)
    adopt(scene, [delta], "2026-04-01").expect(201)
    assert seated(scene, "2026-03-01") == {scene.appointment, delta}
    for day in ("2026-04-01", "2026-06-01", "2027-01-01"):
        assert seated(scene, day) == {delta}
    assert adoptions(scene) == ["2026-02-01", "2026-04-01"]


def test_all_taken_back_in_turn(scene: Scene) -> None:
    """In the order opposite to that of adopting, which need not be that of their days: all is as it was each time."""
    delta, unio = groups.appoint(scene, DELTA, "Siri"), groups.appoint(scene, UNIO, "Nils")
    asked = ("2026-02-01", "2026-04-01", "2026-06-01", "2027-01-01")
    were = [[groups.seats(scene, day) for day in asked]]
    for from_, chosen in (("2026-02-01", [delta]), ("2026-06-01", [unio]), ("2026-04-01", [delta, unio])):
        adopt(scene, chosen, from_).expect(201)
        were.append([groups.seats(scene, day) for day in asked])
    for from_ in ("2026-04-01", "2026-06-01", "2026-02-01"):
        were.pop()
        take_back(scene, from_).expect(204)
        assert [groups.seats(scene, day) for day in asked] == were[-1]
    assert adoptions(scene) == []


def test_terms_by_the_rules(scene: Scene) -> None:
    """New seats end as the group's rule on terms says."""
    rule = {"rule": "term", "months": 24, "side": "arbeidstaker"}
    groups.rules(scene, rule, {"rule": "term", "months": 12, "side": "arbeidsgiver"}).expect(201)
    dag = groups.appoint(scene, DELTA)
    adopt(scene, [scene.appointment, dag]).expect(201)
    assert days(scene) == {scene.appointment: (START, None), dag: (DAY, "2028-02-01")}


def test_what_a_proposal_chose(scene: Scene) -> None:
    """Is adopted as it stands, and covers what it said."""
    for party in (DELTA, UNIO):
        groups.appoint(scene, party)
    proposal = groups.propose(scene, 3)
    adopt(scene, sorted(groups.chosen(proposal))).expect(201)
    covered = scene.owner.get(f"{scene.path}/coverage", at=DAY, group=scene.group).json["summary"]["covered"]
    assert covered == proposal["covers"] == 3


def test_what_answers_showed(scene: Scene) -> None:
    """May be adopted, and fixed, as it was shown: what is chosen, seats, appointments."""
    chosen = scene.owner.post(f"{scene.grouped}/roster/proposal", {"seats": 1, "at": DAY}).json["chosen"]
    seats = groups.roster(scene)["seats"]
    appointment = scene.owner.get(scene.appointed).json
    for shown in (chosen, seats, [appointment]):
        body = {"appointments": shown, "from": DAY}
        adopted = scene.owner.post(f"{scene.grouped}/roster/adopt", body)
        assert adopted.json["appointments"] == [scene.appointment], adopted.text
        scene.owner.post(f"{scene.grouped}/roster/proposal", {"seats": 1, "at": DAY, "must": shown}).expect(200)


def test_somebody_who_is_not_in_their_term(scene: Scene) -> None:
    """Has a seat, which is vacant; the owner is told."""
    dag = groups.appoint(scene, DELTA, until="2026-01-01")
    (warning,) = adopt(scene, [scene.appointment, dag]).expect(201).json["warnings"]
    assert dag in warning
    assert scene.appointment not in warning
    vacant = {each["appointment"]: each["vacant"] for each in groups.seats(scene).values()}
    assert vacant[scene.appointment] is None
    assert vacant[dag]["reason"] == "over"


def test_as_it_was_known(scene: Scene) -> None:
    """Before it was adopted there was the old roster, and no adoption."""
    known = scene.office.position()
    adopt(scene, []).expect(201)
    before = groups.roster(scene, known_at=known)
    assert ([each["id"] for each in before["seats"]], before["adoption"]) == ([scene.seat], None)


def test_it_is_recorded_at_once(scene: Scene) -> None:
    """With its seats, for the history to tell."""
    dag = groups.appoint(scene, DELTA)
    before = scene.office.position()
    made = adopt(scene, [dag]).expect(201)
    told = scene.owner.get(f"{scene.path}/history").expect(200).json
    new = [each["type"] for each in told if each["position"] > before]
    assert sorted(new) == ["RosterAdopted", "SeatFilled", "SeatFilled"]
    assert made.json["position"] == before + 1


# Repeated, or changed meanwhile


def test_under_a_key(scene: Scene) -> None:
    """A repetition answers as the first, and records nothing; what has been taken back since is not there."""
    dag = groups.appoint(scene, DELTA)
    first, again = (adopt(scene, [dag], Idempotency_Key="once").expect(201) for _ in range(2))
    assert first.json == again.json
    assert first.position == again.position == scene.office.position()
    refused = adopt(scene, [], Idempotency_Key="once").refused(422, "invalid")
    assert refused.json["errors"][0]["pointer"] == "/Idempotency-Key"
    take_back(scene).expect(204)
    adopt(scene, [dag], Idempotency_Key="once").refused(404, "unknown")
    adopt(scene, [dag], Idempotency_Key="twice").expect(201)


def test_if_match(scene: Scene) -> None:
    """The group, as it was last seen; a repetition under a key is answered all the same."""
    seen = scene.owner.get(scene.grouped).headers["ETag"]
    before = scene.office.position()
    adopt(scene, [], If_Match='"another"').refused(412, "changed-meanwhile")
    assert scene.office.position() == before
    made = adopt(scene, [], If_Match=seen, Idempotency_Key="once").expect(201)
    assert adopt(scene, [], If_Match=seen, Idempotency_Key="once").expect(201).json == made.json
    adopt(scene, [scene.appointment], If_Match=seen).refused(412, "changed-meanwhile")
    take_back(scene, If_Match=seen).refused(412, "changed-meanwhile")
    take_back(scene, If_Match=scene.owner.get(scene.grouped).headers["ETag"]).expect(204)
    adopt(scene, [], If_Match=seen).expect(201)


# Taking back


def test_taking_back(scene: Scene) -> None:
    """Everything is as it was before: seats that it made go, those it ended or withdrew are back."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    seat(scene, appointment=una, from_=NEXT).expect(201)
    before = days(scene)
    adopt(scene, [dag]).expect(201)
    assert days(scene) == {scene.appointment: (START, DAY), dag: (DAY, None)}
    known = scene.office.position()
    for _ in range(2):
        last = take_back(scene).expect(204)
    assert last.position == scene.office.position() == known + 4
    assert days(scene) == before == {scene.appointment: (START, None), una: (NEXT, None)}
    assert adoptions(scene) == []
    assert groups.roster(scene)["adoption"] is None
    assert {each["appointment"] for each in groups.seats(scene, known_at=known).values()} == {dag}


def test_taking_back_what_was_corrected(scene: Scene) -> None:
    """All of it goes, to what was before the first."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    for roster in ([dag], [dag, una], []):
        assert adopt(scene, roster).status in (200, 201)
    take_back(scene).expect(204)
    assert days(scene) == {scene.appointment: (START, None)}


def test_adopting_again_what_was_taken_back(scene: Scene) -> None:
    """And taking that back, leads to where it began."""
    dag = groups.appoint(scene, DELTA)
    for _ in range(2):
        adopt(scene, [dag]).expect(201)
        assert seated(scene) == {dag}
        take_back(scene).expect(204)
        assert days(scene) == {scene.appointment: (START, None)}


def test_a_later_one_is_taken_back_first(scene: Scene) -> None:
    """Each in its turn; none is skipped."""
    dag = groups.appoint(scene, DELTA)
    adopt(scene, [dag], DAY).expect(201)
    adopt(scene, [scene.appointment], NEXT).expect(201)
    before = scene.office.position()
    refused = take_back(scene, DAY).refused(422, "invalid")
    assert "Withdraw that adoption first" in refused.json["detail"]
    assert scene.office.position() == before
    assert (seated(scene, DAY), seated(scene, NEXT)) == ({dag}, {scene.appointment})
    take_back(scene, NEXT).expect(204)
    assert (seated(scene, DAY), seated(scene, NEXT)) == ({dag}, {dag})
    take_back(scene, DAY).expect(204)
    assert (seated(scene, DAY), seated(scene, NEXT)) == ({scene.appointment}, {scene.appointment})


def test_what_was_said_by_hand_since(scene: Scene) -> None:
    """Of a seat that the adoption ended, stands; a seat that it made goes all the same."""
    dag, una = groups.appoint(scene, DELTA), groups.appoint(scene, UTDANNINGSFORBUNDET)
    other = new_id()
    seat(scene, other, appointment=una).expect(201)
    (made,) = [each["id"] for each in adopt(scene, [dag]).expect(201).json["seats"]]
    seat(scene, scene.seat, until="2025-01-01").expect(200)
    seat(scene, made, appointment=dag, function="leder", from_=DAY).expect(200)
    by_hand = new_id()
    seat(scene, by_hand, appointment=una, from_=NEXT, function="vara").expect(201)
    take_back(scene).expect(204)
    shown = {each["id"]: each["until"] for each in scene.owner.get(scene.grouped).json["seats"]}
    assert shown == {scene.seat: "2025-01-01", other: None, by_hand: None}


def test_taking_back_what_was_never_adopted(refusing: Scene) -> None:
    """Is unknown."""
    take_back(refusing, "2026-02-02").refused(404, "unknown")
    refused = refusing.owner.delete(f"{refusing.grouped}/roster/adopt").refused(422, "invalid")
    assert refused.json["errors"][0]["pointer"] == "/from"


# Whose it is, and what cannot be


@pytest.mark.parametrize("party", [AURE, FAGFORBUNDET, AUDITOR])
def test_only_the_owner_adopts(refusing: Scene, party: str) -> None:
    """And takes back."""
    path = f"{refusing.grouped}/roster/adopt"
    refusing.as_(party).post(path, {"appointments": [], "from": DAY}).refused(403, "not-yours")
    refusing.as_(party).delete(path, DAY).refused(403, "not-yours")


IMPOSSIBLE: dict[str, tuple[str, str, Callable[[Scene], Answer]]] = {
    "before the group": ("invalid", "/from", lambda s: adopt(s, [s.appointment], "2018-12-31")),
    "somebody unknown": ("unknown-reference", "/appointments/1", lambda s: adopt(s, [s.appointment, new_id()])),
    "a name": ("unknown-reference", "/appointments/0", lambda s: adopt(s, ["kari"])),
    "a representant": ("unknown-reference", "/appointments/0", lambda s: adopt(s, [s.representant])),
    "a number": ("invalid", "/appointments/0", lambda s: adopt(s, [5])),  # type: ignore[list-item]  # as said
    "1001 of them": ("invalid", "/appointments", lambda s: adopt(s, [s.appointment] * 1001)),
    "impossible day": ("invalid", "/from", lambda s: adopt(s, [], "2026-02-30")),
    "seats": (
        "invalid",
        "/seats",
        lambda s: s.owner.post(f"{s.grouped}/roster/adopt", {"appointments": [], "from": DAY, "seats": 3}),
    ),
    "no list": ("invalid", "/appointments", lambda s: s.owner.post(f"{s.grouped}/roster/adopt", {"from": DAY})),
    "no day": ("invalid", "/from", lambda s: s.owner.post(f"{s.grouped}/roster/adopt", {"appointments": []})),
}
"""What was adopted, the type of its refusal, where it points, and how it was said."""


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_cannot_be_adopted(refusing: Scene, what: str) -> None:
    """Refused, pointed at, and nothing recorded."""
    kind, pointer, say = IMPOSSIBLE[what]
    refused = say(refusing).refused(422, kind)
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
    assert refused.position == refusing.office.position()


# How rosters differ


def test_the_difference_between_two_adoptions(scene: Scene) -> None:
    """The last two, unless other days are given: who has left and joined, and whom the group no longer represents."""
    dag, una = groups.appoint(scene, DELTA, "Dag Eksempel"), groups.appoint(scene, UTDANNINGSFORBUNDET)
    adopt(scene, [scene.appointment, dag], DAY).expect(201)
    adopt(scene, [scene.appointment, una], NEXT).expect(201)
    shown = difference(scene)
    assert (shown["before"], shown["after"], shown["group"]) == (DAY, NEXT, scene.group)
    assert [each["appointment"] for each in shown["left"]] == [dag]
    assert [each["appointment"] for each in shown["joined"]] == [una]
    assert shown["left"][0]["person"]["name"] == "Dag Eksempel"
    assert slugs(shown) == {"lost": ["delta"], "won": ["utdanningsforbundet"], "otherwise": []}
    assert (shown["lost"][0]["before"], shown["lost"][0]["after"]) == ("direct", "gap")
    back = difference(scene, before=NEXT, after=DAY)
    assert slugs(back) == {"lost": ["utdanningsforbundet"], "won": ["delta"], "otherwise": []}
    same = difference(scene, before=DAY, after="2026-03-31")
    assert (same["left"], same["joined"]) == ([], [])
    assert slugs(same) == {"lost": [], "won": [], "otherwise": []}


def slugs(shown: Shape) -> dict[str, list[str]]:
    """The organisations whose pairs differ."""
    return {key: [each["organisation"]["slug"] for each in shown[key]] for key in ("lost", "won", "otherwise")}


def test_the_difference_before_any_adoption(scene: Scene) -> None:
    """From the group's first day until today, or the day of the only one."""
    shown = difference(scene)
    assert (shown["before"], shown["after"]) == (START, "2026-11-21")
    adopt(scene, []).expect(201)
    shown = difference(scene)
    assert (shown["before"], shown["after"]) == (START, DAY)
    assert [each["appointment"] for each in shown["left"]] == [scene.appointment]


def test_the_difference_of_replaced_adoptions(scene: Scene) -> None:
    """Is not asked for: what was adopted later, from an earlier day, stands in its place."""
    adopt(scene, [], NEXT).expect(201)
    adopt(scene, [scene.appointment], DAY).expect(201)
    shown = difference(scene)
    assert (shown["before"], shown["after"]) == (START, DAY)


def test_a_new_function_is_a_difference(scene: Scene) -> None:
    """Whoever leads now was a member; and a kept seat that nobody sits in is none."""
    seat(scene, scene.seat, until=DAY).expect(200)
    seat(scene, from_=DAY, function="leder").expect(201)
    shown = difference(scene, before=EVE, after=DAY)
    assert [each["function"] for each in shown["left"]] == ["medlem"]
    assert [each["function"] for each in shown["joined"]] == ["leder"]
    assert slugs(shown) == {"lost": [], "won": [], "otherwise": []}


def test_another_representative_is_a_difference(scene: Scene) -> None:
    """Though the status is the same."""
    again = groups.appoint(scene, FAGFORBUNDET, person=OLA)
    adopt(scene, [again]).expect(201)
    assert slugs(difference(scene, before=EVE, after=DAY)) == {"lost": [], "won": [], "otherwise": ["fagforbundet"]}


def test_the_difference_as_it_was_known(scene: Scene) -> None:
    """Before the second was adopted."""
    adopt(scene, []).expect(201)
    known = scene.office.position()
    adopt(scene, [scene.appointment], NEXT).expect(201)
    assert difference(scene)["before"] == DAY
    assert difference(scene, known_at=known)["before"] == START
