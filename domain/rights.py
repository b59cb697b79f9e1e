"""Who may say and see what: the only tables that decide, and the capacities in which they are written.

What is not listed is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.affected.state import organisations_named_in
from domain.appointments.events import ALL
from domain.log.errors import NotYours
from domain.log.spans import span
from domain.log.statements import REGISTER, Author, Party
from domain.log.world import Register, World, derived
from domain.projects.state import owner_of, participation_of, registered_owner_of
from domain.register.employers import employers_of
from domain.register.events import BranchEmpowered
from domain.register.organisations import organisations_of


def party_exists(who: Party, register: Register) -> bool:
    """Whether the register has the party."""
    known = employers_of(register) if who.capacity == "employer" else organisations_of(register)
    seated = who.seat is None or who.seat in employers_of(register)
    return who.id is None or (who.id in known and seated)


def entrusted(party: Party, register: Register, today: date) -> frozenset[UUID]:
    """The employers for which a branch speaks today; none for whoever is no branch."""
    if party.capacity != "branch":
        return frozenset()
    said = (entry.event for entry in register.book.entries("branch", (party.id, party.seat)))
    spoken = (each for each in said if isinstance(each, BranchEmpowered) and today in span(each.from_, each.until))
    return frozenset(employer for each in spoken for employer in each.employers)


def parties(world: World, today: date) -> frozenset[tuple[str, UUID]]:
    """The parties of a project: its owner, everybody who takes part or is named in it, on whatever day.

    Organisations that have said something in it are parties too, and so are the sammenslutninger of all of them, and
    the successors of those that have ended, which do not speak in their name.
    """
    known = _parties_by_day(world)
    if today not in known:
        known[today] = _parties(world, today)
    return known[today]


@derived("project", "participant", "clarification", "claim", voices=True)
def _parties_by_day(world: World) -> dict[date, frozenset[tuple[str, UUID]]]:  # noqa: ARG001  # filled in as it is asked
    """The parties of the project, on each day that anybody has asked about."""
    return {}


def _parties(world: World, today: date) -> frozenset[tuple[str, UUID]]:
    employers, organisations = employers_of(world.register), organisations_of(world.register)
    owner = registered_owner_of(world)
    speaking = set(employers.voices(owner, today)) if owner else set()
    for participant in participation_of(world).spans:
        speaking |= employers.voices(participant, today)
    named = set(organisations_named_in(world))
    spoken = (Party.parse(voice) for voice in world.book.voices)
    named |= {party.id for party in spoken if party.capacity == "organisation" and party.id}
    for organisation in tuple(named):
        named |= organisations.above(organisation)
    for organisation in tuple(named):
        named |= organisations.following(organisation, today)
    return frozenset({("employer", who) for who in speaking} | {("organisation", who) for who in named})


def is_party(party: Party, world: World, today: date) -> bool:
    """Whether the asker is a party of the project; a branch is where it speaks for a participant."""
    if party.id is None:
        return False
    if party.capacity == "branch":
        takes_part = participation_of(world).spans.keys() & entrusted(party, world.register, today)
        return bool(takes_part) and ("organisation", party.id) in parties(world, today)
    return (party.capacity, party.id) in parties(world, today)


def is_voice_of(party: Party, spoken_for: str, register: Register, today: date) -> bool:
    """Whether the party is, or speaks as the successor of, the one written so."""
    known = Party.parse(spoken_for)
    if known.capacity == "employer" and known.id is not None:
        return party.capacity == "employer" and party.id in employers_of(register).voices(known.id, today)
    return party == known


def spoken_for(party: Party, register: Register, today: date) -> list[str]:
    """Everybody whose voice the party is, itself included, as parties are written."""
    if party.capacity != "employer":
        return [str(party)]
    voiced = (who for who in employers_of(register) if party.id in employers_of(register).voices(who, today))
    return [f"employer:{who}" for who in voiced]


@dataclass(frozen=True)
class Question:
    """What a party is about to say or see, by what is known today."""

    party: Party
    content: Mapping[str, Any]
    world: World
    today: date

    def registrar(self) -> bool:
        return self.party.capacity == "registrar"

    def registrar_of_ownership(self) -> bool:
        return self.registrar() and self._changes_owner()

    def auditor(self) -> bool:
        return self.party.capacity == "auditor"

    def owner(self) -> bool:
        owns = self.party.capacity == "employer" and self.party.id == owner_of(self.world, self.today)
        return owns and not self._changes_owner()

    def owner_to_be(self) -> bool:
        if self.world.subject == REGISTER or self.world.book.slot("project", ()) is not None:
            return False
        return self._speaks_for(self.content["owner"]) if "owner" in self.content else self.party.capacity == "employer"

    def employer(self) -> bool:
        return self._speaks_for(self.content["employer"])

    def organisation(self) -> bool:
        return self.party.capacity == "organisation" and self.party.id == self._decider()

    def organisation_after(self) -> bool:
        after = organisations_of(self.world.register).following(self.content["organisation"], self.today)
        return self.party.capacity == "organisation" and self.party.id in after

    def branch(self) -> bool:
        if self.party.capacity != "branch" or self.party.id != self._decider():
            return False
        employers = entrusted(self.party, self.world.register, self.today)
        return bool(employers) and self._concerned() <= employers

    def branch_itself(self) -> bool:
        employers = entrusted(self.party, self.world.register, self.today)
        return bool(employers) and self.party.id == self.content["organisation"]

    def is_a_party(self) -> bool:
        return is_party(self.party, self.world, self.today)

    def appointer(self) -> bool:
        return is_voice_of(self.party, self.content["appointed_by"], self.world.register, self.today)

    def subscriber(self) -> bool:
        return is_voice_of(self.party, self.content["subscribed_by"], self.world.register, self.today)

    def one_that_appoints(self) -> bool:
        speaks = self.party.capacity in ("employer", "organisation")
        return speaks and is_voice_of(self.party, str(self.party), self.world.register, self.today)

    def everybody(self) -> bool:
        return True

    def _speaks_for(self, employer: UUID) -> bool:
        voices = employers_of(self.world.register).voices(employer, self.today)
        return self.party.capacity == "employer" and self.party.id in voices

    def _changes_owner(self) -> bool:
        entry = self.world.book.slot("project", ())
        if entry is None or "owner" not in self.content:
            return False
        return self.content["owner"] not in (entry.event.content["owner"], owner_of(self.world, self.today))

    def _decider(self) -> UUID:
        """The organisation whose statement it is: an appointment stays with the one that made it."""
        made = self._made() if "person" in self.content else None
        decider: UUID = (made or self.content)["organisation"]
        return decider

    def _made(self) -> Mapping[str, Any] | None:
        entry = self.world.book.slot("appointment", (self.content.get("appointment"),))
        return entry.event.content if entry else None

    def _concerned(self) -> frozenset[UUID | None]:
        """The employers it is about, None standing for all; for an appointment, all it has ever spoken for."""
        if "employer" in self.content:
            return frozenset({self.content["employer"]})
        told = [self.content.get("scope"), *self._scopes(self.content["appointment"])]
        told += self._scopes(self.content.get("vara_for"))
        named: set[UUID | None] = set()
        for scope in told:
            named |= {None} if scope == ALL else set(scope or ())
        return frozenset(named)

    def _scopes(self, appointment: UUID | None) -> list[Any]:
        own = self.world.book.standing("appointment", (appointment,))
        later = self.world.book.entries("scope", (appointment,))
        return [own.content["scope"], *(entry.event.content["scope"] for entry in later)] if own else []


class Capacity(NamedTuple):
    """A capacity, and what it is in words."""

    held: Callable[[Question], bool]
    words: str


CAPACITIES: Mapping[str, Capacity] = {
    "registrar": Capacity(
        Question.registrar,
        "keeps the register",
    ),
    "registrar of ownership": Capacity(
        Question.registrar_of_ownership, "the registrar, where the project's owner changes"
    ),
    "auditor": Capacity(
        Question.auditor,
        "reads everything but names",
    ),
    "owner": Capacity(
        Question.owner,
        "the prosjekteier today: as registered, or its one successor once it has ended",
    ),
    "owner to be": Capacity(
        Question.owner_to_be, "the employer named as owner of a project nobody has registered, or its successor"
    ),
    "employer": Capacity(
        Question.employer, "the employer spoken of; its successors, each with full voice, once it has ended"
    ),
    "organisation": Capacity(
        Question.organisation,
        "the organisation or sammenslutning whose statement it is",
    ),
    "organisation after it": Capacity(
        Question.organisation_after,
        "its successors once it has ended",
    ),
    "branch": Capacity(
        Question.branch, "a branch of that organisation, for the employers and days it was let to speak for"
    ),
    "branch itself": Capacity(
        Question.branch_itself,
        "a branch of that organisation, on days it speaks for anybody",
    ),
    "party": Capacity(
        Question.is_a_party,
        "owner, participants and organisations named on whatever day; organisations that have said something; "
        "their sammenslutninger; successors of those that have ended; branches where they speak for a participant",
    ),
    "appointer": Capacity(
        Question.appointer, "whoever appointed the person; the successors of an employer that has ended"
    ),
    "subscriber": Capacity(Question.subscriber, "whoever made the feed; the successors of an employer that has ended"),
    "one that appoints": Capacity(
        Question.one_that_appoints, "every employer that has not ended, and every organisation and sammenslutning"
    ),
    "everybody": Capacity(
        Question.everybody,
        "every token",
    ),
}
"""A party holds a capacity, or not, in one question."""


SAYS: Mapping[str, tuple[str, ...]] = {
    "employer": ("registrar",),
    "change": ("registrar",),
    "organisation": ("registrar",),
    "organisation_change": ("registrar",),
    "affiliation": ("registrar",),
    "branch": ("organisation",),
    "project": ("owner", "owner to be", "registrar of ownership"),
    "phase": ("owner",),
    "scheme": ("owner",),
    "participant": ("owner",),
    "group": ("owner",),
    "seat": ("owner",),
    "rules": ("owner",),
    "adoption": ("owner",),
    "template": ("owner",),
    "clarification": ("employer", "owner"),
    "representant": ("employer",),
    "claim": ("organisation", "branch"),
    "waiver": ("organisation", "branch"),
    "reservation": ("organisation",),
    "appointment": ("organisation", "branch"),
    "scope": ("organisation", "branch"),
    "leave": ("organisation", "branch"),
    "end": ("organisation", "branch"),
    "joint": ("organisation", "branch"),
}
"""For each kind of statement, the capacities in which it may be said and withdrawn; the first that fits is recorded."""

SEES: Mapping[str, tuple[str, ...]] = {
    "register": ("everybody",),
    "project": ("everybody",),
    "what is said of participants": ("party", "auditor"),
    "appointments": ("party", "auditor"),
    "coverage": ("party", "auditor"),
    "groups": ("party", "auditor"),
    "successions": ("party", "auditor"),
    "parts of a succession": ("party",),
    "what a balance of gender rests on": ("owner",),
    "gaps of an organisation": ("organisation", "organisation after it", "auditor"),
    "gaps of an employer": ("employer", "auditor"),
    "history": ("party", "auditor"),
    "events": ("everybody",),  # those of a project to whoever sees its history, of branches to whoever sees these
    "names": ("party",),
    "branches": ("organisation", "branch itself", "auditor"),
    "person": ("appointer",),
    "own people": ("one that appoints",),
    "feed": ("subscriber",),
    "own feeds": ("one that appoints", "branch itself", "auditor"),  # each by the right to the forecast it shows
}
"""For each view, the capacities in which it is seen."""

_ONLY = {
    "registrar": "Only the registrar says this.",
    "owner": "Only the project's owner (prosjekteier) says this; a change of owner is the registrar's.",
    "employer": "Only that employer, or its successor once it has ended, says this.",
    "organisation": "Only that organisation says this: never an employer, never the project.",
}
_SEEN_BY = {
    "gaps of an organisation": "Only the organisation, its successors once it has ended, and the auditor see this.",
    "gaps of an employer": "Only the employer, or its successor once it has ended, and the auditor see this.",
    "names": "Only the parties of the project see names and contact details.",
    "parts of a succession": "Only the parties of the project confirm anything, each its own part.",
    "feed": "Only the party that made a feed sees it and revokes it.",
    "own feeds": "Only those that may see a forecast of their own subscribe to it.",
    "branches": "Only the organisation, its branches and the auditor see this.",
    "person": "Only the party that appointed somebody reads, corrects or erases their details.",
}
_RECORDED_AS = {"owner to be": "owner", "registrar of ownership": "registrar"}


def row(right: str) -> tuple[str, ...]:
    """The capacities of a row: ``say KIND`` or ``see VIEW``. Raises :class:`KeyError` where there is none."""
    what, _, name = right.partition(" ")
    return {"say": SAYS, "see": SEES}[what][name]


def in_words(right: str) -> str:
    """Who may."""
    return "; ".join(f"{name} ({CAPACITIES[name].words})" for name in row(right))


def author(party: Party, kind: str, content: Mapping[str, Any], world: World, today: date) -> Author:
    """In what capacity, and for whom, the party says this. Raises :class:`NotYours` where it may not."""
    capacity = held(SAYS[kind], Question(party, content, world, today))
    if capacity is None:
        raise NotYours(_ONLY[SAYS[kind][0]])
    return Author(str(party), _RECORDED_AS.get(capacity, capacity), _behalf(capacity, party, content, kind))


def may(party: Party, kind: str, world: World, today: date, **about: Any) -> bool:
    """Whether the party may say this, as far as what it is about tells: whether a button would be refused."""
    return held(SAYS[kind], Question(party, about, world, today)) is not None


def sees(party: Party, view: str, world: World, today: date, **content: Any) -> bool:
    """Whether the party sees the view."""
    return held(SEES[view], Question(party, content, world, today)) is not None


def demand(party: Party, view: str, world: World, today: date, **content: Any) -> None:
    """Raise :class:`NotYours` unless the party sees the view."""
    if not sees(party, view, world, today, **content):
        raise NotYours(_SEEN_BY.get(view, "Only the parties of the project and the auditor see this."))


def held(capacities: tuple[str, ...], question: Question) -> str | None:
    """The first of the capacities that the party holds."""
    return next((name for name in capacities if CAPACITIES[name].held(question)), None)


def _behalf(capacity: str, party: Party, content: Mapping[str, Any], kind: str) -> str | None:
    """For whom it is said: an organisation by its branch, an employer by its successor or the owner."""
    if capacity == "branch":
        return f"organisation:{party.id}"
    employer = content.get("owner") if capacity == "owner to be" else content.get("employer")
    spoken_for = capacity in ("employer", "owner to be") or kind == "clarification"
    return f"employer:{employer}" if spoken_for and employer != party.id else None
