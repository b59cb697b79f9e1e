"""What is refused, and warned of, in groups: seats outside their days, rules asked twice, rosters of no group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from domain.appointments.rules import outside_term, term
from domain.groups.composition import repeated
from domain.groups.events import GroupFormed, RosterAdopted, RulesSet, SeatFilled
from domain.groups.state import seating_of
from domain.log.errors import Invalid, NotASammenslutning, Unknown
from domain.log.rules import Content, advice, rule
from domain.log.spans import contains, intersect, span, subtract, union
from domain.log.world import World
from domain.projects.rules import outside_project
from domain.register.organisations import organisations_of

Meeting = tuple[UUID | None, Sequence[UUID | None]]
"""A person, and others whom they may be; None for those who are not known any more."""
Shared = Callable[[Sequence[Meeting]], int | None]
"""The place of the first meeting in which a person plainly is one of the others, whoever appointed each; None of none.

Each who appoints somebody records them anew, so that it is told by what only whoever keeps the details knows.
"""


@rule(SeatFilled)
def _seat(content: Content, world: World) -> None:
    group = world.standing(GroupFormed, content["group"])
    if group is None:
        raise Unknown("There is no such group in this project.")
    before = world.book.standing("seat", (content["group"], content["seat"]))
    if before is not None and before.content["from_"] == content["from_"]:
        return  # whoever corrects the group's days must be able to end its seats
    if not intersect([span(content["from_"], content["until"])], [span(group.from_, group.until)]):
        raise Invalid("The seat lies wholly outside the group's own days.", "/from")


@rule(RosterAdopted)
def _adoption(content: Content, world: World) -> None:
    group = world.standing(GroupFormed, content["group"])
    if group is None or content["from_"] not in span(group.from_, group.until):
        raise Invalid("There is no such group on that day, so no roster of it.", "/from")


@rule(RulesSet)
def _rules(content: Content, world: World) -> None:
    again = repeated(content["rules"])
    if again is not None:
        raise Invalid("The same is asked of the same in an earlier rule.", f"/rules/{again}/rule")
    organisations = organisations_of(world.register)
    for place, asked in enumerate(content["rules"]):
        named = asked.get("sammenslutning")
        if named is not None and organisations[named].kind != "sammenslutning":
            detail = f"{organisations[named].name} is no sammenslutning: ask for it by the rule «organisation»."
            raise NotASammenslutning(detail, f"/rules/{place}/sammenslutning")


advice(GroupFormed)(outside_project)


@advice(SeatFilled)
def _warn_of_seat(content: Content, world: World) -> Sequence[str]:
    days = span(content["from_"], content["until"])
    warnings = [*outside_term("seat", days, content["appointment"], world)] if content["appointment"] else []
    group = world.standing(GroupFormed, content["group"])
    if group is not None and subtract(union([days]), [span(group.from_, group.until)]):
        warnings.append("The seat lies partly outside the group's own days, and counts only within them.")
    return warnings


@advice(RosterAdopted)
def _warn_of_adoption(content: Content, world: World) -> Sequence[str]:
    day = content["from_"]
    absent = [str(each) for each in content["appointments"] if not contains(term(each, world), day)]
    return [f"These appointments are not in their term that day: {', '.join(absent)}."] if absent else []


def refuse_both_sides(world: World, seats: Mapping[str, Mapping[str, Any]], shared: Shared) -> None:
    """Refuse whoever sits on the other side of the group on any of a seat's days (:class:`Invalid`).

    ``seats``: what is said of each (:class:`~domain.groups.events.SeatFilled`), by the pointer to whom it is for.
    """
    place = shared([(seating_of(world).person(seat), _on_the_other_side(world, seat)) for seat in seats.values()])
    if place is not None:
        raise Invalid("This person sits on the other side of the group on some of these days.", [*seats][place])


def _on_the_other_side(world: World, seat: Mapping[str, Any]) -> Sequence[UUID | None]:
    own, days = seat["appointment"] is not None, [span(seat["from_"], seat["until"])]
    return [
        seating_of(world).person(other.said.content)
        for other in seating_of(world).of(seat["group"])
        if (other.said.appointment is not None) != own
        and other.said.seat != seat["seat"]
        and intersect([other.own_days], days)
    ]
