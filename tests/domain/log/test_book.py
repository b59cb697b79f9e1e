"""The one fold: slots are filled, corrected and emptied, and books are values."""

from __future__ import annotations

from datetime import date

from domain.affected.events import ClaimMade, ClaimWithdrawn
from domain.log.book import Book
from domain.log.statements import TOPICS
from tests.support.statements import any_of, book, called, said

FIRST, LATER = date(2026, 1, 1), date(2026, 2, 1)
WHO = {"organisation": called("delta"), "employer": called("aure")}
ADDRESS = (called("delta"), called("aure"))


def test_a_statement_fills_its_slot() -> None:
    """Another from is another slot; the same is a correction."""
    made = book(
        said(ClaimMade, 1, **WHO, from_=LATER, until=None),
        said(ClaimMade, 2, **WHO, from_=FIRST, until=None),
        said(ClaimMade, 3, **WHO, from_=LATER, until=date(2027, 1, 1)),
    )
    assert [entry.position for entry in made.entries("claim", ADDRESS)] == [2, 3]
    assert made.position == 3
    standing = made.standing("claim", ADDRESS, LATER)
    assert standing is not None
    assert standing.content["until"] == date(2027, 1, 1)
    assert made.standing("claim", ADDRESS, date(2026, 3, 1)) is None


def test_a_withdrawal_empties_it() -> None:
    """And is kept, as what was last said there."""
    before = book(said(ClaimMade, 1, **WHO, from_=FIRST, until=None))
    after = before.with_entries([said(ClaimWithdrawn, 2, **WHO, from_=FIRST)])
    assert after.standing("claim", ADDRESS, FIRST) is None
    assert after.entries("claim", ADDRESS) == []
    assert list(after.all_entries("claim")) == list(after.addresses("claim")) == []
    slot = after.slot("claim", ADDRESS, FIRST)
    assert slot is not None
    assert slot.event.EMPTIES
    assert set(after.used("claim", ADDRESS)) == {FIRST}


def test_a_book_is_a_value() -> None:
    """Folding on leaves it as it was."""
    before = book(said(ClaimMade, 1, **WHO, from_=FIRST, until=None))
    before.with_entries(
        [said(ClaimWithdrawn, 2, **WHO, from_=FIRST), said(ClaimMade, 3, **WHO, from_=LATER, until=None)]
    )
    assert [entry.position for entry in before.entries("claim", ADDRESS)] == [1]
    assert before.position == 1
    assert Book() == Book()


def test_folding_in_parts_is_folding_at_once() -> None:
    """Of one statement of every kind, wherever it is cut."""
    entries = [said(event, place, **any_of(event)) for place, event in enumerate(TOPICS.values(), 1)]
    whole = book(*entries)
    for cut in range(len(entries)):
        assert book(*entries[:cut]).with_entries(entries[cut:]) == whole


def test_who_has_spoken() -> None:
    """Or had it said on their behalf."""
    entry = said(ClaimMade, 1, by="organisation:delta", **WHO, from_=FIRST, until=None)
    gone = said(ClaimWithdrawn, 2, by="organisation:delta", **WHO, from_=FIRST)
    assert book(entry, gone).voices == {"organisation:delta"}
