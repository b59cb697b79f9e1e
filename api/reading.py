"""That a person's details were shown, as it is answered."""

from __future__ import annotations

from typing import Any

from api.parties import party_name
from domain.people import Read
from domain.world import Register


def read(said: Read, register: Register) -> dict[str, Any]:
    """When, to whom, by which operation, and in which project, if in one."""
    return {
        "at": said.at.isoformat(),
        "by": party_name(said.by, register),
        "view": said.view,
        "project": str(said.project) if said.project else None,
    }
