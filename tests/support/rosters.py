"""Rosters as they are answered, for tests of documents: made up, in every state that a seat can be in."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

SPACE = UUID("00000000-0000-4000-8000-0000000005ea")
HALSA = {"id": "00000000-0000-4000-8000-000000001571", "kommunenummer": "1571", "name": "Halsa"}
OSLO = {"id": "00000000-0000-4000-8000-000000000301", "kommunenummer": "0301", "name": "Oslo"}
IKS = {"id": "00000000-0000-4000-8000-00000000a1a5", "kommunenummer": None, "name": "Felles arkiv IKS"}
FAGFORBUNDET = {"slug": "fagforbundet", "name": "Fagforbundet"}
UNIO = {"slug": "unio", "name": "Unio"}


def identity(text: str) -> str:
    """A made-up identity."""
    return str(uuid5(SPACE, text))


def seat(number: int, side: str, function: str, person: dict[str, Any] | None, **said: Any) -> dict[str, Any]:
    """A seat; on the employers' side for Halsa, on the employees' for Fagforbundet, unless said otherwise."""
    appointed = side == "arbeidstaker"
    return {
        "id": identity(f"seat {number}"),
        "function": function,
        "side": side,
        "appointment": identity(f"appointment {number}") if appointed else None,
        "representant": None if appointed else identity(f"representant {number}"),
        "person": person,
        "organisation": FAGFORBUNDET if appointed else None,
        "employer": None if appointed else HALSA,
        "employed_at": OSLO if appointed else None,
        "from": "2019-01-01",
        "until": None,
        "active": True,
        "vacant": None,
        **said,
    }


def person(name: str | None, **said: Any) -> dict[str, Any]:
    """A person, as shown."""
    return {"id": identity(f"person {name} {sorted(said)}"), "name": name, **said}


def vacancy(reason: str, text: str, **said: Any) -> dict[str, Any]:
    """That nobody sits, and that it is Fagforbundet's move."""
    move = {"party": "organisation:fagforbundet", "name": "Fagforbundet"}
    return {"since": "2021-03-01", "reason": reason, "move": move, "text": text, **said}


def roster(**said: Any) -> dict[str, Any]:
    """A group with a seat of every kind, in no order."""
    return {
        "project": {"id": identity("project"), "name": "IKT Orkidé"},
        "group": {
            "id": identity("group"),
            "kind": "styringsgruppe",
            "name": "Styringsgruppa",
            "from": "2019-01-01",
            "until": "2022-01-01",
        },
        "at": "2021-06-01",
        "known_at": None,
        "position": 1204,
        "recorded_at": "2026-01-20T09:14:03.123456+00:00",
        "seats": SEATS,
        "rules": RULES,
        "adoption": {"from": "2019-01-01", "recorded_at": "2018-12-10T11:00:00.123456+00:00", "by": "employer:0301"},
        **said,
    }


SEATS: list[dict[str, Any]] = [
    seat(
        1,
        "arbeidstaker",
        "medlem",
        person("Kari Eksempel", email="kari.eksempel@kommune.example", phone="+47 900 00 001"),
        until="2021-09-01",
    ),
    seat(2, "arbeidstaker", "medlem", person("Áilu Đuŋŋá Šoŧža"), organisation=UNIO, employed_at=HALSA),
    seat(
        3,
        "arbeidstaker",
        "nestleder",
        person("Ola Eksempel", email="ola@kommune.example"),
        active=False,
        vacant=vacancy("on_leave", "Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen."),
    ),
    seat(
        4,
        "arbeidstaker",
        "vara",
        person(None),
        active=False,
        vacant=vacancy("standing_by", "Er vara og møter når den valgte er borte.", move=None),
    ),
    seat(5, "arbeidstaker", "observatør", person(None, erased=True)),
    seat(6, "arbeidstaker", "sekretær", person(None, restricted=True), employed_at=None),
    seat(
        7,
        "arbeidstaker",
        "medlem",
        None,
        active=False,
        employed_at=None,
        vacant=vacancy("withdrawn", "Utpekingen er trukket tilbake."),
    ),
    seat(8, "arbeidsgiver", "leder", person("Åse Eksempel", phone="70 00 00 00")),
    seat(9, "arbeidsgiver", "medlem", person("Siri Eksempel"), employer=OSLO),
    seat(10, "arbeidsgiver", "medlem", person("Ærlig Eksempel"), employer=IKS, active=False),
]

RULES: list[dict[str, Any]] = [
    {
        "rule": {"kind": "side_at_least", "side": "arbeidstaker", "seats": 2},
        "basis": "Hovedavtalen del B § 3-1",
        "status": "met",
        "text": "Minst to plasser er for arbeidstakersiden.",
        "remedy": None,
    },
    {
        "rule": {"kind": "led_by", "side": "arbeidstaker"},
        "basis": "Avtalen om representativ ordning",
        "status": "unmet",
        "text": "Nestlederen er fra arbeidstakersiden, og plassen er ikke ubesatt.",
        "remedy": "Fagforbundet kan la en vara få plassen.",
    },
    {
        "rule": {"kind": "vara_for_each"},
        "basis": "Avtalen om representativ ordning",
        "status": "not_applicable",
        "text": "Hver organisasjon har en vara fra den dagen gruppa leverer.",
        "remedy": None,
    },
]


def large(seats: int) -> dict[str, Any]:
    """A group of many, both sides, with contacts; every tenth seat vacant."""
    return roster(seats=[_one_of_many(number) for number in range(seats)])


def _one_of_many(number: int) -> dict[str, Any]:
    side = "arbeidsgiver" if number % 3 == 0 else "arbeidstaker"
    name = f"{('Kari', 'Ola', 'Áilu', 'Åse')[number % 4]} Eksempel {number:03}"
    one = person(name, email=f"person.{number}@kommune.example", phone=f"900 00 {number:03}")
    text = "Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen."
    said = {"active": False, "vacant": vacancy("on_leave", text)} if number % 10 == 9 else {}
    return seat(number, side, "medlem", one, **said)
