"""Who may say what: given what has been said, a party may, or may not; and what is said is in somebody's name."""

from __future__ import annotations

from datetime import date

import pytest

from domain.affected.events import AffectedClarified
from domain.log.errors import NotYours
from domain.log.statements import Author, Party
from domain.log.world import World
from domain.register.events import BranchEmpowered
from domain.rights import author, may, sees
from tests.support.statements import (
    DAY,
    appointment,
    called,
    change,
    employer,
    given,
    organisation,
    participant,
    project,
    said,
)

TODAY = date(2026, 6, 1)
AURE, HALSA, KRISTIANSUND = (Party("employer", called(name)) for name in ("Aure", "Halsa", "Kristiansund"))
DELTA, TEKNA = (Party("organisation", called(name)) for name in ("Delta", "Tekna"))
LOCAL = Party("branch", called("Delta"), called("Aure"))
REGISTRAR, AUDITOR = Party("registrar"), Party("auditor")


@pytest.fixture
def felles() -> World:
    """Kristiansund owns a project; at Aure Delta is affected, has appointed Kari, and lets the branch there speak."""
    return given(
        employer("Kristiansund"),
        employer("Aure"),
        employer("Halsa"),
        organisation("Delta"),
        organisation("Tekna"),
        said(
            BranchEmpowered,
            organisation=called("Delta"),
            seat=called("Aure"),
            employers=[called("Aure")],
            from_=DAY,
            until=None,
        ),
        project("Kristiansund"),
        participant("Aure"),
        said(AffectedClarified, employer=called("Aure"), organisation=called("Delta"), from_=DAY, status="affected"),
        appointment("Kari", "Delta"),
    )


@pytest.mark.parametrize(("party", "it_may"), [(DELTA, True), (TEKNA, False), (AURE, False), (KRISTIANSUND, False)])
def test_only_the_organisation_waives(felles: World, party: Party, it_may: bool) -> None:
    """Never an employer, never the project, never another organisation."""
    about = {"organisation": called("Delta"), "employer": called("Aure")}
    assert may(party, "waiver", felles, TODAY, **about) is it_may


def test_a_branch_waives_where_it_was_let_to_speak(felles: World) -> None:
    """For the employers it was let to speak for, and on those days."""
    about = {"organisation": called("Delta"), "employer": called("Aure")}
    assert may(LOCAL, "waiver", felles, TODAY, **about)
    assert not may(LOCAL, "waiver", felles, TODAY, **{**about, "employer": called("Halsa")})
    assert not may(LOCAL, "waiver", felles, date(2026, 1, 1), **about)


def test_the_owner_clarifies_on_behalf_of_the_employer(felles: World) -> None:
    """Which is marked so."""
    about = {"organisation": called("Delta"), "employer": called("Aure")}
    own = author(AURE, "clarification", about, felles, TODAY)
    assert own == Author(str(AURE), "employer", None)
    theirs = author(KRISTIANSUND, "clarification", about, felles, TODAY)
    assert theirs == Author(str(KRISTIANSUND), "owner", str(AURE))
    with pytest.raises(NotYours):
        author(HALSA, "clarification", about, felles, TODAY)


def test_a_successor_speaks_for_an_employer_that_has_ended() -> None:
    """From the day on which it has, and in its name."""
    world = given(
        employer("Halsa"), employer("Heim", from_=date(2026, 1, 1)), change(date(2026, 1, 1), "Halsa", "Heim")
    )
    heim, about = Party("employer", called("Heim")), {"employer": called("Halsa"), "representant": called("Per")}
    assert may(heim, "representant", world, TODAY, **about)
    assert author(heim, "representant", about, world, TODAY).on_behalf_of == f"employer:{called('Halsa')}"
    assert not may(HALSA, "representant", world, TODAY, **about)


def test_an_appointment_stays_with_the_one_that_made_it(felles: World) -> None:
    """Whoever the body names."""
    about = {"appointment": called("Kari"), "organisation": called("Tekna"), "person": called("Kari")}
    assert may(DELTA, "appointment", felles, TODAY, **about)
    assert not may(TEKNA, "appointment", felles, TODAY, **about)


def test_the_registrar_changes_owners_and_creates_no_project(felles: World) -> None:
    """Nobody else does the first; the owner corrects all else."""
    another = {"owner": called("Aure")}
    assert may(REGISTRAR, "project", felles, TODAY, **another)
    assert not may(KRISTIANSUND, "project", felles, TODAY, **another)
    assert may(KRISTIANSUND, "project", felles, TODAY, owner=called("Kristiansund"))
    nothing = given(employer("Kristiansund"))
    assert may(KRISTIANSUND, "project", nothing, TODAY, owner=called("Kristiansund"))
    assert not may(REGISTRAR, "project", nothing, TODAY, owner=called("Kristiansund"))


@pytest.mark.parametrize(
    ("party", "coverage", "names"),
    [
        (KRISTIANSUND, True, True),
        (AURE, True, True),
        (DELTA, True, True),
        (LOCAL, True, True),
        (AUDITOR, True, False),
        (HALSA, False, False),
        (TEKNA, False, False),
        (REGISTRAR, False, False),
    ],
)
def test_parties_and_the_auditor_see_coverage(felles: World, party: Party, coverage: bool, names: bool) -> None:
    """Names, parties alone."""
    assert sees(party, "coverage", felles, TODAY) is coverage
    assert sees(party, "names", felles, TODAY) is names
