"""Ways to close what is open, as they are answered: filled in, tried and sent by those who may."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from typing import Any

from projections.coverage.line import OPEN
from tests.support.cast import Answer, Office

Shape = dict[str, Any]
NEW = "Liv Eksempel"
"""Whom a party chooses where a way leaves it to choose."""


def open_pairs(office: Office, project: object, party: str, **query: Any) -> list[Shape]:
    """What is open in a project, with what would close it."""
    found: list[Shape] = office.as_(party).get(f"/projects/{project}/gaps", **query).expect(200).json
    return found


def kinds(pair: Shape) -> list[str]:
    """The kinds of the ways to close a pair, in order."""
    return [way["kind"] for way in pair["closing"]]


def changes(way: Shape) -> list[Shape]:
    """The acts of a way, each field that is left to others filled in."""
    whole = {"changes": deepcopy(way["changes"])}
    for pointer in way["fill"]:
        *path, last = [int(part) if part.isdigit() else part for part in pointer.split("/")[1:]]
        part: Any = whole
        for name in path:
            part = part[name]
        assert part[last] == ""
        part[last] = NEW
    return whole["changes"]


def sayers(way: Shape) -> set[str]:
    """The parties that may say every act of it."""
    return set.intersection(*({each["party"] for each in by} for by in way["by"]))


def what_if(office: Office, project: object, party: str, way: Shape, at: str) -> Shape:
    """What would change if the party did what the way says."""
    body = {"at": at, "changes": changes(way)}
    answer: Shape = office.as_(party).post(f"/projects/{project}/what-if", body).expect(200).json
    return answer


def becomes(answer: Shape, pair: Shape, at: str) -> str | None:
    """The status that the pair would have on the day; as it is, where nothing would change."""
    for each in answer["changed"]:
        if (each["employer"]["id"], each["organisation"]) == (pair["employer"]["id"], pair["organisation"]):
            return status_on(each["after"], at)
    return str(pair["status"])


def status_on(timeline: Iterable[Shape], at: str) -> str | None:
    """The status on a day; None where there is no pair."""
    return next((str(each["status"]) for each in timeline if each["from"] <= at < (each["until"] or "9")), None)


def sent(office: Office, way: Shape) -> list[Answer]:
    """Each act said for real, by the first who may."""
    return [
        office.as_(by[0]["party"]).open(each["method"], each["path"], json=each["body"])
        for each, by in zip(changes(way), way["by"], strict=True)
    ]


def check_trying(office: Office, project: object, pair: Shape, at: str, others: Collection[str]) -> None:
    """Each way closes the pair when tried by anybody who may, and is refused when tried by others."""
    assert pair["closing"]
    for way in pair["closing"]:
        may = sayers(way)
        for party in may:
            tried = what_if(office, project, party, way, at)
            assert tried["refused"] == [], (way["kind"], tried)
            assert becomes(tried, pair, at) == way["status"], way["kind"]
            assert way["status"] not in OPEN or way["kind"] == "clarify", way["kind"]
        for party in set(others) - may:
            refused = what_if(office, project, party, way, at)["refused"]
            assert {each["status"] for each in refused} == {403}, way["kind"]
            assert len(refused) == len(way["changes"]), way["kind"]
