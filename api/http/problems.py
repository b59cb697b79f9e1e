"""Refusals as ``application/problem+json`` (RFC 9457): the one place where they become HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from eventsourcing.persistence import ConnectionUnavailableError, OperationalError
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from api.http.logs import error_places
from domain.log.errors import Refusal
from domain.log.ports import NoRoom, Uncertain

log = structlog.get_logger()

STATUSES: Mapping[str, int] = {
    "unknown": 404,
    "not-yours": 403,
    "conflict": 409,
    "changed-meanwhile": 412,
}
"""The status of each type of refusal; 422 for all others."""

_HTTP: Mapping[int, tuple[str, str]] = {
    400: ("malformed", "The request could not be read."),
    404: ("unknown", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take that method; «Allow» names those it takes."),
    406: ("not-acceptable", "No form of the answer is one that «Accept» asks for."),
    408: ("malformed", "The request did not arrive in time."),
    413: ("too-large", "The body is larger than 1 MiB."),
    415: ("unsupported-media-type", "The body must be JSON, marked «Content-Type: application/json»."),
}


_BUSY = "The store is busy or not there yet. Please try again shortly."
_FULL = (
    "The store has no room for more, so nothing was recorded. What was recorded before can still be read. Whoever runs "
    "the service must make room; please say it again after that."
)
_UNCERTAIN = (
    "The store was lost while this was recorded, or after it, so it may be recorded or not. Please read again shortly "
    "what you spoke of, or say the same again at the same address: what is recorded already is not recorded twice."
)


class Problem(Exception):
    """A refusal that HTTP itself calls for, by its type in the table of docs/api.md."""

    def __init__(
        self,
        status: int,
        type_: str,
        detail: str,
        *,
        title: str | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.type = type_
        self.title = title or type_.replace("-", " ").capitalize()
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """The members of the problem."""
        members = {
            "type": f"/problems/{self.type}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        return {**members, "errors": list(self.errors)} if self.errors else members

    def response(self) -> Response:
        """The answer."""
        text = json.dumps(self.body(), ensure_ascii=False)
        # A reference that is echoed may hold half a letter (a lone surrogate), which is no UTF-8.
        answer = Response(text.encode("utf-8", "replace"), self.status, dict(self.headers))
        answer.content_type = "application/problem+json"
        return answer


def invalid(errors: Sequence[Mapping[str, str]]) -> Problem:
    """Fields that cannot be."""
    detail = "; ".join(f"{error['pointer'] or 'the body'}: {error['detail']}" for error in errors)
    return Problem(422, "invalid", detail, errors=errors)


def of_refusal(refusal: Refusal) -> Problem:
    """The problem that a refusal of the domain is."""
    status = STATUSES.get(refusal.type, 422)
    pointed = refusal.pointer is not None or refusal.type == "invalid"
    errors = [{"pointer": refusal.pointer or "", "detail": refusal.detail}] if pointed and status == 422 else []
    return Problem(status, refusal.type, refusal.detail, title=refusal.title, errors=errors)


def of_http(error: HTTPException) -> Problem:
    """The problem that an error of the web framework is."""
    code = error.code or 500
    kind, detail = _HTTP.get(code, ("malformed" if code < 500 else "internal", error.description or "It failed."))
    allow = error.get_response().headers.get("Allow")
    return Problem(code, kind, detail, headers={"Allow": allow} if allow else None)


def of_failure(error: Exception) -> Problem:
    """The problem that a failure is: busy stores pass, all else is ours to mend."""
    if isinstance(error, OperationalError | ConnectionUnavailableError):
        log.warning("overloaded", error=type(error).__name__)
        detail = _UNCERTAIN if isinstance(error, Uncertain) else _FULL if isinstance(error, NoRoom) else _BUSY
        return Problem(503, "overloaded", detail, headers={"Retry-After": "2"})
    log.error("failed", error=type(error).__name__, places=error_places(error))
    return Problem(
        500, "internal", "Something failed on our side. Read again what you spoke of: it shows whether it was recorded."
    )


def install_problems(app: Flask) -> None:
    """Answer every refusal and failure of the application as a problem."""
    app.register_error_handler(Problem, lambda problem: problem.response())
    app.register_error_handler(Refusal, lambda refusal: of_refusal(refusal).response())
    app.register_error_handler(HTTPException, lambda error: of_http(error).response())
    app.register_error_handler(Exception, lambda error: of_failure(error).response())
