"""A sentence for every event there is."""

from __future__ import annotations

import pytest

from domain.book import Book
from domain.statements import TOPICS
from domain.world import Register, World
from projections.history import SENTENCES, party_name, sentence
from tests.statements import any_of, called, said


def test_every_event_has_a_sentence() -> None:
    """And every sentence an event."""
    assert set(SENTENCES) == set(TOPICS)
    assert len(TOPICS) >= 34


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sentence_is_one(topic: str) -> None:
    """Even of what the register does not know, or no longer."""
    event = TOPICS[topic]
    told = sentence(said(event, **any_of(event)), World(Register(Book()), called("project"), Book()))
    assert told[0].isupper() or told[0] == "u"
    assert told.endswith(".")
    assert "None" not in told
    assert str(called("somebody")) not in told


def test_parties_by_name() -> None:
    """As tokens name them; an organisation that is not known by its id."""
    register = Register(Book())
    assert party_name("registrar", register) == "registrar"
    assert party_name(None, register) is None
    unknown = f"organisation:{called('somebody')}"
    assert party_name(unknown, register) == unknown
