"""Fields of bodies and queries: what a value must look like before the domain is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields

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
