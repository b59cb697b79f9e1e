"""One request, from address to answer. The steps stand in the order in which API.md refuses:

address, method, form and size of the body, references in the address, rights, ``If-Match``, the body's content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid4

from flask import Request, Response
from marshmallow import RAISE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from api import references, shapes
from api.fields import Day
from api.operations import JSON, Operation
from api.problems import invalid
from api.services import Services
from domain.advice import advice
from domain.application import Draft, Receipt, Said
from domain.errors import ChangedMeanwhile, FutureKnowledge, Invalid, Unknown, UnknownReference
from domain.register import REGISTER
from domain.rights import Party, author, see_project, sees_names
from domain.statements import Statement
from domain.world import World

PREFIX = "/api/v1"
LARGEST = 1024 * 1024
"""Bytes of a body."""


class Call:
    """A request with what is known to answer it."""

    def __init__(self, services: Services, party: Party, operation: Operation, request: Request) -> None:
        self.services = services
        self.samrad = services.samrad
        self.party = party
        self.operation = operation
        self.request = request
        self.args: Mapping[str, Any] = request.view_args or {}
        self.subject: UUID = self.args.get("project", REGISTER)
        self.today = services.today()
        self.command = uuid4()
        self.replayed = False
        self._given: Any = self._read() if operation.body is not None else {}
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
        found = references.employer(self.world.register.employers, self.args[name], self.day)
        if found is None:
            raise Unknown("There is no such employer on that date.")
        return found

    def organisation(self, name: str = "organisation") -> UUID:
        """The organisation in the address."""
        found = references.organisation(self.world.register.organisations, self.args[name])
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
            return json.loads(self.request.get_data().decode("utf-8"), parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise BadRequest from None

    def loaded(self, schema: Schema | None = None) -> dict[str, Any]:
        """The body as its schema reads it."""
        schema = schema or self.operation.body
        if schema is None:
            return {}
        if self._given is not self.raw:
            raise invalid([{"pointer": "", "detail": "The body must be an object."}])
        try:
            return cast("dict[str, Any]", schema.load(self.raw))
        except ValidationError as error:
            raise invalid(_pointed(error.messages_dict)) from None

    def body(self, schema: Schema | None = None) -> dict[str, Any]:
        """The body with identities in place of references."""
        schema = schema or self.operation.body
        return references.resolved(schema, self.loaded(schema), self.world, self.day) if schema else {}

    @cached_property
    def query(self) -> dict[str, Any]:
        """The query as its schema reads it."""
        schema = self.operation.query
        if schema is None:
            return {}
        try:
            return cast("dict[str, Any]", schema.load(self.request.args.to_dict(), unknown=RAISE))
        except ValidationError as error:
            raise invalid(_pointed(error.messages_dict)) from None

    @property
    def at(self) -> date:
        """The day that is asked about."""
        return cast("date", self.query.get("at") or self.today)

    @cached_property
    def known_at(self) -> int | None:
        """The position whose knowledge is asked for; None for now."""
        asked = self.query.get("known_at")
        if asked is None:
            return None
        if isinstance(asked, datetime):
            if asked > self.services.clock():
                raise FutureKnowledge("«known_at» is later than now.", "/known_at")
            return self.samrad.log.position_at(asked)
        if asked > self.now[1]:
            raise FutureKnowledge("Nothing has been recorded at that position yet.", "/known_at")
        return int(asked)

    @cached_property
    def known(self) -> tuple[World, int]:
        """The world as known at ``known_at``, and the position it reflects."""
        return self.now if self.known_at is None else self.samrad.world_and_position(self.subject, self.known_at)

    def asked(self, name: str) -> UUID | None:
        """The employer or organisation that the query narrows to."""
        text = self.query.get(name)
        if text is None:
            return None
        register = self.world.register
        named_organisation = name == "organisation"
        found = (
            references.organisation(register.organisations, text)
            if named_organisation
            else references.employer(register.employers, text, self.at)
        )
        if found is None:
            raise UnknownReference(
                f"There is no such {'organisation' if named_organisation else 'employer'}.", f"/{name}"
            )
        return found

    # Rights

    def only_parties(self) -> None:
        """Refuse whoever may not see what concerns a project's parties."""
        see_project(self.party, self.project(), self.today)

    def names(self) -> shapes.Names:
        """How persons are shown to the asker."""
        allowed = sees_names(self.party, self.world, self.today)
        return shapes.Names(self.services.people if allowed else None)

    # Saying and withdrawing

    def say(
        self,
        said: type[Statement],
        *,
        content: Callable[[dict[str, Any]], Mapping[str, Any]] = dict,
        prepare: Callable[[], None] | None = None,
        receipt: Receipt | None = None,
        **addressed: Any,
    ) -> Response:
        """Record the statement of the body at the address, and answer with it as it now stands."""
        author(self.party, said.KIND, addressed, self.world, self.today)
        slot = self._slot(said, {**addressed, "from_": self.day})
        self.unchanged(said.KIND, *slot)
        drafted = Draft(said, {**addressed, **content(self.body())})
        done = self.record([drafted], prepare, receipt)
        return self.answer_statement(drafted, done)

    def withdraw(self, said: type[Statement], **addressed: Any) -> Response:
        """Empty the slot at the address."""
        world = self.world
        is_object = said.DATED is None and said.KIND != "end"
        if is_object and world.book.slot(said.KIND, *self._slot(said, addressed)) is None:
            raise Unknown("Nothing has this id, so there is nothing to withdraw.")
        author(self.party, said.KIND, addressed, world, self.today)
        if said.DATED is not None:
            self.unchanged(said.KIND, *self._slot(said, {**addressed, "from_": self.day}))
            addressed = {**addressed, "from_": self.from_asked(required=said.KIND != "affiliation")}
        else:
            self.unchanged(said.KIND, *self._slot(said, addressed))
        done = self.record([Draft(said, addressed)])
        return self.empty(done.position)

    def from_asked(self, *, required: bool = True) -> date | None:
        """The ``from`` of the slot that is withdrawn."""
        text = self.request.args.get("from")
        if text is None and not required:
            return None
        try:
            return Day().deserialize(text or "")
        except ValidationError:
            raise Invalid("«?from=YYYY-MM-DD» names the slot that is withdrawn.", "/from") from None

    def record(
        self,
        drafts: Sequence[Draft],
        prepare: Callable[[], None] | None = None,
        receipt: Receipt | None = None,
    ) -> Said:
        """Record the drafts in one transaction."""
        return self.decide(lambda _: drafts, prepare, receipt)

    def decide(
        self,
        drafts: Callable[[World], Sequence[Draft]],
        prepare: Callable[[], None] | None = None,
        receipt: Receipt | None = None,
    ) -> Said:
        """Record, in one transaction, what is drafted on what is known then."""
        return self.samrad.say(self.subject, self.party, self.command, drafts, receipt, prepare)

    def answer_statement(self, draft: Draft, done: Said) -> Response:
        """The statement as it now stands, with advice; 201 where its slot was empty."""
        entry = done.world.book.slot(draft.said.KIND, *self._slot(draft.said, draft.content))
        if entry is None:
            raise Unknown("It has been withdrawn meanwhile.")
        shape = shapes.statement(entry.event, done.world, self.names(), self.today)
        etag = etag_of(shape)
        warnings = advice(draft.said, draft.content, done.world)
        return self.answer({**shape, "warnings": warnings}, done.position, 201 if done.fresh[0] else 200, etag)

    def _slot(self, said: type[Statement], content: Mapping[str, Any]) -> tuple[tuple[Any, ...], date | None]:
        address = tuple(content[name] for name in said.ADDRESS)
        return address, content.get(said.DATED) if said.DATED else None

    def unchanged(self, kind: str, address: tuple[Any, ...], at: date | None = None) -> None:
        """Refuse if ``If-Match`` names another state than the slot's."""
        if not self.request.if_match:
            return
        standing = self.world.book.standing(kind, address, at)
        shape = shapes.statement(standing, self.world, self.names(), self.today) if standing else None
        self.matches(shape and etag_of(shape))

    def matches(self, etag: Any) -> None:
        """Refuse if ``If-Match`` does not name this state (None: nothing stands there)."""
        asked = self.request.if_match
        if asked and (etag is None or not (asked.star_tag or asked.contains(etag))):
            raise ChangedMeanwhile("It is no longer as «If-Match» says. Read it again, and decide anew.")

    # Repeated requests

    def receipt(self, made: str) -> Receipt | None:
        """What to remember of a POST under its ``Idempotency-Key``; what is remembered, where it is a repetition."""
        given = self.request.headers.get("Idempotency-Key")
        if given is None:
            return None
        key = _digest(f"{self.party}\n{self.request.path}\n{given}")
        fingerprint = _digest(json.dumps(self.raw, sort_keys=True))
        kept = self.samrad.log.receipt(key)
        if kept is None:
            return Receipt(key, fingerprint, made)
        if kept.fingerprint != fingerprint:
            detail = "This key has been used for another body. Use a new key for a new request."
            raise invalid([{"pointer": "/Idempotency-Key", "detail": detail}])
        self.replayed = True
        return kept

    def replay(self, kind: str, address: tuple[Any, ...], location: str) -> Response:
        """Answer a repeated POST with what it made, as it now stands."""
        standing = self.world.book.standing(kind, address)
        if standing is None:
            raise Unknown("What this request made has been withdrawn since.")
        shape = shapes.statement(standing, self.world, self.names(), self.today)
        return self.located(self.answer({**shape, "warnings": []}, self.now[1], 201, etag_of(shape)), location)

    def located(self, response: Response, location: str) -> Response:
        """The answer, with the address of what was made."""
        response.headers["Location"] = f"{PREFIX}{location}"
        return response

    # Answers

    def answer(
        self,
        data: Any,
        position: int,
        status: int = 200,
        etag: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """A JSON answer that names the position it reflects."""
        response = Response(json.dumps(data, ensure_ascii=False, separators=(",", ":")), status, content_type=JSON)
        response.headers["X-Position"] = str(position)
        response.headers.update(headers or {})
        if etag is not None:
            response.set_etag(etag)
            if self.request.method == "GET":
                response.make_conditional(self.request)
        return response

    def single(self, shape: Mapping[str, Any]) -> Response:
        """A single resource, with its ETag."""
        return self.answer(shape, self.known[1], etag=etag_of(shape))

    def listed(self, items: Sequence[Any]) -> Response:
        """A page of a list, with the total."""
        page, size = self.query.get("page", 1), self.query.get("page_size", 1000)
        last = max(1, -(-len(items) // size))
        about = {"total": len(items), "total_pages": last, "first_page": 1, "last_page": last, "page": page}
        shown = items[(page - 1) * size : page * size]
        return self.answer(shown, self.known[1], headers={"X-Pagination": json.dumps(about)})

    def accepts(self, kind: str) -> bool:
        """Whether the asker would rather have this form than any other that can be given."""
        return self.request.accept_mimetypes.best_match(self.operation.produces) == kind

    def text(self, content: str, kind: str, name: str, position: int) -> Response:
        """A file of text."""
        response = Response(content, content_type=f"{kind}; charset=utf-8")
        response.headers["X-Position"] = str(position)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def empty(self, position: int) -> Response:
        """No content."""
        return Response(status=204, headers={"X-Position": str(position)})


def etag_of(shape: Any) -> str:
    """What changes when the shape does."""
    return _digest(json.dumps(shape, sort_keys=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON.")


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
