"""Every operation of the API, from the file of each noun."""

from api.operations import Operation
from api.resources import (
    affected,
    appointments,
    branches,
    claims,
    coverage,
    employers,
    gaps,
    groups,
    held,
    history,
    involvement,
    mandates,
    organisations,
    participants,
    people,
    projects,
    rosters,
    successions,
    templates,
    what_if,
)

ALL: list[Operation] = [
    *employers.operations,
    *organisations.operations,
    *branches.operations,
    *projects.operations,
    *participants.operations,
    *affected.operations,
    *claims.operations,
    *appointments.operations,
    *mandates.operations,
    *people.operations,
    *held.operations,
    *groups.operations,
    *rosters.operations,
    *templates.operations,
    *coverage.operations,
    *gaps.operations,
    *what_if.operations,
    *involvement.operations,
    *successions.operations,
    *history.operations,
]
"""Every operation there is."""
