"""Who said what, when, in sentences that people read (bokmål)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.book import Entry
from domain.delegation import ALL
from domain.spans import ALWAYS
from domain.world import Register, World

Sentence = Callable[["Said"], str]


class Said:
    """A statement's content, with the names that a sentence needs."""

    def __init__(self, entry: Entry, world: World) -> None:
        self.content: Mapping[str, Any] = entry.event.content
        self._book = world.book
        self._register = world.register
        self._day = entry.event.at or self.content.get("from_") or entry.recorded_at.date()

    def employer(self, key: str = "employer") -> str:
        """The employer's name as it was."""
        return self._employer(self.content[key])

    def organisation(self, key: str = "organisation") -> str:
        """The organisation's name."""
        return self._organisation(self.content[key])

    def organisations(self, key: str) -> str:
        """Several organisations' names."""
        return ", ".join(self._organisation(each) for each in self.content[key]) or "ingen"

    def employers(self, key: str = "employers") -> str:
        """Several employers' names."""
        return ", ".join(self._employer(each) for each in self.content[key])

    def scope(self) -> str:
        """The employers spoken for."""
        return "alle deltakerne" if self.content["scope"] == ALL else self.employers("scope")

    def group(self) -> str:
        """The group's name, as it last stood."""
        named = self._last("group", self.content["group"]).get("name")
        return f"«{named}»" if named else "en gruppe"

    def seated(self) -> str:
        """Whose representant a seat is for."""
        if self.content["employer"]:
            return self.employer()
        by = self._last("appointment", self.content["appointment"]).get("organisation")
        return self._organisation(by) if by else "noen"

    def _last(self, kind: str, identity: UUID) -> Mapping[str, Any]:
        entry = self._book.slot(kind, (identity,))
        return entry.event.content if entry else {}

    def days(self) -> str:
        """The span, in words; its last day included."""
        from_, until = self.content["from_"], self.content["until"]
        start = f"fra {norwegian(from_)}" if from_ else "fra først av"
        return f"{start} til og med {norwegian(until - timedelta(days=1))}" if until and until > ALWAYS else start

    def day(self, key: str = "from_") -> str:
        """A day, in words."""
        day = self.content[key]
        return norwegian(day) if day else "først av"

    def _employer(self, employer: UUID) -> str:
        known = self._register.employers.get(employer)
        return known.named(self._day).name if known else "ukjent arbeidsgiver"

    def _organisation(self, organisation: UUID) -> str:
        known = self._register.organisations.get(organisation)
        return known.name if known else "ukjent organisasjon"


def norwegian(day: date) -> str:
    """A date as it is written: 3. mai 2026.

    >>> norwegian(date(2026, 5, 3))
    '3. mai 2026'
    """
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()

_STATUS = {"affected": "berørt", "not_affected": "ikke berørt"}
_PHASE = {"starte_sammen": "starte sammen", "forme_sammen": "forme sammen", "levere_sammen": "levere sammen"}

_GROUP = {
    "styringsgruppe": "Styringsgruppa",
    "prosjektgruppe": "Prosjektgruppa",
    "referansegruppe": "Referansegruppa",
    "arbeidsgruppe": "Arbeidsgruppa",
    "testgruppe": "Testgruppa",
}


def _number(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


SENTENCES: Mapping[str, Sentence] = {
    "EmployerRegistered": lambda s: f"{s.content['name']} er registrert som arbeidsgiver.",
    "EmployerRegistrationWithdrawn": lambda s: "Registreringen av arbeidsgiveren er trukket tilbake.",
    "EmployerChanged": lambda s: (
        f"{s.employer()} endret seg {s.day('on')}: "
        + ", ".join(f"{each['name']} ({each['kommunenummer'] or 'uten nummer'})" for each in s.content["successors"])
        + "."
    ),
    "OrganisationRegistered": lambda s: f"{s.content['name']} er registrert som {s.content['kind']}.",
    "OrganisationRegistrationWithdrawn": lambda s: "Registreringen av organisasjonen er trukket tilbake.",
    "OrganisationAffiliated": lambda s: f"{s.organisation()} hører til {s.organisation('sammenslutning')} {s.days()}.",
    "AffiliationWithdrawn": lambda s: (
        f"At {s.organisation()} hører til {s.organisation('sammenslutning')} fra {s.day()}, er trukket tilbake."
    ),
    "BranchEmpowered": lambda s: (
        f"{s.organisation()} lar laget sitt ved {s.employer('seat')} tale for seg hos {s.employers()} {s.days()}."
    ),
    "BranchWithdrawn": lambda s: (
        f"Det {s.organisation()} lot laget ved {s.employer('seat')} si fra {s.day()}, er trukket tilbake."
    ),
    "ProjectRegistered": lambda s: (
        f"Prosjektet «{s.content['name']}» er registrert {s.days()}, eid av {s.employer('owner')}."
    ),
    "ProjectWithdrawn": lambda s: "Prosjektet er trukket tilbake.",
    "PhaseBegun": lambda s: f"Fasen «{_PHASE[s.content['phase']]}» begynner {s.day()}.",
    "PhaseWithdrawn": lambda s: f"Fasen fra {s.day()} er trukket tilbake.",
    "SchemeAgreed": lambda s: (
        f"Representativ ordning ble avtalt {s.day('agreed_on')} med {s.organisations('agreed_with')}; "
        f"{s.content['forankring_days']} dager til forankring, fra {s.day()}."
    ),
    "SchemeWithdrawn": lambda s: f"Ordningen fra {s.day()} er trukket tilbake.",
    "ParticipantAdded": lambda s: f"{s.employer()} deltar {s.days()}.",
    "ParticipantWithdrawn": lambda s: f"Deltakelsen til {s.employer()} fra {s.day()} er trukket tilbake.",
    "GroupFormed": lambda s: f"{_GROUP[s.content['kind']]} «{s.content['name']}» er opprettet {s.days()}.",
    "GroupWithdrawn": lambda s: "Opprettelsen av en gruppe er trukket tilbake.",
    "SeatFilled": lambda s: (
        f"En representant for {s.seated()} har plass i {s.group()} som {s.content['function']} {s.days()}."
    ),
    "SeatWithdrawn": lambda s: f"En plass i {s.group()} er trukket tilbake.",
    "RulesSet": lambda s: (
        f"Sammensetningen av {s.group()} følger {_number(len(s.content['rules']), 'regel', 'regler')} fra {s.day()}."
    ),
    "RulesWithdrawn": lambda s: f"Reglene for sammensetningen av {s.group()} fra {s.day()} er trukket tilbake.",
    "RosterAdopted": lambda s: (
        f"Prosjekteieren har vedtatt hvem som har plass i {s.group()} fra {s.day()}: "
        f"{_number(len(s.content['appointments']), 'utpekt', 'utpekte')}."
    ),
    "AdoptionWithdrawn": lambda s: f"Vedtaket om hvem som har plass i {s.group()} fra {s.day()}, er trukket tilbake.",
    "TemplateChosen": lambda s: "Prosjektet har fått sin egen mal for oversikter i Word.",
    "TemplateWithdrawn": lambda s: "Prosjektets egen mal for oversikter i Word er trukket tilbake.",
    "AffectedClarified": lambda s: (
        f"{s.organisation()} er {_STATUS[s.content['status']]} hos {s.employer()} fra {s.day()}."
    ),
    "ClarificationWithdrawn": lambda s: (
        f"Avklaringen om {s.organisation()} hos {s.employer()} fra {s.day()} er trukket tilbake."
    ),
    "EmployerRepresentantNamed": lambda s: f"{s.employer()} har pekt ut en representant {s.days()}.",
    "EmployerRepresentantWithdrawn": lambda s: f"En representant for {s.employer()} er trukket tilbake.",
    "ClaimMade": lambda s: f"{s.organisation()} mener at medlemmene er berørt hos {s.employer()} {s.days()}.",
    "ClaimWithdrawn": lambda s: (
        f"{s.organisation()} har trukket tilbake kravet om å være berørt hos {s.employer()} fra {s.day()}."
    ),
    "WaiverGiven": lambda s: f"{s.organisation()} lar skriftlig være å peke ut noen for {s.employer()} {s.days()}.",
    "WaiverWithdrawn": lambda s: f"{s.organisation()} har trukket tilbake fritaket for {s.employer()} fra {s.day()}.",
    "ReservationMade": lambda s: f"{s.organisation()} vil ikke representeres av sammenslutningen sin {s.days()}.",
    "ReservationWithdrawn": lambda s: f"{s.organisation()} har trukket tilbake reservasjonen fra {s.day()}.",
    "RepresentantAppointed": lambda s: (
        f"{s.organisation()} har pekt ut en vara {s.days()}."
        if s.content["vara_for"]
        else f"{s.organisation()} har pekt ut en {s.content['role']} for {s.scope()} {s.days()}."
    ),
    "AppointmentWithdrawn": lambda s: f"{s.organisation()} har trukket tilbake en utpeking.",
    "ScopeSet": lambda s: f"En representant for {s.organisation()} taler for {s.scope()} fra {s.day()}.",
    "ScopeWithdrawn": lambda s: (
        f"Virkeområdet fra {s.day()} for en representant for {s.organisation()} er trukket tilbake."
    ),
    "LeaveRecorded": lambda s: f"En representant for {s.organisation()} er borte {s.days()}.",
    "LeaveWithdrawn": lambda s: (
        f"Fraværet fra {s.day()} for en representant for {s.organisation()} er trukket tilbake."
    ),
    "AppointmentEnded": lambda s: f"En utpeking fra {s.organisation()} gjelder ikke lenger fra {s.day('on')}.",
    "AppointmentEndWithdrawn": lambda s: f"Avslutningen av en utpeking fra {s.organisation()} er trukket tilbake.",
    "JointMandateGiven": lambda s: f"{s.organisation()} lar en annens representant tale for seg {s.days()}.",
    "JointMandateWithdrawn": lambda s: f"{s.organisation()} har trukket tilbake fellesmandatet fra {s.day()}.",
}
"""A sentence for every event there is."""


def sentence(entry: Entry, world: World) -> str:
    """What the statement says, with the names that are known in the world."""
    return SENTENCES[entry.event.TOPIC](Said(entry, world))


def party_name(party: str | None, register: Register) -> str | None:
    """A party as tokens name it: organisations by slug."""
    if party is None or not party.startswith("organisation:"):
        return party
    organisation, _, seat = party.partition(":")[2].partition("/")
    known = register.organisations.get(UUID(organisation))
    return f"organisation:{known.slug}{'/' * bool(seat)}{seat}" if known else party
