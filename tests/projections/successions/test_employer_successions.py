"""Once all that is proposed has been confirmed, the successors have what their predecessors had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
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
from domain.register.events import OrganisationRegistered
from projections.coverage.coverage import Coverage
from projections.coverage.delegation_graph import Delegations
from projections.successions.employer_successions import EmployerSuccession, employer_successions
from tests.support.statements import book, called, change, employer, said

START, FIRST, SECOND, END = date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1), date(2023, 1, 1)
DAYS = (START, date(2019, 7, 1), FIRST, date(2020, 7, 1), SECOND, date(2021, 7, 1))
OLD, MIDDLE, NEW = ("Aure", "Halsa", "Hemne"), ("Heim", "Nordmøre"), ("Ytre", "Indre")
EVERYBODY = (*OLD, *MIDDLE, *NEW)
UNIONS = ("delta", "fagforbundet")
PROJECT = called("project")

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
    return Register(book(*entries, *map(union, UNIONS)))


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
    clarified = st.tuples(st.sampled_from(EVERYBODY), st.sampled_from(UNIONS), some_days, st.booleans())
    for name, slug, from_, affected in draw(st.lists(clarified, max_size=8)):
        about = {"employer": called(name), "organisation": called(slug), "from_": from_}
        entries.append(said(AffectedClarified, **about, status="affected" if affected else "not_affected"))
    for number in range(draw(st.integers(0, 3))):
        entries += draw(appointments(called(f"appointment {number}")))
    return entries


@st.composite
def appointments(draw: st.DrawFn, appointment: UUID) -> list[Entry]:
    """An appointment with its scopes, and perhaps an end."""
    about = {"appointment": appointment, "organisation": called(draw(st.sampled_from(UNIONS)))}
    person = {"person": called("somebody"), "role": "tillitsvalgt", "employed_at": None, "vara_for": None}
    days = {"from_": START, "until": None}
    entries = [said(RepresentantAppointed, **about, **person, scope=draw(scopes()), **days)]
    entries += [said(ScopeSet, **about, scope=draw(scopes()), from_=on) for on in draw(st.lists(some_days, max_size=2))]
    return entries + [said(AppointmentEnded, **about, on=on) for on in draw(st.lists(some_days, max_size=1))]


def scopes() -> Any:
    """All, or some employers."""
    return st.one_of(st.just(ALL), some_employers.map(lambda names: sorted(map(called, names))))


def confirmed(world: World) -> World:
    """The world once each proposal has been confirmed, in order."""
    for place in range(len(employer_successions(world))):
        succession = employer_successions(world)[place]
        said_ = [each.draft(each.status) for each in succession.clarifications if not each.settled]
        said_ += [draft for each in succession.scopes for draft in each.drafts()]
        event(f"confirmed: {min(len(said_), 3)}")
        world = supposing(world, said_)
    return world


@settings(max_examples=300)
@given(register=registers(), told=statements())
def test_all_that_is_proposed(register: Register, told: list[Entry]) -> None:
    """No successor is unclarified where a predecessor was not, and whoever spoke for one speaks for the other."""
    begun = World(register, PROJECT, book(*told))
    world = confirmed(begun)
    assert [each.id for each in employer_successions(world)] == [each.id for each in employer_successions(begun)]
    for succession in employer_successions(world):
        assert all(each.settled for each in (*succession.clarifications, *succession.scopes))
        for old in succession.predecessors:
            for new in set(succession.heirs[old]) & set(succession.taking_part):
                clarified_alike(world, succession, old, new)
                spoken_for_alike(world, succession, old, new)


def clarified_alike(world: World, succession: EmployerSuccession, old: UUID, new: UUID) -> None:
    """On no day from the change on is the successor unclarified."""
    for organisation in map(called, UNIONS):
        entries = world.book.entries("clarification", (old, organisation))
        if any(each.event.content["from_"] < succession.on for each in entries):
            blocks = Coverage(world).timeline(new, organisation)
            after = [block.status for block in blocks if block.days.stop > succession.on]
            assert after
            assert "unclarified" not in after


def spoken_for_alike(world: World, succession: EmployerSuccession, old: UUID, new: UUID) -> None:
    """On every day of the term from the change on, a scope that names the predecessor has the successor."""
    delegations = Delegations(world)
    for appointment in delegations.appointments:
        last = [part.stop for part in delegations.term(appointment)]
        scope = delegations.scope(appointment)
        for day in (each for each in DAYS if each >= succession.on and any(each < stop for stop in last)):
            if old in scope.named and contains(scope.days(old), day):
                assert contains(scope.days(new), day)


def union(slug: str, until: date | None = None) -> Entry:
    """An organisation is registered."""
    names = {"slug": slug, "name": slug.title(), "short_name": None, "orgnr": None, "kind": "organisasjon"}
    return said(OrganisationRegistered, organisation=called(slug), **names, from_=None, until=until)


def merged(*more: Entry) -> Sequence[EmployerSuccession]:
    """Aure and Halsa become Heim, in a project with Halsa alone, where more is said. Delta ends on that day."""
    names = [*(employer(name) for name in ("Aure", "Halsa")), employer("Heim", from_=FIRST)]
    names += [union("fagforbundet"), union("delta", until=FIRST)]
    register = Register(book(*names, change(FIRST, "Aure", "Heim"), change(FIRST, "Halsa", "Heim")))
    days = {"from_": START, "until": None}
    project = said(ProjectRegistered, name="Felles arkiv", owner=called("owner"), **days)
    halsa = said(ParticipantAdded, employer=called("Halsa"), **days)
    return employer_successions(World(register, PROJECT, book(project, halsa, *more)))


def test_only_predecessors_that_took_part() -> None:
    """And the identity is the change's, whoever of them did."""
    aure = said(ParticipantAdded, employer=called("Aure"), from_=START, until=None)
    [alone], [both] = merged(), merged(aure)
    assert list(alone.predecessors) == [called("Halsa")]
    assert set(both.predecessors) == {called("Halsa"), called("Aure")}
    assert alone.id == both.id


def test_one_that_leaves_that_day_leaves_nothing() -> None:
    """Unless the owner has let the successor in."""
    leaves = said(ParticipantAdded, employer=called("Halsa"), from_=START, until=FIRST)
    heim = said(ParticipantAdded, employer=called("Heim"), from_=FIRST, until=None)
    assert merged(leaves) == []
    [succession] = merged(leaves, heim)
    assert list(succession.taking_part) == [called("Heim")]
    assert succession.eve == FIRST - timedelta(days=1)


def test_an_organisation_that_has_ended_is_affected_nowhere() -> None:
    """So nothing is proposed of it."""
    about = {"employer": called("Halsa"), "from_": START, "status": "affected"}
    [succession] = merged(*(said(AffectedClarified, organisation=called(slug), **about) for slug in UNIONS))
    assert [each.organisation for each in succession.clarifications] == [called("fagforbundet")]
