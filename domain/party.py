"""Whoever speaks or asks, and whose voice that is in a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.branch import BranchEmpowered
from domain.spans import span
from domain.world import Register, World


@dataclass(frozen=True)
class Party:
    """``registrar``, ``auditor``, or an ``employer``, ``organisation`` or ``branch`` of the register.

    A branch is an organisation's (``id``) at an employer (``seat``).
    """

    capacity: str
    id: UUID | None = None
    seat: UUID | None = None

    def __str__(self) -> str:
        if self.capacity == "branch":
            return f"organisation:{self.id}/{self.seat}"
        return self.capacity if self.id is None else f"{self.capacity}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Party:
        """The party that is written so. Raises :class:`ValueError`.

        >>> Party.parse("registrar")
        Party(capacity='registrar', id=None, seat=None)
        """
        capacity, _, identifier = text.partition(":")
        if capacity in ("registrar", "auditor") and not identifier:
            return cls(capacity)
        if capacity == "organisation" and "/" in identifier:
            organisation, _, seat = identifier.partition("/")
            return cls("branch", UUID(organisation), UUID(seat))
        if capacity in ("employer", "organisation"):
            return cls(capacity, UUID(identifier))
        raise ValueError("No such party.")


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
    if today not in world.parties:
        world.parties[today] = _parties(world, today)
    return world.parties[today]


def _parties(world: World, today: date) -> frozenset[tuple[str, UUID]]:
    employers, organisations = world.register.employers, world.register.organisations
    speaking = set(employers.voices(world.registered_owner, today)) if world.registered_owner else set()
    for participant in world.participation.spans:
        speaking |= employers.voices(participant, today)
    named = set(world.organisations_named)
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
        takes_part = world.participation.spans.keys() & entrusted(party, world.register, today)
        return bool(takes_part) and ("organisation", party.id) in parties(world, today)
    return (party.capacity, party.id) in parties(world, today)


def is_voice_of(party: Party, spoken_for: str, register: Register, today: date) -> bool:
    """Whether the party is, or speaks as the successor of, the one written so."""
    known = Party.parse(spoken_for)
    if known.capacity == "employer" and known.id is not None:
        return party.capacity == "employer" and party.id in register.employers.voices(known.id, today)
    return party == known


def spoken_for(party: Party, register: Register, today: date) -> list[str]:
    """Everybody whose voice the party is, itself included, as parties are written."""
    if party.capacity != "employer":
        return [str(party)]
    voiced = (who for who in register.employers if party.id in register.employers.voices(who, today))
    return [f"employer:{who}" for who in voiced]
