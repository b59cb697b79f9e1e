"""What a project refuses of its participants, and warns of what lies outside its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.log.rules import Content, advice, has_been_said, nothing_said, rule
from domain.log.spans import span, subtract, union
from domain.log.world import World
from domain.projects.events import ParticipantAdded, ParticipantWithdrawn, PhaseBegun, ProjectRegistered, SchemeAgreed
from domain.register.employers import employers_of


@rule(ParticipantWithdrawn)
def _withdrawn(content: Content, world: World) -> None:
    """A slot that a succession would fill may be emptied, though nobody has filled it."""
    if has_been_said(ParticipantWithdrawn, content, world):
        return
    if not _could_succeed(content["employer"], content["from_"], world):
        raise nothing_said()


def _could_succeed(employer: UUID, day: date, world: World) -> bool:
    predecessors = employers_of(world.register)[employer].predecessors
    return any(edge.on == day for edge in predecessors)


@advice(ParticipantAdded, PhaseBegun, SchemeAgreed)
def outside_project(content: Content, world: World) -> Sequence[str]:
    """That it counts only within the project's own days."""
    project = world.standing(ProjectRegistered)
    days = span(content["from_"], content.get("until"))
    if project is None or not subtract(union([days]), [span(project.from_, project.until)]):
        return []
    return ["It lies partly or wholly outside the project's own days, and counts only within them."]
