"""What is worked out of a world is worked out once, and taken over while what it rests on stands."""

from __future__ import annotations

from datetime import timedelta

from domain.appointments.events import RepresentantAppointed
from domain.log.book import Entry
from domain.log.world import World, derived
from domain.projects.events import ProjectRegistered
from domain.projects.state import owner_of, participation_of, project_name
from domain.register.employers import employers_of
from tests.support.statements import DAY, appointment, called, employer, given, participant, project

ASKED: list[World] = []


@derived("participant")
def asked_for(world: World) -> list[object]:
    """Remembers for which worlds it was worked out."""
    ASKED.append(world)
    return []


@derived("participant", voices=True)
def spoken(world: World) -> list[object]:
    """Rests on who has spoken, too."""
    return []


def later(world: World, entry: Entry) -> World:
    """The world once more has been said of the project."""
    said = entry._replace(position=99)
    return World(world.register, world.subject, world.book.with_entries([said])).following(world)


def test_it_is_worked_out_once() -> None:
    """For each world, whoever asks."""
    world = given(employer("Aure"), project("Aure"))
    ASKED.clear()
    assert asked_for(world) is asked_for(world)
    assert employers_of(world.register) is employers_of(world.register)
    assert [world] == ASKED


def test_it_is_taken_over_while_what_it_rests_on_stands() -> None:
    """And worked out anew once that is another, or the register is."""
    world = given(employer("Aure"), project("Aure"), participant("Aure"))
    made = asked_for(world)
    assert asked_for(later(world, appointment("Kari", "Delta"))) is made
    assert asked_for(later(world, participant("Aure", DAY + timedelta(days=1)))) is not made
    assert asked_for(given(employer("Aure")).following(world)) is not made
    assert participation_of(later(world, appointment("Kari", "Delta"))) is not None


def test_it_may_rest_on_who_has_spoken() -> None:
    """Whatever they said."""
    world = given(employer("Aure"), project("Aure"))
    made = spoken(world)
    assert spoken(later(world, appointment("Kari", "Delta"))) is made
    other = appointment("Kari", "Delta")
    assert spoken(later(world, other._replace(event=_by("organisation", other.event)))) is not made


def _by(party: str, event: object) -> RepresentantAppointed:
    assert isinstance(event, RepresentantAppointed)
    return RepresentantAppointed(**{**vars(event), "by": f"{party}:{called('Delta')}"})


def test_what_stands_is_of_its_kind() -> None:
    """Nothing where nothing does."""
    world = given(employer("Aure"), project("Aure"), appointment("Kari", "Delta"))
    made = world.standing(RepresentantAppointed, called("Kari"))
    assert made is not None
    assert made.organisation == called("Delta")
    assert world.standing(RepresentantAppointed, called("Ola")) is None
    assert given().standing(ProjectRegistered) is None
    assert (project_name(world), project_name(given())) == ("Felles", None)
    assert (owner_of(world, DAY), owner_of(given(), DAY)) == (called("Aure"), None)
