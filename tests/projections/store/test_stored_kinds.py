"""What was stored before is read, and written, as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from domain.log.statements import TOPICS
from projections.store.chain import START, Recorded, link
from projections.store.world_cache import samrad_of

STORED: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "every_kind.json").read_text())
"""The log of a store in which every kind had been said once, as it was before withdrawals were made of what they
withdraw. It is never made anew: what a later program writes proves nothing of an earlier one."""


def test_every_kind_is_read_and_written_as_it_was() -> None:
    """To the byte; and so the hashes hold."""
    mapper = samrad_of(POPOApplicationRecorder(), lambda: datetime.now(UTC), date.today).mapper
    previous = START
    for row in STORED:
        state = row["state"].encode()
        stored = StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], state)
        event = mapper.to_domain_event(stored)
        assert type(event) is TOPICS[row["topic"]]
        assert mapper.to_stored_event(event) == stored
        previous = link(previous, Recorded(**{**{name: row[name] for name in Recorded._fields}, "state": state}))
        assert previous.hex() == row["hash"]


def test_a_row_of_every_kind_was_kept() -> None:
    """Of those that there were then: none of them is ever forgotten."""
    assert len(STORED) == len({row["topic"] for row in STORED}) == 48
    assert {row["topic"] for row in STORED} <= set(TOPICS)
