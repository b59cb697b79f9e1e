"""In how many other projects persons act, as far as the asker may see these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from api.call import Call
from api.listing import as_party
from domain.spans import contains, span
from projections.graph import Delegations, appointed
from projections.timelines.projects import Filter, identities

MOST = 100
"""Projects that are looked into for one answer."""


def projects(call: Call, people: Sequence[UUID]) -> Mapping[UUID, int | None]:
    """By person, the other projects that go on on the day asked about, with an active appointment of theirs.

    Only projects whose coverage the asker sees. None for those of the persons with whom there would be more of these
    to look into than are.
    """
    named = call.services.mentions.subjects_of(people)
    seen = _seen(call, {project for projects in named.values() for project in projects} - {call.subject})
    acting: dict[UUID, Collection[UUID]] = {}
    found: dict[UUID, int | None] = {}
    for person in people:
        others = seen.intersection(named[person])
        new = others - acting.keys()
        if len(acting) + len(new) > MOST:
            found[person] = None
            continue
        acting |= {project: _acting(call, project, frozenset(people)) for project in new}
        found[person] = sum(person in acting[project] for project in others)
    return found


def _seen(call: Call, named: Collection[UUID]) -> frozenset[UUID]:
    """Of some projects, those whose coverage the asker sees, as far as the tables tell."""
    if not named:
        return frozenset()
    which = Filter([])
    which.among(named)
    as_party(call, which)
    with call.services.timelines.asking() as (c, _):
        return frozenset(identities(c, which))


def _acting(call: Call, project: UUID, people: Collection[UUID]) -> Collection[UUID]:
    """Which of the persons act in a project on the day; none where the asker does not see its coverage."""
    now = call.samrad.world(project)
    if not call.sees("coverage", now):
        return frozenset()
    world = now if call.known_at is None else call.samrad.world(project, call.known_at)
    if world.project is None or call.at not in span(world.project.from_, world.project.until):
        return frozenset()
    delegations = Delegations(world)
    said = map(appointed, delegations.appointments.values())
    named = [each for each in said if each.person in people]
    return frozenset(each.person for each in named if contains(delegations.active(each.appointment), call.at))
