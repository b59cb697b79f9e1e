"""A merger or split in words: what is proposed to each party, and what has been said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from api.http.request import Request
from api.http.requests import blanks, request_of, sayers
from api.http.shapes import Shape, employer_reference, iso_day, organisation_reference, scope_view
from api.language.words import Words
from domain.log.book import Entry
from domain.log.world import World
from projections.successions.employer_successions import EmployerSuccession
from projections.successions.inheritance import SORTS, Clarified, Own, Spokesperson, Widened
from projections.successions.organisation_successions import OrganisationSuccession


class SuccessionView:
    """Successions as the asker may see them."""

    def __init__(self, request: Request, world: World, shown: Sequence[EmployerSuccession], words: Words) -> None:
        self._register = world.register
        self._words = words
        spoken = [each for succession in shown for each in succession.representanter]
        named = {entry.event.content["person"] for each in spoken for entry in (each.own or each.before)}
        self._people = request.names().show_all(named)

    def shape(self, succession: EmployerSuccession) -> Shape:
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

    def _parts(self, succession: EmployerSuccession, *, settled: bool) -> Shape:
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

    def _clarified(self, succession: EmployerSuccession, part: Clarified) -> Shape:
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

    def _scope(self, succession: EmployerSuccession, part: Widened) -> Shape:
        key = "inherited_scope"
        if part.settled:
            key = "settled_scope" if part.speaks_for_successors else "settled_scope_otherwise"
        return {
            "appointment": str(part.appointment),
            "organisation": self._organisation(part.organisation),
            "names": self._employers(part.named, succession.eve),
            "successors": self._employers(part.successors, succession.on),
            "scope": scope_view("all" if part.stands is None else sorted(part.stands)),
            "text": self._words.say(
                key,
                organisation=self._organisation(part.organisation)["name"],
                old=self._list(self._names(part.named, succession.eve)),
                new=self._list(self._names(part.successors, succession.on)),
            ),
        }

    def _representant(self, succession: EmployerSuccession, part: Spokesperson, entry: Entry) -> Shape:
        said = entry.event.content
        employer = self._employer(part.successor, succession.on)
        old = None if part.own else self._employer(said["employer"], succession.eve)
        return {
            "employer": employer,
            "predecessor": old,
            "id": str(said["representant"]),
            "person": self._people[said["person"]],
            "from": iso_day(said["from_"]),
            "until": iso_day(said["until"]),
            "text": self._words.say("inherited_representant", old=old["name"], employer=employer["name"])
            if old
            else self._words.say("settled_representant", employer=employer["name"]),
        }

    def _owner(self, succession: EmployerSuccession) -> Shape | None:
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

    def _text(self, succession: EmployerSuccession) -> str:
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
        return employer_reference(self._register, employer, on)

    def _employers(self, employers: Iterable[UUID], on: date) -> list[Shape]:
        return [self._employer(each, on) for each in employers]

    def _names(self, employers: Iterable[UUID], on: date) -> list[str | None]:
        return [each["name"] for each in self._employers(employers, on)]

    def _list(self, names: Iterable[str | None]) -> str:
        return self._words.list(name or "" for name in names)

    def _organisation(self, organisation: UUID) -> Shape:
        return organisation_reference(self._register, organisation)


class OrganisationSuccessionView:
    """One of them, shown."""

    def __init__(self, union: OrganisationSuccession, world: World, today: date, words: Words) -> None:
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
        employer = employer_reference(self._world.register, part.successor, self._union.on)
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
        at = employer_reference(self._world.register, employer, on) if employer else None
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
        return organisation_reference(self._world.register, organisation, on)
