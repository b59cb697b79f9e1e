"""Which projects a list shows: those that are asked for, and that the asker may know to be so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.http.request import Request
from api.projects.schemas import ProjectAnswer
from api.projects.views import project_view
from domain.affected.state import organisations_named_in
from domain.log.spans import span
from domain.log.statements import Party
from domain.log.world import Register, World
from domain.projects.events import ProjectRegistered
from domain.projects.state import owner_of, participation_of
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from domain.rights import entrusted, spoken_for
from projections.index.queries import ProjectFilter
from projections.index.rows import NAMED, PARTICIPANT, PARTIES

Wanted = Mapping[str, UUID | None]
"""The ``owner``, ``participant`` and ``organisation`` that the query names."""


def asked_for(request: Request, wanted: Wanted) -> ProjectFilter:
    """What the query asks for as known now, of the tables."""
    owner, participant, organisation = wanted["owner"], wanted["participant"], wanted["organisation"]
    employers, which = employers_of(request.world.register), ProjectFilter()
    if request.query.get("q"):
        which.named(request.query["q"])
    if "at" in request.query:
        which.going_on(request.at)
    if owner is not None:
        which.owned_by([who for who in employers if employers.carrying_on(who, request.at) == owner])
    if participant is not None:
        which.concerning([participant], [PARTICIPANT], request.at if "at" in request.query else None)
    if organisation is not None:
        which.concerning([organisation], [NAMED])
        as_party(request.party, request.world.register, request.today, which)
    return which


def as_party(party: Party, register: Register, today: date, which: ProjectFilter) -> None:
    """Only the projects of which the party sees who is concerned."""
    if party.capacity == "auditor":
        return
    speaking = [UUID(each.partition(":")[2]) for each in spoken_for(party, register, today)] if party.id else []
    if party.capacity == "branch":
        which.concerning(entrusted(party, register, today), [PARTICIPANT])
        speaking = [party.id] if party.id else []
    if party.capacity in ("organisation", "branch") and party.id:
        speaking += organisations_of(register).followed(party.id, today)
    which.concerning(speaking, PARTIES)


def as_known(request: Request, wanted: Wanted) -> list[ProjectAnswer]:
    """What it asks for as known once, by name: from each project's own log."""
    words, at = request.query.get("q", "").casefold(), request.query.get("at")
    shown = []
    for subject in request.samrad.log.projects(request.known[1]):
        world = request.samrad.world(subject, request.known_at)
        said = world.standing(ProjectRegistered)
        if said is None or words not in said.name.casefold() or (at and at not in span(said.from_, said.until)):
            continue
        if _fits(request, world, wanted):
            shown.append(project_view(world, said, request.at))
    return sorted(shown, key=lambda each: (each["name"].casefold(), each["id"]))


def _fits(request: Request, world: World, wanted: Wanted) -> bool:
    owner, participant, organisation = wanted["owner"], wanted["participant"], wanted["organisation"]
    if owner is not None and owner_of(world, request.at) != owner:
        return False
    if participant is not None and participant not in _participants(request, world):
        return False
    if organisation is None:
        return True
    return organisation in organisations_named_in(world) and request.sees("coverage", world)


def _participants(request: Request, world: World) -> Any:
    return participation_of(world).on(request.at) if "at" in request.query else participation_of(world).spans
