"""Which statements made the difference between coverage then and now, and since when a pair has been what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from domain.affected.state import organisations_named_in
from domain.appointments.events import RepresentantAppointed
from domain.groups.state import seating_of
from domain.log.book import Book, Entry
from domain.log.statements import KINDS, Address
from domain.register.employers import employers_of
from domain.register.events import OrganisationChanged
from domain.register.lineage import goes_on
from domain.register.organisations import organisations_of
from projections.coverage.comparison import ChangedPair, Side
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import Cell
from projections.coverage.status_changes import StatusChange


class Attribution:
    """The statements that made the difference: those that hold on one side alone, or took away what did."""

    def __init__(self, before: Side, after: Side) -> None:
        self._sides = (before, after)
        self._found: dict[tuple[str, Address], list[Entry]] = {}
        self._named: dict[UUID, list[Entry]] = {}
        self._spoken_of: dict[str, set[Address]] = {}

    def of(self, pair: ChangedPair) -> list[Entry]:
        """Those behind one pair, in the order in which they were recorded."""
        found = {entry.position: entry for about in self._about(pair) for entry in self._differing(*about)}
        if pair.before is None or pair.after is None:
            if pair.organisation not in self._named:
                self._named[pair.organisation] = self._naming(pair.organisation)
            found |= {entry.position: entry for entry in self._named[pair.organisation]}
        return [found[position] for position in sorted(found)]

    # What a pair depends on

    def _about(self, pair: ChangedPair) -> Iterator[tuple[str, Address]]:
        employer, organisation = pair.employer, pair.organisation
        cells = [cell for cell in (pair.before, pair.after) if cell is not None]
        yield "clarification", (employer, organisation)
        yield from _existing(organisation)
        if len({cell.claimed for cell in cells}) > 1 or len(cells) == 1:
            yield "claim", (organisation, employer)
        if any(cell.status == "waived" for cell in cells):
            yield "waiver", (organisation, employer)
        if any(cell.appointments for cell in cells):
            yield from self._delegation(organisation, self._appointments(cells))
        if len(cells) == 1:
            yield from self._presence(employer)

    def _delegation(self, organisation: UUID, appointments: set[UUID]) -> Iterator[tuple[str, Address]]:
        """Who speaks for the organisation, and by what right."""
        for appointment in appointments:
            yield from ((kind, (appointment,)) for kind in ("appointment", "scope", "leave", "end"))
            yield "joint", (appointment, organisation)
        yield "reservation", (organisation,)
        yield from self._seats(appointments)
        yield from self._organisations(organisation, appointments)

    def _appointments(self, cells: Sequence[Cell]) -> set[UUID]:
        """Those that act on either side, and those for whom they are vara."""
        acting = {each for cell in cells for each in cell.appointments}
        made = (side.world.standing(RepresentantAppointed, each) for side in self._sides for each in acting)
        return acting | {each.vara_for for each in made if each is not None and each.vara_for is not None}

    def _seats(self, appointments: set[UUID]) -> Iterator[tuple[str, Address]]:
        if self._sides[0].coverage.group is None:
            return
        for side in self._sides:
            for appointment in appointments:
                for seated in seating_of(side.world).of_appointment(appointment):
                    yield "seat", (seated.group.group, seated.said.seat)
                    yield "group", (seated.group.group,)

    def _organisations(self, organisation: UUID, appointments: set[UUID]) -> Iterator[tuple[str, Address]]:
        """That they exist, and belong together."""
        concerned = {organisation}
        for side in self._sides:
            concerned |= organisations_of(side.world.register).above(organisation)
            made = (side.world.standing(RepresentantAppointed, each) for each in appointments)
            concerned |= {each.organisation for each in made if each is not None}
        for each in concerned:
            yield from _existing(each)
        for address in self._addresses("affiliation"):
            if address[0] in concerned:
                yield "affiliation", address

    def _presence(self, employer: UUID) -> Iterator[tuple[str, Address]]:
        """That the employer takes part."""
        yield "project", ()
        for each in self._line(employer):
            yield from ((kind, (each,)) for kind in ("employer", "participant", "change"))

    def _line(self, employer: UUID) -> set[UUID]:
        """The employer, and all that it has come from."""
        found, waiting = {employer}, [employer]
        while waiting:
            who = waiting.pop()
            known = (employers_of(side.world.register).get(who) for side in self._sides)
            before = {edge.employer for each in known if each for edge in each.predecessors} - found
            found |= before
            waiting += before
        return found

    def _addresses(self, kind: str) -> set[Address]:
        if kind not in self._spoken_of:
            spoken_of = (_book(side, kind).kinds.get(kind, {}) for side in self._sides)
            self._spoken_of[kind] = {address for addresses in spoken_of for address in addresses}
        return self._spoken_of[kind]

    # What differs

    def _differing(self, kind: str, address: Address) -> list[Entry]:
        if (kind, address) not in self._found:
            was, now = (_holding(side, kind, address) for side in self._sides)
            taken_over = KINDS[kind].TAKES_OVER and now
            gone = [] if taken_over else [self._last_word(entry, 1) for entry in was if not _among(entry, now)]
            come = [self._last_word(entry, 0) for entry in now if not _among(entry, was)]
            self._found[kind, address] = [*gone, *come]
        return self._found[kind, address]

    def _naming(self, organisation: UUID) -> list[Entry]:
        """What made it the project's on one side alone: the first to name it, or the last that no longer does."""
        if len({organisation in organisations_named_in(side.world) for side in self._sides}) == 1:
            return []
        addresses = [("clarification", each) for each in self._addresses("clarification") if each[1] == organisation]
        addresses += [("claim", each) for each in self._addresses("claim") if each[0] == organisation]
        was, now = ([entry for each in addresses for entry in side.world.book.entries(*each)] for side in self._sides)
        if now:
            return [min((self._last_word(entry, 0) for entry in now), key=_position)]
        return [max((self._last_word(entry, 1) for entry in was), key=_position)]

    def _last_word(self, entry: Entry, other: int) -> Entry:
        """What was said later in the slot, as known on the other side; else the statement."""
        said = entry.event
        later = _book(self._sides[other], said.KIND).slot(said.KIND, said.address, said.at)
        return later if later is not None and later.position > entry.position else entry


def _existing(organisation: UUID) -> Iterator[tuple[str, Address]]:
    """That the organisation exists."""
    yield from ((kind, (organisation,)) for kind in ("organisation", "organisation_change"))


def _book(side: Side, kind: str) -> Book:
    return side.world.register.book if KINDS[kind].OF_THE_REGISTER else side.world.book


def _holding(side: Side, kind: str, address: Address) -> list[Entry]:
    """What stands there and holds on the side's day."""
    entries = _book(side, kind).entries(kind, address)
    standing = [entry for entry in entries if _begun(entry, side.day) and not _goes_on(entry)]
    return standing[-1:] if KINDS[kind].TAKES_OVER else [entry for entry in standing if _lasts(entry, side.day)]


def _goes_on(entry: Entry) -> bool:
    """Whether it says of an organisation that it is there still, perhaps under another name."""
    return isinstance(entry.event, OrganisationChanged) and goes_on(entry.event)


def _begun(entry: Entry, day: date) -> bool:
    return entry.event.days.start <= day


def _lasts(entry: Entry, day: date) -> bool:
    return day < entry.event.days.stop


def _position(entry: Entry) -> int:
    return entry.position


def _among(entry: Entry, others: list[Entry]) -> bool:
    """Whether one of them says the same, as far as it matters."""
    return any(other.event.address == entry.event.address and _essence(other) == _essence(entry) for other in others)


def _essence(entry: Entry) -> Mapping[str, object]:
    said = entry.event
    return {name: value for name, value in said.content.items() if name not in said.IMMATERIAL}


class Opened:
    """The turn by which a pair came to its status."""

    def __init__(self, coverage: Coverage, pair: Pair) -> None:
        self._coverage = coverage
        self._pair = pair
        line = coverage.line(pair.employer, pair.organisation)
        assert line is not None
        self._line = line

    @property
    def on(self) -> date:
        """The first day of the status."""
        return self._pair.cell.days.start

    @property
    def turn(self) -> StatusChange:
        """What changed on that day."""
        before = self._before.status if self._before else None
        return StatusChange(
            self.on, self._pair.organisation, before, self._pair.status, self._line, [self._pair.employer]
        )

    def statements(self, causes: Mapping[date, Attribution]) -> Sequence[Entry]:
        """Those that made it so, in the order in which they were recorded."""
        changed = ChangedPair(self._pair.employer, self._pair.organisation, self._before, self._line.cell(self.on))
        return causes[self.on].of(changed)

    @cached_property
    def _before(self) -> Cell | None:
        """The pair on the eve."""
        return self._line.cell(self.on - timedelta(days=1))


class AttributionByDay(dict[date, Attribution]):
    """What made the difference between a day and its eve, in one coverage."""

    def __init__(self, coverage: Coverage) -> None:
        super().__init__()
        self._coverage = coverage

    def __missing__(self, day: date) -> Attribution:
        eve = Side(self._coverage, day - timedelta(days=1))
        self[day] = Attribution(eve, Side(self._coverage, day))
        return self[day]
