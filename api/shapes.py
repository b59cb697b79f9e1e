"""The shapes of answers: plain dicts, made from what stands in a world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.names import Shape
from domain.delegation import RepresentantAppointed
from domain.employers import Employer, Name
from domain.kin import Kin
from domain.organisations import Organisation
from domain.participation import Slot
from domain.project import ProjectRegistered
from domain.spans import ALWAYS, FOREVER, Span, contains, span
from domain.statements import Statement
from domain.world import Register, World
from projections.graph import Delegations
from projections.timeline import Block
from projections.timelines.projects import Listed


def day(value: date | None) -> str | None:
    """A date as text; the open ends of spans as null."""
    return None if value in (None, ALWAYS, FOREVER) else value.isoformat()


def timeline(blocks: Sequence[Block]) -> list[Shape]:
    """The intervals of constant status of a pair."""
    return [{"from": day(block.days.start), "until": day(block.days.stop), "status": block.status} for block in blocks]


def employer_reference(register: Register, employer: UUID, on: date) -> Shape:
    """An employer as it was on the day."""
    known = register.employers.get(employer)
    if known is None:
        return {"id": str(employer), "kommunenummer": None, "name": None}
    name = known.named(on)
    return {"id": str(employer), "kommunenummer": name.kommunenummer, "name": name.name}


def organisation_reference(register: Register, organisation: UUID, on: date | None = None) -> Shape:
    """An organisation, by slug and the name it had on the day; by its last name, where none is asked about."""
    known = register.organisations.get(organisation)
    if known is None:
        return {"slug": str(organisation), "name": None}
    return {"slug": known.slug, "name": known.named(on).name}


def employer(register: Register, known: Employer, on: date) -> Shape:
    """An employer, with its codes and names over time and its neighbours in history."""
    first, last = (known.exists[0].start, known.exists[-1].stop) if known.exists else (None, None)
    names = [{"from": day(max(each.from_, first or ALWAYS)), **_named(each)} for each in _distinct(known.names)]
    return {
        **employer_reference(register, known.id, on),
        "kind": known.kind,
        "orgnr": known.orgnr,
        "from": day(first),
        "until": day(last),
        "exists": contains(known.exists, on),
        "names": names,
        "predecessors": [_neighbour(register, each.employer, each.on, before=True) for each in known.predecessors],
        "successors": [_neighbour(register, each.employer, each.on) for each in known.successors],
    }


def _distinct(names: Sequence[Name]) -> list[Name]:
    """The names without those that change nothing."""
    return [
        name
        for before, name in zip([None, *names], names, strict=False)
        if before is None or (before.name, before.kommunenummer) != (name.name, name.kommunenummer)
    ]


def _named(name: Any) -> Shape:
    return {"kommunenummer": name.kommunenummer, "name": name.name}


def _neighbour(register: Register, employer: UUID, on: date, *, before: bool = False) -> Shape:
    known = register.employers.get(employer)
    eve = max((name.from_ for name in known.names if name.from_ < on), default=on) if known and before else on
    return {**employer_reference(register, employer, eve), "on": on.isoformat()}


def organisation(register: Register, known: Organisation, on: date) -> Shape:
    """An organisation, with its names and affiliations over time, and what it came of and became."""
    named = known.named(on)
    return {
        "id": str(known.id),
        "slug": known.slug,
        "name": named.name,
        "kind": known.kind,
        "short_name": named.short_name,
        "orgnr": known.orgnr,
        "from": day(known.exists.start),
        "until": day(known.exists.stop),
        "exists": on in known.exists,
        "names": _titles(known),
        "predecessors": [_kin(register, each, before=True) for each in known.predecessors],
        "successors": [_kin(register, each) for each in known.successors],
        "affiliations": [
            {
                "sammenslutning": organisation_reference(register, each.sammenslutning, on),
                "from": day(each.days.start),
                "until": day(each.days.stop),
            }
            for each in sorted(known.affiliations, key=lambda each: each.days)
        ],
    }


def _titles(known: Organisation) -> list[Shape]:
    """The names it has had while it existed, without those that change nothing."""
    stops = [title.from_ for title in known.names[1:]] + [FOREVER]
    held = [title for title, stop in zip(known.names, stops, strict=True) if stop > known.exists.start]
    distinct = [
        title for before, title in zip([None, *held], held, strict=False) if before is None or before[1:] != title[1:]
    ]
    return [
        {"from": day(max(each.from_, known.exists.start)), "name": each.name, "short_name": each.short_name}
        for each in distinct
    ]


def _kin(register: Register, kin: Kin, *, before: bool = False) -> Shape:
    known_as = kin.on - timedelta(days=1) if before else kin.on
    return {**organisation_reference(register, kin.organisation, known_as), "on": kin.on.isoformat()}


def project(world: World, said: ProjectRegistered, on: date) -> Shape:
    """A project: what is open to every token."""
    kinds = ("phase", "scheme")
    told = {kind: [content(entry.event, world, on) for entry in world.book.entries(kind, ())] for kind in kinds}
    owner = world.owner(on) or said.owner
    return _project(world.register, world.subject, said.name, owner, span(said.from_, said.until), told, on)


def listed_project(register: Register, listed: Listed, on: date) -> Shape:
    """The same, of a project as it is listed."""
    told = {
        kind: [{key.rstrip("_"): _told(register, key, value) for key, value in said.items()} for said in slots]
        for kind, slots in listed.said.items()
    }
    owner = register.employers.carrying_on(listed.owner, on) or listed.owner
    return _project(register, listed.project, listed.name, owner, listed.days, told, on)


def _told(register: Register, key: str, value: Any) -> Any:
    return plain(key, [UUID(each) for each in value], register, ALWAYS) if key == "agreed_with" else value


def _project(
    register: Register, project: UUID, name: str, owner: UUID, days: Span, told: Mapping[str, Sequence[Shape]], on: date
) -> Shape:
    now = {kind: [each for each in slots if each["from"] <= on.isoformat()][-1:] for kind, slots in told.items()}
    return {
        "id": str(project),
        "name": name,
        "owner": employer_reference(register, owner, on),
        "from": day(days.start),
        "until": day(days.stop),
        "phase": next((each["phase"] for each in now["phase"]), None),
        "phases": told["phase"],
        "scheme": next(iter(now["scheme"]), None),
        "schemes": told["scheme"],
    }


def appointment(world: World, said: RepresentantAppointed, person: Shape, on: date) -> Shape:
    """An appointment and all that has been said about it."""
    own = (said.appointment,)
    end = world.book.standing("end", own)
    employed = employer_reference(world.register, said.employed_at, on) if said.employed_at else None
    return {
        "id": str(said.appointment),
        "organisation": organisation_reference(world.register, said.organisation, on),
        "person": person,
        "role": said.role,
        "employed_at": employed,
        "scope": scope(said.scope),
        "from": day(said.from_),
        "until": day(said.until),
        "vara_for": str(said.vara_for) if said.vara_for else None,
        "end": day(end.content["on"]) if end else None,
        "active": contains(Delegations(world).active(said.appointment), on),
        "scopes": [_less(entry.event, world, on) for entry in world.book.entries("scope", own)],
        "leaves": [_less(entry.event, world, on) for entry in world.book.entries("leave", own)],
        "joint": [
            {
                "organisation": organisation_reference(world.register, entry.event.content["organisation"], on),
                **_span(entry.event),
            }
            for entry in world.book.all_entries("joint")
            if entry.event.content["appointment"] == said.appointment
        ],
    }


def scope(value: str | list[UUID] | None) -> str | list[str] | None:
    """A scope as it is written."""
    return [str(employer) for employer in value] if isinstance(value, list) else value


def slots(slots: Iterable[Slot]) -> list[Shape]:
    """A participant's slots, in order."""
    return [
        {"from": day(slot.days.start), "until": day(slot.days.stop), "implied": slot.implied}
        for slot in sorted(slots, key=lambda slot: slot.days)
    ]


def representant(said: Statement, world: World, person: Shape, on: date) -> Shape:
    """Who speaks for an employer."""
    return {
        "id": str(said.content["representant"]),
        "employer": employer_reference(world.register, said.content["employer"], on),
        "person": person,
        **_span(said),
    }


def _span(said: Statement) -> Shape:
    return {"from": day(said.content["from_"]), "until": day(said.content["until"])}


def _less(said: Statement, world: World, on: date) -> Shape:
    shown = content(said, world, on)
    return {key: value for key, value in shown.items() if key not in ("organisation", "appointment")}


def content(said: Statement, world: World, on: date) -> Shape:
    """What was said, with references as they were on the day."""
    return {key.rstrip("_"): plain(key, value, world.register, on) for key, value in said.content.items()}


def plain(key: str, value: Any, register: Register, on: date) -> Any:
    """One field of a statement, with references as they were on the day."""
    named = key in ("employer", "owner", "employed_at") or (key == "seat" and value in register.employers)
    if named and value is not None:
        return employer_reference(register, value, on)
    if key in ("organisation", "sammenslutning"):
        return organisation_reference(register, value, on)
    if key == "agreed_with":
        return [organisation_reference(register, each)["slug"] for each in value]
    if isinstance(value, Mapping):
        return {inner: plain(inner, each, register, on) for inner, each in value.items()}
    if isinstance(value, list):
        return [plain("", each, register, on) for each in value]
    if isinstance(value, date):
        return day(value)
    return str(value) if isinstance(value, UUID) else value
