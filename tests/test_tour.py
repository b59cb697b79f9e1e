"""The README's tour, run as it stands against a live server with the demo in a store of its own.

In what the README shows, a line «…» stands for any lines, and «…» within a line for any text.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
HEADING = "## Five minutes with curl"
BETWEEN = "\x1e"
SECONDS_TO_START = 30


class Step(NamedTuple):
    """Lines for the shell, and what they print."""

    shell: str
    shown: str


def steps() -> list[Step]:
    """The tour's blocks: each of shell, with the one of output that may follow."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tour = text.split(HEADING)[1].split("\n## ")[0]
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", tour, re.MULTILINE | re.DOTALL)
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
            wait_for(f"http://{bind}/readyz")
            yield f"http://{bind}"
        finally:
            server.terminate()
            monkeypatch.undo()


def wait_for(url: str) -> None:
    """Until it answers."""
    given_up = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urlopen(url, timeout=5).close()
            return
        except URLError:
            if time.monotonic() > given_up:
                raise
            time.sleep(0.1)


def in_shell(script: str) -> subprocess.CompletedProcess[str]:
    """What comes of it, stopping where it fails."""
    shell = ["bash", "-eu", "-c", script]
    return subprocess.run(shell, check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_the_readme_shows_what_happens(address: str) -> None:
    """Every block, in order, in one shell."""
    tour = steps()
    script = f"printf '{BETWEEN}'\n".join(step.shell for step in tour)
    done = in_shell(script)
    printed = done.stdout.replace("\r\n", "\n").split(BETWEEN)
    for step, output in zip_longest(tour, printed, fillvalue=""):
        assert step, output
        assert re.fullmatch(pattern(step.shown), output), f"{step.shell}\nshown:\n{step.shown}\nprinted:\n{output}"
    assert done.returncode == 0, done.stderr


GUIDES = (*sorted(path.name for path in (ROOT / "docs").glob("guide-*.md")), "personvern.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_requests_of_the_guides_are_accepted(address: str, guide: str) -> None:
    """Every one of them, in order."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8").replace("http://127.0.0.1:8000", address)
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    done = in_shell("\n".join(blocks).replace("curl ", "curl -sS "))
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert "/problems/" not in done.stdout


def test_the_tour_uses_curl_and_python_alone() -> None:
    """Besides the shell and Samråd's own command."""
    commands = {
        word
        for step in steps()
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
