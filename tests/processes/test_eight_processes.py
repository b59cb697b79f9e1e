"""Eight processes speak of the same projects at once, and read after each thing they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner

from api.cli.main import main
from domain.log.statements import Party
from projections.store.chain import Whole, verify
from tests.support.cast import Caller, Office
from tests.support.crowd import FIRST, LAST, PROJECTS, coverage_of, expected, voice
from tests.support.histories import ANYBODY, IKS, KOMMUNER, History, text
from tests.support.reference import Reference
from tests.support.reference_log import told
from tests.support.stores import settings_in
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.store
ROOT = Path(__file__).parents[2]
PROCESSES, STATEMENTS = 8, 16


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A small register, and projects in which every kommune takes part and every organisation is named."""
    with closing(Office(settings_in(tmp_path))) as office:
        office.services.create()
        History(office, Reference()).register()
        for project in PROJECTS:
            begin(voice(office, Party("employer", UUID(IKS))), f"/projects/{project}")
        yield office


def begin(owner: Caller, path: str) -> None:
    """The project begins; organisations are affected at the last kommune, of which no process speaks."""
    body = {"name": "Felles", "owner": IKS, "from": text(FIRST), "until": text(LAST)}
    owner.put(path, body).expect(201)
    for kommune in KOMMUNER:
        owner.put(f"{path}/participants/{kommune}", {"from": text(FIRST)}).expect(201)
    named = {"from": text(FIRST), "affected": ANYBODY}
    owner.put(f"{path}/participants/{KOMMUNER[-1]}/affected", named).expect(201)


def spoken(env: dict[str, str]) -> list[dict[str, Any]]:
    """What each of the processes heard, once all have spoken; they begin together."""
    command = [sys.executable, "-m", "tests.support.crowd"]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with ExitStack() as stack:
        crowd = [
            stack.enter_context(
                subprocess.Popen([*command, str(each), str(STATEMENTS)], cwd=ROOT, env={**os.environ, **env}, **pipes)
            )
            for each in range(PROCESSES)
        ]
        for process in crowd:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", process.communicate()
        for process in crowd:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        answers = [process.communicate(timeout=PATIENCE) for process in crowd]
        assert [process.returncode for process in crowd] == [0] * PROCESSES, [error for _, error in answers]
    return [json.loads(out) for out, _ in answers]


def test_eight_processes_at_once(office: Office) -> None:
    """Nothing is lost, nothing is twice, nothing that was refused is there; and all see the same in the end."""
    before = office.position()
    agrees(office, Reference(told(office.services.samrad)))
    heard = spoken(office.env)
    assert [each["wrong"] for each in heard] == [[]] * PROCESSES
    assert all(each["recorded"] and each["refused"] for each in heard)
    log = told(office.services.samrad)
    recorded = [(position, said) for each in heard for position, said in each["recorded"]]
    refused = [said for each in heard for said in each["refused"]]
    since = {position: said for position, said in log if position > before}
    assert [position for position, _ in log] == list(range(1, len(log) + 1))
    assert not [(position, said) for position, said in recorded if not says(since[position], said)]
    assert sorted(position for position, _ in recorded) == sorted(since)
    assert not [said for said in refused if any(says(each, said) for each in since.values())]
    agrees(office, Reference(log))
    with closing(Office(office.env)) as afresh:
        agrees(afresh, Reference(log))
    assert isinstance(verify(office.services.store), Whole)
    rebuilt = CliRunner(env=office.env).invoke(main, ["rebuild", "--compare"])
    assert rebuilt.exit_code == 0, rebuilt.output


def says(logged: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether what is in the log says just what was said."""
    logged = json.loads(json.dumps(logged, default=str))
    return {name: logged.get(name) for name in said} == said


def agrees(office: Office, reference: Reference) -> None:
    """Coverage of each project is what the reference says, on days throughout."""
    owner = voice(office, Party("employer", UUID(IKS)))
    for project in PROJECTS:
        for number in range(0, 60, 6):
            day = FIRST + timedelta(days=number)
            answer = owner.get(f"/projects/{project}/coverage", at=text(day)).expect(200)
            assert coverage_of(answer) == expected(reference, project, day)
