"""How a request is answered: JSON, lists, files, with position, ETag and address."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from flask import Request, Response

from api.http.operation import JSON, Operation
from domain.log.world import World

PREFIX = "/api/v1"


class Answering(ABC):
    """What every answer is made with."""

    request: Request
    operation: Operation

    @property
    @abstractmethod
    def query(self) -> Mapping[str, Any]:
        """The query as its schema reads it."""

    @property
    @abstractmethod
    def known(self) -> tuple[World, int]:
        """The world that is answered from, and the position it reflects."""

    def answer(
        self,
        data: Any,
        position: int,
        status: int = 200,
        etag: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """A JSON answer that names the position it reflects."""
        response = Response(orjson.dumps(data), status, content_type=JSON)
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

    @property
    def stretch(self) -> tuple[int, int]:
        """How many things of a list come before the page that is asked for, and how many there are on it at most."""
        size: int = self.query.get("page_size", 1000)
        return (self.query.get("page", 1) - 1) * size, size

    def listed(self, items: Sequence[Any], shaped: Callable[[Sequence[Any]], Sequence[Any]] = list) -> Response:
        """A page of a list, with the total; ``shaped`` makes the page of its items, where that shows names."""
        skip, size = self.stretch
        return self.paged(shaped(items[skip : skip + size]), len(items), self.known[1])

    def paged(self, shown: Sequence[Any] | orjson.Fragment, total: int, position: int) -> Response:
        """The page that is asked for, of so many things in all."""
        page, size = self.query.get("page", 1), self.stretch[1]
        last = max(1, -(-total // size))
        about = {"total": total, "total_pages": last, "first_page": 1, "last_page": last, "page": page}
        return self.answer(shown, position, headers={"X-Pagination": json.dumps(about)})

    def accepts(self, kind: str) -> bool:
        """Whether the asker would rather have this form than any other that can be given."""
        return self.accepted() == kind

    def accepted(self) -> str:
        """The form that the asker would rather have than any other that can be given."""
        return self.request.accept_mimetypes.best_match(self.operation.produces) or self.operation.produces[0]

    def text(self, content: str, kind: str, name: str, position: int) -> Response:
        """A file of text."""
        response = Response(content, content_type=f"{kind}; charset=utf-8")
        response.headers["X-Position"] = str(position)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def file(self, content: bytes, kind: str, name: str, position: int) -> Response:
        """A file."""
        response = Response(content, content_type=kind)
        response.headers["X-Position"] = str(position)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def page(self, content: str, position: int) -> Response:
        """A page to be read, that runs nothing and loads nothing."""
        response = Response(content, content_type="text/html; charset=utf-8")
        response.headers["X-Position"] = str(position)
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return response

    def empty(self, position: int) -> Response:
        """No content."""
        return Response(status=204, headers={"X-Position": str(position)})

    def located(self, response: Response, location: str) -> Response:
        """The answer, with the address of what was made."""
        response.headers["Location"] = f"{PREFIX}{location}"
        return response


def etag_of(shape: Any) -> str:
    """What changes when the shape does."""
    return _digest(orjson.dumps(shape, option=orjson.OPT_SORT_KEYS))


def digest(text: str) -> str:
    return _digest(text.encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
