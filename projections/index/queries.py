"""What is asked across projects, of the index: what is to come, what is open, and which projects there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from orjson import loads

from domain.log.spans import FOREVER, Span
from projections.index.rows import PARTICIPANT, as_bytes, has, is_claimed, member, place_of, places
from projections.index.tables import IS_OPEN
from projections.store.database import Cursor, one_of

_ROW = "b.project, b.organisation, b.start, b.stop, b.status, b.members, o.name, o.place"
_TURNS = (
    "(b.start>? AND b.start<=? OR b.stop>? AND b.stop<=? AND b.stop<?) "
    "AND o.name IS NOT NULL AND o.start<=? AND o.stop>?"
)


class Stretch(NamedTuple):
    """The days after one until another (inclusive), as text."""

    after: str
    until: str

    @classmethod
    def of(cls, after: date, until: date) -> Stretch:
        """The days after one until another."""
        return cls(after.isoformat(), until.isoformat())

    @property
    def values(self) -> Sequence[str]:
        """For the marks of the condition."""
        return (*self, *self, FOREVER.isoformat(), self.after, self.after)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, str) and self.after < day <= self.until and day != FOREVER.isoformat()


class Coming(NamedTuple):
    """A change of status of some of a project's pairs of an organisation, alike in all but the employer."""

    on: str
    rank: str
    """Of the project, by name."""
    project: str
    organisation: str
    before: str
    """Empty where there was no such pair."""
    after: str
    """Empty where there is no such pair any more."""
    project_name: str
    members: int
    """Bits that stand for the members of the project whose pair it is."""


def coming_of_organisation(c: Cursor, organisation: UUID, stretch: Stretch) -> list[Coming]:
    """The changes of an organisation's pairs in all projects, by day and then by the names of the projects."""
    c.execute(
        f"SELECT {_ROW} FROM blocks b JOIN overviews o ON o.project = b.project WHERE b.organisation=? AND {_TURNS}",
        (organisation.hex, *stretch.values),
    )
    return sorted(_turns(c.fetchall(), stretch))


def coming_of_employer(c: Cursor, employer: UUID, organisation: UUID | None, stretch: Stretch) -> list[Coming]:
    """The changes of an employer's pairs, or of one of them in each project."""
    takes_part = "SELECT project FROM concerns WHERE party=? AND role=? AND stop>?"
    there = (employer.hex, PARTICIPANT, stretch.after)
    c.execute(f"SELECT project, members FROM overviews WHERE project IN ({takes_part})", there)
    bits = {row["project"]: 1 << place_of(row["members"], employer) for row in c.fetchall()}
    named = " AND b.organisation=?" if organisation else ""
    c.execute(
        f"SELECT {_ROW} FROM blocks b JOIN overviews o ON o.project = b.project "
        f"WHERE b.project IN ({takes_part}) AND {_TURNS}{named}",
        (*there, *stretch.values, *([organisation.hex] if organisation else ())),
    )
    found = _turns(c.fetchall(), stretch)
    return sorted(turn._replace(members=bits[turn.project]) for turn in found if turn.members & bits[turn.project])


def coming_page(c: Cursor, turns: Iterable[Coming], skip: int, count: int) -> Iterator[tuple[Coming, UUID]]:
    """So many of the changes, each with its employer, after having skipped others."""
    for turn in turns:
        pairs = turn.members.bit_count()
        if pairs > skip:
            c.execute("SELECT members FROM overviews WHERE project=?", (turn.project,))
            everybody = c.fetchone()["members"]
            for place in _places(turn.members)[skip : skip + count]:
                yield turn, UUID(bytes=member(everybody, place))
                count -= 1
        skip = max(0, skip - pairs)
        if count <= 0:
            return


def _places(bits: int) -> list[int]:
    return list(places(as_bytes(bits)))


def _turns(rows: Iterable[Any], stretch: Stretch) -> Iterator[Coming]:
    """What the rows that begin or end within the stretch amount to."""
    begun: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    ended: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names = {}
    for row in rows:
        bits = int.from_bytes(row["members"], "little")
        names[row["project"]] = row["name"]
        for day, which in ((row["start"], begun), (row["stop"], ended)):
            if day in stretch:
                which[day, row["place"], row["project"], row["organisation"]][row["status"]] |= bits
    for key in begun.keys() | ended.keys():
        on, rank, project, organisation = key
        for before, after, bits in _crossed(ended[key], begun[key]):
            yield Coming(on, rank, project, organisation, before, after, names[project], bits)


def _crossed(ended: dict[str, int], begun: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    """For each status that ends and each that begins on a day, the bits of those that go from the one to the other."""
    for before, after, bits in (
        *((one, other, ended[one] & begun[other]) for one in ended for other in begun),
        *((one, "", _without(ended[one], begun.values())) for one in ended),
        *(("", other, _without(begun[other], ended.values())) for other in begun),
    ):
        if bits:
            yield before, after, bits


def _without(bits: int, others: Collection[int]) -> int:
    for other in others:
        bits &= ~other
    return bits


_BLOCK = "b.project, b.organisation, b.start, b.stop, b.status, b.claims, b.members, b.pairs"
_ON_A_DAY = f"{IS_OPEN} AND b.start<=? AND b.stop>?"


class OpenBlock(NamedTuple):
    """Pairs of an organisation in a project on which somebody has a move to make, alike in all but the employer."""

    project: str
    project_name: str
    organisation: UUID
    status: str
    claimed: bool
    since: str
    until: str
    employers: Sequence[bytes]
    """Their identities."""


def count_open_of_organisation(c: Cursor, organisation: UUID, statuses: Collection[str], day: date) -> int:
    """How many pairs of an organisation have one of some open statuses on a day, in all projects."""
    at, month = day.isoformat(), day.isoformat()[:7]
    months = "SELECT SUM(more) AS more FROM counts WHERE organisation=? AND status=? AND day='' AND month<?"
    days = "SELECT SUM(more) AS more FROM counts WHERE organisation=? AND status=? AND day>=? AND day<=?"
    if not statuses:
        return 0
    c.execute(
        " UNION ALL ".join([months, days] * len(statuses)),
        [
            each
            for status in statuses
            for each in (organisation.hex, status, month, organisation.hex, status, month, at)
        ],
    )
    return int(sum(row["more"] or 0 for row in c.fetchall()))


def open_of_organisation(
    c: Cursor, organisation: UUID, statuses: Collection[str], day: date, skip: int, count: int
) -> list[OpenBlock]:
    """So many of those pairs, by the names of their projects, after having skipped others."""
    at = day.isoformat()
    c.execute(
        f"SELECT {_BLOCK}, o.name, o.members AS everybody FROM blocks b JOIN overviews o ON o.project = b.project "
        f"WHERE {_ON_A_DAY} AND b.organisation=? AND {one_of('b.status', statuses)} "
        "ORDER BY b.place, b.project, b.start, b.stop, b.status, b.claims LIMIT ?",
        (at, at, organisation.hex, *statuses, skip + count),
    )
    found: list[OpenBlock] = []
    while count > 0 and (row := c.fetchone()) is not None:
        if row["pairs"] > skip:
            employers = _employers(row)[skip : skip + count]
            found.append(_block(row, row["name"], organisation, at, employers))
            count -= len(employers)
        skip = max(0, skip - row["pairs"])
    return found


def open_of_employer(
    c: Cursor, employer: UUID, organisation: UUID | None, statuses: Collection[str], day: date
) -> list[OpenBlock]:
    """The pairs at an employer that have one of some open statuses on a day, by the names of their projects."""
    at = day.isoformat()
    there = _where(c, employer, at)
    takes_part = "SELECT project FROM concerns WHERE party=? AND role=? AND start<=? AND stop>?"
    named = " AND b.organisation=?" if organisation else ""
    c.execute(
        f"SELECT {_BLOCK} FROM blocks b "
        f"WHERE {_ON_A_DAY} AND b.project IN ({takes_part}) AND {one_of('b.status', statuses)}{named}",
        (at, at, employer.hex, PARTICIPANT, at, at, *statuses, *([organisation.hex] if organisation else ())),
    )
    found = [
        (project.rank, _block(row, project.name, UUID(row["organisation"]), at, [employer.bytes]))
        for row in c.fetchall()
        if has(row["members"], (project := there[row["project"]]).place)
    ]
    return [block for _, block in sorted(found, key=lambda each: (each[0], each[1].organisation))]


class _Place(NamedTuple):
    """Where a member of a project stands in it."""

    rank: int
    """Of the project, by name."""
    name: str
    place: int


def _where(c: Cursor, employer: UUID, at: str) -> Mapping[str, _Place]:
    """The projects that an employer takes part in on a day."""
    c.execute(
        "SELECT o.project, o.name, o.members FROM concerns k JOIN overviews o ON o.project = k.project "
        "WHERE k.party=? AND k.role=? AND k.start<=? AND k.stop>? ORDER BY o.place, o.project",
        (employer.hex, PARTICIPANT, at, at),
    )
    return {
        row["project"]: _Place(rank, row["name"], place_of(row["members"], employer))
        for rank, row in enumerate(c.fetchall())
    }


def _block(row: Any, project_name: str, organisation: UUID, at: str, employers: Sequence[bytes]) -> OpenBlock:
    claimed = bool(row["claims"]) and is_claimed(row["claims"], at)
    return OpenBlock(
        row["project"], project_name, organisation, row["status"], claimed, row["start"], row["stop"], employers
    )


def _employers(row: Any) -> list[bytes]:
    return [member(row["everybody"], place) for place in places(row["members"])]


class ListedProject(NamedTuple):
    """A project as it is listed."""

    project: UUID
    name: str
    owner: UUID
    """As registered."""
    days: Span
    said: Mapping[str, Sequence[Mapping[str, Any]]]
    """What has been said of ``phase`` and ``scheme``, by date, in JSON's own types."""


@dataclass
class ProjectFilter:
    """Which projects."""

    conditions: list[str] = field(default_factory=lambda: ["name IS NOT NULL"])
    values: list[object] = field(default_factory=list)

    def also(self, condition: str, *values: object) -> None:
        """Only those of which this holds as well."""
        self.conditions.append(condition)
        self.values += values

    def named(self, words: str) -> None:
        """Those with the words in their name, written in whatever case."""
        escaped = words.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        self.also("place LIKE ? ESCAPE '\\'", f"%{escaped}%")

    def going_on(self, day: date) -> None:
        """Those that go on on a day."""
        self.also("start<=? AND stop>?", day.isoformat(), day.isoformat())

    def owned_by(self, owners: Collection[UUID]) -> None:
        """Those of one of the registered owners."""
        self.also(one_of("owner", owners), *(owner.hex for owner in owners))

    def among(self, projects: Collection[UUID]) -> None:
        """Those of some."""
        self.also(one_of("project", projects), *(project.hex for project in projects))

    def concerning(self, parties: Collection[UUID], roles: Collection[str], day: date | None = None) -> None:
        """Those that one of the parties has one of the roles in, on a day or ever."""
        on = "" if day is None else " AND start<=? AND stop>?"
        days = () if day is None else (day.isoformat(), day.isoformat())
        concerned = f"{one_of('party', parties)} AND {one_of('role', roles)}{on}"
        self.also(
            f"project IN (SELECT project FROM concerns WHERE {concerned})",
            *(party.hex for party in parties),
            *roles,
            *days,
        )


def project_identities(c: Cursor, which: ProjectFilter) -> list[UUID]:
    """The projects, in no order."""
    c.execute(f"SELECT project FROM overviews WHERE {' AND '.join(which.conditions)}", which.values)
    return [UUID(row["project"]) for row in c.fetchall()]


def list_projects_found(c: Cursor, which: ProjectFilter, skip: int, count: int) -> tuple[int, list[ListedProject]]:
    """How many projects there are, and some of them by name, after having skipped others."""
    where = " AND ".join(which.conditions)
    c.execute(f"SELECT COUNT(*) AS total FROM overviews WHERE {where}", which.values)
    total = int(c.fetchone()["total"])
    c.execute(
        f"SELECT project, name, owner, start, stop, told FROM overviews WHERE {where} ORDER BY place, project "
        "LIMIT ? OFFSET ?",
        (*which.values, count, skip),
    )
    return total, [_listed(row) for row in c.fetchall()]


def _listed(row: Any) -> ListedProject:
    days = Span(date.fromisoformat(row["start"]), date.fromisoformat(row["stop"]))
    return ListedProject(UUID(row["project"]), row["name"], UUID(row["owner"]), days, loads(row["told"]))
