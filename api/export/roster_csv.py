"""A roster as CSV (RFC 4180, UTF-8): a line a seat, in the columns of the answer whatever the language."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from api.export.csv import harmless
from api.export.roster import documented
from api.words import Words

COLUMNS = (
    "seat",
    "side",
    "function",
    "person",
    "name",
    "name_shown",
    "organisation",
    "organisation_name",
    "employer_id",
    "kommunenummer",
    "employer",
    "employed_at_id",
    "employed_at_kommunenummer",
    "employed_at",
    "appointment",
    "representant",
    "from",
    "until",
    "active",
    "vacant_since",
    "vacant_reason",
    "vacant_move",
)
CONTACTS = ("email", "phone")


def document(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """A header, then a line a seat in the order of all documents; ``until`` is the first day after."""
    columns = (*COLUMNS, *CONTACTS) if contacts else COLUMNS
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for seat in documented(roster, words, contacts=contacts).seats:
        line = _line(seat.said)
        writer.writerow([harmless(line[column]) for column in columns])
    return out.getvalue().encode()


def _line(seat: Mapping[str, Any]) -> Mapping[str, Any]:
    person, organisation, vacant = seat["person"] or {}, seat["organisation"] or {}, seat["vacant"] or {}
    return {
        "seat": seat["id"],
        "side": seat["side"],
        "function": seat["function"],
        "person": person.get("id"),
        "name": person.get("name"),
        "name_shown": _shown(person),
        "organisation": organisation.get("slug"),
        "organisation_name": organisation.get("name"),
        **_employer("employer", "kommunenummer", seat["employer"]),
        **_employer("employed_at", "employed_at_kommunenummer", seat["employed_at"]),
        "appointment": seat["appointment"],
        "representant": seat["representant"],
        "from": seat["from"],
        "until": seat["until"],
        "active": str(seat["active"]).lower(),
        "vacant_since": vacant.get("since"),
        "vacant_reason": vacant.get("reason"),
        "vacant_move": (vacant.get("move") or {}).get("party"),
        "email": person.get("email"),
        "phone": person.get("phone"),
    }


def _shown(person: Mapping[str, Any]) -> str:
    """Whether there is a name, and why not."""
    if not person:
        return "nobody"
    if person["name"] is not None:
        return "shown"
    return "erased" if person.get("erased") else "restricted" if person.get("restricted") else "not_shown"


def _employer(column: str, number: str, employer: Mapping[str, Any] | None) -> Mapping[str, Any]:
    known = employer or {}
    return {f"{column}_id": known.get("id"), number: known.get("kommunenummer"), column: known.get("name")}
