"""One of several processes that speak at once: ``python -m tests.support.crowd NUMBER STATEMENTS``, on the store of the
environment. It says it is ready, waits for a line, and in the end prints what came of what it said, as JSON.

Each has a pair of its own in every project, so that it knows what must be answered about that pair: what itself said.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from domain.log.statements import Party
from tests.support.cast import Answer, Caller, Office
from tests.support.histories import ANYBODY, IKS, KOMMUNER, SPACE, plain, text
from tests.support.reference import Reference
from tests.support.reference_log import told

PROJECTS = [str(uuid5(SPACE, f"shared {number}")) for number in range(3)]
FIRST = date(2026, 1, 1)
LAST = date(2026, 3, 1)

Said = dict[str, Any]


def voice(office: Office, party: Party) -> Caller:
    """A client that speaks as the party."""
    return Caller(office, {"Authorization": f"Bearer {office.services.issuer.issue(party, 24)}"})


class Speaker:
    """One who says things about its own pair, and reads after each."""

    def __init__(self, office: Office, number: int) -> None:
        self.office = office
        self.number = number
        self.random = random.Random(number)
        self.kommune, self.slug = KOMMUNER[number % 4], ANYBODY[number // 4 + number % 4]
        self.owner = voice(office, Party("employer", UUID(IKS)))
        self.organisation = office.as_(f"organisation:{self.slug}")
        self.reference = Reference(told(office.services.samrad))
        self.position = office.position()
        self.recorded: list[tuple[int, Said]] = []
        self.refused: list[Said] = []
        self.steps: list[Callable[[str, date], None]] = [
            self.clarify,
            self.claim,
            self.waive,
            self.appoint,
            self.leave,
            self.withdraw,
            self.misspeak,
            self.repeat,
        ]

    def speak(self, statements: int) -> None:
        """Say so many things, on a day each."""
        for step in range(statements):
            project, day = self.random.choice(PROJECTS), FIRST + timedelta(days=step + 1)
            self.steps[step % len(self.steps)](project, day)
            self.read(project, day)

    # Saying

    def clarify(self, project: str, day: date) -> None:
        """The owner clarifies."""
        named = {"say": "clarification", "project": project, "employer": self.kommune, "organisation": self.slug}
        body = {"from": text(day), "status": "affected"}
        path = f"/participants/{self.kommune}/affected/{self.slug}"
        self.note(self.owner.put(f"/projects/{project}{path}", body), {**named, "from": day, "status": "affected"})

    def claim(self, project: str, day: date) -> None:
        """The organisation claims, for some days."""
        self.own_word("claim", project, day, day + timedelta(days=30))

    def waive(self, project: str, day: date) -> None:
        """The organisation waives, for some days."""
        self.own_word("waiver", project, day, day + timedelta(days=5))

    def misspeak(self, project: str, day: date) -> None:
        """What cannot be."""
        self.own_word("claim", project, day, day, 422)

    def own_word(self, kind: str, project: str, day: date, until: date, *refusals: int) -> None:
        """A dated word of the organisation's."""
        named = {"project": project, "organisation": self.slug, "employer": self.kommune}
        path = f"/projects/{project}/{kind}s/{self.slug}/{self.kommune}"
        answer = self.organisation.put(path, {"from": text(day), "until": text(until)})
        self.note(answer, {"say": kind, **named, "from": day, "until": until}, *refusals)

    def appoint(self, project: str, day: date) -> None:
        """The organisation appoints somebody for its pair."""
        which = str(uuid5(SPACE, f"appointed by {self.number} on {day}"))
        about = {"organisation": self.slug, "scope": [self.kommune]}
        body = {**about, "person": {"name": "Noen"}, "role": "tillitsvalgt", "from": text(day)}
        answer = self.organisation.put(f"/projects/{project}/appointments/{which}", body)
        said = {"say": "appointment", "project": project, "id": which, **about, "vara_for": None}
        self.note(answer, {**said, "from": day, "until": None})

    def leave(self, project: str, day: date) -> None:
        """Somebody who was appointed is away."""
        for made in self.mine("appointment")[-1:]:
            project, span = made["project"], {"from": day, "until": day + timedelta(days=3)}
            path = f"/projects/{project}/appointments/{made['id']}/leave"
            answer = self.organisation.put(path, {name: text(each) for name, each in span.items()})
            self.note(answer, {"say": "leave", "project": project, "appointment": made["id"], **span})

    def withdraw(self, project: str, day: date) -> None:
        """The latest claim is withdrawn, unless it was already, which would record nothing."""
        gone = [said["from"] for _, said in self.recorded if "withdraw" in said]
        for said in [each for each in self.mine("claim") if each["from"] not in gone][-1:]:
            path = f"/projects/{said['project']}/claims/{self.slug}/{self.kommune}"
            withdrawn = {name: said[name] for name in ("project", "organisation", "employer", "from")}
            self.note(self.organisation.delete(path, text(said["from"])), {"withdraw": "claim", **withdrawn})

    def repeat(self, project: str, day: date) -> None:
        """What stands is said again, and not recorded again."""
        for said in self.mine("waiver")[-1:]:
            path = f"/projects/{said['project']}/waivers/{self.slug}/{self.kommune}"
            answer = self.organisation.put(path, {name: text(said[name]) for name in ("from", "until")})
            self.goes_on(answer.expect(200))

    def mine(self, kind: str) -> list[Said]:
        """What was recorded of this kind."""
        return [said for _, said in self.recorded if said.get("say") == kind]

    # Being answered

    def note(self, answer: Answer, said: Said, *refusals: int) -> None:
        """Remember what came of it; a race that is lost is a refusal."""
        self.goes_on(answer)
        if answer.status in (409, *refusals):
            self.refused.append(said)
            return
        assert answer.status in (201, 204), answer.text
        assert not refusals
        self.recorded.append((answer.position, said))
        self.reference.record(answer.position, said)

    def goes_on(self, answer: Answer) -> None:
        """The log never goes back."""
        assert answer.position >= self.position
        self.position = answer.position

    def read(self, project: str, day: date) -> None:
        """The pair must be as what was said has it."""
        asked = {"employer": self.kommune, "organisation": self.slug}
        answer = self.owner.get(f"/projects/{project}/coverage", at=text(day), **asked).expect(200)
        self.goes_on(answer)
        assert coverage_of(answer) == expected(self.reference, project, day, **asked)


def coverage_of(answer: Answer) -> Any:
    """What is answered about coverage, by identities."""
    pairs = sorted(map(plain, answer.json["pairs"]), key=lambda pair: (pair["employer"], pair["organisation"]))
    return {"summary": answer.json["summary"], "pairs": pairs}


def expected(reference: Reference, project: str, day: date, **asked: str) -> Any:
    """What the reference says."""
    found = reference.coverage(project, day, **asked)
    pairs = [{**pair, "since": text(pair["since"]), "until": text(pair["until"])} for pair in found["pairs"]]
    return {"summary": found["summary"], "pairs": pairs}


def watch(office: Office, over: threading.Event, wrong: list[str]) -> None:
    """Nobody may see a position before a lower one."""
    while not over.is_set() and not wrong:
        with office.services.store.reading() as c:
            c.execute("SELECT COUNT(*) AS rows, COALESCE(MAX(position), 0) AS last FROM log")
            row = c.fetchone()
        if row["rows"] != row["last"]:
            wrong.append(f"{row['rows']} positions up to {row['last']}")
        over.wait(0.01)


def main(number: int, statements: int) -> None:
    """Speak, while watching the log."""
    office = Office(os.environ)
    office.holds_to_shapes = False
    speaker, over, wrong = Speaker(office, number), threading.Event(), list[str]()
    print("ready", flush=True)
    sys.stdin.readline()
    watcher = threading.Thread(target=watch, args=(office, over, wrong))
    watcher.start()
    try:
        speaker.speak(statements)
    finally:
        over.set()
        watcher.join()
    office.close()
    print(json.dumps({"recorded": speaker.recorded, "refused": speaker.refused, "wrong": wrong}, default=str))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
