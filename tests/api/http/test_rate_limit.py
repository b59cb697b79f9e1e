"""Limits: counted for all processes together where the setting says so, and kinder to nobody who guesses."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from api.http.rate_limit import OwnStorage, SharedStorage
from tests.support.cast import DELTA, FAGFORBUNDET, TEKNA, Office
from tests.support.scene import Scene
from tests.support.stores import copied, settings_in
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.worked_out
ROOT = Path(__file__).parents[3]
ASKED = "/organisations/delta"
Open = Callable[..., Office]


@pytest.fixture
def opened(scene_store: tuple[Path, Scene], tmp_path: Path) -> Iterator[Open]:
    """Opens offices on one store, as processes would."""
    copied(scene_store[0], tmp_path / "store")
    offices: list[Office] = []

    def open_(**other: str) -> Office:
        offices.append(Office({**settings_in(tmp_path / "store"), **other}))
        return offices[-1]

    yield open_
    for office in offices:
        office.close()


def bad(office: Office, address: str = "192.0.2.1", token: str = "a.b.c") -> int:
    """The status of a request with a token that is not valid."""
    caller = office.stranger
    headers = {"Authorization": f"Bearer {token}"}
    return caller.open("GET", ASKED, headers=headers, environ_overrides={"REMOTE_ADDR": address}).status


def test_two_applications_share_a_limit(opened: Open, tmp_path: Path) -> None:
    """What one has answered, the other has counted."""
    shared = {"SAMRAD_RATE_LIMIT": "4/minute", "SAMRAD_RATE_STORE": f"sqlite:///{tmp_path}/rates.db"}
    one, other = opened(**shared), opened(**shared)
    for office in (one, other, one, other):
        office.as_(FAGFORBUNDET).get(ASKED).expect(200)
    for office in (one, other):
        refused = office.as_(FAGFORBUNDET).get(ASKED).refused(429, "too-many")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        office.as_(TEKNA).get(ASKED).expect(200)
    assert stat.S_IMODE((tmp_path / "rates.db").stat().st_mode) == 0o600


def test_each_counts_for_itself_in_memory(opened: Open) -> None:
    """Unless told otherwise."""
    one, other = opened(SAMRAD_RATE_LIMIT="1/minute"), opened(SAMRAD_RATE_LIMIT="1/minute")
    for office in (one, other):
        office.as_(DELTA).get(ASKED).expect(200)
        office.as_(DELTA).get(ASKED).refused(429, "too-many")


HITS = """
import sys
from pathlib import Path
from limits import parse
from limits.strategies import FixedWindowRateLimiter
from api.http.rate_limit import SharedStorage
limiter, limit = FixedWindowRateLimiter(SharedStorage(Path(sys.argv[1]))), parse("100/day")
print(sum(limiter.hit(limit, "party", "auditor") for _ in range(200)))
"""


def test_processes_share_a_limit(tmp_path: Path) -> None:
    """Exactly so many get through, among four at once."""
    command = [sys.executable, "-c", HITS, str(tmp_path / "rates.db")]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert sum(int(process.communicate(timeout=PATIENCE)[0]) for process in running) == 100


def test_a_window_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it has run out, which is told beforehand; and old counts are swept away."""
    now = time.time()
    monkeypatch.setattr("api.http.rate_limit.time.time", lambda: now)
    storage = SharedStorage(tmp_path / "rates.db")
    limiter, limit = FixedWindowRateLimiter(storage), parse("2/second")
    assert storage.check()
    assert [limiter.hit(limit, "a") for _ in range(3)] == [True, True, False]
    assert not limiter.test(limit, "a")
    assert limiter.test(limit, "b")
    assert limiter.get_window_stats(limit, "a").reset_time == now + 1
    now += 1.05
    assert limiter.hit(limit, "a")
    now += 1.05
    storage._swept = 0.0
    limiter.hit(limit, "b")
    with sqlite3.connect(tmp_path / "rates.db") as store:
        assert store.execute("SELECT COUNT(*) FROM counts").fetchone() == (1,)
    storage.clear(limit.key_for("b"))
    assert storage.get(limit.key_for("b")) == 0
    assert storage.reset() == 0


def test_a_window_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Likewise, and without a thread that waits for its end."""
    now = time.time()
    monkeypatch.setattr("api.http.rate_limit.time.time", lambda: now)
    storage, threads = OwnStorage(), threading.active_count()
    limiter, limit = FixedWindowRateLimiter(storage), parse("2/minute")
    assert storage.check()
    assert [limiter.hit(limit, "a") for _ in range(3)] == [True, True, False]
    assert not limiter.test(limit, "a")
    assert limiter.test(limit, "b")
    assert limiter.get_window_stats(limit, "a").reset_time == now + 60
    now += 60
    assert limiter.hit(limit, "a")
    now += 61
    limiter.hit(limit, "b")
    assert list(storage._counts) == [limit.key_for("b")]
    storage.clear(limit.key_for("b"))
    assert storage.get(limit.key_for("b")) == storage.reset() == 0
    assert threading.active_count() == threads


def test_a_store_that_fails_stops_nobody(opened: Open, tmp_path: Path) -> None:
    """Limits protect the service, and must not end it."""
    (tmp_path / "rates.db").write_bytes(b"no database at all " * 100)
    office = opened(SAMRAD_RATE_LIMIT="1/minute", SAMRAD_RATE_STORE=f"sqlite:///{tmp_path}/rates.db")
    for _ in range(2):
        office.as_(DELTA).get(ASKED).expect(200)
    assert bad(office) == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"SAMRAD_RATE_LIMIT": "many"},
        {"SAMRAD_RATE_STORE": "redis://127.0.0.1"},
        {"SAMRAD_PROXIES": "-1"},
        *({"SAMRAD_BODY_TIMEOUT": number} for number in ("0", "-1", "nan", "inf", "soon")),
    ],
)
def test_a_setting_that_cannot_be_read_stops_the_start(opened: Open, wrong: dict[str, str]) -> None:
    """And not the first request."""
    with pytest.raises(ValueError, match=r"."):
        opened(**wrong)


def test_guessing_is_slow(opened: Open) -> None:
    """After so many tokens that are not valid, none from that address is read; others go on."""
    office = opened(SAMRAD_FAILED_LIMIT="3/minute")
    assert [bad(office) for _ in range(5)] == [401, 401, 401, 429, 429]
    assert bad(office, token=office.token(DELTA)) == 429
    assert bad(office, "192.0.2.2") == 401
    assert bad(office, "192.0.2.3", office.token(DELTA)) == 200
    refused = office.as_(DELTA).open("GET", ASKED, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
    assert 1 <= int(refused.refused(429, "too-many").headers["Retry-After"]) <= 60


def test_a_subscribers_addresses_are_one(opened: Open) -> None:
    """Whoever has an IPv6 address has very many of them."""
    office = opened(SAMRAD_FAILED_LIMIT="2/minute")
    assert [bad(office, f"2001:db8:1:2::{number}") for number in range(3)] == [401, 401, 429]
    assert bad(office, "2001:db8:1:3::1") == 401


def test_no_token_is_no_guess(opened: Open) -> None:
    """Programs that have forgotten theirs harm nobody behind the same address."""
    office = opened(SAMRAD_FAILED_LIMIT="1/minute")
    for _ in range(3):
        office.stranger.get(ASKED).refused(401, "unauthenticated")
    assert bad(office, "127.0.0.1", office.token(DELTA)) == 200


def test_the_word_of_a_proxy_is_taken_only_where_there_is_one(opened: Open) -> None:
    """Else everybody could say to be somebody else."""

    def statuses(office: Office) -> list[int]:
        headers = {"Authorization": "Bearer a.b.c"}
        given = [{**headers, "X-Forwarded-For": f"10.0.0.9, 192.0.2.{number}"} for number in range(3)]
        return [office.stranger.open("GET", ASKED, headers=each).status for each in given]

    assert statuses(opened(SAMRAD_FAILED_LIMIT="1/minute")) == [401, 429, 429]
    assert statuses(opened(SAMRAD_FAILED_LIMIT="1/minute", SAMRAD_PROXIES="1")) == [401, 401, 401]
    assert statuses(opened(SAMRAD_FAILED_LIMIT="1/minute", SAMRAD_PROXIES="2")) == [401, 429, 429]
