"""The person in a body: given inline, or by the identity of somebody the same party appointed before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from api.http.problems import invalid
from api.http.statements import Prepare
from domain.log.errors import UnknownReference
from domain.people.port import Details, NamedPeople, Person

PERSON = {"name": "Ola Eksempel", "email": "ola.eksempel@example.org", "phone": "+47 00 00 00 00"}


class PersonInBody(NamedTuple):
    """The person whom a body names."""

    id: UUID
    told: Person | None = None
    """As they are kept, where the body itself gives their details."""
    prepare: Prepare | None = None
    """Makes ready what writes a new one; None for somebody known."""


def person_of(people: NamedPeople, body: Mapping[str, Any], party: str, before: UUID | None) -> PersonInBody:
    """Who it is; the same details again, of the one who was named ``before``, are the same person."""
    inline, named = body["person"], body["person_id"]
    if (inline is None) == (named is None):
        raise invalid([{"pointer": "/person", "detail": "Give either «person» or «person_id»."}])
    if named is not None:
        known = people.find([named]).get(named)
        if known is None or known.party != party or known.details is None:
            raise UnknownReference("You have appointed no such person.", "/person_id")
        return PersonInBody(named)
    details = Details(**inline)
    kept = people.find([before]).get(before) if before else None
    if kept is not None and kept.details and kept.details.shown() == details.shown():
        if details.gender not in (None, kept.details.gender):
            detail = f"This is the same person: what they have stated is corrected at /people/{kept.id}."
            raise invalid([{"pointer": "/person/gender", "detail": detail}])
        return PersonInBody(kept.id, kept)
    person = Person(uuid4(), party, details)
    return PersonInBody(person.id, person, lambda: people.adding(person.id, party, details))


def shared(people: NamedPeople, meetings: Iterable[tuple[UUID | None, Collection[UUID | None]]]) -> int | None:
    """The place of the first in which a person is plainly one of the others, whoever appointed each; None of none.

    Everybody who appoints somebody records them anew, so that their identities differ: it is told by their details.
    """
    asked = [(person, [each for each in others if each]) for person, others in meetings]
    met = {each for person, others in asked if person and others for each in (person, *others)}
    known = {each.id: each.details for each in people.find(met).values() if each.details}
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
