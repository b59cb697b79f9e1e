"""Who takes part, by which slot."""

from __future__ import annotations

from datetime import date, timedelta

from domain.log.book import Entry
from domain.projects.events import ParticipantAdded, ParticipantWithdrawn, ProjectRegistered
from domain.projects.state import Participation, participation
from domain.register.employers import Employers
from tests.support.statements import book, called, change, employer, said

START, M, LATER = date(2019, 1, 1), date(2020, 1, 1), date(2024, 1, 1)
AURE, SMOLA, NORDMORE = (called(name) for name in ("Aure", "Smøla", "Nordmøre"))
REGISTERED = Employers(
    book(
        employer("Aure"),
        employer("Smøla"),
        employer("Nordmøre", from_=M),
        employer("Ytre", from_=LATER),
        change(M, "Aure", "Nordmøre"),
        change(M, "Smøla", "Nordmøre"),
        change(LATER, "Nordmøre", "Ytre"),
    )
)


def takes_part(who: str, from_: date, until: date | None = None) -> Entry:
    """The owner says so."""
    return said(ParticipantAdded, employer=called(who), from_=from_, until=until)


def known(*entries: Entry, from_: date = START, until: date | None = None) -> Participation:
    """In a project of these days."""
    project = said(ProjectRegistered, name="Felles arkiv", owner=called("owner"), from_=from_, until=until)
    return participation(book(project, *entries), REGISTERED)


def test_a_slot_counts_while_the_employer_exists() -> None:
    """And while the project goes on."""
    shown = known(takes_part("Aure", date(2018, 1, 1)))
    assert shown.spans[AURE] == [(START, M)]
    assert shown.on(date(2019, 12, 31)) == [AURE]
    assert AURE not in shown.on(M)


def test_succession_goes_on_and_on() -> None:
    """Each successor gets the slot in its turn, until the latest until."""
    shown = known(takes_part("Aure", START, date(2021, 1, 1)), takes_part("Smøla", START, date(2026, 1, 1)))
    assert shown.spans[NORDMORE] == [(M, LATER)]
    assert shown.spans[called("Ytre")] == [(LATER, date(2026, 1, 1))]
    assert all(slot.implied for slot in shown.slots[called("Ytre")])


def test_no_succession_of_who_took_no_part_on_the_eve() -> None:
    """Nor outside the project's own days."""
    eve = M - timedelta(days=1)
    assert NORDMORE not in known(takes_part("Aure", START, eve)).spans
    assert NORDMORE not in known(takes_part("Aure", START), from_=M).spans
    assert NORDMORE not in known(takes_part("Aure", START), until=M).spans


def test_the_slots_of_all_predecessors_count_once_one_took_part() -> None:
    """Also those of one that had ended before: a slot that contains the eve says until when."""
    change_of_a_day = (change(date(2019, 6, 1), "Smøla", "Averøy"), change(M, "Aure", "Ny"), change(M, "Smøla", "Ny"))
    registered = Employers(book(*(employer(who) for who in ("Aure", "Smøla", "Averøy", "Ny")), *change_of_a_day))
    project = said(ProjectRegistered, name="Felles arkiv", owner=called("owner"), from_=START, until=None)
    slots = takes_part("Aure", START, date(2021, 1, 1)), takes_part("Smøla", START)
    shown = participation(book(project, *slots), registered)
    assert shown.slots[called("Ny")][0].days.stop == date.max


def test_a_slot_spoken_of_is_not_filled() -> None:
    """Withdrawn, it stays empty, and so passes nothing on."""
    gone = said(ParticipantWithdrawn, employer=NORDMORE, from_=M)
    shown = known(takes_part("Aure", START), gone)
    assert NORDMORE not in shown.spans
    assert called("Ytre") not in shown.spans
    other = known(takes_part("Aure", START), takes_part("Nordmøre", M, date(2021, 1, 1)))
    assert other.spans[NORDMORE] == [(M, date(2021, 1, 1))]
    assert called("Ytre") not in other.spans


def test_another_slot_of_the_successor_is_beside_it() -> None:
    """Only the slot of the day itself is spoken of."""
    shown = known(takes_part("Aure", START), takes_part("Nordmøre", date(2022, 1, 1), date(2023, 1, 1)))
    assert [slot.implied for slot in sorted(shown.slots[NORDMORE], key=lambda slot: slot.days)] == [True, False]
    assert shown.spans[NORDMORE] == [(M, LATER)]


def test_no_project_no_participants() -> None:
    """However many slots."""
    assert participation(book(takes_part("Aure", START)), REGISTERED) == Participation({}, {})
