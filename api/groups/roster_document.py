"""A roster as a document: what it says, in one language, before it becomes a file of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from api.language.words import Words, collated

SIDES = ("arbeidsgiver", "arbeidstaker")
FUNCTIONS = ("leder", "nestleder", "medlem", "vara", "observatør", "sekretær")
COLUMNS = ("name", "function", "represents", "employed_at", "from", "last_day", "status")
CONTACTS = ("email", "phone")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class PartyShown:
    """An organisation or employer, with the kommunenummer of a kommune."""

    name: str
    number: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat of the group; ``said`` is the answer's own."""

    said: Mapping[str, Any]
    side: str
    name: str
    named: bool
    """Whether the name is a person's, and not words for why there is none."""
    function: str
    represents: PartyShown
    employed_at: PartyShown | None
    from_: date | None
    last_day: date | None
    status: str
    explanation: str
    move: str
    vacant: bool
    email: str
    phone: str
    texts: Mapping[str, str]
    """What is written in each column."""


@dataclass(frozen=True, slots=True)
class SideShown:
    """The seats of one side; ``empty`` is said where there are none."""

    heading: str
    empty: str
    seats: Sequence[SeatShown]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule for the composition, and whether it is met: ``kind`` is ``met``, ``unmet`` or ``not_applicable``."""

    kind: str
    status: str
    text: str
    basis: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RosterDocument:
    """All that a document on a roster says."""

    language: str
    project: str
    group: str
    title: str
    subtitle: str
    empty: str
    facts: Sequence[tuple[str, str]]
    columns: Mapping[str, str]
    sides: Sequence[SideShown]
    rules: Sequence[RuleShown]
    knowledge: str
    recorded_at: datetime

    @property
    def seats(self) -> Sequence[SeatShown]:
        """The seats of both sides, in order."""
        return [seat for side in self.sides for seat in side.seats]


def documented(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> RosterDocument:
    """The document on a roster, which is the answer about a group on a day."""
    roster = legible(roster)
    group, project, day = roster["group"]["name"], _project(roster), words.date(roster["at"])
    seats = sorted((_seat(seat, words) for seat in roster["seats"]), key=_order)
    shown = (*COLUMNS, *CONTACTS) if contacts else COLUMNS
    return RosterDocument(
        language=words.language,
        project=project,
        group=group,
        title=words.say("roster_title", group=group, project=project),
        subtitle=words.say("roster_subtitle", day=day),
        empty="" if seats else words.say("roster_empty", day=day),
        facts=_facts(roster, words, seats),
        columns={column: words.say(f"column_{column}") for column in shown},
        sides=[_side(side, seats, words) for side in SIDES],
        rules=[_rule(rule, words) for rule in roster["rules"]],
        knowledge=_knowledge(roster, words),
        recorded_at=datetime.fromisoformat(roster["recorded_at"]).replace(microsecond=0),  # no format has more
    )


def legible(said: Any) -> Any:
    """What was said, with U+FFFD for whatever is no letter: XML cannot hold it and no typeface shows it.

    >>> legible({"name": "Kari\\x00"})
    {'name': 'Kari\ufffd'}
    """
    if isinstance(said, str):
        return _ILLEGIBLE.sub("\N{REPLACEMENT CHARACTER}", said)
    if isinstance(said, Mapping):
        return {key: legible(value) for key, value in said.items()}
    return [legible(each) for each in said] if isinstance(said, list) else said


_ILLEGIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _project(roster: Mapping[str, Any]) -> str:
    """Its name; its identity where it has been withdrawn."""
    return str(roster["project"]["name"] or roster["project"]["id"])


def _seat(said: Mapping[str, Any], words: Words) -> SeatShown:
    person, vacant = said["person"] or {}, said["vacant"]
    first, last = _day(said["from"]), last_day(said["until"])
    represents = _party(said["organisation"] or said["employer"]) or PartyShown(NOTHING)
    name, function = words.person(said["person"]), words.say(f"function_{said['function']}")
    employed_at, status = _party(said["employed_at"]), _status(said, words)
    email, phone = person.get("email") or "", person.get("phone") or ""
    texts = {
        "name": name,
        "function": function,
        "represents": str(represents),
        "employed_at": str(employed_at or NOTHING),
        "from": words.date(first) if first else NOTHING,
        "last_day": words.date(last) if last else words.say("until_further_notice"),
        "status": status,
        "email": email or NOTHING,
        "phone": phone or NOTHING,
    }
    return SeatShown(
        said=said,
        side=said["side"],
        name=name,
        named=person.get("name") is not None,
        function=function,
        represents=represents,
        employed_at=employed_at,
        from_=first,
        last_day=last,
        status=status,
        explanation=_explanation(vacant, words),
        move=_mover(vacant),
        vacant=bool(vacant) and not _standing_by(vacant),
        email=email,
        phone=phone,
        texts=texts,
    )


def _order(seat: SeatShown) -> tuple[Any, ...]:
    """Side, function, who is represented, person."""
    function = FUNCTIONS.index(seat.said["function"])
    return SIDES.index(seat.side), function, collated(str(seat.represents)), collated(seat.name), seat.said["id"]


def _party(said: Mapping[str, Any] | None) -> PartyShown | None:
    """An organisation or employer; its identity where it has no name."""
    if said is None:
        return None
    return PartyShown(said["name"] or said.get("slug") or said["id"], said.get("kommunenummer"))


def _status(said: Mapping[str, Any], words: Words) -> str:
    vacant = said["vacant"]
    if vacant and _standing_by(vacant):
        return words.say("status_standing_by")
    if vacant:
        return words.say("status_vacant", day=words.date(vacant["since"]))
    return words.say("status_sits" if said["active"] else "status_not_acting")


def _explanation(vacant: Mapping[str, Any] | None, words: Words) -> str:
    """Why nobody sits, and whose move it is."""
    if not vacant:
        return ""
    text, mover = vacant["text"], _mover(vacant)
    return text if not mover or mover in text else f"{text} {words.say('next_step', mover=mover)}"


def _mover(vacant: Mapping[str, Any] | None) -> str:
    move = vacant and vacant["move"]
    return move["name"] or move["party"] if move else ""


def _standing_by(vacant: Mapping[str, Any]) -> bool:
    """A vara whose principal is there leaves no seat vacant."""
    return bool(vacant["reason"] == "standing_by")


def _side(side: str, seats: Iterable[SeatShown], words: Words) -> SideShown:
    own = [seat for seat in seats if seat.side == side]
    return SideShown(words.say(f"side_{side}"), words.say(f"side_{side}_empty"), own)


def _rule(rule: Mapping[str, Any], words: Words) -> RuleShown:
    kind = rule["status"]
    return RuleShown(kind, words.say(f"rule_{kind}"), rule["text"], rule["basis"] or "", rule["remedy"] or "")


def _facts(roster: Mapping[str, Any], words: Words, seats: Sequence[SeatShown]) -> Sequence[tuple[str, str]]:
    group, vacant = roster["group"], sum(seat.vacant for seat in seats)
    filled = "none" if not seats else "vacant" if vacant else "full"
    told = {
        "project": _project(roster),
        "group": group["name"],
        "kind": words.say(f"kind_{group['kind']}"),
        "days": words.days(group["from"], group["until"]),
        "day": words.date(roster["at"]),
        "seats": words.say(f"fact_seats_{filled}", seats=len(seats), vacant=vacant),
        "adoption": _adoption(roster["adoption"], words),
    }
    return [(words.say(f"fact_{key}"), value) for key, value in told.items()]


def _adoption(adoption: Mapping[str, Any] | None, words: Words) -> str:
    if adoption is None:
        return words.say("fact_not_adopted")
    day, recorded = words.date(adoption["from"]), words.instant(adoption["recorded_at"])
    return words.say("fact_adopted", day=day, recorded=recorded)


def _knowledge(roster: Mapping[str, Any], words: Words) -> str:
    text = words.say("knowledge", position=roster["position"], recorded=words.instant(roster["recorded_at"]))
    return text if roster["known_at"] is None else f"{text} {words.say('knowledge_limited')}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def last_day(until: str | None) -> date | None:
    """The last day of a span, from the first day after it."""
    return date.fromisoformat(until) - timedelta(days=1) if until else None
