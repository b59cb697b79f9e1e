"""Appointing: what is fixed, and what follows from the principal."""

from __future__ import annotations

from typing import Any

import pytest

from domain.appointments.decide import appointed, appointing_organisation, unsaid
from domain.log.errors import Fixed
from tests.support.statements import appointment, called, given

ALL_EMPTY = {"organisation": None, "role": None, "scope": None}


def refused(**said: Any) -> Fixed:
    """The refusal of what is said of Kari, of Delta, or of Ola, vara for Kari."""
    world = given(appointment("Kari", "Delta"), appointment("Ola", "Delta", scope=None, vara_for=called("Kari")))
    who = said.pop("of")
    with pytest.raises(Fixed) as caught:
        appointed(world, called(who), {**ALL_EMPTY, **said}, called("Delta"))
    return caught.value


def test_whose_appointment_it_is() -> None:
    """As it was made; else its principal's; else whose it is said to be."""
    world = given(appointment("Kari", "Delta"))
    assert appointing_organisation(world, called("Kari"), None, called("NTL")) == called("Delta")
    assert appointing_organisation(world, called("Ola"), called("Kari"), called("NTL")) == called("Delta")
    assert appointing_organisation(world, called("Ola"), called("Nobody"), called("NTL")) == called("NTL")
    assert appointing_organisation(world, called("Ola"), None, None) is None


def test_a_vara_is_of_its_principals_organisation_and_role() -> None:
    """Where nothing else is said."""
    world = given(appointment("Kari", "Delta", role="hovedtillitsvalgt"))
    said = appointed(world, called("Ola"), {**ALL_EMPTY, "vara_for": called("Kari")}, called("Delta"))
    assert said == {
        **ALL_EMPTY,
        "vara_for": called("Kari"),
        "organisation": called("Delta"),
        "role": "hovedtillitsvalgt",
    }
    assert unsaid(said) == []
    other = appointed(world, called("Ola"), {**said, "role": "tillitsvalgt"}, called("Delta"))
    assert other["role"] == "tillitsvalgt"


def test_a_vara_stays_one_where_nothing_is_said_of_it() -> None:
    """But nobody becomes one by being corrected."""
    world = given(appointment("Kari", "Delta"), appointment("Ola", "Delta", scope=None, vara_for=called("Kari")))
    assert appointed(world, called("Ola"), ALL_EMPTY, called("Delta"))["vara_for"] == called("Kari")
    assert appointed(world, called("Kari"), ALL_EMPTY, called("Delta"))["vara_for"] is None


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"of": "Ola", "vara_for": None}, "/vara_for"),
        ({"of": "Kari", "vara_for": called("Ola")}, "/vara_for"),
        ({"of": "Per", "vara_for": called("Kari"), "organisation": called("NTL")}, "/organisation"),
    ],
)
def test_what_is_fixed(said: dict[str, Any], pointer: str) -> None:
    """Whom one is vara for; and a vara is appointed by the organisation of its principal."""
    assert refused(**said).pointer == pointer


def test_what_is_left_to_say() -> None:
    """Of a vara no scope."""
    assert unsaid({**ALL_EMPTY, "vara_for": None}) == ["organisation", "role", "scope"]
    assert unsaid({**ALL_EMPTY, "vara_for": called("Kari")}) == ["organisation", "role"]
    assert unsaid({"organisation": called("Delta"), "role": "tillitsvalgt", "scope": "all", "vara_for": None}) == []
