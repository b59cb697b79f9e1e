"""Rosters as CSV: a line a seat, the columns in English whatever the language."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from api.groups.exports import COLUMNS, CONTACT_COLUMNS, write_csv
from api.language.words import LANGUAGES, Words
from tests.support.rosters import SEATS, person, roster, seat


def lines(said: dict[str, Any], language: str = "nb", *, contacts: bool = True) -> list[dict[str, str]]:
    """The lines, read again."""
    written = write_csv(said, Words(language), contacts=contacts).decode("utf-8")
    assert written.count("\r\n") == len(said["seats"]) + 1
    return list(csv.DictReader(io.StringIO(written)))


def test_every_seat_and_every_value() -> None:
    """As it was answered."""
    found = {line["seat"]: line for line in lines(roster())}
    for said in SEATS:
        line, who = found[said["id"]], said["person"] or {}
        organisation, vacant = said["organisation"] or {}, said["vacant"] or {}
        expected = {
            "side": said["side"],
            "function": said["function"],
            "person": who.get("id"),
            "name": who.get("name"),
            "organisation": organisation.get("slug"),
            "organisation_name": organisation.get("name"),
            "employer_id": (said["employer"] or {}).get("id"),
            "kommunenummer": (said["employer"] or {}).get("kommunenummer"),
            "employer": (said["employer"] or {}).get("name"),
            "employed_at_id": (said["employed_at"] or {}).get("id"),
            "employed_at_kommunenummer": (said["employed_at"] or {}).get("kommunenummer"),
            "employed_at": (said["employed_at"] or {}).get("name"),
            "appointment": said["appointment"],
            "representant": said["representant"],
            "from": said["from"],
            "until": said["until"],
            "active": str(said["active"]).lower(),
            "vacant_since": vacant.get("since"),
            "vacant_reason": vacant.get("reason"),
            "vacant_move": (vacant.get("move") or {}).get("party"),
            "email": who.get("email"),
        }
        assert {key: line[key] for key in expected} == {key: value or "" for key, value in expected.items()}
    assert {line["name_shown"] for line in found.values()} == {"shown", "nobody", "erased", "restricted", "not_shown"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_changes_nothing(language: str) -> None:
    """It is for machines."""
    assert write_csv(roster(), Words(language), contacts=True).splitlines()[0].decode() == ",".join(
        (*COLUMNS, *CONTACT_COLUMNS)
    )


def test_contacts_only_where_asked_for() -> None:
    """Neither their columns nor their values."""
    written = write_csv(roster(), Words("nb"), contacts=False).decode()
    assert "email" not in written
    assert "@" not in written
    assert "900 00 001" not in written


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", 'a "b", c\nd'])
def test_no_name_is_a_formula(name: str) -> None:
    """An apostrophe stands before it; commas and quotes are quoted."""
    (line,) = lines(roster(seats=[seat(1, "arbeidstaker", "medlem", person(name, phone="+47 1"))]))
    harmless = name.replace("\n", "\N{REPLACEMENT CHARACTER}")
    assert line["name"] == (harmless if name.startswith("a") else f"'{harmless}")
    assert line["phone"] == "'+47 1"


def test_nobody() -> None:
    """Is a header alone."""
    assert lines(roster(seats=[])) == []
