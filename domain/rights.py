"""Who may say and see what: the only table that decides. What is not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.capacities import CAPACITIES, Question
from domain.errors import NotYours
from domain.party import Party
from domain.statements import Author
from domain.world import World

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
