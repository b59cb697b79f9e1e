"""What tests say and ask of groups, as the owner: seats, rules, rosters, proposals, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.cast import OLA, Answer, new_id
from tests.support.scene import START, Scene

DAY = "2026-02-01"
"""The day that most tests ask about."""
UNIO = "organisation:unio"
Shape = dict[str, Any]


def seat(scene: Scene, id_: str | None = None, **said: Any) -> Answer:
    """A seat for Kari from the first of the group, unless said otherwise; ``...`` leaves something out."""
    usual = {"function": "medlem", "from_": START}
    who = {} if {"appointment", "representant"} & said.keys() else {"appointment": scene.appointment}
    body = {key.rstrip("_"): value for key, value in {**usual, **who, **said}.items() if value is not ...}
    return scene.owner.put(f"{scene.grouped}/seats/{id_ or new_id()}", body)


def appoint(scene: Scene, party: str, name: str | None = None, **said: Any) -> str:
    """An appointment for all participants from the first of the project, and its identity."""
    person = said.pop("person", {"name": name} if name else OLA)
    answer = scene.appoint(party, **{"person": person, "from_": START, **said})
    return str(answer.expect(201).json["id"])


def send(scene: Scene, number: str, person: Mapping[str, str], **said: Any) -> str:
    """A representant of an employer from the first of the project, and its identity."""
    id_, employer = new_id(), scene.as_(f"employer:{number}")
    body = {"person": person, "from": START, **{key.rstrip("_"): value for key, value in said.items()}}
    employer.put(f"{scene.path}/participants/{number}/representanter/{id_}", body).expect(201)
    return id_


def rules(scene: Scene, *asked: Mapping[str, Any], from_: str = START) -> Answer:
    """Rules of composition, each by the agreement unless it has another basis."""
    said = [{"basis": "Avtalen", **rule} for rule in asked]
    return scene.owner.put(f"{scene.grouped}/rules", {"rules": said, "from": from_})


def roster(scene: Scene, at: str = DAY, party: str | None = None, **query: Any) -> Shape:
    """The roster of a day."""
    caller = scene.as_(party) if party else scene.owner
    answer: Shape = caller.get(f"{scene.grouped}/roster", at=at, **query).expect(200).json
    return answer


def seats(scene: Scene, at: str = DAY, **query: Any) -> dict[str, Shape]:
    """The seats of a day, by id."""
    return {each["id"]: each for each in roster(scene, at, **query)["seats"]}


def seated(scene: Scene, at: str = DAY) -> set[str]:
    """The appointments and representanter with a seat on a day."""
    return {each["appointment"] or each["representant"] for each in seats(scene, at).values()}


def stands(scene: Scene, rule: str, at: str = DAY, **query: Any) -> Shape:
    """How the only rule of its sort stands on a day."""
    (found,) = [each for each in roster(scene, at, **query)["rules"] if each["rule"]["rule"] == rule]
    return dict(found)


def propose(scene: Scene, number: int, at: str = DAY, must: Sequence[str] = (), **query: Any) -> Shape:
    """A proposal for so many seats."""
    body = {"seats": number, "at": at, "must": list(must)}
    path = f"{scene.grouped}/roster/proposal"
    answer: Shape = scene.owner.open("POST", path, json=body, query_string=query).expect(200).json
    return answer


def chosen(proposal: Mapping[str, Any]) -> set[str]:
    """Whom a proposal chooses."""
    return {each["appointment"] for each in proposal["chosen"]}


def adopt(scene: Scene, appointments: Sequence[str], from_: str = DAY, **headers: str) -> Answer:
    """The owner adopts a roster."""
    body = {"appointments": list(appointments), "from": from_}
    return scene.owner.post(f"{scene.grouped}/roster/adopt", body, **headers)


def document(scene: Scene, kind: str, at: str = DAY, party: str | None = None, **query: Any) -> Answer:
    """The roster of a day in another form."""
    caller = scene.as_(party) if party else scene.owner
    return caller.get(f"{scene.grouped}/roster", headers={"Accept": kind}, at=at, **query)
