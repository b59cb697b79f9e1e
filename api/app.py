"""The web application: the one place that puts it together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from eventsourcing.persistence import PersistenceError
from flask import Flask, Response, g, request
from flask.globals import request_ctx
from werkzeug.middleware.proxy_fix import ProxyFix

from api.affected import routes as affected
from api.appointments import routes as appointments
from api.auth.authenticate import admit, is_open, known_now
from api.coverage import routes as coverage
from api.evidence import routes as evidence
from api.forecast import routes as forecast
from api.gaps import routes as gaps
from api.groups import routes as groups
from api.history import routes as history
from api.http.logs import configure_logging
from api.http.middleware import BodyTimeout, audited
from api.http.openapi import install_openapi
from api.http.operation import Operation
from api.http.problems import Problem, install_problems
from api.http.request import LARGEST, read
from api.http.respond import PREFIX
from api.notices import routes as notices
from api.notices.calendar_feeds import install_calendars
from api.people import routes as people
from api.projects import routes as projects
from api.register import routes as register
from api.services import Services, now
from api.settings import Settings
from api.successions import routes as successions
from api.what_if import routes as what_if
from domain.application import Repeated

log = structlog.get_logger()

OPERATIONS: Sequence[Operation] = (
    *register.operations,
    *register.branch_operations,
    *projects.operations,
    *projects.participant_operations,
    *affected.representant_operations,
    *affected.operations,
    *affected.claim_operations,
    *appointments.operations,
    *people.operations,
    *groups.operations,
    *coverage.operations,
    *evidence.operations,
    *gaps.operations,
    *forecast.operations,
    *notices.operations,
    *what_if.operations,
    *successions.operations,
    *history.operations,
)
"""Every operation there is."""

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")
"""Methods that are told in the log; any other word is somebody's own."""


class _Synchronous(Flask):
    """Nothing here is asynchronous, so no function is looked at for that, request after request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function."""
        return func


def create_app(
    env: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] = now,
    services: Services | None = None,
) -> Flask:
    """The application for the settings in ``env`` (the process's own, without one), or for services already made."""
    services = services or Services(Settings.of(env), clock)
    configure_logging(services.settings.log_level)
    app = _Synchronous("samrad", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST + 1  # what is larger is cut off there, and so is seen to be larger
    _surround(app, services.settings)
    app.extensions["samrad"] = services
    _guard(app, services)
    for operation in OPERATIONS:
        _route(app, services, operation)
    _health(app, services)
    install_calendars(app, services)
    install_openapi(app, OPERATIONS)
    install_problems(app)
    return app


def _surround(app: Flask, settings: Settings) -> None:
    """What stands between server and application: how long a body may take, and whose word on addresses is taken."""
    app.wsgi_app = BodyTimeout(app.wsgi_app, settings.body_timeout)  # type: ignore[method-assign]  # as Flask documents
    if settings.proxies:
        proxied = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0, x_prefix=0)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # the same


def _route(app: Flask, services: Services, operation: Operation) -> None:
    def answer(**_: Any) -> Response:
        asked = request_ctx.request  # not the proxy: another thread may decide on it together with its own
        try:
            return audited(read(services, g.bearer.party, operation, asked, known_now(services)))
        except Repeated:
            return audited(read(services, g.bearer.party, operation, asked))

    app.add_url_rule(
        f"{PREFIX}{operation.rule}",
        endpoint=f"{operation.tag}.{operation.name}",
        view_func=answer,
        methods=[operation.method],
        provide_automatic_options=False,
    )
    app.extensions.setdefault("operations", {})[f"{operation.tag}.{operation.name}"] = operation


def _guard(app: Flask, services: Services) -> None:
    """Who asks, how often, and in what form they want the answer: asked before any view."""
    limiter = services.limiter  # made at once, so that a limit that cannot be read stops the start

    @app.before_request
    def authenticate() -> None:
        g.began = time.perf_counter()
        if is_open(request.path, found=request.routing_exception is None):
            return
        g.bearer = admit(services, limiter)
        operation = app.extensions["operations"].get(request.endpoint)
        if operation is not None:
            _negotiate(operation)

    @app.after_request
    def finish(response: Response) -> Response:
        if request.path.startswith("/api/v1") and "X-Position" not in response.headers:
            _place(response, services)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store" if request.path.startswith(PREFIX) else "no-cache")
        _log(response)
        return response


def _place(response: Response, services: Services) -> None:
    """Tell the position, unless the store cannot be asked, which is then what the answer says."""
    with suppress(PersistenceError):
        if services.is_ready():
            response.headers["X-Position"] = str(services.samrad.position())


def _negotiate(operation: Operation) -> None:
    if request.accept_mimetypes and request.accept_mimetypes.best_match(operation.produces) is None:
        kinds = ", ".join(operation.produces)
        raise Problem(406, "not-acceptable", f"The answer can be given as {kinds}.")


def _log(response: Response) -> None:
    """One line a request, by its rule: addresses and queries may say whose it is."""
    rule = request.url_rule.rule if request.url_rule else None
    bearer = g.get("bearer")
    party = {"party": bearer.party.capacity if bearer else None}
    if bearer and bearer.supplier:
        party["supplier"] = bearer.supplier
    method = request.method if request.method in METHODS else "other"
    spent = round((time.perf_counter() - g.began) * 1000, 1)
    log.info("request", method=method, rule=rule, status=response.status_code, **party, ms=spent)


def _health(app: Flask, services: Services) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> dict[str, Any]:
        if not services.is_ready():
            raise Problem(
                503,
                "overloaded",
                "The store has not been made: run «samrad init».",
                headers={"Retry-After": "5"},
            )
        return {"status": "ready", "position": services.samrad.position()}
