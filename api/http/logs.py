"""Logs: one JSON object a line on standard error, and never anything that somebody sent."""

from __future__ import annotations

import logging
import sys
import traceback
from contextlib import suppress

import structlog


class Lossy(structlog.WriteLogger):
    """Loses a line that cannot be written, on a disk that is full: it must not take the request with it."""

    def msg(self, message: str) -> None:
        """Write the line, if that can be done."""
        with suppress(OSError):
            super().msg(message)

    debug = info = warning = error = exception = critical = msg


def configure_logging(level: str) -> None:
    """Write from this level on (``debug``, ``info``, ``warning``, ``error``)."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: Lossy(sys.stderr),
        cache_logger_on_first_use=False,
    )


def error_places(error: BaseException) -> list[str]:
    """Where it failed, without messages and values: these may hold what somebody sent."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
