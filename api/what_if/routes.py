"""What if: which pairs would change, and from what to what, if some acts were done."""

from __future__ import annotations

from datetime import date

from flask import Response, current_app

from api.http import respond
from api.http.answers import ID
from api.http.operation import Operations
from api.http.problems import Problem
from api.http.request import Request
from api.http.shapes import employer_reference, organisation_reference, timeline_view
from api.what_if.schemas import AlteredAnswer, RefusedAnswer, WhatIfAnswer, WhatIfBody
from api.what_if.trial import Acts
from projections.coverage.comparison import AlteredTimeline, altered_timelines
from projections.coverage.coverage import Coverage

operations = Operations("coverage")


@operations(
    "POST",
    "/projects/<uuid:project>/what-if",
    "What would change",
    "see coverage",
    body=WhatIfBody(),
    example={
        "changes": [
            {
                "method": "PUT",
                "path": f"/projects/{ID}/reservations/fagforbundet",
                "body": {"from": "2026-02-01", "until": None},
            }
        ]
    },
    answer=WhatIfAnswer,
)
def what_if(request: Request) -> Response:
    """Any list of acts, each as it would be sent: with the rights of whoever asks, in order, each on top of the last.

    What would be refused is told, and not applied. Nothing is recorded, and nobody is made.
    """
    request.project()
    request.demand("coverage")
    body = request.body()
    acts, on = Acts(current_app, request), body["at"] or request.today
    refused = [(index, acts.refusal(change)) for index, change in enumerate(body["changes"])]
    before = request.services.coverage(request.world)
    after = Coverage(acts.trial.tried)
    changed = altered_timelines(before, after)
    data: WhatIfAnswer = {
        "changed": [_shape(after, each, on) for each in changed],
        "refused": [_refused(index, problem) for index, problem in refused if problem],
    }
    return respond.answer(data, request.now[1])


def _refused(index: int, problem: Problem) -> RefusedAnswer:
    told = problem.body()
    return {"index": index, "status": told["status"], "type": told["type"], "detail": told["detail"]}


def _shape(coverage: Coverage, each: AlteredTimeline, on: date) -> AlteredAnswer:
    register = coverage.world.register
    return {
        "employer": employer_reference(register, each.employer, on),
        "organisation": organisation_reference(register, each.organisation, on),
        "before": timeline_view(each.before),
        "after": timeline_view(each.after),
    }
