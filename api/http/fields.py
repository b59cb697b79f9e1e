"""Fields of bodies and queries: what a value must look like, and whom a reference means, before the domain is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from marshmallow import Schema, ValidationError, fields
from marshmallow import fields as marshmallow_fields

from domain.appointments.events import RepresentantAppointed
from domain.log.errors import Invalid, UnknownReference
from domain.log.world import Register, World
from domain.register.employers import Employers, employers_of
from domain.register.organisations import Organisations, organisations_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT_WITH_SPACE = re.compile(r"(.*T.*) (\d{2}:?\d{2})")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
"""Invisible, and yet part of how names are written in some scripts."""
LONGEST = 200


class Day(fields.Field[date]):
    """A date, as ``YYYY-MM-DD``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError("A date is written YYYY-MM-DD.")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError("There is no such date.") from None


class KnownAt(fields.Field["int | datetime"]):
    """A position in the log, or an instant with its offset."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int | datetime:
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= LONGEST:
            return int(text)
        unescaped = _INSTANT_WITH_SPACE.fullmatch(text)
        try:
            instant = datetime.fromisoformat("+".join(unescaped.groups()) if unescaped else text)
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None or "T" not in text:
            raise ValidationError("A position, or an instant with its offset: 2026-03-12T09:00:00+01:00.")
        return instant


class Text(fields.String):
    """A line of text: not blank, not too long, no control characters."""

    def __init__(self, *, longest: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not text.isprintable() and any(map(_is_unseen, text)):
            raise ValidationError("Control characters, invisible ones and unassigned ones are not text.")
        if not any(unicodedata.category(letter)[0] not in "ZC" for letter in text):
            raise ValidationError("It may not be blank.")
        if len(text) > self.longest:
            raise ValidationError(f"At most {self.longest} characters.")
        return text.strip()


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS


class Whole(fields.Integer):
    """A whole number, and nothing that merely looks like one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool | str):
            raise ValidationError("A whole number.")
        return int(super()._deserialize(value, attr, data, **kwargs) or 0)


class Reference(fields.String):
    """A reference as text, or the thing itself as an answer showed it."""

    keys: tuple[str, ...] = ("id",)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if isinstance(value, Mapping):
            value = next((value[key] for key in self.keys if isinstance(value.get(key), str)), None)
        text: str = super()._deserialize(value, attr, data, **kwargs)
        return text


class EmployerReference(Reference):
    """An employer: UUID, orgnr, or kommunenummer on the statement's own date."""


class OrganisationReference(Reference):
    """An organisation: slug or UUID."""

    keys = ("slug", "id")


class AppointmentReference(Reference):
    """An appointment of the project: UUID. A proposal shows it as one that is chosen, a roster by its seat."""

    keys = ("appointment", "id")


class RepresentantReference(Reference):
    """A representant of an employer in the project: UUID."""


class Scope(fields.Raw):
    """``all``, or the employers spoken for."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | list[str]:
        if value == "all":
            return "all"
        if not isinstance(value, list):
            raise ValidationError("«all», or a list of employers.")
        if not value:
            raise ValidationError("A scope names at least one employer, or is «all».")
        one = EmployerReference()
        return [str(one.deserialize(each, attr, data, **kwargs)) for each in value]


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
    return _found(find_organisation(organisations_of(register), text), "organisation", text, pointer, None)


def named_employer(register: Register, text: str, pointer: str, day: date) -> UUID:
    """The employer, by its number on the day. Raises :class:`UnknownReference`."""
    return _found(find_employer(employers_of(register), text, day), "employer", text, pointer, day)


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
        return _found(find_employer(employers_of(world.register), value, day), "employer", value, pointer, day)
    if isinstance(field, OrganisationReference):
        return _found(find_organisation(organisations_of(world.register), value), "organisation", value, pointer, None)
    if isinstance(field, marshmallow_fields.Nested):
        return resolved(field.schema, value, world, day, pointer)
    if isinstance(field, RepresentantReference):
        return _representant(value, pointer, world)
    if isinstance(field, AppointmentReference):
        identifier = uuid_of(value)
        known = identifier if identifier and world.standing(RepresentantAppointed, identifier) else None
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
        _found(find_employer(employers_of(world.register), value, day), "employer", value, f"{pointer}/{index}", day)
        for index, value in enumerate(values)
    )
    return sorted(set(found))


def _found(identifier: UUID | None, what: str, value: str, pointer: str, day: date | None) -> UUID:
    if identifier is None:
        on = f" on {day.isoformat()}" if day and len(value) == 4 else ""
        raise UnknownReference(f"There is no {what} «{value[:60]}»{on}.", pointer)
    return identifier
