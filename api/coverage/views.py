"""Pairs as they are asked for and shown: by group, by status, with the span of their status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from orjson import Fragment, dumps

from api.http.answers import PairAnswer, PairInProject, PairStatus, ProjectRef
from api.http.shapes import Fragments, Written, employer_reference, iso_day, members_of, organisation_reference
from domain.log.spans import ALWAYS, FOREVER
from domain.log.world import Register, World
from domain.projects.state import project_name
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import Cell
from projections.index.queries import OpenBlock

_OPEN_ENDS = (ALWAYS.isoformat(), FOREVER.isoformat())


def pair_view(register: Register, pair: Pair, day: date) -> PairAnswer:
    """A pair, its employer and its organisation as they were on the day."""
    return {
        "employer": employer_reference(register, pair.employer, day),
        "organisation": organisation_reference(register, pair.organisation, day),
        **_cell(pair.cell),
    }


def _cell(cell: Cell) -> PairStatus:
    return {
        "status": cell.status,
        "claimed": cell.claimed,
        "since": iso_day(cell.days.start),
        "until": iso_day(cell.days.stop),
        "appointments": [str(appointment) for appointment in cell.appointments],
    }


def pair_with_project(world: World, pair: Pair, day: date) -> PairInProject:
    """A pair, with the project it is in."""
    project: ProjectRef = {"id": str(world.subject), "name": project_name(world)}
    return {"project": project, **pair_view(world.register, pair, day)}


def block_fragment(fragments: Fragments, blocks: Iterable[OpenBlock], day: date) -> Written:
    """The pairs of blocks of any projects as JSON, each as :func:`with_project` would show it."""
    shown = []
    for block in blocks:
        project = {"id": _hyphened(block.project), "name": block.project_name}
        before = b'{"project":' + dumps(project) + b',"employer":'
        after = b',"organisation":' + fragments.organisation(block.organisation, day) + b"," + _rest_of(block)
        shown += [before + fragments.employer(employer, day) + after for employer in block.employers]
    return Fragment(b"[" + b",".join(shown) + b"]")


def _hyphened(identity: str) -> str:
    return f"{identity[:8]}-{identity[8:12]}-{identity[12:16]}-{identity[16:20]}-{identity[20:]}"


def _rest_of(block: OpenBlock) -> bytes:
    since, until = (None if day in _OPEN_ENDS else day for day in (block.since, block.until))
    rest = {"status": block.status, "claimed": block.claimed, "since": since, "until": until, "appointments": []}
    return members_of(rest) + b"}"


def matrix_fragment(fragments: Fragments, coverage: Coverage, day: date) -> Written:
    """All pairs of a day as JSON, each as :func:`shape` would show it: many share their parts, so each is made once."""
    named = coverage.organisations
    organisations = [b',"organisation":' + fragments.organisation(who, day) + b"," for who in named]
    rests: dict[int, bytes] = {}
    shown = []
    for who, row in coverage.rows(day, named):
        employer = b'{"employer":' + fragments.employer(who.bytes, day)
        for organisation, cell in zip(organisations, row, strict=True):
            if cell is not None:
                rest = rests.get(id(cell)) or rests.setdefault(id(cell), _rest(cell))
                shown.append(employer + organisation + rest)
    return Fragment(b"[" + b",".join(shown) + b"]")


def _rest(cell: Cell) -> bytes:
    return members_of(_cell(cell)) + b"}"
