"""Persons: names and contact details, for whoever appointed them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.answering import etag_of
from api.call import Call
from api.operations import Operations
from api.persons import PERSON
from api.schemas import AskedQuery, ListQuery, PersonBody
from api.services import day_of
from domain.errors import Unknown
from domain.people import Details, Person, Read
from domain.rights import demand
from domain.world import Register
from projections.history import party_name

operations = Operations("people")

_PERSON = "/people/<uuid:person>"
_SAYS = "see person"


def _person(call: Call) -> Person:
    known = call.services.people.find([call.args["person"]]).get(call.args["person"])
    if known is None:
        raise Unknown("There is no such person.")
    demand(call.party, "person", call.world, call.today, appointed_by=known.party)
    return known


def _named(call: Call) -> tuple[UUID, Details]:
    person = _person(call)
    if person.details is None:
        raise Unknown("There is no such person.")
    return person.id, person.details


def _shape(person: UUID, details: Details) -> dict[str, Any]:
    return {"id": str(person), **details.as_dict()}


@operations("GET", _PERSON, "A person's details", _SAYS, query=AskedQuery())
def get_person(call: Call) -> Response:
    """Name, e-mail and telephone."""
    person, details = _named(call)
    call.shown.add(person)
    return call.single(_shape(person, details))


@operations("PUT", _PERSON, "Correct a person's details", _SAYS, body=PersonBody(), example=PERSON)
def put_person(call: Call) -> Response:
    """The whole of them."""
    person, before = _named(call)
    call.matches(_shape(person, before))
    details = Details(**call.loaded())
    call.services.people.correct(person, details)
    call.shown.add(person)
    shape = _shape(person, details)
    return call.answer(shape, call.now[1], etag=etag_of(shape))


@operations("DELETE", _PERSON, "Erase a person", _SAYS)
def delete_person(call: Call) -> Response:
    """For good, with their key; their appointments stand, without a name. Nobody is erased twice."""
    person = _person(call)
    call.matches(person.details and _shape(person.id, person.details))
    if person.details is not None:
        call.services.people.erase(person.id)
    return call.empty(call.now[1])


@operations("GET", f"{_PERSON}/reads", "Who has been shown a person's details", _SAYS, query=ListQuery(), many=True)
def list_reads(call: Call) -> Response:
    """Newest first, also of a person who has been erased; with ``at``, those of that day.

    Reads are not in the log and are not kept for ever, so ``known_at`` changes nothing.
    """
    person, register = _person(call), call.known[0].register
    kept = [each for each in call.services.reads.of(person.id) if call.query.get("at") in (None, day_of(each.at))]
    return call.listed(kept, lambda page: [_read(each, register) for each in page])


def _read(read: Read, register: Register) -> dict[str, Any]:
    return {
        "at": read.at.isoformat(),
        "by": party_name(read.by, register),
        "view": read.view,
        "project": str(read.project) if read.project else None,
    }
