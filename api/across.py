"""What is asked across projects, worked out from each project's own log."""

from __future__ import annotations

from api.call import Call
from api.problems import invalid
from domain.group import GROUP_KINDS
from domain.world import World
from projections.coverage import Coverage


def demand_kind_of_group(call: Call) -> None:
    """Refuse a group by its id: that is of one project."""
    if call.query.get("group", GROUP_KINDS[0]) not in GROUP_KINDS:
        raise invalid([{"pointer": "/group", "detail": f"Across projects, one of: {', '.join(GROUP_KINDS)}."}])


def worlds(call: Call) -> list[World]:
    """Every project that stands, all as known at one position, by name."""
    position = call.known[1]
    found = (call.samrad.world(project, position) for project in call.samrad.log.projects(position))
    return sorted((world for world in found if world.project is not None), key=_order)


def coverage(call: Call, world: World) -> Coverage:
    """All of it, or by the seats of the kind of group that the query names."""
    whole, kind = call.services.coverage(world), call.query.get("group")
    return whole.by_group(kind) if kind else whole


def _order(world: World) -> tuple[str, str]:
    return (world.project.name if world.project else "").casefold(), str(world.subject)
