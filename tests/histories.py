"""Says random things to Samråd over HTTP and to the reference, and compares what they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from domain.party import Party
from tests.cast import Answer, Caller, Office
from tests.reference import ADDRESS, Reference

FIRST = date(2019, 1, 1)
DAYS = 90
"""Everything begins within them."""
SPACE = UUID("00000000-0000-4000-8000-000000000000")
KOMMUNER = [str(uuid5(SPACE, f"kommune {number}")) for number in range(5)]
IKS = str(uuid5(SPACE, "iks"))
PROJECT = str(uuid5(SPACE, "project"))
APPOINTMENTS = [str(uuid5(SPACE, f"appointment {number}")) for number in range(5)]
REPRESENTANTER = [str(uuid5(SPACE, f"representant {number}")) for number in range(2)]
ORGANISATIONS = ["o-en", "o-to", "o-tre"]
SAMMENSLUTNINGER = ["s-en", "s-to"]
ANYBODY = [*ORGANISATIONS, *SAMMENSLUTNINGER]

Statement = dict[str, Any]

SEEN: Counter[str] = Counter()
"""The statuses that have been compared."""


class History:
    """One project with a small register, said to both."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.holds_to_shapes = False  # thousands of answers; the other tests hold theirs
        self.reference = Reference()
        self.positions = [0]
        self.kommuner = list(KOMMUNER)
        self.recorded = 0
        self.registrar = office.as_("registrar")
        self._begin()
        self.owner = self.caller(Party("employer", UUID(IKS)))
        self.organisations = {slug: office.as_(f"organisation:{slug}") for slug in ANYBODY}

    def _begin(self) -> None:
        for number, kommune in enumerate(KOMMUNER):
            body = {"name": f"Kommune {number}", "kind": "kommune", "kommunenummer": f"900{number}"}
            self._register(
                f"/employers/{kommune}", body, {"say": "employer", "id": kommune, "from": None, "until": None}
            )
        iks = {"say": "employer", "id": IKS, "from": None, "until": None}
        self._register(f"/employers/{IKS}", {"name": "Fjord IKS", "kind": "iks"}, iks)
        for slug in ANYBODY:
            self.register_organisation(slug, None, None)

    def _register(self, path: str, body: Mapping[str, Any], statement: Statement) -> None:
        answer = self.registrar.put(path, body)
        self.told(answer, [statement])

    def takes_part_ever(self, kommune: str) -> bool:
        """Whether the reference finds it a participant on any day."""
        days = (FIRST + timedelta(days=number) for number in range(2 * DAYS))
        return any(kommune in self.reference.participants(PROJECT, day) for day in days)

    def register_organisation(self, slug: str, from_: date | None, until: date | None) -> None:
        """An organisation exists in a span."""
        kind = "sammenslutning" if slug in SAMMENSLUTNINGER else "organisasjon"
        body = {"name": slug, "kind": kind, "from": text(from_), "until": text(until)}
        self._register(
            f"/organisations/{slug}",
            body,
            {"say": "organisation", "id": slug, "kind": kind, "from": from_, "until": until},
        )

    def caller(self, party: Party) -> Caller:
        """A client that speaks as a party by identity."""
        return Caller(self.office, {"Authorization": f"Bearer {self.office.services.issuer.issue(party, 24 * 365)}"})

    def speaker_for(self, kommune: str) -> Caller | None:
        """Somebody who may speak for a kommune today."""
        employers = self.office.services.samrad.world().register.employers
        speaking = sorted(employers.voices(UUID(kommune), self.office.services.today()))
        return self.caller(Party("employer", speaking[0])) if speaking else None

    def told(self, answer: Answer, statements: Sequence[Statement], *refusals: str) -> bool:
        """Tell the reference what was recorded; nothing is recorded of what is refused or already stands."""
        before = self.positions[-1]
        now = self.office.position()
        if answer.status >= 400:
            assert answer.json["type"].removeprefix("/problems/") in refusals, answer.text
            assert now == before, "something was recorded of what was refused"
            return False
        assert answer.position == now
        if now > before:
            self.positions.append(now)
            self.recorded += len(statements)
            for statement in statements:
                self.reference.record(now, statement)
        return True

    def say(self, caller: Caller, path: str, body: Mapping[str, Any], statement: Statement, *refusals: str) -> bool:
        """Say it over HTTP."""
        answer = caller.put(f"/projects/{PROJECT}{path}", body)
        return self.told(answer, [statement], *refusals)

    def withdraw(self, caller: Caller, path: str, statement: Statement) -> None:
        """Withdraw it over HTTP; what was never said is unknown."""
        kind = statement["withdraw"]
        address = (kind, *(statement[name] for name in ADDRESS[kind]))
        said = self.reference.known().standing.get(address) is not None
        at = text(statement.get("from"))
        answer = caller.delete(f"/projects/{PROJECT}{path}" if kind != "affiliation" else path, at)
        if self.told(answer, [statement], "unknown") and kind != "participant":
            assert said, "what was never said could be withdrawn"

    def change(self, on: date, edges: Sequence[Mapping[str, Any]], statement: Statement, born: Sequence[str]) -> None:
        """A merger or a split."""
        answer = self.registrar.post("/employers/changes", {"on": text(on), "edges": list(edges)})
        if self.told(answer, [statement], "invalid"):
            self.kommuner += [each for each in born if each not in self.kommuner]

    def compare(
        self, at: date, known_at: int | None, employer: str | None = None, organisation: str | None = None
    ) -> None:
        """Coverage on a day, as known at a position, must be what the reference says."""
        path = f"/projects/{PROJECT}/coverage"
        asked = {"employer": employer, "organisation": organisation}
        answer = self.owner.get(path, at=text(at), known_at=known_at, **asked).expect(200).json
        expected = self.reference.coverage(PROJECT, at, known_at, employer, organisation)
        assert answer["summary"] == expected["summary"]
        SEEN.update(pair["status"] for pair in answer["pairs"])
        assert sorted(map(plain, answer["pairs"]), key=pair_order) == [
            {**pair, "since": text(pair["since"]), "until": text(pair["until"])} for pair in expected["pairs"]
        ]

    def compare_timeline(self, employer: str, organisation: str) -> None:
        """The timeline of a pair must be what the reference finds walking day by day."""
        expected = self.reference.timeline(PROJECT, employer, organisation)
        answer = self.owner.get(f"/projects/{PROJECT}/coverage/{employer}/{organisation}", at="2019-03-01")
        if not expected:
            answer.refused(404, "unknown")
            return
        assert answer.expect(200).json["timeline"] == [
            {"from": text(each["from"]), "until": text(each["until"]), "status": each["status"]} for each in expected
        ]

    def compare_participants(self, at: date, known_at: int | None) -> None:
        """Who takes part must be whom the reference says."""
        answer = self.owner.get(f"/projects/{PROJECT}/participants", at=text(at), known_at=known_at).expect(200).json
        expected = self.reference.participants(PROJECT, at, known_at)
        assert sorted(each["employer"]["id"] for each in answer) == sorted(expected)


def text(day: date | None) -> str | None:
    """A date as it is sent."""
    return day.isoformat() if day else None


def plain(pair: Mapping[str, Any]) -> dict[str, Any]:
    """A pair by identities alone."""
    return {
        **pair,
        "employer": pair["employer"]["id"],
        "organisation": pair["organisation"]["slug"],
        "appointments": sorted(pair["appointments"]),
    }


def pair_order(pair: Mapping[str, Any]) -> tuple[str, str]:
    """The order in which pairs are compared."""
    return pair["employer"], pair["organisation"]
