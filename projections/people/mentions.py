"""Which statements name a person: an index of the log, so that what is held on somebody is found quickly.

The recorder writes it in the transaction of the events. ``samrad init`` fills in what an older store lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from domain.log.statements import TOPICS
from projections.store.database import Database, one_of

_UNINDEXED = (
    "SELECT l.subject, l.position, e.originator_id, e.originator_version, e.topic, e.state "
    "FROM stored_events e JOIN log l ON l.position = e.notification_id "
    "WHERE e.topic = ? AND l.position NOT IN (SELECT position FROM mentions)"
)


class Unindexed(NamedTuple):
    """An event that may name somebody and is not in the index."""

    position: int
    subject: UUID
    stored: StoredEvent


class Mentions:
    """The index, in the store's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subjects(self, person: UUID) -> Sequence[UUID]:
        """The projects in which the person is, or was, named."""
        named = "SELECT subject FROM mentions WHERE person=? GROUP BY subject ORDER BY MIN(position)"
        return self._subjects(named, person.hex)

    def subjects_of(self, people: Iterable[UUID]) -> Mapping[UUID, Sequence[UUID]]:
        """The same of several persons, of whom as many as a statement of SQL takes values, in no order."""
        asked = [person.hex for person in people]
        found: dict[UUID, list[UUID]] = {UUID(person): [] for person in asked}
        with self._database.reading() as c:
            c.execute(f"SELECT DISTINCT person, subject FROM mentions WHERE {one_of('person', asked)}", asked)
            for row in c.fetchall():
                found[UUID(row["person"])].append(UUID(row["subject"]))
        return found

    def all_subjects(self) -> Sequence[UUID]:
        """The projects in which anybody is, or was, named."""
        return self._subjects("SELECT DISTINCT subject FROM mentions ORDER BY subject")

    def _subjects(self, query: str, *values: str) -> Sequence[UUID]:
        with self._database.reading() as c:
            c.execute(query, values)
            return [UUID(row["subject"]) for row in c.fetchall()]

    def unindexed(self) -> Sequence[Unindexed]:
        """The events that name somebody, recorded before there was an index."""
        lacking = []
        with self._database.reading() as c:
            for topic in [topic for topic, event in TOPICS.items() if event.PERSON is not None]:
                c.execute(_UNINDEXED, (topic,))
                lacking += [_unindexed(row) for row in c.fetchall()]
        return lacking

    def add(self, named: Iterable[tuple[Unindexed, UUID]]) -> None:
        """Index what was not."""
        rows = [(person.hex, event.position, event.subject.hex) for event, person in named]
        with self._database.transaction() as c:
            c.executemany("INSERT INTO mentions VALUES (?,?,?) ON CONFLICT DO NOTHING", rows)


def _unindexed(row: Any) -> Unindexed:
    stored = StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
    return Unindexed(row["position"], UUID(row["subject"]), stored)
