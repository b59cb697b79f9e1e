"""Organisations, sammenslutninger and their affiliations over time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.book import Book, Entry
from domain.register import OrganisationAffiliated, OrganisationRegistered
from domain.spans import Span, intersect, span

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def slugify(name: str) -> str:
    """The slug of a name.

    >>> slugify("Norsk Sjøoffisersforbund"), slugify("EL og IT Forbundet")
    ('norsk-sjooffisersforbund', 'el-og-it-forbundet')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_LETTERS)).strip("-")


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
    name: str
    kind: str
    short_name: str | None
    orgnr: str | None
    exists: Span
    affiliations: Sequence[Affiliation]
    entry: Entry


class Organisations(Mapping[UUID, Organisation]):
    """All organisations of the register, as known at one position."""

    def __init__(self, book: Book) -> None:
        affiliations: dict[UUID, list[Affiliation]] = defaultdict(list)
        for entry in book.all_entries("affiliation"):
            said = entry.event
            assert isinstance(said, OrganisationAffiliated)
            days = span(said.from_, said.until)
            affiliations[said.organisation].append(Affiliation(said.sammenslutning, days, entry))
        self._organisations: dict[UUID, Organisation] = {}
        for entry in book.all_entries("organisation"):
            said = entry.event
            assert isinstance(said, OrganisationRegistered)
            self._organisations[said.organisation] = Organisation(
                said.organisation,
                said.slug,
                said.name,
                said.kind,
                said.short_name,
                said.orgnr,
                span(said.from_, said.until),
                affiliations[said.organisation],
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
