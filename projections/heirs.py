"""What changes of employers and of organisations have in common: who follows whom, from which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from domain.world import World


@dataclass(frozen=True)
class Heirs:
    """A merger or split on a day, as far as it concerns a project."""

    world: World
    on: date
    id: UUID
    """The same for every project, and whatever is known of it."""
    heirs: Mapping[UUID, Sequence[UUID]]
    """By predecessor in the project its successors."""

    @property
    def eve(self) -> date:
        """The last day of those that ended."""
        return self.on - timedelta(days=1)

    @property
    def predecessors(self) -> Sequence[UUID]:
        """The old ones that the project had to do with."""
        return list(self.heirs)

    @cached_property
    def successors(self) -> Sequence[UUID]:
        """Those that follow them, each once."""
        return list(dict.fromkeys(new for successors in self.heirs.values() for new in successors))
