"""The store on PostgreSQL: many processes, lost connections, a server that dies."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psutil
import psycopg
import pytest
from eventsourcing.persistence import OperationalError
from psycopg import errors

from api.services import Services
from api.settings import Settings
from domain.application import Samrad
from domain.log.drafts import Draft
from domain.log.errors import Conflict
from domain.log.ports import NoRoom, Uncertain
from domain.log.statements import REGISTER, Party
from domain.register.events import EmployerRegistered
from projections.store import postgres
from projections.store.chain import Whole, verify
from projections.store.database import beside, database
from projections.store.failures import translated
from tests.support.cast import Office
from tests.support.stores import Server, asked, raw, server, settings_in
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.postgresql
REGISTRAR = Party("registrar")


def register(samrad: Samrad, who: UUID) -> int:
    """The registrar registers an employer; the position of that."""
    rest = {"kind": "annen", "name": "Ny", "kommunenummer": None, "orgnr": None, "from_": None, "until": None}
    return samrad.say(
        REGISTER, REGISTRAR, uuid4(), lambda _: [Draft(EmployerRegistered, {"employer": who, **rest})]
    ).position


def registered(samrad: Samrad) -> dict[UUID, int]:
    """Every employer in the log, with its position."""
    entries = samrad.entries(REGISTER, 0, samrad.position())
    return {entry.event.content["employer"]: entry.position for entry in entries}


# Writers that meet misfortune


class Fates:
    """What came of what several threads said, as they were told."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.recorded: dict[UUID, int] = {}
        self.refused: set[UUID] = set()
        self.uncertain: set[UUID] = set()
        self.other: list[BaseException] = []
        self._over = threading.Event()

    @contextmanager
    def unfolding(self, threads: int = 4) -> Iterator[None]:
        """While threads write."""
        writers = [threading.Thread(target=self._write) for _ in range(threads)]
        for writer in writers:
            writer.start()
        try:
            yield
        finally:
            self._over.set()
            for writer in writers:
                writer.join()

    def _write(self) -> None:
        while not self._over.is_set():
            who = uuid4()
            try:
                self.recorded[who] = register(self.services.samrad, who)
            except Uncertain:
                self.uncertain.add(who)
            except (OperationalError, Conflict):
                self.refused.add(who)
                time.sleep(0.01)
            except BaseException as error:
                self.other.append(error)
                raise

    def wait_for(self, more: int) -> None:
        """Until so many more have been recorded."""
        enough = len(self.recorded) + more
        until(lambda: len(self.recorded) >= enough, lambda: "The service does not answer again.")

    def are_true(self) -> None:
        """What was acknowledged is there, what was refused is not, and the chain goes through it all."""
        there = registered(self.services.samrad)
        assert not self.other
        assert {who: there.get(who) for who in self.recorded} == self.recorded
        assert not self.refused & there.keys()
        assert there.keys() <= self.recorded.keys() | self.uncertain
        assert isinstance(verify(self.services.store), Whole)


@pytest.fixture
def fates(tmp_path: Path) -> Iterator[Fates]:
    """In an empty store."""
    services = Services(Settings.of(settings_in(tmp_path)))
    services.create()
    yield Fates(services)
    services.close()


def test_dropped_connections(fates: Fates) -> None:
    """Are survived, whenever they are dropped; and none is left in a transaction."""
    url = fates.services.settings.database
    with fates.unfolding():
        for _ in range(40):
            fates.wait_for(2)
            server().do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(url)}'")
    fates.are_true()
    assert not fates.uncertain, "the server was there to be asked"
    states = server().do(f"SELECT state FROM pg_stat_activity WHERE datname = '{name_of(url)}'")
    assert {state for (state,) in states} <= {"idle", "active", None}


def name_of(url: str) -> str:
    """The database of a URL."""
    return str(asked(url, "SELECT current_database() AS name")[0][0])


def test_a_read_that_meets_a_dropped_connection(fates: Fates) -> None:
    """Is asked again, and answered."""
    url = fates.services.settings.database
    for _ in range(10):
        position = register(fates.services.samrad, uuid4())
        server().do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(url)}'")
        assert fates.services.samrad.position() == position


@pytest.fixture
def frail() -> Iterator[Server]:
    """A server of the test's own, to be killed; as durable as any."""
    server = Server()
    yield server
    server.stop()


def kill(frail: Server) -> None:
    """kill -9 of the postmaster and all its processes."""
    postmaster = psutil.Process(frail.pid)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        with suppressed():
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=PATIENCE)


@contextmanager
def suppressed() -> Iterator[None]:
    """Whoever is gone already is gone."""
    try:
        yield
    except psutil.NoSuchProcess:
        return


def test_a_server_that_is_killed(frail: Server) -> None:
    """What was acknowledged survives, what was refused is not there, and the service answers again by itself."""
    services = Services(Settings.of({"SAMRAD_DATABASE": frail.url("samrad"), "SAMRAD_KEYS": ""}))
    services.create()
    fates = Fates(services)
    with closing(services):
        with fates.unfolding():
            for _ in range(3):
                fates.wait_for(50)
                kill(frail)
                before = len(fates.refused)
                until(lambda before=before: len(fates.refused) > before)
                frail.restart()
            fates.wait_for(50)
        fates.are_true()


def test_a_server_that_is_gone(frail: Server) -> None:
    """Is told at once, as a store that is not there; and back with the next request."""
    env = {"SAMRAD_DATABASE": frail.url("samrad"), "SAMRAD_KEYS": "", "SAMRAD_LOG_LEVEL": "error"}
    office = Office(env)
    with closing(office):
        office.services.create()
        registrar = office.as_("registrar")
        registrar.get("/organisations").expect(200)
        kill(frail)
        registrar.get("/organisations").refused(503, "overloaded")
        registrar.put("/organisations/ny", {"name": "Ny", "kind": "organisasjon"}).refused(503, "overloaded")
        office.stranger.get("/readyz").refused(503, "overloaded")
        office.stranger.get("/healthz").expect(200)
        frail.restart()
        assert registrar.get("/organisations").expect(200).json == []
        office.stranger.get("/readyz").expect(200)


# A commit nobody heard the end of


def broken_commit(moment: str) -> Callable[..., None]:
    """A commit whose connection breaks before it, or after it."""

    def commit(connection: postgres.Connection, _: object) -> None:
        with connection.pipeline():
            connection.execute("COMMIT" if moment == "after" else "ROLLBACK")
        connection.close()
        monkey.undo()
        raise Uncertain("gone")

    monkey = pytest.MonkeyPatch()
    monkey.setattr(postgres, "_commit", commit)
    return monkey.undo


def test_a_commit_that_was_done_is_acknowledged(fates: Fates) -> None:
    """The log is asked, on another connection."""
    register(fates.services.samrad, uuid4())
    broken_commit("after")
    who = uuid4()
    assert register(fates.services.samrad, who) == 2
    assert registered(fates.services.samrad)[who] == 2


def test_a_commit_that_was_not_done_is_refused(fates: Fates) -> None:
    """Likewise."""
    register(fates.services.samrad, uuid4())
    broken_commit("before")
    with pytest.raises(OperationalError, match="nothing was recorded"):
        register(fates.services.samrad, uuid4())
    assert fates.services.samrad.position() == 1


NEW = {"name": "Ny", "kind": "organisasjon"}


def test_a_commit_that_nobody_knows_of(bare_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told as just that."""
    registrar = bare_office.as_("registrar")
    monkeypatch.setattr(postgres, "_commit", lambda *_: (_ for _ in ()).throw(Uncertain("gone")))
    refused = registrar.put("/organisations/ny", NEW).refused(503, "overloaded")
    assert "recorded or not" in refused.json["detail"]
    assert refused.headers["Retry-After"]
    monkeypatch.undo()
    registrar.put("/organisations/ny", NEW).expect(201)


def test_what_is_recorded_is_not_refused_afterwards(bare_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the store is lost before there is an answer."""
    registrar = bare_office.as_("registrar")
    registrar.put("/organisations/eldre", NEW).expect(201)
    lost = OperationalError("gone")
    monkeypatch.setattr("api.http.statements.warnings_of", lambda *_: (_ for _ in ()).throw(lost))
    refused = registrar.put("/organisations/ny", NEW).refused(503, "overloaded")
    assert "recorded or not" in refused.json["detail"]
    monkeypatch.undo()
    registrar.get("/organisations/ny").expect(200)


# Waiting


def test_a_lock_that_is_held_too_long(bare_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, and nothing is recorded; reading goes on meanwhile."""
    monkeypatch.setitem(postgres.TIMEOUTS, "lock_timeout", "100ms")
    registrar = bare_office.as_("registrar")
    bare_office.services.store.close()  # so that its connections are made anew
    with closing(database(bare_office.env["SAMRAD_DATABASE"])) as other, other.transaction(in_turn=True):
        refused = registrar.put("/organisations/ny", NEW).refused(503, "overloaded")
        assert "try again" in refused.json["detail"]
        registrar.get("/organisations").expect(200)
        assert bare_office.position() == 0
    registrar.put("/organisations/ny", NEW).expect(201)
    assert bare_office.position() == 1


def test_more_threads_than_connections(fates: Fates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for each other."""
    monkeypatch.setattr(postgres, "PATIENCE", PATIENCE)
    with fates.unfolding(threads=3 * postgres.SIZE):
        fates.wait_for(100)
    fates.are_true()
    assert not fates.refused


# Erasing


def test_keys_that_are_being_read(fates: Fates) -> None:
    """Are not waited for long; the next who erases sees to it."""
    keys = fates.services.keys
    keys.put("secret", b"the key itself")
    with closing(database(fates.services.settings.keys)) as other, other.snapshot() as c:
        c.execute("SELECT name FROM keys")
        keys.delete("secret")
        assert keys.get("secret") is None
        assert not keys.flush()
    assert keys.flush()
    assert b"the key itself" not in raw(fates.services.settings.keys)


# Room


def test_a_server_with_a_full_disk() -> None:
    """Is told apart from one that is busy."""
    with pytest.raises(NoRoom, match="no space"), translated(psycopg.Error, *postgres._PASSING):
        raise errors.DiskFull("no space left on device")


# Addresses


def test_keys_lie_beside_the_store() -> None:
    """In a database of their own, on the same server."""
    assert (
        beside("postgresql://u:p@h:5433/samrad?sslmode=require")
        == "postgresql://u:p@h:5433/samrad-keys?sslmode=require"
    )
    for nameless in ("postgresql://h", "postgresql:///?host=/run"):
        with pytest.raises(ValueError, match="SAMRAD_KEYS"):
            beside(nameless)


def test_nothing_secret_is_told() -> None:
    """Neither of a URL that is good, nor of one that is not."""
    assert database("postgresql://samrad:hemmelig@db.example/samrad").place == "postgresql://db.example/samrad"
    with pytest.raises(ValueError, match="cannot be read") as refused:
        database("postgresql://samrad:hemmelig@db.example/samrad?hemmelig=1")
    assert "hemmelig" not in str(refused.value)


def test_keys_and_store_are_apart() -> None:
    """Or a copy of one would be a copy of both."""
    with pytest.raises(ValueError, match="another place"):
        Settings.of({"SAMRAD_DATABASE": "postgresql://h/samrad", "SAMRAD_KEYS": "postgresql://h/samrad"})


@pytest.mark.postgresql
def test_a_database_that_somebody_makes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between finding that it is not there and asking the server: whoever came second goes on with it."""
    url = Settings.of(settings_in(tmp_path)).database
    mine, theirs = postgres.Postgres(f"{url}x" if "?" not in url else url.replace("?", "x?", 1)), []

    def meanwhile(self: postgres.Postgres) -> bool:
        theirs.append(self)
        if len(theirs) == 1:
            mine._make()
        return False

    monkeypatch.setattr(postgres.Postgres, "_lacks_database", meanwhile)
    mine.prepare()
    assert theirs == [mine]
    assert not mine.exists("log")
    mine.close()
