"""Changes of organisations on one day: renamed, merged, split.

A change is asked for as edges from old organisations to new ones. Here it is decided who the new ones are, and what is
therefore said. An old one among the new ones goes on, by its slug or because that is said; the other old ones end.
It is decided by what was so on the eve, so that saying a change again says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.log.drafts import Draft, supposing
from domain.log.errors import Invalid, UnknownReference
from domain.log.statements import identity
from domain.log.world import World
from domain.register.events import OrganisationChanged, OrganisationRegistered
from domain.register.lineage import became, edges, grouped, refuse_repeated, refuse_too_early, said_alike
from domain.register.organisations import Organisations, organisations_of, slugify


@dataclass(frozen=True)
class OrganisationEdge:
    """An edge as the registrar gives it: from an old organisation to a new one, which may be the same."""

    from_: UUID
    slug: str | None = None
    name: str | None = None
    short_name: str | None = None
    kind: str | None = None
    id: UUID | None = None
    continues: bool | None = None
    """Whether the old one goes on as the new one; None: if they have the same slug, or only a name is said of one."""

    @property
    def key(self) -> str:
        """The slug of the new one, as it is given or follows from its name."""
        return self.slug or slugify(self.name or "")

    def to(self, known: Organisations) -> UUID | None:
        """The new one, if the register has it: by id, by slug, or by the slug of the name."""
        if self.id is not None:
            return self.id if self.id in known else None
        return known.by_slug(self.key) if self.slug or not self.continues else None


@dataclass(frozen=True)
class NewOrganisation:
    """A new organisation of a change: who it is, and what it is called from the day on."""

    organisation: UUID
    slug: str
    name: str
    short_name: str | None
    kind: str
    edges: Mapping[int, OrganisationEdge]
    """Those that lead to it, by their places among all edges."""

    @property
    def first(self) -> int:
        """The place of its first edge."""
        return min(self.edges)

    def successor(self) -> dict[str, str | UUID | None]:
        """As an :class:`OrganisationChanged` tells of it."""
        named = {"slug": self.slug, "name": self.name, "short_name": self.short_name, "kind": self.kind}
        return {"to": self.organisation, **named}


def change_organisations(world: World, on: date, asked: Sequence[OrganisationEdge]) -> list[Draft]:
    """What is said when the registrar says that these organisations changed on the day.

    First an :class:`OrganisationRegistered` for each born in the change, then an :class:`OrganisationChanged` for each
    old one. Raises :class:`Invalid`, with a pointer to the edge at fault.
    """
    known = organisations_of(world.register)
    _refuse_the_impossible(known, on, asked)
    new = _new(known, on, asked)
    said = [*_born(known, on, new), *_changed(on, asked, new)]
    _refuse_what_cannot_follow(organisations_of(supposing(world, said).register), on, new)
    return said


def refuse_unnamed(known: Organisations, edge: OrganisationEdge, place: int) -> None:
    """Refuse an edge to nobody who is known, or could be new (:class:`UnknownReference`, :class:`Invalid`)."""
    given = "slug" if edge.slug else "id"
    if not edge.name and edge.to(known) is None and (edge.slug or edge.id):
        raise UnknownReference("There is no such organisation. A new one needs a name.", f"/edges/{place}/to/{given}")
    if not (edge.name or edge.slug or edge.id or edge.continues):
        raise Invalid("By its slug or id, or with a name.", f"/edges/{place}/to")


def _refuse_the_impossible(known: Organisations, on: date, asked: Sequence[OrganisationEdge]) -> None:
    refuse_too_early(on)
    for place, edge in enumerate(asked):
        if not known.exist(edge.from_, on - timedelta(days=1)):
            raise Invalid("The old organisation does not exist on the day before the change.", f"/edges/{place}/from")
        to = edge.to(known)
        if edge.continues is False and to == edge.from_:
            raise Invalid("An organisation that keeps its slug goes on.", f"/edges/{place}/continues")
        if edge.continues and to != edge.from_ and (to or edge.slug or edge.id):
            raise Invalid("An organisation that goes on keeps its slug and its id.", f"/edges/{place}/to")
        if to and edge.slug and known.by_slug(edge.slug) != to:
            raise Invalid("The organisation of this id has another slug.", f"/edges/{place}/to/slug")


def _new(known: Organisations, on: date, asked: Sequence[OrganisationEdge]) -> list[NewOrganisation]:
    """The new ones: edges to the same organisation, or to one of the same slug, lead to the same one."""
    keys = [edge.to(known) or edge.key for edge in asked]
    refuse_repeated(enumerate((edge.from_, key) for edge, key in zip(asked, keys, strict=True)))
    new = [_one(known, on, key, group, alone=len(asked) == 1) for key, group in grouped(asked, keys).items()]
    for place, each in enumerate(new):
        if any(each.organisation == other.organisation for other in new[:place]):
            raise Invalid("One organisation cannot become two new ones and go on as both.", f"/edges/{each.first}/to")
    return new


def _one(
    known: Organisations, on: date, key: UUID | str, group: Mapping[int, OrganisationEdge], *, alone: bool
) -> NewOrganisation:
    name, short_name, kind = (_said_alike(group, field) for field in ("name", "short_name", "kind"))
    _said_alike(group, "id")
    who = _who(key, group, alone=alone)
    first = min(group)
    kinds = {known[edge.from_].kind for edge in group.values()} | ({kind} if kind else set())
    before = known.get(who)
    if before is not None:
        title = before.named(on - timedelta(days=1))
        name, short_name, kinds = name or title.name, short_name or title.short_name, kinds | {before.kind}
    if len(kinds) > 1:
        raise Invalid("An organisasjon and a sammenslutning do not become one another.", f"/edges/{first}/to")
    if before is None and (holder := known.by_slug(str(key))) is not None and holder != who:
        raise Invalid("Another organisation has this slug.", f"/edges/{first}/to/slug")
    if not name:
        raise Invalid("A new organisation needs a name.", f"/edges/{first}/to/name")
    return NewOrganisation(who, before.slug if before else _slug(str(key), first), name, short_name, kinds.pop(), group)


def _slug(text: str, place: int) -> str:
    if not text or slugify(text) != text:
        raise Invalid("A slug is written in a–z, 0–9 and single hyphens.", f"/edges/{place}/to/slug")
    return text


def _who(key: UUID | str, group: Mapping[int, OrganisationEdge], *, alone: bool) -> UUID:
    """Who it is: the one named, the old one that goes on as it, or somebody new."""
    if isinstance(key, UUID):
        return key
    going = [place for place, edge in group.items() if edge.continues or (alone and _is_renamed(edge))]
    if len(going) > 1:
        raise Invalid("Two organisations cannot go on as the same new one.", f"/edges/{going[1]}/continues")
    if going:
        return group[going[0]].from_
    return next((edge.id for edge in group.values() if edge.id), None) or identity("organisation", key)


def _is_renamed(edge: OrganisationEdge) -> bool:
    """Whether the only edge of a change merely says a name: as with employers, that is a new name for the old one."""
    return edge.continues is None and edge.slug is None and edge.id is None


def _said_alike(group: Mapping[int, OrganisationEdge], field: str) -> Any:
    detail = "The same new organisation, by its slug, is given differently on two edges."
    return said_alike(group, field, field, detail)


def _born(known: Organisations, on: date, new: Sequence[NewOrganisation]) -> list[Draft]:
    """The registrations of those that nobody knew."""
    rest = {"orgnr": None, "from_": on, "until": None}
    born = (each.successor() for each in new if each.organisation not in known)
    return [Draft(OrganisationRegistered, {"organisation": each.pop("to"), **each, **rest}) for each in born]


def _changed(on: date, asked: Sequence[OrganisationEdge], new: Sequence[NewOrganisation]) -> list[Draft]:
    """What became of each of the old ones, told alike in whatever order the edges were given."""
    told = [(each.successor(), each.edges.values()) for each in sorted(new, key=lambda each: each.slug)]
    return [
        Draft(OrganisationChanged, {"organisation": old, "on": on, "successors": successors})
        for old, successors in became((edge.from_ for edge in asked), told).items()
    ]


def _refuse_what_cannot_follow(after: Organisations, on: date, new: Sequence[NewOrganisation]) -> None:
    """Refuse a new one that is gone by then, a circle, and what leaves another change without one of its own."""
    for each in new:
        if not after.exist(each.organisation, on):
            detail = "This organisation does not exist on the day of the change, or ends on it."
            raise Invalid(detail, f"/edges/{each.first}/to")
        if _leads_back(after, each.organisation, on):
            raise Invalid("The organisations of a day come of each other in a circle.", f"/edges/{each.first}/to")
    told = {old for each in new for old in (each.organisation, *(edge.from_ for edge in each.edges.values()))}
    for change in after.changes:
        eve = change.on - timedelta(days=1)
        pairs = [(change.organisation, eve), *((successor["to"], change.on) for successor in change.successors)]
        if any(who in told and not after.exist(who, day) for who, day in pairs):
            raise Invalid(f"The change of {change.on.isoformat()} says otherwise of one of them.", "/on")


def _leads_back(after: Organisations, organisation: UUID, on: date) -> bool:
    """Whether the changes of the day lead from an organisation to itself by way of others."""
    led = [edge for change in after.changes if change.on == on for edge in edges(change)]
    found = {organisation}
    while further := {new for old, new in led if old in found} - found:
        found |= further
    return any(new == organisation for old, new in led if old in found)
