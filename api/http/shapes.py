"""How persons are shown: by name to those with the right, otherwise as an identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, overload
from uuid import UUID

from api.http.answers import BlockAnswer, DaysInTime, EmployerRef, OrganisationRef
from domain.log.spans import ALWAYS, FOREVER
from domain.log.statements import Statement
from domain.log.world import Register, World
from projections.coverage.line import Block

Shape = Mapping[str, Any]
"""An answer of whatever kind, or what is put into one field by field."""


# An open end is a day like any other to mypy: where there may be one, the answer says `OpenDay`.
@overload
def iso_day(value: date) -> str: ...


@overload
def iso_day(value: date | None) -> str | None: ...


def iso_day(value: date | None) -> str | None:
    """A date as text; the open ends of spans as null."""
    return None if value in (None, ALWAYS, FOREVER) else value.isoformat()


def timeline_view(blocks: Sequence[Block]) -> list[BlockAnswer]:
    """The intervals of constant status of a pair."""
    return [
        {"from": iso_day(block.days.start), "until": iso_day(block.days.stop), "status": block.status}
        for block in blocks
    ]


def employer_reference(register: Register, employer: UUID, on: date) -> EmployerRef:
    """An employer as it was on the day."""
    known = register.employers.get(employer)
    if known is None:
        return {"id": str(employer), "kommunenummer": None, "name": None}
    name = known.named(on)
    return {"id": str(employer), "kommunenummer": name.kommunenummer, "name": name.name}


def organisation_reference(register: Register, organisation: UUID, on: date | None = None) -> OrganisationRef:
    """An organisation, by slug and the name it had on the day; by its last name, where none is asked about."""
    known = register.organisations.get(organisation)
    if known is None:
        return {"slug": str(organisation), "name": None}
    return {"slug": known.slug, "name": known.named(on).name}


def scope_view(value: str | list[UUID] | None) -> str | list[str] | None:
    """A scope as it is written."""
    return [str(employer) for employer in value] if isinstance(value, list) else value


def span_view(said: Statement) -> DaysInTime:
    return {"from": iso_day(said.content["from_"]), "until": iso_day(said.content["until"])}


def content_view(said: Statement, world: World, on: date) -> dict[str, Any]:
    """What was said, with references as they were on the day."""
    return {key.rstrip("_"): plain_value(key, value, world.register, on) for key, value in said.content.items()}


def plain_value(key: str, value: Any, register: Register, on: date) -> Any:
    """One field of a statement, with references as they were on the day."""
    named = key in ("employer", "owner", "employed_at") or (key == "seat" and value in register.employers)
    if named and value is not None:
        return employer_reference(register, value, on)
    if key in ("organisation", "sammenslutning"):
        return organisation_reference(register, value, on)
    if key == "agreed_with":
        return [organisation_reference(register, each)["slug"] for each in value]
    if isinstance(value, Mapping):
        return {inner: plain_value(inner, each, register, on) for inner, each in value.items()}
    if isinstance(value, list):
        return [plain_value("", each, register, on) for each in value]
    if isinstance(value, date):
        return iso_day(value)
    return str(value) if isinstance(value, UUID) else value
