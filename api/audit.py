"""No name is shown without its being recorded to whom."""

from __future__ import annotations

import structlog
from eventsourcing.persistence import OperationalError, PersistenceError
from flask import Response

from api.call import Call
from api.problems import Problem
from api.stages import staged
from domain.log import Uncertain
from domain.people import Read

log = structlog.get_logger()


def answered(call: Call) -> Response:
    """The answer to a request, once it is recorded whose names it shows.

    Where that cannot be recorded there is no answer, but a :class:`~api.problems.Problem`.
    """
    response = _viewed(call)
    if call.shown and _has_content(call, response):
        _record(call)
    return response


def _viewed(call: Call) -> Response:
    """The answer; a store that is lost once something has been recorded must not look like a refusal."""
    try:
        return staged(call, call.operation.view(call))
    except OperationalError as error:
        if call.has_recorded:
            raise Uncertain("It was recorded, and then the store was lost.") from error
        raise


def _has_content(call: Call, response: Response) -> bool:
    """Whether the answer has a body: HEAD has none, nor has «not modified»."""
    return call.request.method != "HEAD" and response.status_code in (200, 201)


def _record(call: Call) -> None:
    at, by, project = call.services.clock(), str(call.party), call.args.get("project")
    reads = [Read(at, by, person, call.operation.name, project) for person in sorted(call.shown)]
    try:
        call.services.reads.record(reads)
    except PersistenceError as error:
        log.error("unaudited", error=type(error).__name__)
        raise Problem(
            503,
            "overloaded",
            "The answer names persons, and that you were shown them could not be recorded; so it is not given. "
            "What the request itself said, if anything, is recorded. Please ask again shortly.",
            headers={"Retry-After": "2"},
        ) from error
