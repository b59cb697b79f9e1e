"""What a request asks, read from HTTP: by whom, of what, with which body and query. It answers nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

import flask
from marshmallow import RAISE, ValidationError
from werkzeug.datastructures import ETags
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from api.http.fields import Day, find_employer, find_organisation, resolved
from api.http.operation import JSON, Operation
from api.http.problems import Problem, invalid
from api.http.shapes import PersonNames
from api.http.strict_json import strict_loads
from domain.application import Samrad
from domain.log.errors import FutureKnowledge, Invalid, Unknown, UnknownReference
from domain.log.statements import REGISTER, Party
from domain.log.world import Register, World
from domain.people.port import Person
from domain.projects.events import ProjectRegistered
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from domain.rights import demand, sees

if TYPE_CHECKING:
    from api.services import Services

LARGEST = 1024 * 1024
"""Bytes of a body."""


def subject(args: Mapping[str, Any] | None) -> UUID:
    """What an address speaks of: the project in it, or else the register."""
    found: UUID = (args or {}).get("project", REGISTER)
    return found


@dataclass
class Effects:
    """What came of a request beside its answer, to be noted afterwards."""

    shown: set[UUID] = field(default_factory=set)
    """Whose names the answer shows, other than as the request itself tells them."""
    told: dict[UUID, Person] = field(default_factory=dict)
    """The persons whose details the request itself gives: those it appoints, as they are kept."""
    recorded: bool = False
    """Whether anything was recorded."""


@dataclass(frozen=True)
class Request:
    """A request of a party: for an operation, with an address, a query and perhaps a body."""

    services: Services
    party: Party
    operation: Operation
    args: Mapping[str, Any] = field(default_factory=dict)
    """What stands in the address."""
    parameters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The query as it was sent: the values of each name."""
    given: Any = None
    """The body as it is read from JSON, where there is one."""
    upload: bytes = b""
    """The body, where it is a file."""
    path: str = ""
    accepted: str = JSON
    """The form that the asker would rather have than any other that can be given."""
    if_match: ETags | None = None
    key: str | None = None
    """``Idempotency-Key``."""
    known_from: tuple[World, int] | None = None
    """The world as known when it came, and its position, where that has been read already."""
    spoken_of: UUID | None = None
    """The subject, where it is another than the one in the address: a new project."""
    quiet: bool = False
    """Whether nobody reads the answer, so that it shows no names: an act on trial."""
    effects: Effects = field(default_factory=Effects)
    command: UUID = field(default_factory=uuid4)

    # Who asks

    @property
    def samrad(self) -> Samrad:
        """The log, and the worlds it amounts to."""
        return self.services.samrad

    @cached_property
    def today(self) -> date:
        """The day it is in Oslo."""
        return self.services.today()

    def demand(self, view: str) -> None:
        """Refuse whoever may not see this view of the project in the address."""
        demand(self.party, view, self.project(), self.today)

    def sees(self, view: str, world: World | None = None) -> bool:
        """Whether the asker sees this view."""
        return sees(self.party, view, world or self.world, self.today)

    def names(self, world: World | None = None, *, shown: bool = True) -> PersonNames:
        """How persons are shown to the asker, by the rights in a world, or now.

        Each is noted as shown, unless they are only compared with.
        """
        if self.quiet:
            return PersonNames(None)
        people = self.services.people if self.sees("names", world) else None
        noted, told = (self.effects.shown, self.effects.told) if shown else (None, {})
        return PersonNames(people, self.today, self.has_appointed, noted, told)

    def tell(self, person: Person | None) -> None:
        """Note that the request itself gives the person's details, so that showing them is no disclosure."""
        if person is not None:
            self.effects.told[person.id] = person

    def has_appointed(self, person: Person) -> bool:
        """Whether the asker appointed the person, or speaks for who did."""
        return sees(self.party, "person", self.world, self.today, appointed_by=person.party)

    # The address

    @property
    def subject(self) -> UUID:
        """What it speaks of: a project, or the register."""
        return self.spoken_of or subject(self.args)

    def of(self, project: UUID) -> Request:
        """The same request, speaking of a project that is not in its address."""
        return replace(self, spoken_of=project, known_from=None)

    @cached_property
    def now(self) -> tuple[World, int]:
        """The world as known now, and the position it reflects."""
        return self.known_from or self.samrad.world_and_position(self.subject)

    @property
    def world(self) -> World:
        """The world as known now."""
        return self.now[0]

    def project(self) -> World:
        """The world of the project in the address, whatever is left of it."""
        if self.world.book.slot("project", ()) is None:
            raise Unknown("There is no such project.")
        return self.world

    def standing_project(self) -> World:
        """The world of the project in the address, which must stand."""
        world = self.project()
        if world.standing(ProjectRegistered) is None:
            raise Unknown("The project has been withdrawn.")
        return world

    @cached_property
    def day(self) -> date | None:
        """The statement's own date, on which kommunenummer are read; None where it is unreadable."""
        given = [self.raw[key] for key in ("from", "on") if self.raw.get(key) is not None]
        given += [self.parameters[key][0] for key in ("from", "at") if key in self.parameters]
        if not given:
            return self.today
        try:
            return cast("date", Day().deserialize(given[0]))
        except ValidationError:
            return None

    def employer(self, name: str = "employer") -> UUID:
        """The employer in the address."""
        found = find_employer(employers_of(self.world.register), self.args[name], self.day)
        if found is None:
            raise Unknown("There is no such employer on that date.")
        return found

    def organisation(self, name: str = "organisation") -> UUID:
        """The organisation in the address."""
        found = find_organisation(organisations_of(self.world.register), self.args[name])
        if found is None:
            raise Unknown("There is no such organisation.")
        return found

    # The body

    @property
    def raw(self) -> Mapping[str, Any]:
        """The body as it was sent; nothing where it is no object."""
        return self.given if isinstance(self.given, dict) else {}

    def loaded(self) -> dict[str, Any]:
        """The body as its schema reads it."""
        if self.operation.body is None:
            return {}
        if not isinstance(self.given, dict):
            raise invalid([{"pointer": "", "detail": "The body must be an object."}])
        try:
            return cast("dict[str, Any]", self.operation.body.load(self.given))
        except ValidationError as error:
            raise invalid(_pointed(error.messages_dict)) from None

    def body(self) -> dict[str, Any]:
        """The body with identities in place of references, for the caller to change; read once."""
        return dict(self._body)

    @cached_property
    def _body(self) -> dict[str, Any]:
        schema = self.operation.body
        return resolved(schema, self.loaded(), self.world, self.day) if schema else {}

    # The query

    @cached_property
    def query(self) -> dict[str, Any]:
        """The query as its schema reads it."""
        schema = self.operation.query
        if schema is None:
            return {}
        try:
            return cast("dict[str, Any]", schema.load(self._asked_once(), unknown=RAISE))
        except ValidationError as error:
            raise invalid(_pointed(error.messages_dict)) from None

    def _asked_once(self) -> dict[str, str]:
        """The query; several values only where a list with commas is meant."""
        twice = [name for name, values in self.parameters.items() if len(values) > 1 and name != "status"]
        if twice:
            raise invalid([{"pointer": f"/{name}", "detail": "Given more than once."} for name in twice])
        return {name: ",".join(values) for name, values in self.parameters.items()}

    def from_asked(self, *, required: bool = True) -> date | None:
        """The ``from`` of the slot that is withdrawn."""
        text = self.parameters.get("from", [None])[0]
        if text is None and not required:
            return None
        try:
            return Day().deserialize(text or "")
        except ValidationError:
            raise Invalid("«?from=YYYY-MM-DD» names the slot that is withdrawn.", "/from") from None

    @property
    def stretch(self) -> tuple[int, int]:
        """How many things of a list come before the page that is asked for, and how many there are on it at most."""
        size: int = self.query.get("page_size", 1000)
        return (self.query.get("page", 1) - 1) * size, size

    @property
    def at(self) -> date:
        """The day that is asked about."""
        return cast("date", self.query.get("at") or self.today)

    @cached_property
    def known_at(self) -> int | None:
        """The position whose knowledge is asked for; None for now."""
        return self.known_by("known_at")

    def known_by(self, name: str) -> int | None:
        """The position that the query names, be it by an instant; None unless it does."""
        asked = self.query.get(name)
        if asked is None:
            return None
        if isinstance(asked, datetime):
            if asked > self.services.clock():
                raise FutureKnowledge(f"«{name}» is later than now.", f"/{name}")
            return self.samrad.log.position_at(asked)
        if asked > self.now[1]:
            raise FutureKnowledge("Nothing has been recorded at that position yet.", f"/{name}")
        return int(asked)

    def as_asked(self, name: str) -> int | str | None:
        """The knowledge that the query names, as it is named there."""
        asked = self.query.get(name)
        return asked.isoformat() if isinstance(asked, datetime) else asked

    @cached_property
    def known(self) -> tuple[World, int]:
        """The world as known at ``known_at``, and the position it reflects."""
        return self.now if self.known_at is None else self.samrad.world_and_position(self.subject, self.known_at)

    def register_at(self, position: int) -> Register:
        """The register as known at a position, which is mostly that of now."""
        return self.world.register if position == self.now[1] else self.samrad.world(known_at=position).register

    def recorded_at(self, position: int) -> datetime:
        """When the last of what is known at a position was recorded."""
        return self.samrad.log.recorded_at(position) or self.services.clock()

    def asked(self, name: str) -> UUID | None:
        """The employer or organisation that the query narrows to."""
        text = self.query.get(name)
        if text is None:
            return None
        register = self.world.register
        named_organisation = name == "organisation"
        found = (
            find_organisation(organisations_of(register), text)
            if named_organisation
            else find_employer(employers_of(register), text, self.at)
        )
        if found is None:
            raise UnknownReference(
                f"There is no such {'organisation' if named_organisation else 'employer'}.", f"/{name}"
            )
        return found


def read(
    services: Services,
    party: Party,
    operation: Operation,
    http: flask.Request,
    known_from: tuple[World, int] | None = None,
) -> Request:
    """The request as it came by HTTP. Refused where its body is too large, of another kind, or cannot be read."""
    return Request(
        services,
        party,
        operation,
        http.view_args or {},
        dict(http.args.lists()),
        _json(http) if operation.body is not None else None,
        _file(http, operation.takes) if operation.takes else b"",
        http.path,
        http.accept_mimetypes.best_match(operation.produces) or operation.produces[0],
        http.if_match,
        http.headers.get("Idempotency-Key"),
        known_from,
    )


def _json(http: flask.Request) -> Any:
    if (http.content_length or 0) > LARGEST:
        raise RequestEntityTooLarge
    if not http.is_json:
        raise UnsupportedMediaType
    try:
        return strict_loads(_whole_body(http))
    except ValueError:
        raise BadRequest from None


def _file(http: flask.Request, kind: str) -> bytes:
    if (http.content_length or 0) > LARGEST:
        raise RequestEntityTooLarge
    if http.mimetype != kind:
        raise no_file(kind)
    return _whole_body(http)


def no_file(kind: str) -> Problem:
    """The refusal of a body that is no file of the kind."""
    return Problem(415, "unsupported-media-type", f"The body must be a file, marked «Content-Type: {kind}».")


def _whole_body(http: flask.Request) -> bytes:
    """All of the body; one that comes in chunks shows only now how large it is."""
    body = http.get_data()
    if len(body) > LARGEST:
        raise RequestEntityTooLarge
    if len(body) < (http.content_length or 0):
        raise BadRequest  # the connection was closed in the middle
    return body


def _pointed(messages: Mapping[Any, Any], pointer: str = "") -> list[dict[str, str]]:
    """marshmallow's messages as a list with JSON pointers."""
    found = []
    for key, value in messages.items():
        here = pointer if key == "_schema" else f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        if isinstance(value, Mapping):
            found += _pointed(value, here)
        else:
            found += [{"pointer": here, "detail": str(message)} for message in value]
    return found
