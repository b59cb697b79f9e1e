"""Open pairs as they are shown: what opened them, who owes an answer, and what would close them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from orjson import Fragment, dumps

from api.coverage.views import pair_with_project
from api.forecast.views import Change, ForecastView
from api.gaps.schemas import ExplainedOpen, GapAnswer, WayAnswer
from api.history.views import Described
from api.http.answers import SayerAnswer
from api.http.requests import blanks, request_of, sayers, voices
from api.http.shapes import Written, employer_reference, iso_day, organisation_reference
from api.language.words import Words
from api.services import Services
from domain.appointments.events import RepresentantAppointed, ScopeSet
from domain.log.drafts import Draft
from domain.log.world import World
from projections.coverage.coverage import Coverage, Pair
from projections.gaps.attribution import AttributionByDay, Opened
from projections.gaps.failing_paths import FailingPaths
from projections.gaps.remedies import Remedies, Remedy

_OWING = {"gap": "organisation", "unclarified": "employer", "disputed": "employer"}
"""By status, in what capacity the answer is owed."""


class RemediesView:
    """Shows the ways to close pairs of one project."""

    def __init__(self, coverage: Coverage, words: Words, day: date, today: date) -> None:
        self._world: World = coverage.world
        self._words = words
        self._day = day
        self._today = today
        self._sayers: dict[object, Written] = {}

    def owed_by(self, pair: Pair) -> list[SayerAnswer]:
        """Who is to act, or to answer, first of all; nobody where nothing is open."""
        about = {"employer": pair.employer, "organisation": pair.organisation}
        capacity = _OWING.get(pair.status)
        return list(voices(capacity, about, self._world, self._today)) if capacity else []

    def shape(self, pair: Pair, way: Remedy) -> WayAnswer:
        """A way: what it is, what would come of it, the requests in order, and for each who may send it."""
        requests = [request_of(draft, self._world) for draft in way.drafts]
        return {
            "kind": way.kind,
            "status": way.status,
            "until": iso_day(way.until),
            "text": self.text(pair, way),
            "appointment": _appointment(way),
            "changes": requests,
            "by": [self._by_whom(draft) for draft in way.drafts],
            "fill": [f"/changes/{place}{blank}" for place, each in enumerate(requests) for blank in blanks(each)],
        }

    def _by_whom(self, draft: Draft) -> Written:
        """Who may say it; the same for all statements of a kind by a party."""
        decider = draft.said.DECIDER
        key = draft.said.KIND, draft.content[decider] if decider else None
        if key not in self._sayers:
            self._sayers[key] = Fragment(dumps(sayers(draft, self._world, self._today)))
        return self._sayers[key]

    def text(self, pair: Pair, way: Remedy) -> str:
        """The way in a sentence, and in a second one where somebody else is to act too."""
        keys = [f"way_{self._key(way)}", *(["way_then_seat"] if _takes_a_seat(way) else [])]
        return " ".join(self._words.say(key, **self._named(pair, way, key)) for key in keys)

    def _key(self, way: Remedy) -> str:
        first = way.drafts[0]
        if way.kind == "joint" and first.said is ScopeSet:
            return "joint_widen"
        return f"clarify_{first.content['status']}" if way.kind == "clarify" else way.kind

    def _named(self, pair: Pair, way: Remedy, key: str) -> dict[str, str]:
        register = self._world.register
        employer = str(employer_reference(register, pair.employer, self._day)["name"])
        organisation = self._organisation(pair.organisation)
        values = {"employer": employer, "organisation": organisation}
        asked = self._words.asks(key)
        if "by" in asked:
            values["by"] = self._organisation(self._by(pair, way.drafts[0]))
        if "pair" in asked:
            values["pair"] = self._words.say("pair", **values)
        return values

    def _organisation(self, organisation: UUID) -> str:
        return str(organisation_reference(self._world.register, organisation, self._day)["name"])

    def _by(self, pair: Pair, draft: Draft) -> UUID:
        """Whose appointment it is about."""
        made = (
            self._world.standing(RepresentantAppointed, draft.content["appointment"])
            if draft.content.get("appointment")
            else None
        )
        by: UUID = made.organisation if made else draft.content.get("organisation", pair.organisation)
        return by


def _takes_a_seat(way: Remedy) -> bool:
    return way.kind != "seat" and way.drafts[-1].said.KIND == "seat"


def _appointment(way: Remedy) -> str | None:
    """The appointment that the way is about, if it has been made."""
    first = way.drafts[0]
    found = first.content.get("vara_for" if first.said is RepresentantAppointed else "appointment")
    return str(found) if found else None


KEPT = 24_000_000
"""Bytes that are kept written, of one project and day: some 6,000 rows."""
OF_EACH_KIND = 1
"""The ways of one kind that a list shows."""
OF_ONE_PAIR = 5
"""The ways of one kind that the answer about one pair shows."""


class GapsView:
    """The pairs of one coverage on one day, in one language. Kept and shared: only what is derived is added to it."""

    def __init__(self, coverage: Coverage, day: date, words: Words, today: date) -> None:
        self.why = FailingPaths(coverage, day)
        self._coverage = coverage
        self._day = day
        self._closing = Remedies(self.why)
        self.describe = Described(coverage.world, words)
        self._told = ForecastView(words)
        self._causes = AttributionByDay(coverage)
        self._ways = RemediesView(coverage, words, day, today)
        self._written: dict[Hashable, bytes] = {}
        self._size = 0

    def explained(self, pair: Pair, most: int = OF_ONE_PAIR) -> ExplainedOpen:
        """What opened the pair, in words and by statements; who owes an answer; the ways to close it."""
        opened = Opened(self._coverage, pair)
        behind = opened.statements(self._causes)
        return {
            "opened": {
                "cause": self._cause(opened, pair),
                "statements": [self.describe(entry) for entry in behind],
            },
            "owed_by": self._ways.owed_by(pair),
            "closing": [self._ways.shape(pair, way) for way in self._closing.ways(pair, most)],
        }

    def row(self, pair: Pair) -> GapAnswer:
        """A pair as it is listed, with its project."""
        return {**pair_with_project(self._coverage.world, pair, self._day), **self.explained(pair, OF_EACH_KIND)}

    def written_row(self, pair: Pair) -> Written:
        """The same as JSON, written once."""
        return Fragment(self.written((pair.employer, pair.organisation), lambda: self.row(pair)))

    def written(self, what: Hashable, shown: Callable[[], Mapping[str, Any]]) -> bytes:
        """Something of the day as JSON, in which there is nobody's name: written once, but by group, where what is
        proposed has identities of its own for whoever asks."""
        if self._coverage.group is not None:
            return dumps(shown())
        written = self._written.get(what)
        if written is None:
            written = dumps(shown())
            if self._size + len(written) > KEPT:
                self._written, self._size = {}, 0
            self._written[what], self._size = written, self._size + len(written)
        return written

    def in_words(self, pair: Pair) -> tuple[str, str, str]:
        """What opened it, who owes an answer, and what would close it."""
        owed = ", ".join(each["name"] for each in self._ways.owed_by(pair))
        ways = (self._ways.text(pair, way) for way in self._closing.ways(pair, 1))
        return self._cause(Opened(self._coverage, pair), pair), owed, " ".join(ways)

    def _cause(self, opened: Opened, pair: Pair) -> str:
        return self._told.cause(Change(self._coverage, opened.turn, pair.employer))


def gaps_view(services: Services, coverage: Coverage, day: date, language: str, today: date) -> GapsView:
    """Those of a coverage on a day, in a language, as they are proposed today; kept."""
    return services.kept(coverage, (day, language, today), lambda: GapsView(coverage, day, Words(language), today))
