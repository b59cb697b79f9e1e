"""Which projects a list shows: those that are asked for, and that the asker may know to be so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.http.shapes import Shape
from api.http.statements import Call
from api.projects.views import project_view
from domain.log.spans import span
from domain.log.world import World
from domain.rights import entrusted, spoken_for
from projections.index.queries import ProjectFilter
from projections.index.rows import NAMED, PARTICIPANT, PARTIES

Wanted = Mapping[str, UUID | None]
"""The ``owner``, ``participant`` and ``organisation`` that the query names."""


def asked_for(call: Call, wanted: Wanted) -> ProjectFilter:
    """What the query asks for as known now, of the tables."""
    owner, participant, organisation = wanted["owner"], wanted["participant"], wanted["organisation"]
    employers, which = call.world.register.employers, ProjectFilter()
    if call.query.get("q"):
        which.named(call.query["q"])
    if "at" in call.query:
        which.going_on(call.at)
    if owner is not None:
        which.owned_by([who for who in employers if employers.carrying_on(who, call.at) == owner])
    if participant is not None:
        which.concerning([participant], [PARTICIPANT], call.at if "at" in call.query else None)
    if organisation is not None:
        which.concerning([organisation], [NAMED])
        as_party(call, which)
    return which


def as_party(call: Call, which: ProjectFilter) -> None:
    """Only the projects of which the asker sees who is concerned."""
    party, register = call.party, call.world.register
    if party.capacity == "auditor":
        return
    speaking = [UUID(each.partition(":")[2]) for each in spoken_for(party, register, call.today)] if party.id else []
    if party.capacity == "branch":
        which.concerning(entrusted(party, register, call.today), [PARTICIPANT])
        speaking = [party.id] if party.id else []
    if party.capacity in ("organisation", "branch") and party.id:
        speaking += register.organisations.followed(party.id, call.today)
    which.concerning(speaking, PARTIES)


def as_known(call: Call, wanted: Wanted) -> list[Shape]:
    """What it asks for as known once, by name: from each project's own log."""
    words, at = call.query.get("q", "").casefold(), call.query.get("at")
    shown = []
    for subject in call.samrad.log.projects(call.known[1]):
        world = call.samrad.world(subject, call.known_at)
        said = world.project
        if said is None or words not in said.name.casefold() or (at and at not in span(said.from_, said.until)):
            continue
        if _fits(call, world, wanted):
            shown.append(project_view(world, said, call.at))
    return sorted(shown, key=lambda each: (each["name"].casefold(), each["id"]))


def _fits(call: Call, world: World, wanted: Wanted) -> bool:
    owner, participant, organisation = wanted["owner"], wanted["participant"], wanted["organisation"]
    if owner is not None and world.owner(call.at) != owner:
        return False
    if participant is not None and participant not in _participants(call, world):
        return False
    if organisation is None:
        return True
    return organisation in world.organisations_named and call.sees("coverage", world)


def _participants(call: Call, world: World) -> Any:
    return world.participation.on(call.at) if "at" in call.query else world.participation.spans
