"""What the registrar says of a change of employers and of one of organisations is read alike."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from domain.log.errors import Invalid
from domain.register.lineage import became, grouped, refuse_repeated, said_alike
from tests.support.statements import called

AURE, HALSA = called("Aure"), called("Halsa")


@dataclass(frozen=True)
class SomeEdge:
    """From an old one to a new one that is called so."""

    from_: UUID
    name: str | None


EDGES = [SomeEdge(AURE, "Heim"), SomeEdge(HALSA, "Ytre"), SomeEdge(HALSA, "Heim")]


def test_edges_to_the_same_new_one_are_one_group() -> None:
    """With their places among all edges, so that a refusal points at the one at fault."""
    groups = grouped(EDGES, ["heim", "ytre", "heim"])
    assert groups == {"heim": {0: EDGES[0], 2: EDGES[2]}, "ytre": {1: EDGES[1]}}


def test_each_old_one_has_its_successors_in_the_order_of_these() -> None:
    """Whatever the order of the edges that lead to them."""
    heim, ytre = {"name": "Heim"}, {"name": "Ytre"}
    told = [(heim, [EDGES[2], EDGES[0]]), (ytre, [EDGES[1]])]
    assert became([HALSA, AURE], told) == {HALSA: [heim, ytre], AURE: [heim]}


def test_an_edge_that_is_given_twice_is_refused() -> None:
    """At the place where it is given again."""
    refuse_repeated(enumerate((edge.from_, edge.name) for edge in EDGES))
    with pytest.raises(Invalid) as caught:
        refuse_repeated(enumerate((edge.from_, edge.name) for edge in [*EDGES, EDGES[1]]))
    assert caught.value.pointer == "/edges/3"


def test_edges_to_a_new_one_say_the_same_of_it_or_nothing() -> None:
    """What contradicts the first is refused, where it is said."""
    silent = {0: SomeEdge(AURE, None), 2: SomeEdge(HALSA, "Heim"), 4: SomeEdge(called("Hemne"), "Heim")}
    assert said_alike(silent, "name", "name", "Differently.") == "Heim"
    assert said_alike({0: silent[0]}, "name", "name", "Differently.") is None
    with pytest.raises(Invalid, match="Differently") as caught:
        said_alike({**silent, 5: SomeEdge(AURE, "Hjem")}, "name", "name", "Differently.")
    assert caught.value.pointer == "/edges/5/to/name"
