"""The shapes of answers: how they are described, and that a wrong one is caught."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

import pytest

from api.app import OPERATIONS
from api.http.answers import (
    DaysInTime,
    Identity,
    Instant,
    OpenDay,
    OrganisationRef,
    about,
    components_of,
    example_of,
    like,
    schema_of,
)
from api.http.operation import Operation
from tests.support.answers import check

ORGANISATION = {"slug": "delta", "name": None}
SEAT = {
    "from": "2026-01-01",
    "until": None,
    "id": "0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11",
    "vara": None,
    "organisation": ORGANISATION,
    "others": [ORGANISATION],
    "ratio": 0.5,
    "anything": {"what": "ever"},
}


class Seat(DaysInTime):
    """With a field of each kind."""

    id: Identity
    vara: Identity | None
    organisation: OrganisationRef | None
    others: list[OrganisationRef]
    ratio: Annotated[float | None, like(0.5, "Of all.")]
    anything: Annotated[Any, like("what")]
    count: NotRequired[Annotated[int, like(3)]]
    gender: NotRequired[Annotated[str, about("As stated.")]]
    data: NotRequired[dict[str, Any]]


class Told(TypedDict):
    """An instant, and a list of days that may be null."""

    at: Instant
    days: list[OpenDay] | None


def test_fields_are_described_by_their_types() -> None:
    """Null, lists, parts, formats, examples, and what may be left out."""
    assert components_of([Seat])["Seat"] == {
        "type": "object",
        "properties": {
            "from": {"type": "string", "format": "date", "example": "2026-01-01"},
            "until": {"type": ["string", "null"], "format": "date", "example": None},
            "id": {"type": "string", "format": "uuid", "example": "0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11"},
            "vara": {
                "type": ["string", "null"],
                "format": "uuid",
                "example": "0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11",
            },
            "organisation": {"anyOf": [{"$ref": "#/components/schemas/OrganisationRef"}, {"type": "null"}]},
            "others": {"type": "array", "items": {"$ref": "#/components/schemas/OrganisationRef"}},
            "ratio": {"type": ["number", "null"], "example": 0.5, "description": "Of all."},
            "anything": {"example": "what"},
            "count": {"type": "integer", "example": 3},
            "gender": {"type": "string", "description": "As stated."},
            "data": {"type": "object", "additionalProperties": {}},
        },
        "required": ["anything", "from", "id", "organisation", "others", "ratio", "until", "vara"],
        "additionalProperties": False,
    }


def test_parts_are_components_of_their_own() -> None:
    """Each once, by the name of its class; what is not asked for is not there."""
    assert set(components_of([Seat, list[Seat], None])) == {"Seat", "OrganisationRef"}
    assert schema_of(list[Seat]) == {"type": "array", "items": {"$ref": "#/components/schemas/Seat"}}


def test_an_example_is_made_of_the_examples_of_fields() -> None:
    """With what may be left out where it has an example, and one item in every list."""
    example = example_of(list[Seat])[0]
    assert example["from"] == "2026-01-01"
    assert example["organisation"] == example["others"][0] == {"slug": "fagforbundet", "name": "Fagforbundet"}
    assert example["count"] == 3
    assert "gender" not in example
    assert example_of(Told) == {"at": "2026-01-20T09:14:03.000000+00:00", "days": [None]}


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.answer], ids=lambda each: each.name)
def test_examples_are_what_is_described(operation: Operation) -> None:
    """Of every operation."""
    check(operation.answer, example_of(operation.answer))


def test_an_answer_as_described_is_let_through() -> None:
    """Null where it may be, and what may be left out left out."""
    check(Seat, SEAT)
    check(list[Seat], [SEAT, {**SEAT, "organisation": None, "ratio": None, "count": 3}])
    check(Told, {"at": "2026-01-20T09:14:03+01:00", "days": None})


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"nonsense": 1}, "/"),
        ({"id": None}, "/id"),
        ({"id": "kari"}, "/id"),
        ({"from": "2026-13-01"}, "/from"),
        ({"until": 2026}, "/until"),
        ({"count": None}, "/count"),
        ({"count": "3"}, "/count"),
        ({"others": ORGANISATION}, "/others"),
        ({"others": [ORGANISATION, {"slug": "delta"}]}, "/others/1"),
        ({"others": [{**ORGANISATION, "name": 1}]}, "/others/0/name"),
        ({"organisation": {**ORGANISATION, "more": 1}}, "/organisation"),
        ({"data": []}, "/data"),
    ],
)
def test_a_wrong_answer_is_caught(wrong: dict[str, Any], pointer: str) -> None:
    """By the place where it is wrong."""
    with pytest.raises(AssertionError, match=f"[ ]{pointer}: "):
        check(Seat, {**SEAT, **wrong})


@pytest.mark.parametrize("field", SEAT)
def test_an_answer_that_lacks_something_is_caught(field: str) -> None:
    """Whatever field, by its name; in a list by its place."""
    lacking = {name: value for name, value in SEAT.items() if name != field}
    with pytest.raises(AssertionError, match=f'/1: "{field}" is a required property'):
        check(list[Seat], [SEAT, lacking])
