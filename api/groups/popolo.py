"""A roster as Popolo (https://www.popoloproject.com/specs), JSON that registers of representatives exchange.

Popolo's dates include the last day, and a name that is not shown is left out. ``meta`` is our own: the day and the
knowledge that the rest is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from api.groups.roster_document import RosterDocument, SeatShown, documented, last_day
from api.language.words import Words

Item = Mapping[str, Any]


def write_popolo(roster: Mapping[str, Any], words: Words, *, contacts: bool) -> bytes:
    """Persons, organizations, posts, memberships and areas, each linked by id."""
    shown = documented(roster, words, contacts=contacts)
    seats = shown.seats
    written = {
        "meta": {key: roster[key] for key in ("at", "known_at", "position", "recorded_at")},
        "persons": _once(_person(seat, contacts=contacts) for seat in seats if seat.said["person"]),
        "organizations": _once([*_groups(roster, shown), *(_party(seat) for seat in seats), *_workplaces(seats)]),
        "posts": [_post(seat, roster) for seat in seats],
        "memberships": [_membership(seat, roster) for seat in seats if seat.said["person"]],
        "areas": _once(_areas(seats)),
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _once(items: Iterable[Item]) -> Sequence[Item]:
    return list({item["id"]: item for item in items if item}.values())


def _told(**fields: Any) -> Item:
    return {key: value for key, value in fields.items() if value not in (None, "")}


def _person(seat: SeatShown, *, contacts: bool) -> Item:
    person, phone = seat.said["person"], seat.phone if contacts else ""
    return _told(
        id=person["id"],
        name=person["name"],
        email=seat.email if contacts else None,
        contact_details=[{"type": "voice", "value": phone}] if phone else None,
    )


def _groups(roster: Mapping[str, Any], shown: RosterDocument) -> Sequence[Item]:
    """The group, and the project that it belongs to."""
    group, project = roster["group"], roster["project"]["id"]
    return [
        _told(id=project, name=shown.project, classification="prosjekt"),
        _told(
            id=group["id"],
            name=shown.group,
            classification=group["kind"],
            parent_id=project,
            founding_date=group["from"],
            dissolution_date=_iso(last_day(group["until"])),
        ),
    ]


def _party(seat: SeatShown) -> Item:
    """Whoever is represented."""
    organisation = seat.said["organisation"]
    if organisation:
        return _told(id=organisation["slug"], name=seat.represents.name, classification="organisasjon")
    return _employer(seat.said["employer"])


def _workplaces(seats: Iterable[SeatShown]) -> Iterable[Item]:
    return (_employer(seat.said["employed_at"]) for seat in seats)


def _employer(employer: Mapping[str, Any] | None) -> Item:
    if employer is None:
        return {}
    return _told(
        id=employer["id"],
        name=employer["name"],
        classification="arbeidsgiver",
        area_id=_area(employer),
    )


def _area(employer: Mapping[str, Any] | None) -> str | None:
    number = employer and employer["kommunenummer"]
    return f"kommune/{number}" if number else None


def _areas(seats: Iterable[SeatShown]) -> Iterable[Item]:
    for seat in seats:
        for employer in (seat.said["employer"], seat.said["employed_at"]):
            if area := _area(employer):
                yield _told(
                    id=area, name=employer["name"], identifier=employer["kommunenummer"], classification="kommune"
                )


def _post(seat: SeatShown, roster: Mapping[str, Any]) -> Item:
    return {
        "id": seat.said["id"],
        "label": f"{seat.function}, {seat.represents}",
        "role": seat.said["function"],
        "organization_id": roster["group"]["id"],
    }


def _membership(seat: SeatShown, roster: Mapping[str, Any]) -> Item:
    said = seat.said
    behalf = said["organisation"]["slug"] if said["organisation"] else (said["employer"] or {}).get("id")
    return _told(
        id=f"{said['id']}/{said['appointment'] or said['representant']}",
        person_id=said["person"]["id"],
        organization_id=roster["group"]["id"],
        post_id=said["id"],
        on_behalf_of_id=behalf,
        role=said["function"],
        area_id=_area(said["employer"] or said["employed_at"]),
        start_date=said["from"],
        end_date=_iso(seat.last_day),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
