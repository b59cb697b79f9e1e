"""Says random things to Samråd over HTTP and to the reference, and compares what they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from api.http.shapes import timeline_view
from domain.log.statements import Party
from projections.coverage.coverage import Coverage
from tests.support.cast import Answer, Caller, Office
from tests.support.reference import ADDRESS, Reference, contains
from tests.support.remedy_oracle import check_ways, check_whys

FIRST = date(2019, 1, 1)
DAYS = 90
"""Everything begins within them."""
SPACE = UUID("00000000-0000-4000-8000-000000000000")
KOMMUNER = [str(uuid5(SPACE, f"kommune {number}")) for number in range(5)]
IKS = str(uuid5(SPACE, "iks"))
PROJECT = str(uuid5(SPACE, "project"))
APPOINTMENTS = [str(uuid5(SPACE, f"appointment {number}")) for number in range(5)]
REPRESENTANTER = [str(uuid5(SPACE, f"representant {number}")) for number in range(2)]
GROUPS = [str(uuid5(SPACE, f"group {number}")) for number in range(2)]
SEATS = [str(uuid5(SPACE, f"seat {number}")) for number in range(4)]
KINDS = ["styringsgruppe", "prosjektgruppe", "referansegruppe", "arbeidsgruppe", "testgruppe"]
FUNCTIONS = ["leder", "nestleder", "medlem", "vara", "observatør", "sekretær"]
ORGANISATIONS = ["o-en", "o-to", "o-tre"]
SAMMENSLUTNINGER = ["s-en", "s-to"]
OPEN = ["gap", "unclarified", "disputed"]
ANYBODY = [*ORGANISATIONS, *SAMMENSLUTNINGER]

Statement = dict[str, Any]

SEEN: Counter[str] = Counter()
"""The statuses that have been compared."""
SEEN_BY_GROUP: Counter[str] = Counter()
"""The statuses that have been compared by a group or a kind of group, and what else has been seen of groups."""

SEEN_COMING: Counter[str] = Counter()
"""The changes of status that have been compared."""


class Foretold(NamedTuple):
    """What was told of an act before it was done."""

    told: Mapping[str, Any]
    before: Mapping[tuple[str, str], Any]
    """The timelines then, by employer and organisation."""


class History:
    """One project with a small register, said to both. The reference may have been told the beginning of it."""

    def __init__(self, office: Office, told: Reference) -> None:
        self.office = office
        office.holds_to_shapes = False  # thousands of answers; the other tests hold theirs
        self.reference = Reference(told.log)
        self.positions = [0, *(position for position, _ in told.log)]
        self.kommuner = list(KOMMUNER)
        self.seats = {group: list(SEATS) for group in GROUPS}
        """The ids that seats have, with those that the product gave when a roster was adopted."""
        self.recorded = 0
        self.acts = 0
        self.registrar = office.as_("registrar")
        self.auditor = office.as_("auditor")
        self.owner = self.caller(Party("employer", UUID(IKS)))

    @cached_property
    def organisations(self) -> Mapping[str, Caller]:
        """A client for each organisation."""
        return {slug: self.office.as_(f"organisation:{slug}") for slug in ANYBODY}

    def register(self) -> None:
        """Say the small register."""
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
            self.office.services.timelines.catch_up()  # so that each statement changes what has been worked out
        return True

    def say(self, caller: Caller, path: str, body: Mapping[str, Any], statement: Statement, *refusals: str) -> bool:
        """Say it over HTTP, now and then having asked before what would come of it."""
        foretold = self.foretold(caller, "PUT", path, body)
        answer = caller.put(f"/projects/{PROJECT}{path}", body)
        self.comes_true(foretold, answer)
        return self.told(answer, [statement], *refusals)

    def foretold(self, caller: Caller, method: str, path: str, body: Any = None) -> Foretold | None:
        """What an act would change, and the timelines before it; None where it is not asked."""
        self.acts += 1
        if self.acts % 6:
            return None
        change = {"method": method, "path": f"/projects/{PROJECT}{path}", "body": body}
        answer = caller.post(f"/projects/{PROJECT}/what-if", {"changes": [change]})
        if answer.status in (403, 404):
            return None
        assert self.office.position() == self.positions[-1], "something was recorded of what was only tried"
        return Foretold(answer.expect(200).json, self._timelines())

    def comes_true(self, foretold: Foretold | None, answer: Answer) -> None:
        """What an act has changed must be what was told before it; refused, it is refused alike."""
        if foretold is None:
            return
        refused = [(each["status"], each["type"]) for each in foretold.told["refused"]]
        assert refused == ([(answer.status, answer.json["type"])] if answer.status >= 400 else [])
        after = self._timelines()
        changed = {pair for pair in {**foretold.before, **after} if foretold.before.get(pair) != after.get(pair)}
        told = {(each["employer"]["id"], each["organisation"]["slug"]): each for each in foretold.told["changed"]}
        assert told.keys() == changed
        for pair, each in told.items():
            assert (each["before"], each["after"]) == (foretold.before.get(pair, []), after.get(pair, []))
        SEEN_COMING.update(["what if: something" if changed else "what if: nothing"])

    def _timelines(self) -> Mapping[tuple[str, str], Any]:
        """All that there are, worked out afresh."""
        coverage = Coverage(self.office.services.samrad.world(UUID(PROJECT)))
        slugs = {who: coverage.world.register.organisations[who].slug for who in coverage.organisations}
        pairs = ((employer, who) for employer in coverage.employers for who in slugs)
        found = {
            (str(employer), slugs[who]): timeline_view(coverage.timeline(employer, who)) for employer, who in pairs
        }
        return {pair: blocks for pair, blocks in found.items() if blocks}

    def withdraw(self, caller: Caller, path: str, statement: Statement) -> None:
        """Withdraw it over HTTP; what was never said is unknown."""
        kind = statement["withdraw"]
        address = (kind, *(statement[name] for name in ADDRESS[kind]))
        said = self.reference.known().standing.get(address) is not None
        at = text(statement.get("from"))
        foretold = self.foretold(caller, "DELETE", f"{path}?from={at}" if at else path)
        answer = caller.delete(f"/projects/{PROJECT}{path}" if kind != "affiliation" else path, at)
        if kind != "affiliation":
            self.comes_true(foretold, answer)
        if self.told(answer, [statement], "unknown") and kind != "participant":
            assert said, "what was never said could be withdrawn"

    def change(self, on: date, edges: Sequence[Mapping[str, Any]], statement: Statement, born: Sequence[str]) -> None:
        """A merger or a split."""
        answer = self.registrar.post("/employers/changes", {"on": text(on), "edges": list(edges)})
        if self.told(answer, [statement], "invalid"):
            self.kommuner += [each for each in born if each not in self.kommuner]

    def unite(self, on: date, old: Sequence[str], new: Sequence[str]) -> None:
        """A merger or split of organisations: each of the old becomes all of the new."""
        edges = [{"from": one, "to": {"slug": each}} for one in old for each in new]
        answer = self.registrar.post("/organisations/changes", {"on": text(on), "edges": edges})
        statement = {"say": "organisation change", "on": on, "old": list(old), "new": list(new)}
        self.told(answer, [statement], "invalid")

    def group(self, group: str) -> Statement | None:
        """The group as it stands."""
        return self.reference.known().object("group", PROJECT, group)

    def seat(self, group: str, seat: str, body: Mapping[str, Any], statement: Statement, *refusals: str) -> bool:
        """Seat somebody over HTTP. Of a group that does not stand there is no seat; and a new seat, or one with
        another `from`, must touch the days of its group."""
        there, before = self.group(group), self.reference.known().object("seat", PROJECT, group, seat)
        moved = before is None or before["from"] != statement["from"]
        if there is None:
            refusals += ("unknown",)
        elif moved and not meet(there, statement):
            refusals += ("invalid",)
        return self.say(self.owner, f"/groups/{group}/seats/{seat}", body, statement, *refusals)

    def adopt(self, group: str, appointments: Sequence[str], from_: date) -> None:
        """Adopt a roster over HTTP; for the reference it is the seats that it amounts to."""
        there, path = self.group(group), f"/projects/{PROJECT}/groups/{group}/roster/adopt"
        answer = self.owner.post(path, {"appointments": list(appointments), "from": text(from_)})
        refusals = ["unknown"] if there is None else [] if contains(there, from_) else ["invalid"]
        known = self.reference.known()
        if any(known.object("appointment", PROJECT, each) is None for each in appointments):
            refusals.append("unknown-reference")
        new = self._new_seats(group, from_) if answer.status < 400 else {}
        said = self.reference.adoption(PROJECT, group, appointments, from_, lambda each: new.get(each, "none"))
        if self.told(answer, said, *refusals):
            self.seats[group] += new.values()
            self.compare_roster(group, from_, None)
            SEEN_BY_GROUP.update(f"adopting: {'withdraw' if 'withdraw' in each else 'say'}" for each in said)

    def _new_seats(self, group: str, at: date) -> dict[str, str]:
        """The seats of a day that have been said to the product alone, by appointment."""
        seats = self._roster(group, at, None).expect(200).json["seats"]
        return {seat["appointment"]: seat["id"] for seat in seats if seat["id"] not in self.seats[group]}

    def compare(
        self,
        at: date,
        known_at: int | None,
        employer: str | None = None,
        organisation: str | None = None,
        group: str | None = None,
    ) -> None:
        """Coverage on a day, as known at a position, must be what the reference says."""
        path = f"/projects/{PROJECT}/coverage"
        asked = {"employer": employer, "organisation": organisation, "group": group}
        answer = self.owner.get(path, at=text(at), known_at=known_at, **asked)
        if group in GROUPS and answer.status == 422:
            answer.refused(422, "unknown-reference")
            assert not self._was_ever_formed(group), "a group that was formed is not known"
            return
        expected = self.reference.coverage(PROJECT, at, known_at, employer, organisation, group)
        answer = answer.expect(200).json
        assert answer["group"] == group
        assert answer["summary"] == expected["summary"]
        (SEEN_BY_GROUP if group else SEEN).update(pair["status"] for pair in answer["pairs"])
        assert sorted(map(plain, answer["pairs"]), key=pair_order) == [
            {**pair, "since": text(pair["since"]), "until": text(pair["until"])} for pair in expected["pairs"]
        ]
        if known_at is None and not any(asked.values()):
            self.compare_gaps(at, [pair for pair in answer["pairs"] if pair["status"] in OPEN])

    def compare_gaps(self, at: date, expected: Sequence[Mapping[str, Any]]) -> None:
        """What is open on a day for an organisation, and at an employer, must be the same looked up across projects."""
        slug, kommune = ANYBODY[at.day % len(ANYBODY)], self.kommuner[at.day % len(self.kommuner)]
        for asked, named, mine in (
            (f"/organisations/{slug}/gaps", "organisation", {"slug": slug}),
            (f"/employers/{kommune}/gaps", "employer", {"id": kommune}),
        ):
            answer = self.auditor.get(asked, at=text(at)).expect(200)
            found = [{key: value for key, value in pair.items() if key != "project"} for pair in answer.json]
            awaited = [pair for pair in expected if mine.items() <= pair[named].items()]
            assert sorted(found, key=pair_key) == sorted(awaited, key=pair_key)
            assert f'"total": {len(awaited)},' in answer.headers["X-Pagination"]

    def compare_forecast(self, at: date, known_at: int | None, group: str | None = None) -> None:
        """What is to change must be how the reference finds day after day to differ from its eve; and the same for
        an organisation, and at an employer, across projects."""
        if group in GROUPS and not self._was_ever_formed(group):
            return
        until = at + timedelta(days=32)
        asked = {"at": text(at), "until": text(until), "known_at": known_at}
        answer = self.owner.get(f"/projects/{PROJECT}/forecast", **asked, group=group).expect(200)
        project = self.reference.known(known_at).object("project", PROJECT)
        going_on = project is not None and contains(project, at)
        days = [at + timedelta(days=number) for number in range(33)] if going_on else [at]
        statuses = [self._statuses(day, known_at, group) for day in days]
        expected = [
            (text(on), *pair, before.get(pair), after.get(pair))
            for on, before, after in zip(days[1:], statuses, statuses[1:], strict=False)
            for pair in {**before, **after}
            if before.get(pair) != after.get(pair)
        ]
        assert sorted(map(turn_key, answer.json), key=str) == sorted(expected, key=str)
        assert [each["on"] for each in answer.json] == sorted(each["on"] for each in answer.json)
        assert all(each["cause"].endswith(".") for each in answer.json)
        SEEN_COMING.update(f"{each['from_status']} → {each['to_status']}" for each in answer.json)
        if group not in GROUPS:
            self._compare_forecast_across(answer.json, {**asked, "group": group}, at)

    def check_advice(self, at: date, group: str | None = None) -> None:
        """Why there is a gap, and what would close it, must be so."""
        world = self.office.services.samrad.world(UUID(PROJECT))
        if group in GROUPS and not self._was_ever_formed(group):
            return
        coverage = self.office.services.coverage(world)
        if group is not None:
            coverage = coverage.by_group(UUID(group) if group in GROUPS else group)
        check_whys(coverage, at)
        check_ways(coverage, at)

    def _statuses(self, day: date, known_at: int | None, group: str | None) -> dict[tuple[str, str], str]:
        """By pair."""
        return self.reference.statuses(PROJECT, day, known_at, group)

    def _compare_forecast_across(self, expected: Sequence[Any], asked: Mapping[str, Any], at: date) -> None:
        slug, kommune = ANYBODY[at.day % len(ANYBODY)], self.kommuner[at.day % len(self.kommuner)]
        for path, named, mine in (
            (f"/organisations/{slug}/forecast", "organisation", {"slug": slug}),
            (f"/employers/{kommune}/forecast", "employer", {"id": kommune}),
        ):
            answer = self.auditor.get(path, **asked).expect(200)
            found = [{key: value for key, value in turn.items() if key != "project"} for turn in answer.json]
            awaited = [turn for turn in expected if mine.items() <= turn[named].items()]
            assert sorted(found, key=turn_key) == sorted(awaited, key=turn_key)
            assert f'"total": {len(awaited)},' in answer.headers["X-Pagination"]

    def _was_ever_formed(self, group: str) -> bool:
        return any(each.get("say") == "group" and each["id"] == group for _, each in self.reference.log)

    def compare_roster(self, group: str, at: date, known_at: int | None) -> None:
        """Who sits in a group on a day must be whom the reference says."""
        if not self._was_ever_formed(group):
            return
        answer = self._roster(group, at, known_at)
        if self.reference.known(known_at).object("group", PROJECT, group) is None:
            answer.refused(404, "unknown")
            return
        expected = self.reference.roster(PROJECT, group, at, known_at)
        assert sorted(map(plain_seat, answer.expect(200).json["seats"]), key=lambda seat: seat["id"]) == [
            {**each, "from": text(each["from"]), "until": text(each["until"])} for each in expected
        ]
        SEEN_BY_GROUP.update(f"{each['function']}: {each['active']}" for each in expected)

    def _roster(self, group: str, at: date, known_at: int | None) -> Answer:
        return self.owner.get(f"/projects/{PROJECT}/groups/{group}/roster", at=text(at), known_at=known_at)

    def compare_timeline(self, employer: str, organisation: str, group: str | None = None) -> None:
        """The timeline of a pair must be what the reference finds walking day by day."""
        if group in GROUPS and not self._was_ever_formed(group):
            return
        expected = self.reference.timeline(PROJECT, employer, organisation, None, group)
        path = f"/projects/{PROJECT}/coverage/{employer}/{organisation}"
        answer = self.owner.get(path, at="2019-03-01", group=group)
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


def meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two spans have a day in common."""
    return contains(one, other["from"]) or contains(other, one["from"])


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


def pair_key(pair: Mapping[str, Any]) -> tuple[str, str]:
    """The order in which pairs as they are answered are compared."""
    return pair["employer"]["id"], pair["organisation"]["slug"]


def turn_key(turn: Mapping[str, Any]) -> tuple[str | None, ...]:
    """A change of status by identities alone."""
    pair = turn["employer"]["id"], turn["organisation"]["slug"]
    return turn["on"], *pair, turn["from_status"], turn["to_status"]


def plain_seat(seat: Mapping[str, Any]) -> dict[str, Any]:
    """A seat of a roster by identities alone."""
    named = ("id", "function", "appointment", "representant", "from", "until", "active")
    return {**{key: seat[key] for key in named}, "employer": seat["employer"] and seat["employer"]["id"]}


def pair_order(pair: Mapping[str, Any]) -> tuple[str, str]:
    """The order in which pairs are compared."""
    return pair["employer"], pair["organisation"]
