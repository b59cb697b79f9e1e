"""References to employers, organisations and appointments, as people and systems write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from marshmallow import Schema
from marshmallow import fields as marshmallow_fields

from api.http.fields import AppointmentReference, EmployerReference, OrganisationReference, RepresentantReference, Scope
from domain.log.errors import Invalid, UnknownReference
from domain.log.world import Register, World
from domain.register.employers import Employers
from domain.register.organisations import Organisations


def uuid_of(text: str) -> UUID | None:
    """The UUID, in its usual form with hyphens."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def find_employer(employers: Employers, text: str, day: date | None) -> UUID | None:
    """Who is meant: by UUID, orgnr, or kommunenummer on the day (on any, where the day itself is unreadable)."""
    identifier = uuid_of(text)
    if identifier is not None:
        return identifier if identifier in employers else None
    if not (text.isascii() and text.isdigit()):
        return None
    if len(text) == 9:
        return employers.by_orgnr(text)
    return employers.by_number(text, day) if day else employers.ever_numbered(text)


def find_organisation(organisations: Organisations, text: str) -> UUID | None:
    """Which organisation is meant: by slug or UUID."""
    identifier = uuid_of(text)
    if identifier is not None:
        return identifier if identifier in organisations else None
    return organisations.by_slug(text)


def named_organisation(register: Register, text: str, pointer: str) -> UUID:
    """The organisation. Raises :class:`UnknownReference`."""
    return _found(find_organisation(register.organisations, text), "organisation", text, pointer, None)


def named_employer(register: Register, text: str, pointer: str, day: date) -> UUID:
    """The employer, by its number on the day. Raises :class:`UnknownReference`."""
    return _found(find_employer(register.employers, text, day), "employer", text, pointer, day)


def resolved(
    schema: Schema, data: Mapping[str, Any], world: World, day: date | None, pointer: str = ""
) -> dict[str, Any]:
    """The loaded body with identities in place of references. Raises :class:`UnknownReference`."""
    return {
        name: _resolved(schema.fields[name], value, f"{pointer}/{schema.fields[name].data_key or name}", world, day)
        for name, value in data.items()
    }


def _resolved(field: Any, value: Any, pointer: str, world: World, day: date | None) -> Any:
    if value is None:
        return None
    if isinstance(field, marshmallow_fields.List):
        each = enumerate(value)
        return [_resolved(field.inner, one, f"{pointer}/{index}", world, day) for index, one in each]
    if isinstance(field, Scope):
        return value if value == "all" else _scope(value, pointer, world, day)
    if isinstance(field, EmployerReference):
        return _found(find_employer(world.register.employers, value, day), "employer", value, pointer, day)
    if isinstance(field, OrganisationReference):
        return _found(find_organisation(world.register.organisations, value), "organisation", value, pointer, None)
    if isinstance(field, marshmallow_fields.Nested):
        return resolved(field.schema, value, world, day, pointer)
    if isinstance(field, RepresentantReference):
        return _representant(value, pointer, world)
    if isinstance(field, AppointmentReference):
        identifier = uuid_of(value)
        known = identifier if identifier and world.appointment(identifier) else None
        return _found(known, "appointment in this project", value, pointer, None)
    return value


def _representant(value: str, pointer: str, world: World) -> tuple[UUID, UUID]:
    """The employer and the identity; an identity is one only under its employer, which may be several."""
    identifier = uuid_of(value)
    found = [address for address in world.book.addresses("representant") if address[1] == identifier]
    if len(found) > 1:
        raise Invalid("Several employers have a representant with this id.", pointer)
    if not found:
        _found(None, "representant of an employer in this project", value, pointer, None)
    employer, representant = found[0]
    return cast("UUID", employer), cast("UUID", representant)


def _scope(values: list[str], pointer: str, world: World, day: date | None) -> list[UUID]:
    found = (
        _found(find_employer(world.register.employers, value, day), "employer", value, f"{pointer}/{index}", day)
        for index, value in enumerate(values)
    )
    return sorted(set(found))


def _found(identifier: UUID | None, what: str, value: str, pointer: str, day: date | None) -> UUID:
    if identifier is None:
        on = f" on {day.isoformat()}" if day and len(value) == 4 else ""
        raise UnknownReference(f"There is no {what} «{value[:60]}»{on}.", pointer)
    return identifier
