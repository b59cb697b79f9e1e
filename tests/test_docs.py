"""What documents and docstrings name is there: every path of the repository, and every module and what is in it."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("domain", "projections", "api", "tests", "bench", "docs", "tools")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
MODULES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./*-]*")
DOTTED = re.compile(r"(?:domain|projections|api|tests|bench)(?:\.\w+)+")


def words(text: str) -> Iterator[str]:
    """Those in backticks, single or double, which may hold several, as commands do."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        yield from (word.strip("~(),:;").partition("::")[0] for word in quoted.split())


def is_there(word: str) -> bool:
    """Whether a path, a file or a module is, if the word names one; a ``*`` stands for anything."""
    if PATH.fullmatch(word):
        return any(ROOT.glob(word.rstrip("/")))
    if re.fullmatch(r"\w+\.py", word):
        return any(path.name == word for path in (*ROOT.glob("*.py"), *MODULES))
    return is_importable(word.split(".")) if DOTTED.fullmatch(word) else True


def is_importable(parts: list[str]) -> bool:
    """Whether the parts name a module, or what is in one."""
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for name in parts[count:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


def docstrings(path: Path) -> Iterator[str]:
    """Of the module and all in it; those of what is assigned too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    """In the README, the documents and the rest of the pages."""
    assert [word for word in words(page.read_text("utf-8")) if not is_there(word)] == []


def test_what_docstrings_name_is_there() -> None:
    """In the product, the tests and the tools."""
    named = {path: [word for text in docstrings(path) for word in words(text)] for path in MODULES}
    missing = {
        str(path.relative_to(ROOT)): [word for word in said if not is_there(word)] for path, said in named.items()
    }
    assert {path: said for path, said in missing.items() if said} == {}
    assert sum(map(len, named.values())) > 500


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("domain/rights.py", True),
        ("docs/adr/", True),
        ("domain/log/nowhere.py", False),
        ("api/*/nowhere.py", False),
        ("api/*/routes.py", True),
        ("delegation_graph.py", True),
        ("nowhere.py", False),
        ("domain.log.drafts.Draft", True),
        ("domain.log.drafts.Nobody", False),
        ("domain.nowhere", False),
        ("application/json", True),
        ("/employers", True),
    ],
)
def test_what_is_named_wrongly_is_found(word: str, there: bool) -> None:
    """And nothing else."""
    assert is_there(word) == there
