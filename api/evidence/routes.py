"""Evidence: coverage as a file that proves itself."""

from __future__ import annotations

from threading import Lock

from flask import Response

from api.evidence.file import EvidenceAsked, content, sealed
from api.evidence.schemas import EvidenceAnswer
from api.http import respond
from api.http.operation import JSON, Operations
from api.http.request import Request
from api.http.schemas import AskedQuery
from projections.evidence.extract import extract

operations = Operations("coverage")

_ONE_AT_A_TIME = Lock()
"""Making a national one takes some 200 MB; many at once would be no faster."""


@operations(
    "GET",
    "/projects/<uuid:project>/evidence",
    "The coverage of a project on a day, with all that proves it",
    "see coverage",
    query=AskedQuery(),
    answer=EvidenceAnswer,
)
def get_evidence(request: Request) -> Response:
    """One file, with the statements recorded of the project and of the register, and their places in the hash chain.

    `samrad verify FILE` computes the chain and the coverage from it, without the service. Persons are ids alone.
    """
    request.demand("coverage")
    world, position = request.known
    asked = EvidenceAsked(request.at, request.as_asked("known_at"), position)
    with _ONE_AT_A_TIME:
        found = extract(request.services.store, request.subject, position)
        made = sealed(content(request.services.coverage(world), found, asked))
    return respond.file(made, JSON, f"bevis-{request.subject}-{request.at.isoformat()}-{position}.json", position)
