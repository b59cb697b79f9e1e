"""What is asked across projects: by whom, of whom, and where it is worked out from each project's own log."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from api.http.problems import invalid
from api.http.request import Request
from api.projects.listing import as_party
from domain.groups.events import GROUP_KINDS
from domain.log.spans import contains, span
from domain.log.world import World
from domain.rights import demand
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Delegations, appointed
from projections.index.queries import ProjectFilter, project_identities

Pair = tuple[UUID | None, UUID | None]
"""An employer and an organisation; None for all."""


def demand_kind_of_group(request: Request) -> None:
    """Refuse a group by its id: that is of one project."""
    if request.query.get("group", GROUP_KINDS[0]) not in GROUP_KINDS:
        raise invalid([{"pointer": "/group", "detail": f"Across projects, one of: {', '.join(GROUP_KINDS)}."}])


def organisation_asked(request: Request) -> Pair:
    """The employer that the query narrows to, and the organisation in the address, if the asker may ask for it."""
    organisation = request.organisation()
    demand(request.party, "gaps of an organisation", request.world, request.today, organisation=organisation)
    return request.asked("employer"), organisation


def employer_asked(request: Request) -> Pair:
    """The employer in the address, if the asker may ask for it, and the organisation that the query narrows to."""
    employer = request.employer()
    demand(request.party, "gaps of an employer", request.world, request.today, employer=employer)
    return employer, request.asked("organisation")


def contradicts_query(request: Request, employer: UUID | None, organisation: UUID | None) -> bool:
    """Whether the query narrows to another than the one in the address."""
    narrowed = ("employer", employer), ("organisation", organisation)
    return not all(request.asked(name) in (None, who) for name, who in narrowed)


def is_looked_up(request: Request) -> bool:
    """Whether the tables can answer: of what is known now, by whatever group."""
    return "group" not in request.query and request.known_at is None


def worlds_asked(request: Request) -> list[World]:
    """Every project that stands, all as known at one position, by name."""
    position = request.known[1]
    found = (request.samrad.world(project, position) for project in request.samrad.log.projects(position))
    return sorted((world for world in found if world.project is not None), key=_order)


def coverage_in(request: Request, world: World) -> Coverage:
    """All of it, or by the seats of the kind of group that the query names."""
    whole, kind = request.services.coverage(world), request.query.get("group")
    return whole.by_group(kind) if kind else whole


def _order(world: World) -> tuple[str, str]:
    return (world.project.name if world.project else "").casefold(), str(world.subject)


MOST = 100
"""Projects that are looked into for one answer."""


def count_other_projects(request: Request, people: Sequence[UUID]) -> Mapping[UUID, int | None]:
    """By person, the other projects that go on on the day asked about, with an active appointment of theirs.

    Only projects whose coverage the asker sees. None for those of the persons with whom there would be more of these
    to look into than are.
    """
    named = request.services.mentions.subjects_of(people)
    seen = _seen(request, {project for projects in named.values() for project in projects} - {request.subject})
    acting: dict[UUID, Collection[UUID]] = {}
    found: dict[UUID, int | None] = {}
    for person in people:
        others = seen.intersection(named[person])
        new = others - acting.keys()
        if len(acting) + len(new) > MOST:
            found[person] = None
            continue
        acting |= {project: _acting(request, project, frozenset(people)) for project in new}
        found[person] = sum(person in acting[project] for project in others)
    return found


def _seen(request: Request, named: Collection[UUID]) -> frozenset[UUID]:
    """Of some projects, those whose coverage the asker sees, as far as the tables tell."""
    if not named:
        return frozenset()
    which = ProjectFilter([])
    which.among(named)
    as_party(request, which)
    with request.services.timelines.asking() as (c, _):
        return frozenset(project_identities(c, which))


def _acting(request: Request, project: UUID, people: Collection[UUID]) -> Collection[UUID]:
    """Which of the persons act in a project on the day; none where the asker does not see its coverage."""
    now = request.samrad.world(project)
    if not request.sees("coverage", now):
        return frozenset()
    world = now if request.known_at is None else request.samrad.world(project, request.known_at)
    if world.project is None or request.at not in span(world.project.from_, world.project.until):
        return frozenset()
    delegations = Delegations(world)
    said = map(appointed, delegations.appointments.values())
    named = [each for each in said if each.person in people]
    return frozenset(each.person for each in named if contains(delegations.active(each.appointment), request.at))
