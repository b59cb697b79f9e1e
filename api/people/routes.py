"""Persons: names and contact details, and all that is held on them, for whoever appointed them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response

from api.http import respond
from api.http.answers import PersonRef
from api.http.operation import HTML, JSON, Operations
from api.http.request import Request
from api.http.respond import etag_of
from api.http.schemas import AskedQuery, ListQuery, PersonBody
from api.http.shapes import own_person
from api.http.statements import matches
from api.people.exports import innsyn_page
from api.people.references import PERSON
from api.people.schemas import HeldAnswer, PageQuery, PeopleSought, ReadAnswer, RestrictionAnswer, RestrictionBody
from api.people.views import held, read_view
from domain.log.errors import Unknown
from domain.log.spans import day_of
from domain.people.port import Details, Person
from domain.rights import demand, spoken_for

operations = Operations("people")

_PERSON = "/people/<uuid:person>"
_SAYS = "see person"


def _asked(request: Request) -> Person:
    """The person in the address, erased or not, if the asker appointed them."""
    known = request.services.people.find([request.args["person"]]).get(request.args["person"])
    if known is None:
        raise Unknown("There is no such person.")
    demand(request.party, "person", request.world, request.today, appointed_by=known.party)
    return known


def _standing(request: Request) -> tuple[Person, Details]:
    """The person in the address, who has not been erased, if the asker appointed them."""
    person = _asked(request)
    if person.details is None:
        raise Unknown("There is no such person.")
    return person, person.details


@operations("GET", _PERSON, "A person's details", _SAYS, query=AskedQuery(), answer=PersonRef)
def get_person(request: Request) -> Response:
    """Name, e-mail and telephone."""
    person, details = _standing(request)
    request.effects.shown.add(person.id)
    return respond.single(request, own_person(person, details, request.today))


@operations("PUT", _PERSON, "Correct a person's details", _SAYS, body=PersonBody(), example=PERSON, answer=PersonRef)
def put_person(request: Request) -> Response:
    """The whole of them."""
    person, before = _standing(request)
    matches(request, own_person(person, before, request.today))
    details = Details(**request.loaded())
    request.services.people.correct(person.id, details)
    shape = own_person(person, details, request.today)
    return respond.answer(shape, request.now[1], etag=etag_of(shape))


@operations("DELETE", _PERSON, "Erase a person", _SAYS)
def delete_person(request: Request) -> Response:
    """For good, with their key; their appointments stand, without a name. Nobody is erased twice."""
    person = _asked(request)
    matches(request, person.details and own_person(person, person.details, request.today))
    request.services.people.erase(person.id)  # an erasure that was cut short is completed
    return respond.empty(request.now[1])


@operations(
    "GET",
    f"{_PERSON}/reads",
    "Who has been shown a person's details",
    _SAYS,
    query=ListQuery(),
    answer=list[ReadAnswer],
)
def list_reads(request: Request) -> Response:
    """Newest first, also of a person who has been erased; with ``at``, those of that day.

    Reads are not in the log and are not kept for ever, so ``known_at`` changes nothing.
    """
    person, register = _asked(request), request.known[0].register
    kept = [each for each in request.services.reads.of(person.id) if request.query.get("at") in (None, day_of(each.at))]
    return respond.listed(request, kept, lambda page: [read_view(each, register) for each in page])


@operations(
    "PUT",
    f"{_PERSON}/restriction",
    "Restrict the use of a person's details",
    _SAYS,
    body=RestrictionBody(),
    example={"from": "2026-01-01"},
    answer=RestrictionAnswer,
)
def put_restriction(request: Request) -> Response:
    """From that day they are shown to nobody but who appointed them (GDPR, article 18). The reason is not kept."""
    person, _ = _standing(request)
    matches(request, _restriction(person.id, person.restricted_from) if person.restricted_from else None)
    from_ = request.loaded()["from_"]
    request.services.people.restrict(person.id, from_)
    shape = _restriction(person.id, from_)
    return respond.answer(shape, request.now[1], 200 if person.restricted_from else 201, etag_of(shape))


def _restriction(person: UUID, from_: date) -> dict[str, str]:
    return {"person": str(person), "from": from_.isoformat()}


@operations("DELETE", f"{_PERSON}/restriction", "Lift the restriction", _SAYS)
def delete_restriction(request: Request) -> Response:
    """Whether there was one or not: what has been lifted is not remembered."""
    person, _ = _standing(request)
    matches(request, _restriction(person.id, person.restricted_from) if person.restricted_from else None)
    request.services.people.restrict(person.id, None)
    return respond.empty(request.now[1])


@operations(
    "POST",
    "/people/search",
    "Look for people",
    "see own people",
    body=PeopleSought(),
    query=PageQuery(),
    example={"name": "eksempel"},
    answer=list[PersonRef],
)
def search_people(request: Request) -> Response:
    """Among those the asker has appointed. A POST, so that no name stands in an address; nothing is recorded.

    The name by any part of it, large and small letters alike; e-mail and telephone in full. All that is given must fit.
    """
    demand(request.party, "own people", request.world, request.today)
    sought = request.loaded()
    people = request.services.people
    found = people.find(people.appointed_by(spoken_for(request.party, request.world.register, request.today)))
    fitting = [(each, each.details) for each in found.values() if each.details and _fits(each.details, sought)]
    fitting.sort(key=lambda each: (each[1].name.casefold(), each[0].id))
    return respond.listed(request, fitting, lambda page: [_shown(request, *each) for each in page])


def _shown(request: Request, person: Person, details: Details) -> PersonRef:
    request.effects.shown.add(person.id)
    return own_person(person, details, request.today)


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
    answer=HeldAnswer,
)
def get_held(request: Request) -> Response:
    """Details, appointments and what was said of them, who has seen the details, and how long they are kept.

    With ``Accept: text/html`` as a document to hand over, with the same content.
    """
    person, details = _standing(request)
    position = request.known[1]
    request.effects.shown.add(person.id)
    shape = held(request.services, person, details, position, request.at)
    if request.accepted != HTML:
        return respond.answer(shape, position)
    return respond.page(innsyn_page(shape), position)
