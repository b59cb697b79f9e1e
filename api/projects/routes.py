"""Projects, their phases and schemes, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api.affected.views import representant_view
from api.http import respond
from api.http.fields import find_employer
from api.http.operation import Operations, field_by_field
from api.http.request import Request
from api.http.schemas import AskedQuery, ListQuery, SpanBody
from api.http.shapes import employer_reference, iso_day
from api.http.statements import Keyed, authorise, keyed, replay, say, state, unchanged, withdraw
from api.projects.query import as_known, asked_for
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
from api.projects.views import listed_project_view, project_statement, project_view, slots_view
from domain.log.drafts import Draft
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
from domain.projects.state import participation_of, registered_owner_of
from domain.register.employers import employers_of
from projections.index.queries import list_projects_found

operations = Operations("projects")

PROJECT = {"name": "Felles sak og arkiv", "owner": "1505", "from": "2026-01-01", "until": "2029-01-01"}
_PROJECT = "/projects/<uuid:project>"


def _say_project(request: Request, keyed: Keyed | None = None) -> Response:
    owner = request.raw.get("owner")
    found = find_employer(employers_of(request.world.register), owner, request.day) if isinstance(owner, str) else None
    may_name_another = "employer" if request.world.book.slot("project", ()) is None else "registrar"
    if found is not None or request.party.capacity != may_name_another:
        authorise(request, "project", **({"owner": found} if found else {}))
    condition = unchanged(request, "project", ())
    return state(request, Draft(ProjectRegistered, request.body()), condition, keyed=keyed)


@operations(
    "POST",
    "/projects",
    "Register a project",
    "say project",
    body=ProjectBody(),
    example=PROJECT,
    answer=ProjectAnswer,
    view=project_statement,
)
def post_project(request: Request) -> Response:
    """Under an identity of the server's choosing."""
    made = keyed(request, str(uuid4()))
    about, location = request.of(UUID(made.made)), f"/projects/{made.made}"
    if made.replayed:
        return replay(about, "project", (), location)
    return respond.located(_say_project(about, made), location)


@operations(
    "PUT",
    _PROJECT,
    "Register or correct a project",
    "say project",
    body=ProjectBody(),
    example=PROJECT,
    answer=ProjectAnswer,
    view=project_statement,
)
def put_project(request: Request) -> Response:
    """Under an identity of the client's choosing."""
    return _say_project(request)


@operations("DELETE", _PROJECT, "Withdraw a project", "say project", view=project_statement)
def delete_project(request: Request) -> Response:
    """For what should never have been registered; its history stays."""
    owner = registered_owner_of(request.project())
    return withdraw(request, ProjectWithdrawn, owner=owner)


@operations("GET", "/projects", "The projects", "see project", query=ProjectsQuery(), answer=list[ProjectAnswer])
def list_projects(request: Request) -> Response:
    """Those that go on on a day, where ``at`` is given; by organisation only those the asker is a party of."""
    wanted = {name: request.asked(name) for name in ("owner", "participant", "organisation")}
    if request.known_at is not None:
        return respond.listed(request, as_known(request, wanted))
    with request.services.timelines.asking() as (c, position):
        total, found = list_projects_found(c, asked_for(request, wanted), *request.stretch)
    register = request.register_at(position)
    return respond.paged(request, [listed_project_view(register, each, request.at) for each in found], total, position)


@operations("GET", _PROJECT, "One project", "see project", query=AskedQuery(), answer=ProjectAnswer)
def get_project(request: Request) -> Response:
    """Name, owner, dates, phases and schemes; owner, phase and scheme as they are on the day."""
    request.project()
    world = request.known[0]
    project = world.standing(ProjectRegistered)
    if project is None:
        raise Unknown("There is, or was then, no such project.")
    return respond.single(request, project_view(world, project, request.at))


@operations(
    "PUT",
    f"{_PROJECT}/phase",
    "Begin a phase",
    "say phase",
    body=PhaseBody(),
    example={"phase": "forme_sammen", "from": "2026-09-01"},
    answer=PhaseAnswer,
)
def put_phase(request: Request) -> Response:
    """From a day on."""
    request.standing_project()
    return say(request, PhaseBegun)


@operations("DELETE", f"{_PROJECT}/phase", "Withdraw a phase", "say phase")
def delete_phase(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, PhaseWithdrawn)


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
    answer=SchemeAnswer,
)
def put_scheme(request: Request) -> Response:
    """When, with whom, and days for forankring; it makes nobody a party."""
    request.standing_project()
    return say(request, SchemeAgreed)


@operations("DELETE", f"{_PROJECT}/scheme", "Withdraw a scheme", "say scheme")
def delete_scheme(request: Request) -> Response:
    """The one with that ``?from=``."""
    request.project()
    return withdraw(request, SchemeWithdrawn)


participant_operations = Operations("participants")

_PARTICIPANTS = "/projects/<uuid:project>/participants"


@participant_operations(
    "GET", _PARTICIPANTS, "Who takes part", "see project", query=ListQuery(), answer=list[ParticipantRow]
)
def list_participants(request: Request) -> Response:
    """All, or those of a day; slots by a merger or split are ``implied``.

    To parties and the auditor also what has been said about each: clarifications, claims, waivers, representanter.
    """
    request.project()
    world = request.known[0]
    takes_part = participation_of(world)
    shown = takes_part.on(request.at) if "at" in request.query else list(takes_part.spans)
    rows = [_participant(request, world, employer) for employer in shown]
    ordered = sorted(rows, key=lambda row: (row["employer"]["kommunenummer"] or "", row["employer"]["name"] or ""))
    if not request.sees("what is said of participants"):
        return respond.listed(request, ordered)
    return respond.listed(
        request,
        ordered,
        lambda page: [{**row, **_said_about(request, world, UUID(row["employer"]["id"]))} for row in page],
    )


def _participant(request: Request, world: World, employer: UUID) -> ParticipantRow:
    takes_part = participation_of(world)
    on = request.at if "at" in request.query else _latest(takes_part.spans[employer], request.today)
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


def _said_about(request: Request, world: World, employer: UUID) -> dict[str, Any]:
    names = request.names()
    said = {kind: _entries(world, kind, employer) for kind in ("clarification", "claim", "waiver", "representant")}
    people = names.show_all(each.content["person"] for each in said["representant"])
    plain = {
        kind: [_without(field_by_field(each, world, names, request.today)) for each in said[kind]]
        for kind in said
        if kind != "representant"
    }
    return {
        "clarifications": plain["clarification"],
        "claims": plain["claim"],
        "waivers": plain["waiver"],
        "representanter": [
            _without(representant_view(each, world, people[each.content["person"]], request.today))
            for each in said["representant"]
        ],
    }


def _entries(world: World, kind: str, employer: UUID) -> list[Any]:
    said = (entry.event for entry in world.book.all_entries(kind))
    mine = (each for each in said if each.content["employer"] == employer)
    return sorted(mine, key=lambda each: (str(each.address), each.content["from_"]))


def _without(shape: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shape.items() if key != "employer"}


@participant_operations(
    "PUT",
    f"{_PARTICIPANTS}/<employer>",
    "Say that an employer takes part",
    "say participant",
    body=SpanBody(),
    example={"from": "2026-01-01", "until": None},
    answer=ParticipantAnswer,
)
def put_participant(request: Request) -> Response:
    """In a span."""
    request.standing_project()
    return say(request, ParticipantAdded, employer=request.employer())


@participant_operations("DELETE", f"{_PARTICIPANTS}/<employer>", "Withdraw a participant's slot", "say participant")
def delete_participant(request: Request) -> Response:
    """The one with that ``?from=``, or before a merger or split would fill it."""
    request.project()
    return withdraw(request, ParticipantWithdrawn, employer=request.employer())
