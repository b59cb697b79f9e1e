"""Files of evidence, as they are exported, and as somebody might forge them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.evidence.file import canonical, sealed
from projections.store.chain import Recorded, link
from tests.support.cast import AUDITOR, Office

Content = dict[str, Any]


def exported(office: Office, project: str, by: str = AUDITOR, **query: Any) -> bytes:
    """The file, as a party of the project or the auditor gets it."""
    return office.as_(by).get(f"/projects/{project}/evidence", **query).expect(200).response.get_data()


def written(data: bytes, folder: Path, name: str = "bevis.json") -> Path:
    """The file, in a folder."""
    path = folder / name
    path.write_bytes(data)
    return path


def forged(data: bytes, change: Callable[[Content], object]) -> bytes:
    """The file with its content changed, in the form in which files are written, and with the digest of that."""
    said = json.loads(data)
    del said["digest"]
    change(said)
    return sealed(said)


def without_digest(data: bytes) -> bytes:
    """What the digest is of."""
    said = json.loads(data)
    del said["digest"]
    return canonical(said)


def rehashed(said: Content, first: int = 0) -> None:
    """Give the statements new hashes from a place in the file on, each following the one before it."""
    statements = said["statements"]
    for place in range(first, len(statements)):
        each = statements[place]
        if place > first:
            each["previous"] = statements[place - 1]["hash"]
        each["hash"] = hash_of(each)
    said["head"] = {"position": statements[-1]["position"], "hash": statements[-1]["hash"]}


def hash_of(statement: Content) -> str:
    """The hash of a statement at its place."""
    values = {name: statement[name] for name in Recorded._fields}
    recorded = Recorded(**{**values, "state": statement["state"].encode()})
    return link(bytes.fromhex(statement["previous"]), recorded).hex()


def place_of(said: Content, topic: str, last: bool = False) -> int:
    """The place in the file of the first statement of a type, or of the last."""
    places = [place for place, each in enumerate(said["statements"]) if each["topic"] == topic]
    return places[-1 if last else 0]
