"""What documents on rosters say, whatever file they become."""

from __future__ import annotations

from datetime import date

import pytest

from api.groups.roster_document import CONTACTS, documented
from api.language.words import LANGUAGES, Words
from tests.support.rosters import RULES, SEATS, person, roster, seat, vacancy

NB = Words("nb")


def test_the_order_of_seats() -> None:
    """Employers first; then function, who is represented in Norwegian order, and name."""
    shown = documented(roster(), NB, contacts=False)
    assert [side.heading for side in shown.sides] == ["Arbeidsgiversiden", "Arbeidstakersiden"]
    assert [(seat.function, str(seat.represents), seat.name) for seat in shown.seats] == [
        ("leder", "Halsa (1571)", "Åse Eksempel"),
        ("medlem", "Felles arkiv IKS", "Ærlig Eksempel"),
        ("medlem", "Oslo (0301)", "Siri Eksempel"),
        ("nestleder", "Fagforbundet", "Ola Eksempel"),
        ("medlem", "Fagforbundet", "ingen"),
        ("medlem", "Fagforbundet", "Kari Eksempel"),
        ("medlem", "Unio", "Áilu Đuŋŋá Šoŧža"),
        ("vara", "Fagforbundet", "navn ikke vist"),
        ("observatør", "Fagforbundet", "slettet person"),
        ("sekretær", "Fagforbundet", "skjermet person"),
    ]
    assert sorted(seat.said["id"] for seat in shown.seats) == sorted(seat["id"] for seat in SEATS)


def test_the_order_does_not_hang_on_the_answer() -> None:
    """The same seats in another order are the same document."""
    turned = roster(seats=list(reversed(SEATS)))
    assert documented(turned, NB, contacts=True) == documented(roster(), NB, contacts=True)


@pytest.mark.parametrize(
    ("language", "nobody", "erased", "restricted", "hidden"),
    [
        ("nb", "ingen", "slettet person", "skjermet person", "navn ikke vist"),
        ("nn", "ingen", "sletta person", "skjerma person", "namn ikkje vist"),
        ("en", "nobody", "erased person", "restricted person", "name not shown"),
    ],
)
def test_why_there_is_no_name(language: str, nobody: str, erased: str, restricted: str, hidden: str) -> None:
    """In words that nobody takes for a name."""
    shown = documented(roster(), Words(language), contacts=False)
    assert {seat.name for seat in shown.seats if not seat.named} == {nobody, erased, restricted, hidden}


@pytest.mark.parametrize(
    ("language", "statuses"),
    [
        ("nb", {"I funksjon", "Ikke i funksjon", "Står klar", "Ubesatt siden 1. mars 2021"}),
        ("nn", {"I funksjon", "Ikkje i funksjon", "Står klar", "Ubesett sidan 1. mars 2021"}),
        ("en", {"Serving", "Not serving", "Standing by", "Vacant since 1 March 2021"}),
    ],
)
def test_the_status_of_seats(language: str, statuses: set[str]) -> None:
    """Who sits, and since when nobody does; a vara that waits leaves nothing vacant."""
    shown = documented(roster(), Words(language), contacts=False)
    assert {seat.status for seat in shown.seats} == statuses
    assert [seat.name for seat in shown.seats if seat.vacant] == ["Ola Eksempel", Words(language).say("person_none")]


def test_whose_move_it_is() -> None:
    """Is in the explanation, once."""
    told = {seat.name: (seat.move, seat.explanation) for seat in documented(roster(), NB, contacts=False).seats}
    text = "Er borte. Fagforbundet kan avslutte fraværet eller la en vara få plassen."
    assert told["Ola Eksempel"] == ("Fagforbundet", text)
    assert told["ingen"] == ("Fagforbundet", "Utpekingen er trukket tilbake. Neste steg: Fagforbundet.")
    assert told["navn ikke vist"] == ("", "Er vara og møter når den valgte er borte.")
    assert told["Kari Eksempel"] == ("", "")


def test_a_mover_without_a_name() -> None:
    """Is told by what identifies it."""
    vacant = vacancy("over", "Perioden er over.", move={"party": "employer:0301", "name": None})
    shown = documented(
        roster(seats=[seat(1, "arbeidstaker", "medlem", person("Kari"), vacant=vacant)]), NB, contacts=False
    )
    assert shown.seats[0].explanation == "Perioden er over. Neste steg: employer:0301."


def test_days_include_the_last() -> None:
    """A span ends the day before ``until``; an open one until further notice."""
    shown = {seat.name: seat for seat in documented(roster(), NB, contacts=False).seats}
    kari, ola = shown["Kari Eksempel"], shown["Ola Eksempel"]
    assert (kari.from_, kari.last_day) == (date(2019, 1, 1), date(2021, 8, 31))
    assert (kari.texts["from"], kari.texts["last_day"]) == ("1. januar 2019", "31. august 2021")
    assert (ola.last_day, ola.texts["last_day"]) == (None, "inntil videre")


def test_contacts_only_where_asked_for() -> None:
    """As columns."""
    assert list(documented(roster(), NB, contacts=True).columns)[-2:] == list(CONTACTS)
    assert not documented(roster(), NB, contacts=False).columns.keys() & set(CONTACTS)


def test_what_it_is_about() -> None:
    """Project, group, day, seats, adoption and the knowledge behind."""
    shown = documented(roster(), NB, contacts=False)
    assert (shown.title, shown.subtitle) == ("Styringsgruppa i IKT Orkidé", "Hvem som har plass i gruppa 1. juni 2021")
    assert dict(shown.facts) == {
        "Prosjekt": "IKT Orkidé",
        "Gruppe": "Styringsgruppa",
        "Type gruppe": "styringsgruppe",
        "Gruppa gjelder": "fra 1. januar 2019 til og med 31. desember 2021",
        "Dag": "1. juni 2021",
        "Plasser": "10, ubesatt: 2",
        "Vedtatt av prosjekteier": "gjelder fra 1. januar 2019; registrert 10. desember 2018 kl. 12.00",
    }
    assert shown.knowledge.endswith("nummer 1204 i loggen, 20. januar 2026 kl. 10.14.")
    earlier = documented(roster(known_at="2026-02-01T00:00:00+00:00"), NB, contacts=False)
    assert earlier.knowledge == f"{shown.knowledge} Det som er registrert senere, er holdt utenfor."


def test_nobody_at_all() -> None:
    """Is said, and no seat is vacant."""
    shown = documented(roster(seats=[], rules=[], adoption=None), Words("nn"), contacts=False)
    assert shown.empty == "Ingen har plass i gruppa 1. juni 2021."
    assert dict(shown.facts)["Plassar"] == "ingen"
    assert dict(shown.facts)["Vedteken av prosjekteigar"] == "ikkje registrert"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules(language: str) -> None:
    """Each with its status in words, its text, basis and remedy as told."""
    words = Words(language)
    shown = documented(roster(), words, contacts=False).rules
    assert [rule.status for rule in shown] == [words.say(f"rule_{rule['status']}") for rule in RULES]
    assert [(rule.text, rule.basis, rule.remedy) for rule in shown] == [
        (rule["text"], rule["basis"], rule["remedy"] or "") for rule in RULES
    ]


def test_a_project_that_was_withdrawn() -> None:
    """Has no name."""
    assert documented(roster(project={"id": "5", "name": None}), NB, contacts=False).title == "Styringsgruppa i 5"
