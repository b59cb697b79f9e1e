"""What the register refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import domain.kinds  # noqa: F401  # so that the rules are known
from domain.log.errors import AffiliationCycle, Invalid, NotASammenslutning, UnknownReference
from domain.log.rules import check
from domain.register.events import EmployerRegistered, OrganisationAffiliated, OrganisationRegistered
from domain.register.lineage import refuse_too_early
from domain.register.organisation_changes import OrganisationEdge, refuse_unnamed
from domain.register.organisations import checked_slug, organisations_of
from tests.support.statements import called, employer, given, organisation, said

AFFILIATED: dict[str, Any] = {
    "organisation": called("Delta"),
    "sammenslutning": called("YS"),
    "from_": None,
    "until": None,
}


def test_a_number_is_one_employers() -> None:
    """On each day."""
    there = given(employer("Aure", "1576", until=date(2020, 1, 1)))
    content = dict(employer("Heim", "1576").event.content)
    with pytest.raises(Invalid) as caught:
        check(EmployerRegistered, content, there)
    assert caught.value.pointer == "/kommunenummer"
    check(EmployerRegistered, {**content, "from_": date(2020, 1, 1)}, there)
    check(EmployerRegistered, dict(employer("Aure", "1576").event.content), there)


def test_organisations_are_affiliated_to_a_sammenslutning() -> None:
    """Which stays one; and never in a circle."""
    known = organisation("Delta"), organisation("YS", "sammenslutning"), organisation("Unio", "sammenslutning")
    check(OrganisationAffiliated, AFFILIATED, given(*known))
    with pytest.raises(NotASammenslutning):
        check(OrganisationAffiliated, {**AFFILIATED, "sammenslutning": called("Delta")}, given(*known))
    above = said(
        OrganisationAffiliated, **{**AFFILIATED, "organisation": called("YS"), "sammenslutning": called("Unio")}
    )
    back = {**AFFILIATED, "organisation": called("Unio"), "sammenslutning": called("YS")}
    with pytest.raises(AffiliationCycle):
        check(OrganisationAffiliated, back, given(*known, above))
    with pytest.raises(NotASammenslutning) as caught:
        check(OrganisationRegistered, dict(organisation("Unio").event.content), given(*known, above))
    assert caught.value.pointer == "/kind"


def test_slugs() -> None:
    """The refusal says how it would be written."""
    assert checked_slug("el-og-it") == "el-og-it"
    with pytest.raises(Invalid) as caught:
        checked_slug("EL og IT")
    assert "«el-og-it»" in caught.value.detail


def test_no_change_before_all_changes() -> None:
    """Such a day is a slip of the pen."""
    refuse_too_early(date(1800, 1, 1))
    with pytest.raises(Invalid):
        refuse_too_early(date(1799, 12, 31))


def test_an_edge_leads_to_somebody() -> None:
    """Known by slug or id, or new by a name."""
    world, old = given(organisation("Delta")), called("Delta")
    for edge in (
        OrganisationEdge(old, name="Ny"),
        OrganisationEdge(old, slug="delta"),
        OrganisationEdge(old, continues=True),
    ):
        refuse_unnamed(organisations_of(world.register), edge, 0)
    with pytest.raises(UnknownReference) as caught:
        refuse_unnamed(organisations_of(world.register), OrganisationEdge(old, slug="ny"), 1)
    assert caught.value.pointer == "/edges/1/to/slug"
    with pytest.raises(Invalid):
        refuse_unnamed(organisations_of(world.register), OrganisationEdge(old), 0)
