"""How gunicorn serves Samråd: ``gunicorn wsgi:app`` in this folder reads these defaults.

From the environment: ``SAMRAD_BIND`` (host:port or unix:path), ``SAMRAD_WORKERS`` and ``SAMRAD_THREADS``;
on PostgreSQL also ``WEB_CONCURRENCY``, which others call workers.
"""

import os
import re
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

bind = os.environ.get("SAMRAD_BIND", "127.0.0.1:8000")

# On SQLite two workers were slower than one with threads: they wait for each other's write lock.
_several = os.environ.get("SAMRAD_DATABASE", "").startswith("postgres")
workers = int(os.environ.get("SAMRAD_WORKERS") or (os.environ.get("WEB_CONCURRENCY") or "2" if _several else "1"))
worker_class = "gthread"
threads = int(os.environ.get("SAMRAD_THREADS", "8"))

# Connections do not survive a fork: the application is constructed in each worker, never before.
preload_app = False

# The socket would let whoever can open it steer the server; a restart by signal is enough.
control_socket_disable = True

# The heartbeat file: on a disk that stalls, a healthy worker would be killed.
_MEMORY = Path("/dev/shm")  # noqa: S108  # gunicorn makes a file of its own there, with a random name
worker_tmp_dir = str(_MEMORY) if _MEMORY.is_dir() else None

timeout = 60
graceful_timeout = 30
keepalive = 5

# Room for a bearer token and long filters, no more; the size of bodies is the application's to limit.
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190


def post_worker_init(worker: Any) -> None:
    """Let each worker catch up by itself: threads do not survive a fork. One that is to end keeps nobody waiting."""
    from api.services import begin_catching_up, collect_garbage_seldom  # noqa: PLC0415  # the master has no need of the application

    collect_garbage_seldom()
    services = worker.app.callable.extensions["samrad"]
    services.waiting.goes_on = lambda: worker.alive
    begin_catching_up(services)


_SECRET = re.compile(r"(?<=/kalender/)[^\s\"]+")


class Discreet(Logger):
    """gunicorn's own lines, without the pieces of requests that it would quote, and the addresses they came from."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """A warning."""
        quotes = msg.startswith("Invalid request from")
        super().warning("Invalid request." if quotes else msg, *(() if quotes else args), **kwargs)

    def atoms(self, *request: Any) -> dict[str, Any]:
        """What an access log can tell of a request: no address of a calendar, since it is a secret."""
        told: dict[str, Any] = super().atoms(*request)
        return {name: _SECRET.sub("…", what) if isinstance(what, str) else what for name, what in told.items()}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """A failure, with its traceback."""
        quotes = msg.startswith("Error handling request")
        super().exception("Error handling a request." if quotes else msg, *(() if quotes else args), **kwargs)


logger_class = Discreet

# Off: the application logs each request itself, without what is personal.
accesslog = None
errorlog = "-"
loglevel = "info"
