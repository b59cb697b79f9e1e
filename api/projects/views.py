"""Projects as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.http.shapes import PersonNames, content_view, employer_reference, iso_day, plain_value
from api.projects.schemas import ProjectAnswer, SlotInTime
from domain.log.spans import ALWAYS, Span, span
from domain.log.statements import Statement
from domain.log.world import Register, World
from domain.projects.events import ProjectRegistered
from domain.projects.state import Slot, owner_of
from domain.register.employers import employers_of
from projections.index.queries import ListedProject


def project_view(world: World, said: ProjectRegistered, on: date) -> ProjectAnswer:
    """A project: what is open to every token."""
    kinds = ("phase", "scheme")
    told = {kind: [content_view(entry.event, world, on) for entry in world.book.entries(kind, ())] for kind in kinds}
    owner = owner_of(world, on) or said.owner
    return _project(world.register, world.subject, said.name, owner, span(said.from_, said.until), told, on)


def listed_project_view(register: Register, listed: ListedProject, on: date) -> ProjectAnswer:
    """The same, of a project as it is listed."""
    told = {
        kind: [{key.rstrip("_"): _told(register, key, value) for key, value in said.items()} for said in slots]
        for kind, slots in listed.said.items()
    }
    owner = employers_of(register).carrying_on(listed.owner, on) or listed.owner
    return _project(register, listed.project, listed.name, owner, listed.days, told, on)


def _told(register: Register, key: str, value: Any) -> Any:
    return plain_value(key, [UUID(each) for each in value], register, ALWAYS) if key == "agreed_with" else value


def _project(
    register: Register, project: UUID, name: str, owner: UUID, days: Span, told: Mapping[str, list[Any]], on: date
) -> ProjectAnswer:
    now = {kind: [each for each in slots if each["from"] <= on.isoformat()][-1:] for kind, slots in told.items()}
    return {
        "id": str(project),
        "name": name,
        "owner": employer_reference(register, owner, on),
        "from": iso_day(days.start),
        "until": iso_day(days.stop),
        "phase": next((each["phase"] for each in now["phase"]), None),
        "phases": told["phase"],
        "scheme": next(iter(now["scheme"]), None),
        "schemes": told["scheme"],
    }


def slots_view(slots: Iterable[Slot]) -> list[SlotInTime]:
    """A participant's slots, in order."""
    return [
        {"from": iso_day(slot.days.start), "until": iso_day(slot.days.stop), "implied": slot.implied}
        for slot in sorted(slots, key=lambda slot: slot.days)
    ]


def project_statement(said: Statement, world: World, _: PersonNames, today: date) -> ProjectAnswer:
    """A registration, as the project that it makes."""
    assert isinstance(said, ProjectRegistered)
    return project_view(world, said, today)
