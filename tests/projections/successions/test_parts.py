"""What the predecessors had is proposed to whoever may say it anew, until that is done."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from domain.affected.events import EmployerRepresentantNamed, ReservationMade, WaiverGiven
from domain.appointments.events import JointMandateGiven
from domain.log.book import Entry
from domain.log.drafts import Draft, supposing
from domain.log.world import World
from projections.successions.parts import ClarificationPart, OwnWordPart, Part, parts
from projections.successions.successions import Kind, successions
from tests.projections.successions.mergers import DAY, START, appointed, clarified, project
from tests.support.statements import called, said

SPAN = {"from_": START, "until": None}


def proposed(world: World, kind: Kind) -> list[Part]:
    """All parts of the one succession of a kind."""
    [succession] = [each for each in successions(world) if each.kind == kind]
    return parts(succession)


def sections(world: World, kind: Kind, *, settled: bool = False) -> Counter[str]:
    """How much is in each section."""
    return Counter(part.section for part in proposed(world, kind) if part.settled is settled)


def waiver(slug: str, employer: str) -> Entry:
    """An organisation says in writing that it appoints nobody."""
    return said(WaiverGiven, organisation=called(slug), employer=called(employer), **SPAN)


def reservation(slug: str) -> Entry:
    """An organisation will not be represented by its sammenslutning."""
    return said(ReservationMade, organisation=called(slug), **SPAN)


def joint(appointment: str, slug: str) -> Entry:
    """An organisation lets another's representant speak for it."""
    return said(JointMandateGiven, appointment=called(appointment), organisation=called(slug), **SPAN)


def representant(employer: str, from_: date = START) -> Entry:
    """Somebody speaks for an employer."""
    who = {"representant": called(f"of {employer}"), "person": called("somebody")}
    return said(EmployerRepresentantNamed, employer=called(employer), **who, from_=from_, until=None)


def test_each_kind_has_its_own_parts() -> None:
    """Of the same project: what follows from employers, and what follows from organisations."""
    had = [clarified("Halsa", "fagforbundet"), clarified("Heim", "delta")]
    had += [appointed("A", "fagforbundet", "Halsa"), appointed("D", "delta", "Halsa"), representant("Halsa")]
    had += [waiver("delta", "Halsa"), waiver("delta", "Heim"), reservation("delta"), joint("A", "delta")]
    world = project(*had)
    assert sections(world, "employer") == {"affected": 1, "scopes": 2, "representanter": 1}
    own = {"appointments": 1, "waivers": 1, "reservations": 1, "joint": 1}
    assert sections(world, "organisation") == {"affected": 1, **own}


@pytest.mark.parametrize("kind", ["employer", "organisation"])
def test_affected_if_it_was_at_any(kind: Kind) -> None:
    """Though predecessors had it differently, which is shown."""
    had = {
        "employer": [clarified("Halsa", "fagforbundet"), clarified("Heim", "fagforbundet", "not_affected")],
        "organisation": [clarified("Heim", "delta"), clarified("Heim", "nito", "not_affected")],
    }
    [part] = [part for part in proposed(project(*had[kind]), kind) if isinstance(part, ClarificationPart)]
    assert (part.status, part.conflict, part.settled, part.section) == ("affected", True, False, "affected")


@pytest.mark.parametrize("kind", ["employer", "organisation"])
@pytest.mark.parametrize("status", ["affected", "not_affected"])
def test_said_from_the_day_it_is_settled_as_said(kind: Kind, status: str) -> None:
    """Be it otherwise than proposed."""
    had, name, slug = {
        "employer": (clarified("Halsa", "fagforbundet"), "Heim", "fagforbundet"),
        "organisation": (clarified("Heim", "delta"), "Heim", "samla"),
    }[kind]
    world = project(had, clarified(name, slug, status, DAY))
    assert (sections(world, kind), sections(world, kind, settled=True)) == ({}, {status: 1})


def test_a_clarification_of_a_later_day_leaves_the_days_before() -> None:
    """So it is proposed still."""
    world = project(clarified("Halsa", "fagforbundet"), clarified("Heim", "fagforbundet", from_=date(2020, 2, 1)))
    assert sections(world, "employer") == {"affected": 1}


def test_who_speaks_for_the_successor_settles_who_spoke() -> None:
    """And is shown in their place."""
    before, after = representant("Halsa"), representant("Heim", DAY)
    world = project(before, after)
    [part] = proposed(world, "employer")
    assert (part.section, part.settled, part.entry) == ("representanter", True, after)  # type: ignore[union-attr]
    assert sections(project(before), "employer") == {"representanter": 1}


def test_what_both_predecessors_had_said_is_said_once() -> None:
    """By their successor; it is the first one's."""
    world = project(waiver("nito", "Heim"), waiver("delta", "Heim"))
    [part] = proposed(world, "organisation")
    assert isinstance(part, OwnWordPart)
    assert (part.section, part.predecessor, part.about) == ("waivers", called("delta"), called("Heim"))


OWN: dict[str, tuple[list[Entry], dict[str, Any]]] = {
    "appointments": ([appointed("D", "delta", "Heim")], {"appointment": called("S"), "person": called("somebody")}),
    "waivers": ([waiver("delta", "Heim")], {}),
    "reservations": ([reservation("delta")], {}),
    "joint": ([appointed("A", "fagforbundet"), joint("A", "delta")], {}),
}


@pytest.mark.parametrize("section", OWN)
def test_the_successor_says_it_in_its_own_name(section: str) -> None:
    """From the day, with a person where there is somebody to choose; and so it is settled."""
    had, chosen = OWN[section]
    world = project(*had)
    [part] = proposed(world, "organisation")
    assert isinstance(part, OwnWordPart)
    assert (part.section, part.successor, part.draft.content["from_"]) == (section, called("samla"), DAY)
    after = supposing(world, [Draft(part.draft.said, {**part.draft.content, **chosen})])
    assert sections(after, "organisation", settled=True) == {section: 1}


@pytest.mark.parametrize(
    "had",
    [
        [waiver("delta", "Smøla")],
        [appointed("S", "samla"), joint("S", "delta")],
        [appointed("D", "delta"), joint("D", "nito"), appointed("S", "samla")],
    ],
)
def test_what_is_not_said_again(had: list[Entry]) -> None:
    """A waiver where nobody takes part; a joint mandate in one's own appointment, or in one of who has ended."""
    assert sections(project(*had, clarified("Smøla", "delta")), "organisation") == {}
