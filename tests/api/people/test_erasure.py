"""Erasing somebody: nothing of them is left in any file, and coverage is what it was. A crash leaves nothing amiss."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.services import Services
from api.settings import Settings
from domain.people.port import Details
from tests.support import stores
from tests.support.cast import DELTA, FAGFORBUNDET, KARI, KRISTIANSUND, Office, new_id
from tests.support.scene import START, Scene
from tests.support.stores import asked, on_postgresql, written

ROOT = Path(__file__).parents[3]
CANARY = {"name": "Kanarifugl Eksempel", "email": "kanarifugl@example.org", "phone": "+47 98 76 54 32"}
DAYS = ("2018-12-31", START, "2019-12-31", "2020-01-01", "2026-11-21", "2040-01-01")


def raw(scene: Scene) -> bytes:
    """Every byte of store and keys, with all that SQLite keeps beside them."""
    settings = scene.office.services.settings
    return stores.raw(settings.database) + stores.raw(settings.keys)


def row(scene: Scene, person: str) -> tuple[Any, ...]:
    """The person's row."""
    query = "SELECT sealed, restricted_from, party FROM people WHERE id=?"
    return asked(scene.office.services.settings.database, query, UUID(person).hex)[0]


def sealed_traces(sealed: list[bytes]) -> list[bytes]:
    """What no key opens any more and must be gone at once; PostgreSQL sees to it in its own time."""
    return [] if on_postgresql() else sealed


def key(scene: Scene, person: str) -> bytes | None:
    """The person's key."""
    return scene.office.services.keys.get(UUID(person).hex)


def test_nothing_is_left_in_any_file(scene: Scene) -> None:
    """Neither name, nor address, nor number, nor key, nor what the key opened: as given first, and as corrected."""
    made = scene.appoint(person=CANARY).expect(201).json["person"]["id"]
    corrected = {**CANARY, "name": "Papegøye Eksempel"}
    before = row(scene, made)[0]
    scene.fagforbundet.put(f"/people/{made}", corrected).expect(200)
    scene.fagforbundet.put(f"/people/{made}/restriction", {"from": "2026-01-01"}).expect(201)
    secret = key(scene, made)
    assert secret is not None
    assert secret in raw(scene)
    sealed = [before, row(scene, made)[0]]
    scene.fagforbundet.delete(f"/people/{made}").expect(204)
    assert row(scene, made) == (None, None, row(scene, scene.kari)[2])
    assert key(scene, made) is None
    left = raw(scene)
    for word in (*CANARY.values(), corrected["name"], "Kanarifugl", "kanarifugl"):
        assert word.encode() not in left
    assert not [trace for trace in (secret, base64.urlsafe_b64decode(secret), *sealed_traces(sealed)) if trace in left]


def test_many_come_and_go(scene: Scene) -> None:
    """However the pages of the files are divided meanwhile, of those erased nothing is left."""
    services = scene.office.services
    people = [uuid4() for _ in range(300)]
    for person in people:
        written(services.store, services.people.adding(person, "organisation:x", Details(str(person))))
    keys = {person: services.keys.get(person.hex) for person in people}
    for person in people[::10]:
        services.people.erase(person)
    left = raw(scene)
    assert {person for person in people if (keys[person] or b"") in left} == set(people) - set(people[::10])


def test_appointments_and_coverage_stand(scene: Scene) -> None:
    """On every day, for everybody, as they were; but for the name."""

    def shown() -> list[Any]:
        path = f"{scene.path}/coverage"
        return [scene.as_(party).get(path, at=day).json for party in (KRISTIANSUND, DELTA) for day in DAYS]

    before, position = shown(), scene.office.position()
    for person in (scene.kari, scene.ola):
        scene.fagforbundet.delete(f"/people/{person}").expect(204)
    assert shown() == before
    assert scene.office.position() == position
    erased = {"id": scene.kari, "name": None, "erased": True}
    assert scene.owner.get(scene.appointed).json["person"] == erased
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2027-01-01"}).expect(201)


def test_another_process_shows_nothing_either(scene: Scene) -> None:
    """Nothing of anybody is kept in memory."""
    other = Office(scene.office.env)
    assert other.as_(KRISTIANSUND).get(scene.appointed).json["person"]["name"] == KARI["name"]
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    assert other.as_(KRISTIANSUND).get(scene.appointed).json["person"]["name"] is None
    other.as_(FAGFORBUNDET).get(f"/people/{scene.kari}").refused(404, "unknown")
    other.close()


def test_receipts_tell_nothing(scene: Scene) -> None:
    """They are digests with what is not kept: the same body under another key leaves another trace."""
    body = {"organisation": "delta", "person": CANARY, "role": "tillitsvalgt", "scope": "all", "from": START}
    for given in ("one", "two"):
        scene.as_(DELTA).post(f"{scene.path}/appointments", body, Idempotency_Key=given).expect(201)
    receipts = asked(scene.office.services.settings.database, "SELECT key, fingerprint FROM receipts")
    assert len({fingerprint for _, fingerprint in receipts}) == 2
    assert all(len(text) == 32 and int(text, 16) for receipt in receipts for text in receipt)


# Crashes

FLUSHED_NO_TABLE = """
from projections.store.postgres import Postgres
from projections.store.sqlite import SQLite
SQLite.flush = Postgres.flush = lambda self, *tables: bool(tables) or kill()
"""
ROW_WRITTEN = """
from projections.people.details import PeopleStore
adding = PeopleStore.adding
PeopleStore.adding = lambda *person: lambda c, write=adding(*person): (write(c), kill())
"""
KILLED = "import os, signal; kill = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
PROGRAM = """
import sys
from tests.support import stores
from tests.support.cast import Office
office = Office(dict(line.split("=", 1) for line in sys.argv[1].splitlines()))
answer = getattr(office.as_("organisation:fagforbundet"), sys.argv[2])(*eval(sys.argv[3]))
print(answer.status)
"""


def killed(scene: Scene, moment: str, *request: Any) -> None:
    """A request in a process that is killed at that moment."""
    scene.office.close()
    env = "\n".join(f"{name}={value}" for name, value in scene.office.env.items())
    method, *arguments = request
    program = f"{KILLED}{moment}\n{PROGRAM}"
    done = subprocess.run(
        [sys.executable, "-c", program, env, method, repr(arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def reopened(scene: Scene) -> Scene:
    """The scene, after the crash."""
    return scene.in_(Office(scene.office.env))


def counts(settings: Settings) -> Mapping[str, int]:
    """Keys, rows and mentions of persons."""
    missing = "mentions WHERE person NOT IN (SELECT id FROM people WHERE sealed IS NOT NULL)"
    return {
        "keys": count(settings.keys, "keys WHERE length(name) = 32"),
        "rows": count(settings.database, "people"),
        "mentions": count(settings.database, "mentions"),
        "mentioned without a row": count(settings.database, missing),
    }


def count(url: str, rows: str) -> int:
    """How many rows there are."""
    return int(asked(url, f"SELECT COUNT(*) AS number FROM {rows}")[0][0])


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("from projections.people.keys import KeyStore; KeyStore.put = kill", (3, 3, 3)),
        ("import projections.people.details; projections.people.details._sealed = kill", (4, 3, 3)),
        ("from projections.store import recorder; recorder.link = kill", (4, 3, 3)),
        (ROW_WRITTEN, (4, 3, 3)),
        ("from api.http import statements; statements.warnings_of = kill", (4, 4, 4)),
    ],
    ids=["before the key", "after the key", "inside the transaction", "after the row", "after the commit"],
)
def test_no_event_without_its_person(scene: Scene, moment: str, left: tuple[int, int, int]) -> None:
    """The key is written first, then the row and the event together: whatever step a crash comes at."""
    body = {"organisation": "fagforbundet", "person": CANARY, "role": "tillitsvalgt", "scope": "all", "from": START}
    killed(scene, moment, "put", f"{scene.path}/appointments/{new_id()}", body)
    settings = scene.office.services.settings
    found = counts(settings)
    assert (found["keys"], found["rows"], found["mentions"]) == left
    assert found["mentioned without a row"] == 0
    with closing(Services(settings)) as after:
        assert all(each.details for each in after.people.find([UUID(scene.kari), UUID(scene.ola)]).values())


@pytest.mark.parametrize(
    "moment",
    [
        "from projections.people.keys import KeyStore; KeyStore.flush = kill",
        FLUSHED_NO_TABLE,
    ],
    ids=["after the key", "after the row"],
)
def test_an_erasure_that_was_cut_short(scene: Scene, moment: str) -> None:
    """The person is erased from the first step on; asked again, the rest goes too."""
    secret, sealed = key(scene, scene.kari), row(scene, scene.kari)[0]
    assert secret is not None
    killed(scene, moment, "delete", f"/people/{scene.kari}")
    after = reopened(scene)
    assert after.owner.get(scene.appointed).json["person"] == {"id": scene.kari, "name": None, "erased": True}
    after.fagforbundet.get(f"/people/{scene.kari}").refused(404, "unknown")
    after.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    assert row(after, scene.kari)[0] is None
    assert secret not in raw(after)
    assert not [trace for trace in sealed_traces([sealed]) if trace in raw(after)]
    after.office.close()
