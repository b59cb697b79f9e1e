"""Clarifying who is affected, what is refused of it, and what is warned of in what is said of participants."""

from __future__ import annotations

from datetime import timedelta

import pytest

import domain.kinds  # noqa: F401  # so that the rules are known
from domain.affected.decide import clarify, withdraw_clarifications
from domain.affected.events import AffectedClarified, ClaimMade, ClarificationWithdrawn
from domain.log.errors import InBothLists, NotAParticipant, Unknown
from domain.log.rules import check, warnings_of
from tests.support.statements import DAY, called, employer, given, participant, project, said

AURE, DELTA, NTL = called("Aure"), called("Delta"), called("NTL")
LATER = DAY + timedelta(days=30)


def test_the_two_lists() -> None:
    """Each organisation is said of once, those affected first."""
    said_of = [
        (each.content["organisation"], each.content["status"]) for each in clarify(AURE, DAY, [NTL, NTL], [DELTA])
    ]
    assert said_of == [(NTL, "affected"), (DELTA, "not_affected")]
    with pytest.raises(InBothLists):
        clarify(AURE, DAY, [NTL, DELTA], [DELTA])


def test_all_of_a_day_is_withdrawn() -> None:
    """And nothing of another day, or of another employer."""
    entries = [
        said(AffectedClarified, employer=who, organisation=organisation, from_=day, status="affected")
        for who, organisation, day in ((AURE, DELTA, DAY), (AURE, NTL, LATER), (called("Smøla"), NTL, DAY))
    ]
    (draft,) = withdraw_clarifications(given(*entries), AURE, DAY)
    assert draft == (ClarificationWithdrawn, {"employer": AURE, "organisation": DELTA, "from_": DAY})
    with pytest.raises(Unknown):
        withdraw_clarifications(given(*entries), AURE, LATER + timedelta(days=1))


def test_only_of_participants() -> None:
    """On whatever day they take part."""
    content = {"employer": AURE, "organisation": DELTA, "from_": DAY, "status": "affected"}
    known = employer("Aure"), project("Aure")
    with pytest.raises(NotAParticipant):
        check(AffectedClarified, content, given(*known))
    check(AffectedClarified, content, given(*known, participant("Aure", from_=LATER)))


def test_what_lies_outside_participation_is_warned_of() -> None:
    """It counts when the employer takes part."""
    world = given(employer("Aure"), project("Aure"), participant("Aure", until=LATER))
    claim = {"organisation": DELTA, "employer": AURE, "from_": DAY}
    assert not warnings_of(ClaimMade, {**claim, "until": LATER}, world)
    assert len(warnings_of(ClaimMade, {**claim, "until": None}, world)) == 1
