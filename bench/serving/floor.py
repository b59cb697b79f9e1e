"""The floor's application: plain Flask routes that do what nobody can do without, and nothing else.

``BENCH_DATABASE``: where rows are put, like ``SAMRAD_DATABASE``. ``BENCH_ANSWERS``: a folder
of JSON files to answer with.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, request

from bench.serving.floor_store import SQLiteStore, Store, store

app = Flask("floor", static_folder=None)


@cache
def _store() -> Store:
    return store(os.environ["BENCH_DATABASE"])


@cache
def _pairs() -> SQLiteStore:
    return SQLiteStore(os.environ["BENCH_DATABASE"])


@cache
def _answer(name: str) -> Any:
    return orjson.loads(Path(os.environ["BENCH_ANSWERS"], f"{name}.json").read_bytes())


def _json(answer: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(answer), status, mimetype="application/json")


@app.get("/healthz")
def healthz() -> Response:
    """That it is there."""
    return _json({})


@app.put("/rows/<int:count>/<key>")
def put_rows(count: int, key: str) -> Response:
    """So many rows of what is said, and an audit row, in one transaction."""
    said = request.get_json()
    moment = datetime.now(UTC).isoformat()
    person = said["person"]["name"]
    rows = [(key, place, said["organisation"], person, said["role"], said["from"]) for place in range(count)]
    _store().insert(rows, (moment, key, request.headers.get("Authorization", ""), request.get_data(as_text=True)))
    return _json({"id": key, **said}, 201)


@app.get("/answer/<name>")
def answer(name: str) -> Response:
    """An answer that it was given."""
    return _json(_answer(name))


@app.get("/pairs")
def pairs() -> Response:
    """All rows of the table of pairs."""
    return _json(_pairs().pairs())
