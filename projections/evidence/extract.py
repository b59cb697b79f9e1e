"""An extract of the log, each statement with its place in the hash chain, and what it proves by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple, cast
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from domain.application import Samrad
from domain.log.book import Book, Entry
from domain.log.statements import REGISTER, TOPICS, Statement
from domain.log.world import Register, World
from projections.store.chain import START, Head, Recorded, link
from projections.store.database import Cursor, Database
from projections.store.world_cache import samrad_of

LEFT_OUT = ("BranchEmpowered", "BranchWithdrawn")
"""Topics that are in no extract."""
_LINKS = """
SELECT l.position, l.recorded_at, l.subject, e.originator_id, e.originator_version, e.topic, e.state, l.hash,
    (SELECT b.hash FROM log b WHERE b.position < l.position ORDER BY b.position DESC LIMIT 1) AS previous
FROM log l JOIN stored_events e ON e.notification_id = l.position
WHERE l.subject IN (?, ?) AND l.position <= ? AND e.topic NOT IN (?, ?)
ORDER BY l.position
"""
_HEAD = "SELECT position, hash FROM log WHERE position <= ? ORDER BY position DESC LIMIT 1"


class Link(NamedTuple):
    """What is recorded at a position, and its place in the chain."""

    recorded: Recorded
    previous: bytes
    """The hash of the nearest lower position of the log, whatever that is about."""
    hash: bytes


class Extract(NamedTuple):
    """What had been said of a project and of the register at a position."""

    subject: UUID
    links: Sequence[Link]
    """In order."""
    head: Head
    """The last of the log at the position, whatever it is about; 0 and :data:`START` where there is none."""


def extract(database: Database, subject: UUID, upto: int) -> Extract:
    """What the log has of the project and of the register, none later than a position."""
    with database.reading() as c:
        c.execute(_LINKS, (subject.hex, REGISTER.hex, upto, *LEFT_OUT))
        links = [_link(row) for row in c.fetchall()]
        return Extract(subject, links, _head(c, upto))


def _link(row: Any) -> Link:
    recorded = Recorded(*(row[name] for name in Recorded._fields))
    return Link(recorded, row["previous"] or START, row["hash"])


def _head(c: Cursor, upto: int) -> Head:
    c.execute(_HEAD, (upto,))
    row = c.fetchone()
    return Head(row["position"], row["hash"]) if row is not None else Head(0, START)


What = Literal["order", "foreign", "unknown", "changed", "unlinked", "earlier", "skipped", "head"]


class Flaw(NamedTuple):
    """The first thing that is wrong with an extract."""

    position: int
    what: What
    """``order``: it does not come after the one before; ``foreign``: it is about neither the project nor the register;
    ``unknown``: no such statement is in an extract; ``changed``: its hash is not that of what stands there;
    ``unlinked``: it does not go on from the position before; ``earlier``: it was recorded before that;
    ``skipped``: of the same party's statements the one before it is missing; ``head``: that is not the head."""
    recorded: Recorded | None = None


class Unreadable(ValueError):
    """What stands at a position is no statement that the program records."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def flaw(extract: Extract) -> Flaw | None:
    """The first thing that is wrong with the places of the statements; None if nothing is."""
    before = Link(Recorded(0, "", "", "", 0, "", b""), START, START)
    versions: dict[str, int] = {}
    for each in extract.links:
        recorded = each.recorded
        what = _wrong(each, before, extract.subject) or _skipped(recorded, versions.get(recorded.originator_id, 0))
        if what is not None:
            return Flaw(recorded.position, what, recorded)
        versions[recorded.originator_id] = recorded.originator_version
        before = each
    last, head = before.recorded.position, extract.head
    is_head = head.hash == before.hash if last == head.position else last < head.position
    return None if is_head else Flaw(head.position, "head")


def _wrong(each: Link, before: Link, project: UUID) -> What | None:
    recorded, position = each.recorded, before.recorded.position
    if recorded.position <= position:
        return "order"
    if recorded.subject not in (project.hex, REGISTER.hex):
        return "foreign"
    if recorded.topic not in TOPICS or recorded.topic in LEFT_OUT:
        return "unknown"
    if link(each.previous, recorded) != each.hash:
        return "changed"
    if recorded.position == position + 1 and each.previous != before.hash:
        return "unlinked"
    return "earlier" if recorded.recorded_at < before.recorded.recorded_at else None


def _skipped(recorded: Recorded, last: int) -> What | None:
    """Each party's statements are numbered. An organisation's in the register may be of what is left out."""
    follows = recorded.originator_version == last + 1
    left_out = recorded.subject == REGISTER.hex and recorded.originator_version > last
    return None if follows or left_out else "skipped"


def world_of(extract: Extract) -> World:
    """The register and the project as known by the extract alone. Raises :class:`Unreadable`."""
    register, project = (Book().with_entries(_entries(extract, who)) for who in (REGISTER, extract.subject))
    return World(Register(register), extract.subject, project)


def _entries(extract: Extract, subject: UUID) -> Iterator[Entry]:
    mapper = _reader().mapper
    return (_entry(recorded, mapper) for recorded, *_ in extract.links if recorded.subject == subject.hex)


def _entry(recorded: Recorded, mapper: Mapper[UUID]) -> Entry:
    stream = UUID(recorded.originator_id)
    stored = StoredEvent(stream, recorded.originator_version, recorded.topic, recorded.state)
    try:
        event = cast("Statement", mapper.to_domain_event(stored))
        hash((event.address, event.at, event.by, event.on_behalf_of))  # what the fold asks of each
        return Entry(recorded.position, _moment(recorded.recorded_at), event)
    except Exception as error:  # whatever somebody has written there
        raise Unreadable(recorded.position) from error


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment has an offset.")
    return moment


def _reader() -> Samrad:
    """The application, to read with: it has no store."""
    return samrad_of(POPOApplicationRecorder(), lambda: datetime.now(UTC), date.today)
