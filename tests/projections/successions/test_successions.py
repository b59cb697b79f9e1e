"""Which mergers and splits concern a project, in what order, and who takes part in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.log.errors import Unknown
from domain.log.world import World
from projections.successions.parts import clarifications
from projections.successions.successions import Kind, Succession, find_succession, successions
from tests.projections.successions.mergers import (
    DAY,
    appointed,
    becomes,
    clarified,
    ids,
    organisation,
    project,
    takes_part,
)
from tests.support.statements import change


def of(kind: Kind, world: World) -> list[Succession]:
    """Those of one kind."""
    return [each for each in successions(world) if each.kind == kind]


def test_by_day_and_those_of_employers_first() -> None:
    """Each with those of the old ones that the project had to do with, and the new ones that exist."""
    earlier = date(2019, 7, 1)
    register = (organisation("ny"), becomes("fagforbundet", "ny", "fagforbundet", on=earlier))
    world = project(clarified("Halsa", "delta"), clarified("Halsa", "fagforbundet"), register=register)
    found = [(each.on, each.kind, each.predecessors, each.successors) for each in successions(world)]
    assert found == [
        (earlier, "organisation", ids("fagforbundet"), ids("ny")),
        (DAY, "employer", ids("Halsa"), ids("Heim")),
        (DAY, "organisation", ids("delta"), ids("samla")),
    ]


def test_only_employers_that_took_part() -> None:
    """And the identity is the change's, whoever of them did."""
    [alone], [both] = successions(project()), successions(project(takes_part("Aure")))
    assert alone.predecessors == ids("Halsa")
    assert set(both.predecessors) == set(ids("Halsa", "Aure"))
    assert alone.id == both.id


def test_only_organisations_that_are_named_or_have_spoken() -> None:
    """And the identity is the change's, whoever of them has."""
    [named] = of("organisation", project(clarified("Halsa", "delta")))
    [spoken] = of("organisation", project(appointed("N", "nito")))
    assert (named.predecessors, spoken.predecessors) == (ids("delta"), ids("nito"))
    assert named.id == spoken.id


def test_one_that_goes_on_under_a_new_name_has_none() -> None:
    """Be it an employer or an organisation."""
    register = (change(DAY, "Smøla", "Smøla"), becomes("fagforbundet", "fagforbundet"))
    world = project(takes_part("Smøla"), clarified("Smøla", "fagforbundet"), register=register)
    assert [each.predecessors for each in successions(world)] == [ids("Halsa")]


def test_an_organisation_has_no_successor_that_is_not_there() -> None:
    """One whose registration has been withdrawn."""
    world = project(clarified("Halsa", "fagforbundet"), register=(becomes("fagforbundet", "nobody"),))
    assert of("organisation", world) == []


def test_changes_of_a_day_without_an_end_in_common_are_apart() -> None:
    """And known apart."""
    register = (change(DAY, "Smøla", "Ytre"), organisation("ny", DAY), becomes("fagforbundet", "ny"))
    said = (takes_part("Smøla"), clarified("Halsa", "delta"), clarified("Halsa", "fagforbundet"))
    found = successions(project(*said, register=register))
    assert [each.kind for each in found] == ["employer", "employer", "organisation", "organisation"]
    assert len({each.id for each in found}) == len(found)


def test_one_that_leaves_that_day_leaves_nothing() -> None:
    """Unless the owner has let the successor in."""
    leaves, heim = takes_part("Halsa", until=DAY), takes_part("Heim")
    assert successions(project(leaves)) == []
    [succession] = successions(project(leaves, heim))
    assert succession.taking_part == ids("Heim")
    assert succession.eve == DAY - timedelta(days=1)


def test_an_organisation_that_has_ended_is_affected_nowhere() -> None:
    """So nothing is proposed of it at the successor of an employer."""
    world = project(clarified("Halsa", "delta"), clarified("Halsa", "fagforbundet"))
    [succession] = of("employer", world)
    assert [each.organisation for each in clarifications(succession)] == ids("fagforbundet")


def test_found_by_its_identity() -> None:
    """Where it concerns the project."""
    world = project(clarified("Halsa", "delta"))
    assert [find_succession(world, each.id).kind for each in successions(world)] == ["employer", "organisation"]
    with pytest.raises(Unknown):
        find_succession(project(), of("organisation", world)[0].id)
