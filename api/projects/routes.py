"""Projects, their phases and schemes; their participants, and who speaks for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.affected.schemas import RepresentantAnswer
from api.affected.views import representant_view
from api.http.operation import Operations
from api.http.references import find_employer
from api.http.schemas import AskedQuery, ListQuery, RepresentantBody, SpanBody
from api.http.shapes import employer_reference, iso_day
from api.http.statements import Call, standing_view
from api.people.references import PERSON, person_of
from api.projects.listing import as_known, asked_for
from api.projects.schemas import (
    ParticipantAnswer,
    ParticipantRow,
    PhaseAnswer,
    PhaseBody,
    ProjectAnswer,
    ProjectBody,
    ProjectsQuery,
    SchemeAnswer,
    SchemeBody,
)
from api.projects.views import listed_project_view, project_view, slots_view
from domain.affected.events import EmployerRepresentantNamed, EmployerRepresentantWithdrawn
from domain.log.errors import Unknown
from domain.log.spans import Spans
from domain.log.world import World
from domain.projects.events import (
    ParticipantAdded,
    ParticipantWithdrawn,
    PhaseBegun,
    PhaseWithdrawn,
    ProjectRegistered,
    ProjectWithdrawn,
    SchemeAgreed,
    SchemeWithdrawn,
)
from domain.rights import author
from projections.index.queries import list_projects_found

operations = Operations("projects")

PROJECT = {"name": "Felles sak og arkiv", "owner": "1505", "from": "2026-01-01", "until": "2029-01-01"}
_PROJECT = "/projects/<uuid:project>"


def _say_project(call: Call, subject: UUID, receipt: Any = None) -> Response:
    call.turn_to(subject)
    owner = call.raw.get("owner")
    found = find_employer(call.world.register.employers, owner, call.day) if isinstance(owner, str) else None
    may_name_another = "employer" if call.world.book.slot("project", ()) is None else "registrar"
    if found is not None or call.party.capacity != may_name_another:
        author(call.party, "project", {"owner": found} if found else {}, call.world, call.today)
    call.unchanged("project", ())
    body = call.body()
    return call.say(ProjectRegistered, receipt=receipt, **body)


@operations(
    "POST",
    "/projects",
    "Register a project",
    "say project",
    body=ProjectBody(),
    example=PROJECT,
    answer=ProjectAnswer(),
)
def post_project(call: Call) -> Response:
    """Under an identity of the server's choosing."""
    receipt = call.receipt(str(uuid4()))
    if receipt is not None and call.replayed:
        call.turn_to(UUID(receipt.made))
        return call.replay("project", (), f"/projects/{receipt.made}")
    subject = UUID(receipt.made) if receipt else uuid4()
    response = _say_project(call, subject, receipt)
    return call.located(response, f"/projects/{subject}")


@operations(
    "PUT",
    _PROJECT,
    "Register or correct a project",
    "say project",
    body=ProjectBody(),
    example=PROJECT,
    answer=ProjectAnswer(),
)
def put_project(call: Call) -> Response:
    """Under an identity of the client's choosing."""
    return _say_project(call, call.args["project"])


@operations("DELETE", _PROJECT, "Withdraw a project", "say project")
def delete_project(call: Call) -> Response:
    """For what should never have been registered; its history stays."""
    owner = call.project().registered_owner
    return call.withdraw(ProjectWithdrawn, owner=owner)


@operations("GET", "/projects", "The projects", "see project", query=ProjectsQuery(), many=True, answer=ProjectAnswer())
def list_projects(call: Call) -> Response:
    """Those that go on on a day, where ``at`` is given; by organisation only those the asker is a party of."""
    wanted = {name: call.asked(name) for name in ("owner", "participant", "organisation")}
    if call.known_at is not None:
        return call.listed(as_known(call, wanted))
    with call.services.timelines.asking() as (c, position):
        total, found = list_projects_found(c, asked_for(call, wanted), *call.stretch)
    register = call.register_at(position)
    return call.paged([listed_project_view(register, each, call.at) for each in found], total, position)


@operations("GET", _PROJECT, "One project", "see project", query=AskedQuery(), answer=ProjectAnswer())
def get_project(call: Call) -> Response:
    """Name, owner, dates, phases and schemes; owner, phase and scheme as they are on the day."""
    call.project()
    world = call.known[0]
    if world.project is None:
        raise Unknown("There is, or was then, no such project.")
    return call.single(project_view(world, world.project, call.at))


@operations(
    "PUT",
    f"{_PROJECT}/phase",
    "Begin a phase",
    "say phase",
    body=PhaseBody(),
    example={"phase": "forme_sammen", "from": "2026-09-01"},
    answer=PhaseAnswer(),
)
def put_phase(call: Call) -> Response:
    """From a day on."""
    call.standing_project()
    return call.say(PhaseBegun)


@operations("DELETE", f"{_PROJECT}/phase", "Withdraw a phase", "say phase")
def delete_phase(call: Call) -> Response:
    """The one with that ``?from=``."""
    call.project()
    return call.withdraw(PhaseWithdrawn)


@operations(
    "PUT",
    f"{_PROJECT}/scheme",
    "Record the scheme agreed",
    "say scheme",
    body=SchemeBody(),
    example={
        "agreed_on": "2026-01-15",
        "agreed_with": ["fagforbundet"],
        "forankring_days": 14,
        "from": "2026-02-01",
    },
    answer=SchemeAnswer(),
)
def put_scheme(call: Call) -> Response:
    """When, with whom, and days for forankring; it makes nobody a party."""
    call.standing_project()
    return call.say(SchemeAgreed)


@operations("DELETE", f"{_PROJECT}/scheme", "Withdraw a scheme", "say scheme")
def delete_scheme(call: Call) -> Response:
    """The one with that ``?from=``."""
    call.project()
    return call.withdraw(SchemeWithdrawn)


participant_operations = Operations("participants")

_PARTICIPANTS = "/projects/<uuid:project>/participants"
_REPRESENTANT = f"{_PARTICIPANTS}/<employer>/representanter/<uuid:representant>"


@participant_operations(
    "GET", _PARTICIPANTS, "Who takes part", "see project", query=ListQuery(), many=True, answer=ParticipantRow()
)
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
        "employer": employer_reference(world.register, employer, on),
        "slots": slots_view(takes_part.slots[employer]),
        "participates": [
            {"from": iso_day(start), "until": iso_day(stop)} for start, stop in takes_part.spans[employer]
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
        kind: [_without(standing_view(each, world, names, call.today)) for each in said[kind]]
        for kind in said
        if kind != "representant"
    }
    return {
        "clarifications": plain["clarification"],
        "claims": plain["claim"],
        "waivers": plain["waiver"],
        "representanter": [
            _without(representant_view(each, world, people[each.content["person"]], call.today))
            for each in said["representant"]
        ],
    }


def _entries(world: World, kind: str, employer: UUID) -> list[Any]:
    said = (entry.event for entry in world.book.all_entries(kind))
    mine = (each for each in said if each.content["employer"] == employer)
    return sorted(mine, key=lambda each: (str(each.address), each.content["from_"]))


def _without(shape: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shape.items() if key != "employer"}


@participant_operations(
    "PUT",
    f"{_PARTICIPANTS}/<employer>",
    "Say that an employer takes part",
    "say participant",
    body=SpanBody(),
    example={"from": "2026-01-01", "until": None},
    answer=ParticipantAnswer(),
)
def put_participant(call: Call) -> Response:
    """In a span."""
    call.standing_project()
    return call.say(ParticipantAdded, employer=call.employer())


@participant_operations("DELETE", f"{_PARTICIPANTS}/<employer>", "Withdraw a participant's slot", "say participant")
def delete_participant(call: Call) -> Response:
    """The one with that ``?from=``, or before a merger or split would fill it."""
    call.project()
    return call.withdraw(ParticipantWithdrawn, employer=call.employer())


@participant_operations(
    "PUT",
    _REPRESENTANT,
    "Name a representant of the employer",
    "say representant",
    body=RepresentantBody(),
    example={"person": PERSON, "from": "2026-01-01"},
    answer=RepresentantAnswer(),
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


@participant_operations("DELETE", _REPRESENTANT, "Withdraw a representant of the employer", "say representant")
def delete_representant(call: Call) -> Response:
    """Recorded by mistake."""
    call.project()
    return call.withdraw(
        EmployerRepresentantWithdrawn, employer=call.employer(), representant=call.args["representant"]
    )
