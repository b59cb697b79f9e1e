"""The scene that most tests of the API are set in: «Felles arkiv», with somebody appointed.

Kristiansund owns the project from 2019. Aure, Halsa and Hemne take part from then on; in 2020 Halsa and Hemne
become Heim. At Aure all three organisations are affected, at Halsa Fagforbundet. Fagforbundet has appointed
Kari for all of them, with Ola as vara, and Aure has named a representant. Kari sits in a referansegruppe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.http.answers import ID
from tests.support.cast import AURE, FAGFORBUNDET, KARI, KRISTIANSUND, OLA, Answer, Caller, Office, new_id

HALSA, HEMNE, HEIM = "1571", "5011", "employer:5055"
START = "2019-01-01"
PER = {"name": "Per Eksempel"}


@dataclass(frozen=True)
class Scene:
    """The project and the identities in it, as an office knows them."""

    office: Office
    project: str
    appointment: str
    """Kari's, for all participants: the one that the examples of the API's description speak of."""
    vara: str
    """Ola's, while Kari is away."""
    representant: str
    """Per, for Aure."""
    group: str
    """The referansegruppe."""
    seat: str
    """Kari's, in the group."""
    succession: str = ""
    """That Halsa and Hemne become Heim."""
    kari: str = ""
    """The person."""
    ola: str = ""
    per: str = ""
    feed: str = ""
    """Fagforbundet's, of what is to come in the project."""

    def in_(self, office: Office) -> Scene:
        """The same scene in another office."""
        return replace(self, office=office)

    @property
    def path(self) -> str:
        """The address of the project."""
        return f"/projects/{self.project}"

    @property
    def appointed(self) -> str:
        """The address of Kari's appointment."""
        return f"{self.path}/appointments/{self.appointment}"

    @property
    def appointed_vara(self) -> str:
        """The address of Ola's appointment."""
        return f"{self.path}/appointments/{self.vara}"

    def as_(self, party: str) -> Caller:
        """A client that speaks as the party."""
        return self.office.as_(party)

    @property
    def grouped(self) -> str:
        """The address of the group."""
        return f"{self.path}/groups/{self.group}"

    @property
    def seated(self) -> str:
        """The address of Kari's seat."""
        return f"{self.grouped}/seats/{self.seat}"

    @property
    def owner(self) -> Caller:
        """Kristiansund."""
        return self.as_(KRISTIANSUND)

    @property
    def aure(self) -> Caller:
        """A participant."""
        return self.as_(AURE)

    @property
    def fagforbundet(self) -> Caller:
        """The organisation that has appointed."""
        return self.as_(FAGFORBUNDET)

    def status(self, number: str, organisation: str, at: str, known_at: int | None = None) -> str | None:
        """The status of a pair on a day; None if there is none."""
        answer = self.fagforbundet.get(f"{self.path}/coverage", at=at, known_at=known_at).expect(200)
        pairs = {
            (pair["employer"]["kommunenummer"], pair["organisation"]["slug"]): pair for pair in answer.json["pairs"]
        }
        return pairs[number, organisation]["status"] if (number, organisation) in pairs else None

    def appoint(self, party: str = FAGFORBUNDET, **said: object) -> Answer:
        """An appointment by an organisation, of its own making unless said otherwise."""
        usual = {
            "organisation": party.partition(":")[2],
            "person": OLA,
            "role": "tillitsvalgt",
            "scope": "all",
            "from": "2026-01-01",
        }
        body = {key.rstrip("_"): value for key, value in {**usual, **said}.items() if value is not ...}
        return self.as_(party).put(f"{self.path}/appointments/{new_id()}", body)


def set_up(office: Office) -> Scene:
    """Say all of it."""
    scene = Scene(office, office.project(from_=START), ID, *(new_id() for _ in range(4)))
    for number in ("1576", HALSA, HEMNE):
        scene.owner.put(f"{scene.path}/participants/{number}", {"from": START}).expect(201)
    everybody = ["fagforbundet", "delta", "utdanningsforbundet"]
    at_aure = {"from": START, "affected": everybody}
    scene.aure.put(f"{scene.path}/participants/1576/affected", at_aure).expect(201)
    at_halsa = {"from": START, "affected": ["fagforbundet"]}
    scene.owner.put(f"{scene.path}/participants/{HALSA}/affected", at_halsa).expect(201)
    kari = {"organisation": "fagforbundet", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    ola = {"vara_for": scene.appointment, "person": OLA, "from": START}
    per = {"person": PER, "from": START}
    people = [
        scene.fagforbundet.put(scene.appointed, kari),
        scene.fagforbundet.put(scene.appointed_vara, ola),
        scene.aure.put(f"{scene.path}/participants/1576/representanter/{scene.representant}", per),
    ]
    named = dict(zip(("kari", "ola", "per"), (said.expect(201).json["person"]["id"] for said in people), strict=True))
    group = {"kind": "referansegruppe", "name": "Referansegruppa", "from": START}
    scene.owner.put(scene.grouped, group).expect(201)
    seat = {"appointment": scene.appointment, "function": "medlem", "from": START}
    scene.owner.put(scene.seated, seat).expect(201)
    [heim] = scene.owner.get(f"{scene.path}/successions").expect(200).json
    feed = scene.fagforbundet.post("/feeds", {"project": scene.project}).expect(201)
    return replace(scene, succession=heim["id"], feed=feed.json["id"], **named)
