"""Once all that is proposed has been confirmed, the successors have what their predecessors had."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import event, given, settings
from hypothesis import strategies as st

from domain.affected.events import AffectedClarified
from domain.appointments.events import ALL, AppointmentEnded, RepresentantAppointed, ScopeSet
from domain.log.book import Entry
from domain.log.drafts import supposing
from domain.log.spans import contains
from domain.log.world import Register, World
from domain.projects.events import ParticipantAdded, ParticipantWithdrawn, ProjectRegistered
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Delegations
from projections.successions.parts import clarifications, scopes
from projections.successions.successions import Succession, successions
from tests.projections.successions.mergers import PROJECT, organisation
from tests.support.statements import book, called, change, employer, said

START, FIRST, SECOND, END = date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1), date(2023, 1, 1)
DAYS = (START, date(2019, 7, 1), FIRST, date(2020, 7, 1), SECOND, date(2021, 7, 1))
OLD, MIDDLE, NEW = ("Aure", "Halsa", "Hemne"), ("Heim", "Nordmøre"), ("Ytre", "Indre")
EVERYBODY = (*OLD, *MIDDLE, *NEW)
ORGANISATIONS = ("delta", "fagforbundet")

some_days = st.sampled_from(DAYS)
some_employers = st.lists(st.sampled_from(EVERYBODY), min_size=1, max_size=4, unique=True)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Three kommuner become two, and these two others: mergers, splits, and some that go on."""
    entries = [employer(name) for name in OLD]
    entries += [employer(name, from_=on) for names, on in ((MIDDLE, FIRST), (NEW, SECOND)) for name in names]
    for on, old, new in ((FIRST, OLD, MIDDLE), (SECOND, MIDDLE, NEW)):
        for each in old:
            become = draw(st.lists(st.sampled_from((*new, each)), max_size=2, unique=True))
            entries += [change(on, each, *become)] if become else []
    return Register(book(*entries, *map(organisation, ORGANISATIONS)))


@st.composite
def statements(draw: st.DrawFn) -> list[Entry]:
    """A project with participants, clarifications, and appointments by scope."""
    owner = {"name": "Felles arkiv", "owner": called("Aure")}
    entries = [said(ProjectRegistered, **owner, from_=START, until=draw(st.sampled_from([None, END])))]
    for name in draw(some_employers):
        until = draw(st.sampled_from([None, FIRST, END]))
        entries.append(said(ParticipantAdded, employer=called(name), from_=START, until=until))
    taken_out = draw(st.lists(st.sampled_from(MIDDLE), max_size=1))
    entries += [said(ParticipantWithdrawn, employer=called(name), from_=FIRST) for name in taken_out]
    clarified = st.tuples(st.sampled_from(EVERYBODY), st.sampled_from(ORGANISATIONS), some_days, st.booleans())
    for name, slug, from_, affected in draw(st.lists(clarified, max_size=8)):
        about = {"employer": called(name), "organisation": called(slug), "from_": from_}
        entries.append(said(AffectedClarified, **about, status="affected" if affected else "not_affected"))
    for number in range(draw(st.integers(0, 3))):
        entries += draw(appointments(called(f"appointment {number}")))
    return entries


@st.composite
def appointments(draw: st.DrawFn, appointment: UUID) -> list[Entry]:
    """An appointment with its scopes, and perhaps an end."""
    about = {"appointment": appointment, "organisation": called(draw(st.sampled_from(ORGANISATIONS)))}
    person = {"person": called("somebody"), "role": "tillitsvalgt", "employed_at": None, "vara_for": None}
    days = {"from_": START, "until": None}
    entries = [said(RepresentantAppointed, **about, **person, scope=draw(any_scope()), **days)]
    entries += [
        said(ScopeSet, **about, scope=draw(any_scope()), from_=on) for on in draw(st.lists(some_days, max_size=2))
    ]
    return entries + [said(AppointmentEnded, **about, on=on) for on in draw(st.lists(some_days, max_size=1))]


def any_scope() -> Any:
    """All, or some employers."""
    return st.one_of(st.just(ALL), some_employers.map(lambda names: sorted(map(called, names))))


def confirmed(world: World) -> World:
    """The world once each proposal has been confirmed, in order."""
    for place in range(len(successions(world))):
        succession = successions(world)[place]
        said_ = [each.draft(each.status) for each in clarifications(succession) if not each.settled]
        said_ += [draft for each in scopes(succession) for draft in each.drafts()]
        event(f"confirmed: {min(len(said_), 3)}")
        world = supposing(world, said_)
    return world


@settings(max_examples=300)
@given(register=registers(), told=statements())
def test_all_that_is_proposed(register: Register, told: list[Entry]) -> None:
    """No successor is unclarified where a predecessor was not, and whoever spoke for one speaks for the other."""
    begun = World(register, PROJECT, book(*told))
    world = confirmed(begun)
    assert [each.id for each in successions(world)] == [each.id for each in successions(begun)]
    for succession in successions(world):
        assert all(each.settled for each in (*clarifications(succession), *scopes(succession)))
        for old in succession.predecessors:
            for new in set(succession.heirs[old]) & set(succession.taking_part):
                clarified_alike(world, succession, old, new)
                spoken_for_alike(world, succession, old, new)


def clarified_alike(world: World, succession: Succession, old: UUID, new: UUID) -> None:
    """On no day from the change on is the successor unclarified."""
    for slug in ORGANISATIONS:
        entries = world.book.entries("clarification", (old, called(slug)))
        if any(each.event.content["from_"] < succession.on for each in entries):
            blocks = Coverage(world).timeline(new, called(slug))
            after = [block.status for block in blocks if block.days.stop > succession.on]
            assert after
            assert "unclarified" not in after


def spoken_for_alike(world: World, succession: Succession, old: UUID, new: UUID) -> None:
    """On every day of the term from the change on, a scope that names the predecessor has the successor."""
    delegations = Delegations(world)
    for appointment in delegations.appointments:
        last = [part.stop for part in delegations.term(appointment)]
        scope = delegations.scope(appointment)
        for day in (each for each in DAYS if each >= succession.on and any(each < stop for stop in last)):
            if old in scope.named and contains(scope.days(old), day):
                assert contains(scope.days(new), day)
