"""Projects, their phases and schemes."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Response

from api import references, shapes
from api.call import Call
from api.listing import as_known, asked_for
from api.operations import Operations
from api.queries import AskedQuery, ProjectsQuery
from api.schemas import PhaseBody, ProjectBody, SchemeBody
from domain.errors import Unknown
from domain.project import (
    PhaseBegun,
    PhaseWithdrawn,
    ProjectRegistered,
    ProjectWithdrawn,
    SchemeAgreed,
    SchemeWithdrawn,
)
from domain.rights import author
from projections.timelines.projects import projects

operations = Operations("projects")

PROJECT = {"name": "Felles sak og arkiv", "owner": "1505", "from": "2026-01-01", "until": "2029-01-01"}
_PROJECT = "/projects/<uuid:project>"


def _say_project(call: Call, subject: UUID, receipt: Any = None) -> Response:
    call.turn_to(subject)
    owner = call.raw.get("owner")
    found = references.employer(call.world.register.employers, owner, call.day) if isinstance(owner, str) else None
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
)
def put_project(call: Call) -> Response:
    """Under an identity of the client's choosing."""
    return _say_project(call, call.args["project"])


@operations("DELETE", _PROJECT, "Withdraw a project", "say project")
def delete_project(call: Call) -> Response:
    """For what should never have been registered; its history stays."""
    owner = call.project().registered_owner
    return call.withdraw(ProjectWithdrawn, owner=owner)


@operations("GET", "/projects", "The projects", "see project", query=ProjectsQuery(), many=True)
def list_projects(call: Call) -> Response:
    """Those that go on on a day, where ``at`` is given; by organisation only those the asker is a party of."""
    wanted = {name: call.asked(name) for name in ("owner", "participant", "organisation")}
    if call.known_at is not None:
        return call.listed(as_known(call, wanted))
    with call.services.timelines.asking() as (c, position):
        total, found = projects(c, asked_for(call, wanted), *call.stretch)
    register = call.register_at(position)
    return call.paged([shapes.listed_project(register, each, call.at) for each in found], total, position)


@operations("GET", _PROJECT, "One project", "see project", query=AskedQuery())
def get_project(call: Call) -> Response:
    """Name, owner, dates, phases and schemes; owner, phase and scheme as they are on the day."""
    call.project()
    world = call.known[0]
    if world.project is None:
        raise Unknown("There is, or was then, no such project.")
    return call.single(shapes.project(world, world.project, call.at))


@operations(
    "PUT",
    f"{_PROJECT}/phase",
    "Begin a phase",
    "say phase",
    body=PhaseBody(),
    example={"phase": "forme_sammen", "from": "2026-09-01"},
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
