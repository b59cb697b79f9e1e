"""Acts on trial: each goes the way of a request, from its address to what is said, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

from flask import Flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from api.http.operation import Operation
from api.http.problems import Problem, invalid, of_http, of_refusal
from api.http.request import Request, no_file
from api.http.respond import PREFIX
from domain.application import Trial
from domain.log.errors import Refusal
from domain.log.ports import Write
from domain.people.port import Details, NamedPeople, Person
from domain.rights import author, row


class TrialPeople(NamedPeople):
    """Those that are kept, and those whom acts on trial tell of, of whom nothing is written."""

    def __init__(self, kept: NamedPeople) -> None:
        self._kept = kept
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
        return {**(self._kept.find(kept) if kept else {}), **told}


class Acts:
    """Acts in one project, tried one after another by the party of a request."""

    def __init__(self, app: Flask, request: Request) -> None:
        self._app = app
        self._request = request
        self.trial = Trial(request.samrad, *request.now)
        self._services = request.services.on_trial(self.trial, TrialPeople(request.services.people))

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
        operation, args, parameters = self._routed(method, path)
        self._demand(operation, args)
        if operation.takes is not None:
            raise no_file(operation.takes)
        operation.handler(
            Request(
                self._services,
                self._request.party,
                operation,
                args,
                parameters,
                body if operation.body is not None else None,
                path=path,
                known_from=self.trial.world_and_position(self._request.subject),
                quiet=True,
            )
        )

    def _routed(self, method: str, path: str) -> tuple[Operation, Mapping[str, Any], Mapping[str, Sequence[str]]]:
        """The operation that would answer it, what stands in its address, and its query."""
        if not path.startswith("/"):
            raise NotFound
        parts = urlsplit(path if path.startswith("/api/") else f"{PREFIX}{path}")
        try:
            unquote(parts.path).encode()
            endpoint, args = self._app.url_map.bind("").match(unquote(parts.path), method)
        except (RequestRedirect, UnicodeEncodeError):  # half a letter has no place in an address
            raise NotFound from None
        operation: Operation | None = self._app.extensions["operations"].get(endpoint)
        if operation is None:
            raise NotFound
        parameters: dict[str, list[str]] = {}
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            parameters.setdefault(name, []).append(value)
        return operation, args, parameters

    def _demand(self, operation: Operation, args: Mapping[str, Any]) -> None:
        """Refuse what is no act in this project."""
        asking = self._request
        if operation.method == "GET":
            raise MethodNotAllowed
        if operation.says and row(operation.right) == ("registrar",):
            author(asking.party, operation.right.removeprefix("say "), {}, asking.world, asking.today)
        if not operation.says or args.get("project") != asking.subject:
            raise invalid([{"pointer": "/path", "detail": "Only what is said in the project itself can be tried."}])
