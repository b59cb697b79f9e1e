"""What is held on a person, and that it was shown, as it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from api.http.shapes import employer_reference, iso_day, organisation_reference
from api.language.parties import party_code, party_name
from api.language.sentences import sentence
from api.people.schemas import (
    AppointmentAlone,
    AppointmentHeld,
    HeldAnswer,
    NamingHeld,
    ReadAnswer,
    RepresentantHeld,
    RetentionHeld,
    SaidOfThem,
)
from api.services import Services
from domain.log.book import Entry
from domain.log.spans import ALWAYS, FOREVER
from domain.log.statements import Address, Party
from domain.log.world import Register, World
from domain.people.port import Details, Person, Read
from domain.people.retention import ends
from domain.projects.state import project_name


def read_view(said: Read, register: Register) -> ReadAnswer:
    """When, to whom, by which operation, and in which project, if in one."""
    return {
        "at": said.at.isoformat(),
        "by": party_code(said.by, register),
        "view": said.view,
        "project": str(said.project) if said.project else None,
    }


Slot = tuple[str, Address]
"""An appointment, or an entry as representant, by its kind and address."""


class Naming(NamedTuple):
    """What names the person or has done so, with all that was said of it meanwhile."""

    latest: Entry
    """The last statement that named the person."""
    said: list[Entry]


def held(services: Services, person: Person, details: Details, position: int, on: date) -> HeldAnswer:
    """All of it, as known at the position; employers as they were on the day."""
    worlds = [services.samrad.world(each, position) for each in services.mentions.subjects(person.id)]
    register = services.samrad.world(known_at=position).register
    rows: dict[str, list[Any]] = {"appointment": [], "representant": []}
    last = ALWAYS
    for world in worlds:
        entries = list(services.samrad.entries(world.subject, 0, world.book.position))
        last = max(last, ends(world, entries).get(person.id, ALWAYS))
        for (kind, address), naming in namings(person.id, entries).items():
            rows[kind].append(_row(world, kind, address, naming, person.id, on))
    return {
        "id": str(person.id),
        "on": on.isoformat(),
        "details": {"name": details.name, "email": details.email, "phone": details.phone, "gender": details.gender},
        "kept_since": person.kept_since.isoformat() if person.kept_since else None,
        "appointed_by": {
            "party": party_code(person.party, register),
            "name": party_name(Party.parse(person.party), register, on),
        },
        "restriction": {"from": person.restricted_from.isoformat()} if person.restricted_from else None,
        "retention": _retention(services, last),
        "appointments": sorted(rows["appointment"], key=_order),
        "representanter": sorted(rows["representant"], key=_order),
        "reads": [read_view(each, register) for each in services.reads.of(person.id)],
    }


def _order(row: Any) -> tuple[str, str]:
    return row["from"], row["id"]


def namings(person: UUID, entries: Iterable[Entry]) -> Mapping[Slot, Naming]:
    """What has named the person in a project, with what was said of it while it did, the last word included."""
    found: dict[Slot, Naming] = {}
    now: set[Slot] = set()
    for entry in entries:
        said = entry.event
        names = said.named_person == person
        slot: Slot = (said.KIND, said.address)
        if names or slot in now:
            naming = found.setdefault(slot, Naming(entry, []))
            found[slot] = Naming(entry if names else naming.latest, [*naming.said, entry])
            (now.add if names else now.discard)(slot)
        for about in _about(said.content):
            if slot != about and about in now:
                found[about].said.append(entry)
    return found


def _about(said: Mapping[str, Any]) -> tuple[Slot, Slot]:
    """The appointment, and the representant of an employer, that a statement may be about."""
    return (
        ("appointment", (said.get("appointment"),)),
        ("representant", (said.get("employer"), said.get("representant"))),
    )


def _row(
    world: World, kind: str, address: Address, naming: Naming, person: UUID, on: date
) -> AppointmentHeld | RepresentantHeld:
    now = world.book.standing(kind, address)
    stands = now is not None and now.content["person"] == person
    said = naming.latest.event.content
    row: NamingHeld = {
        "project": {"id": str(world.subject), "name": project_name(world)},
        "id": str(said[kind]),
        "from": iso_day(said["from_"]),
        "until": iso_day(said["until"]),
        "stands": stands,
        "statements": [_statement(entry, world) for entry in naming.said],
    }
    if kind == "representant":
        return {**row, "employer": employer_reference(world.register, said["employer"], on)}
    return {**row, **_appointed(world, said, address if stands else None, on)}


def _appointed(world: World, said: Mapping[str, Any], standing: Address | None, on: date) -> AppointmentAlone:
    """What is particular to an appointment; its end and leaves as long as it names the person."""
    entries = {kind: world.book.entries(kind, standing) if standing else [] for kind in ("end", "leave")}
    leaves = [each.event.content for each in entries["leave"]]
    return {
        "organisation": organisation_reference(world.register, said["organisation"], on),
        "role": said["role"],
        "employed_at": employer_reference(world.register, said["employed_at"], on) if said["employed_at"] else None,
        "vara_for": said["vara_for"] and str(said["vara_for"]),
        "end": next((iso_day(each.event.content["on"]) for each in entries["end"]), None),
        "leaves": [{"from": iso_day(each["from_"]), "until": iso_day(each["until"])} for each in leaves],
    }


def _statement(entry: Entry, world: World) -> SaidOfThem:
    return {
        "position": entry.position,
        "recorded_at": entry.recorded_at.isoformat(),
        "by": party_code(entry.event.by, world.register),
        "on_behalf_of": party_code(entry.event.on_behalf_of, world.register),
        "text": sentence(entry, world),
    }


def _retention(services: Services, end: date) -> RetentionHeld:
    age, ended = services.settings.retention, ALWAYS < end < FOREVER
    due = age.after(end) if age and ended else FOREVER
    return {
        "last_day": (end - timedelta(days=1)).isoformat() if ended else None,
        "older_than": str(age) if age else None,
        "due_on": due.isoformat() if due < FOREVER else None,
    }
