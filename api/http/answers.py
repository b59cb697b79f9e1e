"""Answers: how their shape is declared and described, and the parts that features share.

An answer is a ``TypedDict``, declared once: views return it, so that mypy checks its shape, and :func:`schema_of` and
:func:`example_of` describe it. Of a field, ``Annotated`` adds what JSON Schema says besides its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

ID = "0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11"


@dataclass(frozen=True, eq=False)
class Keywords:
    """What JSON Schema says of a field besides its type."""

    said: Mapping[str, Any]


def like(example: Any, description: str | None = None, **said: str) -> Keywords:
    """A field's example, and what it is about where its name does not say so."""
    return Keywords({"example": example, **said, **({"description": description} if description else {})})


def about(description: str) -> Keywords:
    """What a field without an example is about."""
    return Keywords({"description": description})


Identity = Annotated[str, like(ID, format="uuid")]
IsoDay = Annotated[str, like("2026-01-01", format="date")]
OpenDay = Annotated[str | None, like(None, format="date")]
"""A day, or null where a span is open."""
Instant = Annotated[str, like("2026-01-20T09:14:03.000000+00:00", format="date-time")]


# `from` is a word of Python's, which no class can have as a field: it is inherited.
From = TypedDict("From", {"from": IsoDay})
"""The first day of a span that always has one."""
FromOpen = TypedDict("FromOpen", {"from": OpenDay})
"""The first day of a span, or null."""


class EmployerRef(TypedDict):
    """An employer as it was on the day."""

    id: Identity
    kommunenummer: Annotated[str | None, like("1576")]
    name: Annotated[str | None, like("Aure")]


class OrganisationRef(TypedDict):
    """An organisation."""

    slug: Annotated[str, like("fagforbundet")]
    name: Annotated[str | None, like("Fagforbundet")]


class PersonRef(TypedDict):
    """A person; without a name to those without the right, and after erasure."""

    id: Identity
    name: Annotated[str | None, like("Kari Eksempel")]
    email: NotRequired[Annotated[str, like("kari@example.org")]]
    phone: NotRequired[Annotated[str, like("+47 00 00 00 00")]]
    gender: NotRequired[Annotated[str, about("To whoever appointed them, where the person has stated it.")]]
    erased: NotRequired[Annotated[bool, about("Present, and true, after erasure.")]]
    restricted: NotRequired[
        Annotated[bool, about("Present, and true, while only who appointed them sees the details.")]
    ]


class ProjectRef(TypedDict):
    """A project."""

    id: Identity
    name: Annotated[str | None, like("Felles sak og arkiv")]


class Warned(TypedDict):
    """What was accepted, but perhaps not meant."""

    warnings: NotRequired[list[Annotated[str, like("The leave lies partly outside the term.")]]]


class EmployersFigures(TypedDict):
    """The employers of a day."""

    participating: Annotated[int, like(12)]
    represented: Annotated[int, like(4)]


class Summary(TypedDict):
    """The figures of a day."""

    pairs: Annotated[int, like(36)]
    affected: Annotated[int, like(30)]
    covered: Annotated[int, like(24)]
    direct: Annotated[int, like(20)]
    joint: Annotated[int, like(1)]
    indirect: Annotated[int, like(2)]
    temporary: Annotated[int, like(1)]
    waived: Annotated[int, like(1)]
    gap: Annotated[int, like(5)]
    not_affected: Annotated[int, like(3)]
    disputed: Annotated[int, like(1)]
    unclarified: Annotated[int, like(2)]
    ratio: Annotated[float | None, like(0.8275862068965517)]
    employers: EmployersFigures


class PairStatus(TypedDict):
    """The status of a pair on a day, and its span."""

    status: Annotated[str | None, like("direct")]
    claimed: Annotated[bool, like(False)]
    since: Annotated[OpenDay, like("2026-01-01")]
    until: Annotated[OpenDay, like("2028-01-01")]
    appointments: list[Identity]


class PairAnswer(PairStatus):
    """An organisation at an employer on a day."""

    employer: EmployerRef
    organisation: OrganisationRef


class PairInProject(PairAnswer):
    """The same, with the project."""

    project: ProjectRef


class AboutAnswer(TypedDict):
    """What was asked of a project, and from what it is answered."""

    project: ProjectRef
    at: Annotated[IsoDay, like("2026-03-12")]
    known_at: Annotated[Any, like(None)]
    group: Annotated[str | None, like(None, "The group, or kind of group, asked about.")]
    position: Annotated[int, like(1204)]
    stage: Annotated[
        str, like("under_way", "Of the project on the day: `not_begun`, `under_way`, `ended`, `withdrawn`.")
    ]


class HistoryAnswer(FromOpen):
    """A statement as recorded."""

    position: Annotated[int, like(1204)]
    recorded_at: Instant
    by: Annotated[str, like("organisation:fagforbundet")]
    capacity: Annotated[str, like("organisation")]
    on_behalf_of: Annotated[str | None, like(None)]
    type: Annotated[str, like("RepresentantAppointed")]
    until: OpenDay
    text: Annotated[str, like("Fagforbundet har pekt ut en hovedtillitsvalgt for alle deltakerne fra 1. februar 2026.")]
    data: Annotated[dict[str, Any], like({"from": "2026-02-01", "until": None})]


class BlockAnswer(From):
    """A span of constant status."""

    until: OpenDay
    status: Annotated[str, like("direct")]


class DaysInTime(From):
    """Days without a break."""

    until: OpenDay


class SaidHere(From):
    """A claim or waiver at the employer."""

    organisation: OrganisationRef
    until: OpenDay


class SayerAnswer(TypedDict):
    """A party that may say something, and in what capacity."""

    capacity: Annotated[str, like("organisation")]
    party: Annotated[str, like("organisation:fagforbundet")]
    name: Annotated[str, like("Fagforbundet")]


class RequestAnswer(TypedDict):
    """An act, ready to be sent, or to be tried."""

    method: Annotated[str, like("PUT")]
    path: Annotated[str, like(f"/projects/{ID}/appointments/{ID}/scope")]
    body: Annotated[dict[str, Any] | None, like({"from": "2026-02-01", "scope": [ID]})]


class ToSayAnswer(TypedDict):
    """Acts in order; for each of them who may say it; and what is for them to fill in."""

    changes: list[RequestAnswer]
    by: list[list[SayerAnswer]]
    fill: list[Annotated[str, like("/changes/0/body/person/name")]]


# Describing them

COMPONENTS = "#/components/schemas/"
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema_of(field: Any) -> dict[str, Any]:
    """The JSON Schema of the type of a field, or of an answer: a reference to its component."""
    kind, said = _bare(field)
    return {**_form(kind), **said}


def components_of(answers: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the answers and their parts, by the names of their classes."""
    found: dict[str, dict[str, Any]] = {}
    ahead = [part for answer in answers for part in _parts(answer)]
    while ahead:
        part = ahead.pop()
        if part.__name__ not in found:
            found[part.__name__] = _object(part)
            ahead += [inner for field in _fields(part).values() for inner in _parts(field)]
    return found


def example_of(field: Any) -> Any:
    """The example of a field; of an answer one made of the examples of its fields."""
    kind, said = _bare(field)
    if "example" in said:
        return said["example"]
    if is_typeddict(kind):
        return {name: example_of(each) for name, each in _fields(kind).items() if _is_shown(each)}
    if get_origin(kind) is list:
        return [example_of(*get_args(kind))]
    return example_of(_present(kind)) if _is_nullable(kind) else None


def _is_shown(field: Any) -> bool:
    kind, said = _bare(field)
    return _is_required(field) or "example" in said or get_origin(kind) is list


def _fields(answer: type) -> Mapping[str, Any]:
    return get_type_hints(answer, include_extras=True)


def _is_required(field: Any) -> bool:
    return get_origin(field) is not NotRequired


def _bare(field: Any) -> tuple[Any, dict[str, Any]]:
    """The type of a field, and what is said of it besides."""
    if not _is_required(field):
        return _bare(*get_args(field))
    if get_origin(field) is not Annotated:
        return field, {}
    kind, *keywords = get_args(field)
    return kind, {keyword: value for each in keywords for keyword, value in each.said.items()}


def _is_nullable(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _present(kind: Any) -> Any:
    """The type of what may be null, where it is not."""
    (present,) = (each for each in get_args(kind) if each is not NoneType)
    return present


def _form(kind: Any) -> dict[str, Any]:
    if is_typeddict(kind):
        return {"$ref": f"{COMPONENTS}{kind.__name__}"}
    if get_origin(kind) is list:
        return {"type": "array", "items": schema_of(*get_args(kind))}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": {}}
    if _is_nullable(kind):
        form = schema_of(_present(kind))
        return {**form, "type": [form["type"], "null"]} if "type" in form else {"anyOf": [form, {"type": "null"}]}
    return {} if kind is Any else {"type": _TYPES[kind]}


def _object(answer: type) -> dict[str, Any]:
    fields = _fields(answer)
    return {
        "type": "object",
        "properties": {name: schema_of(field) for name, field in fields.items()},
        "required": sorted(name for name, field in fields.items() if _is_required(field)),
        "additionalProperties": False,
    }


def _parts(field: Any) -> list[type]:
    """The classes that a field is made of."""
    kind, _ = _bare(field)
    return [kind] if is_typeddict(kind) else [part for inner in get_args(kind) for part in _parts(inner)]
