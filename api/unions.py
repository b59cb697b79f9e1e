"""A merger or split of organisations in words: what is proposed to each party, and what has been said of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from api import shapes
from api.acts import blanks, request_of, sayers
from api.names import Shape
from api.words import Words
from domain.world import World
from projections.inherited import SORTS, Clarified, Own
from projections.unions import Union


class ToldOfUnion:
    """One of them, shown."""

    def __init__(self, union: Union, world: World, today: date, words: Words) -> None:
        self._union, self._world, self._words, self._today = union, world, words, today

    def shape(self) -> Shape:
        """All of it."""
        union = self._union
        return {
            "id": str(union.id),
            "of": "organisations",
            "on": union.on.isoformat(),
            "predecessors": [self._organisation(each, union.eve) for each in union.predecessors],
            "successors": [self._organisation(each, union.on) for each in union.successors],
            "proposal": self._parts(settled=False),
            "settled": self._parts(settled=True),
            "owner": None,
            "complete": union.complete,
            "text": self._text(),
        }

    def _parts(self, *, settled: bool) -> Shape:
        clarified = [each for each in self._union.clarifications if each.settled == settled]
        own = [each for each in self._union.own if each.settled == settled]

        def of(status: str) -> list[Shape]:
            return [self._clarified(each) for each in clarified if (each.stands if settled else each.status) == status]

        return {
            "affected": of("affected"),
            "not_affected": of("not_affected"),
            "scopes": [],
            "representanter": [],
            **{sort: [self._own(each) for each in own if each.sort == sort] for sort in SORTS},
        }

    def _clarified(self, part: Clarified) -> Shape:
        employer = shapes.employer_reference(self._world.register, part.successor, self._union.on)
        organisation = self._organisation(part.organisation, self._union.on)
        had = [
            {"organisation": self._organisation(who, self._union.eve), "status": its} for who, its in part.had.items()
        ]
        key = (
            f"settled_{part.stands}"
            if part.settled
            else "united_conflict"
            if part.conflict
            else f"united_{part.status}"
        )
        named = {"organisation": organisation["name"], "employer": employer["name"]}
        for status in ("affected", "not_affected"):
            named[status] = self._words.list(
                str(self._organisation(who, self._union.eve)["name"]) for who, its in part.had.items() if its == status
            )
        return {
            "employer": employer,
            "organisation": organisation,
            "had": had,
            "conflict": part.conflict,
            "stands": part.stands,
            "text": self._words.say(key, **named),
        }

    def _own(self, part: Own) -> Shape:
        """The request by which the successor would say it, until it has."""
        draft, on = part.draft, self._union.on
        request = request_of(draft, self._world)
        employer = draft.content.get("employer")
        at = shapes.employer_reference(self._world.register, employer, on) if employer else None
        old = self._organisation(part.predecessor, self._union.eve)
        new = self._organisation(part.successor, on)
        return {
            "organisation": new,
            "predecessor": old,
            "employer": at,
            "appointment": None if employer or part.about is None else str(part.about),
            "changes": [] if part.settled else [request],
            "by": [] if part.settled else [sayers(draft, self._world, self._today)],
            "fill": [] if part.settled else [f"/changes/0{blank}" for blank in blanks(request)],
            "text": self._in_words(part, old, new, at),
        }

    def _in_words(self, part: Own, old: Shape, new: Shape, at: Shape | None) -> str:
        named = {"old": old["name"], "organisation": new["name"], **({"employer": at["name"]} if at else {})}
        return self._words.say(f"{'settled' if part.settled else 'united'}_{part.sort}", **named)

    def _text(self) -> str:
        union = self._union
        happened = self._words.say(
            "succession",
            old=self._names(union.predecessors, union.eve),
            new=self._names(union.successors, union.on),
            day=self._words.date(union.on),
        )
        return f"{happened} {self._words.say('succession_complete' if union.complete else 'succession_open')}"

    def _names(self, organisations: Iterable[UUID], on: date) -> str:
        return self._words.list(self._organisation(each, on)["name"] for each in organisations)

    def _organisation(self, organisation: UUID, on: date) -> Shape:
        return shapes.organisation_reference(self._world.register, organisation, on)
