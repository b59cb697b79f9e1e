"""Representanter of employers as they are shown."""

from __future__ import annotations

from datetime import date

from api.http.person_view import PersonNames
from api.http.shapes import Shape, employer_reference, span_view
from domain.log.statements import Statement
from domain.log.world import World


def representant_view(said: Statement, world: World, person: Shape, on: date) -> Shape:
    """Who speaks for an employer."""
    return {
        "id": str(said.content["representant"]),
        "employer": employer_reference(world.register, said.content["employer"], on),
        "person": person,
        **span_view(said),
    }


def representant_statement(said: Statement, world: World, names: PersonNames, today: date) -> Shape:
    """Who speaks for an employer, with the person by right."""
    return representant_view(said, world, names.show(said.content["person"]), today)
