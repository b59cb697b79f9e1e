"""Employers over time."""

from __future__ import annotations

from datetime import date, timedelta

from domain.log.book import Entry
from domain.register.employers import Employers
from domain.register.events import EmployerChanged
from tests.support.statements import book, called, change, employer, said

M = date(2020, 1, 1)
EVE = M - timedelta(days=1)
AURE, SMOLA, NORDMORE, YTRE = (called(name) for name in ("Aure", "Smøla", "Nordmøre", "Ytre"))


def known(*entries: Entry) -> Employers:
    """The employers of the statements."""
    return Employers(book(*entries))


def test_a_merger() -> None:
    """On the day the old ones end and the new one begins; they are neighbours, and it speaks for them."""
    merged = known(
        employer("Aure"),
        employer("Smøla"),
        employer("Nordmøre", from_=M),
        change(M, "Aure", "Nordmøre"),
        change(M, "Smøla", "Nordmøre"),
    )
    for old in (AURE, SMOLA):
        assert (merged.exist(old, EVE), merged.exist(old, M)) == (True, False)
        assert (merged[old].has_ended(EVE), merged[old].has_ended(M)) == (False, True)
        assert merged.voices(old, EVE) == {old}
        assert merged.voices(old, M) == {NORDMORE}
    assert (merged.exist(NORDMORE, EVE), merged.exist(NORDMORE, M)) == (False, True)
    assert {edge.employer for edge in merged[NORDMORE].predecessors} == {AURE, SMOLA}


def test_one_that_goes_on() -> None:
    """It has an edge to itself, and so neither ends nor is its own neighbour."""
    absorbed = known(employer("Aure"), employer("Smøla"), change(M, "Aure", "Aure"), change(M, "Smøla", "Aure"))
    assert absorbed.exist(AURE, M)
    assert absorbed[AURE].successors == []
    assert [edge.employer for edge in absorbed[AURE].predecessors] == [SMOLA]
    assert absorbed.voices(SMOLA, M) == {AURE}


def test_voices_follow_every_change() -> None:
    """Through several mergers and splits, each part in full."""
    later = date(2024, 1, 1)
    chain = known(
        employer("Aure"),
        employer("Nordmøre", from_=M),
        employer("Ytre", from_=later),
        employer("Smøla", from_=later),
        change(M, "Aure", "Nordmøre"),
        change(later, "Nordmøre", "Ytre", "Smøla"),
    )
    assert chain.voices(AURE, date(2023, 1, 1)) == {NORDMORE}
    assert chain.voices(AURE, later) == {YTRE, SMOLA}
    assert chain.voices(called("nobody"), later) == frozenset()


def test_numbers_and_names_by_day() -> None:
    """A number may be one employer's after another's."""
    renumbered = said(
        EmployerChanged,
        employer=AURE,
        on=M,
        successors=[{"to": AURE, "kommunenummer": "1599", "name": "Nye Aure"}],
    )
    both = known(employer("Aure", "1576"), renumbered, employer("Smøla", "1576", from_=date(2021, 1, 1)))
    days = {EVE: AURE, M: None, date(2020, 12, 31): None, date(2021, 1, 1): SMOLA}
    assert {day: both.by_number("1576", day) for day in days} == days
    assert both.by_number("1599", M) == AURE
    assert (both[AURE].named(EVE).name, both[AURE].named(M).name) == ("Aure", "Nye Aure")
    assert both.ever_numbered("1576") == SMOLA
    assert both.ever_numbered("0000") is None


def test_a_registered_span() -> None:
    """Bounds existence, and changes cut it further."""
    bounded = known(employer("Aure", from_=EVE, until=date(2030, 1, 1)), change(date(2025, 1, 1), "Aure", "Smøla"))
    existing = {EVE - timedelta(days=1): False, EVE: True, date(2024, 12, 31): True, date(2025, 1, 1): False}
    assert {day: bounded.exist(AURE, day) for day in existing} == existing
