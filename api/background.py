"""What a process that serves does by itself: catching up, so that whoever asks across projects seldom has to wait."""

from __future__ import annotations

import time
from threading import Thread

import structlog
from eventsourcing.persistence import PersistenceError

from api.services import Services

PAUSE, AFTER_A_FAILURE = 1.0, 60.0
"""Seconds between two looks at what is stale."""

log = structlog.get_logger()


def begin(services: Services) -> None:
    """Begin, in a thread that ends with the process."""
    Thread(target=_go_on, args=(services,), name="catching up", daemon=True).start()


def _go_on(services: Services) -> None:
    while True:
        time.sleep(PAUSE if catch_up(services) else AFTER_A_FAILURE)


def catch_up(services: Services) -> bool:
    """Catch up once; whether it could be done. What fails is left to whoever asks, who is then told."""
    try:
        if services.is_ready():
            services.timelines.catch_up()
    except PersistenceError:
        return False
    except Exception as error:  # whatever it is that keeps a project from being worked out
        log.error("not caught up", error=type(error).__name__)
        return False
    return True
