"""The chain over the log: what its hashes are of, and that whatever is changed behind the program's back is named."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.services import Services
from api.settings import Settings
from domain.log.drafts import Draft
from domain.log.statements import REGISTER, Party
from domain.register.events import EmployerRegistered
from projections.store import chain
from projections.store.chain import START, Fault, Head, NoChain, Recorded, Whole, link
from projections.store.sqlite import SQLite
from tests.support.cast import TODAY, Clock
from tests.support.stores import settings_in

pytestmark = pytest.mark.sqlite  # the tables are the same elsewhere, but not what can be done to them by hand

EVENTS = 12
KEYS = {"log": "position", "stored_events": "notification_id"}
"""The column that has the position, by table."""
ALL = (
    "SELECT position, recorded_at, subject, originator_id, originator_version, topic, state, hash "
    "FROM log JOIN stored_events ON notification_id = position ORDER BY position"
)
Hands = Callable[[sqlite3.Connection, int], object]
"""What somebody does to the store at a position."""


def register(services: Services, *names: str) -> None:
    """The registrar registers employers, in one transaction."""
    rest = {"kind": "annen", "kommunenummer": None, "orgnr": None, "from_": None, "until": None}
    drafts = [Draft(EmployerRegistered, {"employer": uuid4(), "name": name, **rest}) for name in names]
    services.samrad.say(REGISTER, Party("registrar"), uuid4(), lambda _: drafts)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a dozen events, said one, two and three at a time, a second apart."""
    folder, clock = tmp_path_factory.mktemp("made"), Clock()
    with closing(Services(Settings.of(settings_in(folder)), clock)) as services:
        services.create()
        for names in (("1",), ("2", "3"), ("4", "5", "6"), ("7", "8"), ("9",), ("10", "11"), ("12",)):
            clock.instant += timedelta(seconds=1)
            register(services, *names)
    return folder / "samrad.db"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it, of the test's own."""
    return Path(shutil.copy(made, tmp_path / "samrad.db"))


def verify(store: Path, known: Head | None = None, **other: Any) -> Whole | Fault:
    """What verifying says of a file."""
    with closing(SQLite(f"sqlite:///{store}")) as database:
        return chain.verify(database, known, **other)


def tampered(store: Path, hands: Hands, position: int) -> Whole | Fault:
    """What verifying says after somebody has been there."""
    with closing(sqlite3.connect(store)) as connection, connection:
        hands(connection, position)
    return verify(store)


def everything(store: Path) -> list[tuple[int, str, str, str, int, str, bytes, bytes]]:
    """All that lies in the two tables."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(ALL).fetchall()


# The layout


def test_a_known_answer() -> None:
    """The bytes written out by hand, as the description of the layout has them."""
    recorded = Recorded(
        17, "2026-11-21T12:00:00.000000+00:00", "0a" * 16, "f" * 32, 2, "ClaimMade", b'{"n":"\xc3\xb8"}'
    )
    layout = (
        b"\x00\x00\x00\x00\x00\x00\x00\x0217"
        b"\x00\x00\x00\x00\x00\x00\x00\x202026-11-21T12:00:00.000000+00:00"
        b"\x00\x00\x00\x00\x00\x00\x00\x200a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
        b"\x00\x00\x00\x00\x00\x00\x00\x20ffffffffffffffffffffffffffffffff"
        b"\x00\x00\x00\x00\x00\x00\x00\x012"
        b"\x00\x00\x00\x00\x00\x00\x00\x09ClaimMade"
        b'\x00\x00\x00\x00\x00\x00\x00\x0a{"n":"\xc3\xb8"}'
    )
    assert link(START, recorded) == hashlib.sha256(bytes(32) + layout).digest()
    assert link(START, recorded).hex() == "9d2c7992327b44102c0a180a27efbb2931e36ce0f36108d742302ea5663fb70e"
    assert link(b"\x01" * 32, recorded) == hashlib.sha256(b"\x01" * 32 + layout).digest()


texts = st.text(st.characters(codec="utf-8"), max_size=8)
recordings = st.builds(Recorded, st.integers(), texts, texts, texts, st.integers(), texts, st.binary(max_size=8))


@given(recordings, recordings)
def test_no_two_recordings_are_written_alike(one: Recorded, other: Recorded) -> None:
    """Wherever a letter moves from one field to the next, the hash is another."""
    assert (link(START, one) == link(START, other)) == (one == other)


def test_anybody_can_compute_it_again(made: Path) -> None:
    """From the tables alone, with nothing of the program."""
    previous = bytes(32)
    for *recorded, kept in everything(made):
        fields = [value if isinstance(value, bytes) else str(value).encode() for value in recorded]
        written = b"".join(len(each).to_bytes(8, "big") + each for each in fields)
        previous = hashlib.sha256(previous + written).digest()
        assert previous == kept


# A store that nobody has touched


def test_an_untouched_store_is_whole(store: Path) -> None:
    """And its head is the last hash."""
    assert verify(store) == Whole(EVENTS, Head(EVENTS, everything(store)[-1][-1]))


def test_an_empty_store_is_whole(tmp_path: Path) -> None:
    """Its head vouches for nothing."""
    with closing(Services(Settings.of(settings_in(tmp_path)))) as services:
        services.create()
    assert verify(tmp_path / "samrad.db") == Whole(0, Head(0, START))


def test_thousands_of_events_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reported now and then; a fault far out is found as well."""
    services = Services(Settings.of(settings_in(tmp_path)), Clock(TODAY))
    services.create()
    for _ in range(3):
        register(services, *(str(number) for number in range(1000)))
    services.close()
    monkeypatch.setattr("projections.store.chain.PROGRESS", 1000)
    told: list[int] = []
    found = verify(tmp_path / "samrad.db", progress=told.append)
    assert isinstance(found, Whole)
    assert found.events == found.head.position == 3000
    assert told == [1000, 2000, 3000]
    assert tampered(tmp_path / "samrad.db", state, 2999)[:2] == (2999, "changed")


def test_a_transaction_that_fails_uses_no_position(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite positions follow each other, so a hole is somebody's doing."""
    services = Services(Settings.of(settings_in(store.parent)), Clock(TODAY + timedelta(days=1)))
    before = services.samrad.position()

    def failing(*_: object) -> str:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("projections.store.recorder.link", failing)
        with pytest.raises(RuntimeError):
            register(services, "13")
    register(services, "14")
    assert services.samrad.position() == before + 1
    services.close()
    assert isinstance(verify(store), Whole)


# Tampering: somebody changes the tables


def update(table: str, column: str, value: str) -> Hands:
    """Put a value in a column."""
    return lambda c, position: c.execute(f"UPDATE {table} SET {column} = {value} WHERE {KEYS[table]} = ?", (position,))


def delete(*tables: str) -> Hands:
    """Remove the rows at a position."""

    def hands(c: sqlite3.Connection, position: int) -> None:
        for table in tables:
            c.execute(f"DELETE FROM {table} WHERE {KEYS[table]}=?", (position,))

    return hands


def move(c: sqlite3.Connection, here: int, there: int) -> None:
    """Move what is recorded at a position."""
    for table, key in KEYS.items():
        c.execute(f"UPDATE {table} SET {key}=? WHERE {key}=?", (there, here))


def insert(c: sqlite3.Connection, position: int, *, chained: bool) -> None:
    """Record something of one's own, with a hash that fits what went before, or any."""
    c.execute("INSERT INTO stored_events VALUES (?,?,1,'ClaimMade',X'7B7D')", (position, UUID(int=7).hex))
    moment, subject = "2026-11-21T12:00:05.000000+00:00", REGISTER.hex
    before = c.execute("SELECT hash FROM log WHERE position<? ORDER BY position DESC", (position,)).fetchone()
    recorded = Recorded(position, moment, subject, UUID(int=7).hex, 1, "ClaimMade", b"{}")
    fitting = link(before[0] if before else START, recorded)
    c.execute("INSERT INTO log VALUES (?,?,?,?)", (position, subject, moment, fitting if chained else bytes(32)))


state = update("stored_events", "state", "CAST(replace(state, 'annen', 'anden') AS BLOB)")
CHANGES: dict[str, Hands] = {
    "state": state,
    "state as text": update("stored_events", "state", "CAST(state AS TEXT)"),
    "no state": update("stored_events", "state", "NULL"),
    "topic": update("stored_events", "topic", "'EmployerRegistrationWithdrawn'"),
    "a topic that is no text": update("stored_events", "topic", "X'ff'"),
    "a topic in no encoding": update("stored_events", "topic", "CAST(X'ff' AS TEXT)"),
    "a topic with more after a null": update("stored_events", "topic", "CAST(topic || X'0061' AS TEXT)"),
    "stream": update("stored_events", "originator_id", "upper(originator_id)"),
    "version": update("stored_events", "originator_version", "originator_version + 100"),
    "a version that is no whole number": update("stored_events", "originator_version", "originator_version + 0.5"),
    "moment": update("log", "recorded_at", "replace(recorded_at, '2026', '2025')"),
    "moment by a letter": update("log", "recorded_at", "replace(recorded_at, 'T', ' ')"),
    "subject": update("log", "subject", "replace(subject, substr(subject, 1, 1), 'x')"),
    "hash": update("log", "hash", "zeroblob(32)"),
    "hash as text": update("log", "hash", "hex(hash)"),
    "no hash": update("log", "hash", "NULL"),
}


@pytest.mark.parametrize("position", [1, 5, EVENTS])
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_event_is_named(store: Path, change: str, position: int) -> None:
    """Whatever is changed of it, in either table."""
    assert tampered(store, CHANGES[change], position)[:2] == (position, "changed")


COLUMNS = (
    *(("stored_events", column) for column in ("originator_id", "topic", "state")),
    *(("log", column) for column in ("recorded_at", "subject", "hash")),
)


@settings(max_examples=60)
@given(st.integers(1, EVENTS), st.sampled_from(COLUMNS), st.integers(0, 10**6))
def test_a_single_bit_is_enough(made: Path, position: int, place: tuple[str, str], bit: int) -> None:
    """Any bit of any column."""
    table, column = place
    kind = "BLOB" if column in ("state", "hash") else "TEXT"
    put = f"UPDATE {table} SET {column}=CAST(? AS {kind}) WHERE {KEYS[table]}=?"
    got = f"SELECT CAST({column} AS BLOB) FROM {table} WHERE {KEYS[table]}=?"
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        (value,) = connection.execute(got, (position,)).fetchone()
        turned = bytearray(value)
        turned[bit // 8 % len(turned)] ^= 1 << bit % 8
        connection.execute(put, (bytes(turned), position))
        try:
            assert verify(made)[:2] == (position, "changed")
        finally:
            connection.execute(put, (value, position))


@pytest.mark.parametrize("position", [1, 5, EVENTS - 1])
def test_a_removed_event_is_named(store: Path, position: int) -> None:
    """With what stands after the hole."""
    found = tampered(store, delete("log", "stored_events"), position)
    assert isinstance(found, Fault)
    assert found[:2] == (position, "missing")
    assert found.row is not None
    assert found.row.position == position + 1


@pytest.mark.parametrize("position", [1, 5, EVENTS])
@pytest.mark.parametrize(("table", "what"), [("log", "unlogged"), ("stored_events", "unstored")])
def test_an_event_in_one_table_only_is_named(store: Path, table: str, what: str, position: int) -> None:
    """At the end too, since the other table has it."""
    assert tampered(store, delete(table), position)[:2] == (position, what)


@pytest.mark.parametrize("position", [1, 5, EVENTS - 1])
def test_a_removal_is_seen_though_the_rest_moves_up(store: Path, position: int) -> None:
    """So that no hole is left."""

    def hands(c: sqlite3.Connection, position: int) -> None:
        delete("log", "stored_events")(c, position)
        for place in range(position + 1, EVENTS + 1):
            move(c, place, place - 1)

    assert tampered(store, hands, position)[:2] == (position, "changed")


@pytest.mark.parametrize(("chained", "what"), [(True, "inserted"), (False, "changed")])
@pytest.mark.parametrize("position", [1, 5, EVENTS])
def test_an_event_squeezed_in_is_named(store: Path, position: int, chained: bool, what: str) -> None:
    """Those after it having been moved on."""

    def hands(c: sqlite3.Connection, position: int) -> None:
        for place in range(EVENTS, position - 1, -1):
            move(c, place, place + 1)
        insert(c, position, chained=chained)

    assert tampered(store, hands, position)[:2] == (position, what)


@pytest.mark.parametrize("position", [0, -1, chain.FIRST])
def test_an_event_before_the_first_is_named(store: Path, position: int) -> None:
    """Positions begin at 1."""
    found = tampered(store, lambda c, place: insert(c, place, chained=True), position)
    assert found[:2] == (position, "inserted")


def test_an_event_put_at_the_end_is_named(store: Path) -> None:
    """Where its hash is not as it should be; far out, as a hole."""
    found = tampered(store, lambda c, place: insert(c, place, chained=False), EVENTS + 1)
    assert found[:2] == (EVENTS + 1, "changed")
    found = tampered(store, lambda c, place: move(c, place, 10**15), EVENTS + 1)
    assert found[:2] == (EVENTS + 1, "missing")


@pytest.mark.parametrize(("one", "other"), [(1, 2), (4, 9), (5, EVENTS)])
@pytest.mark.parametrize("tables", [("log",), ("stored_events",), ("log", "stored_events")])
def test_the_first_of_two_swapped_events_is_named(store: Path, tables: Sequence[str], one: int, other: int) -> None:
    """With or without their hashes."""

    def hands(c: sqlite3.Connection, _: int) -> None:
        for table in tables:
            for here, there in ((one, -1), (other, one), (-1, other)):
                c.execute(f"UPDATE {table} SET {KEYS[table]}=? WHERE {KEYS[table]}=?", (there, here))

    assert tampered(store, hands, 0)[:2] == (one, "changed")


def test_the_first_of_several_is_named(store: Path) -> None:
    """Whatever else is wrong after it."""

    def hands(c: sqlite3.Connection, _: int) -> None:
        delete("log", "stored_events")(c, 9)
        state(c, 7)
        delete("log")(c, 8)

    assert tampered(store, hands, 0)[:2] == (7, "changed")


# A head noted elsewhere


def head(store: Path, position: int) -> Head:
    """The head as it was at a position."""
    return Head(position, everything(store)[position - 1][-1] if position else START)


@pytest.mark.parametrize("position", [0, 1, 5, EVENTS])
def test_a_head_that_the_log_has_grown_from(store: Path, position: int) -> None:
    """Is still its own."""
    assert verify(store, head(store, position)) == verify(store)


@pytest.mark.parametrize("left", [0, 1, 5, EVENTS - 1])
def test_an_end_that_was_cut_off_is_seen(store: Path, left: int) -> None:
    """Only by a head noted elsewhere."""
    known = head(store, EVENTS)
    for position in range(left + 1, EVENTS + 1):
        tampered(store, delete("log", "stored_events"), position)
    assert verify(store) == Whole(left, head(store, left))
    assert verify(store, known)[:2] == (left + 1, "truncated")


def chain_anew(c: sqlite3.Connection, position: int, previous: bytes) -> None:
    """Give everything from a position on hashes that fit."""
    for *recorded, _ in c.execute(ALL).fetchall():
        if recorded[0] >= position:
            previous = link(previous, Recorded(*recorded))
            c.execute("UPDATE log SET hash=? WHERE position=?", (previous, recorded[0]))


@pytest.mark.parametrize("position", [1, 5, EVENTS])
def test_a_log_written_anew_is_seen(store: Path, position: int) -> None:
    """With hashes that fit each other, it can only be told from a head noted elsewhere."""
    known, earlier = head(store, EVENTS), head(store, position - 1)

    def hands(c: sqlite3.Connection, position: int) -> None:
        state(c, position)
        chain_anew(c, position, earlier.hash)

    assert isinstance(tampered(store, hands, position), Whole)
    assert verify(store, known)[:2] == (EVENTS, "rewritten")
    assert isinstance(verify(store, earlier), Whole)


def test_a_head_in_a_hole_is_no_head(store: Path) -> None:
    """Though the chain be whole on both sides of it."""
    known = head(store, 5)

    def hands(c: sqlite3.Connection, position: int) -> None:
        delete("log", "stored_events")(c, position)
        chain_anew(c, position, everything(store)[3][-1])

    assert isinstance(tampered(store, hands, 5), Whole)
    assert verify(store, known)[:2] == (5, "rewritten")


# An older store


@pytest.fixture
def older(store: Path) -> Path:
    """A store from before there was a chain."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("ALTER TABLE log DROP COLUMN hash")
    return store


def test_an_older_store_has_no_chain(older: Path) -> None:
    """Which is said, and nothing is changed."""
    with pytest.raises(NoChain):
        verify(older)


def test_an_older_store_gets_the_chain_it_would_have_had(
    older: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same as if it had been there from the first; and goes on from it."""
    monkeypatch.setattr(chain, "BATCH", 5)
    with closing(Services(Settings.of(settings_in(older.parent)), Clock(TODAY + timedelta(days=1)))) as services:
        services.create()
        assert everything(older) == everything(made)
        services.create()
        register(services, "13", "14")
    found = verify(older, head(made, EVENTS))
    assert isinstance(found, Whole)
    assert found.events == EVENTS + 2


def test_hashes_that_were_taken_away_are_not_given_back(store: Path) -> None:
    """Making the store again mends nothing that somebody has broken."""
    tampered(store, CHANGES["no hash"], 5)
    with closing(Services(Settings.of(settings_in(store.parent)))) as services:
        services.create()
    assert verify(store)[:2] == (5, "changed")
