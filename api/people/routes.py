"""Persons: names and contact details, and all that is held on them, for whoever appointed them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from api.http.answers import PersonRef
from api.http.operation import HTML, JSON, Operations
from api.http.person_view import own
from api.http.respond import etag_of
from api.http.schemas import AskedQuery, ListQuery, PersonBody
from api.http.statements import Call
from api.people.exports import innsyn_page
from api.people.references import PERSON, asked, standing
from api.people.schemas import HeldAnswer, PageQuery, PeopleSought, ReadAnswer, RestrictionAnswer, RestrictionBody
from api.people.views import held, read_view
from api.services import day_of
from domain.people.port import Details, Person
from domain.rights import demand, spoken_for

operations = Operations("people")

_PERSON = "/people/<uuid:person>"
_SAYS = "see person"


@operations("GET", _PERSON, "A person's details", _SAYS, query=AskedQuery(), answer=PersonRef())
def get_person(call: Call) -> Response:
    """Name, e-mail and telephone."""
    person, details = standing(call)
    call.shown.add(person.id)
    return call.single(own(person, details, call.today))


@operations("PUT", _PERSON, "Correct a person's details", _SAYS, body=PersonBody(), example=PERSON, answer=PersonRef())
def put_person(call: Call) -> Response:
    """The whole of them."""
    person, before = standing(call)
    call.matches(own(person, before, call.today))
    details = Details(**call.loaded())
    call.services.people.correct(person.id, details)
    shape = own(person, details, call.today)
    return call.answer(shape, call.now[1], etag=etag_of(shape))


@operations("DELETE", _PERSON, "Erase a person", _SAYS)
def delete_person(call: Call) -> Response:
    """For good, with their key; their appointments stand, without a name. Nobody is erased twice."""
    person = asked(call)
    call.matches(person.details and own(person, person.details, call.today))
    call.services.people.erase(person.id)  # an erasure that was cut short is completed
    return call.empty(call.now[1])


@operations(
    "GET",
    f"{_PERSON}/reads",
    "Who has been shown a person's details",
    _SAYS,
    query=ListQuery(),
    many=True,
    answer=ReadAnswer(),
)
def list_reads(call: Call) -> Response:
    """Newest first, also of a person who has been erased; with ``at``, those of that day.

    Reads are not in the log and are not kept for ever, so ``known_at`` changes nothing.
    """
    person, register = asked(call), call.known[0].register
    kept = [each for each in call.services.reads.of(person.id) if call.query.get("at") in (None, day_of(each.at))]
    return call.listed(kept, lambda page: [read_view(each, register) for each in page])


@operations(
    "PUT",
    f"{_PERSON}/restriction",
    "Restrict the use of a person's details",
    _SAYS,
    body=RestrictionBody(),
    example={"from": "2026-01-01"},
    answer=RestrictionAnswer(),
)
def put_restriction(call: Call) -> Response:
    """From that day they are shown to nobody but who appointed them (GDPR, article 18). The reason is not kept."""
    person, _ = standing(call)
    call.matches(_restriction(person.id, person.restricted_from) if person.restricted_from else None)
    from_ = call.loaded()["from_"]
    call.services.people.restrict(person.id, from_)
    shape = _restriction(person.id, from_)
    return call.answer(shape, call.now[1], 200 if person.restricted_from else 201, etag_of(shape))


def _restriction(person: UUID, from_: date) -> dict[str, str]:
    return {"person": str(person), "from": from_.isoformat()}


@operations("DELETE", f"{_PERSON}/restriction", "Lift the restriction", _SAYS)
def delete_restriction(call: Call) -> Response:
    """Whether there was one or not: what has been lifted is not remembered."""
    person, _ = standing(call)
    call.matches(_restriction(person.id, person.restricted_from) if person.restricted_from else None)
    call.services.people.restrict(person.id, None)
    return call.empty(call.now[1])


@operations(
    "POST",
    "/people/search",
    "Look for people",
    "see own people",
    body=PeopleSought(),
    query=PageQuery(),
    example={"name": "eksempel"},
    many=True,
    answer=PersonRef(),
)
def search_people(call: Call) -> Response:
    """Among those the asker has appointed. A POST, so that no name stands in an address; nothing is recorded.

    The name by any part of it, large and small letters alike; e-mail and telephone in full. All that is given must fit.
    """
    demand(call.party, "own people", call.world, call.today)
    sought = call.loaded()
    people = call.services.people
    found = people.find(people.appointed_by(spoken_for(call.party, call.world.register, call.today)))
    fitting = [(each, each.details) for each in found.values() if each.details and _fits(each.details, sought)]
    fitting.sort(key=lambda each: (each[1].name.casefold(), each[0].id))
    return call.listed(fitting, lambda page: [_shown(call, *each) for each in page])


def _shown(call: Call, person: Person, details: Details) -> dict[str, Any]:
    call.shown.add(person.id)
    return own(person, details, call.today)


def _fits(details: Details, sought: dict[str, str | None]) -> bool:
    name, email, phone = sought["name"], sought["email"], sought["phone"]
    return (
        (name is None or name.casefold() in details.name.casefold())
        and (email is None or email == details.email)
        and (phone is None or phone == details.phone)
    )


@operations(
    "GET",
    "/people/<uuid:person>/held",
    "All that is held on a person",
    "see person",
    query=AskedQuery(),
    produces=(JSON, HTML),
    answer=HeldAnswer(),
)
def get_held(call: Call) -> Response:
    """Details, appointments and what was said of them, who has seen the details, and how long they are kept.

    With ``Accept: text/html`` as a document to hand over, with the same content.
    """
    person, details = standing(call)
    position = call.known[1]
    call.shown.add(person.id)
    shape = held(call.services, person, details, position, call.at)
    if not call.accepts(HTML):
        return call.answer(shape, position)
    return call.page(innsyn_page(shape), position)
