"""Every route, by every capacity, in a project of theirs and in one of others: as the table of rights says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.app import OPERATIONS
from api.http.operation import Operation
from api.register.seed import kommune_id
from domain.rights import row
from tests.api.test_every_operation import address, send
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KRISTIANSUND,
    LO_KOMMUNE,
    OSLO,
    REGISTRAR,
    TEKNA,
    Office,
    new_id,
)
from tests.support.scene import HALSA, HEIM, START, Scene
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out
BRANCH = "organisation:fagforbundet/1505"
OLD_BRANCH = "organisation:fagforbundet/1573"
ENDED = "halsa"

HOLDS: Mapping[str, set[str]] = {
    REGISTRAR: {"registrar"},
    AUDITOR: {"auditor"},
    KRISTIANSUND: {"owner", "owner to be", "party"},
    AURE: {"employer", "party"},
    HEIM: {"party"},
    ENDED: set(),
    OSLO: set(),
    FAGFORBUNDET: {"organisation", "party", "appointer", "subscriber"},
    DELTA: {"party"},
    LO_KOMMUNE: {"party"},
    TEKNA: set(),
    BRANCH: {"branch", "branch itself", "party"},
    OLD_BRANCH: set(),
}
"""What each holds where the address speaks of Aure and Fagforbundet, whom Fagforbundet has appointed, and its feed."""

APPOINTING = (KRISTIANSUND, AURE, HEIM, OSLO, FAGFORBUNDET, DELTA, LO_KOMMUNE, TEKNA)
"""Those that may have people of their own."""

ANOTHERS = new_id()
"""A project that only Oslo has to do with."""
IN_ANOTHERS = {
    OSLO: {"owner", "party"},
    KRISTIANSUND: {"owner to be"},
    AURE: {"employer"},
    FAGFORBUNDET: {"organisation"},
    BRANCH: {"branch"},
}
"""What is left of it in a project that only Oslo takes part in."""

IN_PROJECTS = [operation for operation in OPERATIONS if re.search(r"<uuid:project>/", operation.rule)]
OF_AN_APPOINTMENT = ("scope", "leave", "end", "appointment")
"""Statements about Kari's appointment, which is for all, and so not a branch's."""


@pytest.fixture(scope="module")
def walked(scene_store: tuple[Path, Scene], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The scene, with a branch that speaks for Aure and one that no longer does, and Oslo's own project.

    Nothing more is recorded in it.
    """
    kept, scene = scene_store
    folder = tmp_path_factory.mktemp("walk") / "scene"
    copied(kept, folder)
    office = Office(settings_in(folder))
    scene = scene.in_(office)
    for number, until in (("1505", None), ("1573", "2026-02-01")):
        said = {"employers": ["1576"], "from": "2026-01-01", "until": until}
        scene.fagforbundet.put(f"/organisations/fagforbundet/branches/{number}", said).expect(201)
    oslo = scene.as_(OSLO)
    oslo.put(f"/projects/{ANOTHERS}", {"name": "Annet", "owner": "0301", "from": START}).expect(201)
    oslo.put(f"/projects/{ANOTHERS}/participants/0301", {"from": START}).expect(201)
    before = office.position()
    yield scene
    assert office.position() == before
    office.close()


def party(name: str) -> str:
    """The party as tokens name it."""
    return f"employer:{kommune_id(HALSA)}" if name == ENDED else name


def holds(name: str, operation: Operation) -> set[str]:
    """The capacities the party holds in what the operation asks."""
    held = HOLDS[name] | {"everybody"} | ({"one that appoints"} if name in APPOINTING else set())
    if operation.right == "say joint":
        held = held - {"organisation", "branch"} | ({"organisation"} if name == DELTA else set())
    if operation.right.partition(" ")[2] in OF_AN_APPOINTMENT and operation.name != "post_appointment":
        held = held - {"branch"}
    return held


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """Whatever fails meanwhile says of whom."""
    try:
        yield
    except AssertionError as failure:
        failure.add_note(f"This is of {name}.")
        raise


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_in_a_project_of_theirs(walked: Scene, operation: Operation) -> None:
    """Whoever holds none of the row's capacities is refused, and nobody else."""
    path = address(walked, operation)
    for name in HOLDS:
        answer = send(walked.as_(party(name)), operation, path, **_recording_nothing(operation))
        allowed = bool(holds(name, operation) & set(row(operation.right)))
        with told_of(name):
            assert (answer.status != 403) == allowed, answer.text
            if not allowed:
                answer.refused(403, "not-yours")


def _recording_nothing(operation: Operation) -> dict[str, object]:
    """What lets the request pass rights, and then be refused: a state that never was, or a body amiss."""
    if operation.method == "POST" and operation.body is not None:
        return {"json": {**(operation.example or {}), "from": "amiss", "on": "amiss", "page": "amiss"}}
    return {"headers": {"If-Match": '"never"'}} if operation.method in ("PUT", "DELETE") else {}


@pytest.mark.parametrize("operation", IN_PROJECTS, ids=lambda each: each.name)
def test_in_a_project_of_others(walked: Scene, operation: Operation) -> None:
    """Being a party of one project is nothing in another; the ids of the one are unknown there."""
    path = address(walked, operation, project=ANOTHERS)
    known_by_id = re.search(r"<uuid:(appointment|representant|group|seat|succession)>", operation.rule)
    unknown = known_by_id and operation.name not in ("put_appointment", "put_representant", "put_group")
    for name in HOLDS:
        answer = send(walked.as_(party(name)), operation, path, **_recording_nothing(operation))
        with told_of(name):
            if unknown and answer.status != 403:
                answer.refused(404, "unknown")
                continue
            held = IN_ANOTHERS.get(name, set()) | HOLDS[name] & {"registrar", "auditor"} | {"everybody"}
            assert (answer.status != 403) == bool(held & set(row(operation.right))), answer.text
