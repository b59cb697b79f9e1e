"""Who may confirm what of a merger, what is said by it, and what is refused first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from domain.appointments.events import ScopeSet
from domain.log.book import Entry
from domain.log.drafts import Draft, supposing
from domain.log.errors import InBothLists, Invalid, NotAParticipant, NotYours, Refusal
from domain.log.statements import Party
from domain.log.world import World
from domain.projects.events import ParticipantWithdrawn
from projections.successions.confirm import Confirmed, confirm
from projections.successions.successions import Kind, successions
from tests.projections.successions.mergers import DAY, appointed, clarified, ids, project
from tests.support.statements import called, said

TODAY = date(2026, 2, 1)
OWNER, HEIM, SMOLA = (Party("employer", called(name)) for name in ("owner", "Heim", "Smøla"))
FAGFORBUNDET, SAMLA = (Party("organisation", called(slug)) for slug in ("fagforbundet", "samla"))
HAD = [
    clarified("Halsa", "fagforbundet"),
    clarified("Heim", "delta"),
    appointed("A", "fagforbundet", "Halsa"),
    appointed("B", "fagforbundet", "Smøla"),
]


@pytest.fixture
def world() -> World:
    """Fagforbundet was affected at Halsa, delta at Heim; A speaks for Halsa, and B for Smøla."""
    return project(*HAD)


def confirmed(
    world: World,
    kind: Kind,
    party: Party,
    affected: tuple[str, ...] = (),
    not_affected: tuple[str, ...] = (),
    scopes: tuple[str, ...] = (),
) -> list[Draft]:
    """What a party says by confirming."""
    [succession] = [each for each in successions(world) if each.kind == kind]
    return confirm(party, TODAY, succession, Confirmed(ids(*affected), ids(*not_affected), ids(*scopes)))


def statuses(drafts: list[Draft]) -> list[tuple[UUID, UUID, str, date]]:
    """What clarifications say."""
    return [tuple(draft.content[name] for name in ("employer", "organisation", "status", "from_")) for draft in drafts]  # type: ignore[misc]


@pytest.mark.parametrize("party", [HEIM, OWNER])
def test_a_successor_or_the_owner_confirms_by_organisation(world: World, party: Party) -> None:
    """A clarification at the successor from the day."""
    said_ = confirmed(world, "employer", party, affected=("fagforbundet",))
    assert statuses(said_) == [(called("Heim"), called("fagforbundet"), "affected", DAY)]


@pytest.mark.parametrize("party", [HEIM, OWNER])
def test_an_employer_or_the_owner_confirms_by_employer(world: World, party: Party) -> None:
    """A clarification of the successor from the day."""
    said_ = confirmed(world, "organisation", party, not_affected=("Heim",))
    assert statuses(said_) == [(called("Heim"), called("samla"), "not_affected", DAY)]


def test_an_organisation_confirms_its_scope(world: World) -> None:
    """With the successor beside those it names."""
    scope = {"appointment": called("A"), "organisation": called("fagforbundet"), "from_": DAY}
    [draft] = confirmed(world, "employer", FAGFORBUNDET, scopes=("A", "A"))
    assert draft == Draft(ScopeSet, {**scope, "scope": sorted(ids("Halsa", "Heim"))})


def test_what_is_settled_so_already_says_nothing(world: World) -> None:
    """Confirmed again; but what was said otherwise is not overruled."""
    once = confirmed(world, "employer", HEIM, affected=("fagforbundet",))
    once += confirmed(world, "employer", FAGFORBUNDET, scopes=("A",))
    once += confirmed(world, "organisation", HEIM, affected=("Heim",))
    after = supposing(world, once)
    assert confirmed(after, "employer", OWNER, affected=("fagforbundet",)) == []
    assert confirmed(after, "employer", FAGFORBUNDET, scopes=("A",)) == []
    assert confirmed(after, "organisation", OWNER, affected=("Heim",)) == []
    for kind, named in (("employer", "fagforbundet"), ("organisation", "Heim")):
        with pytest.raises(Invalid):
            confirmed(after, kind, OWNER, not_affected=(named,))  # type: ignore[arg-type]


BOTH = {"affected": ("fagforbundet",), "not_affected": ("fagforbundet",)}
BOTH_EMPLOYERS = {"affected": ("Heim",), "not_affected": ("Heim",)}


@pytest.mark.parametrize(
    ("kind", "party", "asked"),
    [
        ("employer", SMOLA, {"affected": ("fagforbundet",)}),
        ("employer", FAGFORBUNDET, {"affected": ("fagforbundet",)}),
        ("employer", SMOLA, BOTH),
        ("employer", SAMLA, {"scopes": ("A",)}),
        ("employer", HEIM, {**BOTH, "scopes": ("A",)}),
        ("employer", HEIM, {"affected": ("nito",), "scopes": ("A",)}),
        ("organisation", SMOLA, {"affected": ("Heim",)}),
        ("organisation", SAMLA, {"affected": ("Heim",)}),
        ("organisation", HEIM, {"affected": ("Heim", "Smøla")}),
        ("organisation", SMOLA, {**BOTH_EMPLOYERS, "scopes": ("A",)}),
    ],
)
def test_whose_it_is_is_asked_first(world: World, kind: Kind, party: Party, asked: dict[str, tuple[str, ...]]) -> None:
    """Of every part, whatever else is wrong."""
    with pytest.raises(NotYours):
        confirmed(world, kind, party, **asked)


@pytest.mark.parametrize(
    ("kind", "party", "asked", "refusal", "pointer"),
    [
        ("employer", HEIM, {**BOTH, "not_affected": ("nito", "fagforbundet")}, InBothLists, "/not_affected"),
        ("employer", HEIM, {"affected": ("fagforbundet", "nito")}, Invalid, "/affected/1"),
        ("employer", HEIM, {"affected": ("nito",), "not_affected": ("delta", "samla")}, Invalid, "/affected/0"),
        ("employer", FAGFORBUNDET, {"scopes": ("A", "B")}, Invalid, "/scopes/1"),
        ("organisation", OWNER, {**BOTH_EMPLOYERS, "scopes": ("A",)}, Invalid, "/scopes"),
        ("organisation", OWNER, BOTH_EMPLOYERS, InBothLists, "/not_affected"),
        ("organisation", OWNER, {"not_affected": ("Heim", "Smøla")}, Invalid, "/not_affected/1"),
    ],
)
def test_what_is_refused_then(
    world: World, kind: Kind, party: Party, asked: dict[str, tuple[str, ...]], refusal: type[Refusal], pointer: str
) -> None:
    """Scopes where there are none, what stands in both lists, and what is not proposed."""
    with pytest.raises(refusal) as caught:
        confirmed(world, kind, party, **asked)
    assert caught.value.pointer == pointer


@pytest.mark.parametrize("asked", [{"affected": ("fagforbundet",)}, {"affected": ("nito",)}])
def test_nothing_is_confirmed_at_one_that_was_taken_out(asked: dict[str, tuple[str, ...]]) -> None:
    """Whatever had been clarified."""
    out: list[Entry] = [said(ParticipantWithdrawn, employer=called("Heim"), from_=DAY)]
    with pytest.raises(NotAParticipant) as caught:
        confirmed(project(*HAD, *out), "employer", OWNER, **asked)
    assert caught.value.pointer == "/affected"
