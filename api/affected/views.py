"""Representanter of employers as they are shown."""

from __future__ import annotations

from datetime import date

from api.affected.schemas import RepresentantAnswer
from api.http.answers import PersonRef
from api.http.shapes import PersonNames, employer_reference, iso_day
from domain.log.statements import Statement
from domain.log.world import World


def representant_view(said: Statement, world: World, person: PersonRef, on: date) -> RepresentantAnswer:
    """Who speaks for an employer."""
    return {
        "id": str(said.content["representant"]),
        "employer": employer_reference(world.register, said.content["employer"], on),
        "person": person,
        "from": iso_day(said.content["from_"]),
        "until": iso_day(said.content["until"]),
    }


def representant_statement(said: Statement, world: World, names: PersonNames, today: date) -> RepresentantAnswer:
    """Who speaks for an employer, with the person by right."""
    return representant_view(said, world, names.show(said.content["person"]), today)
