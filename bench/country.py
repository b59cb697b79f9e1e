"""A made-up national project on the real registers: who could sit in its group, and whom they represent.

Kommuner, fylkeskommuner, organisations and their sammenslutninger are those of ``api/register/data``. The appointments
are drawn from a seed in the shares below. They are chosen, not counted: nobody keeps such a register yet. Few speak for
the whole country, most for some kommuner, so that 60 seats cannot represent every pair, and no simple rule finds the
best 60.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid5

from projections.groups.optimiser.problem import Candidate

DATA = Path(__file__).parent.parent / "api" / "register" / "data"
SPACE = UUID("00000000-0000-4000-8000-00000000beac")
SCOPES = {"all": 0.005, "fylke": 0.115, "neighbours": 0.58, "single": 0.3}
"""The share of appointments by what they are for; a sammenslutning appoints for a fylke or for neighbours alone."""
SAMMENSLUTNING = 0.18
"""The share that a sammenslutning appoints."""
JOINT = 0.25
"""The share, of an organisation's appointments not for all, that one to three others let speak for them too."""
AGAIN = 0.05
"""The share whose person has been appointed before, by another."""
EMPLOYED = 0.8
"""The share of persons employed where they speak; the others are employed by their organisation."""
NEIGHBOURS = (2, 8)
"""How many kommuner in a row, by number and within their fylke, pass for neighbours."""
LOADS = (0, 0, 0, 1, 1, 2, 3)
"""The seats that people hold already, each as likely."""


@dataclass(frozen=True)
class Employer:
    """A kommune or a fylkeskommune of today."""

    name: str
    fylke: str

    @property
    def key(self) -> UUID:
        """Its made-up identity."""
        return uuid5(SPACE, f"employer {self.fylke} {self.name}")


@dataclass(frozen=True)
class Country:
    """Employers × organisations, every pair affected; pair number = employer's place × organisations + its place."""

    employers: Sequence[Employer]
    organisations: Sequence[str]
    sammenslutning: Sequence[str]
    """Of each organisation, in their order."""

    @classmethod
    def read(cls, employers: int | None = None) -> Country:
        """The country of the registers, or the first so many employers of it."""
        kommuner = [Employer(row["name"], row["fylkesnummer"]) for row in _rows("kommuner.csv")]
        fylkeskommuner = [
            Employer(row["name"], row["fylkesnummer"])
            for row in _rows("fylkeskommuner.csv")
            if not row["valid_to"] and row["fylkesnummer"] != "03"  # Oslo is among the kommuner
        ]
        listed = _rows("organisasjoner.csv")
        by_fylke = sorted([*kommuner, *fylkeskommuner], key=lambda employer: employer.fylke)
        return cls(
            by_fylke[:employers],
            [row["name"] for row in listed],
            [row["forhandlingssammenslutning"] for row in listed],
        )

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return len(self.employers) * len(self.organisations)

    @cached_property
    def fylker(self) -> dict[str, list[int]]:
        """The places of the employers of each fylke."""
        places: dict[str, list[int]] = {}
        for place, employer in enumerate(self.employers):
            places.setdefault(employer.fylke, []).append(place)
        return places

    @cached_property
    def affiliated(self) -> dict[str, list[int]]:
        """The places of the organisations of each sammenslutning."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.sammenslutning):
            places.setdefault(name, []).append(place)
        return places

    @cached_property
    def weights(self) -> Sequence[float]:
        """How often each organisation appoints: by its place in its sammenslutning, as no register lists members."""
        named = enumerate(self.sammenslutning)
        return [1 / (1 + self.affiliated[name].index(organisation)) for organisation, name in named]

    def candidates(self, count: int, seed: int) -> list[Candidate]:
        """So many appointments, the same for the same seed."""
        drawing = random.Random(seed)
        drawn: list[Candidate] = []
        for number in range(count):
            drawn.append(self._candidate(number, drawing, drawn))
        return drawn

    def _candidate(self, number: int, drawing: random.Random, before: Sequence[Candidate]) -> Candidate:
        by_sammenslutning = drawing.random() < SAMMENSLUTNING
        kinds = ("fylke", "neighbours") if by_sammenslutning else tuple(SCOPES)
        kind = drawing.choices(kinds, [SCOPES[kind] for kind in kinds])[0]
        scope = self._scope(kind, drawing)
        direct: Sequence[int] = []
        indirect: Sequence[int] = []
        if by_sammenslutning:
            indirect = self.affiliated[drawing.choice(sorted(self.affiliated))]
        else:
            direct = self._organisations(kind, drawing)
        again = drawing.choice(before) if before and drawing.random() < AGAIN else None
        employer = self.employers[drawing.choice(scope)].key if drawing.random() < EMPLOYED else None
        return Candidate(
            key=uuid5(SPACE, f"appointment {number}"),
            person=again.person if again else f"person {number}",
            direct=self._pairs(scope, direct),
            indirect=self._pairs(scope, indirect),
            employer=again.employer if again else employer,
            load=again.load if again else drawing.choice(LOADS),
        )

    def _scope(self, kind: str, drawing: random.Random) -> Sequence[int]:
        """The places of the employers that an appointment is for."""
        if kind == "all":
            return range(len(self.employers))
        at = drawing.randrange(len(self.employers))
        fylke = self.fylker[self.employers[at].fylke]
        if kind == "fylke":
            return fylke
        if kind == "single":
            return [at]
        first = fylke.index(at)
        return fylke[first : first + drawing.randint(*NEIGHBOURS)]

    def _organisations(self, kind: str, drawing: random.Random) -> Sequence[int]:
        """Who appoints, and who lets that appointment speak for them; any organisation is as likely to for all."""
        weights = None if kind == "all" else self.weights
        appoints = drawing.choices(range(len(self.organisations)), weights)[0]
        if kind == "all" or drawing.random() >= JOINT:
            return [appoints]
        others = [place for place in self.affiliated[self.sammenslutning[appoints]] if place != appoints]
        return [appoints, *drawing.sample(others, min(len(others), drawing.randint(1, 3)))]

    def _pairs(self, scope: Sequence[int], organisations: Sequence[int]) -> frozenset[int]:
        width = len(self.organisations)
        return frozenset(employer * width + organisation for employer in scope for organisation in organisations)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
