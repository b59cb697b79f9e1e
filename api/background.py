"""What a process that serves does by itself: catching up, so that whoever asks across projects seldom has to wait."""

from __future__ import annotations

import time
from threading import Thread

import structlog
from eventsourcing.persistence import PersistenceError

from api.services import Services

PAUSE, AFTER_A_FAILURE = 1.0, 60.0
"""Seconds between two looks at what is stale, at least."""
SHARE = 0.1
"""Of the time at most, so that whoever is asking or recording hardly notices."""

log = structlog.get_logger()


def begin(services: Services) -> None:
    """Begin, in a thread that ends with the process."""
    Thread(target=_go_on, args=(services,), name="catching up", daemon=True).start()


def _go_on(services: Services) -> None:
    while True:
        begun = time.monotonic()
        done = catch_up(services)
        time.sleep(pause(time.monotonic() - begun) if done else AFTER_A_FAILURE)


def pause(spent: float) -> float:
    """For how long to do nothing after so many seconds of catching up.

    >>> pause(0.001), pause(2.0)
    (1.0, 18.0)
    """
    return max(PAUSE, spent / SHARE - spent)


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
