"""The API's description: OpenAPI 3.1, and a page that shows it without reaching any other address."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, partial
from importlib import metadata, resources
from pathlib import Path
from types import GenericAlias
from typing import Any

import flask_swagger_ui
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from api.http.answers import components_of, example_of, schema_of
from api.http.fields import Day, KnownAt, Whole
from api.http.operation import EVENTS, JSON, Operation
from api.http.respond import HEADER, PREFIX, STAGES, has_stage
from domain.log.statements import is_dated
from domain.rights import in_words

PARAMETERS = {
    "project": ("uuid", "The project."),
    "appointment": ("uuid", "The appointment."),
    "representant": ("uuid", "The employer's representant."),
    "person": ("uuid", "The person."),
    "employer": (None, "UUID, orgnr, or kommunenummer on the statement's own date."),
    "organisation": (None, "Slug or UUID."),
    "group": ("uuid", "The group."),
    "seat": ("uuid", "The seat."),
    "succession": ("uuid", "The merger or split."),
    "feed": ("uuid", "The feed."),
    "sammenslutning": (None, "Slug or UUID."),
}
_FIELDS = (
    (Day, "string", "date"),
    (KnownAt, "string", None),
    (Whole, "integer", "int32"),
)
REFUSALS = {
    "GET": (401, 403, 404, 406, 422, 429, 503),
    "PUT": (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429, 503),
    "POST": (400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 503),
    "DELETE": (401, 403, 404, 406, 409, 412, 422, 429, 503),
}


def openapi_document(operations: Sequence[Operation]) -> str:
    """The OpenAPI document, as JSON."""
    plugin = MarshmallowPlugin(schema_name_resolver=_schema_name)
    spec = APISpec(
        title="Samråd",
        version=metadata.version("samrad"),
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": _ABOUT, "license": {"name": "MIT", "identifier": "MIT"}},
        servers=[{"url": PREFIX}],
        security=[{"bearer": []}],
    )
    for field, kind, form in _FIELDS:
        plugin.map_to_openapi_type(field, kind, form)  # type: ignore[no-untyped-call]  # apispec types all but this
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
    spec.components.schema("Problem", _PROBLEM)
    for name, schema in components_of(operation.answer for operation in operations).items():
        spec.components.schema(name, schema)
    for operation in operations:
        spec.path(path=re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", operation.rule), operations=_operation(operation))
    return json.dumps(spec.to_dict(), ensure_ascii=False)


def _schema_name(schema: Any) -> str:
    return str(type(schema).__name__ if not isinstance(schema, type) else schema.__name__)


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": f"{operation.handler.__doc__}\n\nWho may: {in_words(operation.right)}.",
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.body is not None:
        content = {"schema": operation.body, "example": operation.example}
        described["requestBody"] = {"required": True, "content": {JSON: content}}
    if operation.takes is not None:
        described["requestBody"] = {"required": True, "content": {operation.takes: {"schema": _FILE}}}
    return {operation.method.lower(): described}


def _parameters(operation: Operation) -> list[Any]:
    parameters: list[Any] = []
    for name in re.findall(r"<(?:\w+:)?(\w+)>", operation.rule):
        form, about = PARAMETERS[name]
        schema = {"type": "string"} | ({"format": form} if form else {})
        parameters.append({"name": name, "in": "path", "required": True, "description": about, "schema": schema})
    if operation.query is not None:
        parameters.append({"in": "query", "schema": operation.query})
    if operation.method == "DELETE" and _dated(operation):
        parameters.append(_header("from", "query", "The slot that is withdrawn.", {"type": "string", "format": "date"}))
    if operation.method in ("PUT", "DELETE"):
        parameters.append(_header("If-Match", "header", "The ETag last seen; never required.", {"type": "string"}))
    if _records_by_post(operation) or operation.keyed:
        about = "A repeated request with the same key is answered as the first."
        parameters.append(_header("Idempotency-Key", "header", about, {"type": "string", "maxLength": 200}))
    return parameters


def _records_by_post(operation: Operation) -> bool:
    return operation.method == "POST" and operation.right.startswith("say ")


def _dated(operation: Operation) -> bool:
    what, _, kind = operation.right.partition(" ")
    return what == "say" and is_dated(kind)


def _header(name: str, where: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": where, "required": False, "description": about, "schema": schema}


def _responses(operation: Operation) -> dict[str, Any]:
    refused = {
        str(status): {
            "description": "Refused, and nothing recorded.",
            "content": {"application/problem+json": {"schema": "Problem"}},
        }
        for status in REFUSALS[operation.method]
    }
    headers = _told_beside(operation)
    if operation.method == "DELETE":
        return {"204": {"description": "Withdrawn; so it is the second time.", "headers": headers}, **refused}
    content: dict[str, Any] = {
        kind: _json(operation) if kind in (JSON, EVENTS) else {"schema": _FILE} for kind in operation.produces
    }
    done = {"description": "As it now stands.", "headers": headers, "content": content}
    makes = operation.method == "PUT" or _records_by_post(operation) or operation.makes
    made = {"201": {**done, "description": "New."}} if makes else {}
    makes_one = _records_by_post(operation) and not isinstance(operation.answer, GenericAlias)
    fine = {} if makes_one else {"200": done}
    return {**fine, **made, **refused}


def _told_beside(operation: Operation) -> dict[str, Any]:
    """The headers of an answer."""
    position = {"description": "The position of the log it reflects.", "schema": {"type": "integer"}}
    if not has_stage(operation):
        return {"X-Position": position}
    about = "Whether the project goes on, on the day that is asked about."
    return {"X-Position": position, HEADER: {"description": about, "schema": {"type": "string", "enum": list(STAGES)}}}


def _json(operation: Operation) -> dict[str, Any]:
    return {"schema": schema_of(operation.answer), "example": example_of(operation.answer)}


_FILE = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
    "example": {
        "type": "/problems/not-yours",
        "title": "Not yours",
        "status": 403,
        "detail": "Only that organisation says this: never an employer, never the project.",
    },
}
_ABOUT = """Who speaks for whom when kommuner and fylkeskommuner change their work together, and where nobody does.

Dates are YYYY-MM-DD; spans are half-open: `from` inclusive, `until` exclusive, null open. `at` asks about a day,
`known_at` uses only what had been recorded. Every answer names the position of the log that it reflects."""


def install_openapi(app: Flask, operations: Sequence[Operation]) -> None:
    """Serve the description, and the page that shows it."""
    dist = Path(flask_swagger_ui.__file__).parent / "dist"
    pages = Path(str(resources.files("api"))) / "http" / "docs_page"

    document = cache(partial(openapi_document, operations))

    @app.get("/api/openapi.json")
    def openapi() -> Response:
        return Response(document(), content_type=JSON)

    @app.get("/api/docs")
    def docs() -> Response:
        page = send_from_directory(pages, "docs.html")
        page.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; connect-src 'self'"
        )
        return page

    @app.get("/api/docs/<path:name>")
    def docs_file(name: str) -> Response:
        return send_from_directory(pages if name == "docs.js" else dist, name)

    @app.get("/")
    def front() -> AnyResponse:
        return redirect("/api/docs")
