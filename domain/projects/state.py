"""Who takes part in a project, when, and by which slot (docs/model.md, rule 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, cast
from uuid import UUID

from domain.log.book import Book, Entry
from domain.log.spans import Span, Spans, intersect, span, union
from domain.log.world import World, derived
from domain.projects.events import ParticipantAdded, ProjectRegistered
from domain.register.employers import Employers, employers_of


class Slot(NamedTuple):
    """A participant's slot, said by the owner or implied by a merger or split."""

    days: Span
    entry: Entry | None

    @property
    def implied(self) -> bool:
        """Whether nobody said it."""
        return self.entry is None


@dataclass(frozen=True)
class Participation:
    """The participants of one project."""

    slots: Mapping[UUID, Sequence[Slot]]
    spans: Mapping[UUID, Spans]
    """For each employer that participates on any day, the days."""

    def on(self, day: date) -> list[UUID]:
        """The participants of a day."""
        return [who for who, spans in self.spans.items() if any(day in part for part in spans)]


def project_span(book: Book) -> Span | None:
    """The days of the project itself; None if there is no such project."""
    project = book.standing("project", ())
    return span(project.from_, project.until) if isinstance(project, ProjectRegistered) else None


def goes_on(book: Book, day: date) -> bool:
    """Whether there is such a project on a day."""
    days = project_span(book)
    return days is not None and day in days


def registered_owner_of(world: World) -> UUID | None:
    """The prosjekteier as last registered; it stays when the project is withdrawn."""
    entry = world.book.slot("project", ())
    return cast("UUID", vars(entry.event)["owner"]) if entry is not None else None


def owner_of(world: World, day: date) -> UUID | None:
    """The prosjekteier on the day: as registered, or its one successor once it has ended."""
    owner = registered_owner_of(world)
    return employers_of(world.register).carrying_on(owner, day) if owner else None


def project_name(world: World) -> str | None:
    """The project's name; None where there is no such project."""
    project = world.standing(ProjectRegistered)
    return project.name if project is not None else None


@derived("project", "participant")
def participation_of(world: World) -> Participation:
    """Who takes part."""
    return participation(world.book, employers_of(world.register))


def participation(book: Book, employers: Employers) -> Participation:
    """The participants of the project in the book."""
    project = project_span(book)
    if project is None:
        return Participation({}, {})
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    for entry in book.all_entries("participant"):
        said = entry.event
        assert isinstance(said, ParticipantAdded)
        slots[said.employer].append(Slot(span(said.from_, said.until), entry))
    for on, edges in employers.changes:
        for successor, until in _inherited(slots, on, edges, project, employers).items():
            if on not in book.used("participant", (successor,)):
                slots[successor].append(Slot(Span(on, until), None))
    spans = {
        who: intersect(intersect(union(slot.days for slot in own), [project]), employers[who].exists)
        for who, own in slots.items()
        if who in employers
    }
    return Participation(slots, {who: days for who, days in spans.items() if days})


def _inherited(
    slots: Mapping[UUID, Sequence[Slot]],
    on: date,
    edges: Sequence[tuple[UUID, UUID]],
    project: Span,
    employers: Employers,
) -> dict[UUID, date]:
    """The successors that take over on the day, each with the latest until of its predecessors' slots."""
    eve = on - timedelta(days=1)
    if eve not in project:
        return {}
    untils: dict[UUID, list[date]] = defaultdict(list)
    took_part = set()
    for old, new in edges:
        containing = [slot.days.stop for slot in slots.get(old, ()) if eve in slot.days]
        untils[new] += containing
        if containing and employers.exist(old, eve):
            took_part.add(new)
    return {new: until for new in untils if new in took_part and (until := max(untils[new])) > on}
