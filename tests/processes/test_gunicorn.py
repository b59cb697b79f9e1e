"""What gunicorn is told."""

from __future__ import annotations

import logging
import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

from api import services as services_module
from api.http.long_poll import Waiting

CONFIGURATION = Path(__file__).parents[2] / "gunicorn.conf.py"


def told(monkeypatch: pytest.MonkeyPatch, **env: str) -> dict[str, Any]:
    """The settings, in an environment."""
    for name in ("SAMRAD_DATABASE", "SAMRAD_WORKERS", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(CONFIGURATION))


@pytest.mark.parametrize(
    ("env", "workers"),
    [
        ({}, 1),
        ({"WEB_CONCURRENCY": "4"}, 1),
        ({"SAMRAD_WORKERS": "3"}, 3),
        ({"SAMRAD_DATABASE": "postgresql://h/samrad"}, 2),
        ({"SAMRAD_DATABASE": "postgres://h/samrad", "WEB_CONCURRENCY": "4"}, 4),
        ({"SAMRAD_DATABASE": "postgresql://h/samrad", "WEB_CONCURRENCY": "4", "SAMRAD_WORKERS": "3"}, 3),
    ],
)
def test_processes(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], workers: int) -> None:
    """One on SQLite, whose writers only wait for each other; several on PostgreSQL."""
    assert told(monkeypatch, **env)["workers"] == workers


def test_nothing_is_opened_before_the_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections would not survive it."""
    settings = told(monkeypatch)
    assert not settings["preload_app"]
    assert settings["worker_class"] == "gthread"


def test_each_worker_catches_up_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the services of its own application; once it is to end, nobody is kept waiting."""
    begun: list[object] = []
    monkeypatch.setattr(services_module, "begin_catching_up", begun.append)
    services = SimpleNamespace(waiting=Waiting(1))
    application = SimpleNamespace(callable=SimpleNamespace(extensions={"samrad": services}))
    worker = SimpleNamespace(app=application, alive=True)
    told(monkeypatch)["post_worker_init"](worker)
    assert begun == [services]
    assert services.waiting.goes_on()
    worker.alive = False
    assert not services.waiting.goes_on()


SECRET = "q7Vw-3bN_secret"
LOGGED = '%(r)s "%(U)s" "%({raw_uri}e)s" "%(f)s" "%({path_info}e)s" %(s)s'


@pytest.mark.parametrize(
    "path", [f"/kalender/{SECRET}.ics", f"/kalender/{SECRET}", f"/kalender/{SECRET}.ics?x={SECRET}"]
)
def test_an_access_log_tells_no_address_of_a_calendar(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    """Should somebody turn it on; other addresses are told as they are."""
    config = Config()
    for name, value in (("accesslog", "-"), ("access_log_format", LOGGED)):
        config.set(name, value)
    logger = told(monkeypatch)["Discreet"](config)
    monkeypatch.setattr(logger.access_log, "handlers", [caplog.handler])
    caplog.set_level(logging.INFO, "gunicorn.access")
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    for asked in (path, "/healthz"):
        environ = {"REQUEST_METHOD": "GET", "RAW_URI": asked, "PATH_INFO": asked, "SERVER_PROTOCOL": "HTTP/1.1"}
        environ["HTTP_REFERER"] = f"http://127.0.0.1:8000{asked}"
        logger.access(answer, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))
    masked, plain = caplog.messages
    assert masked == (
        'GET /kalender/… HTTP/1.1 "/kalender/…" "/kalender/…" "http://127.0.0.1:8000/kalender/…" "/kalender/…" 200'
    )
    assert plain.startswith('GET /healthz HTTP/1.1 "/healthz"')
