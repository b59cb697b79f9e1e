"""Ways to close what is open, as they are answered: ready requests, in words, with who may say each."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from orjson import Fragment, dumps

from api import shapes
from api.acts import blanks, request_of, sayers, voices
from api.words import Words
from domain.delegation import RepresentantAppointed, ScopeSet
from domain.drafts import DECIDERS, Draft
from domain.world import World
from projections.closing import Way
from projections.coverage import Coverage, Pair

_OWING = {"gap": "organisation", "unclarified": "employer", "disputed": "employer"}
"""By status, in what capacity the answer is owed."""


class Ways:
    """Shows the ways to close pairs of one project."""

    def __init__(self, coverage: Coverage, words: Words, day: date, today: date) -> None:
        self._world: World = coverage.world
        self._words = words
        self._day = day
        self._today = today
        self._sayers: dict[object, Fragment] = {}

    def owed_by(self, pair: Pair) -> list[dict[str, Any]]:
        """Who is to act, or to answer, first of all; nobody where nothing is open."""
        about = {"employer": pair.employer, "organisation": pair.organisation}
        capacity = _OWING.get(pair.status)
        return list(voices(capacity, about, self._world, self._today)) if capacity else []

    def shape(self, pair: Pair, way: Way) -> dict[str, Any]:
        """A way: what it is, what would come of it, the requests in order, and for each who may send it."""
        requests = [request_of(draft, self._world) for draft in way.drafts]
        return {
            "kind": way.kind,
            "status": way.status,
            "until": shapes.day(way.until),
            "text": self.text(pair, way),
            "appointment": _appointment(way),
            "changes": requests,
            "by": [self._by_whom(draft) for draft in way.drafts],
            "fill": [f"/changes/{place}{blank}" for place, each in enumerate(requests) for blank in blanks(each)],
        }

    def _by_whom(self, draft: Draft) -> Fragment:
        """Who may say it; the same for all statements of a kind by a party."""
        decider = DECIDERS[draft.said.KIND]
        key = draft.said.KIND, draft.content[decider] if decider else None
        if key not in self._sayers:
            self._sayers[key] = Fragment(dumps(sayers(draft, self._world, self._today)))
        return self._sayers[key]

    def text(self, pair: Pair, way: Way) -> str:
        """The way in a sentence, and in a second one where somebody else is to act too."""
        keys = [f"way_{self._key(way)}", *(["way_then_seat"] if _takes_a_seat(way) else [])]
        return " ".join(self._words.say(key, **self._named(pair, way, key)) for key in keys)

    def _key(self, way: Way) -> str:
        first = way.drafts[0]
        if way.kind == "joint" and first.said is ScopeSet:
            return "joint_widen"
        return f"clarify_{first.content['status']}" if way.kind == "clarify" else way.kind

    def _named(self, pair: Pair, way: Way, key: str) -> dict[str, str]:
        register = self._world.register
        employer = shapes.employer_reference(register, pair.employer, self._day)["name"]
        organisation = self._organisation(pair.organisation)
        values = {"employer": employer, "organisation": organisation}
        asked = self._words.asks(key)
        if "by" in asked:
            values["by"] = self._organisation(self._by(pair, way.drafts[0]))
        if "pair" in asked:
            values["pair"] = self._words.say("pair", **values)
        return values

    def _organisation(self, organisation: UUID) -> str:
        return str(shapes.organisation_reference(self._world.register, organisation, self._day)["name"])

    def _by(self, pair: Pair, draft: Draft) -> UUID:
        """Whose appointment it is about."""
        made = self._world.appointment(draft.content["appointment"]) if draft.content.get("appointment") else None
        by: UUID = made.organisation if made else draft.content.get("organisation", pair.organisation)
        return by


def _takes_a_seat(way: Way) -> bool:
    return way.kind != "seat" and way.drafts[-1].said.KIND == "seat"


def _appointment(way: Way) -> str | None:
    """The appointment that the way is about, if it has been made."""
    first = way.drafts[0]
    found = first.content.get("vara_for" if first.said is RepresentantAppointed else "appointment")
    return str(found) if found else None
