"""What is refused, and warned of, in what is said of participants and of those affected there."""

from __future__ import annotations

from collections.abc import Sequence

from domain.affected.events import AffectedClarified, ClaimMade, EmployerRepresentantNamed, WaiverGiven
from domain.log.errors import NotAParticipant
from domain.log.rules import Content, advice, rule
from domain.log.spans import span, subtract, union
from domain.log.world import World
from domain.projects.state import participation_of


@rule(AffectedClarified)
def _clarification(content: Content, world: World) -> None:
    if content["employer"] not in participation_of(world).spans:
        raise NotAParticipant("The employer takes part in the project on no day, so nobody is affected there by it.")


@advice(ClaimMade, EmployerRepresentantNamed, WaiverGiven)
def _outside_participation(content: Content, world: World) -> Sequence[str]:
    days = span(content["from_"], content["until"])
    if subtract(union([days]), participation_of(world).spans.get(content["employer"], [])):
        return ["The employer does not take part in the project on all of these days; it counts when it does."]
    return []
