"""A merger or split in words: what is proposed to each party, and what has been said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from api.http.answers import EmployerRef, OrganisationRef, PersonRef
from api.http.requests import blanks, request_of, sayers
from api.http.shapes import PersonNames, Shape, employer_reference, iso_day, organisation_reference, scope_view
from api.language.words import Words
from api.successions.schemas import (
    HadAnswer,
    InheritedClarification,
    InheritedRepresentant,
    InheritedScope,
    MemberRef,
    OwnershipAnswer,
    OwnWordToSay,
    PartsAnswer,
    SuccessionAnswer,
    SuccessorRef,
)
from projections.successions.confirm import STATUSES
from projections.successions.parts import (
    ClarificationPart,
    OwnershipPart,
    OwnWordPart,
    Part,
    RepresentantPart,
    ScopePart,
    Section,
    parts,
)
from projections.successions.successions import Kind, Succession

_OF_EMPLOYERS: Sequence[Section] = ("affected", "not_affected", "scopes", "representanter")
_SECTIONS: Mapping[Kind, Sequence[Section]] = {
    "employer": _OF_EMPLOYERS,
    "organisation": (*_OF_EMPLOYERS, "appointments", "waivers", "reservations", "joint"),
}
_KEYS: Mapping[Kind, str] = {"employer": "inherited", "organisation": "united"}
"""How the sentences begin that tell of a proposed clarification."""


def succession_views(
    found: Sequence[Succession], today: date, words: Words, names: PersonNames
) -> list[SuccessionAnswer]:
    """Each of them, with the persons that the asker may see."""
    proposed = [parts(each) for each in found]
    people = {part.person for each in proposed for part in each if isinstance(part, RepresentantPart)}
    shown = names.show_all(people)
    return [
        SuccessionView(succession, today, words, shown).shape(each)
        for succession, each in zip(found, proposed, strict=True)
    ]


class SuccessionView:
    """One of them, shown."""

    def __init__(self, succession: Succession, today: date, words: Words, people: Mapping[UUID, PersonRef]) -> None:
        self._succession, self._today, self._words, self._people = succession, today, words, people
        self._world, self._kind = succession.world, succession.kind

    def shape(self, proposed: Sequence[Part]) -> SuccessionAnswer:
        """All of it."""
        succession, eve, on = self._succession, self._succession.eve, self._succession.on
        complete = all(part.settled for part in proposed)
        owner = next((self._owner(part) for part in proposed if isinstance(part, OwnershipPart)), None)
        return {
            "id": str(succession.id),
            "of": f"{self._kind}s",
            "on": on.isoformat(),
            "predecessors": [self._member(old, eve) for old in succession.predecessors],
            "successors": [self._successor(new) for new in succession.successors],
            "proposal": self._sections([part for part in proposed if not part.settled]),
            "settled": self._sections([part for part in proposed if part.settled]),
            "owner": owner,
            "complete": complete,
            "text": self._text(complete=complete),
        }

    def _sections(self, proposed: Sequence[Part]) -> PartsAnswer:
        sections = {
            section: [_VIEWS[type(part)](self, part) for part in proposed if part.section == section]
            for section in _SECTIONS[self._kind]
        }
        return cast("PartsAnswer", sections)  # the sections are those of the kind, and each has parts of its own

    def _successor(self, new: UUID) -> SuccessorRef:
        takes_part = {"participates": new in self._succession.taking_part} if self._kind == "employer" else {}
        return cast("SuccessorRef", {**self._member(new, self._succession.on), **takes_part})

    def _text(self, *, complete: bool) -> str:
        succession = self._succession
        happened = self._words.say(
            "succession",
            old=self._list(self._member(old, succession.eve) for old in succession.predecessors),
            new=self._list(self._member(new, succession.on) for new in succession.successors),
            day=self._words.date(succession.on),
        )
        left = ("complete" if complete else "open") if succession.taking_part else "nobody"
        return f"{happened} {self._words.say(f'succession_{left}')}"

    # The parts

    def _clarification(self, part: ClarificationPart) -> InheritedClarification:
        employer = self._employer(part.employer)
        organisation = self._organisation(part.organisation, part.on if self._kind == "organisation" else None)
        had = [(self._member(who, self._succession.eve), status) for who, status in part.had.items()]
        by_status = {of: self._list(who for who, status in had if status == of) for of in STATUSES}
        key = f"settled_{part.stands}" if part.settled else f"{_KEYS[self._kind]}_{part.status}"
        if part.conflict and not part.settled:
            key = f"{_KEYS[self._kind]}_conflict"
        return {
            "employer": employer,
            "organisation": organisation,
            "had": [cast("HadAnswer", {self._kind: who, "status": status}) for who, status in had],
            "conflict": part.conflict,
            "stands": part.stands,
            "text": self._words.say(key, organisation=organisation["name"], employer=employer["name"], **by_status),
        }

    def _scope(self, part: ScopePart) -> InheritedScope:
        key = "inherited_scope"
        if part.settled:
            key = "settled_scope" if part.speaks_for_successors else "settled_scope_otherwise"
        organisation = self._organisation(part.organisation)
        old = [self._employer(each, self._succession.eve) for each in part.named]
        new = [self._employer(each) for each in part.successors]
        text = self._words.say(key, organisation=organisation["name"], old=self._list(old), new=self._list(new))
        return {
            "appointment": str(part.appointment),
            "organisation": organisation,
            "names": old,
            "successors": new,
            "scope": scope_view("all" if part.stands is None else sorted(part.stands)),
            "text": text,
        }

    def _representant(self, part: RepresentantPart) -> InheritedRepresentant:
        said = part.entry.event.content
        employer = self._employer(part.successor)
        old = None if part.settled else self._employer(said["employer"], self._succession.eve)
        return {
            "employer": employer,
            "predecessor": old,
            "id": str(said["representant"]),
            "person": self._people[part.person],
            "from": iso_day(said["from_"]),
            "until": iso_day(said["until"]),
            "text": self._words.say("inherited_representant", old=old["name"], employer=employer["name"])
            if old
            else self._words.say("settled_representant", employer=employer["name"]),
        }

    def _owner(self, part: OwnershipPart) -> OwnershipAnswer:
        before = self._employer(part.before, self._succession.eve)
        after = self._employer(part.after) if part.after else None
        said = (
            self._words.say("inherited_project", before=before["name"], after=after["name"])
            if after
            else self._words.say("inherited_project_by_nobody", before=before["name"])
        )
        return {"before": before, "after": after, "text": said}

    def _own_word(self, part: OwnWordPart) -> OwnWordToSay:
        """With the request by which the successor would say it, until it has."""
        request = request_of(part.draft, self._world)
        employer = part.draft.content.get("employer")
        at = self._employer(employer) if employer else None
        old = self._organisation(part.predecessor, self._succession.eve)
        new = self._organisation(part.successor, self._succession.on)
        named = {"old": old["name"], "organisation": new["name"], **({"employer": at["name"]} if at else {})}
        return {
            "organisation": new,
            "predecessor": old,
            "employer": at,
            "appointment": None if employer or part.about is None else str(part.about),
            "changes": [] if part.settled else [request],
            "by": [] if part.settled else [sayers(part.draft, self._world, self._today)],
            "fill": [] if part.settled else [f"/changes/0{blank}" for blank in blanks(request)],
            "text": self._words.say(f"{'settled' if part.settled else 'united'}_{part.section}", **named),
        }

    # Whom they are about

    def _member(self, who: UUID, day: date) -> MemberRef:
        """One of those that were merged or split: an employer or an organisation, by the kind."""
        shown = self._employer(who, day) if self._kind == "employer" else self._organisation(who, day)
        return cast("MemberRef", shown)

    def _employer(self, employer: UUID, day: date | None = None) -> EmployerRef:
        """As it was on a day; on that of the change, where none is given."""
        return employer_reference(self._world.register, employer, day or self._succession.on)

    def _organisation(self, organisation: UUID, day: date | None = None) -> OrganisationRef:
        """As it was called on a day; by its last name, where none is given."""
        return organisation_reference(self._world.register, organisation, day)

    def _list(self, named: Iterable[Shape]) -> str:
        return self._words.list(each["name"] or "" for each in named)


_VIEWS: Mapping[type[Part], Callable[[SuccessionView, Any], Shape]] = {
    ClarificationPart: SuccessionView._clarification,
    ScopePart: SuccessionView._scope,
    RepresentantPart: SuccessionView._representant,
    OwnWordPart: SuccessionView._own_word,
}
