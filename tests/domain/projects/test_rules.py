"""What is refused of participants, and what is warned of outside the project's days."""

from __future__ import annotations

from datetime import timedelta

import pytest

import domain.kinds  # noqa: F401  # so that the rules are known
from domain.log.errors import Unknown
from domain.log.rules import check, warnings_of
from domain.projects.events import ParticipantAdded, ParticipantWithdrawn, PhaseBegun
from tests.support.statements import DAY, called, change, employer, given, participant, project

LATER = DAY + timedelta(days=30)


def test_a_slot_that_a_succession_would_fill_can_be_emptied() -> None:
    """Though nobody has said anything there; no other can."""
    merged = [employer("Aure"), employer("Heim", from_=LATER), change(LATER, "Aure", "Heim"), project("Aure")]
    check(ParticipantWithdrawn, {"employer": called("Heim"), "from_": LATER}, given(*merged))
    with pytest.raises(Unknown):
        check(ParticipantWithdrawn, {"employer": called("Heim"), "from_": DAY}, given(*merged))
    check(ParticipantWithdrawn, {"employer": called("Heim"), "from_": DAY}, given(*merged, participant("Heim")))


def test_what_lies_outside_the_projects_days_is_warned_of() -> None:
    """A phase too, which lasts until the next."""
    world = given(employer("Aure"), project("Aure", until=LATER))
    assert not warnings_of(ParticipantAdded, {"employer": called("Aure"), "from_": DAY, "until": LATER}, world)
    assert warnings_of(ParticipantAdded, {"employer": called("Aure"), "from_": DAY, "until": None}, world)
    assert warnings_of(PhaseBegun, {"phase": "forme_sammen", "from_": DAY}, world)
    assert not warnings_of(PhaseBegun, {"phase": "forme_sammen", "from_": DAY}, given(project("Aure")))
