"""All that is held on a person: for themselves, through whoever appointed them."""

from __future__ import annotations

from flask import Response

from api.call import Call
from api.export.held import document
from api.held import held
from api.operations import HTML, JSON, Operations
from api.persons import standing
from api.queries import AskedQuery

operations = Operations("people")


@operations(
    "GET",
    "/people/<uuid:person>/held",
    "All that is held on a person",
    "see person",
    query=AskedQuery(),
    produces=(JSON, HTML),
)
def get_held(call: Call) -> Response:
    """Details, appointments and what was said of them, who has seen the details, and how long they are kept.

    With ``Accept: text/html`` as a document to hand over, with the same content.
    """
    person, details = standing(call)
    position = call.known[1]
    call.shown.add(person.id)
    shape = held(call.services, person, details, position, call.at)
    if not call.accepts(HTML):
        return call.answer(shape, position)
    return call.page(document(shape), position)
