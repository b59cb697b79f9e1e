"""Who may say and see what: the only place that decides. What is not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.errors import NotYours
from domain.statements import Author
from domain.world import World

SAYS: Mapping[str, tuple[str, ...]] = {
    "employer": ("registrar",),
    "change": ("registrar",),
    "organisation": ("registrar",),
    "affiliation": ("registrar",),
    "project": ("owner", "new owner", "owner-change registrar"),
    "phase": ("owner",),
    "scheme": ("owner",),
    "participant": ("owner",),
    "clarification": ("employer", "owner"),
    "representant": ("employer",),
    "claim": ("organisation",),
    "waiver": ("organisation",),
    "reservation": ("organisation",),
    "appointment": ("organisation",),
    "scope": ("organisation",),
    "leave": ("organisation",),
    "end": ("organisation",),
    "joint": ("organisation",),
}
"""For each kind of statement, the capacities in which it may be said, the first that fits being recorded."""


@dataclass(frozen=True)
class Party:
    """Whoever asks: ``registrar``, ``auditor``, or an ``employer`` or ``organisation`` of the register."""

    capacity: str
    id: UUID | None = None

    def __str__(self) -> str:
        return self.capacity if self.id is None else f"{self.capacity}:{self.id}"


def author(party: Party, kind: str, content: Mapping[str, Any], world: World, today: date) -> Author:
    """In what capacity, and for whom, the party says this. Raises :class:`NotYours` where it may not."""
    for capacity in SAYS[kind]:
        if _holds(capacity, party, content, world, today):
            return Author(str(party), capacity.split()[-1], _behalf(capacity, party, content, kind))
    raise NotYours(_REFUSALS[SAYS[kind][0]])


def _holds(capacity: str, party: Party, content: Mapping[str, Any], world: World, today: date) -> bool:
    if capacity in ("registrar", "owner-change registrar"):
        fits = capacity == "registrar" or _changes_owner(content, world, today)
        return party.capacity == "registrar" and fits
    if capacity == "organisation":
        return party.capacity == "organisation" and party.id == _deciding_organisation(content, world)
    if party.capacity != "employer":
        return False
    if capacity == "owner":
        return party.id == world.owner(today) and not _changes_owner(content, world, today)
    if capacity == "new owner" and world.book.slot("project", ()) is not None:
        return False
    spoken_for = content["owner" if capacity == "new owner" else "employer"]
    return party.id in world.register.employers.voices(spoken_for, today)


def _deciding_organisation(content: Mapping[str, Any], world: World) -> UUID:
    """The organisation whose statement it is: an appointment stays with the one that made it."""
    made = world.book.slot("appointment", (content["appointment"],)) if "person" in content else None
    decider = made.event.content if made else content
    return UUID(str(decider["organisation"]))


def _changes_owner(content: Mapping[str, Any], world: World, today: date) -> bool:
    entry = world.book.slot("project", ())
    if entry is None or "owner" not in content:
        return False
    return content["owner"] not in (entry.event.content["owner"], world.owner(today))


def _behalf(capacity: str, party: Party, content: Mapping[str, Any], kind: str) -> str | None:
    """The employer that a successor, or the owner in its place, speaks for."""
    employer = content.get("owner") if capacity == "new owner" else content.get("employer")
    spoken_for = capacity in ("employer", "new owner") or kind == "clarification"
    return f"employer:{employer}" if spoken_for and employer != party.id else None


_REFUSALS = {
    "registrar": "Only the registrar says this.",
    "owner": "Only the project's owner (prosjekteier) says this; a change of owner is the registrar's.",
    "employer": "Only that employer, or its successor once it has ended, says this.",
    "organisation": "Only that organisation says this: never an employer, never the project.",
}


def parties(world: World, today: date) -> frozenset[tuple[str, UUID]]:
    """The parties of a project: its owner, everybody who takes part or is named in it, on whatever day.

    Organisations that have said something in it are parties too, and so are the sammenslutninger of all of them.
    """
    if today not in world.parties:
        world.parties[today] = _parties(world, today)
    return world.parties[today]


def _parties(world: World, today: date) -> frozenset[tuple[str, UUID]]:
    employers, organisations = world.register.employers, world.register.organisations
    owner = world.owner(today)
    speaking = {owner} if owner else set()
    for participant in world.participation.spans:
        speaking |= employers.voices(participant, today)
    named = set(world.organisations_named)
    named |= {UUID(voice.partition(":")[2]) for voice in world.book.voices if voice.startswith("organisation:")}
    for organisation in tuple(named):
        named |= organisations.above(organisation)
    return frozenset({("employer", who) for who in speaking} | {("organisation", who) for who in named})


def is_party(party: Party, world: World, today: date) -> bool:
    """Whether the asker is a party of the project."""
    return party.id is not None and (party.capacity, party.id) in parties(world, today)


def see_project(party: Party, world: World, today: date) -> None:
    """Refuse whoever is neither a party of the project nor the auditor."""
    if party.capacity != "auditor" and not is_party(party, world, today):
        raise NotYours("Only the parties of the project and the auditor see this.")


def sees_names(party: Party, world: World, today: date) -> bool:
    """Names and contact details of persons: parties only, never the registrar, and not the auditor."""
    return is_party(party, world, today)
