"""The operations of the API: each declared once, beside the function that answers it.

Routes, the OpenAPI description and the tests that walk all of them are made from these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import GenericAlias
from typing import TYPE_CHECKING, Any

from flask import Response
from marshmallow import Schema

from api.http.shapes import PersonNames, Shape, content_view
from domain.log.statements import Statement
from domain.log.world import World

if TYPE_CHECKING:
    from api.http.request import Request

Handler = Callable[["Request"], Response]
StatementView = Callable[[Statement, World, PersonNames, date], Shape]
"""How a statement is shown to whoever said it: as it stands in a world, with persons as the asker may see them."""

JSON = "application/json"
CSV = "text/csv"
HTML = "text/html"
CALENDAR = "text/calendar"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POPOLO = "application/vnd.popolo+json"
EVENTS = "application/cloudevents-batch+json"


def field_by_field(said: Statement, world: World, _: PersonNames, today: date) -> dict[str, Any]:
    """A statement that has no view of its own, with references as they were on its own day."""
    return content_view(said, world, said.at or today)


@dataclass(frozen=True)
class Operation:
    """One method on one address under /api/v1."""

    method: str
    rule: str
    tag: str
    summary: str
    right: str
    """The row of the table of rights that decides: ``say KIND`` or ``see VIEW``."""
    handler: Handler
    body: Schema | None = None
    query: Schema | None = None
    answer: type | GenericAlias | None = None
    """What is answered as JSON: a ``TypedDict``, or a list of them."""
    view: StatementView = field_by_field
    """How the statement that it says, or withdraws, is shown."""
    example: Mapping[str, Any] | None = None
    """A body that can be sent."""
    produces: tuple[str, ...] = (JSON,)
    keyed: bool = False
    """Whether a POST that makes nothing new of its own records all the same, so that it has an ``Idempotency-Key``."""
    makes: bool = False
    """Whether a POST makes something that is not said, and so stands beside the log."""
    takes: str | None = None
    """The media type of a body that is a file; None where it is JSON, or there is none."""

    @property
    def name(self) -> str:
        """The function's name: the operation's id."""
        return self.handler.__name__

    @property
    def named(self) -> frozenset[str]:
        """What its address names."""
        return frozenset(re.findall(r"<(?:\w+:)?(\w+)>", self.rule))

    @property
    def says(self) -> bool:
        """Whether it records statements."""
        return self.right.startswith("say ") or (self.keyed and not self.makes)


class Operations(list[Operation]):
    """The operations of one resource."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag

    def __call__(
        self, method: str, rule: str, summary: str, right: str, **declared: Any
    ) -> Callable[[Handler], Handler]:
        """Declare the decorated function as the answer to a method on an address."""

        def declare(handler: Handler) -> Handler:
            operation = Operation(method, rule, self.tag, summary, right, handler, **declared)
            self.append(operation)
            if method == "PUT" and operation.says:
                _SAYING[operation.right.removeprefix("say "), operation.named] = operation
            return handler

        return declare


_SAYING: dict[tuple[str, frozenset[str]], Operation] = {}


def saying(said: type[Statement]) -> Operation:
    """The operation by which a statement about a project is said: the PUT on its own address.

    Raises :class:`KeyError` where there is none.
    """
    return _SAYING[said.KIND, frozenset({"project", *said.ADDRESS})]
