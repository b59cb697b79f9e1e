"""In how many other projects persons act, as far as a party may see these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from api.projects.query import as_party
from api.services import Services
from domain.log.spans import contains
from domain.log.statements import Party
from domain.projects.state import goes_on
from domain.rights import sees
from projections.coverage.delegation_graph import Delegations, appointed
from projections.index.queries import ProjectFilter, project_identities

MOST = 100
"""Projects that are looked into for one answer."""


@dataclass(frozen=True)
class OtherProjects:
    """The projects of a day other than one, for a party that asks today."""

    services: Services
    party: Party
    today: date
    project: UUID
    day: date
    known_at: int | None
    """The position whose knowledge is asked for; None for now."""

    def count(self, people: Sequence[UUID]) -> Mapping[UUID, int | None]:
        """By person, those that go on on the day with an active appointment of theirs.

        Only projects whose coverage the party sees. None for those of the persons with whom there would be more of
        these to look into than are.
        """
        named = self.services.mentions.subjects_of(people)
        seen = self._seen({project for projects in named.values() for project in projects} - {self.project})
        acting: dict[UUID, Collection[UUID]] = {}
        found: dict[UUID, int | None] = {}
        for person in people:
            others = seen.intersection(named[person])
            new = others - acting.keys()
            if len(acting) + len(new) > MOST:
                found[person] = None
                continue
            acting |= {project: self._acting(project, frozenset(people)) for project in new}
            found[person] = sum(person in acting[project] for project in others)
        return found

    def _seen(self, named: Collection[UUID]) -> frozenset[UUID]:
        """Of some projects, those whose coverage the party sees, as far as the tables tell."""
        if not named:
            return frozenset()
        which = ProjectFilter([])
        which.among(named)
        as_party(self.party, self.services.samrad.world().register, self.today, which)
        with self.services.timelines.asking() as (c, _):
            return frozenset(project_identities(c, which))

    def _acting(self, project: UUID, people: Collection[UUID]) -> Collection[UUID]:
        """Which of the persons act in a project on the day; none where the party does not see its coverage."""
        samrad = self.services.samrad
        now = samrad.world(project)
        if not sees(self.party, "coverage", now, self.today):
            return frozenset()
        world = now if self.known_at is None else samrad.world(project, self.known_at)
        if not goes_on(world.book, self.day):
            return frozenset()
        delegations = Delegations(world)
        said = map(appointed, delegations.appointments.values())
        named = [each for each in said if each.person in people]
        return frozenset(each.person for each in named if contains(delegations.active(each.appointment), self.day))
