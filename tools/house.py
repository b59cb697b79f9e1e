"""Measure the house: its rooms, its circles, and how much of it one request walks through, as a Markdown table.

``make house`` measures this checkout, ``cd OTHER && .venv/bin/python …/tools/house.py`` another. Each request is asked
of the worked examples for the second time, when what is kept is warm; ``--files`` names what it enters.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import uuid4

import networkx as nx

ROOT = Path.cwd()
LAYERS = ("domain", "projections", "api")
FRONT_DOORS = {"domain.application", "domain.kinds", "domain.rights", "api.app", "api.services", "api.settings"}
KINDS = {"leave": "Leave", "waiver": "Waiver", "reservation": "Reservation"}  # with what their classes' names begin
ORKIDE = "/api/v1/projects/21fa0dac-5370-514e-bae5-161b3930e144"
DAY = "at=2023-12-31"
ASKING = ("organisation:fagforbundet", "employer:1505")
MAJA = {"organisation": "fagforbundet", "person": {"name": "Maja Eksempel"}, "role": "tillitsvalgt", "scope": ["5061"]}

Graph = dict[str, set[str]]


def modules() -> dict[str, Path]:
    """Every module of the layers, by its dotted name; a package by that of its ``__init__``."""
    paths = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def sizes(known: Mapping[str, Path]) -> Iterator[tuple[str, object]]:
    """Files and lines of each layer, without those that only make a folder a package."""
    lines = {name: len(path.read_text().splitlines()) for name, path in known.items() if path.stem != "__init__"}
    for layer in LAYERS:
        those = {name: count for name, count in lines.items() if name.startswith(f"{layer}.")}
        count = f"{len(those)} ({sum(name.count('.') == 1 for name in those)})"
        yield f"`{layer}`: files (of them flat in the layer), lines", f"{count}, {sum(those.values()):,}"
    yield "all three: files, lines", f"{len(lines)}, {sum(lines.values()):,}"
    yield "lines of a file, on average", round(sum(lines.values()) / len(lines))
    yield "folders", len({path.parent for path in known.values()})


def imports(known: Mapping[str, Path]) -> Graph:
    """Which modules each imports when it runs: not for types alone."""
    return {name: set(_imported(path, known)) - {name} for name, path in known.items()}


def _imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in _running(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{each.name}" for each in node.names} & known.keys()
            yield from names | ({node.module} & known.keys() if len(names) < len(node.names) else set())


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a module, without what stands under ``if TYPE_CHECKING``."""
    yield node
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    for child in ast.iter_child_nodes(node):
        yield from _running(child)


def rooms(graph: Graph, known: Mapping[str, Path]) -> Graph:
    room = {name: name if name in FRONT_DOORS else str(path.parent) for name, path in known.items()}
    found: Graph = defaultdict(set)
    for name, imported in graph.items():
        found[room[name]] |= {room[each] for each in imported} - {room[name]}
    return found


def circles(known: Mapping[str, Path]) -> Iterator[tuple[str, object]]:
    """The sets of rooms, and of files, that all import one another, directly or not."""
    graph = imports(known)
    for what, between in (("folders", rooms(graph, known)), ("files", graph)):
        arrows = nx.DiGraph([(each, other) for each in between for other in between[each]])
        found = [len(each) for each in nx.strongly_connected_components(arrows) if len(each) > 1]
        yield f"circles of {what} (how many {what} in them)", f"{len(found)} ({sum(found)})"


def naming(known: Mapping[str, Path]) -> Iterator[tuple[str, object]]:
    """The files that name a kind of statement: those that somebody who adds one like it must find."""
    for kind, name in KINDS.items():
        named = re.compile(rf"\b(said_)?{name}[A-Z]\w*|\"{kind}\"")
        yield f"files that name the kind `{kind}`", sum(bool(named.search(path.read_text())) for path in known.values())


@dataclass
class Walk:
    """What one request enters between being sent and being answered."""

    files: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)

    def entered(self, frame: FrameType, event: str, _: object) -> None:
        """Called by Python at each call of a function."""
        code, caller = frame.f_code, frame.f_back
        if event != "call":
            return
        path, by = (ours(each.f_code.co_filename) if each else "" for each in (frame, caller))
        if path and "<module>" not in code.co_qualname:
            self.files.add(path)
        self.asked["rights"] += path == "domain/rights.py" != by and code.co_name in ("author", "demand", "sees", "may")
        self.asked["rules"] += path.startswith("domain") and path.endswith("rules.py") and code.co_name == "check"
        self.asked["If-Match"] += code.co_qualname == "ETags.contains"
        self._met(frame)

    def _met(self, frame: FrameType) -> None:
        """The class of ours whose object is made, or has a method called."""
        code = frame.f_code
        if code.co_argcount and code.co_varnames[0] in ("self", "cls", "_cls"):
            first = frame.f_locals.get(code.co_varnames[0])
            kind = first if isinstance(first, type) else type(first)
            if kind.__module__.partition(".")[0] in LAYERS:
                self.classes.add(f"{kind.__module__}.{kind.__qualname__}")


def ours(filename: str) -> str:
    """The path of a file of the layers in the checkout; empty for any other."""
    path = filename.removeprefix(f"{ROOT}/")
    return path if path != filename and path.partition("/")[0] in LAYERS else ""


def walked(client: Any, method: str, path: str, **asked: Any) -> Walk:
    """What the request enters."""
    walk = Walk()
    sys.setprofile(walk.entered)
    answer = client.open(path, method=method, **asked)
    sys.setprofile(None)
    if answer.status_code not in (200, 201):
        raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
    return walk


def requests(client: Any, us: Mapping[str, str], owner: Mapping[str, str]) -> Iterator[tuple[str, Walk]]:
    """Each request by Fagforbundet or the owner, when it is asked for the second time."""
    first, second = (f"{ORKIDE}/appointments/{uuid4()}" for _ in range(2))
    client.put(first, json={**MAJA, "from": "2023-01-01"}, headers=us)
    yield "PUT appointment", walked(client, "PUT", second, json={**MAJA, "from": "2023-01-01"}, headers=us)
    seen = {**us, "If-Match": client.get(second, headers=us).headers["ETag"]}
    body = {**MAJA, "from": "2023-02-01"}
    yield "PUT appointment, with If-Match", walked(client, "PUT", second, json=body, headers=seen)
    for name, path in (("coverage", "coverage"), ("gaps, with ways", "gaps"), ("why", "coverage/1566/tekna")):
        client.get(f"{ORKIDE}/{path}?{DAY}", headers=us)
        yield f"GET {name}", walked(client, "GET", f"{ORKIDE}/{path}?{DAY}", headers=us)
    group = client.get(f"{ORKIDE}/groups?{DAY}", headers=owner).json[-1]["id"]
    path, asked = f"{ORKIDE}/groups/{group}/roster/proposal", {"seats": 3, "at": "2022-06-01"}
    client.post(path, json=asked, headers=owner)
    yield "POST proposal", walked(client, "POST", path, json=asked, headers=owner)


def walks() -> list[tuple[str, Walk]]:
    """Each request walked, in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"SAMRAD_DATABASE": f"sqlite:///{folder}/samrad.db", "SAMRAD_LOG_LEVEL": "critical"}
        _samrad(env, "demo")
        tokens = [_samrad(env, "token", "--as", party).split()[-1] for party in ASKING]
        us, owner = ({"Authorization": f"Bearer {token}"} for token in tokens)
        sys.path.insert(0, str(ROOT))
        from api.app import create_app  # noqa: PLC0415  # of the checkout that is measured, known only now

        return list(requests(create_app(env).test_client(), us, owner))


def _samrad(env: Mapping[str, str], *command: str) -> str:
    program = [str(Path(sys.executable).with_name("samrad")), *command]
    given = {**os.environ, **env}
    return subprocess.run(program, env=given, capture_output=True, text=True, check=True).stdout  # noqa: S603  # ours


def main() -> None:
    known, found = modules(), walks()
    rows = [*sizes(known), *circles(known), *naming(known)]
    for name, walk in found:
        asked = ", ".join(f"{what} {walk.asked[what]}" for what in ("rights", "rules", "If-Match"))
        rows.append((f"{name}: files, classes of ours entered", f"{len(walk.files)}, {len(walk.classes)}"))
        rows.append((f"{name}: how often asked", asked))
    print("| | |", "| --- | ---: |", *(f"| {what} | {value} |" for what, value in rows), sep="\n")
    for name, walk in found if "--files" in sys.argv else ():
        print(f"\n{name}:", *sorted(walk.files), "", *sorted(walk.classes), sep="\n  ")


if __name__ == "__main__":
    main()
