"""The styringsgruppe and the referansegruppe of IKT Orkidé, made up: proposed, adjusted by hand, and adopted.

Kari sits in both. While she is away in 2021 her seats are vacant, and her vara is given one in the referansegruppe.
When terms have ended in 2022, the referansegruppe is drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.demo.teller import Project

BASIS = "Oppdiktet avtale av 1. februar 2018"
KRISTIANSUND, SUNNDAL, AURE, SURNADAL, AVEROY = "1505", "1563", "1576", "1566", "1554"
SENT = (
    (KRISTIANSUND, "Per Eksempel 7", "leder"),
    (SUNNDAL, "Anne Eksempel 8", "nestleder"),
    (AURE, "Tor Eksempel 9", "medlem"),
    (SURNADAL, "Mari Eksempel 10", "medlem"),
    (AVEROY, "Jon Eksempel 11", "medlem"),
)
"""Representanter of the employers, and as what they sit in the styringsgruppe."""
KARI, OLA, NILS, EVA, LIV, SIRI = (
    "Kari Eksempel 1",
    "Ola Eksempel 2",
    "Nils Eksempel 3",
    "Eva Eksempel 4",
    "Liv Eksempel 5",
    "Siri Eksempel 6",
)


def tell(project: Project) -> None:
    """After all else has been told."""
    _styringsgruppe(project)
    _referansegruppe(project)


def _styringsgruppe(project: Project) -> None:
    group = project.group("styringsgruppe", "Styringsgruppa", "2018-06-01")
    rules = [
        {"rule": "seats", "side": "arbeidsgiver", "min": 3, "max": 5, "basis": BASIS},
        {"rule": "seats", "side": "arbeidstaker", "min": 2, "max": 2, "basis": BASIS},
        {"rule": "sammenslutning", "sammenslutning": "lo-kommune", "min": 1, "basis": BASIS},
        {"rule": "one_seat_per_person", "basis": BASIS},
    ]
    project.owner.put(f"{group}/rules", {"rules": rules, "from": "2018-06-01"})
    numbered = project.teller.numbered("2018-06-01")
    for number, person, function in SENT:
        project.represent(numbered[number], person, "2018-01-01")
        seat = {"representant": project.identity(person), "function": function, "from": "2018-06-01"}
        project.owner.put(f"{group}/seats/{project.identity(f'{function} {person}')}", seat)
    _adopt(project, group, "2018-06-01", seats=2, instead={})
    vara = {"appointment": project.identity(OLA), "function": "vara", "from": "2018-06-01", "until": "2022-01-01"}
    project.owner.put(f"{group}/seats/{project.identity('vara')}", vara)


def _referansegruppe(project: Project) -> None:
    group = project.group("referansegruppe", "Referansegruppa", "2018-06-01")
    rules = [
        {"rule": "seats", "side": "arbeidstaker", "max": 4, "basis": BASIS},
        {"rule": "one_seat_per_person", "basis": BASIS},
        {"rule": "term", "side": "arbeidstaker", "months": 48, "basis": BASIS},
    ]
    project.owner.put(f"{group}/rules", {"rules": rules, "from": "2018-06-01"})
    _adopt(project, group, "2018-06-01", seats=2, instead={})
    _adopt(project, group, "2020-02-01", seats=3, instead={EVA: LIV})
    acting = {"appointment": project.identity(OLA), "function": "medlem", "from": "2021-03-01", "until": "2021-09-01"}
    project.owner.put(f"{group}/seats/{project.identity('acting')}", acting)
    _adopt(project, group, "2022-06-01", seats=4, instead={}, must=[LIV])


def _adopt(
    project: Project, group: str, from_: str, *, seats: int, instead: dict[str, str], must: Sequence[str] = ()
) -> None:
    """Adopt what is proposed, with some given their seats instead of others."""
    exchanged = {project.identity(out): project.identity(in_) for out, in_ in instead.items()}
    asked = {"seats": seats, "at": from_, "must": [project.identity(each) for each in must]}
    proposal = project.owner.post(f"{group}/roster/proposal", asked)
    chosen = [each["appointment"] for each in proposal["chosen"]]
    drawn = [exchanged.get(each, each) for each in chosen]
    project.owner.post(f"{group}/roster/adopt", {"appointments": drawn, "from": from_})
