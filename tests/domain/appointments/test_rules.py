"""What is refused of appointments, and warned of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import domain.kinds  # noqa: F401  # so that the rules are known
from domain.appointments.events import (
    AppointmentEnded,
    AppointmentWithdrawn,
    JointMandateGiven,
    LeaveRecorded,
    RepresentantAppointed,
    ScopeSet,
)
from domain.log.errors import (
    EmptySpan,
    Fixed,
    JointWithItself,
    NotForAVara,
    Refusal,
    Unknown,
    UnknownReference,
    VaraOfVara,
)
from domain.log.rules import check, warnings_of
from tests.support.statements import DAY, any_of, appointment, called, employer, given, participant, project

KARI, OLA = appointment("Kari", "Delta"), appointment("Ola", "Delta", scope=None, vara_for=called("Kari"))
LATER = DAY + timedelta(days=30)


def again(name: str, **content: Any) -> dict[str, Any]:
    """An appointment as Delta's, with something said otherwise."""
    return {**dict(appointment(name, "Delta").event.content), **content}


@pytest.mark.parametrize(
    ("content", "refusal", "pointer"),
    [
        (again("Kari", organisation=called("NTL")), Fixed, "/organisation"),
        (again("Ola", scope=None), Fixed, "/vara_for"),
        (again("Per", vara_for=called("Nobody")), UnknownReference, "/vara_for"),
        (again("Per", vara_for=called("Ola")), VaraOfVara, "/vara_for"),
        (again("Per", vara_for=called("Kari")), NotForAVara, "/scope"),
        (again("Per", until=DAY), EmptySpan, "/until"),
    ],
)
def test_an_appointment_that_cannot_be(content: dict[str, Any], refusal: type[Refusal], pointer: str) -> None:
    """Each by the rule that it breaks, and the field that is at fault."""
    with pytest.raises(refusal) as caught:
        check(RepresentantAppointed, content, given(KARI, OLA))
    assert caught.value.pointer == pointer


def test_a_vara_has_no_scope_and_no_joint_mandate_of_its_own() -> None:
    """It has its principal's."""
    for said in (ScopeSet, JointMandateGiven):
        with pytest.raises(NotForAVara):
            check(said, {**any_of(said), "appointment": called("Ola")}, given(KARI, OLA))


def test_no_joint_mandate_with_oneself() -> None:
    """Another organisation's appointment can speak for it too; its own does already."""
    content = {**any_of(JointMandateGiven), "appointment": called("Kari"), "organisation": called("NTL")}
    check(JointMandateGiven, content, given(KARI))
    with pytest.raises(JointWithItself):
        check(JointMandateGiven, {**content, "organisation": called("Delta")}, given(KARI))


def test_nothing_is_withdrawn_that_was_never_said() -> None:
    """Of no kind."""
    content = {"organisation": called("Delta"), "appointment": called("Kari")}
    check(AppointmentWithdrawn, content, given(KARI))
    with pytest.raises(Unknown):
        check(AppointmentWithdrawn, content, given())


@pytest.mark.parametrize(
    ("said", "content", "words"),
    [
        (LeaveRecorded, {"from_": DAY, "until": LATER + timedelta(days=1)}, "The leave lies"),
        (JointMandateGiven, {"organisation": called("NTL"), "from_": DAY, "until": None}, "The joint lies"),
        (ScopeSet, {"scope": "all", "from_": LATER}, "The scope lies"),
        (ScopeSet, {"scope": [called("Aure")], "from_": DAY}, "do not take part (yet): Aure."),
        (AppointmentEnded, {"on": LATER + timedelta(days=1)}, "comes after the appointment's «until»"),
        (AppointmentEnded, {"on": DAY}, "it holds on no day"),
    ],
)
def test_what_is_warned_of(said: type, content: dict[str, Any], words: str) -> None:
    """In an appointment from a day until another."""
    world = given(employer("Aure"), employer("Smøla"), project("Smøla"), appointment("Kari", "Delta", until=LATER))
    whole = {"organisation": called("Delta"), "appointment": called("Kari"), **content}
    (warning,) = warnings_of(said, whole, world)
    assert words in warning


def test_what_is_not_warned_of() -> None:
    """A leave within the term, a scope from a day of it, an end before its own."""
    world = given(employer("Aure"), project("Aure"), participant("Aure"), appointment("Kari", "Delta", until=LATER))
    whose = {"organisation": called("Delta"), "appointment": called("Kari")}
    assert not warnings_of(LeaveRecorded, {**whose, "from_": DAY, "until": LATER}, world)
    assert not warnings_of(ScopeSet, {**whose, "scope": [called("Aure")], "from_": DAY}, world)
    assert not warnings_of(AppointmentEnded, {**whose, "on": LATER - timedelta(days=1)}, world)
    assert not warnings_of(AppointmentWithdrawn, whose, world)


def test_a_vara_beyond_its_principals_term_is_warned_of() -> None:
    """It counts only within it."""
    world = given(appointment("Kari", "Delta", until=LATER))
    content = again("Ola", scope=None, vara_for=called("Kari"), until=date(2030, 1, 1))
    assert warnings_of(RepresentantAppointed, content, world) == [
        "The vara's term lies partly or wholly outside the appointment's term, and counts only within it."
    ]
