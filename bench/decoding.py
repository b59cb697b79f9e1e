"""Reads every event of the store of the environment, in order, and decodes it: ``python -m bench.decoding``."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from api.services import Services
from api.settings import Settings

EVERY = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY notification_id"


def decoded(services: Services) -> int:
    """How many there were."""
    mapper, read = services.samrad.mapper, 0
    with services.store.snapshot() as c:
        c.execute(EVERY)
        while row := c.fetchone():
            stored = StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
            mapper.to_domain_event(stored)
            read += 1
    return read


if __name__ == "__main__":
    with closing(Services(Settings.of())) as opened:
        print(decoded(opened))
