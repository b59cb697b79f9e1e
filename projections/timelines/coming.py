"""What is to change across projects, asked of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.spans import FOREVER
from projections.database import Cursor
from projections.timelines.rows import PARTICIPANT, as_bytes, member, place_of, places

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


def of_organisation(c: Cursor, organisation: UUID, stretch: Stretch) -> list[Coming]:
    """The changes of an organisation's pairs in all projects, by day and then by the names of the projects."""
    c.execute(
        f"SELECT {_ROW} FROM blocks b JOIN overviews o ON o.project = b.project WHERE b.organisation=? AND {_TURNS}",
        (organisation.hex, *stretch.values),
    )
    return sorted(_turns(c.fetchall(), stretch))


def of_employer(c: Cursor, employer: UUID, organisation: UUID | None, stretch: Stretch) -> list[Coming]:
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


def page(c: Cursor, turns: Iterable[Coming], skip: int, count: int) -> Iterator[tuple[Coming, UUID]]:
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
