"""What is refused, and warned of, in groups: seats outside their days, rules asked twice, rosters of no group."""

from __future__ import annotations

from collections.abc import Sequence

from domain.appointments.rules import outside_term, term
from domain.groups.composition import repeated
from domain.groups.events import GroupFormed, RosterAdopted, RulesSet, SeatFilled
from domain.log.errors import Invalid, NotASammenslutning, Unknown
from domain.log.rules import Content, advice, rule
from domain.log.spans import contains, intersect, span, subtract, union
from domain.log.world import World
from domain.projects.rules import outside_project


@rule(SeatFilled)
def _seat(content: Content, world: World) -> None:
    group = world.group(content["group"])
    if group is None:
        raise Unknown("There is no such group in this project.")
    before = world.book.standing("seat", (content["group"], content["seat"]))
    if before is not None and before.content["from_"] == content["from_"]:
        return  # whoever corrects the group's days must be able to end its seats
    if not intersect([span(content["from_"], content["until"])], [span(group.from_, group.until)]):
        raise Invalid("The seat lies wholly outside the group's own days.", "/from")


@rule(RosterAdopted)
def _adoption(content: Content, world: World) -> None:
    group = world.group(content["group"])
    if group is None or content["from_"] not in span(group.from_, group.until):
        raise Invalid("There is no such group on that day, so no roster of it.", "/from")


@rule(RulesSet)
def _rules(content: Content, world: World) -> None:
    again = repeated(content["rules"])
    if again is not None:
        raise Invalid("The same is asked of the same in an earlier rule.", f"/rules/{again}/rule")
    organisations = world.register.organisations
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
    group = world.group(content["group"])
    if group is not None and subtract(union([days]), [span(group.from_, group.until)]):
        warnings.append("The seat lies partly outside the group's own days, and counts only within them.")
    return warnings


@advice(RosterAdopted)
def _warn_of_adoption(content: Content, world: World) -> Sequence[str]:
    day = content["from_"]
    absent = [str(each) for each in content["appointments"] if not contains(term(each, world), day)]
    return [f"These appointments are not in their term that day: {', '.join(absent)}."] if absent else []
