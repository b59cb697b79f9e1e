"""A disk with no room left under SQLite: what is acknowledged is kept, what is refused is not, and reading goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from unittest.mock import ANY
from uuid import UUID

import pytest

from api.http import logs
from api.register.seed import load_register
from api.services import Services
from api.settings import Settings
from projections.store.chain import Whole, verify
from tests.support.cast import FAGFORBUNDET, KRISTIANSUND, Office
from tests.support.scene import Scene
from tests.support.server import ROOT, Server, Told
from tests.support.stores import copied, settings_in, unmade_in

pytestmark = pytest.mark.sqlite
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
FIRST = date(2030, 1, 1)


# Disks


class Disk(Protocol):
    """A place that can be filled."""

    folder: Path

    def fill(self, server: Server) -> None:
        """Leave little room."""

    def give_room(self, server: Server) -> None:
        """Let there be room again."""


class Limited:
    """A folder in which the server's files may grow no more, by a limit of its process: needs no rights."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, server: Server) -> None:
        """No file may be larger than the largest is."""
        largest = max(file.stat().st_size for file in (self.folder / "store").iterdir())
        resource.prlimit(server.workers[0].pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    def give_room(self, server: Server) -> None:
        """They may grow again."""
        resource.prlimit(server.workers[0].pid, resource.RLIMIT_FSIZE, UNLIMITED)


class Small:
    """A file system of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], check=False)
        if done.returncode:
            pytest.skip("Mounting is not allowed here.")

    def fill(self, server: Server | None = None) -> None:
        """Another file takes what room there is but a quarter of a megabyte."""
        with (self.folder / "other").open("wb") as other:
            other.write(b"x" * (63 * 2**20 - sum(file.stat().st_size for file in (self.folder / "store").iterdir())))

    def give_room(self, server: Server | None = None) -> None:
        """The other file is thrown away."""
        (self.folder / "other").unlink()

    def unmount(self) -> None:
        """Be no more."""
        subprocess.run(["umount", "-l", self.folder], check=True)


@pytest.fixture(params=["limit", "file system"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """One of each kind."""
    if request.param == "limit":
        yield Limited(tmp_path)
        return
    small = Small(tmp_path / "disk")
    yield small
    small.unmount()


# Speaking


class Voice:
    """Kristiansund, clarifying from one day after the other, over HTTP; it remembers what it was told."""

    def __init__(self, server: Server, scene: Scene, tokens: dict[str, str]) -> None:
        self.server = server
        self.tokens = tokens
        self.path = f"/api/v1{scene.path}"
        self.recorded: dict[date, int] = {}
        self.refused: list[date] = []

    def speak(self) -> Told:
        """Say the next."""
        day = FIRST + timedelta(days=len(self.recorded) + len(self.refused))
        return self.say(day)

    def say(self, day: date) -> Told:
        """Say something from the day."""
        body = {"from": day.isoformat(), "status": "affected"}
        path = f"{self.path}/participants/1576/affected/delta"
        told = self.server.ask("PUT", path, body, self.tokens[KRISTIANSUND])
        if told.status == 201:
            self.recorded[day] = int(told.headers["X-Position"])
        else:
            self.refused.append(day)
        return told

    def until_refused(self) -> Told:
        """Speak until there is no room, which comes soon."""
        for _ in range(1000):
            told = self.speak()
            if told.status != 201:
                return told
        raise AssertionError("There was always room.")

    def read(self, party: str, path: str) -> Told:
        """The answer to a question."""
        return self.server.ask("GET", f"{self.path}{path}", token=self.tokens[party])

    def until_unanswered(self, party: str, path: str) -> Told:
        """Ask until that cannot be recorded."""
        for _ in range(500):
            told = self.read(party, path)
            if told.status != 200:
                assert is_overloaded(told)
                return told
        raise AssertionError("There was always room.")


@pytest.fixture
def voice(disk: Disk, scene_store: tuple[Path, Scene]) -> Iterator[Voice]:
    """At a server on the disk."""
    kept, scene = scene_store
    env = settings_in(copied(kept, disk.folder / "store"))
    with closing(Office(env)) as office:
        office.clock.instant = datetime.now(UTC)
        tokens = {party: office.token(party) for party in (KRISTIANSUND, FAGFORBUNDET)}
    server = Server(disk.folder, env)
    yield Voice(server, scene, tokens)
    server.close()


def clarified(env: dict[str, str], scene: Scene) -> dict[date, int]:
    """Every clarification since the first day, with its position; the log is whole."""
    with closing(Services(Settings.of(env))) as services:
        assert isinstance(verify(services.store), Whole)
        entries = list(services.samrad.world(UUID(scene.project)).book.all_entries("clarification"))
        return {e.event.from_: e.position for e in entries if e.event.from_ >= FIRST}


def is_overloaded(told: Told) -> bool:
    """Whether it is refused as it should be."""
    return (
        told.status == 503
        and told.headers["Content-Type"] == "application/problem+json"
        and told.json["type"] == "/problems/overloaded"
        and int(told.headers["Retry-After"]) > 0
    )


def test_no_room(disk: Disk, voice: Voice, scene_store: tuple[Path, Scene]) -> None:
    """Whoever speaks is told, whoever asks is answered, but shown no names; and with room again all goes on."""
    voice.speak()
    disk.fill(voice.server)
    refused = voice.until_refused()
    assert is_overloaded(refused)
    position = max(voice.recorded.values())
    for _ in range(3):
        assert voice.speak().headers["X-Position"] == str(position)
        coverage = voice.read(FAGFORBUNDET, "/coverage?at=2030-02-01&pairs=none")
        assert (coverage.status, coverage.headers["X-Position"]) == (200, str(position))
    assert "names persons" in voice.until_unanswered(FAGFORBUNDET, "/appointments?at=2026-11-21").json["detail"]
    assert voice.server.ask("GET", "/readyz").json == {"status": "ready", "position": position}
    workers = voice.server.workers
    refusals = voice.refused[:]
    disk.give_room(voice.server)
    assert voice.say(refusals[0]).status == 201
    assert voice.speak().status == 201
    assert voice.read(FAGFORBUNDET, "/appointments?at=2026-11-21").status == 200
    assert voice.server.workers == workers, "it was not the same that went on"
    assert clarified(settings_in(disk.folder / "store"), scene_store[1]) == voice.recorded
    assert not voice.recorded.keys() & set(refusals[1:])


def test_it_is_told_that_there_is_no_room(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """To whoever speaks, and in the log to whoever can make room."""
    logs.configure_logging("warning")
    registrar = office.as_("registrar")
    with office.services.store.reading() as c:
        c.execute("PRAGMA max_page_count=1")  # as many as there are: of this connection, which is the only one
    position = office.position()
    for number in range(100):
        refused = registrar.put(f"/organisations/ny-{number}", {"name": "Ny", "kind": "organisasjon"})
        if refused.status != 201:
            break
    assert "no room" in refused.refused(503, "overloaded").json["detail"]
    assert office.position() == position + number
    assert '"error": "NoRoom"' in capsys.readouterr().err


def test_no_room_for_the_log_of_requests(tmp_path: Path, scene_store: tuple[Path, Scene]) -> None:
    """Requests are answered all the same."""
    kept, scene = scene_store
    env = settings_in(copied(kept, tmp_path / "store"))
    with closing(Office(env)) as office:
        office.clock.instant = datetime.now(UTC)
        token = office.token(KRISTIANSUND)
    with closing(Server(tmp_path, {**env, "SAMRAD_LOG_LEVEL": "info"}, Path("/dev/full"))) as server:
        voice = Voice(server, scene, {KRISTIANSUND: token})
        assert [voice.speak().status for _ in range(3)] == [201] * 3
        assert server.ask("GET", "/api/v1/nowhere", token=token).status == 404
    assert clarified(env, scene) == voice.recorded


# Commands


def commanded(env: dict[str, str], *arguments: str, largest: int = resource.RLIM_INFINITY) -> tuple[int, str]:
    """How a command ends, and what it prints, where no file may be larger."""
    done = subprocess.run(
        [sys.executable, "-c", "from api.cli.main import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, **env, "PYTHONIOENCODING": "utf-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY)),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("command", "largest"), [("init", 0), ("init", 200_000), ("demo", 900_000)])
def test_a_command_without_room(tmp_path: Path, command: str, largest: int) -> None:
    """Says so in a sentence, and with room again does what is left to do."""
    env = unmade_in(tmp_path / "var")
    ended, printed = commanded(env, command, largest=largest)
    assert ended == 1, printed
    assert "Traceback" not in printed
    assert printed.splitlines()[-1].startswith("Error: "), printed
    assert commanded(env, command) == (0, ANY)
    with closing(Services(Settings.of(env))) as services:
        assert not load_register(services.samrad)
        assert isinstance(verify(services.store), Whole)


def test_a_command_on_a_full_file_system(tmp_path: Path) -> None:
    """Says that there is no room."""
    small = Small(tmp_path / "disk")
    try:
        env = unmade_in(small.folder / "store")
        (small.folder / "store").mkdir()
        small.fill()
        ended, printed = commanded(env, "init")
        assert ended == 1
        assert "Det er ikke plass" in printed, printed
        small.give_room()
        assert commanded(env, "init") == (0, ANY)
    finally:
        small.unmount()
