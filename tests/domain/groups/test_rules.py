"""What is refused of groups, and warned of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import domain.kinds  # noqa: F401  # so that the rules are known
from domain.groups.events import GroupFormed, RosterAdopted, RulesSet, SeatFilled
from domain.log.errors import Invalid, NotASammenslutning, Unknown
from domain.log.rules import check, warnings_of
from tests.support.statements import DAY, appointment, called, employer, given, organisation, project, said

LATER = DAY + timedelta(days=30)
FORMED = {"group": called("group"), "kind": "styringsgruppe", "name": "Styret", "from_": DAY, "until": LATER}
GROUP = said(GroupFormed, **FORMED)
SEAT: dict[str, Any] = {
    "group": called("group"),
    "seat": called("seat"),
    "appointment": called("Kari"),
    "employer": None,
    "representant": None,
    "function": "medlem",
    "from_": DAY,
    "until": None,
}


def test_a_seat_is_in_a_group_on_some_of_its_days() -> None:
    """But whoever corrects the group's days can end what sits outside them."""
    check(SeatFilled, SEAT, given(GROUP))
    with pytest.raises(Unknown):
        check(SeatFilled, SEAT, given())
    with pytest.raises(Invalid) as caught:
        check(SeatFilled, {**SEAT, "from_": LATER}, given(GROUP))
    assert caught.value.pointer == "/from"
    check(SeatFilled, {**SEAT, "from_": LATER}, given(GROUP, said(SeatFilled, **{**SEAT, "from_": LATER})))


def test_a_roster_is_of_a_group_that_is_there() -> None:
    """On the day."""
    adopted = {"group": called("group"), "appointments": [], "from_": DAY}
    check(RosterAdopted, adopted, given(GROUP))
    for world, day in ((given(), DAY), (given(GROUP), LATER)):
        with pytest.raises(Invalid):
            check(RosterAdopted, {**adopted, "from_": day}, world)


def test_rules_of_composition() -> None:
    """None is asked twice, and only a sammenslutning is asked for as one."""
    once = {"rule": "one_seat_per_person", "basis": "Avtalen"}
    of_delta = {"rule": "sammenslutning", "min": 1, "sammenslutning": called("Delta"), "basis": "Avtalen"}
    world = given(GROUP, organisation("Delta"))
    check(RulesSet, {"group": called("group"), "rules": [once], "from_": DAY}, world)
    with pytest.raises(Invalid) as caught:
        check(RulesSet, {"group": called("group"), "rules": [once, once], "from_": DAY}, world)
    assert caught.value.pointer == "/rules/1/rule"
    with pytest.raises(NotASammenslutning) as wrong:
        check(RulesSet, {"group": called("group"), "rules": [once, of_delta], "from_": DAY}, world)
    assert wrong.value.pointer == "/rules/1/sammenslutning"


def test_what_is_warned_of() -> None:
    """A group outside the project's days, a seat outside the group's or the term, and who is not in their term."""
    world = given(employer("Aure"), project("Aure", until=LATER), GROUP, appointment("Kari", "Delta", until=LATER))
    assert len(warnings_of(GroupFormed, {**FORMED, "until": None}, world)) == 1
    assert len(warnings_of(SeatFilled, SEAT, world)) == 2
    assert not warnings_of(SeatFilled, {**SEAT, "until": LATER}, world)
    adopted = {"group": called("group"), "appointments": [called("Kari"), called("Ola")], "from_": DAY}
    assert warnings_of(RosterAdopted, adopted, world) == [
        f"These appointments are not in their term that day: {called('Ola')}."
    ]
