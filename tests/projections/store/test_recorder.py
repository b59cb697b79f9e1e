"""The store: what is acknowledged is kept, in order, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from api.services import Services
from api.settings import Settings
from domain.application import Repeated, Samrad
from domain.log.drafts import Draft
from domain.log.ports import Receipt
from domain.log.statements import REGISTER, TOPICS, Party
from domain.projects.events import PhaseBegun, ProjectRegistered
from domain.register.events import EmployerRegistered, OrganisationRegistered
from projections.store.sqlite import file_of
from tests.support.cast import TODAY, Clock
from tests.support.statements import any_of, said
from tests.support.stores import settings_in
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.store
ROOT = Path(__file__).parents[3]
REGISTRAR = Party("registrar")


@pytest.fixture
def clock() -> Clock:
    """A clock to move."""
    return Clock()


@pytest.fixture
def samrad(tmp_path: Path, clock: Clock) -> Iterator[Samrad]:
    """The log of an empty store."""
    services = Services(Settings.of(settings_in(tmp_path)), clock)
    services.create()
    yield services.samrad
    services.close()


def registered(samrad: Samrad, *names: str) -> int:
    """The registrar registers employers, all at once; the position after it."""
    rest = {"kind": "annen", "kommunenummer": None, "orgnr": None, "from_": None, "until": None}
    drafts = [Draft(EmployerRegistered, {"employer": uuid4(), "name": name, **rest}) for name in names]
    return samrad.say(REGISTER, REGISTRAR, uuid4(), lambda _: drafts).position


@pytest.mark.parametrize("topic", TOPICS)
def test_every_event_survives_the_store(samrad: Samrad, topic: str) -> None:
    """Written and read again it is equal, all its values of the same types."""
    event = said(TOPICS[topic], **any_of(TOPICS[topic])).event
    again = samrad.mapper.to_domain_event(samrad.mapper.to_stored_event(event))
    assert type(again) is type(event)
    assert vars(again) == vars(event)
    assert {name: type(value) for name, value in vars(again).items()} == {
        name: type(value) for name, value in vars(event).items()
    }


def test_events_are_stored_by_their_topics(samrad: Samrad) -> None:
    """Not by the place of a class, which may move."""
    registered(samrad, "Aure")
    (logged,) = samrad.log.select_subject(REGISTER, 0, samrad.position())
    assert logged.stored.topic == "EmployerRegistered"
    assert all(topic == event.__name__ for topic, event in TOPICS.items())


def test_recorded_at_never_goes_back(samrad: Samrad, clock: Clock) -> None:
    """Though the clock does: a later position has no earlier moment."""
    positions = []
    for minutes in (0, 5, -60, 2, 6):
        clock.instant = TODAY + timedelta(minutes=minutes)
        positions.append(registered(samrad, str(minutes)))
    moments = [logged.recorded_at - TODAY for logged in samrad.log.select_subject(REGISTER, 0, positions[-1])]
    assert moments == [timedelta(minutes=minutes) for minutes in (0, 5, 5, 5, 6)]
    assert samrad.log.position_at(TODAY + timedelta(minutes=5)) == positions[3]
    assert samrad.log.position_at(TODAY + timedelta(minutes=4)) == positions[0]


def test_an_instant_is_mapped_to_a_position(samrad: Samrad, clock: Clock) -> None:
    """Inclusive, and whatever its offset; before the first there is none."""
    first = registered(samrad, "Aure", "Smøla")
    clock.instant += timedelta(seconds=1)
    second = registered(samrad, "Averøy")
    assert second == first + 1
    assert samrad.log.position_at(TODAY) == first
    assert samrad.log.position_at(TODAY + timedelta(seconds=1)) == second
    assert samrad.log.position_at(datetime.fromisoformat("2026-11-21T13:00:00.999999+01:00")) == first
    assert samrad.log.position_at(TODAY - timedelta(microseconds=1)) == 0
    assert samrad.log.position_at(datetime.fromisoformat("0001-01-01T00:00:00+14:00")) == 0
    assert samrad.log.position_at(datetime.fromisoformat("9999-12-31T23:59:59-14:00")) == second


def test_heads(samrad: Samrad) -> None:
    """The last position of the log and of each subject, as known at a position."""
    owner, subject, other = uuid4(), uuid4(), uuid4()
    rest = {"kind": "annen", "kommunenummer": None, "orgnr": None, "from_": None, "until": None}
    employer = Draft(EmployerRegistered, {"employer": owner, "name": "Eier", **rest})
    first = samrad.say(REGISTER, REGISTRAR, uuid4(), lambda _: [employer]).position
    project = Draft(ProjectRegistered, {"name": "Felles", "owner": owner, "from_": TODAY.date(), "until": None})
    second = samrad.say(subject, Party("employer", owner), uuid4(), lambda _: [project]).position
    phase = Draft(PhaseBegun, {"phase": "starte_sammen", "from_": TODAY.date()})
    third = samrad.say(subject, Party("employer", owner), uuid4(), lambda _: [phase]).position
    assert samrad.log.heads((REGISTER, subject, other), None) == (third, [first, third, 0])
    assert samrad.log.heads((REGISTER, subject), second) == (second, [first, second])
    assert samrad.log.heads((REGISTER, subject), first) == (first, [first, 0])
    assert list(samrad.log.subjects(third)) == [REGISTER, subject]
    assert list(samrad.log.projects(third)) == [subject]
    assert list(samrad.log.projects(first)) == []


def test_all_or_nothing(samrad: Samrad) -> None:
    """A receipt that is taken takes the events with it."""
    kept = Receipt("key", "print", "made")
    organisation = any_of(OrganisationRegistered)

    def drafts(slug: str) -> list[Draft]:
        who = {"organisation": uuid4(), "slug": slug}
        return [Draft(OrganisationRegistered, {**organisation, **who})]

    position = samrad.say(REGISTER, REGISTRAR, uuid4(), lambda _: drafts("first"), kept).position
    assert samrad.log.receipt("key") == kept
    with pytest.raises(Repeated):
        samrad.say(REGISTER, REGISTRAR, uuid4(), lambda _: drafts("second"), kept)
    assert samrad.position() == position
    assert registered(samrad, "Aure") > position


def test_two_processes_read_each_others_log(samrad: Samrad, tmp_path: Path, clock: Clock) -> None:
    """What one has recorded, the other knows at once."""
    other = Services(Settings.of(settings_in(tmp_path)), clock)
    registered(samrad, "Aure")
    names = [each.named(TODAY.date()).name for each in other.samrad.world().register.employers.values()]
    assert names == ["Aure"]
    registered(other.samrad, "Smøla")
    assert len(samrad.world().register.employers) == 2
    other.close()


PROGRAM = """
import sys
from uuid import UUID, uuid4
from api.services import Services
from api.settings import Settings
from domain.log.drafts import Draft
from domain.log.statements import REGISTER, Party
from domain.register.events import EmployerRegistered

samrad = Services(Settings.of()).samrad
rest = {"name": "Ny", "kind": "annen", "kommunenummer": None, "orgnr": None, "from_": None, "until": None}
while True:
    who = uuid4()
    draft = Draft(EmployerRegistered, {"employer": who, **rest})
    done = samrad.say(REGISTER, Party("registrar"), uuid4(), lambda _: [draft])
    print(done.position, who, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """kill -9 in the middle of writing: all that was acknowledged is there, and the store goes on."""
    env = settings_in(tmp_path)
    services = Services(Settings.of(env))
    services.create()
    services.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **env, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(50)]
    os.kill(writer.pid, signal.SIGKILL)
    lines += writer.stdout.readlines()
    assert writer.wait(PATIENCE) == -signal.SIGKILL
    writer.stdout.close()
    acknowledged = {
        int(position): UUID(who) for position, who in (line.split() for line in lines if line.endswith("\n"))
    }
    assert len(acknowledged) >= 50
    with closing(Services(Settings.of(env))) as after:
        entries = {entry.position: entry for entry in after.samrad.entries(REGISTER, 0, after.samrad.position())}
        assert {position: entries[position].event.content["employer"] for position in acknowledged} == acknowledged
        assert len(entries) - len(acknowledged) <= 1
        assert registered(after.samrad, "etter") == max(entries) + 1


@pytest.mark.parametrize("url", ["samrad.db", "sqlite://host/x", "sqlite://", "mysql:///x", "sqlite:///"])
def test_a_store_is_a_file(url: str) -> None:
    """Anything else is refused, without telling what may be a secret."""
    with pytest.raises(ValueError, match="sqlite:///path"):
        file_of(url)


def test_paths_of_stores() -> None:
    """Relative with three slashes, absolute with four, blanks escaped."""
    assert file_of("sqlite:///var/samrad.db") == Path("var/samrad.db")
    assert file_of("sqlite:////srv/mine%20egne/samrad.db") == Path("/srv/mine egne/samrad.db")
