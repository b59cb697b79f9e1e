"""A merger of employers and one of organisations on the same day, in a project where more may be said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.affected.events import AffectedClarified
from domain.appointments.events import ALL, RepresentantAppointed
from domain.log.book import Entry
from domain.log.world import Register, World
from domain.projects.events import ParticipantAdded, ProjectRegistered
from domain.register.events import OrganisationChanged, OrganisationRegistered
from tests.support.statements import book, called, change, employer, said

START, DAY = date(2019, 1, 1), date(2020, 1, 1)
PROJECT = called("project")


def organisation(slug: str, from_: date | None = None, until: date | None = None) -> Entry:
    """An organisation is registered."""
    names = {"slug": slug, "name": slug.title(), "short_name": None, "orgnr": None, "kind": "organisasjon"}
    return said(OrganisationRegistered, organisation=called(slug), **names, from_=from_, until=until)


def becomes(slug: str, *new: str, on: date = DAY) -> Entry:
    """An organisation becomes others, or itself."""
    names = {"short_name": None, "kind": "organisasjon"}
    successors = [{"to": called(each), "slug": each, "name": each.title(), **names} for each in new]
    return said(OrganisationChanged, organisation=called(slug), on=on, successors=successors)


def takes_part(name: str, until: date | None = None) -> Entry:
    """An employer takes part in the project."""
    return said(ParticipantAdded, employer=called(name), from_=START, until=until)


def clarified(name: str, slug: str, status: str = "affected", from_: date = START) -> Entry:
    """Whether an organisation is affected at an employer."""
    return said(AffectedClarified, employer=called(name), organisation=called(slug), from_=from_, status=status)


def appointed(name: str, slug: str, *employers: str) -> Entry:
    """An organisation appoints somebody, for some employers or for all."""
    about = {"appointment": called(name), "organisation": called(slug), "person": called("somebody")}
    rest = {"role": "tillitsvalgt", "employed_at": None, "vara_for": None, "from_": START, "until": None}
    scope = sorted(map(called, employers)) if employers else ALL
    return said(RepresentantAppointed, **about, **rest, scope=scope)


def project(*more: Entry, register: tuple[Entry, ...] = ()) -> World:
    """Halsa takes part, and what else is said. Aure and Halsa have become Heim, delta and nito have become samla."""
    known = [*(employer(name) for name in ("Aure", "Halsa", "Smøla")), employer("Heim", from_=DAY)]
    known += [organisation("fagforbundet"), organisation("delta"), organisation("nito"), organisation("samla", DAY)]
    known += [change(DAY, "Aure", "Heim"), change(DAY, "Halsa", "Heim")]
    known += [becomes("delta", "samla"), becomes("nito", "samla")]
    registered = said(ProjectRegistered, name="Felles arkiv", owner=called("owner"), from_=START, until=None)
    return World(Register(book(*known, *register)), PROJECT, book(registered, takes_part("Halsa"), *more))


def ids(*names: str) -> list[UUID]:
    """The identities of those that are called so."""
    return [called(name) for name in names]
