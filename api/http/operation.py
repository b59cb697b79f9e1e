"""The operations of the API: each declared once, beside the function that answers it.

Routes, the OpenAPI description and the tests that walk all of them are made from these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response
from marshmallow import Schema

if TYPE_CHECKING:
    from api.http.statements import Call

View = Callable[["Call"], Response]

JSON = "application/json"
CSV = "text/csv"
HTML = "text/html"
CALENDAR = "text/calendar"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POPOLO = "application/vnd.popolo+json"
EVENTS = "application/cloudevents-batch+json"


@dataclass(frozen=True)
class Operation:
    """One method on one address under /api/v1."""

    method: str
    rule: str
    tag: str
    summary: str
    right: str
    """The row of the table of rights that decides: ``say KIND`` or ``see VIEW``."""
    view: View
    body: Schema | None = None
    query: Schema | None = None
    answer: Schema | None = None
    """What the answer looks like, as JSON; each of them, where there are ``many``."""
    many: bool = False
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
        return self.view.__name__

    @property
    def says(self) -> bool:
        """Whether it records statements."""
        return self.right.startswith("say ") or (self.keyed and not self.makes)


class Operations(list[Operation]):
    """The operations of one resource."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag

    def __call__(self, method: str, rule: str, summary: str, right: str, **declared: Any) -> Callable[[View], View]:
        """Declare the decorated function as the answer to a method on an address."""

        def declare(view: View) -> View:
            self.append(Operation(method, rule, self.tag, summary, right, view, **declared))
            return view

        return declare
