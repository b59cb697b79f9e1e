"""Organisations and their affiliations."""

from __future__ import annotations

from datetime import date

import pytest

from domain.log.book import Entry
from domain.log.spans import Span
from domain.register.events import OrganisationAffiliated, OrganisationRegistered
from domain.register.organisations import Organisations, slugify
from tests.support.statements import book, called, said

FIRST, MIDDLE, LAST = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)


def organisation(name: str) -> Entry:
    """An organisation is registered."""
    rest = {"kind": "sammenslutning", "short_name": None, "orgnr": None, "from_": None, "until": None}
    return said(OrganisationRegistered, organisation=called(name), slug=slugify(name), name=name, **rest)


def affiliated(below: str, above: str, from_: date | None = None, until: date | None = None) -> Entry:
    """One belongs to another."""
    ends = {"organisation": called(below), "sammenslutning": called(above)}
    return said(OrganisationAffiliated, **ends, from_=from_, until=until)


def known(*entries: Entry) -> Organisations:
    """The organisations a, b, c and d, affiliated so."""
    return Organisations(book(*(organisation(name) for name in "abcd"), *entries))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("LO Kommune", "lo-kommune"),
        ("Ærlig Øl på Ås", "aerlig-ol-pa-as"),
        ("  Samfunnsviterne & co. ", "samfunnsviterne-co"),
        ("Yrkesorganisasjonenes Sentralforbund (YS)", "yrkesorganisasjonenes-sentralforbund-ys"),
        ("Café 3", "caf-3"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """Any other run of characters is one hyphen."""
    assert slugify(name) == slug
    assert slugify(slug) == slug


def test_above() -> None:
    """Directly and through others, on whatever day."""
    chain = known(affiliated("a", "b", until=FIRST), affiliated("b", "c"), affiliated("a", "d"))
    assert chain.above(called("a")) == {called(name) for name in "bcd"}
    assert chain.above(called("c")) == frozenset()
    assert chain.above(called("nobody")) == frozenset()


def test_affiliations_lead_on_common_days_only() -> None:
    """A chain holds on the days on which every link does."""
    chain = known(affiliated("a", "b", until=MIDDLE), affiliated("b", "c", FIRST))
    a, c = called("a"), called("c")
    assert chain.lead(a, c, Span(FIRST, LAST))
    assert chain.lead(a, c, Span(date(2021, 12, 31), LAST))
    assert not chain.lead(a, c, Span(MIDDLE, LAST))
    assert not chain.lead(a, c, Span(date(2019, 1, 1), FIRST))
    assert not chain.lead(c, a, Span(FIRST, LAST))
    apart = known(affiliated("a", "b", until=MIDDLE), affiliated("b", "c", MIDDLE))
    assert not apart.lead(a, c, Span(FIRST, LAST))


def test_a_circle_in_turns_is_none() -> None:
    """a in b until a day, b in a from then on: no circle, and asking ends."""
    turns = known(affiliated("a", "b", until=MIDDLE), affiliated("b", "a", MIDDLE))
    assert turns.lead(called("b"), called("a"), Span(MIDDLE, LAST))
    assert not turns.lead(called("b"), called("a"), Span(FIRST, MIDDLE))
    assert not turns.lead(called("a"), called("c"), Span(FIRST, LAST))
