"""Whether a project goes on, on the day that is asked about: an answer that is empty for that reason says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response

from api.http.operation import Operation
from api.http.schemas import AskedQuery
from api.http.statements import Call
from domain.log.world import World
from domain.projects.state import project_span

STAGES = ("not_begun", "under_way", "ended", "withdrawn")
HEADER = "X-Project-Stage"


def stage(world: World, day: date) -> str:
    """One of :data:`STAGES`."""
    days = project_span(world.book)
    if days is None:
        return "withdrawn" if world.book.slot("project", ()) else "not_begun"
    if day < days.start:
        return "not_begun"
    return "under_way" if day < days.stop else "ended"


def has_stage(operation: Operation) -> bool:
    """Whether the operation answers about a day of a project."""
    return operation.method == "GET" and isinstance(operation.query, AskedQuery) and "<uuid:project>" in operation.rule


def staged(call: Call, response: Response) -> Response:
    """The answer to a question about a day of a project, which says whether the project goes on then."""
    if has_stage(call.operation) and response.status_code == 200:
        response.headers[HEADER] = stage(call.known[0], call.at)
    return response


def about(call: Call) -> dict[str, Any]:
    """The project, the day, whose knowledge and by whose seats; and what it is answered from."""
    world, position = call.known
    return {
        "project": {"id": str(call.subject), "name": world.project.name if world.project else None},
        "at": call.at.isoformat(),
        "known_at": call.as_asked("known_at"),
        "group": call.query.get("group"),
        "position": position,
        "stage": stage(world, call.at),
    }
