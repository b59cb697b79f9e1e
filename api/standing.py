"""What stands in a slot, as it is answered to whoever said it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from api import groups, shapes
from api.names import Names, Shape
from domain.delegation import RepresentantAppointed
from domain.group import GroupFormed, SeatFilled
from domain.project import ProjectRegistered
from domain.statements import Statement
from domain.world import World


def statement(said: Statement, world: World, names: Names, today: date) -> Shape:
    """By its kind; what has no shape of its own is shown field by field."""
    if isinstance(said, RepresentantAppointed):
        return shapes.appointment(world, said, names.show(said.person), today)
    if said.KIND == "representant":
        return shapes.representant(said, world, names.show(said.content["person"]), today)
    shaped = _SHAPES.get(said.KIND)
    return shaped(said, world, today) if shaped else shapes.content(said, world, said.at or today)


def _project(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, ProjectRegistered)
    return shapes.project(world, said, today)


def _employer(said: Statement, world: World, today: date) -> Shape:
    return shapes.employer(world.register, world.register.employers[said.content["employer"]], today)


def _organisation(said: Statement, world: World, today: date) -> Shape:
    return shapes.organisation(world.register, world.register.organisations[said.content["organisation"]], today)


def _group(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, GroupFormed)
    return groups.group(world, said, today)


def _seat(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, SeatFilled)
    return groups.seat(world, said, today)


def _rules(said: Statement, world: World, today: date) -> Shape:
    return groups.rules(world, said, today)


_SHAPES: Mapping[str, Callable[[Statement, World, date], Shape]] = {
    "project": _project,
    "employer": _employer,
    "organisation": _organisation,
    "group": _group,
    "seat": _seat,
    "rules": _rules,
}
