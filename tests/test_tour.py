"""The README's tour and the guides, run as they stand against a live server with the demo in a store of its own.

In what they show, a line «…» stands for any lines, and «…» within a line for any text.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest

from tests.support.waiting import PATIENCE, until

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
HEADING = "## Five minutes with curl"
BETWEEN = "\x1e"


class Step(NamedTuple):
    """Lines for the shell, and what they print."""

    shell: str
    shown: str


def tour() -> list[Step]:
    """The README's."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return steps(text.split(HEADING)[1].split("\n## ")[0])


def steps(text: str) -> list[Step]:
    """The blocks: each of shell, with the one of output that may follow."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    found: list[Step] = []
    for language, block in blocks:
        if language == "sh":
            found.append(Step(block, ""))
        else:
            found[-1] = Step(found[-1].shell, block)
    return found


def pattern(shown: str) -> str:
    """What output must match to be what is shown."""
    lines = []
    for line in shown.splitlines(keepends=True):
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*?".join(re.escape(part) for part in line.split("…")))
    return "".join(lines)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that serves what ``make run`` would; the environment is as a reader's would be."""
    monkeypatch, folder = pytest.MonkeyPatch(), tmp_path_factory.mktemp("tour")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    monkeypatch.setenv("SAMRAD_DATABASE", f"sqlite:///{folder}/samrad.db")
    monkeypatch.setenv("SAMRAD_BIND", bind)
    monkeypatch.setenv("SAMRAD", f"http://{bind}")
    monkeypatch.setenv("PATH", str(BIN), prepend=os.pathsep)
    monkeypatch.delenv("SAMRAD_KEYS", raising=False)
    subprocess.run([BIN / "samrad", "demo"], cwd=ROOT, check=True, capture_output=True)
    with subprocess.Popen([BIN / "gunicorn", "wsgi:app"], cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        try:
            until(lambda: server.poll() is not None or answers(f"http://{bind}/readyz"))
            yield f"http://{bind}"
        finally:
            server.terminate()
            monkeypatch.undo()


def answers(url: str) -> bool:
    """Whether it does, however late."""
    try:
        urlopen(url, timeout=PATIENCE).close()
    except (OSError, HTTPException):
        return False
    return True


def in_shell(told: list[Step], folder: Path) -> list[tuple[Step, str]]:
    """Each step with what it prints, all in one shell in a folder of its own; none may fail."""
    script = f"printf '{BETWEEN}'\n".join(step.shell for step in told)
    shell = ["bash", "-eu", "-c", script]
    done = subprocess.run(shell, check=False, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    printed = done.stdout.replace("\r\n", "\n").split(BETWEEN)
    return list(zip(told, printed, strict=True))


def shows(step: Step, output: str) -> None:
    """What is shown is what was printed."""
    assert re.fullmatch(pattern(step.shown), output), f"{step.shell}\nshown:\n{step.shown}\nprinted:\n{output}"


def test_the_readme_shows_what_happens(address: str, tmp_path: Path) -> None:
    """Every block, in order."""
    for step, output in in_shell(tour(), tmp_path):
        shows(step, output)


GUIDES = (*sorted(path.name for path in (ROOT / "docs").glob("guide-*.md")), "personvern.md", "api.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_requests_of_the_guides_are_accepted(address: str, guide: str, tmp_path: Path) -> None:
    """Every one of them, in order; what a guide shows is what comes of it."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8").replace("http://127.0.0.1:8000", address)
    told = [Step(step.shell.replace("curl ", "curl -sS --fail-with-body "), step.shown) for step in steps(text)]
    done = in_shell(told, tmp_path)
    assert any(output for _, output in done)
    for step, output in done:
        assert "/problems/" not in output
        if step.shown:
            shows(step, output if output.endswith("\n") else f"{output}\n")


def test_the_tour_uses_curl_and_python_alone() -> None:
    """Besides the shell and Samråd's own command."""
    commands = {
        word
        for step in tour()
        for word in re.findall(r"(?:^|\| |\$\(|\{ )([\w.-]+)(?= )", step.shell, re.MULTILINE)
        if "=" not in word
    }
    assert commands <= {"curl", "python3", "ask", "samrad", "export"}


def test_every_link_leads_somewhere() -> None:
    """In the README and the documents."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
