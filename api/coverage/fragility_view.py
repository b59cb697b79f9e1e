"""On whom coverage hangs, as it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from orjson import Fragment

from api.coverage.other_projects import OtherProjects
from api.coverage.schemas import (
    AbsenceAnswer,
    FragilityLists,
    HangingAnswer,
    LoadAnswer,
    LostAnswer,
    RemediesAnswer,
    RemedyAnswer,
    WiderAnswer,
)
from api.http.answers import PersonRef
from api.http.shapes import Fragments, PersonNames, Written, organisation_reference
from domain.register.organisations import organisations_of
from projections.coverage.fragility import Absence, Fragility, Hanging, Load
from projections.gaps.fewest_appointments import FewestAppointments, Relief, ReliefPlan

T = TypeVar("T", Hanging, Absence, Load)


class FragilityView:
    """A page of each list, and what would close the gaps, with names by right."""

    def __init__(
        self,
        fragility: Fragility,
        fewest: FewestAppointments,
        fragments: Fragments,
        names: PersonNames,
        others: OtherProjects,
        stretch: tuple[int, int],
        person: UUID | None = None,
    ) -> None:
        """``stretch``: how many come before the page, and how many are on it; ``person``: the only one asked about."""
        self._fragments = fragments
        self._register = fragments.register
        self._fragility = fragility
        self._fewest = fewest
        self._names = names
        self._others = others
        self._day = others.day
        self._stretch = stretch
        self._person = person
        lists = self._of_person(fragility.hanging), self._of_person(fragility.absences), self._of_person(fragility.load)
        self._hanging, self._absences, self._load = lists
        self._people = self._named()

    def shape(self) -> FragilityLists:
        """As it is answered."""
        fewest = self._fewest
        return {
            "totals": {"hanging": len(self._hanging), "absences": len(self._absences), "load": len(self._load)},
            "hanging": [self._hangs(each) for each in self._page(self._hanging)],
            "absences": [self._absence(each) for each in self._page(self._absences)],
            "load": self._loads(self._page(self._load)),
            "gaps": sum(map(len, fewest.gaps.values())),
            "widen": {**_figures(fewest.wider), "appointments": [self._wider(each) for each in fewest.wider.chosen]},
            "fewest": {**_figures(fewest.anew), "appointments": [self._remedy(each) for each in fewest.anew.chosen]},
        }

    def _of_person(self, found: Sequence[T]) -> Sequence[T]:
        return found if self._person is None else [each for each in found if each.person == self._person]

    def _page(self, found: Sequence[T]) -> Sequence[T]:
        skip, size = self._stretch
        return found[skip : skip + size]

    def _named(self) -> Mapping[UUID, PersonRef]:
        """Everybody on the page, and whose scope would be wider."""
        people = {each.person for each in self._page(self._hanging)}
        people |= {each.person for each in self._page(self._absences)}
        people |= {each.person for each in self._page(self._load)}
        made = (each.appointment for each in self._fewest.wider.chosen)
        people |= {self._fragility.person(each) for each in made if each}
        return self._names.show_all(sorted(people))

    def _hangs(self, hanging: Hanging) -> HangingAnswer:
        pair = hanging.pair
        return {
            "employer": self._employer(pair.employer),
            "organisation": self._organisation(pair.organisation),
            "status": pair.status,
            "without": hanging.without,
            "person": self._people[hanging.person],
            "appointments": [str(each) for each in pair.appointments],
        }

    def _absence(self, absence: Absence) -> AbsenceAnswer:
        slugs = {who: organisations_of(self._register)[who].slug for who in absence.by_organisation}
        return {
            "person": self._people[absence.person],
            **_lost(absence.counts),
            "by_organisation": [
                {"organisation": self._organisation(who), **_lost(absence.by_organisation[who])}
                for who in sorted(slugs, key=slugs.__getitem__)
            ],
        }

    def _loads(self, page: Sequence[Load]) -> list[LoadAnswer]:
        people = [each.person for each in page]
        work, others = self._fragility.work(people), self._others.count(people)
        return [
            {
                "person": self._people[each.person],
                "employers": each.employers,
                "pairs": each.pairs,
                "appointments": work[each.person].appointments,
                "seats": work[each.person].seats,
                "groups": work[each.person].groups,
                "projects": others[each.person],
            }
            for each in page
        ]

    def _wider(self, remedy: Relief) -> WiderAnswer:
        made = remedy.appointment
        assert made is not None
        person = self._people[self._fragility.person(made)]
        return {"appointment": str(made), "person": person, **self._remedy(remedy)}

    def _remedy(self, remedy: Relief) -> RemedyAnswer:
        return {
            "by": organisation_reference(self._register, remedy.by, self._day),
            "organisations": [self._organisation(who) for who in remedy.organisations],
            "employers": self._employers(remedy.employers),
            "pairs": remedy.pairs,
            "direct": remedy.direct,
        }

    def _employer(self, employer: UUID) -> Written:
        return Fragment(self._fragments.employer(employer.bytes, self._day))

    def _organisation(self, organisation: UUID) -> Written:
        return Fragment(self._fragments.organisation(organisation, self._day))

    def _employers(self, employers: Iterable[UUID]) -> Written:
        shown = (self._fragments.employer(each.bytes, self._day) for each in employers)
        return Fragment(b"[" + b",".join(shown) + b"]")


def _lost(counts: Counter[str]) -> LostAnswer:
    return {"gap": counts["gap"], "waived": counts["waived"], "temporary": counts["temporary"]}


def _figures(plan: ReliefPlan) -> RemediesAnswer:
    return {"covers": plan.covers, "bound": plan.bound, "optimal": plan.optimal}
