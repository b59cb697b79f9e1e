"""Who could take part: the employers and organisations of a store's own register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from uuid import UUID

from api.register.seed import organisation_id, seed_rows
from domain.register.employers import Employers

KINDS = ("kommune", "fylkeskommune")


class Cast:
    """The employers of a day, and the organisations, those that speak in most projects first."""

    def __init__(self, employers: Employers, country: int | None = None) -> None:
        """``country``: the first so many employers and organisations alone; None for all of them."""
        self._employers = employers
        self._country = country
        self.on = cache(self._on)

    def _on(self, day: date) -> Sequence[UUID]:
        """Who exists on the day, neighbours beside each other."""
        known = [each for each in self._employers.values() if each.kind in KINDS]
        there = [each for each in known if self._employers.exist(each.id, day)]
        ordered = sorted(there, key=lambda each: (each.named(day).kommunenummer or "", each.names[0].name))
        return [each.id for each in ordered][: self._country]

    @cached_property
    def above(self) -> Mapping[UUID, UUID]:
        """The sammenslutning of each organisation. Fagforbundet leads."""
        listed = [
            (organisation_id(row["name"]), organisation_id(row["forhandlingssammenslutning"]))
            for row in seed_rows("organisasjoner.csv")
        ]
        first = organisation_id("Fagforbundet")
        return dict(sorted(listed, key=lambda each: each[0] != first)[: self._country])

    @cached_property
    def organisations(self) -> Sequence[UUID]:
        """The organisations that are no sammenslutning."""
        return list(self.above)

    @cached_property
    def sammenslutninger(self) -> Sequence[UUID]:
        """The sammenslutninger."""
        return list(dict.fromkeys(self.above.values()))
