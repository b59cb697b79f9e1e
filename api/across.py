"""What is asked across projects: by whom, of whom, and where it is worked out from each project's own log."""

from __future__ import annotations

from uuid import UUID

from api.call import Call
from api.problems import invalid
from domain.group import GROUP_KINDS
from domain.rights import demand
from domain.world import World
from projections.coverage import Coverage

Pair = tuple[UUID | None, UUID | None]
"""An employer and an organisation; None for all."""


def demand_kind_of_group(call: Call) -> None:
    """Refuse a group by its id: that is of one project."""
    if call.query.get("group", GROUP_KINDS[0]) not in GROUP_KINDS:
        raise invalid([{"pointer": "/group", "detail": f"Across projects, one of: {', '.join(GROUP_KINDS)}."}])


def of_organisation(call: Call) -> Pair:
    """The employer that the query narrows to, and the organisation in the address, if the asker may ask for it."""
    organisation = call.organisation()
    demand(call.party, "gaps of an organisation", call.world, call.today, organisation=organisation)
    return call.asked("employer"), organisation


def of_employer(call: Call) -> Pair:
    """The employer in the address, if the asker may ask for it, and the organisation that the query narrows to."""
    employer = call.employer()
    demand(call.party, "gaps of an employer", call.world, call.today, employer=employer)
    return employer, call.asked("organisation")


def contradicts(call: Call, employer: UUID | None, organisation: UUID | None) -> bool:
    """Whether the query narrows to another than the one in the address."""
    narrowed = ("employer", employer), ("organisation", organisation)
    return not all(call.asked(name) in (None, who) for name, who in narrowed)


def is_looked_up(call: Call) -> bool:
    """Whether the tables can answer: of what is known now, by whatever group."""
    return "group" not in call.query and call.known_at is None


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
