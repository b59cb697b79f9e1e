"""Saying and withdrawing over HTTP. The steps stand in the order of refusals (docs/api.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response
from marshmallow import ValidationError

from api.affected.views import representant_view
from api.appointments.views import appointment_view
from api.groups.views import group_view, rules_view, seat_view
from api.http.fields import Day
from api.http.person_view import Names
from api.http.problems import invalid
from api.http.request import Asking
from api.http.respond import digest, etag_of
from api.http.shapes import Shape, content_view
from api.projects.views import project_view
from api.register.views import employer_view, organisation_view
from domain.application import CommandResult
from domain.appointments.events import RepresentantAppointed
from domain.groups.events import GroupFormed, SeatFilled
from domain.log.drafts import Draft
from domain.log.errors import ChangedMeanwhile, Invalid, Unknown
from domain.log.ports import Receipt, Write
from domain.log.rules import warnings_of
from domain.log.statements import Statement
from domain.log.world import World
from domain.people.port import Person
from domain.projects.events import ProjectRegistered
from domain.rights import author, demand, sees


def standing_view(said: Statement, world: World, names: Names, today: date) -> Shape:
    """By its kind; what has no shape of its own is shown field by field."""
    if isinstance(said, RepresentantAppointed):
        return appointment_view(world, said, names.show(said.person), today)
    if said.KIND == "representant":
        return representant_view(said, world, names.show(said.content["person"]), today)
    shaped = _SHAPES.get(said.KIND)
    return shaped(said, world, today) if shaped else content_view(said, world, said.at or today)


def _project(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, ProjectRegistered)
    return project_view(world, said, today)


def _employer(said: Statement, world: World, today: date) -> Shape:
    return employer_view(world.register, world.register.employers[said.content["employer"]], today)


def _organisation(said: Statement, world: World, today: date) -> Shape:
    return organisation_view(world.register, world.register.organisations[said.content["organisation"]], today)


def _group(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, GroupFormed)
    return group_view(world, said, today)


def _seat(said: Statement, world: World, today: date) -> Shape:
    assert isinstance(said, SeatFilled)
    return seat_view(world, said, today)


def _rules(said: Statement, world: World, today: date) -> Shape:
    return rules_view(world, said, today)


_SHAPES: Mapping[str, Callable[[Statement, World, date], Shape]] = {
    "project": _project,
    "employer": _employer,
    "organisation": _organisation,
    "group": _group,
    "seat": _seat,
    "rules": _rules,
}


Prepare = Callable[[], Write]
"""Makes ready what is written with a statement."""


class Call(Asking):
    """A request with what is known to answer it."""

    # Rights

    def demand(self, view: str) -> None:
        """Refuse whoever may not see this view of the project in the address."""
        demand(self.party, view, self.project(), self.today)

    def sees(self, view: str, world: World | None = None) -> bool:
        """Whether the asker sees this view."""
        return sees(self.party, view, world or self.world, self.today)

    def names(self, world: World | None = None, *, shown: bool = True) -> Names:
        """How persons are shown to the asker, by the rights in a world, or now.

        Each is recorded as read, unless they are only compared with.
        """
        allowed = self.sees("names", world)
        people = self.services.people if allowed else None
        told = self.told if shown else {}
        return Names(people, self.today, self.has_appointed, self.shown if shown else None, told)

    def has_appointed(self, person: Person) -> bool:
        """Whether the asker appointed the person, or speaks for who did."""
        return sees(self.party, "person", self.world, self.today, appointed_by=person.party)

    # Saying and withdrawing

    def say(
        self,
        said: type[Statement],
        *,
        content: Callable[[dict[str, Any]], Mapping[str, Any]] = dict,
        prepare: Prepare | None = None,
        receipt: Receipt | None = None,
        **addressed: Any,
    ) -> Response:
        """Record the statement of the body at the address, and answer with it as it now stands."""
        author(self.party, said.KIND, addressed, self.world, self.today)
        slot = self._slot(said, {**addressed, "from_": self.day})
        self.unchanged(said.KIND, *slot)
        drafted = Draft(said, {**addressed, **content(self.body())})
        done = self.record([drafted], prepare, receipt)
        return self.answer_statement(drafted, done)

    def withdraw(self, said: type[Statement], **addressed: Any) -> Response:
        """Empty the slot at the address."""
        world = self.world
        is_object = said.DATED is None and said.KIND != "end"
        if is_object and world.book.slot(said.KIND, *self._slot(said, addressed)) is None:
            raise Unknown("Nothing has this id, so there is nothing to withdraw.")
        author(self.party, said.KIND, addressed, world, self.today)
        if said.DATED is not None:
            self.unchanged(said.KIND, *self._slot(said, {**addressed, "from_": self.day}))
            addressed = {**addressed, "from_": self.from_asked(required=said.KIND != "affiliation")}
        else:
            self.unchanged(said.KIND, *self._slot(said, addressed))
        done = self.record([Draft(said, addressed)])
        return self.empty(done.position)

    def from_asked(self, *, required: bool = True) -> date | None:
        """The ``from`` of the slot that is withdrawn."""
        text = self.request.args.get("from")
        if text is None and not required:
            return None
        try:
            return Day().deserialize(text or "")
        except ValidationError:
            raise Invalid("«?from=YYYY-MM-DD» names the slot that is withdrawn.", "/from") from None

    def record(
        self,
        drafts: Sequence[Draft],
        prepare: Prepare | None = None,
        receipt: Receipt | None = None,
    ) -> CommandResult:
        """Record the drafts in one transaction."""
        return self.decide(lambda _: drafts, prepare, receipt)

    def decide(
        self,
        drafts: Callable[[World], Sequence[Draft]],
        prepare: Prepare | None = None,
        receipt: Receipt | None = None,
    ) -> CommandResult:
        """Record, in one transaction, what is drafted on what is known then, if ``If-Match`` still holds.

        ``prepare`` is done once nothing stands in the way, as far as is known before it is the asker's turn.
        """

        def decide(world: World) -> Sequence[Draft]:
            for still_holds in self.conditions:
                still_holds(world)
            return drafts(world)

        if prepare is not None:
            self.samrad.authorised(self.world, self.party, decide(self.world))
        write = prepare() if prepare is not None else None
        done = self.samrad.say(self.subject, self.party, self.command, decide, receipt, write)
        self.has_recorded = self.has_recorded or done.recorded
        return done

    def answer_statement(self, draft: Draft, done: CommandResult) -> Response:
        """The statement as it now stands, with advice; 201 where its slot was empty."""
        entry = done.world.book.slot(draft.said.KIND, *self._slot(draft.said, draft.content))
        if entry is None:
            raise Unknown("It has been withdrawn meanwhile.")
        shape = standing_view(entry.event, done.world, self.names(done.world), self.today)
        etag = etag_of(shape)
        warnings = warnings_of(draft.said, draft.content, done.world)
        return self.answer({**shape, "warnings": warnings}, done.position, 201 if done.fresh[0] else 200, etag)

    def _slot(self, said: type[Statement], content: Mapping[str, Any]) -> tuple[tuple[Any, ...], date | None]:
        address = tuple(content[name] for name in said.ADDRESS)
        return address, content.get(said.DATED) if said.DATED else None

    def unchanged(self, kind: str, address: tuple[Any, ...], at: date | None = None) -> None:
        """Refuse if ``If-Match`` names another state than the slot's."""

        def shape(world: World) -> Any:
            standing = world.book.standing(kind, address, at)
            return standing_view(standing, world, self.names(shown=False), self.today) if standing else None

        self.still(shape)

    def still(self, shape: Callable[[World], Any]) -> None:
        """Refuse if ``If-Match`` names another state than this, now or when it comes to recording."""
        if self.request.if_match:
            self.conditions.append(lambda world: self.matches(shape(world)))
            self.conditions[-1](self.world)

    def matches(self, shape: Any) -> None:
        """Refuse if ``If-Match`` does not name this state (None: nothing stands there)."""
        asked = self.request.if_match
        if asked and (shape is None or not (asked.star_tag or asked.contains(etag_of(shape)))):
            raise ChangedMeanwhile("It is no longer as «If-Match» says. Read it again, and decide anew.")

    # Repeated requests

    def receipt(self, made: str) -> Receipt | None:
        """What to remember of a POST under its ``Idempotency-Key``; what is remembered, where it is a repetition."""
        given = self.request.headers.get("Idempotency-Key")
        if given is None:
            return None
        key = digest(f"{self.party}\n{self.request.path}\n{given}")
        # With what the client chose, which is not kept: so that nobody finds a name by trying what the body said.
        fingerprint = digest(f"{given}\n{json.dumps(self.raw, sort_keys=True)}")
        kept = self.samrad.log.receipt(key)
        if kept is None:
            return Receipt(key, fingerprint, made)
        if kept.fingerprint != fingerprint:
            detail = "This key has been used for another body. Use a new key for a new request."
            raise invalid([{"pointer": "/Idempotency-Key", "detail": detail}])
        self.replayed = True
        return kept

    def replay(self, kind: str, address: tuple[Any, ...], location: str) -> Response:
        """Answer a repeated POST with what it made, as it now stands."""
        standing = self.world.book.standing(kind, address)
        if standing is None:
            raise Unknown("What this request made has been withdrawn since.")
        shape = standing_view(standing, self.world, self.names(), self.today)
        return self.located(self.answer({**shape, "warnings": []}, self.now[1], 201, etag_of(shape)), location)
