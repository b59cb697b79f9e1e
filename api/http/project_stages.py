"""Whether a project goes on, on the day that is asked about: an answer that is empty for that reason says so."""

from __future__ import annotations

from datetime import date

from flask import Response

from api.http.answers import AboutAnswer
from api.http.operation import Operation
from api.http.request import Request
from api.http.schemas import AskedQuery
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


def staged(request: Request, response: Response) -> Response:
    """The answer to a question about a day of a project, which says whether the project goes on then."""
    if has_stage(request.operation) and response.status_code == 200:
        response.headers[HEADER] = stage(request.known[0], request.at)
    return response


def about(request: Request) -> AboutAnswer:
    """The project, the day, whose knowledge and by whose seats; and what it is answered from."""
    world, position = request.known
    return {
        "project": {"id": str(request.subject), "name": world.project.name if world.project else None},
        "at": request.at.isoformat(),
        "known_at": request.as_asked("known_at"),
        "group": request.query.get("group"),
        "position": position,
        "stage": stage(world, request.at),
    }
