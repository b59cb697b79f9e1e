"""Statements that are proposed, as the requests by which they are said, and who may say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.http.answers import RequestAnswer, SayerAnswer
from api.http.operation import saying
from api.http.shapes import organisation_reference, plain_value
from api.language.parties import party_code, party_name
from domain.log.drafts import Draft
from domain.log.statements import Party
from domain.log.world import World
from domain.projects.state import owner_of
from domain.register.employers import employers_of
from domain.rights import SAYS

UNNAMED = {"name": ""}
"""A person who is for others to choose: sent so, it is refused, by the field."""

_AS_WHOM_IT_STANDS_IN_FOR = ("organisation", "role", "scope")
"""What a vara has of the representant, and is not said of them."""
_SENT_THOUGH_OPEN = ("person", "until")


def request_of(draft: Draft, world: World) -> RequestAnswer:
    """The request that says it, ``{method, path, body}``, with an empty name where there is somebody to choose."""
    kind, content = draft.said.KIND, draft.content
    slug = _slug(world, content.get("organisation"))
    about = {**content, "project": world.subject, "organisation": slug}
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(about[name[1]]), saying(draft.said).rule)
    if draft.said.EMPTIES:
        return {"method": "DELETE", "path": f"{path}?from={content['from_']}", "body": None}
    body = _body(draft, world)
    if kind == "appointment" and content["appointment"] is None:
        return {"method": "POST", "path": path.rpartition("/")[0], "body": body}
    return {"method": "PUT", "path": path, "body": body}


def blanks(request: RequestAnswer) -> list[str]:
    """JSON pointers into the request to what is for whoever says it to fill in."""
    return ["/body/person/name"] if (request["body"] or {}).get("person") == UNNAMED else []


def sayers(draft: Draft, world: World, today: date) -> list[SayerAnswer]:
    """Who may say it today, ``{capacity, party, name}``; of several, any one."""
    capacities = [capacity for capacity in SAYS[draft.said.KIND] if capacity in ("owner", "employer", "organisation")]
    found = [who for capacity in capacities for who in voices(capacity, draft.content, world, today)]
    return [
        each for place, each in enumerate(found) if each["party"] not in [other["party"] for other in found[:place]]
    ]


def voices(capacity: str, content: Mapping[str, Any], world: World, today: date) -> Iterator[SayerAnswer]:
    """The parties that speak in a capacity about this today: an employer that has ended speaks by its successors."""
    for who in _who(capacity, content, world, today):
        party = Party("organisation" if capacity == "organisation" else "employer", who)
        known_as = party_name(party, world.register, today)
        yield {"capacity": capacity, "party": party_code(str(party), world.register), "name": known_as}


def _who(capacity: str, content: Mapping[str, Any], world: World, today: date) -> list[UUID]:
    if capacity == "organisation":
        return [content["organisation"]]
    if capacity == "employer":
        return sorted(employers_of(world.register).voices(content["employer"], today))
    owner = owner_of(world, today)
    return [owner] if owner else []


def _body(draft: Draft, world: World) -> dict[str, Any]:
    """What the body of the request takes of what is said, without whatever is open."""
    asked, content = saying(draft.said).body, draft.content
    inherited = _AS_WHOM_IT_STANDS_IN_FOR if content.get("vara_for") else ()
    fields = [field for field in (asked.fields if asked else ()) if field in content and field not in inherited]
    return {
        field.rstrip("_"): _plain(field, content[field], world)
        for field in fields
        if content[field] is not None or field in _SENT_THOUGH_OPEN
    }


def _plain(field: str, value: Any, world: World) -> Any:
    if field == "person":
        return dict(UNNAMED)
    if field == "organisation":
        return _slug(world, value)
    return plain_value(field.rstrip("_"), value, world.register, date.min)


def _slug(world: World, organisation: UUID | None) -> str:
    return str(organisation_reference(world.register, organisation)["slug"]) if organisation else ""
