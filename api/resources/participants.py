"""Participants of a project, and who speaks for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response

from api import shapes
from api.call import Call
from api.operations import Operations
from api.persons import PERSON, person_of
from api.queries import ListQuery
from api.schemas import RepresentantBody, SpanBody
from api.standing import statement
from domain.clarification import EmployerRepresentantNamed, EmployerRepresentantWithdrawn
from domain.project import ParticipantAdded, ParticipantWithdrawn
from domain.rights import author
from domain.spans import Spans
from domain.world import World

operations = Operations("participants")

_PARTICIPANTS = "/projects/<uuid:project>/participants"
_REPRESENTANT = f"{_PARTICIPANTS}/<employer>/representanter/<uuid:representant>"


@operations("GET", _PARTICIPANTS, "Who takes part", "see project", query=ListQuery(), many=True)
def list_participants(call: Call) -> Response:
    """All, or those of a day; slots by a merger or split are ``implied``.

    To parties and the auditor also what has been said about each: clarifications, claims, waivers, representanter.
    """
    call.project()
    world = call.known[0]
    takes_part = world.participation
    shown = takes_part.on(call.at) if "at" in call.query else list(takes_part.spans)
    rows = [_participant(call, world, employer) for employer in shown]
    ordered = sorted(rows, key=lambda row: (row["employer"]["kommunenummer"] or "", row["employer"]["name"] or ""))
    if not call.sees("what is said of participants"):
        return call.listed(ordered)
    return call.listed(
        ordered, lambda page: [{**row, **_said_about(call, world, UUID(row["employer"]["id"]))} for row in page]
    )


def _participant(call: Call, world: World, employer: UUID) -> dict[str, Any]:
    takes_part = world.participation
    on = call.at if "at" in call.query else _latest(takes_part.spans[employer], call.today)
    return {
        "employer": shapes.employer_reference(world.register, employer, on),
        "slots": shapes.slots(takes_part.slots[employer]),
        "participates": [
            {"from": shapes.day(start), "until": shapes.day(stop)} for start, stop in takes_part.spans[employer]
        ],
    }


def _latest(spans: Spans, today: date) -> date:
    """Today, or the day nearest to it on which the employer takes part."""
    last = spans[-1]
    return max(last.start, min(today, last.stop - timedelta(days=1)))


def _said_about(call: Call, world: World, employer: UUID) -> dict[str, Any]:
    names = call.names()
    said = {kind: _entries(world, kind, employer) for kind in ("clarification", "claim", "waiver", "representant")}
    people = names.show_all(each.content["person"] for each in said["representant"])
    plain = {
        kind: [_without(statement(each, world, names, call.today)) for each in said[kind]]
        for kind in said
        if kind != "representant"
    }
    return {
        "clarifications": plain["clarification"],
        "claims": plain["claim"],
        "waivers": plain["waiver"],
        "representanter": [
            _without(shapes.representant(each, world, people[each.content["person"]], call.today))
            for each in said["representant"]
        ],
    }


def _entries(world: World, kind: str, employer: UUID) -> list[Any]:
    said = (entry.event for entry in world.book.all_entries(kind))
    mine = (each for each in said if each.content["employer"] == employer)
    return sorted(mine, key=lambda each: (str(each.address), each.content["from_"]))


def _without(shape: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shape.items() if key != "employer"}


@operations(
    "PUT",
    f"{_PARTICIPANTS}/<employer>",
    "Say that an employer takes part",
    "say participant",
    body=SpanBody(),
    example={"from": "2026-01-01", "until": None},
)
def put_participant(call: Call) -> Response:
    """In a span."""
    call.standing_project()
    return call.say(ParticipantAdded, employer=call.employer())


@operations("DELETE", f"{_PARTICIPANTS}/<employer>", "Withdraw a participant's slot", "say participant")
def delete_participant(call: Call) -> Response:
    """The one with that ``?from=``, or before a merger or split would fill it."""
    call.project()
    return call.withdraw(ParticipantWithdrawn, employer=call.employer())


@operations(
    "PUT",
    _REPRESENTANT,
    "Name a representant of the employer",
    "say representant",
    body=RepresentantBody(),
    example={"person": PERSON, "from": "2026-01-01"},
)
def put_representant(call: Call) -> Response:
    """Who speaks for the employer in the project."""
    call.standing_project()
    employer, representant = call.employer(), call.args["representant"]
    author(call.party, "representant", {"employer": employer}, call.world, call.today)
    before = call.world.book.standing("representant", (employer, representant))
    call.unchanged("representant", (employer, representant))
    body = call.body()
    person, prepare = person_of(call, body, f"employer:{employer}", before.content["person"] if before else None)
    content = {"person": person, "from_": body["from_"], "until": body["until"]}
    return call.say(
        EmployerRepresentantNamed,
        content=lambda _: content,
        prepare=prepare,
        employer=employer,
        representant=representant,
    )


@operations("DELETE", _REPRESENTANT, "Withdraw a representant of the employer", "say representant")
def delete_representant(call: Call) -> Response:
    """Recorded by mistake."""
    call.project()
    return call.withdraw(
        EmployerRepresentantWithdrawn, employer=call.employer(), representant=call.args["representant"]
    )
