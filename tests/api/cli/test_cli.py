"""The command line, on stores of its own."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from api.register.seed import kommune_id, load_register, organisation_id
from api.services import Services
from api.settings import Settings
from domain.affected.events import AffectedClarified
from domain.log.drafts import Draft
from domain.log.statements import Party, identity
from domain.projects.events import ParticipantAdded, ProjectRegistered
from projections.store.sqlite import file_of
from tests.support.stores import changed, copied, unmade_in
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.store
ROOT = Path(__file__).parents[3]
SAMRAD = "from api.cli.main import main; main()"

Run = Callable[..., Result]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with a store of its own, in a folder that is not there yet."""
    return unmade_in(tmp_path / "var")


@pytest.fixture
def run(env: dict[str, str]) -> Run:
    """Run a command."""
    return lambda *arguments: CliRunner(env=env).invoke(main, arguments)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, made once."""
    folder = tmp_path_factory.mktemp("made") / "var"
    assert CliRunner(env=unmade_in(folder)).invoke(main, ["init"]).exit_code == 0
    return folder


@pytest.fixture
def services(env: dict[str, str], made: Path, tmp_path: Path) -> Iterator[Services]:
    """The services of a store that has been made."""
    copied(made, tmp_path / "var")
    services = Services(Settings.of(env))
    yield services
    services.close()


def started(env: dict[str, str], program: str = SAMRAD, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, **env, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def bearer(result: Result) -> str:
    """The last line printed."""
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def whole(env: dict[str, str]) -> bool:
    """Whether the register is all there: loading it says nothing more."""
    services = Services(Settings.of(env))
    complete = not load_register(services.samrad)
    services.close()
    return complete


# init


def test_init_makes_the_store_and_says_so(run: Run, env: dict[str, str]) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert Services(Settings.of(env)).store.place in result.stdout
    assert "Registeret er lastet: 357 kommuner, 14 fylkeskommuner og 38 organisasjoner i dag." in result.stdout


def test_init_again_says_that_nothing_was_done(run: Run, services: Services) -> None:
    position = services.samrad.position()
    result = run("init")
    assert result.exit_code == 0
    assert "Registeret er allerede lastet." in result.stdout
    assert services.samrad.position() == position


@pytest.mark.sqlite
def test_the_keys_are_for_their_owner_alone(services: Services) -> None:
    assert stat.S_IMODE(file_of(services.settings.keys).stat().st_mode) == 0o600


def test_eight_inits_at_once(env: dict[str, str]) -> None:
    processes = [started(env, SAMRAD, "init") for _ in range(8)]
    answers = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [process.returncode for process in processes] == [0] * 8, answers
    assert sum("Registeret er lastet" in out for out, _ in answers) == 1
    assert sum("allerede lastet" in out for out, _ in answers) == 7
    assert whole(env)


KILLED = "import os, signal; kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"


@pytest.mark.parametrize(
    "moment",
    [
        "from api.services import Services; Services.people = property(kill)",
        "from api.cli import store; store.load_register = kill",
        "from projections.store import recorder; recorder.link = kill",
        "from api.register import seed; seed.affiliation_drafts = kill",
    ],
    ids=["while tables are made", "before loading", "inside the transaction", "between transactions"],
)
def test_init_after_one_that_was_killed(env: dict[str, str], run: Run, moment: str) -> None:
    process = started(env, f"{KILLED}{moment}\n{SAMRAD}", "init")
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    assert run("init").exit_code == 0
    assert whole(env)
    assert bearer(run("token", "--as", "registrar"))


def test_a_database_of_another_kind(env: dict[str, str]) -> None:
    result = CliRunner(env={**env, "SAMRAD_DATABASE": "mysql://somewhere/samrad"}).invoke(main, ["init"])
    assert result.exit_code == 1
    assert "sqlite:///path" in result.output


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "samrad.db").write_text("noe helt annet " * 100)
    result = CliRunner(env={"SAMRAD_DATABASE": f"sqlite:///{tmp_path}/samrad.db"}).invoke(main, ["init"])
    assert result.exit_code == 1
    assert "Lageret kan ikke brukes" in result.output


# token


@pytest.mark.parametrize(
    ("named", "party"),
    [
        ("registrar", Party("registrar")),
        ("auditor", Party("auditor")),
        ("employer:1576", Party("employer", kommune_id("1576"))),
        ("employer:964965226", Party("employer", kommune_id("1103"))),
        (f"employer:{kommune_id('1571')}", Party("employer", kommune_id("1571"))),
        ("organisation:fagforbundet", Party("organisation", organisation_id("Fagforbundet"))),
        ("organisation:lo-kommune", Party("organisation", organisation_id("LO Kommune"))),
    ],
)
def test_a_token_is_the_last_line(run: Run, services: Services, named: str, party: Party) -> None:
    assert services.issuer.read(bearer(run("token", "--as", named))) == party


@pytest.mark.parametrize(
    "named",
    [
        *("", "employer", "employer:", "employer:1571", "employer:999999999", "employer:Aure", "employer:١٥٧٦"),
        *("organisation:ingen", "organisation:", "registrar:1", "kommune:1576", "auditor:x"),
        f"employer:{identity('nobody')}",
    ],
)
def test_an_unknown_party(run: Run, services: Services, named: str) -> None:
    result = run("token", "--as", named)
    assert result.exit_code == 2
    assert re.search("ingen|part", result.output)
    assert result.stdout == ""


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "1e12", "to"])
def test_hours_that_cannot_be(run: Run, services: Services, hours: str) -> None:
    result = run("token", "--as", "registrar", "--hours", hours)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_hours(run: Run, services: Services) -> None:
    assert services.issuer.read(bearer(run("token", "--as", "auditor", "--hours", "0.5"))) == Party("auditor")


def test_without_a_store(run: Run, tmp_path: Path) -> None:
    for arguments in (["token", "--as", "registrar"], ["rebuild"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "samrad init" in result.output
    assert not (tmp_path / "var").exists()


# rebuild


def collaborate(services: Services) -> None:
    """A project in which two kommuner take part."""
    project, aure, hour = identity("a project"), kommune_id("1576"), identity("a command")
    span = {"from_": services.today(), "until": None}
    fagforbundet = organisation_id("Fagforbundet")
    clarified = {"employer": aure, "organisation": fagforbundet, "from_": services.today(), "status": "affected"}
    said: Sequence[Sequence[Draft]] = (
        [Draft(ProjectRegistered, {"name": "Felles IKT", "owner": aure, **span})],
        [Draft(ParticipantAdded, {"employer": who, **span}) for who in (aure, kommune_id("1554"))],
        [Draft(AffectedClarified, clarified)],
    )
    for drafts in said:
        services.samrad.say(project, Party("employer", aure), hour, lambda _, drafts=drafts: drafts)


def test_rebuild_reads_everything(run: Run, services: Services) -> None:
    collaborate(services)
    result = run("rebuild")
    assert result.exit_code == 0
    assert result.stdout == f"Bygd på nytt: 1 prosjekter, {services.samrad.position()} hendelser.\n"


@pytest.mark.parametrize("change", ["topic = 'Ukjent'", "state = substr(state, 1, 1)"])
def test_rebuild_names_what_cannot_be_read(run: Run, services: Services, change: str) -> None:
    collaborate(services)
    last = services.samrad.position()
    changed(services.settings.database, f"UPDATE stored_events SET {change} WHERE notification_id = {last}")
    result = run("rebuild")
    assert result.exit_code == 1
    assert f"Hendelse {last}" in result.stderr
    assert f"Tabellene er ikke endret. Lest: 1 prosjekter, {last - 1} hendelser." in result.stderr
    assert result.stdout == ""


# demo


def test_demo_makes_the_store_first(run: Run, env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    examples, seen = ModuleType("api.demo"), []
    monkeypatch.setattr(examples, "run", seen.append, raising=False)
    monkeypatch.setitem(sys.modules, "api.demo", examples)
    result = run("demo")
    assert result.exit_code == 0
    assert "Registeret er lastet" in result.stdout
    assert len(seen) == 1
    assert whole(env)


def test_a_process_of_its_own_reads_everything(env: dict[str, str], services: Services) -> None:
    """Whatever this process has imported, that one knows every event by itself."""
    collaborate(services)
    process = started(env, "from api.cli.main import main; main()", "rebuild")
    printed, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, printed[:13]) == (0, "Bygd på nytt:"), complaints
