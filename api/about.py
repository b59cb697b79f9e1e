"""What an answer about a project on a day says of the question."""

from __future__ import annotations

from typing import Any

from api.call import Call
from api.stages import stage


def about(call: Call) -> dict[str, Any]:
    """The project, the day, whose knowledge and by whose seats; and what it is answered from."""
    world, position = call.known
    return {
        "project": {"id": str(call.subject), "name": world.project.name if world.project else None},
        "at": call.at.isoformat(),
        "known_at": call.as_asked("known_at"),
        "group": call.query.get("group"),
        "position": position,
        "stage": stage(world, call.at),
    }
