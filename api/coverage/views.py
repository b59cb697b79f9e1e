"""Pairs as they are asked for and shown: by group, by status, with the span of their status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from orjson import Fragment, dumps

from api.http.fragments import Fragments, members_of
from api.http.problems import invalid
from api.http.references import uuid_of
from api.http.request import Request
from api.http.shapes import employer_reference, iso_day, organisation_reference
from domain.groups.events import GROUP_KINDS
from domain.log.errors import UnknownReference
from domain.log.spans import ALWAYS, FOREVER
from domain.log.world import Register, World
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import STATUSES, Cell
from projections.index.queries import OpenBlock

_OPEN_ENDS = (ALWAYS.isoformat(), FOREVER.isoformat())


def coverage_asked(request: Request, world: World) -> Coverage:
    """All of it, or by the seats of the group of the project, or the kind of group, that the query names."""
    coverage, asked = request.services.coverage(world), request.query.get("group")
    if asked is None:
        return coverage
    group = uuid_of(asked)
    if asked not in GROUP_KINDS and (group is None or request.world.book.slot("group", (group,)) is None):
        raise UnknownReference(f"There is no such group. By kind: {', '.join(GROUP_KINDS)}.", "/group")
    return coverage.by_group(group or asked)


def statuses_asked(request: Request) -> set[str]:
    """The statuses that the query asks for; all unless it does."""
    asked = request.query.get("status")
    wanted = set(asked.split(",")) if asked is not None else set(STATUSES)
    if not wanted <= set(STATUSES):
        raise invalid([{"pointer": "/status", "detail": f"One of: {', '.join(STATUSES)}."}])
    return wanted


def pair_view(request: Request, register: Register, pair: Pair) -> dict[str, Any]:
    """A pair, its employer and its organisation as they were on the day asked about."""
    return {
        "employer": employer_reference(register, pair.employer, request.at),
        "organisation": organisation_reference(register, pair.organisation, request.at),
        **_cell(pair.cell),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "status": cell.status,
        "claimed": cell.claimed,
        "since": iso_day(cell.days.start),
        "until": iso_day(cell.days.stop),
        "appointments": [str(appointment) for appointment in cell.appointments],
    }


def pair_with_project(request: Request, world: World, pair: Pair) -> dict[str, Any]:
    """A pair, with the project it is in."""
    project = {"id": str(world.subject), "name": world.project.name if world.project else None}
    return {"project": project, **pair_view(request, world.register, pair)}


def block_fragment(fragments: Fragments, blocks: Iterable[OpenBlock], day: date) -> Fragment:
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


def matrix_fragment(fragments: Fragments, coverage: Coverage, day: date) -> Fragment:
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
