"""Acts on trial: each goes the way of a request, from its address to what is said, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Flask, Request, Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import EnvironBuilder

from api.http.operation import Operation
from api.http.person_view import Names
from api.http.problems import Problem, invalid, of_http, of_refusal
from api.http.respond import PREFIX
from api.http.statements import Call
from api.services import Services
from domain.application import CommandResult, Trial
from domain.log.drafts import Draft
from domain.log.errors import Refusal
from domain.log.ports import Write
from domain.log.world import World
from domain.people.port import Details, Person
from domain.rights import author, row
from projections.people.details import PeopleStore


class TrialPeople(PeopleStore):
    """Those that are kept, and those whom acts on trial tell of, of whom nothing is written."""

    def __init__(self, kept: PeopleStore) -> None:
        vars(self).update(vars(kept))
        self._told: dict[UUID, Person] = {}

    def adding(self, person: UUID, party: str, details: Details) -> Write:
        """Remember the person as long as the trial lasts; there is nothing to write, and no key."""
        self._told[person] = Person(person, party, details)
        return lambda _: None

    def find(self, people: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Those that are kept or told of."""
        asked = set(people)
        told = {person: self._told[person] for person in asked & self._told.keys()}
        kept = asked - told.keys()
        return {**(super().find(kept) if kept else {}), **told}


class TrialServices(Services):
    """What a process works with, with a trial in place of the log."""

    def __init__(self, services: Services, trial: Trial) -> None:
        super().__init__(services.settings, services.clock)
        self.store, self.key_store = services.store, services.key_store
        self.samrad, self.people = trial, TrialPeople(services.people)


class TrialCall(Call):
    """A request that has not been sent: the answer to it is of no interest, only what it says, or its refusal."""

    def __init__(self, told: object, *about: Any) -> None:
        """``told``: the body, as it is read from JSON."""
        self._told = told
        super().__init__(*about)

    def _read(self) -> object:
        return self._told

    def names(self, world: World | None = None, *, shown: bool = True) -> Names:  # noqa: ARG002  # nobody reads them
        """Nobody's."""
        return Names(None)

    def answer_statement(self, draft: Draft, done: CommandResult) -> Response:  # noqa: ARG002  # what it was, nobody reads
        """No content: so no name is shown."""
        return self.empty(done.position)


class Acts:
    """Acts in one project, tried one after another by the party of a call."""

    def __init__(self, app: Flask, call: Call) -> None:
        self._app = app
        self._call = call
        self.trial = Trial(call.samrad, *call.now)
        self._services = TrialServices(call.services, self.trial)

    def refusal(self, change: Mapping[str, Any]) -> Problem | None:
        """Try an act; why it is refused, if it is, and then it is as if it had not been tried."""
        try:
            self._try(change["method"], change["path"], change["body"])
        except Problem as problem:
            return problem
        except Refusal as refusal:
            return of_refusal(refusal)
        except HTTPException as error:
            return of_http(error)
        return None

    def _try(self, method: str, path: str, body: object) -> None:
        request, operation = self._routed(method, path)
        self._demand(operation, request)
        now = self.trial.world_and_position(self._call.subject)
        tried = TrialCall(body, self._services, self._call.party, operation, request, now)
        operation.view(tried)

    def _routed(self, method: str, path: str) -> tuple[Request, Operation]:
        """The request as it would arrive, and the operation that would answer it."""
        if not path.startswith("/"):
            raise NotFound
        whole = path if path.startswith("/api/") else f"{PREFIX}{path}"
        try:
            environ = EnvironBuilder(path=whole, method=method).get_environ()
            endpoint, arguments = self._app.url_map.bind_to_environ(environ).match()
        except (RequestRedirect, UnicodeEncodeError):  # half a letter has no place in an address
            raise NotFound from None
        operation: Operation | None = self._app.extensions["operations"].get(endpoint)
        if operation is None:
            raise NotFound
        request = self._app.request_class(environ)
        request.view_args = dict(arguments)
        return request, operation

    def _demand(self, operation: Operation, request: Request) -> None:
        """Refuse what is no act in this project."""
        if operation.method == "GET":
            raise MethodNotAllowed
        if operation.says and row(operation.right) == ("registrar",):
            kind = operation.right.removeprefix("say ")
            author(self._call.party, kind, {}, self._call.world, self._call.today)
        if not operation.says or (request.view_args or {}).get("project") != self._call.subject:
            raise invalid([{"pointer": "/path", "detail": "Only what is said in the project itself can be tried."}])
