"""How big everything is that is measured."""

from __future__ import annotations

from dataclasses import dataclass

from bench.store.making import Size


@dataclass(frozen=True)
class Scale:
    """The size that counts, or one that only shows that the measures run."""

    many: int = 1_000_000
    few: int = 1_000
    """Events of the two stores, besides the register and the projects that are asked about."""
    country: int | None = None
    """How many employers and organisations there are; None for all."""
    seconds: float = 1.0
    """How long a server is asked at a time."""

    @property
    def tiny(self) -> bool:
        """Whether it only shows that the measures run."""
        return self.country is not None

    @property
    def large(self) -> Size:
        """The store with many events."""
        return Size(self.many, country=self.country)

    @property
    def small(self) -> Size:
        """The store with few."""
        return Size(self.few, country=self.country)

    @property
    def own_days(self) -> Size:
        """The store with few, in which every employer clarifies on a date of its own."""
        return Size(self.few, own_days=True, country=self.country)


FULL = Scale()
TINY = Scale(many=300, few=50, country=6, seconds=0.02)
