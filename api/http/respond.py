"""Answers: JSON, lists, files, with position, ETag and address; those about a day of a project say its stage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from flask import Response

from api.http.answers import AboutAnswer
from api.http.operation import JSON, Operation
from api.http.request import Request
from api.http.schemas import AskedQuery
from domain.log.world import World
from domain.projects.state import project_name, project_span

PREFIX = "/api/v1"


def answer(
    data: Any, position: int, status: int = 200, etag: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """A JSON answer that names the position it reflects."""
    response = Response(orjson.dumps(data), status, content_type=JSON)
    response.headers["X-Position"] = str(position)
    response.headers.update(headers or {})
    if etag is not None:
        response.set_etag(etag)
    return response


def single(request: Request, shape: Mapping[str, Any]) -> Response:
    """A single resource as known, with its ETag."""
    return answer(shape, request.known[1], etag=etag_of(shape))


def listed(request: Request, items: Sequence[Any], shaped: Callable[[Sequence[Any]], Sequence[Any]] = list) -> Response:
    """A page of a list, with the total; ``shaped`` makes the page of its items, where that shows names."""
    skip, size = request.stretch
    return paged(request, shaped(items[skip : skip + size]), len(items), request.known[1])


def paged(request: Request, shown: Sequence[Any] | orjson.Fragment, total: int, position: int) -> Response:
    """The page that is asked for, of so many things in all."""
    page, size = request.query.get("page", 1), request.stretch[1]
    last = max(1, -(-total // size))
    about = {"total": total, "total_pages": last, "first_page": 1, "last_page": last, "page": page}
    return answer(shown, position, headers={"X-Pagination": json.dumps(about)})


def text(content: str, kind: str, name: str, position: int) -> Response:
    """A file of text."""
    return file(content.encode(), f"{kind}; charset=utf-8", name, position)


def file(content: bytes, kind: str, name: str, position: int) -> Response:
    """A file."""
    response = Response(content, content_type=kind)
    response.headers["X-Position"] = str(position)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def page(content: str, position: int) -> Response:
    """A page to be read, that runs nothing and loads nothing."""
    response = Response(content, content_type="text/html; charset=utf-8")
    response.headers["X-Position"] = str(position)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def empty(position: int) -> Response:
    """No content."""
    return Response(status=204, headers={"X-Position": str(position)})


def located(response: Response, location: str) -> Response:
    """The answer, with the address of what was made."""
    response.headers["Location"] = f"{PREFIX}{location}"
    return response


def etag_of(shape: Any) -> str:
    """What changes when the shape does."""
    return _digest(orjson.dumps(shape, option=orjson.OPT_SORT_KEYS))


def digest(content: str) -> str:
    """Of a text, 32 hexadecimal digits."""
    return _digest(content.encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


# Whether a project goes on, on the day that is asked about: an answer that is empty for that reason says so.

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
        "project": {"id": str(request.subject), "name": project_name(world)},
        "at": request.at.isoformat(),
        "known_at": request.as_asked("known_at"),
        "group": request.query.get("group"),
        "position": position,
        "stage": stage(world, request.at),
    }
