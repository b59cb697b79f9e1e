"""The capacities in which something is said or seen, and how it is found out whether a party holds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.delegation import ALL
from domain.party import Party, entrusted, is_party, is_voice_of
from domain.register import REGISTER
from domain.world import World


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
        owns = self.party.capacity == "employer" and self.party.id == self.world.owner(self.today)
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
        after = self.world.register.organisations.following(self.content["organisation"], self.today)
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
        voices = self.world.register.employers.voices(employer, self.today)
        return self.party.capacity == "employer" and self.party.id in voices

    def _changes_owner(self) -> bool:
        entry = self.world.book.slot("project", ())
        if entry is None or "owner" not in self.content:
            return False
        return self.content["owner"] not in (entry.event.content["owner"], self.world.owner(self.today))

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
