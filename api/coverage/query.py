"""What a query about coverage asks: by whose seats, which statuses, of whom, in one project or across all of them."""

from __future__ import annotations

from uuid import UUID

from api.http.fields import uuid_of
from api.http.problems import invalid
from api.http.request import Request
from domain.groups.events import GROUP_KINDS
from domain.log.errors import UnknownReference
from domain.log.world import World
from domain.projects.events import ProjectRegistered
from domain.projects.state import project_name
from domain.rights import demand
from projections.coverage.coverage import Coverage
from projections.coverage.line import STATUSES

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
    return sorted((world for world in found if world.standing(ProjectRegistered) is not None), key=_order)


def coverage_in(request: Request, world: World) -> Coverage:
    """All of it, or by the seats of the kind of group that the query names."""
    whole, kind = request.services.coverage(world), request.query.get("group")
    return whole.by_group(kind) if kind else whole


def _order(world: World) -> tuple[str, str]:
    return (project_name(world) or "").casefold(), str(world.subject)


def coverage_asked(request: Request, world: World) -> Coverage:
    """All of it, or by the seats of the group of the project, or the kind of group, that the query names."""
    coverage, asked = request.services.coverage(world), request.query.get("group")
    if asked is None:
        return coverage
    group = uuid_of(asked)
    if asked not in GROUP_KINDS and (group is None or request.world.book.slot("group", (group,)) is None):
        raise UnknownReference(f"There is no such group. By kind: {', '.join(GROUP_KINDS)}.", "/group")
    return coverage.by_group(group or asked)


def statuses_asked(request: Request) -> set[str]:
    """The statuses that the query asks for; all unless it does."""
    asked = request.query.get("status")
    wanted = set(asked.split(",")) if asked is not None else set(STATUSES)
    if not wanted <= set(STATUSES):
        raise invalid([{"pointer": "/status", "detail": f"One of: {', '.join(STATUSES)}."}])
    return wanted
