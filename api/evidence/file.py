"""Evidence: coverage on a day as one file, with the statements that it follows from; and such a file, read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, cast
from uuid import UUID

import orjson

from api.evidence.schemas import (
    FORMAT,
    EvidenceContent,
    EvidentPairAnswer,
    EvidentPathAnswer,
    EvidentStepAnswer,
    NodeAnswer,
    PlaceAnswer,
    RecordedAnswer,
)
from api.http.shapes import employer_reference, iso_day, organisation_reference
from domain.log.book import Entry
from domain.log.spans import contains, span
from domain.log.world import World
from domain.projects.state import participation_of, project_name
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import Edge, Reach
from projections.evidence.extract import Extract, Link
from projections.store.chain import Head, Recorded
from projections.store.recorder import LAST_POSITION

Content = dict[str, Any]


class EvidenceAsked(NamedTuple):
    """Which day, and whose knowledge."""

    at: date
    known_at: int | str | None
    """As asked: a position, an instant, or None for what was known when it was made."""
    position: int
    """The last position of the log that it reflects."""


def content(coverage: Coverage, extract: Extract, asked: EvidenceAsked) -> EvidenceContent:
    """All that the file says but its digest."""
    world = coverage.world
    summary: Any = coverage.summary(asked.at)
    return {
        "format": FORMAT,
        "project": {"id": str(world.subject), "name": project_name(world)},
        "at": asked.at.isoformat(),
        "known_at": asked.known_at,
        "position": asked.position,
        "head": _head(extract.head),
        "summary": summary,
        "pairs": _Pairs(coverage, asked.at).shown(),
        "statements": [_statement(each) for each in extract.links],
    }


def sealed(said: EvidenceContent) -> bytes:
    """The file: the content, with the digest of it."""
    return canonical({**said, "digest": sha256(canonical(said)).hexdigest()})


def canonical(value: Any) -> bytes:
    """The one way in which a value is written."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _head(head: Head) -> PlaceAnswer:
    return {"position": head.position, "hash": head.hash.hex()}


def _statement(link: Link) -> RecordedAnswer:
    recorded = link.recorded._asdict()
    place = {"previous": link.previous.hex(), "hash": link.hash.hex()}
    # mypy does not look into a NamedTuple as a dict.
    return cast("RecordedAnswer", {**recorded, "state": link.recorded.state.decode(), **place})


class _Pairs:
    """The pairs of a day, each with its paths and the positions of the statements it rests on."""

    def __init__(self, coverage: Coverage, day: date) -> None:
        self._coverage = coverage
        self._world: World = coverage.world
        self._day = day
        self._paths: dict[int, EvidentPathAnswer] = {}
        """By reach, which many pairs share."""

    def shown(self) -> list[EvidentPairAnswer]:
        """All of them, as coverage has them."""
        return [self._shape(pair) for pair in self._coverage.pairs(self._day)]

    def _shape(self, pair: Pair) -> EvidentPairAnswer:
        reaches = self._coverage.reaches(pair.employer, pair.organisation, self._day) if pair.appointments else []
        paths = [self._path(reach) for reach in reaches]
        steps = {position for path in paths for step in path["steps"] for position in step["statements"]}
        return {
            "employer": employer_reference(self._world.register, pair.employer, self._day),
            "organisation": organisation_reference(self._world.register, pair.organisation, self._day),
            "status": pair.status,
            "claimed": pair.cell.claimed,
            "since": iso_day(pair.cell.days.start),
            "until": iso_day(pair.cell.days.stop),
            "appointments": [str(appointment) for appointment in pair.appointments],
            "statements": sorted({*self._own(pair), *steps}),
            "paths": paths,
        }

    def _own(self, pair: Pair) -> list[int]:
        """That it takes part, what has been clarified, and what the organisation has said of itself."""
        book, both = self._world.book, (pair.organisation, pair.employer)
        slots = participation_of(self._world).slots.get(pair.employer, ())
        behind = [slot.entry for slot in slots if slot.entry is not None]
        for kind, address in (("claim", both), ("waiver", both), ("reservation", both[:1])):
            behind += book.entries(kind, address)
        clarified = self._coverage.clarifications(pair.employer, pair.organisation)
        said = [entry.position for entry in clarified if entry.event.content["from_"] <= self._day]
        return [*said[-1:], *(entry.position for entry in behind if self._holds(entry))]

    def _path(self, reach: Reach) -> EvidentPathAnswer:
        """organisation → (sammenslutning …) → appointment → (vara) → person (→ each of its seats)."""
        if id(reach) not in self._paths:
            edges = self._coverage.delegations.to_seats(reach)
            self._paths[id(reach)] = {
                "kind": reach.kind,
                "temporary": reach.temporary,
                "appointment": str(reach.appointment),
                "steps": [self._step(edge, reach.principal) for edge in edges if contains(edge.days, self._day)],
            }
        return self._paths[id(reach)]

    def _step(self, edge: Edge, principal: UUID) -> EvidentStepAnswer:
        entries = [entry for entry in edge.entries if self._holds(entry)]
        if edge.relation in ("appointed", "joint"):
            scopes = self._coverage.delegations.scopes(principal)
            entries += [scope.entry for scope in scopes if self._day in scope.days]
        return {
            "from": _node(edge.from_),
            "to": _node(edge.to),
            "relation": edge.relation,
            "statements": sorted({entry.position for entry in entries}),
        }

    def _holds(self, entry: Entry) -> bool:
        said: Mapping[str, Any] = entry.event.content
        return self._day in span(said["from_"], said["until"])


def _node(node: tuple[str, UUID]) -> NodeAnswer:
    return {"type": node[0], "id": str(node[1])}


def adjacent(links: Sequence[Link]) -> int:
    """How many statements stand right after another that is in the extract too."""
    places = [each.recorded.position for each in links]
    return sum(after == before + 1 for before, after in zip([0, *places], places, strict=False))


LARGEST = 256 * 1024 * 1024
"""Bytes of a file."""

_HASH, _IDENTITY, _TEXT = "[0-9a-f]{64}", "[0-9a-f]{32}", r"(?s:.*)"
_STATEMENT: Mapping[str, str | type[int]] = {
    "position": int,
    "recorded_at": _TEXT,
    "subject": _IDENTITY,
    "originator_id": _IDENTITY,
    "originator_version": int,
    "topic": _TEXT,
    "state": _TEXT,
    "previous": _HASH,
    "hash": _HASH,
}
_HEAD: Mapping[str, str | type[int]] = {"position": int, "hash": _HASH}
"""What stands in each field: a whole number, or text of a form."""


class NotEvidence(ValueError):
    """It cannot be read as evidence at all, or not as it was exported. The message, for people, says why."""


class EvidenceFile(NamedTuple):
    """A file that is what it was when it was made."""

    data: bytes
    said: Content
    extract: Extract
    asked: EvidenceAsked


def read_evidence(path: Path) -> EvidenceFile:
    """The file, whole by its own digest. Raises :class:`NotEvidence`."""
    data = _bytes(path)
    said = _content(data)
    if not _has_its_digest(said) or canonical(said) != data:
        raise NotEvidence(
            "Filen er endret etter at den ble laget: innholdet stemmer ikke med kontrollsummen i den («digest»)."
        )
    return EvidenceFile(data, said, _extract(said), _asked(said))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise NotEvidence("Filen finnes ikke.") from error
    except OSError as error:
        raise NotEvidence("Filen kan ikke leses: er den en mappe, eller andres?") from error
    if len(data) > LARGEST:
        raise NotEvidence(f"Filen er for stor: et bevis er på høyst {LARGEST // 1024**2} MiB.")
    return data


def _content(data: bytes) -> Content:
    try:
        said = orjson.loads(data)
    except ValueError as error:
        raise NotEvidence("Filen er ikke et bevis fra Samråd: den er ikke JSON i UTF-8.") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotEvidence(f"Filen er ikke et bevis fra Samråd av formatet {FORMAT}.")
    return said


def _has_its_digest(said: Content) -> bool:
    rest = {name: value for name, value in said.items() if name != "digest"}
    try:
        return sha256(canonical(rest)).hexdigest() == said.get("digest")
    except TypeError:  # more brackets within each other than are ever written
        return False


def _extract(said: Content) -> Extract:
    head = _fields(said.get("head"), _HEAD, "«head»")
    links = [_link(given, place) for place, given in enumerate(_list(said.get("statements")), 1)]
    return Extract(_project(said), links, Head(head["position"], bytes.fromhex(head["hash"])))


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise _malformed("«statements»")
    return given


def _link(given: Any, place: int) -> Link:
    values = _fields(given, _STATEMENT, f"utsagn nummer {place} i filen")
    previous, own = bytes.fromhex(values.pop("previous")), bytes.fromhex(values.pop("hash"))
    return Link(Recorded(**{**values, "state": values["state"].encode()}), previous, own)


def _fields(given: Any, expected: Mapping[str, str | type[int]], where: str) -> dict[str, Any]:
    if not isinstance(given, dict) or given.keys() != expected.keys():
        raise _malformed(where)
    if not all(_is(given[name], form) for name, form in expected.items()):
        raise _malformed(where)
    return dict(given)


def _is(value: Any, form: str | type[int]) -> bool:
    if isinstance(form, str):
        return isinstance(value, str) and re.fullmatch(form, value) is not None
    return type(value) is int and 0 <= value <= LAST_POSITION


def _project(said: Content) -> UUID:
    try:
        return UUID(said["project"]["id"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _malformed("«project»") from error


def _asked(said: Content) -> EvidenceAsked:
    try:
        at, known_at, position = date.fromisoformat(said["at"]), said["known_at"], said["position"]
        is_known = known_at is None or type(known_at) is int or datetime.fromisoformat(known_at).tzinfo is not None
    except (KeyError, TypeError, ValueError) as error:
        raise _malformed("«at», «known_at» eller «position»") from error
    if not _is(position, int) or not is_known:
        raise _malformed("«known_at» eller «position»")
    return EvidenceAsked(at, known_at, position)


def _malformed(where: str) -> NotEvidence:
    return NotEvidence(f"Filen er ikke skrevet slik Samråd skriver et bevis: {where} har ikke den formen.")
