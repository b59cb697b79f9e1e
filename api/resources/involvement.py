"""The duty to involve: whom those who appoint must involve, and where, since their representanter speak for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Response

from api import shapes
from api.call import Call
from api.export.involvement import workbook
from api.group_schemas import InvolvementQuery
from api.names import Shape
from api.operations import JSON, XLSX, Operations
from api.words import Words
from domain.world import World
from projections.involvement import Duty, duties

operations = Operations("coverage")


@operations(
    "GET",
    "/projects/<uuid:project>/involvement",
    "Whom those who appoint must involve",
    "see appointments",
    query=InvolvementQuery(),
    many=True,
    produces=(JSON, XLSX),
)
def list_involvement(call: Call) -> Response:
    """On a day, by whoever appointed: for which organisations, and at which employers, their representanter speak.

    Whoever appoints is responsible for involving its members there, a sammenslutning for coordinating its
    organisations. ``organisation`` narrows to one that appoints. As a workbook: all of it, a line for each employer.
    """
    call.demand("appointments")
    world, position = call.known
    words = Words(call.query["language"])
    found = duties(call.services.coverage(world), call.at, call.asked("organisation"))
    if call.accepts(JSON):
        return call.listed(found, lambda page: _shapes(call, world, page, words))
    project = world.project.name if world.project else None
    recorded_at = call.samrad.log.recorded_at(position) or call.services.clock()
    content = workbook(project, call.at, recorded_at, _shapes(call, world, found, words), words)
    return call.file(content, XLSX, f"involvering-{call.at.isoformat()}.xlsx", position)


def _shapes(call: Call, world: World, shown: Sequence[Duty], words: Words) -> list[Shape]:
    made = {each: world.appointment(each) for duty in shown for each in duty.appointments}
    people = call.names().show_all(said.person for said in made.values() if said)
    return [
        {
            "appointed_by": shapes.organisation_reference(world.register, duty.appointed_by, call.at),
            "organisation": shapes.organisation_reference(world.register, duty.organisation, call.at),
            "how": duty.how,
            "employers": [shapes.employer_reference(world.register, each, call.at) for each in duty.employers],
            "appointments": [
                {"id": str(each), "person": people[said.person]} for each in duty.appointments if (said := made[each])
            ],
            "duty": _in_words(world, duty, call.at, words),
        }
        for duty in shown
    ]


def _in_words(world: World, duty: Duty, day: date, words: Words) -> str:
    by, organisation = (
        shapes.organisation_reference(world.register, each, day)["name"]
        for each in (duty.appointed_by, duty.organisation)
    )
    return words.say(f"duty_{duty.how}", by=by, organisation=organisation)
