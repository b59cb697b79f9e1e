"""What the register refuses: numbers that are taken, kinds that do not fit, affiliations in a circle."""

from __future__ import annotations

from uuid import UUID

from domain.log.errors import AffiliationCycle, Invalid, NotASammenslutning
from domain.log.rules import Content, rule
from domain.log.spans import Span, intersect, span
from domain.log.world import World
from domain.register.employers import Employers, employers_of
from domain.register.events import EmployerRegistered, OrganisationAffiliated, OrganisationRegistered
from domain.register.organisations import organisations_of


@rule(EmployerRegistered)
def _employer(content: Content, world: World) -> None:
    employers = employers_of(world.register)
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


@rule(OrganisationRegistered)
def _organisation(content: Content, world: World) -> None:
    affiliated = any(
        each.sammenslutning == content["organisation"]
        for other in organisations_of(world.register).values()
        for each in other.affiliations
    )
    if affiliated and content["kind"] != "sammenslutning":
        raise NotASammenslutning("Organisations are affiliated to it, so it stays a sammenslutning.", "/kind")
    organisations = organisations_of(world.register)
    before = organisations.get(content["organisation"])
    kin = (
        [organisations.get(each.organisation) for each in (*before.predecessors, *before.successors)] if before else []
    )
    if any(each is not None and each.kind != content["kind"] for each in kin):
        raise Invalid("It has predecessors or successors, and they are of the kind that it is.", "/kind")


@rule(OrganisationAffiliated)
def _affiliation(content: Content, world: World) -> None:
    organisations = organisations_of(world.register)
    if organisations[content["sammenslutning"]].kind != "sammenslutning":
        raise NotASammenslutning("Organisations are affiliated to a sammenslutning, and this is none.")
    days = span(content["from_"], content["until"])
    if organisations.lead(content["sammenslutning"], content["organisation"], days):
        raise AffiliationCycle("The sammenslutning is itself affiliated to this organisation on some of these days.")
