"""The way in: whose request it is, by its token, and whether they have asked too often."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flask import g, request

from api.auth.issuers import Bearer, NotInScope
from api.auth.jwks import Unavailable
from api.auth.jwt import InvalidToken
from api.http.problems import Problem
from api.http.rate_limit import Limiter
from api.http.request import subject
from domain.log.world import World

if TYPE_CHECKING:
    from api.services import Services

Found = TypeVar("Found")

OPEN = ("/", "/healthz", "/readyz", "/api/openapi.json", "/api/docs")
"""Addresses that need no token: how the service is, and what there is to ask."""
OPEN_BELOW = ("/api/docs/", "/kalender/")
"""Beginnings of addresses that need none: the pages of the description, and what a secret in the address opens."""


def is_open(path: str, *, found: bool) -> bool:
    """Whether the address needs no token: one that is not listed needs it, unless nothing is found there.

    Whatever is below /api/ needs one even so.
    """
    nothing = not found and not path.startswith("/api/")
    return nothing or path in OPEN or path.startswith(OPEN_BELOW)


def admit(services: Services, limiter: Limiter) -> Bearer:
    """Whose token the request carries. Raises :class:`Problem` for whoever has none, or asks too often."""
    bearer = _bearer(services, limiter, _token())
    pause(limiter.asked(str(bearer.party)))
    return bearer


def known_now(services: Services) -> tuple[World, int]:
    """The world that the request is about, as known when it was admitted, and the position it reflects."""
    if "now" not in g:
        g.now = services.samrad.world_and_position(subject(request.view_args))
    found: tuple[World, int] = g.now
    return found


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthenticated("Send a token: «Authorization: Bearer …».")
    return token.strip()


def _bearer(services: Services, limiter: Limiter, token: str) -> Bearer:
    """The bearer. After too many tokens that were not valid, none from that address is even read for a while."""
    address = request.remote_addr
    pause(limiter.is_shut(address))
    try:
        return services.issuers.bearer(token, request.method, lambda: known_now(services)[0].register)
    except InvalidToken as error:
        pause(limiter.failed(address))
        raise _unauthenticated(str(error), "invalid_token") from None
    except NotInScope as error:
        how = f'Bearer realm="samrad", error="insufficient_scope", scope="{error.scope}"'
        raise Problem(403, "not-yours", str(error), headers={"WWW-Authenticate": how}) from None
    except Unavailable as error:
        wait = {"Retry-After": str(max(1, math.ceil(error.wait)))}
        raise Problem(503, "overloaded", str(error), headers=wait) from None


def pause(seconds: int | None) -> None:
    """Refuse whoever has to wait so long; None for nobody."""
    if seconds is not None:
        wait = {"Retry-After": str(seconds)}
        raise Problem(429, "too-many", "Too many requests. Please wait.", headers=wait)


def opened(limiter: Limiter, find: Callable[[], Found | None]) -> Found | None:
    """What a secret in an address opens. One that opens nothing counts as a token that is not valid."""
    pause(limiter.is_shut(request.remote_addr))
    found = find()
    if found is None:
        pause(limiter.failed(request.remote_addr))
    return found


def _unauthenticated(detail: str, error: str | None = None) -> Problem:
    how = 'Bearer realm="samrad"' + (f', error="{error}"' if error else "")
    return Problem(401, "unauthenticated", detail, headers={"WWW-Authenticate": how})
