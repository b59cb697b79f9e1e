"""JSON as it is agreed on, and no more: Python's reader takes some that two readers would read differently."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any


def strict_loads(text: bytes | str) -> Any:
    """The value that the text holds, in UTF-8. Raises :class:`ValueError` for whatever is no plain JSON.

    So are a name given twice in an object, ``NaN`` and ``Infinity``, numbers too large for a float or with thousands
    of digits, and thousands of brackets within each other.

    >>> strict_loads('{"from": "2026-01-01", "until": null}')
    {'from': '2026-01-01', 'until': None}
    >>> strict_loads('{"from": "2026-01-01", "from": "2027-01-01"}')
    Traceback (most recent call last):
    ValueError: A name is given twice.
    """
    try:
        read = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(read, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except RecursionError:
        raise ValueError("Too many brackets within each other.") from None


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("A name is given twice.")
    return made


def _constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON.")


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("The number is too large.")
    return number
