"""The fixed cast of the tests, and a client that speaks as any of them.

Aure, Halsa and Hemne take part in «Felles arkiv», owned by Kristiansund; Fagforbundet, Delta and
Utdanningsforbundet are affected. Names of persons are plainly made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from api.app import create_app
from api.auth.parties import find_party
from domain.log.statements import REGISTER, Party
from domain.log.world import Register
from tests.support.answers import check

REGISTRAR = "registrar"
AUDITOR = "auditor"
KRISTIANSUND = "employer:1505"
"""Owns the project."""
AURE = "employer:1576"
SMOLA = "employer:1573"
OSLO = "employer:0301"
"""Never takes part."""
FAGFORBUNDET = "organisation:fagforbundet"
DELTA = "organisation:delta"
UTDANNINGSFORBUNDET = "organisation:utdanningsforbundet"
LO_KOMMUNE = "organisation:lo-kommune"
YS_KOMMUNE = "organisation:ys-kommune"
TEKNA = "organisation:tekna"
"""Never affected."""

KARI = {"name": "Kari Eksempel", "email": "kari@example.org", "phone": "+47 11 11 11 11"}
OLA = {"name": "Ola Eksempel"}
TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still unless moved."""

    def __init__(self, instant: datetime = TODAY) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant


class Office:
    """A Samråd to speak to, with a clock that stands on 21 November 2026."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        self.clock = Clock()
        self.holds_to_shapes = True
        """Whether every answer is held against the API's description."""
        self.app = create_app(env, self.clock)
        self.services = self.app.extensions["samrad"]
        self._tokens: dict[str, str] = {}

    def knowing(self, register: Register) -> Office:
        """The same, which need not read the register anew: as it stands in the store that this one's is a copy of."""
        kept = self.services.samrad.kept
        kept.keep_book(REGISTER, register.book)
        kept.register(register.book.position, lambda: register)
        return self

    def close(self) -> None:
        """Close the store."""
        self.services.close()

    def token(self, party: str) -> str:
        """A token of the party, as the command line names it, or by ``employer:<uuid>``."""
        if party not in self._tokens:
            self._tokens[party] = self.services.issuer.issue(self._party(party), hours=24 * 365)
        return self._tokens[party]

    def _party(self, name: str) -> Party:
        register = self.services.samrad.world().register
        return find_party(name, register, self.services.today())

    def as_(self, party: str) -> Caller:
        """A client that speaks as the party."""
        return Caller(self, {"Authorization": f"Bearer {self.token(party)}"})

    @property
    def stranger(self) -> Caller:
        """A client without a token."""
        return Caller(self, {})

    def position(self) -> int:
        """The last position of the log."""
        return self.services.samrad.position()

    def employer(self, number: str, at: str | None = None) -> str:
        """The UUID of the employer that has the number on the day."""
        return str(self.as_(REGISTRAR).get(f"/employers/{number}", at=at or "2026-11-21").json["id"])

    def project(self, *, owner: str = "1505", from_: str = "2020-01-01", until: str | None = None) -> str:
        """A project of Kristiansund's."""
        project = str(uuid4())
        body = {"name": "Felles arkiv", "owner": owner, "from": from_, "until": until}
        self.as_(f"employer:{self.employer(owner)}").put(f"/projects/{project}", body).expect(201)
        return project


class Answer:
    """A response, with what tests ask of it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers

    @property
    def json(self) -> Any:
        """The body."""
        return self.response.get_json(force=True)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.response.get_data(as_text=True)

    @property
    def position(self) -> int:
        """The position of the log that the answer reflects."""
        return int(self.headers["X-Position"])

    def expect(self, status: int) -> Answer:
        """The answer, if it has this status."""
        assert self.status == status, f"{self.status}, not {status}: {self.text}"
        return self

    def refused(self, status: int, kind: str) -> Answer:
        """The answer, if it is this refusal, told as a problem."""
        self.expect(status)
        assert self.response.mimetype == "application/problem+json"
        assert self.json["type"] == f"/problems/{kind}", self.text
        assert self.json["status"] == status
        assert self.json["detail"]
        return self


class Caller:
    """A client that speaks as one party."""

    def __init__(self, office: Office, headers: Mapping[str, str]) -> None:
        self._office = office
        self._client = office.app.test_client()
        self._headers = headers

    def open(self, method: str, path: str, **kwargs: Any) -> Answer:
        """Any request."""
        headers = {**self._headers, **kwargs.pop("headers", {})}
        prefix = "" if path.startswith(("/healthz", "/readyz", "/api", "/kalender")) else "/api/v1"
        answer = Answer(self._client.open(f"{prefix}{path}", method=method, headers=headers, **kwargs))
        if (
            self._office.holds_to_shapes
            and answer.status in (200, 201)
            and answer.response.mimetype == "application/json"
        ):
            self._has_its_shape(answer, method, f"{prefix}{path}")
        return answer

    def _has_its_shape(self, answer: Answer, method: str, path: str) -> None:
        """Every answer must be what the API's description says of it."""
        endpoint, _ = self._office.app.url_map.bind("").match(path.partition("?")[0], method=method)
        operation = self._office.app.extensions["operations"].get(endpoint)
        if operation is not None and method != "HEAD":
            check(operation.answer, answer.json)

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Answer:
        """Ask; None in the query leaves the parameter out."""
        asked = {key.rstrip("_"): value for key, value in query.items() if value is not None}
        return self.open("GET", path, query_string=asked, headers=headers or {})

    def put(self, path: str, body: Any, **headers: str) -> Answer:
        """Say, at an address."""
        return self.open("PUT", path, json=body, headers=_headers(headers))

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """Say, under an identity of the server's."""
        return self.open("POST", path, json=body, headers=_headers(headers))

    def delete(self, path: str, from_: str | None = None, **headers: str) -> Answer:
        """Withdraw."""
        query = {"from": from_} if from_ else {}
        return self.open("DELETE", path, query_string=query, headers=_headers(headers))


def _headers(named: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}


def new_id() -> str:
    """An identity of the client's choosing."""
    return str(uuid4())


def is_uuid(text: str) -> bool:
    """Whether it is written as a UUID."""
    return str(UUID(text)) == text
