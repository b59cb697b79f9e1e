"""What the predecessors of a merger or split had, in parts, each somebody's to say anew: proposed until that is done.

A part is settled once it is as proposed, or something else has been said in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple
from uuid import UUID

from domain.affected.events import AffectedClarified, ReservationMade, WaiverGiven
from domain.appointments.events import ALL, JointMandateGiven, RepresentantAppointed, ScopeSet
from domain.log.book import Entry
from domain.log.drafts import Draft
from domain.log.spans import FOREVER, Span, contains, span
from domain.log.statements import Statement
from domain.log.world import World
from domain.projects.state import owner_of, participation_of
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from projections.coverage.delegation_graph import Delegations, InForce, appointed
from projections.successions.successions import Kind, Succession, ending_owner

Section = Literal[
    "affected", "not_affected", "scopes", "representanter", "owner", "appointments", "waivers", "reservations", "joint"
]
"""Where a part stands in a proposal."""


class ClarificationPart(NamedTuple):
    """Whether an organisation is affected at an employer, one of them a successor."""

    on: date
    employer: UUID
    organisation: UUID
    had: Mapping[UUID, str]
    """The status on the eve by whoever had one: the predecessors, and a successor that was there already."""
    stands: str | None
    """The status in force on the day."""
    said: bool
    """Whether that has been said from the day."""

    @property
    def status(self) -> Literal["affected", "not_affected"]:
        """What is proposed: affected, if any of them had that."""
        return "affected" if "affected" in self.had.values() else "not_affected"

    @property
    def settled(self) -> bool:
        return self.said or self.stands == self.status

    @property
    def section(self) -> Section:
        stands: Any = self.stands
        return stands if self.settled else self.status

    @property
    def conflict(self) -> bool:
        """Whether they had it differently."""
        return len(set(self.had.values())) > 1

    def draft(self, status: str) -> Draft:
        """The clarification from the day."""
        about = {"employer": self.employer, "organisation": self.organisation}
        return Draft(AffectedClarified, {**about, "from_": self.on, "status": status})


class ScopePart(NamedTuple):
    """An appointment's scope, and the successors of those that it names."""

    appointment: UUID
    organisation: UUID
    named: Sequence[UUID]
    """The predecessors in its scope on the eve or later."""
    successors: Sequence[UUID]
    """Those of them that take part; of all predecessors, where it names none."""
    stands: frozenset[UUID] | None
    """The scope in force on the day; None for all."""
    wider: Mapping[date, Sequence[UUID]]
    """What is to be said from which day, so that the successors are in every scope that names a predecessor."""

    section: Section = "scopes"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to say: it speaks for the successors, or no longer names whom they succeeded."""
        return not self.wider

    @property
    def speaks_for_successors(self) -> bool:
        """Whether they all are in the scope of the day."""
        return self.stands is None or self.stands.issuperset(self.successors)

    def drafts(self) -> list[Draft]:
        """The scopes to say."""
        about = {"organisation": self.organisation, "appointment": self.appointment}
        return [Draft(ScopeSet, {**about, "scope": [*scope], "from_": from_}) for from_, scope in self.wider.items()]


class RepresentantPart(NamedTuple):
    """Who spoke for a predecessor that ended, on the eve; once settled, who speaks for the successor."""

    successor: UUID
    entry: Entry
    settled: bool

    section: Section = "representanter"

    @property
    def person(self) -> UUID:
        """The representant."""
        who: UUID = self.entry.event.content["person"]
        return who


class OwnershipPart(NamedTuple):
    """Whose the project was until its owner ended, and whose it is from then; None: the registrar says who."""

    before: UUID
    after: UUID | None

    section: Section = "owner"

    @property
    def settled(self) -> bool:
        return self.after is not None


class OwnWordPart(NamedTuple):
    """What an organisation had said in its own name, and its successor would say in its."""

    section: Section
    predecessor: UUID
    about: UUID | None
    """The appointment, or the employer; None for a reservation."""
    draft: Draft
    settled: bool

    @property
    def successor(self) -> UUID:
        """Who would say it."""
        who: UUID = self.draft.content["organisation"]
        return who


Part = ClarificationPart | ScopePart | RepresentantPart | OwnershipPart | OwnWordPart


def parts(succession: Succession) -> list[Part]:
    """All that is proposed, or settled."""
    return [part for proposed in _PROPOSED[succession.kind] for part in proposed(succession)]


# Clarifications: employers say them


def clarifications(succession: Succession) -> Iterator[ClarificationPart]:
    """What was clarified at predecessors, or of them, for each successor."""
    counterparts = _COUNTERPARTS[succession.kind](succession)
    found = (_clarification(succession, new, each) for new in succession.taking_part for each in counterparts)
    return (each for each in found if each.had.keys() - {getattr(each, succession.kind)})


def _organisations_clarified(succession: Succession) -> Sequence[UUID]:
    """Those that were clarified at predecessors and exist on the day, by slug."""
    known = organisations_of(succession.world.register)
    asked = {who for employer, who in succession.world.book.addresses("clarification") if employer in succession.heirs}
    there = (who for who in asked if isinstance(who, UUID) and known.exist(who, succession.on))
    return sorted(there, key=lambda who: known[who].slug)


def _participants(succession: Succession) -> Sequence[UUID]:
    """The employers that take part on the day or later."""
    return [employer for employer in participation_of(succession.world).spans if succession.takes_part(employer)]


_COUNTERPARTS: Mapping[Kind, Callable[[Succession], Sequence[UUID]]] = {
    "employer": _organisations_clarified,
    "organisation": _participants,
}


def _clarification(succession: Succession, successor: UUID, counterpart: UUID) -> ClarificationPart:
    def pair(who: UUID) -> tuple[UUID, UUID]:
        return (who, counterpart) if succession.kind == "employer" else (counterpart, who)

    old = (*succession.predecessors_of(successor), successor)
    before = {who: _in_force(succession.world, pair(who), succession.eve) for who in old}
    had = {who: said.status for who, said in before.items() if said is not None}
    here = _in_force(succession.world, pair(successor), succession.on)
    stands = (here.status, here.from_ == succession.on) if here is not None else (None, False)
    return ClarificationPart(succession.on, *pair(successor), had, *stands)


def _in_force(world: World, pair: tuple[UUID, UUID], day: date) -> Any:
    said: Iterator[Any] = (entry.event for entry in reversed(world.book.entries("clarification", pair)))
    return next((each for each in said if each.from_ <= day), None)


# Scopes: the organisations say theirs


def scopes(succession: Succession) -> Iterator[ScopePart]:
    """The appointments, in term on the day or later, whose scope names a predecessor that has successors here."""
    found = (scope(succession, appointment) for appointment in sorted(succession.delegations.appointments))
    return (each for each in found if each and each.named and each.successors)


def scope(succession: Succession, appointment: UUID) -> ScopePart | None:
    """The scope of an appointment; None for a vara, which follows another's, and for one whose term is over."""
    delegations, on = succession.delegations, succession.on
    made = appointed(delegations.appointments[appointment])
    if made.vara_for is not None or not _in_term_from(delegations, appointment, on):
        return None
    in_force = delegations.scopes(appointment)
    late = [each for each in in_force if each.days.stop > on]
    current = [each for each in in_force if each.days.stop > succession.eve]
    named = [old for old in succession.heirs if any(old in (each.employers or ()) for each in current)]
    successors = _followers(succession, named or succession.heirs)
    wider = {max(each.days.start, on): said for each in late if (said := _wider(succession, each))}
    return ScopePart(appointment, made.organisation, named, successors, late[0].employers, wider)


def _wider(succession: Succession, said: InForce) -> Sequence[UUID]:
    """The scope with the successors of those it names; none where that is what it is."""
    there = said.employers or frozenset()
    wider = there.union(_followers(succession, [old for old in succession.heirs if old in there]))
    return sorted(wider) if wider > there else []


def _followers(succession: Succession, predecessors: Iterable[UUID]) -> Sequence[UUID]:
    following = {new for old in predecessors for new in succession.heirs[old]}
    return [new for new in succession.taking_part if new in following]


# Representanter: the successors name theirs


def representanter(succession: Succession) -> Iterator[RepresentantPart]:
    """For each successor that takes part, and whose predecessors had somebody to speak for them."""
    employers = employers_of(succession.world.register)
    for new in succession.taking_part:
        ended = {old for old in succession.predecessors_of(new) if not employers.exist(old, succession.on)}
        before = [each for each in _representing(succession, ended) if succession.eve in _days(each)]
        own = [each for each in _representing(succession, {new}) if _days(each).stop > succession.on]
        if before:
            yield from (RepresentantPart(new, each, bool(own)) for each in own or before)


def _representing(succession: Succession, employers: set[UUID]) -> Sequence[Entry]:
    entries = succession.world.book.all_entries("representant")
    mine = (each for each in entries if each.event.content["employer"] in employers)
    return sorted(mine, key=lambda each: (each.event.content["from_"], str(each.event.address)))


# Ownership: it follows by itself, or the registrar says it


def ownership(succession: Succession) -> Iterator[OwnershipPart]:
    """Whose the project is now, where its owner ended in the change."""
    before = ending_owner(succession.world, succession.on)
    if before and before in succession.heirs:
        yield OwnershipPart(before, owner_of(succession.world, succession.on))


# What organisations say in their own name


def own_words(succession: Succession) -> Iterator[OwnWordPart]:
    """What successors would say in their own name, each thing once."""
    following = [(old, new) for new in succession.successors for old in succession.predecessors_of(new)]
    for said in (_appointments, _waivers, _reservations, _joint_mandates):
        once: dict[tuple[UUID, UUID | None], OwnWordPart] = {}
        for word in (word for old, new in following for word in said(succession, old, new)):
            once.setdefault((word.successor, word.about), word)
        yield from once.values()


def _appointments(succession: Succession, old: UUID, new: UUID) -> Iterator[OwnWordPart]:
    """Those in term on the eve and the day. A vara is appointed with its principal."""
    for appointment, entry in succession.delegations.appointments.items():
        made, term = appointed(entry), succession.delegations.term(appointment)
        going_on = [part for part in term if succession.eve in part and succession.on in part]
        if made.organisation != old or made.vara_for is not None or not going_on:
            continue
        employers = _scope_on(succession.delegations, appointment, succession.on)
        told = {"role": made.role, "employed_at": None, "scope": sorted(employers) if employers is not None else ALL}
        whose = {"organisation": new, "appointment": None, "person": None, "vara_for": None}
        until = None if going_on[0].stop == FOREVER else going_on[0].stop
        draft = Draft(RepresentantAppointed, {**whose, **told, "from_": succession.on, "until": until})
        yield OwnWordPart("appointments", old, appointment, draft, _has_appointed(succession, new, employers))


def _has_appointed(succession: Succession, successor: UUID, employers: frozenset[UUID] | None) -> bool:
    """Whether the successor has somebody, on the day or later, for all who are in the scope."""
    delegations, on = succession.delegations, succession.on
    own = ((appointment, appointed(entry)) for appointment, entry in delegations.appointments.items())
    return any(
        made.organisation == successor
        and made.vara_for is None
        and _in_term_from(delegations, appointment, on)
        and _holds(_scope_on(delegations, appointment, max(on, made.from_)), employers)
        for appointment, made in own
    )


def _waivers(succession: Succession, old: UUID, new: UUID) -> Iterator[OwnWordPart]:
    """Those about employers that take part then or later."""
    for organisation, employer in list(succession.world.book.addresses("waiver")):
        if organisation == old and isinstance(employer, UUID) and succession.takes_part(employer):
            yield from _again(succession, "waivers", WaiverGiven, old, new, employer=employer)


def _reservations(succession: Succession, old: UUID, new: UUID) -> Iterator[OwnWordPart]:
    return _again(succession, "reservations", ReservationMade, old, new)


def _joint_mandates(succession: Succession, old: UUID, new: UUID) -> Iterator[OwnWordPart]:
    """In appointments that are in term then, of others that exist."""
    organisations, on = organisations_of(succession.world.register), succession.on
    for appointment, organisation in list(succession.world.book.addresses("joint")):
        made = succession.world.standing(RepresentantAppointed, appointment) if isinstance(appointment, UUID) else None
        if organisation != old or made is None or made.organisation == new:
            continue
        in_term = contains(succession.delegations.term(made.appointment), on)
        if in_term and organisations.exist(made.organisation, on):
            yield from _again(succession, "joint", JointMandateGiven, old, new, appointment=made.appointment)


def _again(
    succession: Succession, section: Section, said: type[Statement], old: UUID, new: UUID, **about: UUID
) -> Iterator[OwnWordPart]:
    """The same for the successor, from the day, if what was said held on the eve and would have gone on."""
    theirs = {"organisation": old, **about}
    for entry in succession.world.book.entries(said.KIND, tuple(theirs[name] for name in said.ADDRESS)):
        days = _days(entry)
        if succession.eve in days and succession.on in days:
            until = entry.event.content["until"]
            draft = Draft(said, {"organisation": new, **about, "from_": succession.on, "until": until})
            yield OwnWordPart(section, old, next(iter(about.values()), None), draft, _is_said(succession, draft))
            return


def _is_said(succession: Succession, draft: Draft) -> bool:
    """Whether it holds on the day, or something has been said in its slot."""
    book, kind, (address, at) = succession.world.book, draft.said.KIND, draft.slot
    return at in book.used(kind, address) or any(succession.on in _days(each) for each in book.entries(kind, address))


def _in_term_from(delegations: Delegations, appointment: UUID, on: date) -> bool:
    return any(part.stop > on for part in delegations.term(appointment))


def _scope_on(delegations: Delegations, appointment: UUID, day: date) -> frozenset[UUID] | None:
    return next(each.employers for each in delegations.scopes(appointment) if day in each.days)


def _holds(wider: frozenset[UUID] | None, employers: frozenset[UUID] | None) -> bool:
    return wider is None or (employers is not None and employers <= wider)


def _days(entry: Entry) -> Span:
    return span(entry.event.content["from_"], entry.event.content["until"])


_PROPOSED: Mapping[Kind, Sequence[Callable[[Succession], Iterable[Part]]]] = {
    "employer": (clarifications, scopes, representanter, ownership),
    "organisation": (clarifications, own_words),
}
