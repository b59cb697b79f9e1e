"""Adopting a roster, and taking that back: what is said of the seats (API.md, "Adopt")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.book import Book, Entry
from domain.composition import rules_in_force
from domain.drafts import Draft
from domain.errors import Invalid
from domain.group import AdoptionWithdrawn, RosterAdopted, SeatFilled, SeatWithdrawn
from domain.retention import Age
from domain.spans import FOREVER
from domain.world import World


def adopting(
    world: World, group: UUID, appointments: Collection[UUID], from_: date, new_id: Callable[[], UUID]
) -> Iterator[Draft]:
    """What adopting a roster from a day says of the group's seats by appointment (API.md, "Adopt").

    Whoever of the roster sits there that day in a function that counts keeps the seat. All other seats end that day,
    or are withdrawn where they begin on it or later; the rest of the roster gets new ones, for as long as the group's
    rule on terms lets them.
    """
    seats = [seated for seated in world.seating.of(group) if seated.said.appointment is not None]
    kept = [each for each in seats if each.counts and from_ in each.own_days and each.said.appointment in appointments]
    for seated in seats:
        if seated in kept:
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


def in_force(book: Book, group: UUID) -> list[Entry]:
    """The adopted rosters of a group that none adopted later has replaced, in order of their days."""
    said = book.entries("adoption", (group,))
    return [each for each in said if not any(_replaces(other, each) for other in said)]


def _replaces(other: Entry, entry: Entry) -> bool:
    """Adopting withdraws the seats that begin later, and with them the rosters that they were of."""
    return other.position > entry.position and other.event.content["from_"] <= entry.event.content["from_"]


def taking_back(group: UUID, from_: date, entries: Sequence[Entry], book_at: Callable[[int], Book]) -> Iterator[Draft]:
    """What withdrawing the adoption from a day says: that it was none, and the seats as they were before it.

    ``entries`` are all statements of the project, in order; ``book_at`` answers the project's book at a position.
    Seats that the adoption made go; those it ended are as before, unless something has been said of them since.
    Raises :class:`Invalid` where a later roster has been adopted: that one is withdrawn first.
    """
    said = [entry for entry in entries if entry.event.KIND == "adoption" and entry.event.address == (group,)]
    standing = _since_last_empty(said, from_)
    yield Draft(AdoptionWithdrawn, {"group": group, "from_": from_})
    if not standing:
        return
    if any(entry.position > standing[0].position and entry.event.at != from_ for entry in said if _stands(entry, said)):
        raise Invalid("A roster has been adopted since. Withdraw that adoption first.", "/from")
    commands = {entry.event.command for entry in standing}
    made = [entry for entry in entries if entry.event.command in commands]
    before, now = book_at(made[0].position - 1), book_at(entries[-1].position)
    for address in sorted({entry.event.address for entry in made if entry.event.KIND == "seat"}, key=str):
        there, here = before.standing("seat", address), now.slot("seat", address)
        if there is None:
            yield Draft(SeatWithdrawn, {"group": group, "seat": address[1]})
        elif here is not None and here.event.command in commands:
            yield Draft(SeatFilled, there.content)


def _since_last_empty(said: Sequence[Entry], from_: date) -> list[Entry]:
    """The adoptions of a day's slot since it was last empty, in order; none if it is."""
    standing: list[Entry] = []
    for entry in said:
        if entry.event.at == from_:
            standing = [] if entry.event.EMPTIES else [*standing, entry]
    return standing


def _stands(entry: Entry, said: Sequence[Entry]) -> bool:
    """Whether an adoption is still what stands in its slot."""
    last = [each for each in said if each.event.at == entry.event.at][-1]
    return isinstance(last.event, RosterAdopted) and last.position == entry.position
