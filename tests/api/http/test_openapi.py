"""The API's description, its page, and the health of the service."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.app import OPERATIONS
from api.http.operation import Operation
from domain.rights import in_words
from tests.support.scene import Scene


@pytest.fixture(scope="module")
def document(refusing: Scene) -> dict[str, Any]:
    """The OpenAPI document, as a stranger gets it."""
    answer = refusing.office.stranger.get("/api/openapi.json").expect(200)
    assert answer.response.mimetype == "application/json"
    return dict(answer.json)


def described(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """What the document says of the operation."""
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", operation.rule)
    return dict(document["paths"][path][operation.method.lower()])


def test_the_description_is_valid(document: dict[str, Any]) -> None:
    """As OpenAPI 3.1."""
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


@pytest.mark.worked_out
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_operation_is_described(document: dict[str, Any], operation: Operation) -> None:
    """With who may, an example of its body, its parameters, and its refusals as problems."""
    told = described(document, operation)
    assert told["operationId"] == operation.name
    assert in_words(operation.right) in told["description"]
    assert str(operation.handler.__doc__) in told["description"]
    in_path = {each["name"] for each in told["parameters"] if each["in"] == "path"}
    assert in_path == set(re.findall(r"<(?:\w+:)?(\w+)>", operation.rule))
    if operation.body is not None:
        content = told["requestBody"]["content"]["application/json"]
        assert content["example"] == operation.example
        assert content["example"]
        assert content["schema"]
    assert {"401", "406", "422"} <= set(told["responses"])
    for status, response in told["responses"].items():
        kinds = set(response.get("content", {}))
        assert kinds == {"application/problem+json"} if int(status) >= 400 else status == "204" or kinds


def test_nothing_else_is_described(document: dict[str, Any]) -> None:
    """Every operation once, and no other."""
    told = [(path, method) for path, methods in document["paths"].items() for method in methods]
    assert len(told) == len(OPERATIONS)
    ids = [document["paths"][path][method]["operationId"] for path, method in told]
    assert sorted(ids) == sorted({operation.name for operation in OPERATIONS})


class Page(HTMLParser):
    """What a page loads and runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect addresses, and handlers of events."""
        self._inside = tag
        named = dict(attrs)
        self.addresses += [str(named[name]) for name in ("src", "href", "action") if name in named]
        self.inline += [name for name in named if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Collect scripts and styles in the page itself."""
        if self._inside in ("script", "style") and data.strip():
            self.inline.append(data)


def test_the_page_loads_nothing_from_elsewhere(refusing: Scene) -> None:
    """No outside address, no inline script, and all that it names is there, without a token."""
    stranger = refusing.office.stranger
    answer = stranger.get("/api/docs").expect(200)
    page = Page(answer.text)
    assert len(page.addresses) >= 4
    assert page.inline == []
    for address in page.addresses:
        assert address.startswith("/api/"), address
        assert stranger.get(address).expect(200).response.get_data()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_the_page_shows_the_description(refusing: Scene) -> None:
    """And asks nobody to check it."""
    script = refusing.office.stranger.get("/api/docs/docs.js").expect(200).text
    assert '"/api/openapi.json"' in script
    assert "validatorUrl: null" in script
    assert "//" not in script


def test_nothing_but_its_files_is_served(refusing: Scene) -> None:
    """The page's folder is no way into others."""
    for name in ("../app.py", "..%2Fapp.py", "docs.html/..", "nothing.js"):
        assert refusing.office.stranger.get(f"/api/docs/{name}").status == 404, name


def test_health(refusing: Scene) -> None:
    """At the root, for whoever asks."""
    assert refusing.office.stranger.get("/healthz").expect(200).json["status"] == "ok"
    assert refusing.office.stranger.get("/readyz").expect(200).json["status"] == "ready"
