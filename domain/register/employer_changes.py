"""Changes of employers on one day: renumbered, renamed, merged, split (docs/model.md, rule 1).

A change is asked for as edges from old employers to new ones. Here it is decided who the new ones are, and
what is therefore said. It is decided by what was so on the eve, so that saying a change again says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from domain.log.drafts import Draft, supposing
from domain.log.errors import Invalid
from domain.log.spans import intersect
from domain.log.statements import identity
from domain.log.world import World
from domain.register.employers import Employers, employers_of
from domain.register.events import EmployerChanged, EmployerRegistered
from domain.register.lineage import became, grouped, refuse_repeated, refuse_too_early, said_alike


@dataclass(frozen=True)
class EmployerEdge:
    """An edge as the registrar gives it: from an old employer to a new one, which may be the same."""

    from_: UUID
    number: str | None
    name: str | None
    id: UUID | None = None
    continues: bool | None = None
    """Whether the old one goes on as the new one; None: by the convention."""


@dataclass(frozen=True)
class NewEmployer:
    """A new employer of the change, with the edges that lead to it, by their places among all edges."""

    id: UUID | None
    number: str | None
    name: str | None
    edges: Mapping[int, EmployerEdge]

    @property
    def first(self) -> int:
        """The place of its first edge."""
        return min(self.edges)


def change_employers(world: World, on: date, edges: Sequence[EmployerEdge]) -> list[Draft]:
    """What is said when the registrar says that these employers changed on the day.

    First an :class:`EmployerRegistered` for each employer born in the change, then an
    :class:`EmployerChanged` for each old one. Raises :class:`Invalid`, with a pointer to the edge at fault.
    """
    change = EmployerChange(employers_of(world.register), on, edges)
    said = [*change.born(), *change.changed()]
    _no_number_twice(employers_of(supposing(world, said).register), change)
    return said


class EmployerChange:
    """The change of one day, asked of the employers as known."""

    def __init__(self, employers: Employers, on: date, edges: Sequence[EmployerEdge]) -> None:
        self.employers, self.on, self.edges = employers, on, edges
        self._refuse_the_impossible()
        self.old = Counter(edge.from_ for edge in edges)
        self.new = _new([self._numbered(edge) for edge in edges])
        goes_on = self._goes_on()
        self.who = [self._identity(new, [place for place in new.edges if place in goes_on]) for new in self.new]
        self._refuse_contradictions(goes_on)

    def born(self) -> list[Draft]:
        """The registrations of the new ones that nobody knew."""
        unknown = [(who, new) for who, new in zip(self.who, self.new, strict=True) if who not in self.employers]
        return [Draft(EmployerRegistered, self._registration(who, new)) for who, new in unknown]

    def _registration(self, who: UUID, new: NewEmployer) -> dict[str, object]:
        name, kind = self._name(who, new), self.employers[new.edges[new.first].from_].kind
        said = {"employer": who, "name": name, "kind": kind, "kommunenummer": new.number, "orgnr": None}
        return {**said, "from_": self.on, "until": None}

    def changed(self) -> list[Draft]:
        """What became of each of the old ones, told alike in whatever order the edges were given."""
        told = sorted(zip(self.who, self.new, strict=True), key=lambda one: (one[1].number or "", one[0]))
        new = [(self._successor(who, new), new.edges.values()) for who, new in told]
        return [
            Draft(EmployerChanged, {"employer": old, "on": self.on, "successors": successors})
            for old, successors in became(self.old, new).items()
        ]

    def _successor(self, who: UUID, new: NewEmployer) -> dict[str, str | UUID | None]:
        """As an :class:`EmployerChanged` tells of it."""
        return {"to": who, "kommunenummer": self.number(who, new), "name": self._name(who, new)}

    def number(self, who: UUID, new: NewEmployer) -> str | None:
        """The number from the day on: as given, else the one it had."""
        return new.number or self._number_before(who)

    def _name(self, who: UUID, new: NewEmployer) -> str:
        if new.name:
            return new.name
        if who not in self.employers:
            raise Invalid("A new employer needs a name.", f"/edges/{new.first}/to/name")
        return self.employers[who].named(self._day_before(who)).name

    def _number_before(self, who: UUID) -> str | None:
        known = self.employers.get(who)
        return known.named(self._day_before(who)).kommunenummer if known else None

    @property
    def _eve(self) -> date:
        return self.on - timedelta(days=1)

    def _day_before(self, who: UUID) -> date:
        """The eve, or for an employer born on the day itself that day."""
        return self._eve if self.employers.exist(who, self._eve) else self.on

    def _numbered(self, edge: EmployerEdge) -> EmployerEdge:
        """The edge, with the number of the new one where only its id is given."""
        if edge.id is None or edge.number:
            return edge
        return replace(edge, number=self._number_before(edge.id))

    def _goes_on(self) -> set[int]:
        """The places of the edges by which an old employer goes on as the new one.

        What is said outright comes before the convention, for both ends of the edge.
        """
        outright = {place for place, edge in enumerate(self.edges) if self._outright(edge)}
        going = {self.edges[place].from_ for place in outright}
        by_convention = {
            place
            for new in self.new
            if not outright & set(new.edges)
            for place, edge in new.edges.items()
            if edge.continues is None and edge.from_ not in going and self._by_convention(edge, new)
        }
        return outright | by_convention

    @staticmethod
    def _outright(edge: EmployerEdge) -> bool:
        return bool(edge.continues) or (edge.continues is None and edge.id == edge.from_)

    def _by_convention(self, edge: EmployerEdge, new: NewEmployer) -> bool:
        """Whether the new one keeps the old number; or is nobody else, and both have this one edge."""
        if new.number and new.number == self._number_before(edge.from_):
            return True
        alone = len(new.edges) == 1 and self.old[edge.from_] == 1
        return alone and self._known(new) is None

    def _known(self, new: NewEmployer) -> UUID | None:
        """The employer of the register, none of the old ones, that the new one is."""
        if new.id is not None:
            return new.id if new.id in self.employers else None
        holder = self.employers.by_number(new.number, self.on) if new.number else None
        for who in (holder, self._derived(new)):
            if who in self.employers and who not in self.old:
                return who
        return None

    def _derived(self, new: NewEmployer) -> UUID:
        return identity("employer", new.number or new.name, self.on)

    def _identity(self, new: NewEmployer, going: Sequence[int]) -> UUID:
        if not going:
            return self._known(new) or new.id or self._derived(new)
        if len(going) > 1:
            raise Invalid("Two old employers cannot go on as the same new one.", f"/edges/{going[1]}/continues")
        who = new.edges[going[0]].from_
        if new.id not in (None, who):
            raise Invalid(
                "The old employer goes on as this one, and keeps its own id. For another employer, "
                "say «continues»: false.",
                f"/edges/{going[0]}/to/id",
            )
        return who

    def _refuse_the_impossible(self) -> None:
        if not self.edges:
            raise Invalid("A change has at least one edge.", "/edges")
        refuse_too_early(self.on)
        for place, edge in enumerate(self.edges):
            if not self.employers.exist(edge.from_, self._eve):
                raise Invalid("The old employer does not exist on the day before the change.", f"/edges/{place}/from")

    def _refuse_contradictions(self, goes_on: set[int]) -> None:
        times = Counter(self.who)
        for who, new in zip(self.who, self.new, strict=True):
            going = goes_on & set(new.edges)
            if who in self.old and not going:
                raise Invalid(
                    "This is an old employer of the change that does not go on as the new one.",
                    f"/edges/{new.first}/to/id",
                )
            if times[who] > 1:
                place = min(going, default=new.first)
                raise Invalid("One employer cannot become two new ones and go on as both.", f"/edges/{place}/continues")


def _new(edges: Sequence[EmployerEdge]) -> list[NewEmployer]:
    """The new employers: edges with the same id, else number, else name lead to the same one."""
    ids = {edge.number: edge.id for edge in edges if edge.id and edge.number}
    keys = [edge.id or ids.get(edge.number or "") or edge.number or ("name", edge.name) for edge in edges]
    new = [_one(group) for group in grouped(edges, keys).values()]
    times = Counter(each.number for each in new)
    for place, edge in enumerate(edges):
        if edge.number and times[edge.number] > 1:
            raise Invalid("Two new employers cannot have the same kommunenummer.", f"/edges/{place}/to/kommunenummer")
    return new


def _one(group: Mapping[int, EmployerEdge]) -> NewEmployer:
    refuse_repeated((place, edge.from_) for place, edge in group.items())
    differently = "The same new employer is given differently on two edges."
    name = said_alike(group, "name", "name", differently)
    number = said_alike(group, "number", "kommunenummer", differently)
    return NewEmployer(next((edge.id for edge in group.values() if edge.id), None), number, name, group)


def _no_number_twice(after: Employers, change: EmployerChange) -> None:
    """Refuse a change by which one number would be two employers' on some day."""
    for who, new in zip(change.who, change.new, strict=True):
        held = after.holders(change.number(who, new) or "")
        own = [days for days, holder in held if holder == who]
        if any(intersect([days], own) for days, holder in held if holder != who):
            raise Invalid(
                "Another employer has this kommunenummer on some of these days.",
                f"/edges/{new.first}/to/kommunenummer",
            )
