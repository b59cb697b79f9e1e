"""Where a process keeps things, and its limits, as the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nan

from api.auth.jwks import Trust, trusted
from domain.people.retention import Age
from projections.store.database import beside, database


def at_least(least: float, name: str, given: str | float) -> float:
    """The number of a setting. Raises :class:`ValueError`."""
    try:
        number = float(given)
    except ValueError:
        number = nan
    if not least <= number < inf:
        raise ValueError(f"{name} is a number, {least:g} or more.")
    return number


@dataclass(frozen=True)
class Settings:
    """Where things are kept, and the limits of the service."""

    database: str
    """A URL; so is the next."""
    keys: str
    rate_limit: str
    log_level: str
    rate_store: str = "memory://"
    failed_limit: str = "10000/minute"
    proxies: int = 0
    body_timeout: float = 30.0
    issuers: tuple[Trust, ...] = ()
    retention: Age | None = None
    """How long details are kept after a person's last term, where that has been decided."""
    waiting: int = 4
    """How many requests may wait for something to be recorded: half of the threads."""

    @classmethod
    def of(cls, env: Mapping[str, str] | None = None) -> Settings:
        """The settings in the environment (``SAMRAD_DATABASE``, ``SAMRAD_KEYS``, and limits)."""
        env = os.environ if env is None else env
        store = env.get("SAMRAD_DATABASE") or "sqlite:///var/samrad.db"
        keys = env.get("SAMRAD_KEYS") or beside(store)
        if keys == store:
            raise ValueError("SAMRAD_KEYS is another place than SAMRAD_DATABASE, so that a copy of one tells nothing.")
        database(store), database(keys)  # nothing is opened yet, but what is no database is refused
        limit, level = env.get("SAMRAD_RATE_LIMIT") or "2000/second", env.get("SAMRAD_LOG_LEVEL") or "info"
        return cls(
            store,
            keys,
            limit,
            level,
            env.get("SAMRAD_RATE_STORE") or cls.rate_store,
            env.get("SAMRAD_FAILED_LIMIT") or cls.failed_limit,
            int(at_least(0, "SAMRAD_PROXIES", env.get("SAMRAD_PROXIES") or cls.proxies)),
            at_least(0.1, "SAMRAD_BODY_TIMEOUT", env.get("SAMRAD_BODY_TIMEOUT") or cls.body_timeout),
            trusted(env.get("SAMRAD_ISSUERS")),
            Age.of(env["SAMRAD_RETENTION"]) if env.get("SAMRAD_RETENTION") else None,
            int(at_least(1, "SAMRAD_THREADS", env.get("SAMRAD_THREADS") or 2 * cls.waiting)) // 2,
        )
