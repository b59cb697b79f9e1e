"""Organisations and sammenslutninger over time: their names, their affiliations, and what became of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.log.book import Book, Entry
from domain.log.errors import Invalid
from domain.log.spans import ALWAYS, Span, intersect, span
from domain.log.world import Register, derived
from domain.register.events import OrganisationAffiliated, OrganisationRegistered
from domain.register.lineage import Kin, Title, changes, edges, existence, titles

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def slugify(name: str) -> str:
    """The slug of a name.

    >>> slugify("Norsk Sjøoffisersforbund"), slugify("EL og IT Forbundet")
    ('norsk-sjooffisersforbund', 'el-og-it-forbundet')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_LETTERS)).strip("-")


def checked_slug(slug: str) -> str:
    """The slug of an organisation that is new. Raises :class:`Invalid` where it is not written as one."""
    if slugify(slug) != slug:
        raise Invalid(f"A slug is written in a–z, 0–9 and single hyphens: «{slugify(slug)}».")
    return slug


class Affiliation(NamedTuple):
    """An affiliation to a sammenslutning, with the statement behind it."""

    sammenslutning: UUID
    days: Span
    entry: Entry


@dataclass(frozen=True)
class Organisation:
    """An arbeidstakerorganisasjon or forhandlingssammenslutning."""

    id: UUID
    slug: str
    kind: str
    orgnr: str | None
    names: Sequence[Title]
    exists: Span
    predecessors: Sequence[Kin]
    successors: Sequence[Kin]
    affiliations: Sequence[Affiliation]
    entry: Entry

    @property
    def name(self) -> str:
        """The last of its names."""
        return self.names[-1].name

    def named(self, day: date | None) -> Title:
        """The names as they were on the day, the first before it; the last, of no day."""
        if day is None:
            return self.names[-1]
        return next((each for each in reversed(self.names) if each.from_ <= day), self.names[0])

    def has_ended(self, day: date) -> bool:
        """Whether it exists no more from the day on, if not from before."""
        return self.exists.stop <= day


class Organisations(Mapping[UUID, Organisation]):
    """All organisations of the register, as known at one position."""

    def __init__(self, book: Book) -> None:
        self.changes = changes(book)
        """What became of organisations, by day."""
        affiliations = _affiliations(book)
        predecessors, successors = self._kin()
        self._organisations: dict[UUID, Organisation] = {}
        for entry in book.all_entries("organisation"):
            said = entry.event
            assert isinstance(said, OrganisationRegistered)
            who = said.organisation
            self._organisations[who] = Organisation(
                who,
                said.slug,
                said.kind,
                said.orgnr,
                [Title(ALWAYS, said.name, said.short_name), *titles(self.changes, who)],
                existence(span(said.from_, said.until), self.changes, who),
                predecessors[who],
                successors[who],
                affiliations[who],
                entry,
            )
        self._slugs = {organisation.slug: organisation.id for organisation in self._organisations.values()}
        self._orgnrs = {each.orgnr: each.id for each in self._organisations.values() if each.orgnr}

    def __getitem__(self, key: UUID) -> Organisation:
        return self._organisations[key]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._organisations)

    def __len__(self) -> int:
        return len(self._organisations)

    def by_slug(self, slug: str) -> UUID | None:
        """Who has the slug."""
        return self._slugs.get(slug)

    def by_orgnr(self, orgnr: str) -> UUID | None:
        """Who has the organisasjonsnummer."""
        return self._orgnrs.get(orgnr)

    def exist(self, organisation: UUID, day: date) -> bool:
        """Whether the organisation exists on the day."""
        return organisation in self._organisations and day in self._organisations[organisation].exists

    def following(self, organisation: UUID, day: date) -> frozenset[UUID]:
        """Who came after the organisation, if it has ended by the day: its successors, and theirs once they have."""
        found: set[UUID] = set()
        waiting = [organisation]
        while waiting:
            who = self._organisations.get(waiting.pop())
            if who is not None and who.has_ended(day):
                new = {each.organisation for each in who.successors if each.on <= day} - found
                found |= new
                waiting += new
        return frozenset(found - {organisation})

    def followed(self, organisation: UUID, day: date) -> frozenset[UUID]:
        """Those that have ended by the day whom the organisation came after."""
        return frozenset(who for who in self._organisations if organisation in self.following(who, day))

    def above(self, organisation: UUID) -> frozenset[UUID]:
        """Every sammenslutning it is or was affiliated to, directly or through others."""
        found: set[UUID] = set()
        waiting = [organisation]
        while waiting:
            who = self._organisations.get(waiting.pop())
            following = {each.sammenslutning for each in who.affiliations} - found if who else set()
            found |= following
            waiting += following
        return frozenset(found)

    def lead(self, from_: UUID, to: UUID, days: Span) -> bool:
        """Whether affiliations lead from one to the other on any of the days."""
        waiting: list[tuple[UUID, Span, frozenset[UUID]]] = [(from_, days, frozenset())]
        while waiting:
            who, when, passed = waiting.pop()
            if who == to:
                return True
            for each in self._organisations[who].affiliations if who in self._organisations else ():
                common = intersect([when], [each.days])
                if common and each.sammenslutning not in passed:
                    waiting.append((each.sammenslutning, common[0], passed | {who}))
        return False

    def _kin(self) -> tuple[dict[UUID, list[Kin]], dict[UUID, list[Kin]]]:
        predecessors, successors = defaultdict(list), defaultdict(list)
        for change in self.changes:
            for old, new in edges(change):
                predecessors[new].append(Kin(change.on, old))
                successors[old].append(Kin(change.on, new))
        return predecessors, successors


def _affiliations(book: Book) -> dict[UUID, list[Affiliation]]:
    found: dict[UUID, list[Affiliation]] = defaultdict(list)
    for entry in book.all_entries("affiliation"):
        said = entry.event
        assert isinstance(said, OrganisationAffiliated)
        found[said.organisation].append(Affiliation(said.sammenslutning, span(said.from_, said.until), entry))
    return found


@derived()
def organisations_of(register: Register) -> Organisations:
    """The organisations."""
    return Organisations(register.book)
