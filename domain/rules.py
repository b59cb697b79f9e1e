"""What the model refuses, one function per kind of statement; each raises the refusal of its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from domain.groups.composition import repeated
from domain.log.errors import (
    AffiliationCycle,
    EmptySpan,
    Fixed,
    Invalid,
    JointWithItself,
    NotAParticipant,
    NotASammenslutning,
    NotForAVara,
    Unknown,
    UnknownReference,
    VaraOfVara,
)
from domain.log.spans import Span, intersect, span
from domain.log.statements import Statement
from domain.log.world import World
from domain.register.employers import Employers

Content = Mapping[str, Any]


def check(said: type[Statement], content: Content, world: World) -> None:
    """Refuse what the model does not accept, given what is known."""
    if said.EMPTIES:
        _has_been_said(said, content, world)
        return
    if content.get("until") and content.get("from_") and content["until"] <= content["from_"]:
        raise EmptySpan("«until» is the first day it no longer holds, and must come after «from».", "/until")
    rule = _RULES.get(said.KIND)
    if rule:
        rule(content, world)


def _has_been_said(said: type[Statement], content: Content, world: World) -> None:
    address = tuple(content[name] for name in said.ADDRESS)
    at = content[said.DATED] if said.DATED else None
    if world.book.slot(said.KIND, address, at) is not None:
        return
    if said.KIND == "participant" and _could_succeed(content["employer"], content["from_"], world):
        return
    raise Unknown("Nothing has been said there, so there is nothing to withdraw.")


def _could_succeed(employer: UUID, day: date, world: World) -> bool:
    predecessors = world.register.employers[employer].predecessors
    return any(edge.on == day for edge in predecessors)


def _employer(content: Content, world: World) -> None:
    employers = world.register.employers
    orgnr, number = content["orgnr"], content["kommunenummer"]
    if orgnr and employers.by_orgnr(orgnr) not in (None, content["employer"]):
        raise Invalid("Another employer has this organisasjonsnummer.", "/orgnr")
    days = span(content["from_"], content["until"])
    if number and _taken(employers, number, days, content["employer"]):
        raise Invalid("Another employer has this kommunenummer on some of these days.", "/kommunenummer")


def _taken(employers: Employers, number: str, days: Span, employer: UUID) -> bool:
    known = employers.get(employer)
    if known is not None:
        kept = [name for name in known.names if name.from_ > days.start]
        days = Span(days.start, kept[0].from_) if kept else days
    return any(who != employer and intersect([days], [held]) for held, who in employers.holders(number))


def _organisation(content: Content, world: World) -> None:
    affiliated = any(
        each.sammenslutning == content["organisation"]
        for other in world.register.organisations.values()
        for each in other.affiliations
    )
    if affiliated and content["kind"] != "sammenslutning":
        raise NotASammenslutning("Organisations are affiliated to it, so it stays a sammenslutning.", "/kind")
    organisations = world.register.organisations
    before = organisations.get(content["organisation"])
    kin = (
        [organisations.get(each.organisation) for each in (*before.predecessors, *before.successors)] if before else []
    )
    if any(each is not None and each.kind != content["kind"] for each in kin):
        raise Invalid("It has predecessors or successors, and they are of the kind that it is.", "/kind")


def _affiliation(content: Content, world: World) -> None:
    organisations = world.register.organisations
    if organisations[content["sammenslutning"]].kind != "sammenslutning":
        raise NotASammenslutning("Organisations are affiliated to a sammenslutning, and this is none.")
    days = span(content["from_"], content["until"])
    if organisations.lead(content["sammenslutning"], content["organisation"], days):
        raise AffiliationCycle("The sammenslutning is itself affiliated to this organisation on some of these days.")


def _clarification(content: Content, world: World) -> None:
    if content["employer"] not in world.participation.spans:
        raise NotAParticipant("The employer takes part in the project on no day, so nobody is affected there by it.")


def _appointment(content: Content, world: World) -> None:
    entry = world.book.slot("appointment", (content["appointment"],))
    before = world.appointment(content["appointment"])
    if entry is not None and entry.event.content["organisation"] != content["organisation"]:
        raise Fixed("An appointment's organisation is fixed for its life.", "/organisation")
    if before is not None and before.vara_for != content["vara_for"]:
        raise Fixed("Whom an appointment is vara for is fixed for its life.", "/vara_for")
    if content["vara_for"] is None:
        return
    principal = world.appointment(content["vara_for"])
    if principal is None:
        raise UnknownReference("There is no such appointment in this project.", "/vara_for")
    if principal.vara_for is not None:
        raise VaraOfVara("The principal is itself a vara, and a vara has no vara.", "/vara_for")
    if content["scope"] is not None:
        raise NotForAVara("A vara has its principal's scope, and none of its own.", "/scope")


def _not_for_a_vara(content: Content, world: World) -> None:
    appointment = world.appointment(content["appointment"])
    if appointment is not None and appointment.vara_for is not None:
        raise NotForAVara("A vara has its principal's scope and joint mandates, and none of its own.")


def _joint(content: Content, world: World) -> None:
    _not_for_a_vara(content, world)
    appointment = world.appointment(content["appointment"])
    if appointment is not None and appointment.organisation == content["organisation"]:
        raise JointWithItself("The appointment is the organisation's own, and speaks for it already.")


def _seat(content: Content, world: World) -> None:
    group = world.group(content["group"])
    if group is None:
        raise Unknown("There is no such group in this project.")
    before = world.book.standing("seat", (content["group"], content["seat"]))
    if before is not None and before.content["from_"] == content["from_"]:
        return  # whoever corrects the group's days must be able to end its seats
    if not intersect([_days(content)], [span(group.from_, group.until)]):
        raise Invalid("The seat lies wholly outside the group's own days.", "/from")


def _adoption(content: Content, world: World) -> None:
    group = world.group(content["group"])
    if group is None or content["from_"] not in span(group.from_, group.until):
        raise Invalid("There is no such group on that day, so no roster of it.", "/from")


def _rules(content: Content, world: World) -> None:
    again = repeated(content["rules"])
    if again is not None:
        raise Invalid("The same is asked of the same in an earlier rule.", f"/rules/{again}/rule")
    organisations = world.register.organisations
    for place, rule in enumerate(content["rules"]):
        named = rule.get("sammenslutning")
        if named is not None and organisations[named].kind != "sammenslutning":
            detail = f"{organisations[named].name} is no sammenslutning: ask for it by the rule «organisation»."
            raise NotASammenslutning(detail, f"/rules/{place}/sammenslutning")


def _days(content: Content) -> Span:
    return span(content["from_"], content["until"])


_RULES: Mapping[str, Callable[[Content, World], None]] = {
    "employer": _employer,
    "organisation": _organisation,
    "affiliation": _affiliation,
    "clarification": _clarification,
    "appointment": _appointment,
    "scope": _not_for_a_vara,
    "joint": _joint,
    "seat": _seat,
    "rules": _rules,
    "adoption": _adoption,
}
