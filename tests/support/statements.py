"""Statements made by hand, for the tests of what is folded from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from domain.appointments.events import ALL, RepresentantAppointed
from domain.groups.events import GroupFormed
from domain.log.book import Book, Entry
from domain.log.statements import ENVELOPE, Statement, identity
from domain.log.world import Register, World
from domain.projects.events import ParticipantAdded, ProjectRegistered
from domain.register.events import EmployerChanged, EmployerRegistered, OrganisationRegistered

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = date(2026, 2, 1)


def called(name: str) -> UUID:
    """The identity of whoever the test calls by this name."""
    return identity("test", name)


def said(event: type[Statement], position: int = 1, by: str = "registrar", **content: Any) -> Entry:
    """An entry of the log."""
    make = cast("Callable[..., Statement]", event)
    stream = called(event.KIND)
    envelope = {"originator_version": position, "timestamp": MOMENT, "command": called("command")}
    who = {"by": by, "capacity": "registrar", "on_behalf_of": None}
    return Entry(position, MOMENT, make(originator_id=stream, **envelope, **who, **content))


def book(*entries: Entry) -> Book:
    """The book of them."""
    return Book().with_entries(entries)


def employer(name: str, number: str | None = None, from_: date | None = None, until: date | None = None) -> Entry:
    """An employer is registered."""
    rest = {"kind": "kommune", "orgnr": None, "from_": from_, "until": until}
    return said(EmployerRegistered, employer=called(name), name=name, kommunenummer=number, **rest)


def change(on: date, old: str, *new: str) -> Entry:
    """An employer becomes others, or itself."""
    successors = [{"to": called(each), "kommunenummer": None, "name": each} for each in new]
    return said(EmployerChanged, employer=called(old), on=on, successors=successors)


def any_of(event: type[Statement]) -> dict[str, Any]:
    """Some content for the event, by the types of its fields."""
    hints = {name: kind for name, kind in get_type_hints(event).items() if "ClassVar" not in str(kind)}
    fields = [name for name in hints if name not in ENVELOPE and not name.startswith("_")]
    special = SPECIAL | ({"kind": "styringsgruppe"} if event is GroupFormed else {})
    return {name: special[name] if name in special else _value(hints[name]) for name in fields}


SPECIAL: dict[str, Any] = {
    "phase": "forme_sammen",
    "status": "affected",
    "role": "tillitsvalgt",
    "function": "medlem",
    "kind": "organisasjon",
    "scope": ALL,
    "until": date(2027, 2, 1),
    "successors": [{"to": called("new"), "kommunenummer": "1599", "name": "Nordmøre"}],
    "vara_for": None,
    "rules": [{"rule": "one_seat_per_person", "basis": "Avtalen"}],
}


def _value(kind: Any) -> Any:
    if get_origin(kind) in (UnionType, Union):
        return _value(next(each for each in get_args(kind) if each is not type(None)))
    if get_origin(kind) is list:
        return [_value(get_args(kind)[0])]
    values: Iterable[tuple[type, Any]] = ((UUID, called("somebody")), (date, DAY), (int, 14), (str, "Ny"))
    return dict(values)[kind]


def given(*entries: Entry) -> World:
    """The world in which this has been said, of the register and of one project, in order."""
    placed = [entry._replace(position=place) for place, entry in enumerate(entries, 1)]
    register = [entry for entry in placed if entry.event.OF_THE_REGISTER]
    project = [entry for entry in placed if not entry.event.OF_THE_REGISTER]
    return World(Register(book(*register)), called("project"), book(*project))


def organisation(name: str, kind: str = "organisasjon") -> Entry:
    """An organisation is registered."""
    rest = {"slug": name.lower(), "kind": kind, "short_name": None, "orgnr": None, "from_": None, "until": None}
    return said(OrganisationRegistered, organisation=called(name), name=name, **rest)


def project(owner: str, from_: date = DAY, until: date | None = None) -> Entry:
    """A project is registered."""
    return said(ProjectRegistered, name="Felles", owner=called(owner), from_=from_, until=until)


def participant(name: str, from_: date = DAY, until: date | None = None) -> Entry:
    """An employer takes part."""
    return said(ParticipantAdded, employer=called(name), from_=from_, until=until)


def appointment(name: str, by: str, **content: Any) -> Entry:
    """An organisation appoints somebody, whose appointment and person go by the name."""
    whose = {"organisation": called(by), "appointment": called(name), "person": called(name)}
    rest = {"role": "tillitsvalgt", "employed_at": None, "scope": ALL, "from_": DAY, "until": None, "vara_for": None}
    return said(RepresentantAppointed, **{**whose, **rest, **content})
