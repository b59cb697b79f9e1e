"""Recording what made-up projects say, as the product records, but without asking whether it may be said."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from api.cli.store import initialise
from api.services import Services
from api.settings import Settings
from bench.store.cast import Cast
from bench.store.plan import asked, ballast
from bench.store.saying import Command
from bench.store.story import Story
from domain.application import Samrad
from domain.log.drafts import recorded
from domain.log.statements import Statement
from domain.register.employers import employers_of

FIRST, STEP = datetime(2024, 6, 1, tzinfo=UTC), timedelta(minutes=15)
"""When the first chapter is recorded, and how long after it the next."""
AT_ONCE = 4
"""How many projects of the ballast are told at the same time, in turn."""


@dataclass(frozen=True)
class Size:
    """A store, by what it is made from: the same for the same."""

    events: int
    """How many at least, besides the register and the projects that are asked about."""
    own_days: bool = False
    """Whether every employer of the national project that is asked about clarifies on a date of its own."""
    country: int | None = None
    """How many employers and organisations there are; None for all."""
    seed: int = 1

    def __str__(self) -> str:
        parts = [f"{self.events}", *(["own-days"] if self.own_days else []), f"seed-{self.seed}"]
        return "-".join([*parts, *([f"of-{self.country}"] if self.country else [])])


def settings_in(folder: Path) -> dict[str, str]:
    """The environment of the store in a folder, as it is served while it is measured."""
    return {
        "SAMRAD_DATABASE": f"sqlite:///{folder.absolute() / 'samrad.db'}",
        "SAMRAD_KEYS": f"sqlite:///{folder.absolute() / 'samrad-keys.db'}",
        "SAMRAD_RATE_LIMIT": "1000000/second",
        "SAMRAD_LOG_LEVEL": "warning",
    }


def make(size: Size, folder: Path) -> None:
    """Make the store in the folder."""
    with closing(Services(Settings.of(settings_in(folder)), lambda: FIRST)) as services:
        initialise(services)
        cast = Cast(employers_of(services.samrad.world().register), size.country)
        scribe = Scribe(services.samrad)
        for plan in asked(cast, own_days=size.own_days):
            for chapter in Story(plan, cast).chapters():
                scribe.record(plan.id, chapter)
        already = scribe.events
        for project, chapter in _interleaved(cast, size.seed):
            if scribe.events - already >= size.events:
                break
            scribe.record(project, chapter)


def _interleaved(cast: Cast, seed: int) -> Iterator[tuple[UUID, Sequence[Command]]]:
    """The chapters of the ballast, those of a project with some of others between them."""
    open_: deque[tuple[UUID, Iterator[Sequence[Command]]]] = deque()
    for plan in ballast(cast, seed):
        open_.append((plan.id, Story(plan, cast).chapters()))
        while len(open_) > AT_ONCE:
            project, chapters = open_.popleft()
            chapter = next(chapters, None)
            if chapter is not None:
                yield project, chapter
                open_.append((project, chapters))


@dataclass
class Scribe:
    """Records commands, each event the next of its stream."""

    samrad: Samrad
    events: int = 0
    _chapters: int = 0
    _versions: dict[UUID, dict[UUID, int]] = field(default_factory=dict)
    _heads: dict[UUID, int] = field(default_factory=dict)

    def record(self, subject: UUID, chapter: Sequence[Command]) -> None:
        """All of a chapter, in one transaction."""
        moment = FIRST + self._chapters * STEP
        events = [each for number, said in enumerate(chapter) for each in self._events(subject, said, number, moment)]
        people = [event.content.get("person") for event in events]
        heads = {subject: self._heads.get(subject, 0)}
        recordings = self.samrad.events.put(events, subject=subject, recorded_at=moment, heads=heads, people=people)
        self._heads[subject] = recordings[-1].notification.id
        self._chapters += 1
        self.events += len(events)

    def _events(self, subject: UUID, said: Command, number: int, moment: datetime) -> list[Statement]:
        versions = self._versions.setdefault(subject, {})
        command = uuid5(subject, f"{moment.isoformat()} {number}")
        events = recorded(subject, versions, said, command, moment)
        versions.update((event.originator_id, event.originator_version) for event in events)
        return events
