"""Who is who when employers are renumbered, merged and split."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.log.book import Book
from domain.log.drafts import Draft, supposing
from domain.log.errors import Invalid
from domain.log.rules import check
from domain.log.spans import union
from domain.log.statements import REGISTER, identity
from domain.log.world import Register, World
from domain.register.employer_changes import EmployerEdge, change_employers
from domain.register.employers import Employers, employers_of
from domain.register.events import EmployerRegistered

DAY = date(2020, 1, 1)
EVE = DAY - timedelta(days=1)
NEW = identity("an id of the registrar's own")


def kommune(number: str | None, name: str, from_: date | None = None, kind: str = "kommune") -> Draft:
    """The registration of an employer whose id derives from its number, or its name."""
    who = identity("employer", number or name)
    content = {"employer": who, "name": name, "kind": kind, "kommunenummer": number, "orgnr": None}
    return Draft(EmployerRegistered, {**content, "from_": from_, "until": None})


HALSA, HEMNE, RINDAL = (identity("employer", number) for number in ("1571", "5011", "1567"))
VIKEN = identity("employer", "Viken")


@pytest.fixture
def world() -> World:
    """Three kommuner and a fylkeskommune."""
    given = [kommune("1571", "Halsa"), kommune("5011", "Hemne"), kommune("1567", "Rindal")]
    given.append(kommune(None, "Viken", kind="fylkeskommune"))
    return supposing(World(Register(Book()), REGISTER, Book()), given)


def edge(from_: UUID, number: str | None, name: str | None = None, **more: object) -> EmployerEdge:
    """An edge."""
    return EmployerEdge(from_, number, name, **more)  # type: ignore[arg-type]  # whatever a test tells of it


def say(world: World, *edges: EmployerEdge, on: date = DAY) -> World:
    """The world after the change; saying it again, in that world, must say nothing else."""
    said = change_employers(world, on, edges)
    after = supposing(world, said)
    changes = supposing(world, [draft for draft in said if draft.said.KIND == "change"])
    for draft in said:
        check(draft.said, draft.content, changes)
    again = change_employers(after, on, edges)
    assert again == [draft for draft in said if draft.said is not EmployerRegistered]
    return after


def refused(world: World, *edges: EmployerEdge, on: date = DAY) -> str | None:
    """The pointer of the refusal."""
    with pytest.raises(Invalid) as caught:
        change_employers(world, on, edges)
    return caught.value.pointer


def employers(world: World) -> Employers:
    """The employers of the world."""
    return employers_of(world.register)


def neighbours(world: World, who: UUID) -> tuple[set[UUID], set[UUID]]:
    """Predecessors and successors."""
    found = employers(world)[who]
    return {each.employer for each in found.predecessors}, {each.employer for each in found.successors}


def test_a_renumbering_changes_no_identity(world: World) -> None:
    after = say(world, edge(RINDAL, "5061", "Rindal"))
    assert employers(after).by_number("1567", EVE) == employers(after).by_number("5061", DAY) == RINDAL
    assert employers(after).by_number("1567", DAY) is None
    assert neighbours(after, RINDAL) == (set(), set())
    assert len(employers(after)) == len(employers(world))


def test_a_new_name_changes_no_identity(world: World) -> None:
    after = say(world, edge(RINDAL, "1567", "Rindal - Rïnddale"))
    assert employers(after)[RINDAL].named(EVE).name == "Rindal"
    assert employers(after)[RINDAL].named(DAY).name == "Rindal - Rïnddale"


def test_a_new_name_without_number_keeps_the_number(world: World) -> None:
    after = say(world, edge(RINDAL, None, "Rindal og omegn"))
    assert employers(after).by_number("1567", DAY) == RINDAL
    assert employers(after)[RINDAL].named(DAY).name == "Rindal og omegn"


def test_a_merger_under_a_new_number_is_a_new_employer(world: World) -> None:
    after = say(world, edge(HALSA, "5055", "Heim"), edge(HEMNE, "5055", "Heim"))
    heim = employers(after).by_number("5055", DAY)
    assert heim == identity("employer", "5055", DAY)
    assert neighbours(after, heim) == ({HALSA, HEMNE}, set())
    assert not employers(after).exist(HALSA, DAY)
    assert not employers(after).exist(heim, EVE)
    assert employers(after)[heim].kind == "kommune"
    assert employers(after)[heim].orgnr is None


def test_a_merger_under_a_given_id(world: World) -> None:
    after = say(world, edge(HALSA, "5055", "Heim", id=NEW), edge(HEMNE, "5055", "Heim", id=NEW))
    assert employers(after).by_number("5055", DAY) == NEW


def test_an_id_on_one_of_the_edges_is_enough(world: World) -> None:
    after = say(world, edge(HALSA, "5055", "Heim", id=NEW), edge(HEMNE, "5055"))
    assert employers(after).by_number("5055", DAY) == NEW
    assert neighbours(after, NEW) == ({HALSA, HEMNE}, set())


def test_who_keeps_the_number_goes_on(world: World) -> None:
    after = say(world, edge(HALSA, "5011", "Heim"), edge(HEMNE, "5011", "Heim"))
    assert employers(after).by_number("5011", DAY) == HEMNE
    assert employers(after)[HEMNE].named(DAY).name == "Heim"
    assert neighbours(after, HEMNE) == ({HALSA}, set())


def test_unless_the_registrar_says_otherwise(world: World) -> None:
    edges = edge(HALSA, "5011", "Heim"), edge(HEMNE, "5011", "Heim", continues=False)
    after = say(world, *edges)
    heim = employers(after).by_number("5011", DAY)
    assert heim == identity("employer", "5011", DAY)
    assert neighbours(after, heim) == ({HALSA, HEMNE}, set())
    assert employers(after).by_number("5011", EVE) == HEMNE


def test_said_outright_comes_before_the_convention(world: World) -> None:
    after = say(world, edge(HALSA, "5011", "Heim", continues=True), edge(HEMNE, "5011", "Heim"))
    assert employers(after).by_number("5011", DAY) == HALSA
    assert not employers(after).exist(HEMNE, DAY)


def test_one_goes_on_though_the_number_is_new(world: World) -> None:
    after = say(world, edge(HALSA, "5055", "Heim", continues=True), edge(HEMNE, "5055", "Heim"))
    assert employers(after).by_number("5055", DAY) == HALSA


def test_its_own_id_says_that_it_goes_on(world: World) -> None:
    after = say(world, edge(HALSA, "5055", "Heim", id=HALSA), edge(HEMNE, "5055", "Heim"))
    assert employers(after).by_number("5055", DAY) == HALSA
    assert neighbours(after, HALSA) == ({HEMNE}, set())


def test_a_merger_into_one_that_was_not_listed(world: World) -> None:
    after = say(world, edge(HALSA, "5011"))
    assert employers(after).by_number("5011", DAY) == HEMNE
    assert employers(after)[HEMNE].named(DAY).name == "Hemne"
    assert neighbours(after, HEMNE) == ({HALSA}, set())
    assert neighbours(say(world, edge(HALSA, None, id=HEMNE)), HEMNE) == ({HALSA}, set())


def test_a_split_where_one_keeps_the_number(world: World) -> None:
    after = say(world, edge(HALSA, "1571", "Halsa"), edge(HALSA, "1599", "Valsøyfjord"))
    assert employers(after).by_number("1571", DAY) == HALSA
    assert neighbours(after, HALSA) == (set(), {identity("employer", "1599", DAY)})


def test_a_split_into_two_new_ones(world: World) -> None:
    after = say(world, edge(HALSA, "1598", "Vest"), edge(HALSA, "1599", "Øst"))
    assert not employers(after).exist(HALSA, DAY)
    assert len(neighbours(after, HALSA)[1]) == 2


def test_two_change_numbers(world: World) -> None:
    after = say(world, edge(HALSA, "5011", "Halsa"), edge(HEMNE, "1571", "Hemne"))
    # Each gets the number that was the other's until then: no merger, since both have one edge.
    assert employers(after).by_number("5011", DAY) == HALSA
    assert employers(after).by_number("1571", DAY) == HEMNE


def test_a_single_edge_that_does_not_go_on(world: World) -> None:
    for number in ("5061", "1567"):
        after = say(world, edge(RINDAL, number, "Rindal", continues=False))
        assert employers(after).by_number(number, DAY) == identity("employer", number, DAY)
        assert not employers(after).exist(RINDAL, DAY)


def test_employers_without_numbers(world: World) -> None:
    ids = [identity("employer", name, DAY) for name in ("Akershus", "Buskerud")]
    after = say(world, edge(VIKEN, None, "Akershus"), edge(VIKEN, None, "Buskerud"))
    assert neighbours(after, VIKEN) == (set(), set(ids))
    assert employers(after)[ids[0]].kind == "fylkeskommune"
    renamed = say(world, edge(VIKEN, None, "Viken fylkeskommune"))
    assert employers(renamed)[VIKEN].named(DAY).name == "Viken fylkeskommune"


def test_changes_one_after_the_other_and_the_first_again(world: World) -> None:
    first = edge(HALSA, "5055", "Heim"), edge(HEMNE, "5055", "Heim")
    after = say(world, *first)
    heim = identity("employer", "5055", DAY)
    later = say(after, edge(heim, "5099", "Heim"), on=date(2024, 1, 1))
    assert employers_of(say(later, *first).register)[heim].named(date(2024, 1, 1)).kommunenummer == "5099"


def test_a_correction_from_one_going_on_to_a_new_one(world: World) -> None:
    after = say(world, edge(RINDAL, "5061", "Rindal"))
    corrected = say(after, edge(RINDAL, "5061", "Rindal"), edge(HALSA, "5061", "Rindal"))
    assert neighbours(corrected, employers(corrected).by_number("5061", DAY)) == ({RINDAL, HALSA}, set())  # type: ignore[arg-type]  # it is there


@pytest.mark.parametrize(
    ("edges", "pointer"),
    [
        ((), "/edges"),
        ((edge(NEW, "5055", "Heim"),), "/edges/0/from"),
        ((edge(HALSA, "5055", "Heim"), edge(HEMNE, "5055", "Hjem")), "/edges/1/to/name"),
        (
            (edge(HALSA, "5055", "Heim", id=NEW), edge(HEMNE, "5056", id=NEW)),
            "/edges/1/to/kommunenummer",
        ),
        (
            (edge(HALSA, "5055", "Heim", id=NEW), edge(HEMNE, "5055", id=VIKEN)),
            "/edges/0/to/kommunenummer",
        ),
        ((edge(HALSA, "5055", "Heim"), edge(HALSA, "5055", "Heim")), "/edges/1"),
        ((edge(HALSA, "5055"), edge(HEMNE, "5055")), "/edges/0/to/name"),
        ((edge(RINDAL, "5061", "Rindal", id=NEW),), "/edges/0/to/id"),
        ((edge(HALSA, "5011", "Heim", id=NEW), edge(HEMNE, "5011", id=NEW)), "/edges/1/to/id"),
        ((edge(HALSA, "5055", "Heim", id=HEMNE, continues=True),), "/edges/0/to/id"),
        ((edge(HALSA, "5055", "Heim", id=HALSA, continues=False),), "/edges/0/to/id"),
        ((edge(HALSA, "9", "A", id=HEMNE), edge(HEMNE, "8", "B", id=HALSA)), "/edges/0/to/id"),
        ((edge(HALSA, "5", "X", continues=True), edge(HEMNE, "5", continues=True)), "/edges/1/continues"),
        (
            (edge(HALSA, "5", "X", continues=True), edge(HALSA, "6", "Y", continues=True)),
            "/edges/0/continues",
        ),
        ((edge(HALSA, "5011", "Halsa", continues=True),), "/edges/0/to/kommunenummer"),
    ],
)
def test_what_is_refused(world: World, edges: tuple[EmployerEdge, ...], pointer: str) -> None:
    assert refused(world, *edges) == pointer


def test_a_day_that_cannot_be_meant(world: World) -> None:
    assert refused(world, edge(RINDAL, "5061", "Rindal"), on=date(1799, 12, 31)) == "/on"
    assert refused(world, edge(RINDAL, "5061", "Rindal"), on=date.min) == "/on"


def test_a_number_that_another_has_later(world: World) -> None:
    later = supposing(world, [kommune("5061", "En annen", from_=date(2022, 1, 1))])
    assert refused(later, edge(RINDAL, "5061", "Rindal")) == "/edges/0/to/kommunenummer"


NUMBERS = ("1571", "5011", "1567", "5055")
some_edges = st.lists(
    st.builds(
        EmployerEdge,
        st.sampled_from([HALSA, HEMNE, RINDAL, VIKEN]),
        st.sampled_from([None, *NUMBERS]),
        st.sampled_from([None, "Heim", "Orkland"]),
        st.sampled_from([None, None, None, HALSA, HEMNE, NEW]),
        st.sampled_from([None, None, None, True, False]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(some_edges, min_size=1, max_size=3))
def test_whatever_is_asked_is_refused_or_said_for_good(world: World, days: list[list[EmployerEdge]]) -> None:
    for place, edges in enumerate(days):
        on = DAY.replace(year=DAY.year + place)
        try:
            change_employers(world, on, edges)
        except Invalid:
            continue
        world = say(world, *edges, on=on)
        known = employers(world)
        for old in {edge.from_ for edge in edges}:
            following = [edge.employer for edge in known[old].successors if edge.on == on]
            assert known.exist(old, on - timedelta(days=1))
            assert following or known.exist(old, on)
            assert all(known.exist(new, on) for new in following)
    for number in NUMBERS:
        held = [days for days, _ in employers(world).holders(number)]
        assert sum((days.stop - days.start).days for days in held) == sum(
            (days.stop - days.start).days for days in union(held)
        )
