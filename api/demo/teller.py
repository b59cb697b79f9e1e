"""Saying things through the HTTP API, as whoever may say them: the examples obey every right and rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import click
from flask import Flask

from api.http.respond import PREFIX
from api.register.seed import Row, seed_rows
from api.services import Services
from domain.log.statements import Party, identity
from domain.register.organisations import slugify


@dataclass(frozen=True)
class Glimpse:
    """A day of an example worth looking at."""

    at: str
    heading: str
    before: str | None = None
    """Only what was known before the last statement of this type; None for all that is known."""


@dataclass(frozen=True)
class Example:
    """A project told from beginning to end."""

    name: str
    owner: Callable[[Teller], str]
    """Whose eyes it is seen with afterwards: the UUID of the owner."""
    about: str
    """For people, bokmål."""
    tell: Callable[[Project], None]
    last: str
    """The type of the statement that is told last: once it is recorded, the example is left alone."""
    times: int = field(default=1, kw_only=True)
    """How many times that type is told."""
    glimpses: Sequence[tuple[Glimpse, Glimpse]]

    @property
    def id(self) -> UUID:
        """The project's identity, the same on every machine."""
        return identity("demo", slugify(self.name))


class Voice:
    """Somebody with a token. Raises :class:`click.ClickException` where the API refuses what is said."""

    def __init__(self, app: Flask, token: str) -> None:
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"}

    def put(self, path: str, body: Mapping[str, Any]) -> None:
        """Say, at an address."""
        self._asked("PUT", path, json=body)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Say or ask, with a body."""
        return self._asked("POST", path, json=body).get_json()

    def delete(self, path: str, from_: str) -> None:
        """Withdraw."""
        self._asked("DELETE", path, query_string={"from": from_})

    def get(self, path: str, **query: Any) -> Any:
        """Ask. None in the query leaves the parameter out."""
        asked = {key: value for key, value in query.items() if value is not None}
        return self._asked("GET", path, query_string=asked).get_json()

    def _asked(self, method: str, path: str, **kwargs: Any) -> Any:
        response = self._client.open(f"{PREFIX}{path}", method=method, headers=self._headers, **kwargs)
        if response.status_code >= 400:
            raise click.ClickException(f"{method} {path}: {response.status_code} {response.get_json()['detail']}")
        return response


class Teller:
    """Gives everybody a voice."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._services: Services = app.extensions["samrad"]
        self._voices: dict[Party, Voice] = {}
        self._numbers: dict[str | None, dict[str, str]] = {}

    def token(self, party: Party) -> str:
        """A token of the local issuer."""
        return self._services.issuer.issue(party)

    def voice(self, party: Party) -> Voice:
        """Whoever has the party's token."""
        if party not in self._voices:
            self._voices[party] = Voice(self._app, self.token(party))
        return self._voices[party]

    @property
    def registrar(self) -> Voice:
        """Who keeps the register."""
        return self.voice(Party("registrar"))

    @property
    def auditor(self) -> Voice:
        """Who sees every project."""
        return self.voice(Party("auditor"))

    def employer(self, identifier: str) -> Voice:
        """An employer, by UUID."""
        return self.voice(Party("employer", UUID(identifier)))

    def organisation(self, slug: str) -> Voice:
        """An organisation."""
        return self.voice(Party("organisation", UUID(self.auditor.get(f"/organisations/{slug}")["id"])))

    def numbered(self, at: str | None = None) -> Mapping[str, str]:
        """The UUID of each employer of a day (today, without one), by kommunenummer, else orgnr."""
        if at not in self._numbers:
            listed = self.auditor.get("/employers", at=at, page_size=10_000)
            self._numbers[at] = {each["kommunenummer"] or each["orgnr"]: each["id"] for each in listed}
        return self._numbers[at]

    def history(self, example: Example) -> Sequence[Mapping[str, Any]]:
        """All that was ever said in an example, newest first; nothing, where it has not been begun."""
        listed = self.auditor.get("/projects", page_size=10_000)
        if str(example.id) not in {project["id"] for project in listed}:
            return ()
        said: Sequence[Mapping[str, Any]] = self.auditor.get(f"/projects/{example.id}/history", page_size=10_000)
        return said

    def tell(self, example: Example) -> bool:
        """Tell an example that has not been told to its end. Whether there was anything to tell."""
        if sum(said["type"] == example.last for said in self.history(example)) >= example.times:
            return False
        example.tell(Project(self, example))
        return True


class Project:
    """An example while it is told: its statements in the words of the domain."""

    def __init__(self, teller: Teller, example: Example) -> None:
        self.teller = teller
        self.example = example
        self.path = f"/projects/{example.id}"

    @cached_property
    def owner(self) -> Voice:
        """The prosjekteier."""
        return self.teller.employer(self.example.owner(self.teller))

    def speaker(self, employer: str) -> Voice:
        """The employer itself where there is one today, else the owner on its behalf."""
        there = employer in self.teller.numbered().values()
        return self.teller.employer(employer) if there else self.owner

    def identity(self, of: str) -> str:
        """The identity of something in the example, the same on every machine."""
        return str(identity(self.example.id, of))

    def group(self, kind: str, name: str, from_: str) -> str:
        """A group; answers its path."""
        path = f"{self.path}/groups/{self.identity(name)}"
        self.owner.put(path, {"kind": kind, "name": name, "from": from_})
        return path

    def clarify(self, employer: str, from_: str, affected: Sequence[str], not_affected: Sequence[str] = ()) -> None:
        """Who is affected at an employer, and who is not."""
        body = {"from": from_, "affected": [*affected], "not_affected": [*not_affected]}
        self.speaker(employer).put(f"{self.path}/participants/{employer}/affected", body)

    def appoint(self, organisation: str, person: str, **said: Any) -> str:
        """An appointment of somebody made up; answers its path."""
        path = f"{self.path}/appointments/{self.identity(person)}"
        body = {"organisation": organisation, "person": made_up(person), "role": "hovedtillitsvalgt", **said}
        self.teller.organisation(organisation).put(path, _said(body))
        return path

    def vara(self, organisation: str, person: str, principal: str, from_: str) -> None:
        """A vara for the appointment at a path."""
        path = f"{self.path}/appointments/{self.identity(person)}"
        body = {"vara_for": principal.rpartition("/")[2], "person": made_up(person), "from": from_}
        self.teller.organisation(organisation).put(path, body)

    def say(self, organisation: str, path: str, from_: str, until: str | None = None) -> None:
        """A claim, waiver, reservation, leave or joint mandate: a span, said by an organisation."""
        whole = path if path.startswith(self.path) else f"{self.path}/{path}"
        self.teller.organisation(organisation).put(whole, {"from": from_, "until": until})

    def represent(self, employer: str, person: str, from_: str) -> None:
        """A representant of the employer's own."""
        path = f"{self.path}/participants/{employer}/representanter/{self.identity(person)}"
        self.speaker(employer).put(path, {"person": made_up(person), "from": from_})


def made_up(person: str) -> Mapping[str, str]:
    """Somebody who plainly does not exist.

    >>> made_up("Kari Eksempel 1")
    {'name': 'Kari Eksempel 1', 'email': 'kari.eksempel.1@example.org'}
    """
    return {"name": person, "email": f"{slugify(person).replace('-', '.')}@example.org"}


def members(collaboration: str, as_of: str) -> Sequence[Row]:
    """The members of a real collaboration, as a source of that day has them."""
    rows = seed_rows("collaborations.csv")
    return [row for row in rows if (row["collaboration"], row["as_of"]) == (collaboration, as_of)]


def _said(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key.rstrip("_"): value for key, value in body.items()}
