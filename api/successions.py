"""A merger or split in words: what is proposed to each party, and what has been said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from api import shapes
from api.call import Call
from api.names import Shape
from api.words import Words
from domain.book import Entry
from domain.world import World
from projections.inherited import Clarified, Spokesperson, Widened
from projections.successions import Succession


class Told:
    """Successions as the asker may see them."""

    def __init__(self, call: Call, world: World, shown: Sequence[Succession], words: Words) -> None:
        self._register = world.register
        self._words = words
        spoken = [each for succession in shown for each in succession.representanter]
        named = {entry.event.content["person"] for each in spoken for entry in (each.own or each.before)}
        self._people = call.names().show_all(named)

    def shape(self, succession: Succession) -> Shape:
        """All of it."""
        eve, on = succession.eve, succession.on
        taking_part = succession.taking_part
        return {
            "id": str(succession.id),
            "of": "employers",
            "on": on.isoformat(),
            "predecessors": self._employers(succession.predecessors, eve),
            "successors": [
                {**self._employer(new, on), "participates": new in taking_part} for new in succession.successors
            ],
            "proposal": self._parts(succession, settled=False),
            "settled": self._parts(succession, settled=True),
            "owner": self._owner(succession),
            "complete": succession.complete,
            "text": self._text(succession),
        }

    def _parts(self, succession: Succession, *, settled: bool) -> Shape:
        clarified = [each for each in succession.clarifications if each.settled == settled]
        spoken = [each for each in succession.representanter if bool(each.own) == settled]
        status = [each.stands if settled else each.status for each in clarified]
        told = [self._clarified(succession, each) for each in clarified]
        return {
            "affected": [each for each, of in zip(told, status, strict=True) if of == "affected"],
            "not_affected": [each for each, of in zip(told, status, strict=True) if of == "not_affected"],
            "scopes": [self._scope(succession, each) for each in succession.scopes if each.settled == settled],
            "representanter": [
                self._representant(succession, each, entry) for each in spoken for entry in each.own or each.before
            ],
        }

    def _clarified(self, succession: Succession, part: Clarified) -> Shape:
        had: Mapping[str, list[str | None]] = {
            status: self._names([who for who, its in part.had.items() if its == status], succession.eve)
            for status in ("affected", "not_affected")
        }
        employer = self._employer(part.successor, succession.on)
        key = f"settled_{part.stands}" if part.settled else f"inherited_{part.status}"
        return {
            "employer": employer,
            "organisation": self._organisation(part.organisation),
            "had": [{"employer": self._employer(who, succession.eve), "status": its} for who, its in part.had.items()],
            "conflict": part.conflict,
            "stands": part.stands,
            "text": self._words.say(
                "inherited_conflict" if part.conflict and not part.settled else key,
                organisation=self._organisation(part.organisation)["name"],
                employer=employer["name"],
                **{status: self._list(names) for status, names in had.items()},
            ),
        }

    def _scope(self, succession: Succession, part: Widened) -> Shape:
        key = "inherited_scope"
        if part.settled:
            key = "settled_scope" if part.speaks_for_successors else "settled_scope_otherwise"
        return {
            "appointment": str(part.appointment),
            "organisation": self._organisation(part.organisation),
            "names": self._employers(part.named, succession.eve),
            "successors": self._employers(part.successors, succession.on),
            "scope": shapes.scope("all" if part.stands is None else sorted(part.stands)),
            "text": self._words.say(
                key,
                organisation=self._organisation(part.organisation)["name"],
                old=self._list(self._names(part.named, succession.eve)),
                new=self._list(self._names(part.successors, succession.on)),
            ),
        }

    def _representant(self, succession: Succession, part: Spokesperson, entry: Entry) -> Shape:
        said = entry.event.content
        employer = self._employer(part.successor, succession.on)
        old = None if part.own else self._employer(said["employer"], succession.eve)
        return {
            "employer": employer,
            "predecessor": old,
            "id": str(said["representant"]),
            "person": self._people[said["person"]],
            "from": shapes.day(said["from_"]),
            "until": shapes.day(said["until"]),
            "text": self._words.say("inherited_representant", old=old["name"], employer=employer["name"])
            if old
            else self._words.say("settled_representant", employer=employer["name"]),
        }

    def _owner(self, succession: Succession) -> Shape | None:
        owner = succession.owner
        if owner is None:
            return None
        before = self._employer(owner.before, succession.eve)
        after = self._employer(owner.after, succession.on) if owner.after else None
        said = (
            self._words.say("inherited_project", before=before["name"], after=after["name"])
            if after
            else self._words.say("inherited_project_by_nobody", before=before["name"])
        )
        return {"before": before, "after": after, "text": said}

    def _text(self, succession: Succession) -> str:
        old, new = succession.predecessors, succession.successors
        happened = self._words.say(
            "succession",
            old=self._list(self._names(old, succession.eve)),
            new=self._list(self._names(new, succession.on)),
            day=self._words.date(succession.on),
        )
        left = "complete" if succession.complete else "open"
        return f"{happened} {self._words.say('succession_' + (left if succession.taking_part else 'nobody'))}"

    def _employer(self, employer: UUID, on: date) -> Shape:
        return shapes.employer_reference(self._register, employer, on)

    def _employers(self, employers: Iterable[UUID], on: date) -> list[Shape]:
        return [self._employer(each, on) for each in employers]

    def _names(self, employers: Iterable[UUID], on: date) -> list[str | None]:
        return [each["name"] for each in self._employers(employers, on)]

    def _list(self, names: Iterable[str | None]) -> str:
        return self._words.list(name or "" for name in names)

    def _organisation(self, organisation: UUID) -> Shape:
        return shapes.organisation_reference(self._register, organisation)
