"""The web application: the one place that puts it together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from flask import Flask, Response, g, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api import catalogue, description, logs, problems
from api.answering import PREFIX
from api.asking import LARGEST
from api.call import Call
from api.jose import InvalidToken
from api.operations import Operation
from api.problems import Problem
from api.services import Services, Settings, now
from domain.party import Party

log = structlog.get_logger()

OPEN = ("/healthz", "/readyz", "/api/openapi.json", "/api/docs")
"""Addresses that need no token: health, and the API's description."""


def create_app(
    env: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] = now,
    services: Services | None = None,
) -> Flask:
    """The application for the settings in ``env`` (the process's own, without one), or for services already made."""
    services = services or Services(Settings.of(env), clock)
    logs.configure(services.settings.log_level)
    app = Flask("samrad", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.extensions["samrad"] = services
    _guard(app, services)
    for operation in catalogue.ALL:
        _route(app, services, operation)
    _health(app, services)
    description.install(app)
    problems.install(app)
    return app


def _route(app: Flask, services: Services, operation: Operation) -> None:
    def answer(**_: Any) -> Response:
        return operation.view(Call(services, g.party, operation, request))

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
    limit = parse(services.settings.rate_limit)
    limiter = FixedWindowRateLimiter(MemoryStorage())

    @app.before_request
    def authenticate() -> None:
        g.began = time.perf_counter()
        if request.path.startswith(OPEN) or not request.path.startswith("/api/"):
            return
        g.party = bearer(services)
        if not limiter.hit(limit, str(g.party)):
            reset = limiter.get_window_stats(limit, str(g.party)).reset_time
            wait = str(max(1, round(reset - time.time())))
            raise Problem(429, "too-many", "Too many requests. Please wait.", headers={"Retry-After": wait})
        if request.routing_exception is None:
            _negotiate(app.extensions["operations"][request.endpoint])

    @app.after_request
    def finish(response: Response) -> Response:
        if request.path.startswith("/api/v1") and "X-Position" not in response.headers and services.is_ready():
            response.headers["X-Position"] = str(services.samrad.position())
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store" if request.path.startswith(PREFIX) else "no-cache")
        _log(response)
        return response


def bearer(services: Services) -> Party:
    """The party whose token the request carries."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() == "bearer" and token:
            return services.issuer.read(token.strip())
    except InvalidToken as error:
        raise _unauthenticated(str(error)) from None
    raise _unauthenticated("Send a token: «Authorization: Bearer …».")


def _unauthenticated(detail: str) -> Problem:
    return Problem(401, "unauthenticated", detail, headers={"WWW-Authenticate": 'Bearer realm="samrad"'})


def _negotiate(operation: Operation) -> None:
    if request.accept_mimetypes and request.accept_mimetypes.best_match(operation.produces) is None:
        kinds = ", ".join(operation.produces)
        raise Problem(406, "not-acceptable", f"The answer can be given as {kinds}.")


def _log(response: Response) -> None:
    """One line a request, by its rule: addresses and queries may say whose it is."""
    rule = request.url_rule.rule if request.url_rule else None
    party = g.party.capacity if "party" in g else None
    spent = round((time.perf_counter() - g.began) * 1000, 1)
    log.info("request", method=request.method, rule=rule, status=response.status_code, party=party, ms=spent)


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
