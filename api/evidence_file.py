"""A file of evidence, read back: what it says, and the statements in it. Whoever made it may have written anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from api.evidence import FORMAT, Asked, Content, canonical
from projections.chain import Recorded
from projections.extract import Extract, Link
from projections.heads import LAST_POSITION
from projections.verify import Head

LARGEST = 256 * 1024 * 1024
"""Bytes of a file."""

_HASH, _IDENTITY, _TEXT = "[0-9a-f]{64}", "[0-9a-f]{32}", r"(?s:.*)"
_STATEMENT: Mapping[str, str | type[int]] = {
    "position": int,
    "recorded_at": _TEXT,
    "subject": _IDENTITY,
    "originator_id": _IDENTITY,
    "originator_version": int,
    "topic": _TEXT,
    "state": _TEXT,
    "previous": _HASH,
    "hash": _HASH,
}
_HEAD: Mapping[str, str | type[int]] = {"position": int, "hash": _HASH}
"""What stands in each field: a whole number, or text of a form."""


class NotEvidence(ValueError):
    """It cannot be read as evidence at all, or not as it was exported. The message, for people, says why."""


class Read(NamedTuple):
    """A file that is what it was when it was made."""

    data: bytes
    said: Content
    extract: Extract
    asked: Asked


def read(path: Path) -> Read:
    """The file, whole by its own digest. Raises :class:`NotEvidence`."""
    data = _bytes(path)
    said = _content(data)
    if not _has_its_digest(said) or canonical(said) != data:
        raise NotEvidence(
            "Filen er endret etter at den ble laget: innholdet stemmer ikke med kontrollsummen i den («digest»)."
        )
    return Read(data, said, _extract(said), _asked(said))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise NotEvidence("Filen finnes ikke.") from error
    except OSError as error:
        raise NotEvidence("Filen kan ikke leses: er den en mappe, eller andres?") from error
    if len(data) > LARGEST:
        raise NotEvidence(f"Filen er for stor: et bevis er på høyst {LARGEST // 1024**2} MiB.")
    return data


def _content(data: bytes) -> Content:
    try:
        said = orjson.loads(data)
    except ValueError as error:
        raise NotEvidence("Filen er ikke et bevis fra Samråd: den er ikke JSON i UTF-8.") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotEvidence(f"Filen er ikke et bevis fra Samråd av formatet {FORMAT}.")
    return said


def _has_its_digest(said: Content) -> bool:
    rest = {name: value for name, value in said.items() if name != "digest"}
    try:
        return sha256(canonical(rest)).hexdigest() == said.get("digest")
    except TypeError:  # more brackets within each other than are ever written
        return False


def _extract(said: Content) -> Extract:
    head = _fields(said.get("head"), _HEAD, "«head»")
    links = [_link(given, place) for place, given in enumerate(_list(said.get("statements")), 1)]
    return Extract(_project(said), links, Head(head["position"], bytes.fromhex(head["hash"])))


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise _malformed("«statements»")
    return given


def _link(given: Any, place: int) -> Link:
    values = _fields(given, _STATEMENT, f"utsagn nummer {place} i filen")
    previous, own = bytes.fromhex(values.pop("previous")), bytes.fromhex(values.pop("hash"))
    return Link(Recorded(**{**values, "state": values["state"].encode()}), previous, own)


def _fields(given: Any, expected: Mapping[str, str | type[int]], where: str) -> dict[str, Any]:
    if not isinstance(given, dict) or given.keys() != expected.keys():
        raise _malformed(where)
    if not all(_is(given[name], form) for name, form in expected.items()):
        raise _malformed(where)
    return dict(given)


def _is(value: Any, form: str | type[int]) -> bool:
    if isinstance(form, str):
        return isinstance(value, str) and re.fullmatch(form, value) is not None
    return type(value) is int and 0 <= value <= LAST_POSITION


def _project(said: Content) -> UUID:
    try:
        return UUID(said["project"]["id"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _malformed("«project»") from error


def _asked(said: Content) -> Asked:
    try:
        at, known_at, position = date.fromisoformat(said["at"]), said["known_at"], said["position"]
        is_known = known_at is None or type(known_at) is int or datetime.fromisoformat(known_at).tzinfo is not None
    except (KeyError, TypeError, ValueError) as error:
        raise _malformed("«at», «known_at» eller «position»") from error
    if not _is(position, int) or not is_known:
        raise _malformed("«known_at» eller «position»")
    return Asked(at, known_at, position)


def _malformed(where: str) -> NotEvidence:
    return NotEvidence(f"Filen er ikke skrevet slik Samråd skriver et bevis: {where} har ikke den formen.")
