"""Who is who when organisations are renamed, merged and split."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.log.book import Book
from domain.log.drafts import Draft, supposing
from domain.log.errors import Invalid
from domain.log.rules import check
from domain.log.spans import ALWAYS, FOREVER
from domain.log.statements import REGISTER, identity
from domain.log.world import Register, World
from domain.register.events import OrganisationRegistered
from domain.register.organisation_changes import OrganisationEdge, change_organisations
from domain.register.organisations import Organisation, organisations_of, slugify

DAY = date(2028, 1, 1)
EVE = DAY - timedelta(days=1)
NEW = identity("an id of the registrar's own")


def union(name: str, kind: str = "organisasjon", from_: date | None = None, until: date | None = None) -> Draft:
    """The registration of an organisation whose id derives from its slug."""
    content = {
        "organisation": identity("organisation", slugify(name)),
        "slug": slugify(name),
        "name": name,
        "kind": kind,
    }
    return Draft(OrganisationRegistered, {**content, "short_name": None, "orgnr": None, "from_": from_, "until": until})


DELTA, NITO, TEKNA, UNIO = (identity("organisation", slug) for slug in ("delta", "nito", "tekna", "unio"))


@pytest.fixture
def world() -> World:
    """Three organisations and a sammenslutning."""
    given = [*map(union, ("Delta", "NITO", "Tekna")), union("Unio", "sammenslutning")]
    return supposing(World(Register(Book()), REGISTER, Book()), given)


def edge(from_: UUID, slug: str | None = None, name: str | None = None, **more: object) -> OrganisationEdge:
    """An edge."""
    return OrganisationEdge(from_, slug, name, **more)  # type: ignore[arg-type]


def say(world: World, *edges: OrganisationEdge, on: date = DAY) -> World:
    """The world after the change; saying it again, in that world, must say nothing else."""
    said = change_organisations(world, on, edges)
    for draft in said:
        check(draft.said, draft.content, world)
    after = supposing(world, said)
    assert change_organisations(after, on, edges) == [
        draft for draft in said if draft.said is not OrganisationRegistered
    ]
    return after


def refused(world: World, *edges: OrganisationEdge, on: date = DAY) -> str | None:
    """The pointer of the refusal."""
    with pytest.raises(Invalid) as caught:
        change_organisations(world, on, edges)
    return caught.value.pointer


def known(world: World, slug: str) -> Organisation:
    """The organisation of that slug."""
    who = organisations_of(world.register).by_slug(slug)
    assert who is not None
    return organisations_of(world.register)[who]


def kin(world: World, slug: str) -> tuple[set[UUID], set[UUID]]:
    """Predecessors and successors."""
    found = known(world, slug)
    return {each.organisation for each in found.predecessors}, {each.organisation for each in found.successors}


def test_a_new_name_changes_neither_identity_nor_slug(world: World) -> None:
    after = say(world, edge(DELTA, "delta", "Delta Pluss"))
    found = known(after, "delta")
    assert (found.id, found.exists) == (DELTA, (ALWAYS, FOREVER))
    assert (found.named(EVE).name, found.named(DAY).name, found.name) == ("Delta", "Delta Pluss", "Delta Pluss")
    assert kin(after, "delta") == (set(), set())


@pytest.mark.parametrize("continues", [None, True])
def test_a_name_alone_is_a_new_name(world: World, continues: bool | None) -> None:
    after = say(world, edge(DELTA, name="Delta Pluss", continues=continues))
    assert known(after, "delta").name == "Delta Pluss"
    assert len(organisations_of(after.register)) == len(organisations_of(world.register))


def test_a_name_alone_may_be_said_to_be_anothers(world: World) -> None:
    after = say(world, edge(DELTA, name="Delta Pluss", continues=False))
    assert known(after, "delta").exists.stop == known(after, "delta-pluss").exists.start == DAY


def test_a_short_name_is_kept_unless_another_is_said(world: World) -> None:
    once = say(world, edge(DELTA, "delta", short_name="D"), on=EVE)
    assert known(once, "delta").named(EVE) == (EVE, "Delta", "D")
    assert known(say(once, edge(DELTA, "delta", "Delta Pluss")), "delta").named(DAY) == (DAY, "Delta Pluss", "D")


def test_two_become_a_new_one(world: World) -> None:
    after = say(world, edge(DELTA, name="Samla"), edge(NITO, name="Samla", short_name="S"))
    new = known(after, "samla")
    assert (new.exists, new.kind, new.named(DAY).short_name) == ((DAY, FOREVER), "organisasjon", "S")
    assert [known(after, slug).exists.stop for slug in ("delta", "nito")] == [DAY, DAY]
    assert kin(after, "samla") == ({DELTA, NITO}, set())
    assert kin(after, "delta") == (set(), {new.id})


def test_one_goes_on_and_the_other_is_merged_into_it(world: World) -> None:
    after = say(world, edge(DELTA, "delta"), edge(NITO, "delta"))
    assert known(after, "delta").exists == (ALWAYS, FOREVER)
    assert known(after, "nito").exists == (ALWAYS, DAY)
    assert kin(after, "delta") == ({NITO}, set())


def test_one_is_merged_into_one_that_is_no_old_one(world: World) -> None:
    after = say(world, edge(NITO, "tekna"))
    assert known(after, "tekna").exists == (ALWAYS, FOREVER)
    assert kin(after, "tekna") == ({NITO}, set())


def test_what_goes_on_may_take_the_name_of_the_new_one(world: World) -> None:
    after = say(world, edge(DELTA, name="Samla", continues=True), edge(NITO, name="Samla"))
    assert known(after, "delta").named(DAY).name == "Samla"
    assert kin(after, "delta") == ({NITO}, set())


def test_one_is_split_and_may_go_on(world: World) -> None:
    ended = say(world, edge(DELTA, name="Øst"), edge(DELTA, name="Vest", id=NEW))
    assert known(ended, "delta").exists.stop == DAY
    assert (known(ended, "ost").name, known(ended, "vest").id) == ("Øst", NEW)
    gone_on = say(world, edge(DELTA, "delta"), edge(DELTA, name="Vest"))
    assert known(gone_on, "delta").exists == (ALWAYS, FOREVER)
    assert kin(gone_on, "delta")[1] == {identity("organisation", "vest")}


def test_an_id_or_the_slug_of_the_name_names_one_that_is_known(world: World) -> None:
    for asked in (edge(NITO, id=TEKNA), edge(NITO, name="Tekna")):
        assert kin(say(world, asked), "tekna") == ({NITO}, set())


def test_one_registered_for_later_begins_on_the_day(world: World) -> None:
    later = supposing(world, [union("Samla", from_=DAY + timedelta(days=30))])
    assert known(say(later, edge(NITO, "samla")), "samla").exists == (DAY, FOREVER)


def test_said_again_for_the_day_it_replaces_what_was_said(world: World) -> None:
    once = say(world, edge(DELTA, name="Samla"), edge(NITO, name="Samla"))
    again = say(once, edge(DELTA, "tekna"))
    assert (kin(again, "delta")[1], kin(again, "samla")[0]) == ({TEKNA}, {NITO})
    undone = say(again, edge(DELTA, "delta"), edge(NITO, "nito"))
    assert known(undone, "delta").exists == known(undone, "nito").exists == (ALWAYS, FOREVER)
    assert (kin(undone, "samla"), known(undone, "delta").named(DAY).name) == ((set(), set()), "Delta")


def test_a_registration_said_again_leaves_what_was_changed_later(world: World) -> None:
    after = say(world, edge(DELTA, "delta", "Delta Pluss"))
    corrected = supposing(after, [Draft(OrganisationRegistered, {**union("Delta").content, "name": "Deltaforbundet"})])
    assert [known(corrected, "delta").named(day).name for day in (EVE, DAY)] == ["Deltaforbundet", "Delta Pluss"]


def test_who_came_after_one_that_has_ended(world: World) -> None:
    once = say(world, edge(DELTA, name="Samla"), edge(NITO, name="Samla"))
    later = DAY + timedelta(days=365)
    twice = say(once, edge(identity("organisation", "samla"), "tekna"), on=later)
    following = organisations_of(twice.register).following
    assert following(DELTA, EVE) == set()
    assert following(DELTA, DAY) == {identity("organisation", "samla")}
    assert following(DELTA, later) == {identity("organisation", "samla"), TEKNA}


@pytest.mark.parametrize(
    ("pointer", "edges"),
    [
        ("/edges/0/to", [edge(DELTA, "unio")]),
        ("/edges/0/to", [edge(DELTA, name="Samla", kind="sammenslutning")]),
        ("/edges/0/to", [edge(DELTA, name="Samla"), edge(UNIO, name="Samla")]),
        ("/edges/0/to", [edge(DELTA, "delta", kind="sammenslutning")]),
        ("/edges/0/to", [edge(DELTA, "nito"), edge(NITO, "delta")]),
        ("/edges/1/to/name", [edge(DELTA, name="Samla"), edge(NITO, "samla", "Samla!")]),
        ("/edges/1/to/name", [edge(DELTA, name="Å B"), edge(NITO, name="A B")]),
        ("/edges/1/to/kind", [edge(DELTA, name="S", kind="organisasjon"), edge(NITO, name="S", kind="sammenslutning")]),
        ("/edges/1", [edge(DELTA, name="Samla"), edge(DELTA, name="Samla")]),
        ("/edges/1/continues", [edge(one, name="Samla", continues=True) for one in (DELTA, NITO)]),
        ("/edges/0/to", [edge(DELTA, "nito", continues=True)]),
        ("/edges/0/to", [edge(DELTA, "ny", "Ny", continues=True)]),
        ("/edges/0/to", [edge(DELTA, name="Ny", id=NEW, continues=True)]),
        ("/edges/0/continues", [edge(DELTA, "delta", continues=False)]),
        ("/edges/1/to", [edge(DELTA, "delta"), edge(DELTA, name="Øst", continues=True)]),
        ("/edges/0/to/slug", [edge(DELTA, "Ny!", "Ny")]),
        ("/edges/0/to/slug", [edge(DELTA, name="!!!", continues=False)]),
        ("/edges/0/to/slug", [edge(DELTA, "tekna", id=NITO)]),
        ("/edges/0/to/slug", [edge(DELTA, name="Tekna", id=NEW)]),
        ("/edges/0/to/name", [edge(DELTA, "ny")]),
    ],
)
def test_refused(world: World, pointer: str, edges: list[OrganisationEdge]) -> None:
    assert refused(world, *edges) == pointer


def test_one_that_has_ended_neither_becomes_nor_is_become(world: World) -> None:
    after = say(world, edge(DELTA, name="Samla"), edge(NITO, name="Samla"))
    later = DAY + timedelta(days=1)
    assert refused(after, edge(DELTA, name="Igjen", continues=False), on=later) == "/edges/0/from"
    assert refused(after, edge(TEKNA, "delta"), on=later) == "/edges/0/to"
    assert refused(after, edge(TEKNA, "delta")) == "/edges/0/to"
    assert refused(world, edge(DELTA, "tekna"), on=date(1799, 1, 1)) == "/on"


def test_a_change_before_another_must_leave_it_its_organisations(world: World) -> None:
    after = say(world, edge(DELTA, name="Samla"), edge(NITO, name="Samla"))
    assert refused(after, edge(DELTA, "tekna"), on=EVE) == "/on"
    renamed = say(after, edge(DELTA, "delta", "Delta Pluss"), on=EVE)
    assert known(renamed, "delta").exists.stop == DAY


def test_its_kind_stays_that_of_those_it_came_of(world: World) -> None:
    after = say(world, edge(NITO, "tekna"))
    with pytest.raises(Invalid) as caught:
        check(OrganisationRegistered, union("Tekna", "sammenslutning").content, after)
    assert caught.value.pointer == "/kind"
