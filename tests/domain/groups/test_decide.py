"""Seating, and adopting a roster: nobody sits on both sides of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.affected.events import EmployerRepresentantNamed
from domain.groups.decide import adopt
from domain.groups.events import AdoptionWithdrawn, GroupFormed, RosterAdopted, SeatFilled, SeatWithdrawn
from domain.groups.rules import Meeting, refuse_both_sides
from domain.log.book import Entry
from domain.log.errors import Invalid
from domain.log.world import World
from tests.support.statements import DAY, appointment, called, given, said

LATER = DAY + timedelta(days=30)
GROUP = said(GroupFormed, group=called("group"), kind="styringsgruppe", name="Styret", from_=DAY, until=None)


def seat(name: str, **content: Any) -> dict[str, Any]:
    """What is said of a seat, for the appointment of the same name where nothing else is said."""
    holder = {"appointment": called(name), "employer": None, "representant": None}
    rest = {"function": "medlem", "from_": DAY, "until": None}
    return {"group": called("group"), "seat": called(f"seat of {name}"), **holder, **rest, **content}


def employers_seat(name: str, **content: Any) -> dict[str, Any]:
    """The same, for Aure's representant of the name."""
    holder = {"appointment": None, "employer": called("Aure"), "representant": called(name)}
    return seat(name, **{"seat": called(f"seat of {name} of Aure"), **holder, **content})


def representant(name: str) -> Entry:
    """Aure is represented by somebody."""
    whose = {"employer": called("Aure"), "representant": called(name), "person": called(f"{name} of Aure")}
    return said(EmployerRepresentantNamed, **whose, from_=DAY, until=None)


def by_first_name(meetings: Sequence[Meeting]) -> int | None:
    """Kari is Kari, whoever sent her."""
    kari = {called("Kari"), called("Kari of Aure")}
    met = (place for place, (person, others) in enumerate(meetings) if person in kari and kari & set(others))
    return next(met, None)


def nobody(meetings: Sequence[Meeting]) -> None:
    """All are different."""


def filled(*seats: dict[str, Any]) -> World:
    """A group in which these sit; Kari and Ola have been appointed by Delta, and Kari is sent by Aure too."""
    there = [said(SeatFilled, **each) for each in seats]
    return given(GROUP, appointment("Kari", "Delta"), appointment("Ola", "Delta"), representant("Kari"), *there)


def ids() -> Iterator[UUID]:
    """Of new seats."""
    return (called(f"new {place}") for place in range(10))


def test_nobody_sits_on_both_sides() -> None:
    """Whether the appointed comes first, or the employer's."""
    with pytest.raises(Invalid) as caught:
        refuse_both_sides(filled(employers_seat("Kari")), {"/appointment": seat("Kari")}, by_first_name)
    assert caught.value.pointer == "/appointment"
    with pytest.raises(Invalid) as caught:
        refuse_both_sides(filled(seat("Kari")), {"/representant": employers_seat("Kari")}, by_first_name)
    assert caught.value.pointer == "/representant"


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        (employers_seat("Kari"), seat("Ola")),
        (employers_seat("Kari", until=LATER), seat("Kari", from_=LATER)),
        (employers_seat("Kari", group=called("another")), seat("Kari")),
        (employers_seat("Kari", seat=called("seat of Kari")), seat("Kari")),
    ],
)
def test_who_may_sit(there: dict[str, Any], asked: dict[str, Any]) -> None:
    """Another; the same on other days, in another group, or in the seat that is put in place of the one before."""
    refuse_both_sides(filled(there), {"/appointment": asked}, by_first_name)


def test_adopting_says_who_sits_and_who_does_not() -> None:
    """First that it is adopted, each once; then the seats that end, and those that begin."""
    new = ids()
    drafts = adopt(filled(seat("Ola")), called("group"), [called("Kari")] * 2, LATER, lambda: next(new), nobody)
    assert [draft.said for draft in drafts] == [RosterAdopted, SeatFilled, SeatFilled]
    assert drafts[0].content == {"group": called("group"), "appointments": [called("Kari")], "from_": LATER}
    assert drafts[1].content == seat("Ola", until=LATER)
    assert drafts[2].content == seat("Kari", seat=called("new 0"), from_=LATER)


def test_adopting_puts_away_later_rosters() -> None:
    """And seats that begin later."""
    later = said(RosterAdopted, group=called("group"), appointments=[called("Ola")], from_=LATER)
    there = filled(seat("Ola", from_=LATER))
    world = World(there.register, there.subject, there.book.with_entries([later._replace(position=9)]))
    drafts = adopt(world, called("group"), [], DAY, ids().__next__, nobody)
    assert [draft.said for draft in drafts] == [RosterAdopted, AdoptionWithdrawn, SeatWithdrawn]


def test_a_roster_with_somebody_of_the_other_side() -> None:
    """The refusal points to where the body names them first."""
    named = [called("Ola"), called("Ola"), called("Kari")]
    with pytest.raises(Invalid) as caught:
        adopt(filled(employers_seat("Kari")), called("group"), named, DAY, ids().__next__, by_first_name)
    assert caught.value.pointer == "/appointments/2"
