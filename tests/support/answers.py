"""Whether an answer is what the API's description says of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from api.http.answers import components_of, schema_of


def check(answer: Any, value: Any) -> None:
    """Fail, with JSON pointers, on all that an answer lacks, has too much of, or has in another form."""
    errors = _validator(answer).iter_errors(value)
    found = [f"{''.join(f'/{step}' for step in error.instance_path) or '/'}: {error.message}" for error in errors]
    assert not found, f"not {answer}: {'; '.join(found)}"


@cache
def _validator(answer: Any) -> Draft202012Validator:
    schema = {**schema_of(answer), "components": {"schemas": components_of([answer])}}
    return Draft202012Validator(schema, validate_formats=True)
