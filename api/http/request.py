"""What a request asks: its address, its body and its query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid4

from flask import Request
from marshmallow import RAISE, ValidationError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from api.http.fields import Day
from api.http.operation import Operation
from api.http.problems import Problem, invalid
from api.http.references import find_employer, find_organisation, resolved
from api.http.respond import Answering
from api.http.strict_json import strict_loads
from api.services import Services
from domain.log.errors import FutureKnowledge, Unknown, UnknownReference
from domain.log.statements import REGISTER, Party
from domain.log.world import Register, World
from domain.people.port import Person

LARGEST = 1024 * 1024
"""Bytes of a body."""


def subject(args: Mapping[str, Any] | None) -> UUID:
    """What an address speaks of: the project in it, or else the register."""
    found: UUID = (args or {}).get("project", REGISTER)
    return found


class Asking(Answering):
    """A request, read."""

    def __init__(
        self,
        services: Services,
        party: Party,
        operation: Operation,
        request: Request,
        now: tuple[World, int] | None = None,
    ) -> None:
        self.services = services
        self.samrad = services.samrad
        self.party = party
        self.operation = operation
        self.request = request
        self.args: Mapping[str, Any] = request.view_args or {}
        self.subject = subject(self.args)
        if now is not None:
            self.now = now
        self.today = services.today()
        self.command = uuid4()
        self.replayed = False
        self.has_recorded = False
        self.shown: set[UUID] = set()
        """Whose names the answer shows, other than as the request itself tells them."""
        self.told: dict[UUID, Person] = {}
        """The persons whose details the request itself gives: those it appoints, as they are kept."""
        self.conditions: list[Callable[[World], None]] = []
        """What ``If-Match`` asks, to be asked again of the world that is decided on."""
        self._given: Any = self._read() if operation.body is not None else {}
        self.upload = self._file(operation.takes) if operation.takes else b""
        """The body, where it is a file."""
        self.raw: Mapping[str, Any] = self._given if isinstance(self._given, dict) else {}

    # The address

    @cached_property
    def now(self) -> tuple[World, int]:
        """The world as known now, and the position it reflects."""
        return self.samrad.world_and_position(self.subject)

    @property
    def world(self) -> World:
        """The world as known now."""
        return self.now[0]

    def turn_to(self, subject: UUID) -> None:
        """Speak of another subject than the one in the address: a new project."""
        self.subject = subject
        self.__dict__.pop("now", None)

    def project(self) -> World:
        """The world of the project in the address, whatever is left of it."""
        if self.world.book.slot("project", ()) is None:
            raise Unknown("There is no such project.")
        return self.world

    def standing_project(self) -> World:
        """The world of the project in the address, which must stand."""
        world = self.project()
        if world.project is None:
            raise Unknown("The project has been withdrawn.")
        return world

    @cached_property
    def day(self) -> date | None:
        """The statement's own date, on which kommunenummer are read; None where it is unreadable."""
        given = [self.raw[key] for key in ("from", "on") if self.raw.get(key) is not None]
        given += [self.request.args[key] for key in ("from", "at") if key in self.request.args]
        if not given:
            return self.today
        try:
            return cast("date", Day().deserialize(given[0]))
        except ValidationError:
            return None

    def employer(self, name: str = "employer") -> UUID:
        """The employer in the address."""
        found = find_employer(self.world.register.employers, self.args[name], self.day)
        if found is None:
            raise Unknown("There is no such employer on that date.")
        return found

    def organisation(self, name: str = "organisation") -> UUID:
        """The organisation in the address."""
        found = find_organisation(self.world.register.organisations, self.args[name])
        if found is None:
            raise Unknown("There is no such organisation.")
        return found

    # The body and the query

    def _read(self) -> Any:
        if (self.request.content_length or 0) > LARGEST:
            raise RequestEntityTooLarge
        if not self.request.is_json:
            raise UnsupportedMediaType
        try:
            return strict_loads(self._whole_body())
        except ValueError:
            raise BadRequest from None

    def _file(self, kind: str) -> bytes:
        if (self.request.content_length or 0) > LARGEST:
            raise RequestEntityTooLarge
        if self.request.mimetype != kind:
            raise Problem(415, "unsupported-media-type", f"The body must be a file, marked «Content-Type: {kind}».")
        return self._whole_body()

    def _whole_body(self) -> bytes:
        """All of the body; one that comes in chunks shows only now how large it is."""
        body = self.request.get_data()
        if len(body) > LARGEST:
            raise RequestEntityTooLarge
        if len(body) < (self.request.content_length or 0):
            raise BadRequest  # the connection was closed in the middle
        return body

    def loaded(self) -> dict[str, Any]:
        """The body as its schema reads it."""
        if self.operation.body is None:
            return {}
        if self._given is not self.raw:
            raise invalid([{"pointer": "", "detail": "The body must be an object."}])
        try:
            return cast("dict[str, Any]", self.operation.body.load(self.raw))
        except ValidationError as error:
            raise invalid(_pointed(error.messages_dict)) from None

    def body(self) -> dict[str, Any]:
        """The body with identities in place of references, for the caller to change; read once."""
        return dict(self._body)

    @cached_property
    def _body(self) -> dict[str, Any]:
        schema = self.operation.body
        return resolved(schema, self.loaded(), self.world, self.day) if schema else {}

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
        asked = {name: ",".join(values) for name, values in self.request.args.lists()}
        twice = [name for name, values in self.request.args.lists() if len(values) > 1 and name != "status"]
        if twice:
            raise invalid([{"pointer": f"/{name}", "detail": "Given more than once."} for name in twice])
        return asked

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

    def asked(self, name: str) -> UUID | None:
        """The employer or organisation that the query narrows to."""
        text = self.query.get(name)
        if text is None:
            return None
        register = self.world.register
        named_organisation = name == "organisation"
        found = (
            find_organisation(register.organisations, text)
            if named_organisation
            else find_employer(register.employers, text, self.at)
        )
        if found is None:
            raise UnknownReference(
                f"There is no such {'organisation' if named_organisation else 'employer'}.", f"/{name}"
            )
        return found


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
