"""Seating somebody, adopting a roster, and taking that back: what is said of the seats (docs/api.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.groups.composition import rules_in_force
from domain.groups.events import AdoptionWithdrawn, RosterAdopted, SeatFilled, SeatWithdrawn
from domain.groups.rules import Shared, refuse_both_sides
from domain.groups.state import seating_of
from domain.log.book import Book, Entry
from domain.log.drafts import Draft
from domain.log.errors import Invalid
from domain.log.spans import FOREVER
from domain.log.statements import Address
from domain.log.world import World
from domain.people.retention import Age


def adopt(
    world: World, group: UUID, named: Sequence[UUID], from_: date, new_id: Callable[[], UUID], shared: Shared
) -> Sequence[Draft]:
    """What adopting a roster from a day says: that it is adopted, and what that says of the seats.

    Raises :class:`Invalid`, with a pointer to the appointment, where a new one sits on the other side of the group.
    """
    appointments = list(dict.fromkeys(named))
    seats = [*adopting(world, group, appointments, from_, new_id)]
    fresh = [each.content for each in seats if each.said is SeatFilled and each.content["from_"] == from_]
    refuse_both_sides(world, {f"/appointments/{named.index(seat['appointment'])}": seat for seat in fresh}, shared)
    return [Draft(RosterAdopted, {"group": group, "appointments": appointments, "from_": from_}), *seats]


def adopting(
    world: World, group: UUID, appointments: Collection[UUID], from_: date, new_id: Callable[[], UUID]
) -> Iterator[Draft]:
    """What adopting a roster from a day says of the group's seats by appointment (docs/api.md).

    Whoever of the roster sits there that day in a function that counts keeps the seat. All other seats end that day,
    or are withdrawn where they begin on it or later; the rest of the roster gets new ones, for as long as the group's
    rule on terms lets them. Rosters adopted from later days are so no longer, and what they ended goes on.
    """
    later = [day for entry in world.book.entries("adoption", (group,)) if (day := entry.event.at) and day > from_]
    for day in later:
        yield Draft(AdoptionWithdrawn, {"group": group, "from_": day})
    seats = [seated for seated in seating_of(world).of(group) if seated.said.appointment is not None]
    kept = [each for each in seats if each.counts and from_ in each.own_days and each.said.appointment in appointments]
    for seated in seats:
        if seated in kept:
            if seated.said.until in later:
                yield Draft(SeatFilled, {**seated.said.content, "until": _term(world, group, seated.said.from_)})
            continue
        if seated.said.from_ >= from_:
            yield Draft(SeatWithdrawn, {"group": group, "seat": seated.said.seat})
        elif from_ in seated.own_days:
            yield Draft(SeatFilled, {**seated.said.content, "until": from_})
    seated_already = {each.said.appointment for each in kept}
    for appointment in appointments:
        if appointment not in seated_already:
            member = {"appointment": appointment, "employer": None, "representant": None, "function": "medlem"}
            days = {"from_": from_, "until": _term(world, group, from_)}
            yield Draft(SeatFilled, {"group": group, "seat": new_id(), **member, **days})


def _term(world: World, group: UUID, from_: date) -> date | None:
    """When a new seat by appointment ends, by the shortest of the group's rules on terms; None where there is none."""
    rules = rules_in_force(world.book, group, from_)
    terms = [rule for rule in rules if rule["rule"] == "term" and rule.get("side") in (None, "arbeidstaker")]
    until = min((Age(rule["months"], "m").after(from_) for rule in terms), default=FOREVER)
    return until if until < FOREVER else None


def taking_back(group: UUID, from_: date, entries: Sequence[Entry], book_at: Callable[[int], Book]) -> Iterator[Draft]:
    """What withdrawing the adoption from a day says: that it was none, and the seats as they were before it.

    ``entries`` are all statements of the project, in order; ``book_at`` answers the project's book at a position.
    Seats that the adoption made go; those it ended are as before, unless something has been said of them since, and so
    are the rosters from later days that it replaced.
    Raises :class:`Invalid` where a later roster has been adopted: that one is withdrawn first.
    """
    yield Draft(AdoptionWithdrawn, {"group": group, "from_": from_})
    said = [entry for entry in entries if entry.event.KIND == "adoption" and entry.event.address == (group,)]
    standing = _since_last_empty(said, from_)
    if not standing:
        return
    if any(entry.position > standing[0].position and entry.event.at != from_ for entry in said if _stands(entry, said)):
        raise Invalid("A roster has been adopted since. Withdraw that adoption first.", "/from")
    adopting = {entry.event.command for entry in _adopted(said, standing)}
    ours = adopting | {entry.event.command for entry in standing}
    made = [entry for entry in entries if entry.event.command in adopting]
    before, now = book_at(made[0].position - 1), book_at(entries[-1].position)
    for address in sorted({entry.event.address for entry in made if entry.event.KIND == "seat"}, key=str):
        yield from _seat_as_before(address, before, now, ours)
    for day in sorted({day for entry in made if entry.event.KIND == "adoption" and (day := entry.event.at)} - {from_}):
        replaced = before.standing("adoption", (group,), day)
        if replaced is not None:
            yield Draft(RosterAdopted, replaced.content)


def _seat_as_before(address: Address, before: Book, now: Book, ours: Collection[UUID]) -> Iterator[Draft]:
    there, here = before.standing("seat", address), now.slot("seat", address)
    if there is None:
        yield Draft(SeatWithdrawn, dict(zip(("group", "seat"), address, strict=True)))
    elif here is not None and here.event.command in ours:
        yield Draft(SeatFilled, there.content)


def _since_last_empty(said: Sequence[Entry], from_: date) -> list[Entry]:
    """The adoptions of a day's slot since it was last empty, in order; none if it is."""
    standing: list[Entry] = []
    for entry in said:
        if entry.event.at == from_:
            standing = [] if entry.event.EMPTIES else [*standing, entry]
    return standing


def _adopted(said: Sequence[Entry], standing: Sequence[Entry]) -> Sequence[Entry]:
    """Those of the standing that adopted something themselves; where another's withdrawal brought them back, the last
    before them that did."""
    first: dict[UUID, Entry] = {}
    for entry in said:
        first.setdefault(entry.event.command, entry)
    themselves = [entry for entry in said if not entry.event.EMPTIES and first[entry.event.command] is entry]
    own = [entry for entry in themselves if entry in standing]
    earlier = [entry for entry in themselves if entry.event.at == standing[0].event.at]
    return own or [entry for entry in earlier if entry.position < standing[0].position][-1:]


def _stands(entry: Entry, said: Sequence[Entry]) -> bool:
    """Whether an adoption is still what stands in its slot."""
    last = [each for each in said if each.event.at == entry.event.at][-1]
    return isinstance(last.event, RosterAdopted) and last.position == entry.position
