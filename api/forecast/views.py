"""Coming changes of status as they are shown, each with its cause in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from orjson import Fragment, dumps

from api.documents.calendar import Entry, Published, calendar
from api.forecast.schemas import ForecastAcrossAnswer, ForecastAnswer
from api.http.answers import ProjectRef
from api.http.shapes import Written, employer_reference, organisation_reference
from api.language.words import Words, collated
from api.services import Services
from domain.log.world import Register, World
from domain.projects.state import project_name
from domain.register.employers import employers_of
from projections.coverage.coverage import Coverage
from projections.coverage.status_changes import StatusChange
from projections.forecast.causes import Cause, CausesOfChange

KEPT_ROWS = 6000
"""Rows of a project that are kept written, of a quarter of a kilobyte each."""


class Change(NamedTuple):
    """A change of one pair, in the coverage of its project."""

    coverage: Coverage
    turn: StatusChange
    employer: UUID


class Forecast(NamedTuple):
    """The changes on a page, of how many in all, and the position they reflect."""

    changes: Sequence[Change]
    total: int
    position: int
    across: bool = True
    """Whether they are of several projects, so that each tells its own."""


class ForecastView:
    """Puts changes into words. Of coverages that are in use as long as it is."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._causes: dict[int, CausesOfChange] = {}
        self._written: dict[tuple[date, UUID, UUID], bytes] = {}

    def row(self, change: Change) -> Written:
        """As it is answered, written once, where all are of the same coverage."""
        key = change.turn.on, change.employer, change.turn.organisation
        written = self._written.get(key)
        if written is None:
            if len(self._written) >= KEPT_ROWS:
                self._written.clear()
            written = self._written[key] = dumps(self.shape(change))
        return Fragment(written)

    def shape(self, change: Change) -> ForecastAnswer:
        """As it is answered."""
        coverage, turn, employer = change
        register = coverage.world.register
        return {
            "on": turn.on.isoformat(),
            "employer": employer_reference(register, employer, _named_on(register, employer, turn.on)),
            "organisation": organisation_reference(register, turn.organisation, turn.on),
            "from_status": turn.before,
            "to_status": turn.after,
            "cause": self.cause(change),
        }

    def with_project(self, change: Change) -> ForecastAcrossAnswer:
        """The same, with the project it is in."""
        return {"project": project_of(change.coverage.world), **self.shape(change)}

    def calendar(self, changes: Iterable[Change], recorded_at: datetime, published: Published | None = None) -> bytes:
        """The changes as a calendar of what had been recorded by an instant."""
        return calendar(map(self._entry, changes), recorded_at, self._words, published)

    def _entry(self, change: Change) -> Entry:
        world, turn = change.coverage.world, change.turn
        return Entry(world.subject, change.employer, turn.organisation, turn.on, self.with_project(change))

    def cause(self, change: Change) -> str:
        """Why, in sentences."""
        coverage, turn, employer = change
        causes = self._causes.get(id(coverage)) or self._causes.setdefault(id(coverage), CausesOfChange(coverage))
        register = coverage.world.register
        return " ".join(self._sentence(each, register, turn.on) for each in causes.of(turn, employer))

    def _sentence(self, cause: Cause, register: Register, on: date) -> str:
        employers = _names(cause.employers, lambda who: _employer(register, who, on))
        organisations = _names(cause.organisations, lambda who: organisation_reference(register, who, on)["name"])
        named = {**employers, **organisations}.items()
        return self._words.say(cause.key, **{part: self._words.list(sorted(who, key=collated)) for part, who in named})


def forecast_rows(services: Services, found: Forecast, language: str) -> Sequence[ForecastAnswer]:
    """The changes on a page as they are answered, each with its project where they are of several."""
    if found.across or not found.changes:
        told = ForecastView(Words(language))
        return [told.with_project(each) for each in found.changes]
    kept = services.kept(found.changes[0].coverage, ("forecast", language), lambda: ForecastView(Words(language)))
    return [kept.row(each) for each in found.changes]


def recorded_at(services: Services, found: Forecast) -> datetime:
    """When the last of what the changes reflect was recorded."""
    return services.samrad.log.recorded_at(found.position) or services.clock()


def project_of(world: World) -> ProjectRef:
    """The project of a change."""
    return {"id": str(world.subject), "name": project_name(world)}


def _names(named: Mapping[str, Sequence[UUID]], name: Any) -> dict[str, Iterable[str]]:
    return {part: [name(who) for who in those] for part, those in named.items()}


def _employer(register: Register, employer: UUID, on: date) -> str:
    known = employers_of(register)[employer]
    return known.named(_named_on(register, employer, on)).name


def _named_on(register: Register, employer: UUID, on: date) -> date:
    """The day of a change; its eve for an employer that has ended by it."""
    return on if employers_of(register).exist(employer, on) else on - timedelta(days=1)
