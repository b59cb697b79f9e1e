"""What follows from a project's coverage, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from orjson import dumps

from domain.affected.state import organisations_named_in
from domain.log.spans import ALL_DAYS, ALWAYS, FOREVER, Span, Spans, intersect
from domain.log.statements import Party
from domain.log.world import World
from domain.projects.events import ProjectRegistered
from domain.projects.state import participation_of, project_name, registered_owner_of
from domain.register.organisations import organisations_of
from projections.coverage.column import Column
from projections.coverage.coverage import Coverage
from projections.coverage.line import OPEN

OWNER, PARTICIPANT, NAMED, VOICE, ABOVE = "owner", "participant", "named", "voice", "above"
PARTIES = (OWNER, PARTICIPANT, NAMED, VOICE, ABOVE)
"""The roles in which one is a party, or those one speaks for are."""
_WIDE = 16
"""Bytes of an identity."""
SLOT = "slot"
"""The role of an employer that something was said about as a participant, whether it takes part or not."""


class BlockRow(NamedTuple):
    """A row of ``blocks``."""

    project: str
    organisation: str
    start: str
    stop: str
    status: str
    claims: str
    place: str
    members: bytes
    pairs: int


class Overview(NamedTuple):
    """A row of ``overviews``."""

    project: str
    name: str | None
    place: str
    start: str
    stop: str
    owner: str
    told: str
    members: bytes
    head: int


class Concern(NamedTuple):
    """A row of ``concerns``."""

    party: str
    role: str
    project: str
    start: str
    stop: str


class ProjectRows(NamedTuple):
    """What the rows of a project must be, but for its counts, which follow from the blocks."""

    project: UUID
    organisations: Collection[UUID] | None
    """Those whose blocks these are; None for all of them."""
    overview: Overview
    concerns: Collection[Concern]
    blocks: Collection[BlockRow]


def rows_of(coverage: Coverage, organisations: Collection[UUID] | None = None) -> ProjectRows:
    """The rows that follow from a coverage, with the blocks of some organisations or of all."""
    world = coverage.world
    named = coverage.organisations if organisations is None else organisations
    return ProjectRows(
        world.subject, organisations, _overview(coverage), set(_concerns(world)), set(_blocks(coverage, named))
    )


def _overview(coverage: Coverage) -> Overview:
    world, project = coverage.world, coverage.world.standing(ProjectRegistered)
    return Overview(
        world.subject.hex,
        project.name if project else None,
        _place(world),
        (project.from_ if project else ALWAYS).isoformat(),
        ((project.until if project else None) or FOREVER).isoformat(),
        project.owner.hex if project else "",
        _told(world),
        b"".join(employer.bytes for employer in coverage.employers),
        world.book.position,
    )


def _place(world: World) -> str:
    return (project_name(world) or "").casefold()


def _told(world: World) -> str:
    """The slots of phase and scheme, by date."""
    said = {kind: [entry.event.content for entry in world.book.entries(kind, ())] for kind in ("phase", "scheme")}
    return dumps(said).decode()


def _concerns(world: World) -> Iterator[Concern]:
    for role, found in _concerned(world).items():
        for who in found:
            for start, stop in participation_of(world).spans[who] if role == PARTICIPANT else ALL_DAYS:
                yield Concern(who.hex, role, world.subject.hex, start.isoformat(), stop.isoformat())


def _concerned(world: World) -> dict[str, Iterable[UUID]]:
    """By role, whoever the project's coverage depends on."""
    spoken = (Party.parse(voice) for voice in world.book.voices)
    voices = {party.id for party in spoken if party.capacity == "organisation" and party.id}
    voices |= {entry.event.content["organisation"] for entry in world.book.all_entries("appointment")}
    named, owner = organisations_named_in(world) | voices, registered_owner_of(world)
    return {
        OWNER: {owner} if owner else (),
        SLOT: participation_of(world).slots,
        PARTICIPANT: participation_of(world).spans,
        NAMED: organisations_named_in(world),
        VOICE: voices,
        ABOVE: {above for who in named for above in organisations_of(world.register).above(who)},
    }


def _blocks(coverage: Coverage, organisations: Iterable[UUID]) -> Iterator[BlockRow]:
    """Those of the organisations that the project has."""
    project, place = coverage.world.subject.hex, _place(coverage.world)
    for organisation in set(organisations) & set(coverage.organisations):
        for (days, status, claims), bits in _gathered(coverage.column(organisation)).items():
            start, stop = (day.isoformat() for day in days)
            told = (start, stop, status, _text(claims))
            yield BlockRow(project, organisation.hex, *told, place, as_bytes(bits), bits.bit_count())


def _gathered(column: Column) -> dict[tuple[Span, str, tuple[Span, ...]], int]:
    """For each span, status and claims, the bits of the members that have them."""
    of_lines: dict[Any, int] = defaultdict(int)
    for place, line in enumerate(column.lines):
        of_lines[line] |= 1 << place
    found: dict[tuple[Span, str, tuple[Span, ...]], int] = defaultdict(int)
    for line, bits in of_lines.items():
        for days, status in line.blocks:
            found[days, status, tuple(intersect(line.facts.claims, [days]))] |= bits
    return found


def as_bytes(bits: int) -> bytes:
    """Bits as they are kept, the first member's lowest."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def places(members: bytes) -> Iterator[int]:
    """The places of the members whose bits are set.

    >>> list(places(as_bytes(0b1000000101)))
    [0, 2, 9]
    """
    bits = int.from_bytes(members, "little")
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def has(members: bytes, place: int) -> bool:
    """Whether the bit of a place is set."""
    return place < len(members) * 8 and bool(members[place // 8] >> place % 8 & 1)


def _text(spans: Spans) -> str:
    return " ".join(f"{start.isoformat()}/{stop.isoformat()}" for start, stop in spans)


def is_claimed(claims: str, day: str) -> bool:
    """Whether one of the spans of a block's claims contains a day; all as text.

    >>> is_claimed("2020-01-01/2020-02-01 2021-01-01/9999-12-31", "2020-02-01")
    False
    """
    return any(each[:10] <= day < each[11:] for each in claims.split())


CountKey = tuple[str, str, str, str]
"""Organisation, status, month and day of a row of ``counts``."""


def counted(rows: Iterable[BlockRow], times: int, into: dict[CountKey, int]) -> None:
    """Add to the counts what the open ones of the rows come to: once, or minus once where they go."""
    for row in rows:
        if row.status in OPEN:
            for day, more in ((row.start, row.pairs), (row.stop, -row.pairs)):
                if day != FOREVER.isoformat():
                    for kept in (day, ""):
                        into[row.organisation, row.status, day[:7], kept] += more * times


def member(everybody: bytes, place: int) -> bytes:
    """The identity of a project's member at a place."""
    return everybody[place * _WIDE : (place + 1) * _WIDE]


def place_of(everybody: bytes, who: UUID) -> int:
    """The place of a member of a project. Raises :class:`ValueError` for whoever is none."""
    at = everybody.index(who.bytes)
    while at % _WIDE:
        at = everybody.index(who.bytes, at + 1)
    return at // _WIDE
