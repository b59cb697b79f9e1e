"""What the pages for those who change Samråd say of it is all there is to it: done to a copy, it runs there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE, FIRST_CHANGE = "docs/architecture.md", "CONTRIBUTING.md"
COPIED = ("domain", "projections", "api", "tests", "tools", "docs", "pyproject.toml")
WALKED = (
    "tests/api/meetings",
    "tests/api/gaps/test_gaps_csv.py",
    "tests/domain/log",
    "tests/api/language/test_sentences.py",
    "tests/api/auth/test_rights_page.py",
    "tests/projections/store/test_recorder.py::test_every_event_survives_the_store[MeetingHeld]",
)
"""The tests of the example and of the first change, and those that walk all kinds, sentences and rights."""

pytestmark = pytest.mark.worked_out


def blocks(page: str, language: str) -> list[str]:
    """The blocks of a page in a language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def files() -> Iterator[tuple[str, str]]:
    """The new files, each named by its first line."""
    for block in blocks(HOUSE, "python"):
        name, _, text = block.partition("\n")
        yield name.removeprefix("# "), text


def changes(page: str) -> Iterator[tuple[str, str, str]]:
    """What is there in a file, and what it becomes."""
    for block in blocks(page, "diff"):
        for each in re.split(r"^--- ", block, flags=re.MULTILINE)[1:]:
            name, *lines = each.splitlines()
            yield name, _side(lines, "+"), _side(lines, "-")


def _side(lines: list[str], other: str) -> str:
    return "\n".join(line[1:] for line in lines if not line.startswith(other))


def changed(text: str, before: str, after: str) -> str:
    """The text with a change made at the one place where it can be."""
    whole = re.compile(rf"^{re.escape(before)}$", re.MULTILINE)
    assert len(whole.findall(text)) == 1, before
    return whole.sub(lambda _: after, text)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this one, with the example added, and the first change made."""
    folder = tmp_path_factory.mktemp("house")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    for name, text in files():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name, before, after in (*changes(HOUSE), *changes(FIRST_CHANGE)):
        path = folder / name
        path.write_text(changed(path.read_text(encoding="utf-8"), before, after), encoding="utf-8")
    run(folder, "python", "-m", "tools.rights_page", "docs/rights.md")
    return folder


def run(folder: Path, program: str, *arguments: str) -> None:
    """Run a program of the environment in the folder; what it prints is told where it fails."""
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pages_leave_nothing_out(house: Path) -> None:
    """The statement is said, refused to others, folded and shown, and lacks nothing; the CSV has its column."""
    run(house, "python", "-m", "pytest", "-p", "no:cacheprovider", *WALKED)


def test_the_example_keeps_to_its_floors(house: Path) -> None:
    """And to the form that is agreed."""
    run(house, "lint-imports", "--no-cache")
    added = [name for name, _ in files()]
    run(house, "ruff", "check", *added)
    run(house, "ruff", "format", "--check", *added)


def test_the_rest_of_the_example_is_small() -> None:
    """Beside its own files there is a line or two in each place of the few that put things together."""
    added = [len(after.splitlines()) - len(before.splitlines()) for _, before, after in changes(HOUSE)]
    assert max(added) <= 2
    assert len({name for name, _, _ in changes(HOUSE)}) == 6
