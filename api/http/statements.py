"""Saying and withdrawing over HTTP. The steps stand in the order of refusals (docs/api.md):

address, method, form and size of the body, references in the address, rights, ``If-Match``, the body's content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import Response

from api.http import respond
from api.http.operation import StatementView
from api.http.problems import invalid
from api.http.request import Request
from api.http.respond import digest, etag_of
from domain.application import CommandResult, Decide
from domain.log.drafts import Draft
from domain.log.errors import ChangedMeanwhile, Unknown
from domain.log.ports import Receipt, Write
from domain.log.rules import warnings_of
from domain.log.statements import Statement
from domain.log.world import World
from domain.rights import author

Content = Callable[[dict[str, Any]], Mapping[str, Any]]
Prepare = Callable[[], Write]
"""Makes ready what is written with a statement."""
Condition = Callable[[World], None]
"""What ``If-Match`` asks: refused in a world where it does not hold."""


def authorise(request: Request, kind: str, **about: Any) -> None:
    """Refuse whoever may not say this, as far as the address tells what it is about."""
    author(request.party, kind, about, request.world, request.today)


def say(
    request: Request, said: type[Statement], *, content: Content = dict, keyed: Keyed | None = None, **about: Any
) -> Response:
    """Record the statement of the body at the address, and answer with it as it now stands."""
    authorise(request, said.KIND, **about)
    condition = unchanged(request, said.KIND, *_slot(said, {**about, "from_": request.day}))
    return state(request, Draft(said, {**about, **content(request.body())}), condition, keyed=keyed)


def state(
    request: Request, draft: Draft, *conditions: Condition, prepare: Prepare | None = None, keyed: Keyed | None = None
) -> Response:
    """Record a statement, and answer with it as it now stands, and warnings; 201 where its slot was empty."""
    done = record(request, lambda _: [draft], *conditions, prepare=prepare, keyed=keyed)
    if request.quiet:
        return respond.empty(done.position)
    entry = done.world.book.slot(draft.said.KIND, *draft.slot)
    if entry is None:
        raise Unknown("It has been withdrawn meanwhile.")
    shape = request.operation.view(entry.event, done.world, request.names(done.world), request.today)
    warned = {**shape, "warnings": warnings_of(draft.said, draft.content, done.world)}
    return respond.answer(warned, done.position, 201 if done.fresh[0] else 200, etag_of(shape))


def withdraw(request: Request, said: type[Statement], **about: Any) -> Response:
    """Empty the slot at the address."""
    world = request.world
    is_object = said.DATED is None and said.KIND != "end"
    if is_object and world.book.slot(said.KIND, *_slot(said, about)) is None:
        raise Unknown("Nothing has this id, so there is nothing to withdraw.")
    authorise(request, said.KIND, **about)
    condition = unchanged(request, said.KIND, *_slot(said, {**about, "from_": request.day}))
    if said.DATED is not None:
        about = {**about, "from_": request.from_asked(required=said.KIND != "affiliation")}
    return respond.empty(record(request, lambda _: [Draft(said, about)], condition).position)


def record(
    request: Request, decide: Decide, *conditions: Condition, prepare: Prepare | None = None, keyed: Keyed | None = None
) -> CommandResult:
    """Record, in one transaction, what is drafted on what is known then, if ``If-Match`` still holds.

    It is judged before it is the asker's turn, and again only if something has been said meanwhile. ``prepare`` is done
    in between, once nothing stands in the way.
    """

    def decided(world: World) -> Sequence[Draft]:
        for still_holds in conditions:
            still_holds(world)
        return decide(world)

    samrad, receipt = request.samrad, keyed.receipt if keyed else None
    judged = samrad.judge(request.world, request.party, decided)
    write = prepare() if prepare is not None else None
    done = samrad.say(request.subject, request.party, request.command, decided, receipt, write, judged)
    request.effects.recorded = request.effects.recorded or done.recorded
    return done


def _slot(said: type[Statement], content: Mapping[str, Any]) -> tuple[tuple[Any, ...], date | None]:
    address = tuple(content[name] for name in said.ADDRESS)
    return address, content.get(said.DATED) if said.DATED else None


# If-Match


def unchanged(
    request: Request,
    kind: str,
    address: tuple[Any, ...],
    at: date | None = None,
    view: StatementView | None = None,
) -> Condition:
    """That ``If-Match`` names no other state than the slot's: refused now, or when it comes to recording."""

    def shape(world: World) -> Any:
        standing = world.book.standing(kind, address, at)
        names, show = request.names(shown=False), view or request.operation.view
        return show(standing, world, names, request.today) if standing else None

    return still(request, shape)


def still(request: Request, shape: Callable[[World], Any]) -> Condition:
    """That ``If-Match`` names no other state than this: refused now, or when it comes to recording."""

    def asked_anew(world: World) -> None:
        if request.if_match and world is not request.world:
            matches(request, shape(world))

    if request.if_match:
        matches(request, shape(request.world))
    return asked_anew


def matches(request: Request, shape: Any) -> None:
    """Refuse if ``If-Match`` does not name this state (None: nothing stands there)."""
    asked = request.if_match
    if asked and (shape is None or not (asked.star_tag or asked.contains(etag_of(shape)))):
        raise ChangedMeanwhile("It is no longer as «If-Match» says. Read it again, and decide anew.")


# Repeated requests


class Keyed(NamedTuple):
    """A POST as it is remembered by its ``Idempotency-Key``."""

    made: str
    """What it makes, or made when it came first."""
    receipt: Receipt | None = None
    """What is to be remembered; nothing where it has no key."""
    replayed: bool = False
    """Whether it has been answered before."""


def keyed(request: Request, made: str) -> Keyed:
    """The POST by its key: to be remembered with what it makes, or as what it made before."""
    given = request.key
    if given is None:
        return Keyed(made)
    key = digest(f"{request.party}\n{request.path}\n{given}")
    # With what the client chose, which is not kept: so that nobody finds a name by trying what the body said.
    fingerprint = digest(f"{given}\n{json.dumps(request.raw, sort_keys=True)}")
    kept = request.samrad.log.receipt(key)
    if kept is None:
        return Keyed(made, Receipt(key, fingerprint, made))
    if kept.fingerprint != fingerprint:
        detail = "This key has been used for another body. Use a new key for a new request."
        raise invalid([{"pointer": "/Idempotency-Key", "detail": detail}])
    return Keyed(kept.made, kept, replayed=True)


def replay(request: Request, kind: str, address: tuple[Any, ...], location: str) -> Response:
    """Answer a repeated POST with what it made, as it now stands."""
    standing = request.world.book.standing(kind, address)
    if standing is None:
        raise Unknown("What this request made has been withdrawn since.")
    shape = request.operation.view(standing, request.world, request.names(), request.today)
    response = respond.answer({**shape, "warnings": []}, request.now[1], 201, etag_of(shape))
    return respond.located(response, location)
