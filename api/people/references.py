"""The person in a body: given inline, or by the identity of somebody the same party appointed before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from api.http.problems import invalid
from api.http.request import Request
from api.http.statements import Prepare
from domain.log.errors import Unknown, UnknownReference
from domain.people.port import Details, Person
from domain.rights import demand

PERSON = {"name": "Ola Eksempel", "email": "ola.eksempel@example.org", "phone": "+47 00 00 00 00"}


def asked(request: Request) -> Person:
    """The person in the address, erased or not, if the asker appointed them."""
    known = request.services.people.find([request.args["person"]]).get(request.args["person"])
    if known is None:
        raise Unknown("There is no such person.")
    demand(request.party, "person", request.world, request.today, appointed_by=known.party)
    return known


def standing(request: Request) -> tuple[Person, Details]:
    """The person in the address, who has not been erased, if the asker appointed them."""
    person = asked(request)
    if person.details is None:
        raise Unknown("There is no such person.")
    return person, person.details


def person_of(
    request: Request, body: Mapping[str, Any], party: str, before: UUID | None
) -> tuple[UUID, Prepare | None]:
    """The person's identity, and what makes a new one ready; the same details again are the same person."""
    inline, named = body["person"], body["person_id"]
    if (inline is None) == (named is None):
        raise invalid([{"pointer": "/person", "detail": "Give either «person» or «person_id»."}])
    people = request.services.people
    if named is not None:
        known = people.find([named]).get(named)
        if known is None or known.party != party or known.details is None:
            raise UnknownReference("You have appointed no such person.", "/person_id")
        return named, None
    details = Details(**inline)
    kept = people.find([before]).get(before) if before else None
    if kept is not None and kept.details and kept.details.shown() == details.shown():
        if details.gender not in (None, kept.details.gender):
            detail = f"This is the same person: what they have stated is corrected at /people/{kept.id}."
            raise invalid([{"pointer": "/person/gender", "detail": detail}])
        request.effects.told[kept.id] = kept
        return kept.id, None
    person = uuid4()
    request.effects.told[person] = Person(person, party, details)
    return person, lambda: people.adding(person, party, details)


def shared(request: Request, meetings: Iterable[tuple[UUID | None, Collection[UUID | None]]]) -> int | None:
    """The place of the first in which a person is plainly one of the others, whoever appointed each; None of none.

    Everybody who appoints somebody records them anew, so that their identities differ: it is told by their details.
    """
    asked = [(person, [each for each in others if each]) for person, others in meetings]
    people = {each for person, others in asked if person and others for each in (person, *others)}
    known = {each.id: each.details for each in request.services.people.find(people).values() if each.details}
    for place, (person, others) in enumerate(asked):
        mine = known.get(person) if person else None
        if mine is not None and any(_same(mine, known[each]) for each in others if each in known):
            return place
    return None


def _same(one: Details, other: Details) -> bool:
    """By e-mail, or by telephone and name: a telephone may be an office's."""
    if one.email and other.email and one.email.casefold() == other.email.casefold():
        return True
    return one.name.casefold() == other.name.casefold() and bool(one.phone) and one.phone == other.phone
